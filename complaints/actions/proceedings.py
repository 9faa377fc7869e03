"""Open proceedings, review and arrange them, until somebody sits or nobody does."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import DateField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from complaints import rules
from complaints.actions import clocks
from complaints.actions.awaiting import taken_up, to_hear
from complaints.actions.moves import refuse_any
from complaints.actions.steps import on_part
from complaints.models import (
    Finding,
    ImposedSanction,
    Proceeding,
    SeverityAssessment,
    law,
)
from complaints.models.clocks import Ended
from complaints.models.imposed import live_codes, live_sanctions
from complaints.models.proceedings import EndKind
from complaints.permissions import check_can_arrange
from complaints.rules import proceedings as law_of
from complaints.rules.limits import OFFICERS_WINDOWS
from complaints.workflow.proceedings import UNFINISHED, ProceedingStatus
from pages.refusals import BadInput, WrongState
from pages.words import day_words


def live_at_assessment(case, subject, field, *, on: date) -> list[str]:
    """Codes of what was live of an officer when the severity was assessed.

    On the day of the latest assessment; on `on`, where there is none.
    """
    rows = SeverityAssessment.objects.filter(case=case, subject=subject)
    latest = rows.order_by("-number").first()
    day = latest.assessed_on if latest else on
    return live_codes(live_sanctions(subject.member, on=day), field=field)


class LiveWarnings:
    """What was live of each officer of a case, for what may be decided of them.

    Asked once of all, and only where the law lets a warning open something: on the day
    of the latest assessment of each, or today, where there is none.
    """

    def __init__(self, case, known, *, on: date):
        self.case, self.known, self.on = case, known, on

    @cached_property
    def _live(self) -> dict[int, list[ImposedSanction]]:
        """What was live of each member, by their key."""
        found: dict[int, list[ImposedSanction]] = defaultdict(list)
        members = self.case.subjects.filter(member__isnull=False).values("member")
        rows = ImposedSanction.objects.filter(member__in=members)
        if not rows.exists():  # of most officers: what follows is dear to ask
            return found
        assessed = SeverityAssessment.objects.filter(
            case=self.case, subject__member=OuterRef("member")
        )
        latest = assessed.order_by("-number").values("assessed_on")[:1]
        day = Coalesce(Subquery(latest), Value(self.on, output_field=DateField()))
        rows = rows.annotate(day=day).live_on(F("day")).select_related("extends")
        for row in rows.order_by("-imposed_on", "-pk"):
            found[row.member_id].append(row)
        return found

    def of(self, outcome) -> list[str]:
        regime = self.known.regime_on(outcome.allegation.noticed_on)
        subject = outcome.subject
        if regime is None or subject.member_id is None or not rules.conditions(regime):
            return []
        return live_codes(self._live.get(subject.member_id, ()), field=regime.field)


def openable(case, known, *, on: date):
    """{subject: proceedings that can be opened against them}, from what was ruled."""
    outcomes = to_hear(case) if case.results_stand else []
    heard = _heard(known, case, outcomes)
    ruled: dict[Any, list[law_of.Ruled]] = {}
    for row in outcomes:
        stage = heard.get(row.pk, law_of.ANY_STAGE)
        if stage is None or row.subject.member_id is None:
            continue
        noticed_on = row.allegation.noticed_on or on
        one = law_of.Ruled(
            row.pk,
            noticed_on,
            bool(row.case_to_answer),
            row.severity,
            row.forum,
            stage,
        )
        ruled.setdefault(row.subject, []).append(one)
    found = {}
    for subject, rows in ruled.items():
        live = live_codes(live_sanctions(subject.member, on=on))
        found[subject] = law_of.openable(known, rows, live)
    return {subject: rows for subject, rows in found.items() if rows}


def _heard(known, case, outcomes) -> dict[int, law_of.NextStage | None]:
    """{outcome: which stage may follow what it stands in; None where nothing may}."""
    heard = taken_up(case, outcomes)
    return {key: _next_of(known, row) for key, row in heard.items()}


def _next_of(known, row) -> law_of.NextStage | None:
    """Of a stage of the performance regulations that is over, a later one.

    If what it imposed is live and there was no improvement; of one that was decided
    anew, the stage it was sent to.
    """
    if row.leads_on:
        return law_of.NextStage(after=row.forum)
    level = redirections(known, row, live_of(known, row)).get(row.next_stage)
    return law_of.NextStage(only=(row.next_stage, level)) if level else None


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
    """The Hearings Office finds that it is warranted (source 002)."""
    _review(step, reviewed_on, review_reasons)


@on_part(Proceeding, "refuse-hearing")
def refuse_hearing(step, *, reviewed_on, review_reasons):
    """It finds that none is: the authority decides anew where the matter leads."""
    _review(step, reviewed_on, review_reasons)
    _stop_clocks(step, step.part, reviewed_on)
    forum = step.part.forum_name.lower()
    _tell_authority(step, f"The Hearings Office finds no {forum} warranted in {{}}.")


def _review(step, reviewed_on, reasons):
    part = step.part
    step.check_day("reviewed_on", reviewed_on, after=part.opened_on, earlier="opened")
    part.reviewed_on, part.review_reasons = reviewed_on, reasons


def _tell_authority(step, sentence):
    step.tell(step.case.authority, sentence.format(step.case), page="proceedings/")


@on_part(Proceeding, "send-back")
def send_back(step, *, sent_back_on, sent_back_reasons):
    """A special case hearing sends the matter back to be dealt with otherwise.

    Before it sits, or where it has not found what was alleged so grave. What the
    Hearings Office found of it before is kept beside.
    """
    part = step.part
    after, earlier = part.opened_on, "opened"
    if part.held_on:
        after, earlier = part.held_on, "held"
    step.check_day("sent_back_on", sent_back_on, after=after, earlier=earlier)
    part.sent_back_on, part.sent_back_reasons = sent_back_on, sent_back_reasons
    _stop_clocks(step, part, sent_back_on)
    _tell_authority(step, f"{part.forum_name} sent {{}} back to you.")


@on_part(Proceeding, "redirect-proceeding")
def redirect_proceeding(step, *, forum, redirect_reasons):
    """The authority decides anew where it leads, by the law of the matter's day.

    What was heard and not found so grave, or refused as such, is from then on as grave
    as where it leads. What is taken up as performance stays so, whatever its stage.
    """
    part = step.part
    known = law.load()
    level = redirections(known, part, live_of(known, part)).get(forum)
    if level is None:
        raise BadInput("The matter cannot lead there.", field="forum")
    part.redirected_to, part.redirect_reasons = forum, redirect_reasons
    step.changes[f"{part.name} forum"] = (part.forum, forum)
    if level != part.severity:
        step.changes[f"{part.name} severity"] = (part.severity, level)
    regime = regime_of(known, part)
    if regime.field == law_of.PERFORMANCE and regime.forum(forum).sits:
        return
    for finding in part.findings.select_related("outcome"):
        finding.outcome.forum = forum
        if regime.field != law_of.PERFORMANCE:
            finding.outcome.severity = level
        finding.outcome.save(update_fields=["forum", "severity"])


def redirections(known, part, live) -> dict[str, str]:
    """{forum: as how grave} of where else a matter of these proceedings may lead.

    As grave as it was thought to be; less grave too, once it was heard and not found
    to be so, or the Hearings Office refused it: no documents were supplied then.
    """
    regime = regime_of(known, part)
    levels = [level.code for level in regime.severities if level.breach]
    lessened = part.held_on or part.supplied_on is None
    graded = lessened and part.severity in levels
    below = levels[: levels.index(part.severity)] if graded else []
    found: dict[str, str] = {}
    for level in [part.severity, *reversed(below)]:
        for one in regime.forums_open(to_answer=True, severity=level, live=live):
            if one.code != part.forum:
                found.setdefault(one.code, level)
    return found


def live_of(known, part) -> list[str]:
    """Codes of what is live of the officer, for proceedings that were opened."""
    regime = regime_of(known, part)
    opened = part.opened_on
    return live_at_assessment(part.case, part.subject, regime.field, on=opened)


def regime_of(known, part):
    """The regulations that proceedings go by."""
    return known.regime(part.regime)


@on_part(Proceeding, "end-proceeding")
def end_proceeding(step, *, ended_on, end_kind, end_reasons):
    """End it before a finding: the officer has resigned or retired, say."""
    part = step.part
    step.check_day("ended_on", ended_on, after=part.opened_on, earlier="opened")
    part.ended_on, part.end_kind, part.end_reasons = ended_on, end_kind, end_reasons
    _stop_clocks(step, part, ended_on)


def end_on_reopening(step, reason):
    """End what rests on a decision that no longer stands, before it is imposed.

    What was imposed already is still told, and stands until an appeal sets it aside.
    """
    rows = Proceeding.objects.filter(case=step.case, status__in=UNFINISHED)
    for row in rows.order_by("number"):
        step.change(
            row,
            status=ProceedingStatus.ENDED,
            ended_on=step.today,
            end_kind=EndKind.REOPENED,
            end_reasons=reason,
        )
        _stop_clocks(step, row, step.today)


def _stop_clocks(step, part, on):
    """Nothing limits what is not held any more."""
    about = {part.name} | {each.name for each in part.panel.all()}
    for row in list(clocks.held(step.case).running):
        if row.of in about:
            clocks.drop(step.act, step.case, row.code, on=on, of=row.of)


def check_time_is_over(part, *, on):
    """Nothing is published that an appeal of the officer may still undo."""
    windows = part.case.clocks.filter(of=part.name, code__in=OFFICERS_WINDOWS)
    running = windows.filter(ended=Ended.RUNNING, due_on__gte=on)
    if last := running.order_by("-due_on").first():
        raise WrongState(
            f"The officer may appeal against {part} until "
            f"{day_words(last.due_on)}: whether it is published is decided after it."
        )


@on_part(Proceeding, "decide-publication")
def decide_publication(step, *, published, publish_reasons, publish_until=None):
    """Decide whether the outcome stands in the public register, and until when."""
    part = step.part
    check_time_is_over(part, on=step.today)
    if published and publish_until is None:
        raise BadInput("Enter until when it is published.", field="publish_until")
    if published and publish_until <= step.today:
        raise BadInput("The date must be after today.", field="publish_until")
    part.published = published
    part.publish_until = publish_until if published else None
    part.publish_reasons = publish_reasons
