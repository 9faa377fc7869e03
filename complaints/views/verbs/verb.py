"""The page of a line of a table: of the case's own, or of one of its parts."""

from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404

from casework import files
from casework.acting import check_right
from casework.workflow import START, Transition
from complaints import actions, permissions, rules
from complaints.actions.steps import attempt, part_model
from complaints.forms.dated import LawForm
from complaints.forms.reference import day_of
from complaints.models import law
from complaints.permissions.seniors import asks_the_authority, whose_decision
from complaints.views.cards import card_rows, names_of_codes
from complaints.views.not_yet import check_has_choices, check_is_time
from complaints.views.verbs.asking import AsksAuthority
from complaints.views.verbs.base import CaseFormPage
from complaints.views.with_ipcc import warning
from complaints.workflow import CASE, table_of
from complaints.workflow.routes import SAID_OF
from pages.refusals import BadInput, WrongState


class VerbPage(AsksAuthority, CaseFormPage):
    """The page of one line of the transition table of cases."""

    verb: ClassVar[str]

    @property
    def template_name(self) -> str:
        return f"complaints/{self.verb}.html"

    @property
    def heading(self) -> str:
        return self.line.label

    @property
    def line(self) -> Transition:
        return table_of(self.verb)[self.verb]

    def check(self) -> None:
        permissions.check_verb(self.verb, self.case, by=self.request.user)

    def check_right(self) -> None:
        by = self.request.user
        check_right(CASE, self.verb, self.case, by=by)
        condition = permissions.OWN_CONDITIONS.get(self.verb)
        if condition:
            with suppress(WrongState):  # of the case, not of the person
                condition(self.case, by=by)

    def attempt(self) -> None:
        attempt(self.verb, case=self.case, by=self.request.user, at=self.now)

    @cached_property
    def asks_authority(self) -> str:
        """Why the police authority's decision is asked for; blank where it is not."""
        asked = asks_the_authority(self.verb, self.case, self.concerned)
        return whose_decision(self.case) if asked else ""

    @cached_property
    def law_rows(self) -> list[Any]:
        """The rows of law that the step itself goes by, rather than a question."""
        code = SAID_OF.get(self.verb)
        known = code and law.of_request(self.request).route(code, day_of(self.case))
        return [known] if known else []

    @cached_property
    def doubts(self) -> str:
        """What of that was not checked against its source; blank where it all was."""
        return rules.doubts(self.law_rows)

    @property
    def concerned(self) -> Any:
        """The one subject that it is about; None where it is about the case."""
        return None


class WarnedPage(VerbPage):
    """A verb that may be done before the test for referral, and says so."""

    @cached_property
    def warning(self) -> str:
        return warning(self.case, self.request)


class DatedPage(VerbPage):
    """A verb whose form asks for days, and so knows the case and today."""

    def form_kwargs(self) -> dict[str, Any]:
        given = {"case": self.case, "today": self.today}
        if issubclass(self.form_class, LawForm):
            given["law"] = law.of_request(self.request)
        return given


class StepPage(DatedPage):
    """A verb whose form gives its action all that it asks for.

    A field `paper` of the form is a file, stored before the action is called.
    `lead` says above the form what the step means; `leads_to` is the page of the case
    that shows what was done.
    """

    lead: Any = ""  # a sentence, or what makes one
    button: ClassVar[str] = ""
    leads_to: ClassVar[str] = ""
    template_name = "complaints/verb.html"

    def page_context(self) -> dict[str, Any]:
        return {"button": self.button or self.heading, "facts": self.facts}

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """What the side of the page says of what the step is about."""
        return []

    def act(self, form: Any, values: dict[str, Any]) -> Any:
        action = getattr(actions, self.verb.replace("-", "_"))
        given = form.values()
        paper = given.pop("paper", None)
        if not paper:
            return action(**values, **given)
        self.attempt()
        with files.received(paper, at=self.now) as stored:
            return action(**values, **given, paper=stored)

    def put_at_its_field(self, form: Any, refusal: BadInput) -> None:
        if refusal.field == "file":
            refusal.field = "paper"
        super().put_at_its_field(form, refusal)

    def done_url(self) -> str:
        return self.case.get_absolute_url() + self.leads_to


class PartPage(StepPage):
    """A verb of a part of the case; one that begins it has no number in its address."""

    @cached_property
    def part(self) -> Any:
        """The part with the number of the address, or one that is yet to be."""
        model = part_model(self.verb)
        if START in self.line.sources:
            return model(case=self.case, status=START)
        rows = model.objects.filter(case=self.case, number=self.kwargs["number"])
        row = rows.first()
        if row is None:
            permissions.check_part_right(
                self.verb, self.case, model(case=self.case), by=self.request.user
            )  # nobody else learns how many there are
            raise Http404
        row.case = self.case
        return row

    @property
    def concerned(self) -> Any:
        return getattr(self.part, "subject", None)

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        if not self.part.pk:
            return []
        return card_rows(self.part, self.sight, names_of_codes(self, self.part))

    def form_kwargs(self) -> dict[str, Any]:
        return super().form_kwargs() | {"part": self.part}

    def check(self) -> None:
        permissions.check_part_verb(
            self.verb, self.case, self.part, by=self.request.user
        )
        check_has_choices(self.verb, self.case, self.request)
        check_is_time(self.verb, self.part, today=self.today)

    def check_right(self) -> None:
        permissions.check_part_right(
            self.verb, self.case, self.part, by=self.request.user
        )

    def attempt(self) -> None:
        number = self.kwargs.get("number")
        by = self.request.user
        attempt(self.verb, case=self.case, by=by, at=self.now, number=number)

    def act(self, form: Any, values: dict[str, Any]) -> Any:
        if "number" in self.kwargs:
            values = values | {"number": self.kwargs["number"]}
        return super().act(form, values)
