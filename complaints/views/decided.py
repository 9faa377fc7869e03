"""What was determined in a case, in the words of its summary."""

from operator import itemgetter
from typing import Any

from complaints.models import Outcome, law
from complaints.views.case import named
from complaints.views.ruling import meaning
from complaints.workflow import Route, Status
from organisation.models.members import member_words
from pages.prepared import Prepared

# What a ruling says besides the result, none of it public.
_RULED = ("case_to_answer", "severity", "forum")
# What names a subject, who may be a member of the force.
_OF_SUBJECT = ("number", "kind", "rank", "description")
_OF_MEMBER = ("rank", "surname", "number")
# What tells a subject, as `values`: whole rows of their tables say no more.
SUBJECT = (
    "subject_id",
    "subject__member_id",
    *(f"subject__{of}" for of in _OF_SUBJECT),
    *(f"subject__member__{of}" for of in _OF_MEMBER),
)
# What an outcome is about.
_ABOUT = (
    "pk",
    *SUBJECT,
    *(f"allegation__{of}" for of in ("number", "category__code", "category__name")),
)
_MADE = "decisions__determination__"
_DECIDED_BY = (f"{_MADE}number", f"{_MADE}by__name", f"{_MADE}at", f"{_MADE}to_cps")
_READ = (*_ABOUT, *_RULED, "allegation__raised_on", "result__name", *_DECIDED_BY)
# Routes on which somebody decides about conduct.
_INVESTIGATED = (Route.UNDECIDED, Route.INVESTIGATION)

_OUTCOMES = Prepared(
    _ABOUT,
    lambda case: Outcome.objects.filter(allegation__case=case).values_list(*_ABOUT),
)
_DECIDED = Prepared(
    _READ,
    lambda case: Outcome.objects.filter(
        allegation__case=case, result__isnull=False
    ).values_list(*_READ),
)


def about_all(sight, case):
    """{outcome: (the allegation, the subject)} in words, of every one of a case."""
    return _about_each(sight, _OUTCOMES.ask(case.pk))


def _about_each(sight, rows):
    subjects = {row["subject_id"]: subject_words(sight, row) for row in rows}
    return {row["pk"]: (_allegation(row), subjects[row["subject_id"]]) for row in rows}


def subject_words(sight, row):
    """Who the subject of a row is, which holds SUBJECT."""
    member = ""
    if row["subject__member_id"]:
        member = member_words(
            **{of: row[f"subject__member__{of}"] for of in _OF_MEMBER}
        )
    return named(
        sight, member=member, **{of: row[f"subject__{of}"] for of in _OF_SUBJECT}
    )


def _allegation(row):
    code, name = row["allegation__category__code"], row["allegation__category__name"]
    category = f"{code} {name}" if code else "No category"
    return f"{row['allegation__number']}. {category}"


def decided(frame):
    """Each allegation against each subject with its result, and by whom and when.

    None where no results stand. An imported result has no maker here, and no reasons.
    """
    case, sight = frame.case, frame.sight
    if not case.results_stand:
        return None
    rows = _latest(case)
    if not rows:
        return None
    about = _about_each(sight, rows)
    known = law.of_request(frame.request)
    shown: dict[str, Any] = {
        "rows": [_row(known, sight, row, *about[row["pk"]]) for row in rows]
    }
    if sight.official:
        by, at, to_cps = _decided_by(case, rows)
        shown |= {
            "by": by,
            "at": at,
            "to_cps": to_cps,
            "url": frame.address("decisions") if by else "",
        }
    return shown


def _decided_by(case, rows):
    """(by whom, when, whether the file goes to the CPS)."""
    if case.route in _INVESTIGATED:
        return tuple(rows[0][f"{_MADE}{of}"] for of in ("by__name", "at", "to_cps"))
    moves = case.status_changes.filter(to_status=Status.DETERMINED)
    # Neither what left it there decided it, nor what resumed it there.
    stood = (Status.DETERMINED, Status.SUB_JUDICE)
    moves = moves.exclude(from_status__in=stood).order_by("-pk")
    found = moves.values_list("by__name", "at").first()
    return (*(found or ("", None)), False)


def _latest(case):
    """Outcomes with a result, each with the latest determination."""
    found = _DECIDED.ask(case.pk)
    latest = {}
    for row in sorted(found, key=lambda row: row[f"{_MADE}number"] or 0):
        latest[row["pk"]] = row
    return sorted(
        latest.values(), key=itemgetter("allegation__number", "subject__number")
    )


def _row(known, sight, row, allegation, subject):
    words = [f"{row['result__name']}."]
    # By another route nothing was found on, and nobody is blamed.
    ruled_on = sight.case.route in _INVESTIGATED
    if ruled_on and not sight.hidden(Outcome, _RULED):
        noticed_on = row["allegation__raised_on"] or sight.case.received_on
        ruled = {name: row[name] for name in _RULED}
        words.append(meaning(known, noticed_on=noticed_on, **ruled))
    return {
        "about": allegation,
        "subject": subject,
        "words": " ".join(filter(None, words)),
    }
