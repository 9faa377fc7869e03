"""The handler's verbs: start the investigation, submit the report."""

from casework.acting import acting
from complaints.actions.moves import lock_for, move, next_number
from complaints.models import Outcome, Recommendation, Report
from complaints.models.allegations import WITHDRAWN
from pages.refusals import BadInput


def start(*, case, by, at, version, terms):
    """Start the investigation, with its terms of reference and first steps."""
    with acting("case.start", by=by, at=at, subject=case) as act:
        case = lock_for("start", act, case, version)
        move(act, case, "start", reason=terms)
    return case


def outcomes_of(case, *shown: str) -> list[Outcome]:
    """The outcomes of a case in the order of its allegations and subjects.

    Without those of what was withdrawn: nobody reports on them, or decides them.
    `shown` are relations that a page shows besides.
    """
    rows = Outcome.objects.filter(allegation__case=case).select_related(
        "allegation", "subject", "recommended", *shown
    )
    rows = rows.exclude(result__code=WITHDRAWN)
    outcomes = list(rows.order_by("allegation__number", "subject__number"))
    for outcome in outcomes:  # known already, and the widest row of all to join
        outcome.allegation.case = case
    return outcomes


# What a form for each of them shows.
SHOWN = ("allegation__category", "subject__member")


def place_of(outcome) -> str:
    """How the trail names an outcome: allegation 1 subject 2."""
    return f"allegation {outcome.allegation.number} subject {outcome.subject.number}"


def check_complete(given, wanted, *, what):
    """Raise BadInput unless each outcome wanted is answered, once."""
    missing = {outcome.pk for outcome in wanted} ^ {row.outcome.pk for row in given}
    if missing or len(given) != len(wanted):
        raise BadInput(
            f"Give {what} for every allegation against every subject.",
            field="outcomes",
        )


def submit_report(*, case, by, at, version, text, findings):
    """Submit the report with a recommended finding for every outcome of the case."""
    with acting("case.submit-report", by=by, at=at, subject=case) as act:
        case = lock_for("submit-report", act, case, version)
        changes = file_report(case, findings, text=text, by=by, at=at)
        move(act, case, "submit-report", changes=changes)
    return case


def file_report(case, findings, *, text, by, at):
    """Keep a report with a finding for every outcome; what it changes is answered."""
    outcomes = outcomes_of(case)
    if not outcomes:
        raise BadInput(
            "Add a subject first: a finding is about an allegation against "
            "somebody, even somebody unidentified.",
            field="outcomes",
        )
    check_complete(findings, outcomes, what="a finding")
    report = Report.objects.create(
        case=case, number=next_number(case.reports), by=by, at=at, text=text
    )
    changes = {}
    Recommendation.objects.bulk_create(
        Recommendation(
            report=report,
            outcome=finding.outcome,
            result=finding.result,
            reasons=finding.reasons,
        )
        for finding in findings
    )
    for finding in findings:
        finding.outcome.recommended = finding.result
        finding.outcome.save(update_fields=["recommended"])
        changes[f"{place_of(finding.outcome)} recommended"] = (
            None,
            finding.result.name,
        )
    return changes
