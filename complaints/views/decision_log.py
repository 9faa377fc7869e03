"""The decision log of a case: who decided what, when and why."""

from operator import itemgetter

from django.db.models import F, Prefetch
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints.models import Decision, Letter, Recommendation, law
from complaints.models.choices import LetterKind, Served
from complaints.models.people import NAMES, person_words
from complaints.permissions import HIDDEN
from complaints.views.decided import SUBJECT, about_all, subject_words
from complaints.views.decided_elsewhere import of_records
from complaints.views.frame import CaseFrame
from complaints.views.ruling import meaning
from pages.templatetags.components import day

# Moves that the decision log tells, and their titles there.
MOVES = {
    "record": "Recorded",
    "decline": "Not recorded",
    "return": "Report returned to the investigator",
    "reopen": "Reopened",
    "withdraw": "Withdrawn",
    "direct-recording": "Recording reopened, as the IPCC directed",
    "reinvestigate": "Taken up to be investigated again, as the IPCC directed",
    "redetermine": "Taken up to be determined again, as the IPCC directed",
    "resolve-anew": "Taken up to be resolved locally anew, as the IPCC directed",
}
# What a letter says of whom it went to, as `values_list`.
ADDRESSED = tuple(f"complainant__person__{name}" for name in NAMES)
LETTER = (
    *("at", "by_name", "kind", "dated_on", "complainant_id", "complainant__number"),
    *("text", "served_on", "served_how"),
    *ADDRESSED,
    *SUBJECT,
)


@require_safe
def decisions(request, slug):
    """The decision log: every assessment, allocation, report, decision and letter.

    To record the case or not is the first of them; whoever moves it back says why.
    """
    frame = CaseFrame(request, slug, "decisions")
    entries = [
        *_moves(frame),
        *_assessments(frame),
        *_allocations(frame),
        *_on_outcomes(frame),
        *_letters(frame),
        *_records(frame),
    ]
    entries.sort(key=itemgetter("at"), reverse=True)
    elsewhere = frame.case.results_stand and not entries
    letter_url = ""
    if frame.can_work(Permission.CASE_LOG_LETTER):
        letter_url = frame.address("log-letter")
    return frame.render(
        "decisions", entries=entries, elsewhere=elsewhere, letter_url=letter_url
    )


def _records(frame):
    for row, *told in of_records(frame):
        row.by_name = row.by.name
        yield _entry(row, *told)


def _entry(row, title, text="", rows=(), kind=""):
    return {
        "at": row.at,
        "by": row.by_name or "The import",
        "title": title,
        "text": text,
        "rows": rows,
        "kind": kind,
    }


def _made(rows):
    """With the name of whoever made each: an account has twenty columns more."""
    return rows.annotate(by_name=F("by__name"))


def _moves(frame):
    """Decisions that are a move of the case and nothing besides."""
    rows = _made(frame.case.status_changes).filter(verb__in=MOVES)
    for row in rows:
        facts = []
        if row.verb == "record" and frame.case.recorded_on:
            facts.append(("Date recorded", day(frame.case.recorded_on)))
        text = frame.sight.value(row, "reason") if row.reason else ""
        yield _entry(row, MOVES[row.verb], text, facts, "Decision")


def _assessments(frame):
    sight = frame.sight
    for row in _made(frame.case.assessments):
        facts = [
            ("Risk to the public", sight.value(row, "risk_public")),
            ("Risk to officers", sight.value(row, "risk_officers")),
            ("Risk to the organisation", sight.value(row, "risk_organisation")),
        ]
        if row.response:
            facts.append(("Response", row.get_response_display()))
        if row.issues and sight.shows(row, "issues"):
            facts.append(("Issues", sight.value(row, "issues")))
        text = sight.value(row, "reasons")
        yield _entry(row, row.get_stage_display(), text, facts, "Risk")


def _allocations(frame):
    rows = _made(frame.case.allocations).annotate(
        unit_name=F("unit__name"), handler_name=F("handler__name")
    )
    for row in rows:
        facts = [("Unit", row.unit_name), ("Handler", row.handler_name or "Nobody yet")]
        text = frame.sight.value(row, "reason")
        yield _entry(row, f"Allocated to {row.unit_name}", text, facts, "Allocation")


def _on_outcomes(frame):
    """Reports and determinations: what each says of every outcome."""
    about = {
        key: f"{allegation}: {subject}"
        for key, (allegation, subject) in about_all(frame.sight, frame.case).items()
    }
    yield from _reports(frame, about)
    yield from _determinations(frame, about)


def _reports(frame, about):
    findings = Recommendation.objects.annotate(result_name=F("result__name"))
    reports = _made(frame.case.reports)
    for row in reports.prefetch_related(Prefetch("recommendations", findings)):
        facts = [
            (
                about[each.outcome_id],
                _with_reasons(frame, each, f"{each.result_name}."),
            )
            for each in row.recommendations.all()
        ]
        text = frame.sight.value(row, "text")
        yield _entry(row, f"Report {row.number} submitted", text, facts, "Report")


def _determinations(frame, about):
    decided = Decision.objects.annotate(
        result_name=F("result__name"),
        recommended_name=F("recommended__name"),
        raised_on=F("outcome__allegation__raised_on"),
    )
    rows = _made(frame.case.determinations).annotate(on=F("report__number"))
    for row in rows.prefetch_related(Prefetch("decisions", decided)):
        facts = [
            (about[each.outcome_id], _decided(frame, each))
            for each in row.decisions.all()
        ]
        facts.append(("File to the CPS", "Yes" if row.to_cps else "No"))
        if row.on_behalf_of:
            facts.append(("By powers delegated by", row.on_behalf_of))
        text = frame.sight.value(row, "reasons")
        title = f"Determined on report {row.on}"
        yield _entry(row, title, text, facts, "Decision")


def _decided(frame, decision):
    words = [
        f"{decision.result_name}.",
        meaning(
            law.of_request(frame.request),
            noticed_on=decision.raised_on or frame.case.received_on,
            case_to_answer=decision.case_to_answer,
            severity=decision.severity,
            forum=decision.forum,
        ),
    ]
    if decision.departs:
        words.append(f"Departs from “{decision.recommended_name}”.")
    return _with_reasons(frame, decision, " ".join(words))


def _with_reasons(frame, row, words):
    reasons = frame.sight.value(row, "reasons")
    return f"{words} {reasons}" if reasons else words


def _letters(frame):
    letters = _made(frame.case.letters).values_list(*LETTER, named=True)
    for row in letters:
        to = ""
        if row.complainant_id:
            to = f"complainant {row.complainant__number}"
            if frame.sight.identity:
                to = person_words(*(getattr(row, name) for name in ADDRESSED))
        elif row.subject_id:
            to = subject_words(frame.sight, row._asdict())
        facts = [("Dated", day(row.dated_on)), *([("To", to)] if to else [])]
        if row.served_on:
            how = Served(row.served_how).label.lower() if row.served_how else ""
            facts.append(("Served", f"{day(row.served_on)} {how}".strip()))
        text = row.text
        if text and not frame.sight.shows_class(Letter.FIELD_CLASSES["text"]):
            text = HIDDEN
        yield _entry(row, LetterKind(row.kind).label, text, facts, "Letter")
