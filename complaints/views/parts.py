"""The pages of a case that show its records: how it is handled, and what came of it.

Each page is sections of cards; a section says which verbs begin a record of its kind.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.workflow import START
from complaints import models
from complaints.models import (
    Appeal,
    CpsReferral,
    Direction,
    ImposedSanction,
    Interview,
    IpccRequest,
    ManagementAction,
    Marker,
    Notice,
    OfficerAppeal,
    PanelMember,
    Proceeding,
    Referral,
    ReferralTest,
    Representation,
    SeverityAssessment,
)
from complaints.permissions import check_part_right, check_part_verb
from complaints.views.appeal_windows import windows
from complaints.views.cards import cards
from complaints.views.findings import found_in
from complaints.views.frame import CaseFrame
from complaints.views.log_notices import log_notices
from complaints.views.log_sections import LOGS, WITNESSES
from complaints.views.not_yet import check_drawn
from complaints.views.sections import Section
from complaints.views.sent_before import sent_before
from complaints.views.sitting_notices import read_panels, sitting_notices
from complaints.workflow import table_of
from pages.refusals import Refused

PART_PAGES: dict[str, tuple[Section, ...]] = {
    "handling": (
        # By which route it goes, where it goes by one: what is looked for first.
        Section("Service recovery", models.ServiceRecovery, none=""),
        Section("Not recorded", models.NonRecording, none=""),
        Section("Local resolution", models.Resolution, none=""),
        Section("Consents to local resolution", models.Consent, none=""),
        Section("Agreed actions", models.PlanAction, none=""),
        Section("Direction and control", models.DirectionAndControl, none=""),
        Section("Applications to the IPCC", models.IpccApplication, none=""),
        Section("Withdrawals", models.Withdrawal, none=""),
        Section("Special requirements", models.SpecialRequirement, none=""),
        Section("Suspended as sub judice", models.SubJudice, none=""),
        Section(
            "Test for referral to the IPCC",
            ReferralTest,
            ("test-referral",),
            "Nobody has tested yet whether it must be referred.",
        ),
        Section(
            "Referral to the IPCC",
            Referral,
            ("refer",),
            "The case has not been referred.",
        ),
        Section(
            "What the IPCC asks and directs",
            IpccRequest,
            ("log-ipcc-request",),
            "The IPCC has asked nothing in this case.",
        ),
        Section(
            "Markers on subjects",
            Marker,
            ("mark-subject",),
            "No subject is marked for domestic violence or a similar offence.",
        ),
    ),
    "appeals": (
        Section(
            "Appeals to the IPCC",
            Appeal,
            ("lodge-appeal",),
            "No complainant has appealed.",
        ),
        Section(
            "Directions of the IPCC",
            Direction,
            (),
            "The IPCC has directed nothing on an appeal.",
        ),
    ),
    "proceedings": (
        Section(
            "Proceedings",
            Proceeding,
            ("open-proceeding",),
            "None has been opened.",
            more=found_in,
            beside=read_panels,
        ),
        Section("Panel", PanelMember, ("name-panel-member",), "Nobody is named yet."),
        Section(
            "Representation",
            Representation,
            ("record-representation",),
            "Nobody is recorded.",
        ),
        Section("Sanctions", ImposedSanction, none="Nothing was imposed."),
        Section(
            "Appeals of the officer",
            OfficerAppeal,
            ("lodge-officer-appeal",),
            "None was lodged.",
        ),
        Section(
            "Severity",
            SeverityAssessment,
            ("assess-severity",),
            "Nobody has said yet how grave it would be.",
        ),
        Section(
            "Regulation notices",
            Notice,
            ("serve-notice",),
            "No notice has been served.",
        ),
        Section("Interviews", Interview, ("record-interview",), "None is recorded."),
        Section(
            "Crown Prosecution Service",
            CpsReferral,
            ("refer-cps",),
            "The file has not been sent.",
            more=sent_before,
        ),
        Section(
            "Management action",
            ManagementAction,
            ("record-management-action",),
            "None is recorded. It is no sanction.",
        ),
    ),
    "logs": LOGS,
    "witnesses": WITNESSES,
}
# What a page says above its sections: sentences, and whether each warns.
ABOVE: dict[str, Callable[[Any], list[dict[str, Any]]]] = {
    "logs": log_notices,
    "proceedings": sitting_notices,
}


class PartsFrame(CaseFrame):
    """One request for one of these pages: asks only for records that there are."""

    @cached_property
    def drawn(self) -> dict[Any, list[Any]]:
        """The records that the page has read, by their kind."""
        return {}

    def sections(self) -> list[dict[str, Any]]:
        sections = PART_PAGES[self.page]
        numbers = self.case.part_counts
        return [
            self._section(section, number)
            for section, number in zip(sections, numbers, strict=True)
            if number or section.none or section.begins
        ]

    def _section(self, section: Section, number: int) -> dict[str, Any]:
        rows = self.rows_of(section)[: section.shown] if number else []
        return {
            "title": section.title,
            "none": section.none,
            "whole": self.whole_of(section) if number > section.shown else "",
            "number": number,
            "cards": self.cards(section, rows),
            "begins": self.begins(section),
        }

    def whole_of(self, section: Section) -> str:
        """Where all records of a section are."""
        if section.whole:
            return self.address("log-whole", section.whole)
        return self.address("section-whole", self.page, section.name)

    def rows_of(self, section: Section) -> Any:
        """The records of this case, the latest first."""
        rows = section.model._default_manager.filter(case=self.case)
        return rows.select_related(*section.model.follow).order_by("-number")

    def cards(self, section: Section, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Each record's card, with what the section says of it besides."""
        found = list(rows)
        if section.beside:
            section.beside(found)
        for row in found:
            row.case = self.case  # already read, with its unit and its handler
            if "proceeding" in row._state.fields_cache:
                row.proceeding.case = self.case
        more = section.more(self, found) if section.more and found else {}
        self.drawn[section.model] = found
        shown = cards(self, found)
        for row, card in zip(found, shown, strict=True):
            card["rows"] = [*card["rows"], *more.get(row.pk, ())]
        return shown

    def begins(self, section: Section) -> list[dict[str, Any]]:
        found = (self._begin(verb, section.model) for verb in section.begins)
        return [each for each in found if each]

    def _begin(self, verb: str, model: Any) -> dict[str, Any] | None:
        """The button of a verb that begins a record, or why it is refused.

        Nothing for whom the verb is none of their business.
        """
        part = model(case=self.case, status=START)
        label = table_of(verb)[verb].label
        try:
            check_part_right(verb, self.case, part, by=self.user)
        except Refused:
            return None
        try:
            check_part_verb(verb, self.case, part, by=self.user)
            check_drawn(verb, self.drawn, self)
        except Refused as refused:
            return {"text": label, "why": refused.sentence}
        return {"text": label, "href": self.address(verb)}


def _counts(sections: tuple[Section, ...]) -> RawSQL:
    """How many records each section has; our own names alone."""
    return RawSQL(  # noqa: S611
        "ARRAY[{}]".format(
            ", ".join(
                f"(SELECT count(*) FROM {section.model._meta.db_table} below"  # noqa: S608
                " WHERE below.case_id = complaints_case.id)"
                for section in sections
            )
        ),
        (),
        output_field=ArrayField(IntegerField()),
    )


def _frame_of(page: str) -> type[PartsFrame]:
    counts = {"part_counts": _counts(PART_PAGES[page])}
    counted = {"counted": CaseFrame.counted | counts}
    return type(PartsFrame.__name__, (PartsFrame,), counted)


_FRAMES = {page: _frame_of(page) for page in PART_PAGES}


@require_safe
def part_page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    frame = _FRAMES[page](request, slug, page)
    more = windows(frame) if page == "appeals" else {}
    sections: list[Any] = []
    quiet: list[Any] = []
    for section in frame.sections():
        holds = section["cards"] or section["begins"]
        (sections if holds else quiet).append(section)
    # After the sections, whose records it speaks of.
    above = ABOVE[page](frame) if page in ABOVE else []
    return frame.render("parts", above=above, sections=sections, quiet=quiet, **more)


part_page_urls = [
    path(f"<str:slug>/{page}/", part_page, {"page": page}, name=page)
    for page in PART_PAGES
]
