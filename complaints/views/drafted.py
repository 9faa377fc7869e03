"""The words that a letter opens with: the text of its day, as far as it is known."""

from complaints import rules
from complaints.actions.arranging import sitting_words
from complaints.actions.ending import may_appeal
from complaints.actions.imposing import standing
from complaints.actions.officer_appeals import appeals_to
from complaints.actions.proceedings import regime_of
from complaints.models import Outcome
from complaints.models.choices import (
    ApplicationStatus,
    DirectionStatus,
    ResolutionStatus,
)
from complaints.workflow import Route
from pages.fields import sentence_middle
from pages.words import day_words, listed


def _facts(case, today):
    return {
        "case": case.reference,
        "date": day_words(today),
        "received": day_words(case.received_on) if case.received_on else "",
        "contact": str(case.handler or case.responsible_unit or ""),
    }


def draft(case, known, code, today, *, on=None, **facts) -> str:
    """A letter of this kind as it begins; blank where the law of the day has none.

    The day is `on`, else that on which the case was received.
    """
    (text,) = texts(case, known, today, code, on=on) or (None,)
    if text is None:
        return ""
    return rules.drafted(text.body, _facts(case, today) | facts)


def texts(case, known, today, *codes, on=None) -> list:
    """The rows of law of these letters on the day that counts, where it has them."""
    day = on or case.received_on or today
    found = (known.letter_text(code, day) for code in codes)
    return [text for text in found if text is not None]


def draft_of_refusal(case, known, today) -> str:
    """The letter that a complaint is not recorded, to everybody who complains."""
    rows = case.complainants.select_related("person").order_by("number")
    names = [str(row.person) for row in rows]
    who = listed(names) if names else ""
    return draft(case, known, "not_recorded", today, complainant=who)


def codes_of_outcome(case, known) -> tuple[str, str]:
    """The texts that tell the outcome: to whoever complained, and to the officer."""
    return rules.outcome_letters(case.route, may_appeal=may_appeal(case, known))


def drafts_of_outcome(case, known, today) -> dict[str, str]:
    """The outcome letters as the case was handled, by the names of their fields."""
    to_complainant, to_officer = codes_of_outcome(case, known)
    outcomes = Outcome.objects.filter(allegation__case=case).select_related(
        "allegation", "result"
    )
    rows, facts = list(outcomes.order_by("allegation__number")), _end(case, known)
    found = {}
    for row in case.complainants.select_related("person").order_by("number"):
        facts |= {"complainant": str(row.person), "result": _results(rows)}
        found[f"complainant_{row.number}_text"] = draft(
            case, known, to_complainant, today, **facts
        )
    officers = case.subjects.filter(member__isnull=False, member__placeholder=False)
    for row in officers.select_related("member").order_by("number"):
        own = [each for each in rows if each.subject_id == row.pk]
        facts |= {"officer": str(row.member), "result": _results(own)}
        found[f"officer_{row.number}_text"] = draft(
            case, known, to_officer, today, **facts
        )
    return found


def _results(outcomes):
    """What came of each allegation, once, each on a line."""
    said = [
        f"Allegation {one.allegation.number}: {one.result.name}"
        for one in outcomes
        if one.result is not None
    ]
    return "\n".join(dict.fromkeys(said))


def _end(case, known):
    """What ended a case that was not investigated to its end, for its letters."""
    if case.route == Route.LOCAL_RESOLUTION:
        row = case.resolutions.filter(status=ResolutionStatus.COMPLETED)
        return {"action": _last(row, "statement")}
    if case.route == Route.DIRECTION:
        row = case.directionandcontrols.filter(status=DirectionStatus.ANSWERED)
        return {"answer": _last(row, "answer")}
    granted = case.ipccapplications.filter(status=ApplicationStatus.GRANTED)
    codes = _last(granted.filter(kind=case.route), "grounds") or ()
    names = [known.ground_name([case.route], code).lower() for code in codes]
    return {"grounds": listed(names)} if names else {}


def _last(rows, field):
    return rows.order_by("-number").values_list(field, flat=True).first() or ""


def draft_of_notice(case, known, today, officer=None) -> str:
    """The notice of an investigation to an officer: what is alleged of them alone.

    While it is not known to whom, it says nothing of anybody.
    """
    regime = known.regime_on(case.received_on)
    rows, grave = [], ""
    if officer is not None:
        found = case.allegations.filter(outcomes__subject=officer).distinct()
        rows = list(found.prefetch_related("standards").order_by("number"))
        latest = case.severityassessments.filter(subject=officer).order_by("-number")
        grave = latest.values_list("severity_name", flat=True).first() or ""
    standards = sorted({each.name for row in rows for each in row.standards.all()})
    return draft(
        case,
        known,
        "regulation_notice",
        today,
        officer=str(officer.member) if officer is not None else "",
        regime=regime.name if regime else "",
        allegation="\n\n".join(row.text for row in rows),
        severity=grave.lower(),
        standards="\n".join(standards),
    )


def code_of_proceedings(known, part) -> str:
    """The text of what goes to the officer next."""
    return rules.letter_of_proceedings(
        part.kind,
        concluded=part.concluded_on is not None,
        may_appeal=bool(appeals_to(regime_of(known, part), part)),
    )


def draft_of_proceedings(case, known, today, part) -> str:
    """The notice that goes to the officer with the documents of proceedings."""
    code = code_of_proceedings(known, part)
    rows = part.findings.select_related("outcome__allegation")
    said = [row.outcome.allegation.text for row in rows.order_by("outcome")]
    facts = {"allegation": "\n\n".join(said), "severity": part.severity_name.lower()}
    return draft(case, known, code, today, **_of_proceedings(known, part), **facts)


SITTING_NOTICE, SITTING_CHANGED = "sitting_notice", "sitting_changed"


def draft_of_sitting(case, known, today, part) -> str:
    """The notice of when and where proceedings are held; both are written in later.

    Of what has its date already: that it no longer stands, and on which ground.
    """
    facts = _of_proceedings(known, part)
    if part.sits_on is None:
        return draft(case, known, SITTING_NOTICE, today, **facts)
    facts["earlier"] = sitting_words(part)
    return draft(case, known, SITTING_CHANGED, today, **facts)


def draft_of_their_outcome(case, known, today, part) -> str:
    """What proceedings came to, as the officer is told it in writing."""
    code = code_of_proceedings(known, part)
    rows = part.findings.select_related("outcome__allegation").order_by("outcome")
    imposed = [row.sanction_name for row in standing(part)]
    facts = {
        "result": "\n".join(
            f"Allegation {row.outcome.allegation.number}: {row.words}" for row in rows
        ),
        "sanction": listed(imposed) if imposed else "nothing",
        "reasons": part.sanction_reasons,
    }
    return draft(case, known, code, today, **_of_proceedings(known, part), **facts)


def _of_proceedings(known, part):
    return {
        "on": part.noticed_on,
        "officer": str(part.subject.member or ""),
        "regime": regime_of(known, part).name,
        "forum": part.forum_name,
    }


def draft_of_restriction(known, today, row, basis) -> str:
    """The notice of a suspension or restriction, whose legal basis is called so."""
    regime = known.regime_on(row.case.received_on)
    return draft(
        row.case,
        known,
        rules.letter_of_restriction(row.kind),
        today,
        on=row.from_on,
        officer=str(row.member),
        date=day_words(row.from_on),
        regime=regime.name if regime else "",
        grounds=sentence_middle(basis),
        reasons=row.decision,
        conditions=row.conditions,
        due=day_words(row.review_on),
    )
