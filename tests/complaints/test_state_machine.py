"""Any order of verbs, by anybody, against a model of the table written apart."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from audit import trail
from complaints.models import Case, StatusChange
from pages.refusals import NotAllowed, Refused, Stale, WrongState
from tests.complaints.verbs import APPEAL, DO, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import whole_case
from tests.factories.ipcc import ReferralFactory

# Written from the table, not from complaints.workflow.
MOVES = {
    "record": {"received": "recorded"},
    "decline": {"received": "not_recorded"},
    "check": {"recorded": "checked"},
    "assess": {"checked": "assessed"},
    "allocate": {
        "assessed": "allocated",
        **{
            state: state
            for state in (
                "allocated",
                "investigating",
                "reported",
                "determined",
                "notified",
            )
        },
    },
    "start": {"allocated": "investigating"},
    "submit-report": {"investigating": "reported"},
    "return": {"reported": "investigating"},
    "determine": {"reported": "determined"},
    "notify": {"determined": "notified"},
    "finalise": {"notified": "finalised"},
    "reopen": {"finalised": "investigating"},
    "withdraw": {
        state: "withdrawn"
        for state in (
            *("received", "recorded", "checked", "assessed", "allocated"),
            # Each determination here leaves somebody a case to answer.
            *("investigating", "reported"),
        )
    },
    "receive-ipcc-report": {"allocated": "reported", "investigating": "reported"},
    "direct-recording": {"not_recorded": "received"},
    "reinvestigate": {"notified": "investigating", "finalised": "investigating"},
    "redetermine": {"notified": "reported", "finalised": "reported"},
}
# What these verbs need the IPCC to have directed.
DIRECTED = {
    "direct-recording": "record",
    "reinvestigate": "reinvestigate",
    "redetermine": "redetermine",
}
# Nobody complained of a conduct matter, so nobody can ask to withdraw it.
CONDUCT_MOVES = MOVES | {"withdraw": {}}
OTHERS = ("mpa-member", "commander", "system-administrator", "pau-analyst")
START = datetime(2026, 9, 2, 12, tzinfo=UTC)


class CaseLife(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        # Refusals are recorded durably: this outer block must count as the test's own.
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize(conduct=st.booleans())
    def begin(self, conduct):
        self.people = {role: user_with_role(role) for role in {*ROLE.values(), *OTHERS}}
        self.case = whole_case(received_on=date(2026, 9, 1), conduct=conduct)
        self.table = CONDUCT_MOVES if conduct else MOVES
        self.appealable = not conduct
        self.state, self.now = "received", START
        self.handled = False
        self.appeal_ends = None
        self.independent = self.reported_by_ipcc = False
        self.directed = set()
        self.moves = 0

    @rule(often=st.integers(0, 3))
    def the_ipcc_takes_it_over(self, often):
        """Seldom, so that most lives go on without."""
        case = Case.objects.get(pk=self.case.pk)
        if often or self.independent or not case.is_open:
            return
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
        self.independent = True

    @rule(kind=st.sampled_from(sorted(DIRECTED.values())))
    def an_appeal_is_upheld(self, kind):
        fits = "not_recorded" if kind == "record" else "notified"
        if self.directed or self.state != fits or not self.appealable:
            return
        case = Case.objects.get(pk=self.case.pk)
        number = case.directions.count() + 1
        complainant = case.complainants.get()
        appeal = AppealFactory(
            case=case, number=number, complainant=complainant, upheld=True
        )
        DirectionFactory(case=case, number=number, appeal=appeal, kind=kind)
        self.directed.add(kind)

    def target_of(self, verb):
        """Where the verb leads now, by the table and by what the IPCC has said."""
        target = self.table[verb].get(self.state)
        if verb == "receive-ipcc-report" and not self.independent:
            return None
        if self.independent and verb in ("start", "submit-report"):
            return None
        if self.independent and verb == "determine" and not self.reported_by_ipcc:
            return None
        if verb in DIRECTED and DIRECTED[verb] not in self.directed:
            return None
        return target

    @rule(verb=st.sampled_from(sorted(MOVES)), days=st.integers(0, 40))
    def somebody_who_may(self, verb, days):
        self.now += timedelta(days=days)
        by = fresh(self.people[ROLE[verb]])
        before = Case.objects.get(pk=self.case.pk)
        handler_verb = verb in {"start", "submit-report"}
        target = self.target_of(verb)
        options = {}
        if verb == "allocate":
            options["handler"] = fresh(self.people["investigator"])
        try:
            DO[verb](before, by, self.now, before.version, **options)
        except WrongState:
            assert target is None or (verb == "finalise" and self.waits())
            return
        except NotAllowed:
            assert handler_verb and not self.handled
            return
        assert target is not None
        assert verb != "finalise" or not self.waits()
        self.state = target
        self.moves += 1
        self.handled = self.handled or verb == "allocate"
        if verb == "notify":
            self.appeal_ends = self.now.date() + APPEAL
            if self.independent:  # no appeal lies, so no time for one runs
                self.appeal_ends = None
        if verb in ("reopen", "reinvestigate", "redetermine"):
            self.appeal_ends = None
        if verb in ("submit-report", "receive-ipcc-report"):
            self.reported_by_ipcc = verb == "receive-ipcc-report"
        self.directed.discard(DIRECTED.get(verb))

    def waits(self):
        """Whether the case cannot be finalised yet."""
        return self.appeal_may_come() or bool(self.directed)

    def appeal_may_come(self):
        if self.independent:
            return False
        ended = self.appeal_ends is not None and self.appeal_ends < self.now.date()
        return self.appealable and not ended

    @rule(verb=st.sampled_from(sorted(MOVES)), role=st.sampled_from(OTHERS))
    def somebody_who_may_not(self, verb, role):
        case = Case.objects.get(pk=self.case.pk)
        with pytest.raises(Refused):
            DO[verb](case, fresh(self.people[role]), self.now, case.version)

    @rule(verb=st.sampled_from(sorted(MOVES)))
    def somebody_with_an_old_form(self, verb):
        case = Case.objects.get(pk=self.case.pk)
        if case.version == 1:
            return
        with pytest.raises(Stale):
            DO[verb](case, fresh(self.people[ROLE[verb]]), self.now, case.version - 1)

    @invariant()
    def the_case_stands_where_the_model_says(self):
        if not hasattr(self, "state"):
            return
        case = Case.objects.get(pk=self.case.pk)
        assert case.status == self.state
        assert StatusChange.objects.filter(case=case).count() == self.moves
        done = [e for e in trail.history_of(case, limit=500) if e.outcome == "done"]
        assert len(done) == self.moves


@pytest.mark.django_db
def test_any_order_of_verbs_keeps_to_the_table():
    run_state_machine_as_test(
        CaseLife,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.soak
@pytest.mark.django_db
def test_any_order_of_verbs_keeps_to_the_table_for_long():
    run_state_machine_as_test(
        CaseLife,
        settings=settings(
            max_examples=500,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
