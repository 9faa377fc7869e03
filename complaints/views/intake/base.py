"""What the steps of an intake share: whose it is, what was typed, where to go next."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from accounts.permissions import Permission
from complaints.forms.parts import problems
from complaints.forms.steps import LOG, SAID, Intake
from pages.refusals import BadInput, NotAllowed

FINISH = LOG
ORDER = ("start", "said", "people", "subjects", "risk", "log")


def check_may_log(user: Any) -> None:
    if not user.rights.allow(Permission.CASE_LOG):
        raise NotAllowed(
            "Your role does not allow you to log complaints or conduct matters."
        )


class IntakePage(View):
    """A page for people who log cases."""

    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check_may_log(request.user)
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        return super().dispatch(request, *args, **kwargs)


class StepPage(IntakePage):
    """One step: its form as typed before; sent, it is kept, right or wrong."""

    template_name: ClassVar[str] = "complaints/intake/step.html"
    place: ClassVar[str] = ""
    needs_intake = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.intake = Intake(request.user, kwargs["key"], timezone.localdate())
        if self.needs_intake and not self.intake.exists:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def heading(self) -> str:
        """What the page asks; most say it in a word of their own."""
        return ""

    @property
    def step(self) -> str:
        """The rest of the address, under which the draft is kept."""
        raise NotImplementedError

    def make_form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def next_step(self, form: Any) -> str:
        raise NotImplementedError

    def page_context(self) -> dict[str, Any]:
        return {}

    def back_step(self) -> str:
        """The step before this one."""
        return ""

    def sent(self, form: Any) -> None:
        """What else happens when the step is right."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.intake.shown(self.make_form, self.step))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        right = form.is_valid()
        try:
            self.intake.keep(self.step, dict(request.POST.lists()), at=self.now)
        except BadInput as refusal:  # more text than a draft holds
            form.add_error(None, refusal.sentence)
            right = False
        if not right:
            return self.show(form)
        self.sent(form)
        step = FINISH if "check" in request.GET else self.next_step(form)
        return redirect(self.intake.address(step))

    def show(self, form: Any) -> HttpResponse:
        found = problems(form)
        context = self.progress() | {
            "intake": self.intake,
            "form": form,
            "problems": found,
            "page_has_errors": bool(found),
            "heading": self.heading,
            "back": self.intake.address(
                FINISH if "check" in self.request.GET else self.back_step()
            ),
        }
        return render(self.request, self.template_name, context | self.page_context())

    def progress(self) -> dict[str, Any]:
        """Which step this is, of how many."""
        order = _steps_of(self.intake)
        number = order.index(self.place) + 1 if self.place in order else None
        return {"number": number, "of": len(order)}


def _steps_of(intake: Intake) -> list[str]:
    """A conduct matter has no complainants, so no step for them."""
    return [step for step in ORDER if intake.is_complaint or step != "people"]


def first_unfinished(intake: Intake) -> str:
    """Where somebody who comes back goes on."""
    if SAID not in intake.typed:
        return SAID
    if intake.is_complaint and not intake.people:
        return "people/1/"
    return FINISH
