"""How a route other than the investigation decides a case: nobody is blamed in it."""

from complaints.actions import children
from complaints.actions.inputs import NewSubject
from complaints.actions.investigating import outcomes_of, place_of
from complaints.models import Outcome, Result, law
from complaints.models.choices import SubjectKind
from pages.refusals import BadInput


def settle(step, code):
    """Give every outcome of the case this result, without a case to answer."""
    result = result_of(step.case, code)
    outcomes = outcomes_of(step.case, "result")
    if not outcomes:
        raise BadInput(
            f"Add a subject to {step.case} first, even one who is not identified: "
            "every allegation is to have a result."
        )
    end_outcomes(step, outcomes, result)
    step.case.determined_on = step.today
    step.changes["determined_on"] = (None, step.today)


def end_outcomes(step, outcomes, result):
    """Let these outcomes have the result, and nobody anything to answer for."""
    known = law.load()
    for outcome in outcomes:
        before = outcome.result.name if outcome.result_id else None
        outcome.result, outcome.case_to_answer = result, False
        on = outcome.allegation.noticed_on
        outcome.severity, outcome.forum = known.nothing(on)
        outcome.save(update_fields=["result", "case_to_answer", "severity", "forum"])
        step.changes[f"{place_of(outcome)} result"] = (before, result.name)


def result_of(case, code):
    """The result of this code under the name of the case's day, else of today."""
    rows = Result.objects.filter(code=code)
    on = case.received_on or case.sort_received_on
    found = rows.on(on).first() or rows.order_by("-from_on").first()
    if found is None:
        raise BadInput(f"There is no result “{code}” among the reference data.")
    return found


def make_subject_of_the_force(step):
    """Let what nobody stands accused of be against the organisation."""
    case = step.case
    if case.subjects.exists():
        return
    (subject,) = children.add_subjects(case, [NewSubject(SubjectKind.ORGANISATION)])
    Outcome.objects.bulk_create(
        Outcome(allegation=allegation, subject=subject)
        for allegation in case.allegations.all()
    )
    children.keep_summary(case)
    step.changes["subject added"] = (None, subject.get_kind_display())
