"""Suspensions and restrictions of duties: register, record, and each decision."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints import actions, rules
from complaints.filters.restrictions import RESTRICTION_SORTS, RestrictionFilters
from complaints.forms.restrictions import (
    CareForm,
    ImposeForm,
    LiftForm,
    ProposeForm,
    RefuseForm,
    ReviewForm,
    TellForm,
)
from complaints.models import Case, Restriction, law
from complaints.permissions.seniors import asks_the_authority, whose_decision
from complaints.rules.duties import purpose_of
from complaints.views.drafted import draft_of_restriction, texts
from complaints.views.officer_notes import Note, Table, cell, note, upto
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.views.verbs.asking import AsksAuthority
from complaints.workflow import RestrictionStatus
from organisation.classification import FieldClass
from pages.templatetags.components import day, short_day, tag

_TONES = {
    RestrictionStatus.PROPOSED: "waiting",
    RestrictionStatus.REFUSED: "stopped",
    RestrictionStatus.IN_FORCE: "active",
    RestrictionStatus.LIFTED: "done",
}


HEADINGS = ("Reference", "Kind", "From", "Lifted", "State")


def state_tag(row: Restriction) -> str:
    return tag(row.get_status_display(), _TONES[RestrictionStatus(row.status)])


class RestrictionList(RegisterList):
    model = Restriction
    read = Permission.RESTRICTION_READ
    title = "Suspensions and restrictions"
    filters = RestrictionFilters
    sorts = RESTRICTION_SORTS
    default = "-proposed"
    template_name = "complaints/registers/restrictions.html"
    columns = (
        *FIRST_COLUMNS,
        Column("Kind", "kind"),
        Column("Case", "case", lambda row: row.case and row.case.reference),
        Column("Member", "member"),
        Column("From", "from_on"),
        Column("Next review", "review_on"),
    )

    def row(self, record, sight):
        in_force = record.status == RestrictionStatus.IN_FORCE
        return {
            "restriction": record,
            "member": sight.value(record, "member"),
            "state": state_tag(record),
            "late": in_force and record.review_on < self.today,
        }


def _words(request: HttpRequest, row: Restriction) -> dict[str, str]:
    """What the legal basis is called in the law of its day."""
    on = timezone.localdate(row.at)
    ground = law.of_request(request).ground(purpose_of(row.kind), row.basis, on)
    return {"basis": ground.name if ground else row.basis}


@require_safe
def show_restriction(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, Restriction, slug)
    row, sight = frame.record, frame.sight
    return frame.render(
        "restriction",
        words=_words(request, row),
        state=state_tag(row),
        reviews=[
            {
                "review": each,
                "conditions": sight.value(each, "conditions"),
                "reasons": sight.value(each, "reasons"),
            }
            for each in row.restrictionreviews.select_related("by").order_by("-number")
        ],
        notices=[
            {"notice": each, "text": sight.value(each, "text")}
            for each in row.restrictionnotices.select_related("by").order_by("-number")
        ],
        contacts=[
            {"contact": each, "summary": sight.value(each, "summary")}
            for each in row.welfarecontacts.select_related("by").order_by("-number")
        ],
    )


_SHOWN = (
    *("reference", "kind", "status", "from_on", "lifted_on", "review_on"),
    *("reference_year", "reference_serial"),
)


@note(Restriction, "member")
def restrictions(member, on, user) -> list[Note | Table]:
    """What keeps or kept the member from duty, as far as the reader may know of it."""
    named = Case.objects.showing(user, FieldClass.IDENTITY).of_each()
    found = Restriction.objects.visible_to(user).filter(named, member=member)
    rows = list(upto(found.only(*_SHOWN).order_by("-pk")))
    live = [
        Note(
            row.get_kind_display(),
            [
                {"key": "From", "value": day(row.from_on)},
                {"key": "Next review", "value": day(row.review_on)},
            ],
            [{"text": row.reference, "href": row.get_absolute_url()}],
        )
        for row in rows
        if row.status == RestrictionStatus.IN_FORCE
    ]
    return [*live, Table("Suspensions and restrictions", HEADINGS, _cells(rows))]


def _cells(rows):
    return [
        [
            cell(row.reference, href=row.get_absolute_url()),
            cell(row.get_kind_display()),
            cell(short_day(row.from_on) if row.from_on else ""),
            cell(short_day(row.lifted_on) if row.lifted_on else ""),
            cell("", html=state_tag(row)),
        ]
        for row in rows
    ]


class RestrictionPage(RecordPage):
    """A step of a restriction, which shows its legal basis by name."""

    def words(self, record: Any) -> dict[str, str]:
        return _words(self.request, record)


class RestrictionPropose(RecordPage):
    model, verb, form_class = Restriction, "propose", ProposeForm
    action = actions.propose_restriction
    done = "{record} waits for the director's decision."

    def initial(self):
        asked = self.request.GET
        return {
            "reference": asked.get("case", "").replace("-", "/"),
            "number": asked.get("subject", ""),
        }


class AuthoritysPage(AsksAuthority, RestrictionPage):
    """A decision that is the police authority's of a senior officer."""

    @cached_property
    def asks_authority(self) -> str:
        row = self.frame.record
        asked = asks_the_authority(f"restriction.{self.verb}", row.case, row.subject)
        return whose_decision(row.case) if asked else ""

    def lead_words(self):
        return self.asks_authority


class RestrictionImpose(AuthoritysPage):
    model, verb, form_class = Restriction, "impose", ImposeForm
    action = actions.impose_restriction
    done = "{record} is imposed."


class RestrictionRefuse(RestrictionPage):
    model, verb, form_class = Restriction, "refuse", RefuseForm
    action = actions.refuse_restriction
    done = "{record} is not imposed."


class RestrictionReview(AuthoritysPage):
    model, verb, form_class = Restriction, "review", ReviewForm
    action = actions.review_restriction
    done = "The review of {record} is recorded."

    def initial(self):
        row = self.frame.record
        return {"kind": row.kind, "conditions": row.conditions}


class RestrictionCare(RestrictionPage):
    model, verb, form_class = Restriction, "care", CareForm
    action = actions.care_restriction
    done = "The welfare contact is recorded."


class RestrictionTell(RestrictionPage):
    model, verb, form_class = Restriction, "tell", TellForm
    action = actions.tell_restriction
    done = "The notice of {record} is recorded."
    lead = "The words are kept as they were served."

    def lead_words(self):
        row, known = self.frame.record, law.of_request(self.request)
        code = rules.letter_of_restriction(row.kind)
        said = rules.doubts(texts(row.case, known, self.today, code, on=row.from_on))
        return f"{self.lead} {said}".strip()

    def initial(self):
        row, known = self.frame.record, law.of_request(self.request)
        basis = _words(self.request, row)["basis"]
        return {"text": draft_of_restriction(known, self.today, row, basis)}


class RestrictionLift(AuthoritysPage):
    model, verb, form_class = Restriction, "lift", LiftForm
    action = actions.lift_restriction
    done = "{record} is lifted."


restriction_pages = (
    RestrictionPropose,
    RestrictionImpose,
    RestrictionRefuse,
    RestrictionReview,
    RestrictionCare,
    RestrictionTell,
    RestrictionLift,
)
restriction_urls = register_urls(
    "restrictions", RestrictionList, show_restriction, restriction_pages
)
