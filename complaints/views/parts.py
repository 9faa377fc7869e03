"""The pages of a case that show its records: how it is handled, and what came of it.

Each page is sections of cards; a section says which verbs begin a record of its kind.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.workflow import START
from complaints.models import Referral
from complaints.permissions import check_part_right, check_part_verb
from complaints.views.cards import cards
from complaints.views.frame import CaseFrame
from complaints.workflow import table_of
from pages.refusals import Refused


@dataclass(frozen=True)
class Section:
    """Records of one kind on a page of the case; `none` says that there is none."""

    title: str
    model: type[Model]
    begins: tuple[str, ...] = ()  # verbs that begin one
    none: str = "None."


PART_PAGES: dict[str, tuple[Section, ...]] = {
    "handling": (
        Section(
            "Referral to the IPCC",
            Referral,
            ("refer",),
            "The case has not been referred.",
        ),
    ),
}


class PartsFrame(CaseFrame):
    """One request for one of these pages: asks only for records that there are."""

    counted: ClassVar[dict] = CaseFrame.counted

    def sections(self) -> list[dict[str, Any]]:
        return [self._section(each) for each in PART_PAGES[self.page]]

    def _section(self, section: Section) -> dict[str, Any]:
        rows = section.model.objects.filter(case=self.case).select_related("by")
        return {
            "title": section.title,
            "none": section.none,
            "cards": cards(self, rows.order_by("-number")),
            "begins": [
                each
                for verb in section.begins
                if (each := self._begin(verb, section.model))
            ],
        }

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
        except Refused as refused:
            return {"text": label, "why": refused.sentence}
        return {"text": label, "href": self.address(verb)}


@require_safe
def part_page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    frame = PartsFrame(request, slug, page)
    return frame.render("parts", sections=frame.sections())


part_page_urls = [
    path(f"<str:slug>/{page}/", part_page, {"page": page}, name=page)
    for page in PART_PAGES
]
