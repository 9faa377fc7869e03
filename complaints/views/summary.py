"""The first page of a case, and the notes written on it."""

from django.contrib import messages
from django.db.models import F, Q, Subquery
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import submissions
from accounts.permissions import Permission
from casework.models.cases import Origin
from complaints import actions, rules
from complaints.filters.wording import DATES
from complaints.forms.additions import NoteForm
from complaints.imports.words import fault_words
from complaints.models import Case, CaseLink
from complaints.models.choices import Channel, Kind, Response, Risk
from complaints.permissions import HIDDEN, check_can_work
from complaints.views.decided import decided
from complaints.views.frame import CaseFrame
from complaints.views.log_notices import late_updates
from complaints.views.registers.claims import claims_of
from complaints.views.turns import before_reopening, ends, reasons, turns
from complaints.views.with_ipcc import of_ipcc
from complaints.workflow import RiskStatus
from pages.templatetags.components import day
from pages.words import counted

SAID_SHOWN = 400
NOTES_SHOWN = 10
# Where each thing before finalising is put right.
PLACES = {
    "decided": "allegations/",
    "letters": "decisions/",
    "tasks": "tasks/",
    "documents": "documents/",
    "cps": "proceedings/",
    "management_action": "proceedings/",
    "proceedings": "proceedings/",
    "officer_window": "proceedings/",
    "officer_appeals": "proceedings/",
    "markers": "handling/",
    "appeal": "appeals/",
    "appeals": "appeals/",
    "directions": "appeals/",
    "ipcc": "handling/",
}
RISKS = {
    "risk_public": "to the public",
    "risk_officers": "to officers",
    "risk_organisation": "to the organisation",
}
CAME = {
    Channel.TELEPHONE: " by telephone",
    Channel.COUNTER: " at a station counter",
    Channel.LETTER: " by letter",
    Channel.EMAIL: " by e-mail",
    Channel.ONLINE: " on an online form",
    Channel.IPCC: " from the IPCC",
    Channel.MP: " from a Member of Parliament",
    Channel.SOLICITOR: " from a solicitor",
}


@require_safe
def summary(request, slug):
    return _show(CaseFrame(request, slug, "case"))


@require_POST
def note(request, slug):
    """Add a note, and come back to where it stands."""
    frame = CaseFrame(request, slug, "case")
    form = NoteForm(request.POST)
    if not form.is_valid():
        check_can_work(Permission.CASE_NOTE, frame.case, by=frame.user)
        return _show(frame, form)

    def add():
        text = form.cleaned_data["text"]
        actions.note(case=frame.case, by=frame.user, at=frame.now, text=text)
        messages.success(request, "Note added.")
        return f"{frame.case.get_absolute_url()}#notes"

    return submissions.once(request, add)


def _show(frame, form=None):
    case, sight = frame.case, frame.sight
    frame.look()
    turned = turns(frame)
    context = {
        "title": frame.what,
        "alleged": alleged(frame),
        "said": sight.value(case, "said"),
        "place": case.place if sight.shows(case, "place") else "",
        "said_is_long": sight.identity and len(case.said) > SAID_SHOWN,
        "said_shown": SAID_SHOWN,
        "dates": _dates(frame, turned),
        "turned": reasons(frame, turned),
        "due": frame.due,
        "decided": decided(frame),
    }
    if sight.official:
        context |= {
            "unheard": late_updates(frame),
            "closing": _closing(frame),
            "of_ipcc": of_ipcc(frame),
            "units": _units(case),
            "links": _links(frame),
            "claims": claims_of(case, frame.user) if case.claim_count else [],
            "claim_url": _claim_url(frame),
            "tags": _tags(case),
            "risk": _risk(frame),
            "notes": _notes(frame),
            "readers": _readers(frame),
            "legacy": _legacy(frame),
            "form": form or _note_form(frame),
        }
    return frame.render("summary", **context)


def alleged(frame) -> str:
    """In two sentences what came in, how, and about what; names stay out of it."""
    case = frame.case
    how = ""
    if frame.sight.official and case.kind == Kind.COMPLAINT:
        how = CAME.get(case.channel, "")
    when = f" received{how}" if how or case.received_on else ""
    if case.received_on:
        when += f" on {day(case.received_on)}"
    about = ""
    if case.allegation_count:
        first, _, more = frame.what.partition(" +")
        others = f", and {counted(int(more), 'more allegation')}" if more else ""
        about = f" It alleges {first[:1].lower()}{first[1:]}{others}."
    kind = case.get_kind_display().lower()
    return f"A {kind}{when}, for which {case.responsible_unit} is responsible.{about}"


def _dates(frame, turned):
    case, sight = frame.case, frame.sight
    shown = []
    for name, label in DATES:
        if name == "determined_on":
            shown += before_reopening(turned)
        if getattr(case, name) or name in ("incident_on", "received_on"):
            shown.append((label, sight.value(case, name)))
    shown += ends(turned)
    return [
        {"key": label, "value": day(value)}
        for label, value in shown
        if value is not HIDDEN
    ]


def _closing(frame):
    """The task list of what still stands between the case and its end, if it is shown.

    Whoever does not finalise it reads how things stand once it is decided.
    """
    case = frame.case
    if not case.is_open or not (frame.finalises or case.status in rules.DECIDED_IN):
        return None
    items = frame.before_finalising
    title = "Before you can finalise"
    if not frame.finalises:
        waits = rules.waits_for(items)
        title = "What finalising waits for" if waits else "Ready to be finalised"
    base = case.get_absolute_url()
    tasks = [
        {
            "title": item.title,
            "hint": item.hint,
            "state": item.state,
            "href": f"{base}{PLACES[item.key]}" if item.key in PLACES else "",
        }
        for item in items
    ]
    return {"title": title, "tasks": tasks}


def _units(case):
    if not case.unit_count:
        return []
    return case.units.select_related("unit").order_by("part", "unit__name")


def _tags(case):
    if not case.tag_count:
        return []
    return case.tags.select_related("tag").order_by("tag__name")


def _links(frame):
    """Linked cases, either way round; of those out of reach nothing is said."""
    case = frame.case
    if not case.link_count:
        return []
    links = CaseLink.objects.filter(Q(case=case) | Q(other=case)).order_by("pk")
    ends = [
        (link.other_id if link.case_id == case.pk else link.case_id, link)
        for link in links
    ]
    visible = Case.objects.visible_to(frame.user).only("reference")
    seen = visible.in_bulk([other for other, _ in ends])
    return [
        {
            "case": seen[other],
            "kind": link.get_kind_display(),
            "reason": frame.sight.value(link, "reason"),
        }
        for other, link in ends
        if other in seen
    ]


def _risk(frame):
    """The latest assessment: three levels, by whom, when and why."""
    rows = frame.case.assessments.order_by("-number")
    answered = rows.exclude(response="").values("response")[:1]
    named = rows.annotate(by_name=F("by__name"), answered=Subquery(answered))
    latest = named.first()
    if latest is None:
        return None
    return {
        "levels": [
            (label, getattr(latest, name), frame.sight.value(latest, name))
            for name, label in RISKS.items()
        ],
        "latest": latest,
        "reasons": frame.sight.value(latest, "reasons"),
        "response": Response(latest.answered).label if latest.answered else "",
        "registered": _registered(frame, latest),
    }


def _registered(frame, latest):
    """The case on the Risk Register, for whoever reads it, or how it gets there."""
    case, rights = frame.case, frame.user.rights
    if not rights.allow(Permission.RISK_READ, case.responsible_unit_id):
        return None
    if case.open_risks:
        row = case.risks.filter(status=RiskStatus.OPEN).first()
        return row and {
            "text": f"On the Risk Register: {row}",
            "href": row.get_absolute_url(),
        }
    high = any(getattr(latest, name) == Risk.HIGH for name in RISKS)
    if not (high and rights.allow(Permission.RISK_ENTER, case.responsible_unit_id)):
        return None
    enter = f"{reverse('complaints:risk-enter')}?case={case.slug}"
    return {"text": "Enter it on the Risk Register", "href": enter}


def _claim_url(frame):
    """Where a claim is begun from the case, for whoever may enter one."""
    if not frame.user.rights.allow(Permission.CLAIM_ENTER):
        return ""
    return f"{reverse('complaints:claim-enter')}?case={frame.case.slug}"


def _notes(frame):
    rows = frame.case.notes.annotate(by_name=F("by__name")).order_by("-at", "-pk")
    return [
        {"by": row.by_name, "at": row.at, "text": frame.sight.value(row, "text")}
        for row in rows[:NOTES_SHOWN]
    ]


def _note_form(frame):
    """A form for whoever may write a note; None for the others."""
    return NoteForm() if frame.can_work(Permission.CASE_NOTE) else None


def _readers(frame):
    """Whom a restricted case was opened to."""
    if frame.case.confidentiality != "restricted":
        return []
    return [row.user for row in frame.case.access.select_related("user").order_by("pk")]


def _lines(values, of=""):
    """Values within values as lines of one level: ("rows 2 category", "05A")."""
    pairs = values.items() if isinstance(values, dict) else enumerate(values, start=1)
    for name, value in pairs:
        if isinstance(value, dict | list):
            yield from _lines(value, f"{of}{name} ")
        else:
            yield f"{of}{name}", value


def _legacy(frame):
    """What an imported case said where it came from, beside what became of it."""
    if frame.case.origin != Origin.LEGACY:
        return None
    record = getattr(frame.case, "legacy", None)
    if record is None:
        return None
    sight = frame.sight
    return {
        "record": record,
        "original": list(_lines(record.original))
        if sight.shows(record, "original")
        else HIDDEN,
        "mapped": list(_lines(record.mapped))
        if sight.shows(record, "mapped")
        else HIDDEN,
        "faults": [fault_words(fault) for fault in record.faults],
    }
