"""A urlconf of specimen pages: every component once, as the product draws it."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from pages import fields, views
from pages.filters import ChoicesFilter, DateFilter, StrictFilterSet, TextFilter
from pages.forms import PageForm
from pages.lists import KeysetPage, Sort
from pages.refusals import BadInput, NotAllowed, Refused, Stale, WrongState
from pages.templatetags.components import clock_tag, tag

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).parent

CHANNELS = [("phone", "Telephone"), ("letter", "Letter or email"), ("other", "Other")]
STRANDS = [("age", "Age"), ("race", "Race"), ("sex", "Sex")]
UNITS = [
    ("", "Choose a unit"),
    ("South west", [("kingston", "Kingston"), ("merton", "Merton")]),
    ("Central", [("camden", "Camden")]),
]


class ComplaintForm(PageForm):
    channel = forms.ChoiceField(
        choices=CHANNELS, widget=forms.RadioSelect, label="How did it reach us?"
    )
    channel_other = fields.CharField(required=False, label="Say how")
    received_on = fields.DateField(
        label="Date received", help_text="For example, 31 3 2026"
    )
    surname = fields.CharField(label="Surname")
    unit = forms.ChoiceField(choices=UNITS, label="Responsible unit")
    officers = forms.IntegerField(label="How many officers", min_value=1)
    strands = forms.MultipleChoiceField(
        choices=STRANDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Strands of discrimination",
    )
    account = fields.NarrativeField(
        label="What was said", help_text="In the person's own words", max_length=500
    )
    evidence = forms.FileField(required=False, label="Add a document")
    consent = forms.BooleanField(label="The person agreed to be contacted")

    called = {
        "channel": "how it reached us",
        "received_on": "the date received",
        "surname": "the person's surname",
        "consent": "that the person agreed",
    }
    reveals = {"channel": {"other": ["channel_other"]}}
    choice_hints = {"channel": {"phone": "Through the reception desk or 101"}}


class OfficerForm(PageForm):
    name = fields.CharField(label="Name")
    rank = fields.CharField(label="Rank", required=False)


Officers = forms.formset_factory(OfficerForm, extra=1, max_num=4, can_delete=True)


class TickField(forms.BooleanField):
    """True or nothing: an empty tick box is no wish for the opposite."""

    def clean(self, value):
        return super().clean(value) or None


class TickFilter(django_filters.Filter):
    """One tick box, such as "Late", as a filter set may have one."""

    field_class = TickField


class KindFilters(StrictFilterSet):
    label = TextFilter(field_name="app_label", label="App", max_length=50)
    model = ChoicesFilter(
        choices=[("user", "User"), ("group", "Group"), ("session", "Session")],
        label="Model",
    )
    late = TickFilter(method="keep", label="Late", widget=forms.CheckboxInput)
    since = DateFilter(method="keep", label="Received from")
    unit = django_filters.ChoiceFilter(
        choices=UNITS[1:], method="keep", label="Unit", empty_label="Any"
    )

    class Meta:
        model = ContentType
        fields: list[str] = []

    def keep(self, queryset, name, value):
        return queryset


SORTS = [
    Sort("app", "App", ("app_label", "model")),
    Sort("model", "Model", ("model",), descending=True),
]

STEPS = [
    "Received on 12 October 2026",
    "First update due 28 days after",
    "Moved from a Saturday",
]
IDENTITY = {
    "reference": "PC/00412/26",
    "kind": "Public complaint",
    "facts": [
        {"label": "Unit", "value": "Kingston upon Thames"},
        {"label": "Received", "value": "12 October 2026, 41 days open"},
        {"label": "Handler", "value": "DC B"},
        {"label": "Authority", "value": "DCI C"},
        {"label": "Restricted", "value": "no"},
    ],
    "next": "update the complainant by Tuesday 24 November, in 2 working days",
}
ACTIONS = [
    {"text": "Submit report", "href": "#", "primary": True},
    {"text": "Add to policy log", "href": "#"},
    {"text": "Withdraw", "href": "#"},
    {"text": "Link to another case", "href": "#"},
]
FACTS = [
    {"key": "Received", "value": "12 October 2026", "change_url": "#"},
    {"key": "What is alleged", "value": "Rudeness at a stop.\nForce used."},
    {"key": "Complainant", "masked": True, "reveal_url": "#"},
    {"key": "Incident", "value": "", "change_url": "#", "hint": "Changed by DC B"},
]
TASKS = [
    {"title": "Letters to the complainant", "href": "#", "state": "done"},
    {"title": "Outcomes", "href": "#", "hint": "1 of 2 has none", "state": "missing"},
    {"title": "Learning", "href": "#", "state": "not_started"},
    {"title": "Appeal period", "hint": "Ends 3 December 2026", "state": "cannot"},
]


def frame() -> dict:
    return {
        "signed_in": True,
        "user": "A. Inspector",
        "areas": [
            {"label": "Home", "url": "/", "active": False, "current": False},
            {"label": "Cases", "url": "/x/", "active": True, "current": True},
            {"label": "Learning", "url": "/y/", "active": False, "current": False},
            {"label": "Oversight", "url": "/z/", "active": False, "current": False},
        ],
    }


def draw(request: HttpRequest, name: str, context: dict, status=200) -> HttpResponse:
    template = engines["django"].from_string((HERE / f"{name}.html").read_text())
    page = template.render(frame() | context, request)
    return HttpResponse(page, status=status)


@login_not_required
def case(request):
    messages.success(request, "Complaint PC/00412/26 recorded.")
    tags = [tag("Investigating"), clock_tag("late", "Late by 4 working days")]
    context = {
        "identity": IDENTITY | {"tags": tags},
        "items": [
            {"label": "Summary", "href": "#", "current": True},
            {"label": "Allegations", "href": "#", "count": 2},
            {"label": "People", "href": "#", "count": 5},
            {"label": "Documents", "href": "#", "count": 8},
            {"label": "History", "href": "#"},
        ],
        "actions": ACTIONS,
        "refused": [{"verb": "Determine", "why": "Only after the report."}],
        "facts": FACTS,
        "tasks": TASKS,
        "steps": STEPS,
        "at": datetime(2026, 11, 21, 14, 5, tzinfo=LONDON),
        "on": date(2026, 11, 20),
        "tones": ["new", "waiting", "active", "decided", "done", "stopped"],
        "clocks": ["on_time", "due_soon", "late", "stopped", "none"],
        "card_actions": [{"text": "Change", "href": "#"}],
    }
    return draw(request, "specimen_case", context)


@login_not_required
def form(request):
    form = ComplaintForm(request.POST or None)
    officers = Officers(request.POST or None, prefix="officers")
    if request.method == "POST":
        form.is_valid()
        officers.is_valid()
    context = {"form": form, "formset": officers}
    return draw(request, "specimen_form", context)


@login_not_required
def kinds(request):
    filters = KindFilters(request.GET, ContentType.objects.all())
    page = KeysetPage(filters.qs, sorts=SORTS, default="app", params=request.GET)
    return draw(request, "specimen_list", {"filterset": filters, "page": page})


@login_not_required
def confirm(request):
    context = {
        "consequences": ["The letter goes out today.", "It cannot be called back."],
        "danger": "danger" in request.GET,
    }
    return draw(request, "specimen_confirm", context)


REFUSED: dict[str, Exception] = {
    "refused": Refused("The file is being looked at by another unit."),
    "not-allowed": NotAllowed("Only an appropriate authority may determine a case."),
    "wrong-state": WrongState("PC/00412/26 is determined already."),
    "stale": Stale(
        current={"Reasons": "Departs: the log shows 21:10."},
        yours={"Reasons": "Agrees.\nThe log shows 21:10."},
    ),
    "bad-input": BadInput("The date received must be after the incident.", field="on"),
    "lost-database": OperationalError("canceling statement due to lock timeout"),
    "missing": Http404(),
    "broken": RuntimeError("a fault of ours"),
}


@login_not_required
def refuse(request, kind):
    if request.method == "POST":
        request.POST.get("account")
    raise REFUSED[kind]


@login_not_required
def echo(request):
    return HttpResponse(request.POST.get("account", "") or request.GET.get("q", ""))


@login_not_required
def keep_alive(request):
    return views.keep_alive(request)


urlpatterns = [
    path("keep-alive/", keep_alive, name="keep-alive"),
    path("case/", case),
    path("form/", form),
    path("list/", kinds, name="list"),
    path("confirm/", confirm),
    path("refuse/<str:kind>/", refuse),
    path("api/v1/refuse/<str:kind>/", refuse),
    path("api/v1/echo/", echo),
    path("echo/", echo),
    path("sign-out/", echo),
    path("", include("pages.urls")),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.not_found
handler500 = views.server_error
