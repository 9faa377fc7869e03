"""Open proceedings, review and arrange them, until somebody sits or nobody does."""

from datetime import date
from typing import Any

from casework import deadlines
from complaints import rules
from complaints.actions import clocks
from complaints.actions.awaiting import keep_awaited, to_hear
from complaints.actions.moves import refuse_any
from complaints.actions.steps import on_part
from complaints.models import Finding, Proceeding, SeverityAssessment, law
from complaints.models.imposed import live_sanctions
from complaints.permissions import check_can_arrange
from complaints.rules import proceedings as law_of
from complaints.workflow.proceedings import ProceedingStatus
from pages.refusals import BadInput

# Whose date of a proceeding an officer may move to one of their own.
ALTERNATIVE = "alternative-date"


def awaited(step):
    """Keep for whom the case waits, once the step has changed what it changes."""
    step.afterwards.append(lambda: keep_awaited(step.case))


def live_at_assessment(case, subject, field, *, on: date) -> list[str]:
    """Codes of what was live of an officer when the severity was assessed.

    On the day of the latest assessment; on `on`, where there is none.
    """
    rows = SeverityAssessment.objects.filter(case=case, subject=subject)
    latest = rows.order_by("-number").first()
    day = latest.assessed_on if latest else on
    live = live_sanctions(subject.member, on=day)
    return [each.sanction for each in live if each.field == field]


class LiveWarnings:
    """What was live of each officer of a case, for what may be decided of them.

    Asked once of each, and only where the law lets a warning open something.
    """

    def __init__(self, case, known, *, on: date):
        self.case, self.known, self.on = case, known, on
        self._found: dict[tuple[int, str], list[str]] = {}

    def of(self, outcome) -> list[str]:
        regime = self.known.regime_on(outcome.allegation.noticed_on)
        subject = outcome.subject
        if regime is None or subject.member_id is None or not rules.conditions(regime):
            return []
        asked = subject.pk, regime.field
        if asked not in self._found:
            self._found[asked] = live_at_assessment(
                self.case, subject, regime.field, on=self.on
            )
        return self._found[asked]


def openable(case, known, *, on: date):
    """{subject: proceedings that can be opened against them}, from what was ruled."""
    heard = _heard(case)
    ruled: dict[Any, list[law_of.Ruled]] = {}
    for row in to_hear(case) if case.results_stand else []:
        after = heard.get(row.pk, "")
        if after is None or row.subject.member_id is None:
            continue
        noticed_on = row.allegation.noticed_on or on
        one = law_of.Ruled(
            row.pk,
            noticed_on,
            bool(row.case_to_answer),
            row.severity,
            row.forum,
            after,
        )
        ruled.setdefault(row.subject, []).append(one)
    found = {}
    for subject, rows in ruled.items():
        live = [each.sanction for each in live_sanctions(subject.member, on=on)]
        found[subject] = law_of.openable(known, rows, live)
    return {subject: rows for subject, rows in found.items() if rows}


def _heard(case) -> dict[int, str | None]:
    """{outcome: the stage that a later one may follow; None where nothing may}.

    Of a stage of the performance regulations that is over the next can be opened, if
    what it imposed is live and there was no improvement.
    """
    rows = Finding.objects.filter(proceeding__case=case).exclude(
        proceeding__status=ProceedingStatus.REDIRECTED
    )
    rows = rows.select_related("proceeding").order_by("proceeding__number")
    return {
        row.outcome_id: row.proceeding.forum if row.proceeding.leads_on else None
        for row in rows
    }


@on_part(Proceeding, "open-proceeding")
def open_proceeding(step, *, subject, code, opened_on, conditions=()):
    """Open what a determination led to: one forum, on all that goes there.

    Of a special case, once each of the `conditions` that the law of the matter's day
    asks for is certified.
    """
    case, part = step.case, step.part
    step.check_day(
        "opened_on", opened_on, after=case.determined_on, earlier="determined"
    )
    offered = openable(case, law.load(), on=step.today).get(subject, [])
    chosen = next((one for one in offered if one.code == code), None)
    if chosen is None:
        raise BadInput(
            "No decision of the authority leads there for this officer, or it was "
            "opened already.",
            field="code",
        )
    refuse_any(law_of.check_conditions(law.load(), chosen, conditions))
    begin(step, part, subject, chosen, opened_on)
    part.conditions = sorted(conditions) if chosen.is_special else []
    check_can_arrange(case, part, by=step.by)
    part.live = live_at_assessment(case, subject, chosen.regime.field, on=opened_on)
    step.afterwards.append(lambda: _take_up(part, chosen.outcomes))
    clocks.begin(
        step.act,
        case,
        "disposal",
        starts_on=case.determined_on or opened_on,
        of=part.name,
        noticed_on=part.noticed_on,
    )
    awaited(step)


def begin(step, part, subject, chosen, opened_on):
    """What the law of the matter's day says of the forum, as it is called then."""
    part.subject, part.opened_on = subject, opened_on
    part.noticed_on, part.regime = chosen.noticed_on, chosen.regime.code
    part.forum, part.forum_name = chosen.forum.code, chosen.forum.name
    part.kind, part.reviewed = chosen.forum.kind, chosen.forum.reviewed
    part.severity, part.severity_name = chosen.severity.code, chosen.severity.name


def _take_up(part, outcomes):
    Finding.objects.bulk_create(
        Finding(proceeding=part, outcome_id=key) for key in sorted(outcomes)
    )


@on_part(Proceeding, "warrant-hearing")
def warrant_hearing(step, *, reviewed_on, review_reasons):
    """The Hearings Office finds that a hearing is warranted (source 002)."""
    _review(step, reviewed_on, review_reasons)


@on_part(Proceeding, "refuse-hearing")
def refuse_hearing(step, *, reviewed_on, review_reasons):
    """It finds that none is: the authority decides anew where the matter leads."""
    _review(step, reviewed_on, review_reasons)
    _tell_authority(step, "The Hearings Office finds no hearing warranted in {}.")


def _review(step, reviewed_on, reasons):
    part = step.part
    step.check_day("reviewed_on", reviewed_on, after=part.opened_on, earlier="opened")
    part.reviewed_on, part.review_reasons = reviewed_on, reasons
    awaited(step)


def _tell_authority(step, sentence):
    step.tell(step.case.authority, sentence.format(step.case), page="proceedings/")


@on_part(Proceeding, "send-back")
def send_back(step, *, review_reasons, reviewed_on):
    """A special case hearing sends the matter back to be dealt with otherwise."""
    part = step.part
    _review(step, reviewed_on, review_reasons)
    _stop_clocks(step, reviewed_on)
    _tell_authority(step, f"{part.forum_name} sent {{}} back to you.")


@on_part(Proceeding, "redirect-proceeding")
def redirect_proceeding(step, *, forum, redirect_reasons):
    """The authority decides anew where it leads, by the law of the matter's day."""
    part = step.part
    known = law.load()
    where = next((one for one in redirections(known, part) if one.code == forum), None)
    if where is None:
        raise BadInput("The matter cannot lead there.", field="forum")
    part.redirected_to, part.redirect_reasons = where.code, redirect_reasons
    step.changes[f"{part.name} forum"] = (part.forum, where.code)
    for finding in part.findings.select_related("outcome"):
        finding.outcome.forum = where.code
        finding.outcome.save(update_fields=["forum"])
    awaited(step)


def redirections(known, part):
    """Where else a matter of these proceedings may lead."""
    regime = regime_of(known, part)
    opened = regime.forums_open(to_answer=True, severity=part.severity, live=part.live)
    return tuple(one for one in opened if one.code != part.forum)


def regime_of(known, part):
    """The regulations that proceedings go by."""
    return next(one for one in known.regimes if one.code == part.regime)


@on_part(Proceeding, "supply-documents")
def supply_documents(step, *, supplied_on, supplied, supplied_to):
    """Record which documents the officer was given; the first start the time.

    Of 20 or 30 working days, from the first working day after (SI 2009/3069, regulation
    24, the twin of the Conduct Regulations 2008).
    """
    part = step.part
    step.check_day("supplied_on", supplied_on, after=part.opened_on, earlier="opened")
    if part.supplied_on is None:
        part.supplied_on, part.supplied_to = supplied_on, supplied_to
        part.supplied = supplied
        for code in filter(None, (clock_of(part), "statement")):
            _begin(step, code, supplied_on)
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
    """Record whether the officer accepts or denies it (regulation 22)."""
    part = step.part
    step.check_day(
        "answered_on", answered_on, after=part.supplied_on, earlier="of the documents"
    )
    part.answered_on, part.answer, part.answer_text = answered_on, answer, answer_text
    step.attach(paper, "Officer's answer before proceedings")
    clocks.done(step.act, step.case, "statement", on=answered_on, of=part.name)


@on_part(Proceeding, "fix-sitting")
def fix_sitting(step, *, sits_on, sits_at, place):
    """Fix when and where it sits, within its time."""
    _check_sitting(step, sits_on)
    part = step.part
    part.sits_on, part.sits_at, part.place = sits_on, sits_at, place
    part.fixed_on, part.first_sits_on = step.today, sits_on


@on_part(Proceeding, "postpone-sitting")
def postpone_sitting(step, *, sits_on, sits_at, place, ground, moved_reasons):
    """Change the date, with the ground and the reasons (regulation 24)."""
    part = step.part
    grounds = law.load().grounds("extension", part.noticed_on)
    if ground not in {one.code for one in grounds}:
        raise BadInput("Choose one of the grounds.", field="ground")
    if ground == ALTERNATIVE:
        refuse_any(rules.check_alternative(sits_on, alternative_until(part)))
    _check_sitting(step, sits_on)
    part.sits_on, part.sits_at, part.place = sits_on, sits_at, place
    part.moved_ground, part.moved_reasons = ground, moved_reasons


def alternative_until(part) -> date | None:
    """The last day that an officer may offer instead of the one that was fixed."""
    known = deadlines.load()
    try:
        return known.of_matter(
            "alternative_date", starts_on=part.sits_on, noticed_on=part.noticed_on
        ).due_on
    except deadlines.NoRule:
        return None


def _check_sitting(step, sits_on):
    part = step.part
    due_on, earliest_on = time_of(step.case, part)
    refuse_any(
        rules.check_sitting(
            sits_on, today=step.today, due_on=due_on, earliest_on=earliest_on
        )
    )


def time_of(case, part) -> tuple[date | None, date | None]:
    """(the last day, the first day) on which it may sit; None where nothing limits."""
    held, code = clocks.held(case), clock_of(part)
    row = held.open(code, part.name) if code else None
    if row is None or row.stopped_on:
        return None, None
    return row.due_on, held.deadlines.no_earlier(held.rule_of(row), row.starts_on)


@on_part(Proceeding, "end-proceeding")
def end_proceeding(step, *, ended_on, end_kind, end_reasons):
    """End it before a finding: the officer has resigned or retired, say."""
    part = step.part
    step.check_day("ended_on", ended_on, after=part.opened_on, earlier="opened")
    part.ended_on, part.end_kind, part.end_reasons = ended_on, end_kind, end_reasons
    _stop_clocks(step, ended_on)
    awaited(step)


def _stop_clocks(step, on):
    """Nothing limits what is not held any more."""
    part = step.part
    for row in list(clocks.held(step.case).running):
        if row.of == part.name:
            clocks.drop(step.act, step.case, row.code, on=on, of=part.name)


@on_part(Proceeding, "decide-publication")
def decide_publication(step, *, published, publish_reasons, publish_until=None):
    """Decide whether the outcome stands in the public register, and until when."""
    part = step.part
    if published and publish_until is None:
        raise BadInput("Enter until when it is published.", field="publish_until")
    if published and publish_until <= step.today:
        raise BadInput("The date must be after today.", field="publish_until")
    part.published = published
    part.publish_until = publish_until if published else None
    part.publish_reasons = publish_reasons
