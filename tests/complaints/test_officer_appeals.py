"""What an officer's appeal makes of what was found and imposed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from casework import guard
from complaints import actions
from complaints.models import (
    Case,
    Finding,
    Forum,
    Ground,
    ImposedSanction,
    OfficerAppeal,
)
from complaints.models.clocks import Ended
from complaints.models.imposed import live_sanctions
from complaints.rules.regimes import last_day
from pages.refusals import BadInput, WrongState
from tests.complaints.appealing import (
    AGO,
    OFFICE,
    appealed,
    board,
    decide,
    impose,
    lodge,
    tell,
)
from tests.complaints.hearing import TODAY, WHY, Told, name
from tests.complaints.sending import day, errors, send, signed_in
from tests.factories.complaints import also_alleged
from tests.factories.organisation import MemberFactory
from tests.factories.proceedings import (
    SITS,
    ImposedSanctionFactory,
    OfficerAppealFactory,
    PanelMemberFactory,
    ProceedingFactory,
)

pytestmark = pytest.mark.django_db


class TestSetAside:
    def test_not_by_an_effect_that_there_is_not(self):
        told, _, imposed, appeal = appealed()
        with pytest.raises(BadInput, match="what the appeal leaves") as refused:
            decide(told, appeal, "zzz", upheld=True)
        assert refused.value.field == "effect"
        imposed.refresh_from_db()
        assert imposed.set_aside_on is None

    def test_it_counts_on_no_day(self):
        told, row, imposed, appeal = appealed()
        member = told.subject.member
        assert live_sanctions(member, on=row.told_on) == [imposed]
        decide(told, appeal, "set_aside")
        assert live_sanctions(member, on=row.told_on) == []
        assert live_sanctions(member, on=TODAY) == []

    def test_something_else_is_live_alone_and_from_the_first_day(self):
        told, row, imposed, appeal = appealed()
        decide(told, appeal, "varied", varied_to="management-advice")
        imposed.refresh_from_db()
        new = ImposedSanction.objects.latest("number")
        assert imposed.set_aside_on == TODAY
        assert (new.imposed_on, new.notified_on) == (row.concluded_on, row.told_on)
        assert live_sanctions(told.subject.member, on=TODAY) == []

    def test_a_warning_instead_of_dismissal_runs_from_when_that_was_told(self):
        told, row, imposed, appeal = appealed()
        self.dismissed(imposed, row.told_on)
        decide(told, appeal, "varied", varied_to="final-written-warning")
        (live,) = live_sanctions(told.subject.member, on=TODAY)
        assert live.live_until == last_day(row.told_on, 18)

    def dismissed(self, imposed, on, code="dismissal-without-notice"):
        with guard.writing("test"):
            ImposedSanction.objects.filter(pk=imposed.pk).update(
                sanction=code,
                sanction_name="Dismissal",
                live_until=None,
                ends_service=True,
                effective_on=on,
            )

    def test_dismissal_with_notice_instead_has_its_day(self):
        told, row, imposed, appeal = appealed()
        self.dismissed(imposed, row.told_on)
        varied = {"effect": "varied", "varied_to": "dismissal-with-notice"}
        with pytest.raises(BadInput, match="28 days' notice"):
            decide(told, appeal, **varied)
        on = row.told_on + timedelta(days=28)
        decide(told, appeal, **varied, effective_on=on)
        assert ImposedSanction.objects.latest("number").effective_on == on

    @pytest.mark.parametrize(
        "graver", ["dismissal-without-notice", "final-written-warning"]
    )
    def test_nothing_graver_nor_the_same(self, graver):
        told, _, _, appeal = appealed()
        with pytest.raises(BadInput, match="less severe than what it sets aside"):
            decide(told, appeal, "varied", varied_to=graver)
        assert OfficerAppeal.objects.get().status == "lodged"

    def test_an_extension_put_in_its_place_extends_what_it_did(self):
        """What is live of other proceedings, as a panel would."""
        told, row, imposed, appeal = appealed()
        self.dismissed(imposed, row.told_on)
        earlier = ProceedingFactory(case=Told().case, number=1, told=True)
        live = ImposedSanctionFactory(
            case=earlier.case,
            number=1,
            proceeding=earlier,
            member=told.subject.member,
            imposed_on=date(2026, 1, 5),
            live_until=last_day(date(2026, 1, 5), 18),
        )
        decide(told, appeal, "varied", varied_to="final-written-warning-extended")
        new = ImposedSanction.objects.filter(proceeding=row).latest("number")
        assert new.extends == live
        assert new.live_until == last_day(live.live_until + AGO, 18)

    def test_its_page_offers_what_the_action_takes(self):
        told, _, _, appeal = appealed()
        url = reverse("complaints:decide-officer-appeal", args=[told.case.slug, 1])
        form = signed_in(told.by(OFFICE)).get(url).context["form"]
        offered = {code for code, _ in form.fields["varied_to"].choices}
        # The warning under appeal bars none of these: it is set aside first.
        assert offered == {"no-action", "management-advice", "written-warning"}
        with pytest.raises(BadInput, match="no further action for gross") as no:
            decide(told, appeal, "varied", varied_to="no-action")
        assert no.value.field == "varied_to"
        decide(told, appeal, "varied", varied_to="written-warning")


class TestFindings:
    def test_what_was_proved_is_proved_no_more(self):
        told, row, _, appeal = appealed()
        decide(told, appeal, "set_aside", findings={1: ""})
        row.refresh_from_db()
        finding = Finding.objects.get()
        assert (row.proved, finding.proved, finding.severity) == (False, False, "")
        assert (finding.first_severity, finding.appeal) == ("gross", appeal)
        appeal.refresh_from_db()
        assert appeal.changed == "Allegation 1: not proved, not gross misconduct"

    def test_then_nothing_stands(self):
        told, _, _, appeal = appealed()
        with pytest.raises(BadInput, match="nothing is proved any more") as no:
            decide(told, appeal, "stands", upheld=True, findings={1: ""})
        assert no.value.field == "effect"
        assert Finding.objects.get().proved

    def test_it_is_less_grave(self):
        told, row, imposed, appeal = appealed()
        found = {"findings": {1: "misconduct"}, "upheld": True}
        with guard.writing("test"):
            ImposedSanction.objects.update(sanction="dismissal-without-notice")
        with pytest.raises(BadInput, match="cannot stand for what is found now"):
            decide(told, appeal, "stands", **found)
        decide(told, appeal, "varied", varied_to="no-action", **found)
        assert Finding.objects.get().severity == "misconduct"

    @pytest.mark.parametrize("found", [{1: "gross"}, {1: "other"}, {2: ""}])
    def test_nor_graver_nor_of_another(self, found):
        told, _, _, appeal = appealed()
        with pytest.raises(BadInput) as no:
            decide(told, appeal, "set_aside", findings=found)
        assert no.value.field == "findings"

    def test_of_many_allegations_all_that_changes_is_kept(self):
        told, row, _, appeal = appealed()
        gross = {"severity": "gross", "severity_name": "Gross misconduct"}
        with guard.writing("test"):
            for _ in range(11):
                outcome = also_alleged(told.case).outcomes.get()
                made = {"proceeding": row, "outcome": outcome, "proved": True}
                Finding.objects.create(**made, **gross)
        found = dict.fromkeys(range(1, 13), "")
        appeal = decide(told, appeal, "set_aside", findings=found)
        assert appeal.changed.count("not proved, not gross misconduct") == 12
        assert appeal.changed.endswith(
            "Allegation 12: not proved, not gross misconduct"
        )

    def test_what_was_lodged_where_nothing_was_proved_is_dismissed(self):
        told, row, _, appeal = appealed()
        with guard.writing("test"):
            row.findings.update(proved=False, severity="", severity_name="")
            type(row).objects.filter(pk=row.pk).update(proved=False)
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:decide-officer-appeal", args=[told.case.slug, 1])
        assert client.get(url).status_code == 200
        assert decide(told, appeal, "stands").status == "decided"

    def test_not_where_the_appeal_is_dismissed(self):
        told, _, _, appeal = appealed()
        with pytest.raises(BadInput, match="what was found stands"):
            decide(told, appeal, "stands", findings={1: "misconduct"})

    def test_its_page(self):
        told, row, _, appeal = appealed()
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:decide-officer-appeal", args=[told.case.slug, 1])
        told.case.refresh_from_db()
        given = {"upheld": "yes", "decision": WHY, "found-1": "no"}
        given |= {"effect": "stands"} | day("decided_on", TODAY)
        sent = send(client, url, version=told.case.version, **given)
        assert "nothing is proved any more" in errors(sent)[0]
        given["effect"] = "set_aside"
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)
        assert (
            "not proved, not gross misconduct" in client.get(sent.url).content.decode()
        )


class TestBefore2008:
    """A review by an assistant commissioner, then the tribunal, of three sanctions."""

    def dismissed(self):
        told, row = board()
        impose(told, row, "dismissal", notified_on=SITS)
        tell(told)
        return told, row

    def window(self, told, code):
        return told.case.clocks.filter(code=code, ended=Ended.RUNNING).first()

    def test_the_review_comes_first_within_its_time(self):
        told, row = self.dismissed()
        assert self.window(told, "tribunal") is None
        assert self.window(told, "sanction_review").due_on == SITS + 16 * AGO
        with pytest.raises(BadInput, match="once this is decided: review by"):
            lodge(told, row, "tribunal")
        review = lodge(told, row, "review")
        assert self.window(told, "sanction_review") is None
        chief = MemberFactory(rank="assistant_commissioner")
        name(told, OFFICE, row, "reviewer", appeal=review, member=chief)
        decide(told, review, "stands")
        assert self.window(told, "tribunal").due_on == TODAY + 21 * AGO
        assert lodge(told, row, "tribunal").forum == "tribunal"

    def test_the_tribunal_hears_of_three_sanctions(self):
        told, row = board()
        impose(told, row, "fine", amount=Decimal(100), notified_on=SITS)
        tell(told)
        with pytest.raises(
            BadInput, match="no appeal against anything but .*dismissal"
        ):
            lodge(told, row, "tribunal")

    def test_what_is_set_aside_leaves_nothing_to_appeal(self):
        told, row = self.dismissed()
        review = lodge(told, row, "review")
        chief = MemberFactory(rank="assistant_commissioner")
        name(told, OFFICE, row, "reviewer", appeal=review, member=chief)
        decide(told, review, "set_aside")
        assert self.window(told, "tribunal") is None

    def test_nor_does_what_is_not_proved_where_it_hears_of_anything(self):
        Forum.objects.filter(code="tribunal").update(appealable=[])
        told, row = self.dismissed()
        review = lodge(told, row, "review")
        chief = MemberFactory(rank="assistant_commissioner")
        name(told, OFFICE, row, "reviewer", appeal=review, member=chief)
        decide(told, review, "set_aside", findings={1: ""})
        assert self.window(told, "tribunal") is None

    def test_its_grounds_are_those_of_its_day(self):
        told, row = self.dismissed()
        later = [one for one in _grounds() if one.code == "unreasonable"]
        with pytest.raises(BadInput, match="among the grounds of this appeal"):
            lodge(told, row, "review", grounds=later)
        url = reverse("complaints:lodge-officer-appeal", args=[told.case.slug])
        form = signed_in(told.by(OFFICE)).get(url).context["form"]
        assert set(form.fields["grounds"].rows) == {"finding", "too-severe"}


def _grounds():
    return Ground.objects.filter(purpose="appeal_meeting")


class TestLodging:
    def test_not_before_the_outcome_is_told(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, concluded=True)
        with pytest.raises(WrongState, match="has not been told in writing"):
            lodge(told, row, "tribunal")

    def test_not_where_nothing_was_proved(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, told=True, proved=False)
        with pytest.raises(BadInput, match="hears no appeal against anything"):
            lodge(told, row, "tribunal")


class TestPanelsOfAppeals:
    def test_none_decides_without_its_seats(self):
        told, _, _, appeal = appealed()
        with guard.writing("test"):
            appeal.panel.get(seat="retired").delete()
        with pytest.raises(WrongState, match="nobody is named as Retired officer"):
            decide(told, appeal, "stands")

    def test_whoever_heard_it_does_not_decide_the_appeal(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, told=True, meeting=True)
        chair = MemberFactory(rank="chief_inspector")
        PanelMemberFactory(case=told.case, number=1, proceeding=row, member=chair)
        appeal = OfficerAppealFactory(
            case=told.case, number=1, proceeding=row, forum="appeal-meeting"
        )
        given = {"appeal": appeal}
        office = "misconduct-office"
        with pytest.raises(BadInput, match="sat on the panel that is appealed against"):
            name(told, office, row, "chair", member=chair, **given)
        other = MemberFactory(rank="superintendent")
        named = name(told, office, row, "chair", member=other, **given)
        assert named.appeal == appeal

    def test_its_page_offers_the_seats_of_an_appeal(self):
        told, _, _, appeal = appealed()
        with guard.writing("test"):
            appeal.panel.all().delete()
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:name-panel-member", args=[told.case.slug])
        told.case.refresh_from_db()
        given = {"seat": "appeal-1 chair", "outsider": "A. Silk"}
        given |= day("named_on", TODAY)
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)
        assert appeal.panel.get().who == "A. Silk"
        shown = client.get(sent.url).content.decode()
        assert "officer&#x27;s appeal 1" in shown or "officer's appeal 1" in shown

    def test_nobody_is_named_for_an_appeal_against_other_proceedings(self):
        told, row, _, appeal = appealed()
        other = ProceedingFactory(case=told.case, number=row.number + 1, fixed=True)
        with pytest.raises(BadInput, match="an appeal against these proceedings"):
            name(told, OFFICE, other, "chair", outsider="A. Silk", appeal=appeal)

    def told_later(self):
        """A member of its panel of whom the officer has not been told yet."""
        told, _, _, appeal = appealed()
        seat = appeal.panel.get(seat="retired")
        with guard.writing("test"):
            appeal.panel.filter(pk=seat.pk).update(told_on=None)
        return told, appeal, {"number": seat.number, "told_on": TODAY}

    @pytest.mark.parametrize("closed", [False, True])
    def test_the_officer_is_told_of_a_member_later(self, closed):
        told, _, given = self.told_later()
        if closed:
            with guard.writing("test"):
                Case.objects.filter(pk=told.case.pk).update(
                    status="finalised", finalised_on=TODAY, awaits=[]
                )
        assert told.do(actions.tell_panel, OFFICE, **given).told_on == TODAY

    def test_not_once_it_is_decided(self):
        told, appeal, given = self.told_later()
        decide(told, appeal, "stands")
        with pytest.raises(WrongState, match="appeal 1 no longer changes"):
            told.do(actions.tell_panel, OFFICE, **given)

    def test_nobody_is_named_once_it_is_decided(self):
        told, row, _, appeal = appealed()
        decide(told, appeal, "stands")
        appeal.refresh_from_db()
        with pytest.raises(WrongState, match="no longer changes"):
            name(told, OFFICE, row, "chair", outsider="A. Silk", appeal=appeal)
