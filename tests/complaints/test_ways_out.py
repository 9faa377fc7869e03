"""Whatever a forum finds, or refuses to hear, leads somewhere."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.urls import reverse

from casework import guard
from complaints import actions, rules
from complaints.actions.proceedings import live_of, openable, redirections
from complaints.models import Finding, Outcome, Proceeding, law
from complaints.rules import proceedings as law_of
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import TODAY, WHY, Told, hear, name, open_it
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps.proceedings import ruled
from tests.factories.organisation import MemberFactory
from tests.factories.proceedings import SITS, PanelMemberFactory, ProceedingFactory

pytestmark = pytest.mark.django_db
AFTER = date(2030, 1, 1)


def heard_in(regime):
    return [forum for forum in regime.forums if forum.sits and not forum.against]


def leads_there(known, regime, code, level, on):
    """Whether a matter that was redirected can be opened there, if anybody sits."""
    if not regime.forum(code).sits:
        return True
    if regime.field == "conduct":
        one = law_of.Ruled(1, on, True, level, code)
    else:
        only = law_of.NextStage(only=(code, level))
        one = law_of.Ruled(1, on, False, "none", "performance", only)
    (offered,) = law_of.openable(known, [one], [])
    return (offered.forum.code, offered.severity.code) == (code, level)


class TestEveryFinding:
    """Of each forum of the tables, each level that it can find, whatever was live."""

    def test_something_can_be_imposed(self, known):
        asked = 0
        for regime in known.regimes:
            counted = [one.code for one in regime.sanctions if one.months_live]
            lives = [
                c for n in range(len(counted) + 1) for c in combinations(counted, n)
            ]
            for forum in heard_in(regime):
                assert regime.levels_of(forum.code), forum
                for level in regime.levels_of(forum.code):
                    for live in lives:
                        here = rules.Sitting(
                            *(forum.code, level.code, regime.from_on, live),
                            dict.fromkeys(live, AFTER),
                        )
                        assert rules.open_now(regime, here), here
                        asked += 1
        assert asked > 60

    def test_what_it_is_sent_it_can_find_or_send_back(self, known):
        for regime in known.regimes:
            for forum in heard_in(regime):
                found = {level.code for level in regime.levels_of(forum.code)}
                sent = {r.severity for r in regime.routes if r.forum == forum.code}
                assert sent - {""} <= found or forum.sends_back, forum

    def test_whatever_is_sent_back_leads_elsewhere(self, known):
        """Each level of each forum that is reviewed, whatever was live: it was refused.

        What it leads to can be opened, or is nothing that anybody sits on.
        """
        asked = 0
        for regime in known.regimes:
            for forum in heard_in(regime):
                sent = {r.severity for r in regime.routes if r.forum == forum.code}
                levels = {one.code for one in regime.severities}
                levels = levels if "" in sent else levels & sent
                for level in levels if forum.reviewed else ():
                    row = Proceeding(
                        regime=regime.code, forum=forum.code, severity=level
                    )
                    found = redirections(known, row, [])
                    assert "none" in found, (forum, level)
                    for code, as_grave in found.items():
                        on = regime.from_on
                        assert leads_there(known, regime, code, as_grave, on), code
                    asked += 1
        assert asked > 5

    def test_a_special_case_finds_nothing_less_than_gross(self, of_2008):
        assert [one.code for one in of_2008.levels_of("special")] == ["gross"]
        assert [one.code for one in of_2008.levels_of("meeting")] == ["misconduct"]
        (back,) = [forum.code for forum in of_2008.forums if forum.sends_back]
        assert back == "special"


def special(**fields):
    """A special case that is about to sit, with whoever hears it."""
    told = Told()
    row = ProceedingFactory(case=told.case, number=1, special=True, **fields)
    member = MemberFactory(rank="assistant_commissioner")
    PanelMemberFactory(case=told.case, proceeding=row, number=1, member=member)
    return told, row


def find(told, row, level):
    return told.do(
        actions.record_findings,
        "hearings-office",
        number=row.number,
        held_on=SITS,
        findings={1: level},
        finding_reasons=WHY,
    )


def send_back(told, row, on=SITS):
    return told.do(
        actions.send_back,
        "hearings-office",
        number=row.number,
        sent_back_on=on,
        sent_back_reasons=WHY,
    )


def redirect(told, row, forum):
    return told.do(
        actions.redirect_proceeding,
        "appropriate-authority",
        number=row.number,
        forum=forum,
        redirect_reasons=WHY,
    )


def refuse(told, row):
    return told.do(
        actions.refuse_hearing,
        "hearings-office",
        number=row.number,
        reviewed_on=TODAY,
        review_reasons=WHY,
    )


class TestSpecialCaseBelowGross:
    def test_it_cannot_find_misconduct(self):
        told, row = special(fixed=True)
        with pytest.raises(BadInput, match="a level that this forum can find"):
            find(told, row, "misconduct")
        client = signed_in(told.by("hearings-office"))
        url = reverse("complaints:record-findings", args=[told.case.slug, row.number])
        page = client.get(url).content.decode()
        assert "Proved: gross misconduct" in page
        assert "Proved: misconduct" not in page

    def test_it_is_dismissed(self):
        told, row = special(fixed=True)
        assert find(told, row, "").status == "held"
        ended = told.do(
            actions.impose_sanction,
            "hearings-office",
            number=row.number,
            concluded_on=SITS,
            sanction_reasons=WHY,
        )
        assert (ended.status, ended.imposed.count()) == ("concluded", 0)

    def test_it_goes_back_and_on_to_a_meeting(self):
        told, row = special(fixed=True)
        find(told, row, "")
        back = send_back(told, row)
        assert back.status == "sent_back"
        assert (back.sent_back_on, back.sent_back_reasons) == (SITS, WHY)
        reviewed = (row.reviewed_on, row.review_reasons)
        assert (back.reviewed_on, back.review_reasons) == reviewed
        told.case.refresh_from_db()
        assert told.case.awaits == ["case.redirect-proceeding"]
        known = law.load()
        assert redirections(known, back, live_of(known, back)) == {
            **{"hearing": "gross", "none": "misconduct"},
            **{"management_action": "misconduct", "meeting": "misconduct"},
        }
        redirect(told, row, "meeting")
        outcome = Outcome.objects.get(allegation__case=told.case)
        assert (outcome.forum, outcome.severity) == ("meeting", "misconduct")
        (offered,) = openable(told.case, known, on=TODAY)[told.subject]
        assert offered.code == "conduct-2008.meeting.misconduct"
        again = open_it(told, "misconduct-office", offered.code)
        assert again.kind == "meeting"

    def test_or_to_a_hearing_as_grave_as_it_was(self):
        told, row = special(fixed=True)
        find(told, row, "")
        send_back(told, row)
        redirect(told, row, "hearing")
        assert Outcome.objects.get(allegation__case=told.case).severity == "gross"

    def test_before_it_sits_a_meeting_is_not_open(self):
        told, row = special(supplied_documents=True)
        send_back(told, row)
        with pytest.raises(BadInput, match="cannot lead there"):
            redirect(told, row, "meeting")

    def test_not_what_was_found_to_be_gross(self):
        told, row = special(fixed=True)
        find(told, row, "gross")
        with pytest.raises(WrongState, match="“gross misconduct”, which this forum"):
            send_back(told, row)

    def test_what_was_found_before_there_were_levels_of_forums_goes_back(self):
        told, row = special(held=True)
        with guard.writing("test"):
            Finding.objects.filter(proceeding=row).update(severity="misconduct")
        assert send_back(told, row).status == "sent_back"

    def test_no_other_forum_sends_back_what_it_held(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, held=True, proved=False)
        with pytest.raises(WrongState, match="Only a special case hearing"):
            send_back(told, row)

    def test_not_before_it_was_held(self):
        told, row = special(held=True, proved=False)
        early = SITS - timedelta(days=1)
        with pytest.raises(BadInput, match="held"):
            send_back(told, row, on=early)
        client = signed_in(told.by("hearings-office"))
        url = reverse("complaints:send-back", args=[told.case.slug, row.number])
        told.case.refresh_from_db()
        given = {"sent_back_reasons": WHY} | day("sent_back_on", early)
        sent = send(client, url, version=told.case.version, **given)
        assert "held" in errors(sent)[0]


class TestRefusedHearing:
    """The Hearings Office finds that none is warranted."""

    def refused(self, **fields):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, unreviewed=True, **fields)
        return told, refuse(told, row)

    def test_it_goes_on_to_a_meeting(self):
        told, back = self.refused()
        assert set(redirections(law.load(), back, live_of(law.load(), back))) == {
            *("special", "none", "management_action", "meeting")
        }
        redirect(told, back, "meeting")
        outcome = Outcome.objects.get(allegation__case=told.case)
        assert (outcome.forum, outcome.severity) == ("meeting", "misconduct")
        open_it(told, "misconduct-office", "conduct-2008.meeting.misconduct")

    def test_a_board_of_what_was_ruled_no_misconduct(self):
        none = {"severity": "none", "severity_name": "No misconduct"}
        told, back = self.refused(board=True, **none)
        client = signed_in(told.by("appropriate-authority"))
        url = reverse("complaints:redirect-proceeding", args=[told.case.slug, 1])
        assert "No further action" in client.get(url).content.decode()
        assert redirect(told, back, "none").redirected_to == "none"

    def test_not_once_it_was_warranted(self):
        told, row = special(supplied_documents=True)
        back = send_back(told, row)
        live = live_of(law.load(), back)
        assert set(redirections(law.load(), back, live)) == {"hearing"}


class TestRefusedStage:
    """Gross incompetence may begin at the third stage, unless that is refused."""

    def refused(self):
        told = Told()
        ruled(told, severity="none", case_to_answer=False, forum="performance")
        code = "performance-2008.third-stage.gross-incompetence"
        return told, refuse(told, open_it(told, "hearings-office", code))

    def offered(self, told):
        found = openable(told.case, law.load(), on=TODAY)
        return [one.code for rows in found.values() for one in rows]

    def test_it_goes_on_to_the_first(self):
        told, row = self.refused()
        redirect(told, row, "first-stage")
        outcome = Outcome.objects.get(allegation__case=told.case)
        assert (outcome.forum, outcome.severity) == ("performance", "none")
        told.case.refresh_from_db()
        assert told.case.awaits == ["case.arrange-meeting"]
        code = "performance-2008.first-stage.unsatisfactory"
        assert self.offered(told) == [code]
        opened = open_it(told, "misconduct-office", code)
        assert (opened.forum, opened.findings.count()) == ("first-stage", 1)
        assert self.offered(told) == []

    def test_or_to_nothing(self):
        told, row = self.refused()
        redirect(told, row, "none")
        outcome = Outcome.objects.get(allegation__case=told.case)
        assert (outcome.forum, outcome.severity) == ("none", "none")
        told.case.refresh_from_db()
        assert told.case.awaits == []
        assert self.offered(told) == []

    def test_a_stage_that_was_held_before_may_be_held_again(self):
        told = Told()
        ruled(told, severity="none", case_to_answer=False, forum="performance")
        first = open_it(
            told, "misconduct-office", "performance-2008.first-stage.unsatisfactory"
        )
        name(
            *(told, "misconduct-office", first, "manager"),
            member=MemberFactory(rank="inspector"),
        )
        hear(
            *(told, "misconduct-office", first, "unsatisfactory"), "improvement-notice"
        )
        code = "performance-2008.third-stage.gross-incompetence"
        row = refuse(told, open_it(told, "hearings-office", code))
        redirect(told, row, "second-stage")
        told.case.refresh_from_db()
        assert told.case.awaits == ["case.arrange-meeting"]
        assert self.offered(told) == ["performance-2008.second-stage.unsatisfactory"]
