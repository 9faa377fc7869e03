"""The appropriate authority's verbs: return and determine."""

from django.utils import timezone

from casework import notifications
from casework.acting import acting
from complaints import permissions, rules
from complaints.actions.investigating import check_complete, outcomes_of, place_of
from complaints.actions.moves import lock_for, move, next_number, refuse_any
from complaints.actions.proceedings import LiveWarnings
from complaints.actions.seniors import keep_authoritys
from complaints.models import Case, Decision, Determination, law
from pages.refusals import BadInput


def _tell_handler(case, *, by, at, event, sentence):
    """Tell the handler, unless they did it themselves or may no longer see the case."""
    handler = case.handler
    if handler is None or handler.pk == by.pk:
        return
    if Case.objects.visible_now_to(handler).filter(pk=case.pk).exists():
        notifications.tell(
            handler,
            event=event,
            sentence=sentence,
            url=case.get_absolute_url(),
            key=f"{event}:{case.pk}:{case.version}",
            at=at,
        )


def _theirs(act, case, verb, given):
    return keep_authoritys(act, case, verb, given, today=timezone.localdate(act.at))


def return_to_investigator(*, case, by, at, version, missing, authority=None):
    """Return a report, saying what is missing."""
    with acting("case.return", by=by, at=at, subject=case) as act:
        case = lock_for("return", act, case, version)
        theirs = _theirs(act, case, "return", authority)
        move(act, case, "return", reason=missing, changes=theirs)
        _tell_handler(
            case,
            by=by,
            at=at,
            event="case.return",
            sentence=f"The report on {case} was returned to you.",
        )
    return case


def determine(*, case, by, at, version, rulings, to_cps, reasons, authority=None):
    """Decide every outcome of the case at once; each departure has its reasons."""
    with acting("case.determine", by=by, at=at, subject=case) as act:
        case = lock_for("determine", act, case, version)
        outcomes = {outcome.pk: outcome for outcome in outcomes_of(case)}
        check_complete(rulings, outcomes.values(), what="a decision")
        determination = Determination.objects.create(
            case=case,
            number=next_number(case.determinations),
            by=by,
            at=at,
            report=case.reports.order_by("-number").first(),
            to_cps=to_cps,
            on_behalf_of=act.on_behalf_of,
            reasons=reasons,
        )
        changes = _theirs(act, case, "determine", authority)
        changes["to_cps"] = (None, to_cps)
        decisions, known = [], law.load()
        live = LiveWarnings(case, known, on=timezone.localdate(at))
        for ruling in rulings:
            outcome = outcomes[ruling.outcome.pk]
            _check_ruling(known, ruling, outcome, live.of(outcome))
            _check_prepared(case, ruling, outcome, known)
            decisions.append(_decide(determination, ruling, outcome))
            changes[f"{place_of(outcome)} result"] = (
                outcome.recommended.name,
                ruling.result.name,
            )
        Decision.objects.bulk_create(decisions)
        case.authority = by
        case.determined_on = timezone.localdate(at)
        move(act, case, "determine", reason=reasons, changes=changes)
        _tell_handler(
            case,
            by=by,
            at=at,
            event="case.determine",
            sentence=f"{case} was determined.",
        )
    return case


def _check_ruling(known, ruling, outcome, live):
    """A departure has reasons; what is decided fits together, by the law of its day.

    `live` are the warnings of the officer that were live at assessment.
    """
    if ruling.result.pk != outcome.recommended_id and not ruling.reasons:
        raise BadInput(
            "Give your reasons for departing from the recommendation on allegation "
            f"{outcome.allegation.number} against subject {outcome.subject.number}.",
            field="reasons",
        )
    noticed_on = outcome.allegation.noticed_on
    refuse_any(
        rules.check_ruling(known, ruling.facts, noticed_on=noticed_on, live=live)
    )


def _check_prepared(case, ruling, outcome, known):
    """Nobody answers for what they had no notice of (SI 2008/2864, regulation 15)."""
    lacking = permissions.why_none_to_answer(case, outcome, known)
    if ruling.case_to_answer and lacking:
        raise BadInput(lacking, field="case_to_answer")


def _decide(determination, ruling, outcome) -> Decision:
    """The decision on one outcome, which stands on the outcome from now on."""
    outcome.result = ruling.result
    outcome.case_to_answer = ruling.case_to_answer
    outcome.severity = ruling.severity
    outcome.forum = ruling.forum
    outcome.save(update_fields=["result", "case_to_answer", "severity", "forum"])
    return Decision(
        determination=determination,
        outcome=outcome,
        recommended=outcome.recommended,
        result=ruling.result,
        departs=ruling.result.pk != outcome.recommended_id,
        reasons=ruling.reasons,
        case_to_answer=ruling.case_to_answer,
        severity=ruling.severity,
        forum=ruling.forum,
    )
