"""The frame of every page of a register: the record, how much of it is seen."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from audit import trail
from casework import deadlines, timeline
from complaints.actions.coming_due import due_of
from complaints.filters.history import RecordSeen
from complaints.models import Case
from complaints.permissions import RecordSight, record_verbs
from complaints.views.cards import card_rows
from pages.filters import refuse_unknown
from pages.refusals import BadInput, NotAllowed, Refused

HISTORY_SHOWN = 50
# Who read a record stands apart: else it would push what was done to it out of sight.
DONE, READS = "", "reads"
_HISTORIES = {
    DONE: ("What was done", frozenset(trail.Kind) - timeline.READING),
    READS: ("Who read it", timeline.READING),
}


class RecordFrame:
    """One request about one record of a register."""

    def __init__(self, request: HttpRequest, model: Any, slug: str | None) -> None:
        self.request, self.model = request, model
        self.user: Any = request.user
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        # None where one is to be begun.
        self.record: Any = find_record(self.user, model, slug) if slug else None
        self.sight = sight_of(self.record or model(), self.user)

    def context(self) -> dict[str, Any]:
        return {"record": self.record, "sight": self.sight, "today": self.today}

    def lead_back(self, refusal: Refused) -> Refused:
        """A refusal leads back to the record, where the person still sees it."""
        if refusal.back is None and self.record is not None:
            rows = self.model.objects.visible_to(self.user)
            if rows.filter(pk=self.record.pk).exists():
                refusal.back = self.record.get_absolute_url()
                refusal.back_to = str(self.record)
        return refusal

    @property
    def actions(self) -> list[dict[str, Any]]:
        record = self.record
        return [
            {
                "text": each.label,
                "href": reverse(
                    f"complaints:{record.table.name}-{each.verb}", args=[record.slug]
                ),
            }
            for each in record_verbs(record, self.user)
            if each.allowed
        ]

    def render(
        self, template: str, words: dict[str, str] | None = None, **context: Any
    ) -> HttpResponse:
        """The page of the record, with its facts, its verbs and its history.

        `words` says what the codes among its facts stand for.
        """
        history = self.history()
        self.consult()
        record = self.record
        shown = self.context() | {
            "rows": card_rows(record, self.sight, words),
            "actions": self.actions,
            "list_url": reverse(f"complaints:{record.table.name}s"),
            "list_text": f"All {record._meta.verbose_name_plural}",
            **history,
            **self._due(),
        }
        return render(
            self.request, f"complaints/registers/{template}.html", shown | context
        )

    def history(self) -> dict[str, Any]:
        """What was done to it, or who read it, a page at a time."""
        asked = self.request.GET
        refuse_unknown(asked, ("show", "before"))
        show = asked.get("show", DONE)
        if show not in _HISTORIES:
            raise BadInput("The history has no such part.", field="show")
        found = trail.history_of(
            self.record,
            kinds=_HISTORIES[show][1],
            before=_place(asked.get("before", "")),
            limit=HISTORY_SHOWN + 1,
        )
        entries = found[:HISTORY_SHOWN]
        seen = RecordSeen(self.sight, entries)
        more = len(found) > HISTORY_SHOWN
        return {
            "timeline": timeline.build(entries, sees=seen.field, sees_words=seen.words),
            "groups": [
                {"label": label, "href": _at(show=each), "current": each == show}
                for each, (label, _) in _HISTORIES.items()
            ],
            "older_url": _at(show=show, before=entries[-1].pk) if more else "",
            "newest_url": _at(show=show) if "before" in asked else "",
        }

    def _due(self) -> dict[str, Any]:
        """The day on which it is to be looked at, why that day, and how it stands."""
        if not self.sight.official:
            return {}
        known = deadlines.of_request(self.request)
        due = due_of(known, self.record)
        if due is None:
            return {}
        return {"due": due, "clock": known.clock(due.due_on, today=self.today)}

    def consult(self) -> None:
        """Record that the record was read, where it tells who is in it."""
        if self.record is not None and self.sight.tells:
            match = self.request.resolver_match
            page = match.url_name if match else ""
            trail.consulted(
                self.record,
                self.user,
                unit=self.record.responsible_unit,
                changes={"page": (None, page)},
            )


def _place(text: str) -> int | None:
    """The entry before which to go on, as an address says it."""
    try:
        return trail.place_of(text) if text else None
    except ValueError as error:
        sentence = "This part of the history cannot be found."
        raise BadInput(sentence, field="before") from error


def _at(**asked: Any) -> str:
    """The address of a part of the history, on the page of the record."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}#history"


def find_record(user: Any, model: Any, slug: str) -> Any:
    """The record of this address, if the person may know of it; else there is none."""
    rows = model.objects.visible_to(user).with_list_details()
    record = rows.filter(reference=slug.replace("-", "/")).first()
    if record is None:
        raise Http404
    return record


def sight_of(record: Any, user: Any) -> RecordSight:
    """How much of it this person sees: of one about a case, as of the case."""
    return sights_of([record], user)[0]


def sights_of(records: Sequence[Any], user: Any) -> list[RecordSight]:
    """The same of many, whose cases are asked for once."""
    keys = {row.case_id for row in records if getattr(row, "case_id", None)}
    cases = Case.objects.visible_to(user).marked_own(user).in_bulk(keys) if keys else {}
    for row in records:
        if getattr(row, "case_id", None) in cases:
            row.case = cases[row.case_id]
    return [RecordSight(row, user, case=getattr(row, "case", None)) for row in records]


def check_reads(user: Any, permission: Permission, register: str) -> None:
    """Raise for whoever does not read the register at all."""
    if not user.rights.allow(permission):
        who = user.rights.why_not(permission)
        raise NotAllowed(f"Your role does not show the {register}.{who}")
