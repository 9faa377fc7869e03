"""The Risk Register: its list, its meetings, and what is done to each risk."""

from contextlib import suppress
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from casework.clocks import NO_DATE_YEAR
from complaints import actions
from complaints.filters.risks import RISK_SORTS, Bands, RiskFilters
from complaints.forms.risks import (
    THE_MEETING,
    CloseForm,
    DecideForm,
    EnterForm,
    ReopenRiskForm,
    ScoreForm,
)
from complaints.models import Risk, RiskDecision
from complaints.permissions import RecordSight
from complaints.querysets import RiskQuerySet
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame, check_reads, sights_of
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.workflow import RiskStatus
from organisation.models import Meeting
from pages.capped import capped
from pages.filters import refuse_unknown
from pages.lists import KeysetPage
from pages.templatetags.components import tag

TITLE = "Risk Register"
NEXT = 3  # meetings to come that the register itself leads to
MOST_MEETINGS = 100  # of each group that their list says: every other month one is held
MOST_DECIDED = 100  # that the page of a meeting says, of all it decided
# Of the bands from the highest on: the last is what nobody worries about.
_TONES = ("late", "soon")


def rating_tag(risk: Risk, bands: Bands) -> str:
    """The rating and its words, in their colour."""
    place = bands.place_of(risk.rating)
    if place is None:
        return tag(str(risk.rating), "done")
    lowest = place == len(bands.rows) - 1 or place >= len(_TONES)
    words = f"{risk.rating} {bands.rows[place].name}"
    return tag(words, "done" if lowest else _TONES[place])


def _review(risk: Risk) -> date | None:
    review = risk.next_review_on
    return None if review.year == NO_DATE_YEAR else review


class RiskList(RegisterList):
    model = Risk
    read = Permission.RISK_READ
    title = TITLE
    filters = RiskFilters
    sorts = RISK_SORTS
    default = "-rating"
    template_name = "complaints/registers/risks.html"

    columns = (
        *FIRST_COLUMNS,
        Column("Case", "case", lambda risk: risk.case and risk.case.reference),
        Column("Risk", "title"),
        Column("Likelihood", "likelihood"),
        Column("Impact", "impact"),
        Column("Rating", "rating"),
        Column("Next review", "next_review_on", _review),
        Column("Looked after by", "owner", lambda risk: risk.owner and risk.owner.name),
    )

    def row(self, record, sight):
        return risk_row(record, sight, today=self.today, bands=self.bands)

    @cached_property
    def bands(self):
        return Bands(self.today)

    def more(self):
        return {"meetings": _to_come(self.today)[:NEXT], "bands": self.bands}


def risk_row(risk: Risk, sight: RecordSight, *, today: date, bands: Bands) -> dict:
    """A line of the register."""
    return {
        "risk": risk,
        "title": sight.value(risk, "title"),
        "rating": rating_tag(risk, bands),
        "review": _review(risk),
        "late": risk.next_review_on < today and risk.status == RiskStatus.OPEN,
    }


@require_safe
def show_risk(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, Risk, slug)
    sight, risk = frame.sight, frame.record
    bands = Bands(frame.today)
    return frame.render(
        "risk",
        rating=rating_tag(risk, bands),
        bands=bands,
        scores=[
            {
                "score": row,
                "reasons": sight.value(row, "reasons"),
            }
            for row in risk.scores.select_related("by").order_by("-number")
        ],
        decisions=[
            {
                "row": row,
                "meeting": row.meeting,
                "decision": sight.value(row, "decision"),
                "asked": sight.value(row, "asked"),
                "given": sight.value(row, "given"),
            }
            for row in risk.decisions.select_related(
                "by", "meeting__committee"
            ).order_by("-number")
        ],
    )


def _of_the_meeting() -> QuerySet[Meeting]:
    return Meeting.objects.filter(committee__code=THE_MEETING)


def _held(today: date) -> QuerySet[Meeting]:
    return _of_the_meeting().filter(held_on__lt=today).order_by("-held_on")


def _to_come(today: date) -> QuerySet[Meeting]:
    return _of_the_meeting().filter(held_on__gte=today).order_by("held_on")


@require_safe
def risk_meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting: those to come, and what was held, the nearest first."""
    check_reads(request.user, Permission.RISK_READ, TITLE)
    refuse_unknown(request.GET, ())
    today = timezone.localdate()
    groups = (
        ("To come", capped(_to_come(today), MOST_MEETINGS), "No meeting is set."),
        ("Held", capped(_held(today), MOST_MEETINGS), "None has been held."),
    )
    context = {"title": TITLE, "groups": groups, "board": THE_MEETING}
    return render(request, "complaints/registers/risk_meetings.html", context)


@require_safe
def risk_meeting(request: HttpRequest, day: str) -> HttpResponse:
    """The agenda of a meeting: what is due for review by then, or new, or undecided.

    Of a past one, what it decided.
    """
    check_reads(request.user, Permission.RISK_READ, TITLE)
    asked = request.GET
    refuse_unknown(asked, ("per_page", "cursor"))
    meeting = _meeting_on(day)
    today = timezone.localdate()
    visible = Risk.objects.visible_to(request.user)
    agenda: RiskQuerySet = visible.filter(status=RiskStatus.OPEN)
    agenda = agenda.for_meeting(meeting.held_on).exclude(decisions__meeting=meeting)
    page = KeysetPage(
        agenda.with_list_details(), sorts=RISK_SORTS, default="-rating", params=asked
    )
    risks, bands = list(page), Bands(today)
    rows = [
        risk_row(risk, sight, today=today, bands=bands)
        for risk, sight in zip(risks, sights_of(risks, request.user), strict=True)
    ]
    context = {
        "title": TITLE,
        "meeting": meeting,
        "page": page,
        "rows": rows,
        "bands": bands,
        "decided": _decided_at(meeting, request.user),
        "past": meeting.held_on < today,
    }
    return render(request, "complaints/registers/risk_meeting.html", context)


def _decided_at(meeting, user):
    """The decisions of a meeting, as far as they are seen."""
    found = RiskDecision.objects.visible_to(user).filter(meeting=meeting)
    found = found.select_related("risk__responsible_unit", "by").order_by("pk")
    decisions = capped(found, MOST_DECIDED)
    sights = sights_of([row.risk for row in decisions], user)
    decisions[:] = [
        {"row": row, "decision": sight.value(row, "decision")}
        for row, sight in zip(decisions, sights, strict=True)
    ]
    return decisions


def _meeting_on(text: str) -> Meeting:
    with suppress(ValueError):
        found = _of_the_meeting().filter(held_on=date.fromisoformat(text)).first()
        if found is not None:
            return found
    raise Http404


class RiskEnter(RecordPage):
    model, verb, form_class = Risk, "enter", EnterForm
    action = actions.enter_risk
    done = "{record} is on the Risk Register."

    def initial(self):
        return {"reference": self.request.GET.get("case", "").replace("-", "/")}


class RiskScore(RecordPage):
    model, verb, form_class = Risk, "score", ScoreForm
    action = actions.score_risk
    done = "{record} is assessed again."

    def initial(self):
        risk = self.frame.record
        return {"likelihood": risk.likelihood, "impact": risk.impact}


class RiskDecide(RecordPage):
    model, verb, form_class = Risk, "decide", DecideForm
    action = actions.decide_risk
    done = "The decision on {record} is recorded."


class RiskClose(RecordPage):
    model, verb, form_class = Risk, "close", CloseForm
    action = actions.close_risk
    done = "{record} is taken off the Risk Register."


class RiskReopen(RecordPage):
    model, verb, form_class = Risk, "reopen", ReopenRiskForm
    action = actions.reopen_risk
    done = "{record} is back on the Risk Register."


risk_pages = (RiskEnter, RiskScore, RiskDecide, RiskClose, RiskReopen)
risk_urls = [
    path("risk-register/meetings/", risk_meetings, name="risk-meetings"),
    path("risk-register/meetings/<str:day>/", risk_meeting, name="risk-meeting"),
    *register_urls("risk-register", RiskList, show_risk, risk_pages),
]
