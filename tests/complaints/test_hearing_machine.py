"""Any order of steps of proceedings, panels and appeals, against a model of their own.

The model (hearing_moves) is written apart from the tables and conditions.
"""

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from audit import trail
from complaints.models import Case, OfficerAppeal, PanelMember, Proceeding
from complaints.permissions.parts import part_verbs
from complaints.workflow.proceedings import OFFICER_APPEAL, PANEL, PROCEEDING
from pages.refusals import Refused, Stale
from tests.complaints.hearing import NOW, TODAY, WHY, Told
from tests.complaints.hearing_moves import (
    ALL_MOVES,
    APPEAL_MOVES,
    HEARS_APPEALS,
    LEADS_ON,
    LEVELS,
    PANEL_MOVES,
    PANEL_OPEN,
    PROCEEDING_MOVES,
    SEATS,
    action_of,
    given,
    role_of,
    who,
)
from tests.complaints.machines import InOneBlock, run
from tests.complaints.steps.proceedings import ruled

STEPS = st.sampled_from(sorted(PROCEEDING_MOVES | APPEAL_MOVES))
# What hangs on its panel, which is asked when it is done.
ASKED_WHEN_DONE = {"record-findings"}
# What leads on from each state, so that lives get somewhere.
NEXT = {
    "": "open-proceeding",
    "warranted": "supply-documents",
    "supplied": "fix-sitting",
    "fixed": "record-findings",
    "held": "impose-sanction",
    "concluded": "tell-officer",
    "sent_back": "redirect-proceeding",
    "redirected": "open-proceeding",
}


@dataclass
class Seated:
    """Somebody on the panel of proceedings, or of the appeal against them."""

    row: object
    seat: str
    appeal: bool
    status: str = "named"
    told: bool = False
    upheld: bool = False

    @property
    def sits(self):
        return self.status != "left" and not self.upheld


class HearingLife(InOneBlock):
    @initialize(forum=st.sampled_from(sorted(LEVELS)), far=st.integers(0, 10))
    def begin(self, forum, far):
        self.told = ruled(Told(), severity=LEVELS[forum], forum=forum)
        self.forum, self.state, self.row = forum, "", None
        self.past = {}  # proceedings that were decided anew, and how they stand
        self.seated, self.appeal, self.decided = [], None, ""
        self.moves = 0
        for _ in range(far):
            self.it_goes_on()

    # What the model says.

    @property
    def sitting(self):
        """Whose panel it is about now: the appeal's, once there is one."""
        return HEARS_APPEALS[self.forum] if self.appeal else self.forum

    @property
    def panel(self):
        """Those on it, of the proceedings or of the appeal against them."""
        return [
            one
            for one in self.seated
            if one.row == self.row and one.appeal == bool(self.appeal)
        ]

    def free(self):
        taken = {one.seat for one in self.panel if one.sits}
        return [seat for seat in SEATS[self.sitting] if seat not in taken]

    def panel_open(self):
        return self.decided == "lodged" if self.appeal else self.state in PANEL_OPEN

    def panel_sits(self):
        return not self.free() and all(one.status != "objected" for one in self.panel)

    def target(self, verb):
        """Where it leads now; None where it may not be done."""
        reviewed = self.forum != "meeting"
        if verb in APPEAL_MOVES:
            lies = self.state == "told" if verb.startswith("lodge") else True
            sits = verb.startswith("lodge") or self.panel_sits()
            return APPEAL_MOVES[verb].get(self.decided) if lies and sits else None
        if (
            (verb in {"warrant-hearing", "refuse-hearing"} and not reviewed)
            or (verb == "supply-documents" and reviewed and self.state == "opened")
            or (verb == "send-back" and self.forum != "special")
            or (verb == "record-findings" and not self.panel_sits())
            # Its day has not come: see `sitting`.
            or (verb == "record-findings" and self.forum == "special")
            # The officer can still appeal, or has and waits.
            or (verb == "decide-publication" and self.decided != "decided")
        ):
            return None
        return PROCEEDING_MOVES[verb].get(self.state)

    def target_of_panel(self, verb, one):
        closed = not self.panel_open() or one not in self.panel
        told_already = verb == "tell-panel" and one.told
        if told_already or (closed and verb != "decide-objection"):
            return None
        return PANEL_MOVES[verb].get(one.status)

    # What is done.

    def do(self, verb, *, role="", older=0, **more):
        case = Case.objects.get(pk=self.told.case.pk)
        by = self.told.by(role or role_of(verb, self.forum))
        version = case.version - older
        return action_of(verb)(case=case, by=by, at=NOW, version=version, **more)

    def asked(self, verb):
        """What the step is given; None where there is nothing to do it to."""
        more = given(verb, self.forum)
        if verb == "open-proceeding":
            return more | {"subject": self.told.subject}
        if self.row is None:
            return None
        if verb == "lodge-officer-appeal":
            return more | {"proceeding": self.row}
        if verb == "decide-officer-appeal":
            return more | {"number": self.appeal.number} if self.appeal else None
        return more | {"number": self.row.number}

    def attempt(self, verb):
        more = self.asked(verb)
        if more is None:
            return
        target = self.target(verb)
        try:
            made = self.do(verb, **more)
        except Refused:
            assert target is None, (verb, self.forum, self.state)
            return
        assert target is not None, (verb, self.forum, self.state)
        self.done(verb, target, made)
        self.the_page_offers_what_the_model_allows()

    def done(self, verb, target, made):
        self.moves += 1
        if verb in APPEAL_MOVES:
            self.decided = target
            self.appeal = self.appeal or made
            return
        if verb == "open-proceeding":
            if self.row:
                self.past[self.row.pk] = self.state
            self.row = made
        if verb == "redirect-proceeding":
            self.next_forum = LEADS_ON[self.forum]
        self.state = target
        self.row = Proceeding.objects.get(pk=self.row.pk)
        if verb == "redirect-proceeding":
            # What is opened next is before the other forum.
            self.past[self.row.pk] = "redirected"
            self.forum = self.next_forum

    @rule(verb=STEPS)
    def somebody_who_may(self, verb):
        self.attempt(verb)

    @rule(data=st.data())
    def what_may_be_done(self, data):
        """Of all that the model allows; most of what is tried at random is refused."""
        verbs = sorted(PROCEEDING_MOVES | APPEAL_MOVES)
        open_now = [one for one in verbs if self.target(one) and self.asked(one)]
        if open_now:
            self.attempt(data.draw(st.sampled_from(open_now)))

    def it_goes_on(self):
        """One natural step towards the end."""
        if self.panel_open() and self.row and self.state in {"fixed", "told"}:
            for seat in self.free():
                self.name(seat)
        self.attempt(self.natural())

    def natural(self):
        if self.state == "opened":
            reviewed = self.forum != "meeting"
            return "warrant-hearing" if reviewed else "supply-documents"
        if self.state in {"told", "ended"}:
            lodged = {"": "lodge-officer-appeal", "lodged": "decide-officer-appeal"}
            return lodged.get(self.decided, "decide-publication")
        return NEXT[self.state]

    @rule(place=st.integers(0, 2))
    def somebody_is_named(self, place):
        seats = list(SEATS[self.sitting])
        self.name(seats[place % len(seats)])

    def name(self, seat):
        if self.row is None:
            return
        possible = self.panel_open() and seat in self.free()
        more = {"proceeding": self.row, "appeal": self.appeal, "seat": seat}
        try:
            made = self.do(
                "name-panel-member", named_on=TODAY, **who(self.sitting, seat), **more
            )
        except Refused:
            assert not possible, (seat, self.forum, self.state)
            return
        assert possible, (seat, self.forum, self.state)
        self.moves += 1
        self.seated.append(Seated(self.row, seat, bool(self.appeal)))
        self.seated[-1].number = made.number

    @rule(
        verb=st.sampled_from(sorted({*PANEL_MOVES} - {"name-panel-member"})),
        place=st.integers(0, 5),
        upheld=st.booleans(),
    )
    def the_panel_changes(self, verb, place, upheld):
        if self.seated:
            one = self.seated[place % len(self.seated)]
            self.on_panel(verb, one, upheld=upheld)

    def on_panel(self, verb, one, *, upheld):
        target = self.target_of_panel(verb, one)
        if verb == "decide-objection":
            more = {"decided_on": TODAY, "upheld": upheld, "decision": WHY}
        else:
            more = given(verb, self.forum)
        # An earlier panel is that of the office that arranged it.
        role = role_of(verb, one.row.forum)
        try:
            self.do(verb, role=role, number=one.number, **more)
        except Refused:
            assert target is None, (verb, one)
            return
        assert target is not None, (verb, one)
        self.moves += 1
        one.status = target
        one.told |= verb == "tell-panel"
        one.upheld |= verb == "decide-objection" and upheld

    @rule(verb=STEPS, old=st.booleans())
    def somebody_who_may_not(self, verb, old):
        """By their role, or because what they saw is not how it stands now."""
        more = self.asked(verb)
        if more is None or not self.moves:
            return
        with pytest.raises(Stale if old else Refused):
            self.do(verb, role="" if old else "mpa-member", older=int(old), **more)

    @invariant()
    def everything_stands_where_the_model_says(self):
        if not hasattr(self, "moves"):
            return
        case = self.told.case
        rows = dict(Proceeding.objects.filter(case=case).values_list("pk", "status"))
        assert rows == self.past | ({self.row.pk: self.state} if self.row else {})
        panel = PanelMember.objects.filter(case=case).values_list("number", "status")
        assert dict(panel) == {one.number: one.status for one in self.seated}
        appeals = OfficerAppeal.objects.filter(case=case).values_list("status")
        assert [*appeals] == ([(self.decided,)] if self.appeal else [])

    def the_page_offers_what_the_model_allows(self):
        row = Proceeding.objects.get(pk=self.row.pk)
        row.case = Case.objects.get(pk=self.told.case.pk)
        office = role_of("supply-documents", row.forum)
        offered = {
            each.verb
            for each in part_verbs(row.case, row, self.told.by(office))
            if not each.refusal
        }
        may = {
            verb
            for verb in PROCEEDING_MOVES.keys() - {"open-proceeding"}
            if self.target(verb) and role_of(verb, row.forum) == office
        }
        assert offered - ASKED_WHEN_DONE == may - ASKED_WHEN_DONE, self.state

    def teardown(self):
        if hasattr(self, "moves"):
            entries = trail.history_of(self.told.case, limit=500)
            assert len([e for e in entries if e.outcome == "done"]) == self.moves
        super().teardown()


def test_the_model_knows_every_step_of_them():
    lines = (*PROCEEDING, *PANEL, *OFFICER_APPEAL)
    assert {*ALL_MOVES} == {line.verb for line in lines}


@pytest.mark.django_db
def test_any_order_of_steps_keeps_to_the_tables():
    run(HearingLife, lives=10, steps=7)


@pytest.mark.soak
@pytest.mark.django_db
def test_any_order_of_steps_keeps_to_the_tables_for_long():
    run(HearingLife, lives=300, steps=50)
