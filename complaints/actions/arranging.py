"""Arrange proceedings: documents, the officer's answer, and the day they sit."""

from datetime import date

from casework import deadlines
from complaints import rules
from complaints.actions import clocks
from complaints.actions.extending import extension_facts, lengthen
from complaints.actions.moves import refuse_any
from complaints.actions.proceedings import regime_of
from complaints.actions.served import keep_letter
from complaints.actions.steps import on_part
from complaints.models import (
    Proceeding,
    law,
)
from complaints.models.choices import LetterKind
from complaints.models.law import ForumKind
from pages.refusals import BadInput
from pages.words import day_words, weekday

# Whose date of a proceeding an officer may move to one of their own.
ALTERNATIVE = "alternative-date"
FIXED = "on which the one before was fixed"
# Before what an officer says in writing whether it is accepted (SI 2008/2864,
# regulation 22): a special case, or a stage of performance, has no such time.
ANSWERED_BEFORE = frozenset({ForumKind.MEETING, ForumKind.HEARING})


@on_part(Proceeding, "supply-documents")
def supply_documents(
    step, *, supplied_on, supplied, supplied_to, text="", served_how=""
):
    """Record which documents the officer was given; the first start the time.

    With the first goes the notice of the proceedings, `text`, kept as it was served.

    As its rule says, from the first working day after (SI 2009/3069, regulation 24, the
    twin of SI 2008/2864). Of a special case they go with its notice.
    """
    part = step.part
    step.check_day("supplied_on", supplied_on, after=part.opened_on, earlier="opened")
    if part.supplied_on is None:
        part.supplied_on, part.supplied_to = supplied_on, supplied_to
        part.supplied = supplied
        if code := clock_of(part):
            _begin(step, code, supplied_on)
        if code and part.kind in ANSWERED_BEFORE:
            _begin(step, "statement", supplied_on)
        answer = clocks.held(step.case).open("statement", part.name)
        due = day_words(answer.due_on) if answer and answer.due_on else ""
        served = {"text": text, "served_how": served_how, "due": due}
        keep_letter(step, LetterKind.PROCEEDINGS_NOTICE, supplied_on, **served)
        return
    part.supplied = f"{part.supplied}\n\n{supplied_on:%d/%m/%Y}: {supplied}"


def clock_of(part) -> str:
    """The code of the limit within which the forum sits; blank where none does."""
    forum = regime_of(law.load(), part).forum(part.forum)
    return forum.clock if forum else ""


def _begin(step, code, on):
    part = step.part
    clocks.begin(
        step.act,
        step.case,
        code,
        starts_on=on,
        of=part.name,
        noticed_on=part.noticed_on,
    )


@on_part(Proceeding, "record-answer")
def record_answer(step, *, answered_on, answer, answer_text, paper=None):
    """Record whether the officer accepts or denies it (SI 2008/2864, regulation 22)."""
    part = step.part
    step.check_day(
        "answered_on", answered_on, after=part.supplied_on, earlier="of the documents"
    )
    part.answered_on, part.answer, part.answer_text = answered_on, answer, answer_text
    step.attach(paper, "Officer's answer before proceedings")
    clocks.done(step.act, step.case, "statement", on=answered_on, of=part.name)


@on_part(Proceeding, "fix-sitting")
def fix_sitting(
    step, *, sits_on, sits_at, place, fixed_on, served_on, text, served_how
):
    """Fix when and where it sits, within its time, with notice of it to the officer.

    The notice is in writing (SI 2008/2864, regulation 24, of meetings and hearings:
    general knowledge, check it). Whether other forums ask for one in writing is not
    known: a special case under regulation 43, the full board of 2004, the stages of
    performance. It is kept of them all alike.
    """
    part = step.part
    step.check_day(
        "fixed_on", fixed_on, after=part.supplied_on, earlier="of the documents"
    )
    _check_sitting(step, sits_on)
    part.sits_on, part.sits_at, part.place = sits_on, sits_at, place
    part.fixed_on, part.first_sits_on = fixed_on, sits_on
    step.check_day("served_on", served_on, after=fixed_on, earlier="it was fixed")
    _give_notice(step, served_on, text=text, served_how=served_how)


def _give_notice(step, served_on, **served):
    """Keep the notice of the date, with what was fixed written into it.

    Its words say when and where it is held: else it is no notice of it.
    """
    part = step.part
    known = {"held_on": sitting_words(part), "held_at": part.place}
    words = keep_letter(step, LetterKind.SITTING_NOTICE, served_on, **served, **known)
    when = {"on": part.sits_on, "at": part.sits_at, "place": part.place}
    refuse_any(rules.check_says_when("text", words, **when))


def sitting_words(part) -> str:
    """When it sits: Tuesday 10 November 2026 at 10:30."""
    at = f" at {part.sits_at:%H:%M}" if part.sits_at else ""
    return f"{weekday(part.sits_on)}{at}"


@on_part(Proceeding, "postpone-sitting")
def postpone_sitting(
    step,
    *,
    sits_on,
    sits_at,
    place,
    ground,
    moved_on,
    moved_reasons,
    served_on,
    text,
    served_how,
):
    """Change the date, with the ground and the reasons.

    The officer has notice of the new one as of the first: see `fix_sitting`. That
    meetings and hearings are postponed so is SI 2008/2864, regulation 24 (general
    knowledge: check it); of other forums it is not known.
    """
    part = step.part
    step.check_day(
        "moved_on", moved_on, after=part.moved_on or part.fixed_on, earlier=FIXED
    )
    grounds = law.load().grounds("extension", part.noticed_on)
    names = {one.code: one.name for one in grounds}
    if ground not in names:
        raise BadInput("Choose one of the grounds.", field="ground")
    if (sits_on, sits_at, place) == (part.sits_on, part.sits_at, part.place):
        raise BadInput("It sits then and there already.", field="sits_on")
    if ground == ALTERNATIVE:
        refuse_any(rules.check_alternative(sits_on, alternative_until(part)))
        _give_way(step, sits_on, moved_reasons)
    _check_sitting(step, sits_on)
    part.sits_on, part.sits_at, part.place = sits_on, sits_at, place
    part.moved_on = moved_on
    part.moved_ground, part.moved_reasons = ground, moved_reasons
    step.check_day("served_on", served_on, after=moved_on, earlier="it was changed")
    served = {"text": text, "served_how": served_how, "grounds": names[ground]}
    _give_notice(step, served_on, **served)


def alternative_until(part) -> date | None:
    """The last day that an officer may offer instead of the one that was fixed."""
    known = deadlines.load()
    try:
        return known.of_matter(
            "alternative_date", starts_on=part.sits_on, noticed_on=part.noticed_on
        ).due_on
    except deadlines.NoRule:
        return None


def gives_way(case, part):
    """The clock of a sitting that gives way to an officer's alternative date, if any.

    It "shall be postponed" to that date (SI 2009/3069, regulation 24(6)), past its time
    too; not where nothing is extended, as in a special case.
    """
    held, code = clocks.held(case), clock_of(part)
    row = held.open(code, part.name) if code else None
    if row is None or row.stopped_on or held.rule_of(row).ceiling == 0:
        return None
    return row


def _give_way(step, sits_on, reasons):
    held, row = clocks.held(step.case), gives_way(step.case, step.part)
    if row is None or sits_on <= row.due_on:
        return
    facts = extension_facts(held, row, sits_on)
    lengthen(step.act, held, row, facts, reason=reasons)
    step.changes[f"{facts.name} due"] = (facts.due_on, row.due_on)


def _check_sitting(step, sits_on):
    part = step.part
    due_on, earliest_on = time_of(step.case, part)
    refuse_any(
        rules.check_sitting(
            sits_on, today=step.today, due_on=due_on, earliest_on=earliest_on
        )
    )


def time_of(case, part) -> tuple[date | None, date | None]:
    """(the last day, the first day) on which it may sit; None where nothing limits.

    While its time stands still it has no last day, and the same first one.
    """
    held, code = clocks.held(case), clock_of(part)
    row = held.open(code, part.name) if code else None
    if row is None:
        return None, None
    earliest_on = held.deadlines.no_earlier(held.rule_of(row), row.starts_on)
    return None if row.stopped_on else row.due_on, earliest_on
