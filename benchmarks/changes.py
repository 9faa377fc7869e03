"""Creating a case and every verb, sent as forms over HTTP."""

from uuid import uuid4

from django.utils import timezone

from benchmarks.browser import Browser
from benchmarks.preparing import cases_for, day_fields, person
from benchmarks.timing import Figure
from casework import guard
from complaints.actions.investigating import outcomes_of
from complaints.models import Document, Result, Standard

BUDGET = 5
RISK = {
    "public": "low",
    "officers": "medium",
    "organisation": "low",
    "reasons": "One incident, no force.",
}
# Verb and whose it is: the handler of each case, or an account of the demonstration.
VERBS = {
    "record": "cst-officer",
    "decline": "cst-officer",
    "check": "cst-manager",
    "assess": "team-inspector",
    "allocate": "team-inspector",
    "start": "handler",
    "submit-report": "handler",
    "return": "appropriate-authority",
    "determine": "appropriate-authority",
    "notify": "cst-officer",
    "finalise": "cst-manager",
    "reopen": "appropriate-authority",
    "withdraw": "cst-manager",
}


def figures(address: str, clock, turns: int):
    """A figure for logging and for each verb, as each is measured."""
    yield _log(address, clock, turns)
    for verb, slug in VERBS.items():
        found = cases_for(verb, slug, turns + 1)
        if len(found) < 2:
            yield Figure(
                f"verb: {verb}",
                *(0, 0, BUDGET),
                note="no case in the right state",
                measured=False,
            )
            continue
        browsers: dict = {}
        sendings = [_sending(address, browsers, verb, *each) for each in found]
        seconds, ratio = clock.each(sendings)
        yield Figure(f"verb: {verb}", seconds * 1000, ratio, BUDGET)


def _log(address, clock, turns) -> Figure:
    browser = Browser(address, user=person("cst-officer"))
    fields = {
        "kind": "PC",
        "channel": "telephone",
        "unit": "customer-service-team",
        "said": "The officer was abrupt at the counter and would not give a name.",
        "named": "known",
        "forenames": "Zofia",
        "surname": "Quarrington",
        **day_fields("received_on"),
        **RISK,
        # People alike are offered, and it is none of them.
        "checked": "yes",
        "person": "nobody",
    }
    sendings = [lambda: browser.post("/complaints/new/quick/", fields)] * (turns + 1)
    seconds, ratio = clock.each(sendings)
    return Figure("create: log a case", seconds * 1000, ratio, BUDGET)


def _sending(address, browsers, verb, case, user):
    if user.pk not in browsers:
        browsers[user.pk] = Browser(address, user=user)
    browser = browsers[user.pk]
    fields = {"version": case.version} | _FIELDS[verb](case)
    path = f"{case.get_absolute_url()}{verb}/"
    return lambda: browser.post(path, fields)


def _record(case):
    standard = Standard.objects.order_by("pk").first()
    return {
        **day_fields("recorded_on"),
        "allegations-TOTAL_FORMS": 1,
        "allegations-INITIAL_FORMS": 0,
        "allegations-0-category": "U",
        "allegations-0-text": "Was abrupt and dismissive.",
        "allegations-0-standards": standard.code,
        "allegations-0-against": [s.number for s in case.subjects.all()],
    }


def _allocate(case):
    handler = person("investigator")
    return {
        "unit": "south-team-1",
        "handler": handler.email,
        "reason": "Nobody else is free.",
    }


def _each_outcome(case, **fields):
    return {
        f"outcome-{o.allegation.number}-{o.subject.number}-{name}": value
        for o in outcomes_of(case)
        for name, value in fields.items()
    }


def _finding() -> str:
    today = timezone.localdate()
    return Result.objects.on(today).get(code="not-upheld").code


def _report(case):
    told = _each_outcome(case, result=_finding(), reasons="Two accounts only.")
    return {"text": "Both people were seen.", **told}


def _determine(case):
    return {
        **_each_outcome(
            case,
            result=_finding(),
            reasons="The accounts cannot be reconciled.",
            case_to_answer="no",
            severity="none",
            forum="none",
        ),
        "to_cps": "no",
        "reasons": "The evidence does not reach.",
        "confirmed": "yes",
    }


def _notify(case):
    officers = case.subjects.filter(member__isnull=False)
    names = [f"complainant_{each.number}" for each in case.complainants.all()]
    letters = {}
    for name in (*names, *(f"officer_{each.number}" for each in officers)):
        letters |= day_fields(name)
        letters |= {f"{name}_text": "It was not upheld.", f"{name}_how": "post"}
    return letters


def _document(case) -> str:
    """The signed request: a row among the documents of the case, without a file."""
    with guard.writing("benchmark"):
        row = Document.objects.create(
            case=case,
            name="request.txt",
            content_type="text/plain",
            size=120,
            sha256="0" * 64,
            stored_as=f"none/{uuid4().hex}",
            scan="clean",
            scanned_at=timezone.now(),
            by=person("cst-manager"),
            at=timezone.now(),
        )
    return str(row.key)


_FIELDS = {
    "record": _record,
    "decline": lambda case: {
        "ground": "already-dealt-with",
        "reason": "Answered before.",
        "letter": "Your complaint was answered before.",
        "served_how": "post",
        **day_fields("letter_on"),
    },
    "check": lambda case: {"issues": "As recorded.", **RISK},
    "assess": lambda case: {"response": "dps_investigation", **RISK},
    "allocate": _allocate,
    "start": lambda case: {"terms": "Statements from both."},
    "submit-report": _report,
    "return": lambda case: {"missing": "The second witness."},
    "determine": _determine,
    "notify": _notify,
    "finalise": lambda case: {},
    "reopen": lambda case: {"reason": "A witness came forward."},
    "withdraw": lambda case: {
        "reason": "Content with the explanation.",
        "document": _document(case),
        **day_fields("request_on"),
    },
}
