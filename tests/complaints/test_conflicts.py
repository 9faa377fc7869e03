"""Conflicts of interest: declared, and of line managers; who decides, what they bar."""

from datetime import date, timedelta

import pytest

from audit import trail
from complaints import actions
from complaints.actions import amending
from complaints.actions.inputs import NewSubject
from complaints.forms.candidates import candidates
from complaints.models import Case, Conflict, ConflictRuling
from complaints.models.choices import SubjectKind
from complaints.permissions import (
    check_can_allocate_to,
    check_has_no_conflict,
    check_is_independent,
    check_verb,
    had_parts_in,
)
from complaints.querysets import (
    conflicted_among,
    is_barred,
    manages_in_any,
    managing_among,
)
from pages.refusals import BadInput, NotAllowed
from tests.factories.accounts import fresh, user_with_role
from tests.factories.casework import NOW
from tests.factories.complaints import (
    CaseFactory,
    ConflictFactory,
    ConflictRulingFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import LineManagerFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def managed_by(user, case, **dates):
    """A subject of the case whom the user manages."""
    subject = SubjectFactory(case=case)
    LineManagerFactory(member=subject.member, manager=user.member, **dates)
    return subject


@pytest.fixture
def manager():
    return user_with_role("investigator", member=MemberFactory())


@pytest.fixture
def supervisor():
    return user_with_role("command")


class TestWhoManages:
    @pytest.mark.parametrize(
        ("ended", "is_so"),
        [(None, True), (timedelta(0), True), (DAY, True), (-DAY, False)],
    )
    def test_it_counts_from_the_day_it_happened(self, manager, ended, is_so):
        case = CaseFactory()
        to_on = None if ended is None else case.incident_on + ended
        managed_by(manager, case, to_on=to_on)
        members = [manager.member_id, None]
        assert managing_among(members, case) == (
            {manager.member_id} if is_so else set()
        )

    def test_of_many_cases_one_is_enough(self, manager):
        case, other = CaseFactory(), CaseFactory()
        managed_by(manager, case)
        assert manages_in_any(manager.member_id, [other.pk, case.pk])
        assert not manages_in_any(manager.member_id, [other.pk])

    def test_of_a_day_unknown_any_manager_counts(self, manager):
        case = CaseFactory(origin="legacy", incident_on=None, received_on=None)
        managed_by(manager, case, to_on=date(2001, 1, 1))
        assert managing_among([manager.member_id], case)

    def test_who_manages_somebody_else_is_free(self, manager):
        case, other = CaseFactory(), CaseFactory()
        managed_by(manager, other)
        SubjectFactory(case=case)
        assert conflicted_among([manager], case) == set()

    def test_a_member_is_not_their_own_manager(self):
        member = MemberFactory()
        with pytest.raises(Exception, match="line_manager_is_another"):
            LineManagerFactory(member=member, manager=member)


class TestManagersTakeNoPart:
    def test_they_read_the_case_but_are_refused_its_verbs(self, manager):
        case = whole_case(allocated=True, handler=manager)
        check_verb("start", case, by=manager)
        managed_by(manager, case)
        assert case in Case.objects.visible_to(fresh(manager))
        with pytest.raises(NotAllowed, match="because you manage a subject of it"):
            actions.start(
                case=case, by=manager, at=NOW, version=case.version, terms="All."
            )
        refused = trail.entries(actor=manager).get(outcome=trail.Outcome.REFUSED)
        assert "you manage a subject" in refused.sentence

    @pytest.mark.parametrize(
        ("action", "given"),
        [
            ("log_letter", {"version": 1, "kind": "outcome", "dated_on": NOW.date()}),
            ("note", {"text": "I know him well."}),
            ("set_task", {"what": "Ring.", "due_on": NOW.date(), "owner": None}),
            ("do_task", {"number": 1}),
            ("attach", {"stored": None}),
        ],
    )
    def test_nor_do_they_add_to_it(self, manager, action, given):
        case = whole_case(investigating=True, handler=manager)
        managed_by(manager, case)
        with pytest.raises(NotAllowed, match="because you manage a subject of it"):
            getattr(actions, action)(case=case, by=fresh(manager), at=NOW, **given)
        ConflictRulingFactory(case=case, manager=manager.member, upheld=False)
        actions.note(case=case, by=fresh(manager), at=NOW, text="Let in again.")

    @pytest.mark.parametrize(
        ("role", "verb", "state"),
        [
            ("cst-manager", "check", "recorded"),
            ("team-inspector", "assess", "checked"),
            ("team-inspector", "allocate", "assessed"),
            ("appropriate-authority", "return", "reported"),
            ("appropriate-authority", "determine", "reported"),
            ("appropriate-authority", "reopen", "finalised"),
        ],
    )
    def test_they_neither_supervise_nor_decide(self, role, verb, state):
        by = user_with_role(role, member=MemberFactory())
        case = whole_case(**{state: True})
        managed_by(by, case)
        with pytest.raises(NotAllowed, match="because you manage a subject of it"):
            check_verb(verb, case, by=by)

    def test_they_are_no_appropriate_authority(self, manager):
        case, other = CaseFactory(), CaseFactory()
        managed_by(manager, case)
        with pytest.raises(NotAllowed, match="you manage a subject of it"):
            check_is_independent(case, by=manager)
        assert had_parts_in([case.pk, other.pk], by=manager) == {case.pk}

    def test_they_are_not_offered_as_handlers_nor_taken(self):
        borough = UnitFactory()
        case = whole_case(assessed=True, responsible_unit=borough)
        handler = user_with_role("local-manager", borough, member=MemberFactory())
        champion = user_with_role("champion", borough)
        names = {"by": champion, "unit": borough, "handler": handler}
        check_can_allocate_to(case, **names)
        managed_by(handler, case)
        found, left_out = candidates(case, borough, by=champion, on=NOW.date())
        assert handler not in [each.user for each in found]
        assert left_out == 1
        with pytest.raises(NotAllowed, match="because they manage a subject of it"):
            check_can_allocate_to(case, **names)

    def test_a_subject_added_takes_their_manager_off_the_case(self, manager):
        case = whole_case(investigating=True, handler=manager)
        member = MemberFactory()
        LineManagerFactory(member=member, manager=manager.member)
        officer = user_with_role("cst-officer")
        amending.add_subject(
            case=case,
            by=officer,
            at=NOW,
            version=case.version,
            subject=NewSubject(SubjectKind.MEMBER, member),
        )
        case.refresh_from_db()
        assert case.handler is None

    def test_set_aside_they_take_part_again(self, manager):
        case = whole_case(allocated=True, handler=manager)
        managed_by(manager, case)
        ConflictRulingFactory(case=case, manager=manager.member, upheld=True)
        ConflictRulingFactory(case=case, manager=manager.member, upheld=False)
        check_has_no_conflict(case, by=manager)
        check_verb("start", case, by=manager)
        assert not is_barred(manager, case)


class TestDeciding:
    def test_upheld_it_bars_from_the_case_and_takes_off(self, manager, supervisor):
        case = whole_case(investigating=True, handler=manager)
        managed_by(manager, case)
        ruling = actions.decide_conflict(
            case=case,
            manager=manager.member,
            upheld=True,
            reasons="They share a desk.",
            by=supervisor,
            at=NOW,
        )
        case.refresh_from_db()
        assert (ruling.upheld, ruling.by, ruling.at) == (True, supervisor, NOW)
        assert case.handler is None
        assert case not in Case.objects.visible_to(fresh(manager))
        entry = trail.history_of(case)[0]
        assert (entry.event, entry.reason) == (
            "case.decide-conflict",
            "They share a desk.",
        )
        assert entry.changes["ruling"] == [None, "upheld"]

    def test_a_declared_one_upheld_goes_on(self, supervisor):
        case = CaseFactory()
        row = ConflictFactory(case=case, user=user_with_role("cst-officer"))
        self.decide(case, supervisor, conflict=row, upheld=True)
        assert is_barred(row.user, case)
        assert Conflict.objects.get(pk=row.pk).ended_at is None

    def test_a_declared_one_set_aside_ends(self, supervisor):
        case = CaseFactory()
        row = ConflictFactory(case=case, user=user_with_role("cst-officer"))
        self.decide(case, supervisor, conflict=row, upheld=False)
        row.refresh_from_db()
        assert (row.ended_at, row.ended_by, row.end_reason) == (NOW, supervisor, "So.")
        assert not is_barred(row.user, case)
        with pytest.raises(BadInput, match="has ended already"):
            self.decide(case, supervisor, conflict=row, upheld=False)

    def test_nobody_decides_about_their_own(self):
        own = user_with_role("command", member=MemberFactory())
        case = CaseFactory()
        managed_by(own, case)
        with pytest.raises(NotAllowed, match="a conflict of your own"):
            self.decide(case, own, manager=own.member, upheld=False)
        assert not ConflictRuling.objects.exists()

    @pytest.mark.parametrize("role", ["cst-manager", "champion", "investigator"])
    def test_only_supervisors_decide(self, manager, role):
        case = CaseFactory()
        managed_by(manager, case)
        by = user_with_role(role, case.responsible_unit)
        with pytest.raises(NotAllowed, match="does not allow you to decide"):
            self.decide(case, by, manager=manager.member, upheld=False)

    def test_whoever_manages_nobody_in_it_has_no_conflict(self, manager, supervisor):
        case = CaseFactory()
        with pytest.raises(BadInput, match="manages no subject"):
            self.decide(case, supervisor, manager=manager.member, upheld=True)

    def test_one_decided_before_is_decided_again_though_it_is_over(
        self, manager, supervisor
    ):
        case = CaseFactory()
        ConflictRulingFactory(case=case, manager=manager.member, upheld=True)
        assert is_barred(manager, case)
        self.decide(case, supervisor, manager=manager.member, upheld=False)
        assert not is_barred(manager, case)

    @staticmethod
    def decide(case, by, **ruling):
        return actions.decide_conflict(
            case=case, by=by, at=NOW, reasons="So.", **ruling
        )
