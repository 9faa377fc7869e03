"""Any order of verbs, by anybody, against a model of the table written apart."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from audit import trail
from casework import guard
from complaints import actions
from complaints.models import Case, IpccApplication, StatusChange
from complaints.workflow import CASE
from pages.refusals import NotAllowed, Refused, Stale, WrongState
from tests.complaints.machines import InOneBlock, run
from tests.complaints.moves import (
    BACK,
    BLAMELESS,
    CERTIFYING,
    CONDUCT_MOVES,
    DIRECTED,
    HANDLERS,
    MOVES,
    TAKEN_UP,
    UNAPPEALED,
)
from tests.complaints.verbs import APPEAL, DO, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import also_alleged, whole_case
from tests.factories.ipcc import ReferralFactory

OTHERS = ("mpa-member", "commander", "system-administrator", "pau-analyst")
START = datetime(2026, 9, 2, 12, tzinfo=UTC)


class CaseLife(InOneBlock):
    @initialize(conduct=st.booleans(), alleged=st.integers(1, 3))
    def begin(self, conduct, alleged):
        self.people = {role: user_with_role(role) for role in {*ROLE.values(), *OTHERS}}
        self.case = whole_case(received_on=date(2026, 9, 1), conduct=conduct)
        for _ in range(alleged - 1):
            also_alleged(self.case)
        self.standing = alleged
        self.table = CONDUCT_MOVES if conduct else MOVES
        self.complaint = self.appealable = not conduct
        self.state, self.now = "received", START
        self.handled = self.to_answer = self.certified = self.goes_on = False
        self.prepared = self.considered = False
        self.planned = self.undone = 0
        self.consented = self.better_resolved = False
        self.came_from = {}
        self.appeal_ends = None
        self.independent = self.reported_by_ipcc = False
        self.directed = set()
        self.has_report = False
        self.moves = self.steps = 0

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
        self.directed.add(kind)
        appeal = AppealFactory(
            case=case, number=number, complainant=complainant, upheld=True
        )
        DirectionFactory(case=case, number=number, appeal=appeal, kind=kind)

    @precondition(lambda self: getattr(self, "state", "") == "discontinuing")
    @rule()
    def it_was_applied_for_to_be_resolved_locally(self):
        with guard.writing("test"):
            rows = IpccApplication.objects.filter(case=self.case, status="waiting")
            rows.update(grounds=["local-resolution"])
        self.better_resolved = True

    def refused_by_what_the_ipcc_said(self, verb):
        if verb == "receive-ipcc-report":
            return not self.independent
        if verb in DIRECTED:
            return DIRECTED[verb] not in self.directed
        if verb in {"decline", "resolve-at-contact"} and "record" in self.directed:
            return True
        if verb == "determine":
            return self.independent and not self.reported_by_ipcc
        return self.independent and verb in {
            *("start", "submit-report", "offer-resolution", "complete-resolution"),
            *("handle-direction", "answer-direction", "decline", "resolve-at-contact"),
        }

    @rule(verb=st.sampled_from(sorted(MOVES)), days=st.integers(0, 40))
    def somebody_who_may(self, verb, days):
        self.now += timedelta(days=days)
        by = fresh(self.people[ROLE[verb]])
        before = Case.objects.get(pk=self.case.pk)
        self.prepare(verb)
        target = self.target(verb)
        options = {}
        if verb == "allocate":
            options["handler"] = fresh(self.people["investigator"])
        try:
            DO[verb](before, by, self.now, before.version, **options)
        except WrongState:
            assert target is None
            return
        except NotAllowed:
            assert verb in HANDLERS and not self.handled
            return
        assert target is not None
        self.done(verb, target)

    def prepare(self, verb):
        """Before a report is decided on, all is done that the law asks for."""
        if verb == "determine" and self.state == "reported":
            self.prepared, self.certified = self.complaint, False

    def target(self, verb):
        """Where the verb leads now; None where it may not be done."""
        if (
            self.refused_by_what_the_ipcc_said(verb)
            or (verb == "determine" and not self.has_report)
            or (verb == "finalise" and (self.appeal_may_come() or self.directed))
            or (verb == "withdraw" and self.decided())
            or (
                verb == "withdraw-allegations" and (self.standing < 2 or self.decided())
            )
            or (verb == "complete-resolution" and (not self.planned or self.undone))
            or (verb == "agree-plan" and not self.consented)
            or (verb == "offer-resolution" and self.consented)
            or (verb == "grant-discontinuance" and self.better_resolved)
            or (verb == "resolve-discontinued" and not self.better_resolved)
            # Certified, and neither assessed nor told of.
            or (verb in CERTIFYING and self.certified)
            or (verb == "certify-requirements" and self.prepared)
            or (verb == "continue-as-conduct" and self.goes_on)
            or (verb == "leave-withdrawn" and self.considered)
        ):
            return None
        led_to = self.table[verb].get(self.state)
        if led_to != BACK:
            return led_to
        came_from = self.came_from[self.state]
        # What the IPCC led to its local resolution is investigated, if that fails.
        led = self.state == "resolving" and came_from not in {"allocated"}
        return "investigating" if led else came_from

    def decided(self):
        state = self.state
        if state == "sub_judice":
            state = self.came_from[state]
        return state in {"determined", "notified"}

    def done(self, verb, target):
        self.moves += 1
        self.steps += verb == "continue-as-conduct"  # the link to what goes on from it
        if target != self.state and self.table[verb][self.state] != BACK:
            self.came_from[target] = self.state
        self.state = target
        # Recording writes down one allegation more than the case began with.
        self.standing += (verb == "record") - (verb == "withdraw-allegations")
        self.handled |= verb == "allocate"
        self.certified |= verb == "certify-requirements"
        self.goes_on |= verb == "continue-as-conduct"
        self.considered |= verb in {"continue-as-conduct", "leave-withdrawn"}
        self.considered |= verb == "withdraw" and self.independent
        if verb in {"offer-resolution", "end-resolution", "withdraw"}:
            self.planned = self.undone = 0
            self.consented = verb == "offer-resolution"
        if verb == "complete-resolution":
            self.consented = False
        if verb in {"apply-discontinuance", "resolve-discontinued"}:
            self.better_resolved = False
        if verb == "agree-plan":
            self.planned, self.undone = self.planned + 1, self.undone + 1
        if verb in BLAMELESS | {"determine"}:
            self.to_answer = verb == "determine"
            self.appealable = self.complaint and verb not in UNAPPEALED
        if verb in {"submit-report", "receive-ipcc-report"}:
            self.has_report = True
            self.reported_by_ipcc = verb == "receive-ipcc-report"
        if verb in TAKEN_UP | {"notify"}:
            told = verb == "notify" and not self.independent
            self.appeal_ends = self.now.date() + APPEAL if told else None
        if verb != "direct-recording":  # which leads to the recording that does it
            self.directed.discard("record" if verb == "record" else DIRECTED.get(verb))

    @precondition(lambda self: getattr(self, "undone", 0))
    @rule(gives_up=st.booleans())
    def somebody_does_what_was_agreed(self, gives_up):
        case = Case.objects.get(pk=self.case.pk)
        row = case.planactions.filter(status="agreed").latest("number")
        given = {
            "case": case,
            "by": fresh(self.people["investigator"]),
            "at": self.now,
            "version": case.version,
            "number": row.number,
            "result": "They were content.",
        }
        if gives_up:
            actions.give_up_plan_action(**given)
        else:
            actions.do_plan_action(**given, done_on=self.now.date())
        self.undone -= 1
        self.steps += 1

    def appeal_may_come(self):
        if self.independent:
            return False
        ended = self.appeal_ends is not None and self.appeal_ends < self.now.date()
        return self.appealable and not ended

    @rule(verb=st.sampled_from(sorted(MOVES)), role=st.sampled_from(OTHERS))
    def somebody_who_may_not(self, verb, role):
        case = Case.objects.get(pk=self.case.pk)
        self.prepare(verb)
        with pytest.raises(Refused):
            DO[verb](case, fresh(self.people[role]), self.now, case.version)

    @rule(verb=st.sampled_from(sorted(MOVES)))
    def somebody_with_an_old_form(self, verb):
        case = Case.objects.get(pk=self.case.pk)
        if case.version == 1:
            return
        self.prepare(verb)
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
        assert len(done) == self.moves + self.steps


def test_the_model_knows_every_verb_of_a_case():
    assert {*MOVES, "log"} == {line.verb for line in CASE}


@pytest.mark.django_db
def test_any_order_of_verbs_keeps_to_the_table():
    run(CaseLife, lives=25, steps=30)


@pytest.mark.soak
@pytest.mark.django_db
def test_any_order_of_verbs_keeps_to_the_table_for_long():
    run(CaseLife, lives=500, steps=50)
