"""The pages of a register: its list, one record, and a form for each verb."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views import View

from accounts.permissions import Permission
from accounts.roles import Reach
from casework.acting import acting, check_right
from casework.workflow import START, Transition
from complaints import actions
from complaints.permissions import RecordSight, check_record_verb
from complaints.views.cards import card_rows
from complaints.views.cases import without_blanks
from complaints.views.registers.exports import Column, export_of, plural
from complaints.views.registers.frame import RecordFrame, check_reads, sights_of
from complaints.views.verbs.base import FormPage
from pages.lists import KeysetPage, Sort


class RecordPage(FormPage):
    """A verb of a register: `begin` has no record in its address yet."""

    model: ClassVar[Any]  # a Record
    verb: ClassVar[str]
    action: ClassVar[Callable[..., Any]]
    lead: ClassVar[str] = ""
    button: ClassVar[str] = ""
    template_name = "complaints/registers/verb.html"

    def lead_words(self) -> str:
        """What stands above the form."""
        return self.lead

    @property
    def line(self) -> Transition:
        return self.model.table[self.verb]

    @property
    def heading(self) -> str:
        return self.line.label

    @property
    def begins(self) -> bool:
        return START in self.line.sources

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "verb" in vars(cls):
            cls.called = str(cls.model._meta.verbose_name)
            cls.versioned = START not in cls.model.table[cls.verb].sources

    def make_frame(self) -> RecordFrame:
        return RecordFrame(self.request, self.model, self.kwargs.get("slug"))

    @property
    def thing(self) -> Any:
        if self.begins:
            return self.model(status=START, version=0)
        return self.frame.record

    def find_again(self) -> None:
        self.frame = self.make_frame()

    def given(self) -> dict[str, Any]:
        return {} if self.begins else {"record": self.frame.record}

    def consulted(self) -> None:
        self.frame.consult()

    def check(self) -> None:
        if not self.begins:
            check_record_verb(self.verb, self.frame.record, by=self.request.user)
            return
        self.check_right()

    def check_right(self) -> None:
        check_right(self.model.table, self.verb, self.thing, by=self.request.user)

    def attempt(self) -> None:
        """The check, so that a refused attempt stands in the trail."""
        event = f"{self.model.table.name}.{self.verb}"
        record = self.frame.record
        with acting(event, by=self.request.user, at=self.now, subject=record):
            self.check()

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "record": self.frame.record,
            "user": self.request.user,
            "today": self.today,
        }

    def act(self, form: Any, values: dict[str, Any]) -> Any:
        return type(self).action(**values, **form.values())

    def done_url(self) -> str:
        return self.made.get_absolute_url()

    def receipt(self) -> str:
        return self.done.format(record=self.made)

    def page_context(self) -> dict[str, Any]:
        record = self.frame.record
        back = record.get_absolute_url() if record else self.list_url
        facts = card_rows(record, self.sight, self.words(record)) if record else []
        return {"button": self.button or self.heading, "facts": facts, "back": back}

    def words(self, record: Any) -> dict[str, str]:
        """What the codes among the facts of a record stand for."""
        return {}

    @property
    def list_url(self) -> str:
        return reverse(f"complaints:{self.model.table.name}s")


class RegisterList(View):
    """The list of a register, as far as the person may know of its records.

    Where a role shows people's details on condition that each reading is recorded, so
    is the reading of a list.
    """

    http_method_names: Sequence[str] = ("get", "head")
    model: ClassVar[Any]  # a Record
    read: ClassVar[Permission]
    title: ClassVar[str]
    filters: ClassVar[Any]
    sorts: ClassVar[list[Sort]]
    default: ClassVar[str]
    template_name: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        check_reads(request.user, self.read, self.title)
        if any("" in values for _, values in request.GET.lists()):
            return redirect(f"{request.path}{without_blanks(request.GET)}")
        self.today = timezone.localdate()
        filterset = self.filterset(request)
        page = self.page(filterset)
        records = list(page)
        sights = sights_of(records, request.user)
        self.recorded(filterset, sights)
        context = {
            "title": self.title,
            "page": page,
            "filterset": filterset,
            "form": filterset.form,
            "rows": list(map(self.row, records, sights)),
            "begins": self.begin_urls(),
            "export_url": self.export_url() if records else "",
            "page_has_errors": not filterset.is_valid(),
        }
        return render(request, self.template_name, context | self.more())

    def filterset(self, request: HttpRequest) -> Any:
        rows = self.model.objects.visible_to(request.user)
        found = self.filters(request.GET, rows, user=request.user, request=request)
        found.today = timezone.localdate()
        return found

    def page(self, filterset: Any) -> Any:
        return KeysetPage(
            filterset.qs.with_list_details(),
            sorts=self.sorts,
            default=self.default,
            params=self.request.GET,
        )

    def recorded(self, filterset: Any, sights: list[RecordSight]) -> None:
        telling = self.model.telling
        if any(each.reach(telling) is Reach.RECORDED for each in sights):
            actions.look_up(
                by=self.request.user,
                register=plural(self.model),
                asked=filterset.words(),
                found=len(sights),
            )

    def row(self, record: Any, sight: RecordSight) -> dict[str, Any]:
        """What a line of the list shows."""
        raise NotImplementedError

    def more(self) -> dict[str, Any]:
        return {}

    def begin_urls(self) -> list[dict[str, str]]:
        """The buttons of verbs that begin a record, for whom they are."""
        user: Any = self.request.user
        table, rights = self.model.table, user.rights
        return [
            {
                "text": line.label,
                "href": reverse(f"complaints:{table.name}-{line.verb}"),
            }
            for line in table
            if START in line.sources and rights.allow(Permission(line.permission))
        ]

    def export_url(self) -> str:
        """Where the list is asked for as a file, by whom it is given to."""
        user: Any = self.request.user
        if not user.rights.allow(Permission.CASE_EXPORT):
            return ""
        query = self.request.GET.urlencode()
        address = reverse(f"complaints:{self.model.table.name}s-export")
        return f"{address}?{query}" if query else address


def register_urls(place: str, listing: Any, show: Any, pages: Any) -> list[Any]:
    """The addresses of a register below /complaints/<place>/."""
    noun = listing.model.table.name
    found = [
        path(f"{place}/", listing.as_view(), name=f"{noun}s"),
        path(f"{place}/export/", export_of(listing), name=f"{noun}s-export"),
    ]
    for page in pages:
        begins = START in page.model.table[page.verb].sources
        where = (
            f"{place}/{page.verb}/" if begins else f"{place}/<str:slug>/{page.verb}/"
        )
        found.append(path(where, page.as_view(), name=f"{noun}-{page.verb}"))
    return [*found, path(f"{place}/<str:slug>/", show, name=noun)]
