"""What the CPS has before it: of each officer and offence apart, and until its end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework import guard
from complaints import actions, rules
from complaints.actions.awaiting import keep_awaited, owes_cps
from complaints.actions.ending import closing_facts
from complaints.models import (
    Case,
    CpsReferral,
    CpsSending,
    Determination,
    Outcome,
    Report,
)
from organisation.models import Member
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import NOW, TODAY, WHY, Told
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps.playing import days_ago
from tests.complaints.steps.proceedings import ruled
from tests.factories.complaints import OutcomeFactory, SubjectFactory, whole_case
from tests.factories.conduct import CpsReferralFactory, ManagementActionFactory

pytestmark = pytest.mark.django_db
AUTHORITY = "appropriate-authority"
SENT, BACK = days_ago(20), days_ago(15)


def two_officers():
    told = Told()
    second = SubjectFactory(case=told.case, number=2)
    OutcomeFactory(allegation=told.case.allegations.get(), subject=second)
    return told, told.case.subjects.get(number=1), second


def refer(told, considered):
    given = {"sent_on": SENT, "considered": considered}
    return told.do(actions.refer_cps, AUTHORITY, **given)


def advise(told, number, advice, on=BACK):
    given = {"advice": advice, "advice_on": on, "prosecutor": "R. Example"}
    return told.do(actions.record_advice, AUTHORITY, number=number, **given)


class TestLines:
    def test_each_officer_and_offence_has_its_own_life(self):
        told, first, second = two_officers()
        refer(told, [(first, "Assault"), (first, "Perjury"), (second, "Assault")])
        rows = CpsReferral.objects.order_by("number")
        assert [(row.subject, row.offences) for row in rows] == [
            *((first, "Assault"), (first, "Perjury"), (second, "Assault")),
        ]
        advise(told, 1, "charge")
        advise(told, 3, "no_charge")
        told.do(
            actions.record_charge,
            AUTHORITY,
            number=1,
            charged_on=days_ago(10),
            charged_with="Common assault",
        )
        assert [row.status for row in rows.all()] == ["charged", "sent", "advised"]
        with pytest.raises(WrongState, match="did not advise a charge"):
            told.do(
                actions.record_charge,
                AUTHORITY,
                number=3,
                charged_on=days_ago(10),
                charged_with="Assault",
            )

    def test_its_page_takes_several_of_both(self):
        told, first, _ = two_officers()
        client = signed_in(told.by(AUTHORITY))
        url = reverse("complaints:refer-cps", args=[told.case.slug])
        told.case.refresh_from_db()
        given = {"offences": "Assault\n\n Perjury "} | day("sent_on", TODAY)
        sent = send(client, url, version=told.case.version, **given)
        assert errors(sent) == ["Select the officers."]
        given["subjects"] = ["1", "2"]
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)
        found = CpsReferral.objects.values_list("subject__number", "offences")
        assert sorted(found) == [
            *((1, "Assault"), (1, "Perjury"), (2, "Assault"), (2, "Perjury")),
        ]
        assert str(first.member) in client.get(sent.url).content.decode()

    def test_no_offence_of_an_officer_is_with_it_twice(self):
        told, first, second = two_officers()
        with pytest.raises(BadInput, match="“ assault ” of subject 1 is named twice"):
            refer(told, [(first, "Assault"), (first, " assault ")])
        assert not CpsReferral.objects.exists()
        refer(told, [(first, "Assault")])
        with pytest.raises(BadInput, match="of subject 1 is with the CPS already"):
            refer(told, [(second, "Perjury"), (first, "Assault")])
        refer(told, [(second, "Assault")])
        advise(told, 1, "no_charge")
        refer(told, [(first, "Assault")])
        assert CpsReferral.objects.count() == 3

    def test_a_file_names_what_somebody_reads(self):
        told, first, _ = two_officers()
        many = [(first, f"Offence {number}") for number in range(51)]
        with pytest.raises(BadInput, match="at most 50 offences") as refused:
            refer(told, many)
        assert refused.value.field == "offences"
        assert not CpsReferral.objects.exists()
        refer(told, many[:50])
        assert CpsReferral.objects.count() == 50

    def test_nobody_of_another_case_and_not_nothing(self):
        told, _, _ = two_officers()
        other = whole_case(determined=True).subjects.get()
        with pytest.raises(BadInput, match="a subject of this case"):
            refer(told, [(other, "Assault")])
        with pytest.raises(BadInput, match="which offences"):
            refer(told, [])


class TestSentAgain:
    def sent(self, advice="further_work"):
        told = Told()
        refer(told, [(told.subject, "Assault")])
        advise(told, 1, advice)
        return told

    def test_what_came_back_is_kept_with_its_dates(self):
        told = self.sent()
        again = told.do(
            actions.send_cps_again, AUTHORITY, number=1, sent_on=days_ago(8)
        )
        assert (again.status, again.sent_on, again.advice) == ("sent", days_ago(8), "")
        kept = CpsSending.objects.get()
        assert (kept.sent_on, kept.advice_on) == (days_ago(20), days_ago(15))
        assert kept.advice == "further_work"
        advise(told, 1, "charge", on=days_ago(3))
        page = signed_in(told.by(AUTHORITY)).get(
            f"{told.case.get_absolute_url()}proceedings/"
        )
        assert "Sent before, 31 October 2026" in page.content.decode()
        assert "Further work, received 5 November 2026" in page.content.decode()

    def test_another_advice_does_not_lose_the_first(self):
        told = self.sent("charge")
        advise(told, 1, "no_charge", on=days_ago(10))
        assert CpsSending.objects.get().advice == "charge"

    def test_what_came_back_on_a_day_that_nobody_knows(self):
        """As an import may leave it."""
        told = Told()
        CpsReferralFactory(
            case=told.case, number=1, advised=True, advice_on=None, sent_on=SENT
        )
        told.do(actions.send_cps_again, AUTHORITY, number=1, sent_on=days_ago(8))
        assert CpsSending.objects.get().advice_on is None

    def test_not_before_it_came_back(self):
        told = self.sent()
        with pytest.raises(BadInput, match="advised"):
            told.do(actions.send_cps_again, AUTHORITY, number=1, sent_on=days_ago(16))

    def test_it_is_the_authoritys_turn_until_it_is_sent(self):
        told = self.sent()
        told.case.refresh_from_db()
        assert told.case.awaits == ["case.refer-cps"]
        told.do(actions.send_cps_again, AUTHORITY, number=1, sent_on=days_ago(8))
        told.case.refresh_from_db()
        assert told.case.awaits == []


class TestDetermined:
    """The last determination sends the file to the CPS."""

    def told(self, **traits):
        told = Told()
        if traits:
            CpsReferralFactory(
                case=told.case, number=1, at=NOW - timedelta(days=30), **traits
            )
        with guard.writing("test"):
            made = {"case": told.case, "number": 1, "by": told.by(AUTHORITY), "at": NOW}
            report = Report.objects.create(**made, text=WHY)
            Determination.objects.create(**made, report=report, to_cps=True)
        return told

    @pytest.mark.parametrize(
        ("before", "owes"),
        [
            ({}, True),
            ({"sent_on": SENT}, False),
            ({"charged": True}, False),
            ({"advised": True, "advice": "charge"}, False),
            ({"advised": True, "advice": "no_charge"}, True),
        ],
    )
    def test_a_file_that_it_has_before_it_is_not_sent_twice(self, before, owes):
        told = self.told(**before)
        assert owes_cps(told.case) == owes

    def test_nor_one_that_was_sent_again(self):
        told = self.told(advised=True, advice="no_charge", advice_on=BACK)
        assert owes_cps(told.case)
        told.do(actions.send_cps_again, AUTHORITY, number=1, sent_on=days_ago(8))
        assert not owes_cps(told.case)
        advise(told, 1, "no_charge", on=days_ago(7))
        assert not owes_cps(told.case)


class TestFinalising:
    @pytest.mark.parametrize(
        ("state", "holds"),
        [
            ({}, True),
            ({"advised": True}, True),
            ({"advised": True, "advice": "further_work"}, True),
            ({"advised": True, "advice": "no_charge"}, False),
            ({"charged": True}, True),
            ({"charged": True, "status": "tried", "verdict": "acquitted"}, False),
        ],
    )
    def test_it_waits_for_the_cps_and_the_court(self, state, holds):
        case = whole_case(notified=True)
        CpsReferralFactory(case=case, number=1, **state)
        items = rules.before_finalising(closing_facts(case, on=TODAY), today=TODAY)
        said = "the end of 1 matter before the CPS or a court"
        assert (said in rules.waits_for(items)) == holds


class TestManagementAction:
    """Who was ruled to it waits for it, in the queue of whoever records it."""

    RIGHT = "case.record-management-action"

    def ruled(self, **how):
        told = Told()
        ruled(told, severity="misconduct", forum="management_action", **how)
        self.keep(told)
        return told

    def keep(self, told):
        with guard.writing("test"):
            keep_awaited(told.case, on=TODAY)
            rows = Case.objects.filter(pk=told.case.pk)
            rows.update(awaits=told.case.awaits, offices=told.case.offices)

    def test_it_stands_in_their_queue_until_it_is_recorded(self):
        told = self.ruled()
        assert told.case.awaits == [self.RIGHT]
        client = signed_in(told.by("misconduct-office"))
        assert "Management action to record" in client.get("/").content.decode()
        listed = client.get(f"/complaints/?awaits={self.RIGHT}").content.decode()
        assert told.case.reference in listed
        told.do(
            actions.record_management_action,
            "misconduct-office",
            subject=told.subject,
            kind="advice",
            taken_on=TODAY,
            what=WHY,
        )
        told.case.refresh_from_db()
        assert told.case.awaits == []

    def test_one_officers_is_not_anothers(self):
        told, first, second = two_officers()
        ruled(told, forum="management_action", severity="misconduct")
        ManagementActionFactory(case=told.case, number=1, subject=first)
        self.keep(told)
        assert told.case.awaits == [self.RIGHT]

    @pytest.mark.parametrize(("days", "waits"), [(-1, False), (0, True), (30, True)])
    def test_nothing_of_who_has_left(self, days, waits):
        told = self.ruled()
        Member.objects.update(left_on=TODAY + timedelta(days=days))
        self.keep(told)
        assert told.case.awaits == ([self.RIGHT] if waits else [])

    def test_nothing_of_whom_nobody_knows(self):
        told = Told()
        with guard.writing("test"):
            told.case.subjects.update(
                member=None, kind="unidentified", description="Tall"
            )
            Outcome.objects.update(forum="management_action")
        self.keep(told)
        assert told.case.awaits == []
