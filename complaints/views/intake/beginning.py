"""Begin an intake, go on with one, or log the least of it at once."""

import secrets
from contextlib import suppress
from typing import cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import submissions
from accounts.models import User
from casework import drafts
from complaints import actions
from complaints.actions.inputs import NewComplainant, Risks
from complaints.forms.intake import QuickForm
from complaints.forms.parts import problems, typed, unjudged
from complaints.forms.quick import Known
from complaints.forms.steps import (
    START,
    Intake,
    first_unit,
    in_progress,
    logging_units,
)
from complaints.models.choices import Kind
from complaints.views.intake.base import IntakePage, StepPage, first_unfinished
from pages.refusals import BadInput


class IntakeNew(IntakePage):
    """The first step, and under it what this person has begun and not finished."""

    def get(self, request, *args, **kwargs):
        return self.show(self.make_form())

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        return submissions.once(request, self._begin)

    def _begin(self):
        intake = Intake(self.request.user, secrets.token_hex(6), self.today)
        intake.keep(START, dict(self.request.POST.lists()), at=self.now)
        return intake.address(first_unfinished(intake))

    def make_form(self, data=None):
        intake = Intake(self.request.user, "new", self.today)
        form = intake.start_form(data)
        offered = logging_units(self.request.user, self.today)
        form.initial |= {
            "received_on": self.today,
            "unit": first_unit(self.request.user, offered),
        }
        return form

    def show(self, form):
        found = problems(form)
        begun = [
            one
            | {
                "url": reverse("complaints:new-resume", args=[one["key"]]),
                "discard_url": reverse("complaints:new-discard", args=[one["key"]]),
            }
            for one in in_progress(self.request.user)
        ]
        context = {
            "form": form,
            "problems": found,
            "page_has_errors": bool(found),
            "begun": begun,
            "number": 1,
        }
        return render(self.request, "complaints/intake/new.html", context)


class IntakeResume(IntakePage):
    """Where somebody who comes back to an intake goes on."""

    def get(self, request, *args, **kwargs):
        intake = Intake(request.user, kwargs["key"], self.today)
        if not intake.exists:
            raise Http404
        return redirect(intake.address(first_unfinished(intake)))


class IntakeDiscard(StepPage):
    """Throw an intake away, after asking."""

    def get(self, request, *args, **kwargs):
        return render(
            request,
            "complaints/intake/discard.html",
            {
                "consequences": [
                    "Nothing was logged. What you typed cannot be got back."
                ],
                "back": reverse("complaints:new"),
            },
        )

    def post(self, request, *args, **kwargs):
        self.intake.forget()
        messages.success(request, "The unfinished intake is thrown away.")
        return redirect("complaints:new")


class IntakeStart(StepPage):
    """The first step again, to change it."""

    place = "start"
    heading = "What has come in?"
    step = START

    def make_form(self, data=None):
        return self.intake.start_form(data)

    def back_step(self):
        return "log/"

    def next_step(self, form):
        return first_unfinished(self.intake)


class IntakeQuick(IntakePage):
    """The reception queue: log an item on receipt with the least, details later."""

    def get(self, request, *args, **kwargs):
        draft = drafts.load(request.user, request.path)
        form = self.make_form()
        if draft:
            form = unjudged(self.make_form(typed(draft.content)))
        return self.show(form, draft)

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        if form.is_valid():
            known = Known(form.cleaned_data, request.user, request.POST)
            if not known.is_answered():
                return self._ask(known)
            try:
                return submissions.once(request, lambda: self._log(form, known))
            except BadInput as refusal:
                if refusal.field is None:
                    raise
                name = refusal.field if refusal.field in form.fields else None
                form.add_error(name, refusal.sentence)
        with suppress(BadInput):  # too long to keep; the page still shows the words
            drafts.keep(request, at=self.now)
        return self.show(form)

    def make_form(self, data=None):
        offered = logging_units(self.request.user, self.today)
        return QuickForm(
            data,
            units=offered,
            today=self.today,
            initial={
                "received_on": self.today,
                "unit": first_unit(self.request.user, offered),
            },
        )

    def _ask(self, known):
        """Who and what may be known already, before there is one more of them."""
        actions.look_up(
            by=self.request.user,
            register="people",
            asked=" ".join(filter(None, known.details.values())),
            found=len(known.people) + len(known.matters),
        )
        with suppress(BadInput):
            drafts.keep(self.request, at=self.now)
        found = [each for form in known.forms for each in problems(form)]
        context = {"known": known, "problems": found, "page_has_errors": bool(found)}
        return render(self.request, "complaints/intake/quick_known.html", context)

    def _log(self, form, known):
        values = form.cleaned_data
        case = actions.log(
            kind=values["kind"],
            conduct_source=values["conduct_source"],
            channel=values["channel"],
            received_on=values["received_on"],
            unit=values["unit"],
            said=values["said"],
            incident_on=values["incident_on"],
            complainants=_one_complainant(values, known),
            risks=Risks(
                values["public"],
                values["officers"],
                values["organisation"],
                values["reasons"],
            ),
            **known.same_matter(),
            by=self.request.user,
            at=self.now,
        )
        drafts.discard(cast(User, self.request.user), self.request.path)
        return reverse("complaints:logged", args=[case.slug])

    def show(self, form, draft=None):
        found = problems(form)
        context = {
            "form": form,
            "problems": found,
            "page_has_errors": bool(found),
            "draft": draft,
        }
        return render(self.request, "complaints/intake/quick.html", context)


def _one_complainant(values, known):
    """A conduct matter has none; of somebody unnamed, what they left is kept."""
    if values["kind"] == Kind.CONDUCT:
        return []
    return [NewComplainant(person=known.person, details=known.details)]
