import pytest

from audit import trail
from casework.acting import acting, check_right, check_state
from complaints.models import Case
from complaints.workflow import CASE
from pages.refusals import NotAllowed, Stale, WrongState
from tests.factories.accounts import UserFactory, user_with_role
from tests.factories.casework import NOW
from tests.factories.complaints import CaseFactory

pytestmark = pytest.mark.django_db


def anything(by):
    return Case.objects.all()


def rows(case):
    return Case.objects.filter(pk=case.pk)


class TestActing:
    def test_change_and_entry_together(self):
        case, by = CaseFactory(), UserFactory()
        with acting("case.note", by=by, at=NOW) as act:
            locked = act.lock(rows(case), case.version, within=anything)
            act.record(changes={"note": ("", "Words")}, reason="Asked for")
        assert locked == case
        entry = trail.history_of(case)[0]
        assert (entry.event, entry.reason) == ("case.note", "Asked for")
        assert entry.actor_key == by.email

    def test_refusal_undoes_everything_and_is_recorded(self):
        case, by = CaseFactory(), UserFactory()
        with pytest.raises(WrongState), acting("case.note", by=by, at=NOW) as act:
            locked = act.lock(rows(case), within=anything)
            Case.objects.filter(pk=locked.pk).update(version=99)
            raise WrongState("Not now.")
        case.refresh_from_db()
        assert case.version != 99
        entry = trail.history_of(case)[0]
        assert (entry.outcome, entry.sentence) == ("refused", "Not now.")

    def test_refusal_about_nothing_yet_is_recorded_too(self):
        by = UserFactory()
        with pytest.raises(NotAllowed), acting("case.log", by=by, at=NOW):
            raise NotAllowed("Not you.")
        entry = trail.entries(actor=by).get()
        assert (entry.event, entry.outcome) == ("case.log", "refused")
        assert (entry.subject_kind, entry.subject_key) == ("case", "")
        assert entry.sentence == "Not you."

    def test_stale_version(self):
        case = CaseFactory()
        with pytest.raises(Stale), acting("case.note", by=UserFactory(), at=NOW) as act:
            act.lock(rows(case), case.version + 1, within=anything)

    def test_out_of_reach(self):
        with (
            pytest.raises(NotAllowed, match="within your reach"),
            acting("case.note", by=UserFactory(), at=NOW) as act,
        ):
            act.lock(Case.objects.none(), within=anything)

    def test_what_is_not_within(self):
        case = CaseFactory()
        with (
            pytest.raises(NotAllowed, match="within your reach"),
            acting("case.note", by=UserFactory(), at=NOW) as act,
        ):
            act.lock(rows(case), within=lambda by: Case.objects.none())


class TestChecks:
    def test_state(self):
        case = CaseFactory()
        check_state(CASE, "record", case)
        sentence = f"^You cannot determine {case} while it is received.$"
        with pytest.raises(WrongState, match=sentence):
            check_state(CASE, "determine", case)

    def test_of_a_case_that_nothing_leads_on_from(self):
        case = CaseFactory(withdrawn=True)
        sentence = f"^You cannot record {case}: it is closed as withdrawn.$"
        with pytest.raises(WrongState, match=sentence):
            check_state(CASE, "record", case)

    def test_right_in_the_cases_unit(self):
        case = CaseFactory()
        check_right(CASE, "record", case, by=user_with_role("cst-officer"))
        own = user_with_role("champion", case.responsible_unit)
        check_right(CASE, "record", case, by=own)
        for by in (user_with_role("champion"), user_with_role("mpa-member")):
            with pytest.raises(NotAllowed, match="Your role does not allow you to"):
                check_right(CASE, "record", case, by=by)
