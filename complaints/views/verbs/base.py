"""A page with one form about a case, and what becomes of what is sent.

Load what the person may see, check, one call of an action, redirect. A refusal that
belongs to a field is shown at the field; a stale form shows both versions; everything
typed is kept as a draft until it is done.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from accounts import submissions
from accounts.permissions import Permission
from accounts.rollbacks import NotDone
from casework import drafts
from casework.models import Draft
from complaints import actions
from complaints.actions.quality import written_issues
from complaints.forms.constraints import refusal_of
from complaints.forms.parts import in_words, problems, typed, unjudged
from complaints.models.characteristics import CODES
from complaints.models.choices import Strand
from complaints.views.frame import Frame, find_case
from pages.answers import way_back
from pages.forms import PageForm
from pages.refusals import BadInput, NotAllowed, Refused, Stale, WrongState
from pages.templatetags.components import moment

# What a form sends besides what somebody typed or chose.
_NOT_WORDS = frozenset({"version", "confirmed"})


class Again(NotDone):
    """The form is shown once more instead of being acted on."""

    def __init__(self, form: Any) -> None:
        super().__init__()
        self.form = form


def plain(text: str) -> str:
    """The text in the line ends that we keep, which a browser sends otherwise."""
    return text.replace("\r\n", "\n").strip()


class FormPage(View):
    """One form about one thing. Subclasses say `act`, and `check` beyond the sight."""

    http_method_names: Sequence[str] = ("get", "head", "post")
    form_class: ClassVar[type[PageForm]] = PageForm
    done: ClassVar[str] = ""
    permission: ClassVar[Permission | None] = None
    called: ClassVar[str] = "case"  # what kind of thing it is about
    versioned = True
    keeps_draft = True
    # Whether it opens with letters: to draft them again for what was sent is dear.
    drafts_letters = False
    # Whether it opens with words of the case, as a page with an `initial` does unless
    # it says otherwise: whoever is barred later does not read them in a draft.
    filled: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "initial" in vars(cls) and "filled" not in vars(cls):
            cls.filled = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.frame = self.make_frame()
        self.now, self.today = self.frame.now, self.frame.today
        self.sight = self.frame.sight
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            self.frame.lead_back(refusal)
            draft = self._draft_of_a_page()
            if draft is None:
                raise
            return self.refused(refusal, draft)

    # What the form is about: a case, or a record of a register.

    def make_frame(self) -> Any:
        """The thing with this address as the person sees it; raises Http404."""
        raise NotImplementedError

    def find_again(self) -> None:
        """Take the thing as it is by now."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """What names the thing to its action."""
        raise NotImplementedError

    @property
    def thing(self) -> Any:
        raise NotImplementedError

    def consulted(self) -> None:
        """Record that the page was read, where it tells who is in it."""
        raise NotImplementedError

    def stands(self) -> str:
        """How the thing stands, and since when, for whoever meets a newer version."""
        return self.thing.get_status_display()

    # What a subclass answers.

    @property
    def template_name(self) -> str:
        raise NotImplementedError

    @property
    def heading(self) -> str:
        return ""

    def check(self) -> None:
        """Raise the refusal that this person would meet now."""

    def attempt(self) -> None:
        """The same, and where the action can, the attempt goes on the trail."""
        self.check()

    def check_right(self) -> None:
        """What of the check hangs on the person alone, for a case that moved on."""
        if self.permission is None:
            return
        unit = self.thing.responsible_unit_id
        rights = self.frame.user.rights
        allowed = rights.allow(self.permission, unit)
        if not (allowed and self.sight.identity):
            ended = "" if allowed else rights.why_not(self.permission)
            raise NotAllowed(
                f"Your role does not allow you to do this in {self.thing}.{ended}"
            )

    def act(self, form: Any, values: dict[str, Any]) -> Any:
        """Call the action with `values`: the thing, by, at and the version seen."""
        raise NotImplementedError

    def given_besides(self, form: Any) -> dict[str, Any]:
        """What the page itself asks in its form, taken out of it."""
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        """What the form shows before anything is typed: what is saved now."""
        return {}

    def page_context(self) -> dict[str, Any]:
        """What the template shows besides the form."""
        return {}

    def receipt(self) -> str:
        """What the next page says was done."""
        return self.done.format(case=self.thing)

    def done_url(self) -> str:
        return self.thing.get_absolute_url()

    # What every such page does.

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check()
        draft = self._draft_of_a_page()
        form = self.make_form()
        if draft:
            form = self.restored(draft)
        return self.show(form, draft=draft)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return submissions.once(request, self._act_once)
        except Again as again:
            self.keep_draft()
            return self.show(again.form)
        except Stale:
            self.consulted()
            raise

    def _act_once(self) -> str:
        form = self.make_form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            self._still_possible(form)
            raise Again(form)
        values = self.given() | {"by": self.request.user, "at": self.now}
        values |= self.given_besides(form)
        if self.versioned:
            values["version"] = self.sent_version()
        try:
            self.made = self.act(form, values)
        except Stale as stale:
            raise self.told(stale, form) from stale
        except IntegrityError as error:
            self.put_at_its_field(form, refusal_of(error))
            raise Again(form) from error
        except BadInput as refusal:
            self._still_possible(form)  # a view may refuse before its action has asked
            self.put_at_its_field(form, refusal)
            raise Again(form) from refusal
        drafts.discard(self.frame.user, self.request.path)
        if self.done:
            messages.success(self.request, self.receipt())
        return self.done_url()

    def _still_possible(self, form: Any) -> None:
        """A form that cannot be acted on any more is not sent back to be mended."""
        if self.versioned and self.sent_version() != self.thing.version:
            raise self.told(Stale(), form)
        self.attempt()

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        initial = {} if self.drafts_letters and data is not None else self.initial()
        return self.form_class(data, files, initial=initial, **self.form_kwargs())

    def restored(self, draft: Any) -> Any:
        """The form with what was typed before, right or wrong, not yet judged."""
        return unjudged(self.make_form(typed(draft.content)))

    def _draft_of_a_page(self) -> Draft | None:
        """What was kept of the form when its page is asked for, not when it is sent."""
        if not self.keeps_draft or self.request.method == "POST":
            return None
        return drafts.load(self.frame.user, self.request.path)

    def refused(self, refusal: Refused, draft: Draft) -> HttpResponse:
        """The page of a refusal, with the words that wait for a form now closed.

        Of one that opened filled too, to whom the case still shows what it holds: but
        not what stood there before they typed.
        """
        special = not CODES.keys().isdisjoint(draft.content)
        sees = self.sight.identity and (self.sight.special or not special)
        kept = drafts.own_words(draft, sees_filled=sees)
        opened_with = self._opened_with() if kept and self.filled else set()
        kept = [each for each in kept if plain(each[1]) not in opened_with]
        if not kept:
            raise refusal
        self.consulted()
        context = {
            "refusal": refusal,
            "back": refusal.back or way_back(self.request),
            "typed": kept,
            "draft": draft,
        }
        return render(
            self.request, "casework/draft_refused.html", context, status=refusal.status
        )

    def _opened_with(self) -> set[str]:
        """The texts the form would open with now; none where what it is about went."""
        with suppress(Http404, Refused):
            return {plain(str(value)) for value in self.initial().values()}
        return set()

    def keep_draft(self) -> None:
        if not self.keeps_draft:
            return
        with suppress(BadInput):  # too long to keep; the page still shows the words
            drafts.keep(self.request, at=self.now)

    def put_at_its_field(self, form: Any, refusal: BadInput) -> None:
        submissions.put_at_its_field(form, refusal)

    def sent_version(self) -> int:
        text = self.request.POST.get("version", "")
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise BadInput(
                "This form is incomplete: it does not say which version it changes.",
                what_next="Open it again from its own page, and copy over your words.",
            )
        return int(text)

    def told(self, stale: Stale, form: Any) -> Stale:
        """The same refusal with both versions, so that nobody's words are lost.

        Labels and answers of a form name people: they are shown to whom its page would
        open, or who sees identities here. Others get back what they sent, as it was.
        """
        self.find_again()
        current = {f"Where the {self.called} stands": self.stands()}
        if self._opens() or self.sight.identity:
            current |= in_words(self.make_form())
            yours = in_words(form)
        else:
            yours = self._as_sent()
        return Stale(
            stale.sentence, current=current, yours=yours, back=self.request.path
        )

    def _opens(self) -> bool:
        """Whether the form could be sent now; raises where the right is missing."""
        try:
            self.attempt()
        except WrongState:
            self.check_right()
            return False
        except NotAllowed:  # lost meanwhile, perhaps: their words wait in their account
            self.keep_draft()
            raise
        return True

    def _as_sent(self) -> dict[str, str]:
        sent = drafts.typed_fields(self.request.POST.lists())
        return {
            name.replace("_", " ").capitalize(): ", ".join(filter(None, values))
            for name, values in sent.items()
            if name not in _NOT_WORDS and any(values)
        }

    def show(
        self,
        form: Any,
        template: str = "",
        more: dict[str, Any] | None = None,
        *,
        draft: Any = None,
    ) -> HttpResponse:
        """The page, or another of it by `template`, which shows `more` instead."""
        self.consulted()
        found = problems(form)
        context = self.frame.context() | {
            "page": self,
            "heading": self.heading,
            "form": form,
            "problems": found,
            "page_has_errors": bool(found),
            "draft": draft,
            "keeps_draft": self.keeps_draft,
            # What the person saw when they began, even after a refusal.
            "version": self.request.POST.get("version", self.thing.version),
        }
        context |= self.page_context() if more is None else more
        return render(self.request, template or self.template_name, context)


class CaseFormPage(FormPage):
    """One form about one case."""

    def make_frame(self) -> Frame:
        frame = Frame(self.request, self.kwargs["slug"])
        self.case = frame.case
        return frame

    def find_again(self) -> None:
        self.case = find_case(self.request.user, self.kwargs["slug"])

    def given(self) -> dict[str, Any]:
        return {"case": self.case}

    @property
    def thing(self) -> Any:
        return self.case

    def consulted(self) -> None:
        if self.sight.identity:
            match = self.request.resolver_match
            page = match.url_name if match else ""
            actions.consult(case=self.case, by=self.request.user, page=page)

    def stands(self) -> str:
        words = self.case.get_status_display()
        change = self.case.status_changes.select_related("by").order_by("-pk").first()
        if change is None:
            return words
        who = change.by.name if change.by_id else "the import"
        return f"{words}, since {moment(change.at)}, by {who}"

    @cached_property
    def allegations(self) -> list[Any]:
        """What is alleged, for the side of the page; asked for only where it shows."""
        rows = self.case.allegations.select_related("category").order_by("number")
        rows = rows.prefetch_related("outcomes__result", "outcomes__subject__member")
        for row in rows:
            row.strand_words = ", ".join(Strand(code).label for code in row.strands)
        return list(rows)

    @cached_property
    def issues(self) -> str:
        """What the investigation has to answer; asked for only where it shows."""
        return written_issues(self.case)
