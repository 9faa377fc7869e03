"""Change or add what a case says: its details, allegations and people."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from accounts.permissions import Permission
from complaints import actions, permissions
from complaints.actions import amending
from complaints.actions.inputs import NewComplainant, NewSubject
from complaints.forms.amending import AddComplainantForm, AmendForm, PersonForm
from complaints.forms.parts import unjudged
from complaints.forms.reference import categories, standards, units
from complaints.forms.subjects import (
    AddSubjectForm,
    ChangeSubjectForm,
    IdentifySubjectForm,
)
from complaints.forms.verbs import AllegationForm
from complaints.models.choices import SubjectKind
from complaints.querysets import is_barred
from complaints.views.verbs.base import CaseFormPage
from pages.refusals import WrongState


class AmendPage(CaseFormPage):
    """A page that changes what the case says, until it is decided."""

    permission = Permission.CASE_AMEND
    button = "Save"
    part = ""  # the page of the case to go back to

    def check(self):
        permissions.check_can_amend(self.case, by=self.request.user)

    def done_url(self):
        return f"{self.case.get_absolute_url()}{self.part}"

    def page_context(self):
        return {"button": self.button, "back": self.done_url()}

    def find(self, name):
        """The child of the case with the number in the address; else there is none."""
        row = getattr(self.case, name).filter(number=self.kwargs["number"]).first()
        if row is None:
            self.check()  # as for one that there is: nobody learns how many there are
            raise Http404
        return row


class CaseAmend(AmendPage):
    template_name = "complaints/amend/details.html"
    heading = "Change the details"
    form_class = AmendForm
    done = "The details of {case} are changed."

    def form_kwargs(self):
        return {"case": self.case, "today": self.today}

    def initial(self):
        names = AmendForm.base_fields
        return {name: getattr(self.case, name) for name in names}

    def act(self, form, values):
        return actions.amend(**values, **form.cleaned_data)


class AllegationPage(AmendPage):
    template_name = "complaints/amend/allegation.html"
    form_class = AllegationForm
    part = "allegations/"

    def form_kwargs(self):
        return {
            "case": self.case,
            "subjects": self.subjects(),
            "offered": (list(categories(self.case)), list(standards(self.case))),
        }

    def subjects(self):
        return []


class ExtendPage(AmendPage):
    """A page that adds what the report has to answer."""

    def check(self):
        permissions.check_can_extend(self.case, by=self.request.user)


class AddAllegation(ExtendPage, AllegationPage):
    heading = "Add an allegation"
    button = "Add allegation"
    done = "The allegation is added to {case}."

    def subjects(self):
        return list(self.case.subjects.select_related("member").order_by("number"))

    def act(self, form, values):
        return amending.add_allegation(**values, allegation=form.allegation())


class ChangeAllegation(AllegationPage):
    heading = "Change the allegation"
    done = "The allegation is changed."

    def initial(self):
        row = self.find("allegations")
        return {
            "category": row.category.code if row.category_id else "",
            "text": row.text,
            "strands": row.strands,
            "standards": list(row.standards.values_list("code", flat=True)),
        }

    def act(self, form, values):
        given = form.cleaned_data
        return amending.change_allegation(
            **values,
            number=self.kwargs["number"],
            category=given["category"],
            text=given["text"],
            strands=given["strands"],
            standards=given["standards"],
        )


class FindingPage(AmendPage):
    """A page that looks for a member of the force before it acts.

    They may turn out to be whoever sends the form.
    """

    def done_url(self):
        if self.request.method == "POST" and not self.frame.is_seen_still():
            # It may also have been restricted or moved meanwhile.
            why = "This case is out of your reach now"
            if is_barred(self.request.user, self.case):
                why = "You are a subject of this case now, or have a conflict in it"
            messages.info(self.request, f"{why}, so you no longer see it.")
            return "/"
        return super().done_url()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "find" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.check()
        form: Any = unjudged(self.make_form(request.POST))
        actions.look_up(
            by=request.user,
            register="members",
            asked=request.POST.get("search", "")[:200],
            found=len(form.found),
        )
        return self.show(form)

    def page_context(self):
        return super().page_context() | {"looked": "search" in self.request.POST}

    def put_at_its_field(self, form, refusal):
        if refusal.field == "subjects":
            refusal.field = "member"
        super().put_at_its_field(form, refusal)


def new_subject(given):
    """What a form says of somebody whom a case is about."""
    return NewSubject(
        kind=given["kind"],
        member=given["member"],
        description=given["description"],
        unit=given["unit"],
        rank=given["rank"] or "unknown",
    )


class AddSubject(ExtendPage, FindingPage):
    template_name = "complaints/amend/subject.html"
    heading = "Add a subject"
    button = "Add subject"
    form_class = AddSubjectForm
    part = "people/"
    done = "The subject is added to {case}."

    def form_kwargs(self):
        rows = self.case.allegations.select_related("category").order_by("number")
        return {"units": units(self.today), "allegations": list(rows)}

    def act(self, form, values):
        given = form.cleaned_data
        against = tuple(row.number for row in given["against"])
        return amending.add_subject(
            **values, subject=new_subject(given), against=against
        )


class IdentifySubject(FindingPage):
    template_name = "complaints/amend/identify.html"
    heading = "Say who it was"
    button = "Save who it was"
    form_class = IdentifySubjectForm
    part = "people/"
    done = "The subject is identified."

    def check(self):
        super().check()
        if self.find("subjects").kind != SubjectKind.UNIDENTIFIED:
            raise WrongState("This subject is identified already.")

    def page_context(self):
        return super().page_context() | {"subject": self.find("subjects")}

    def act(self, form, values):
        return amending.identify_subject(
            **values, number=self.kwargs["number"], member=form.cleaned_data["member"]
        )


class ChangeSubject(FindingPage):
    """Another member than the one named, or another rank or unit at the time."""

    template_name = "complaints/amend/change_subject.html"
    heading = "Change who it is about"
    form_class = ChangeSubjectForm
    part = "people/"
    done = "The subject of {case} is changed."

    @cached_property
    def subject(self):
        return self.find("subjects")

    def form_kwargs(self):
        offered = units(self.today)
        then = self.subject.unit
        if then is not None and then not in offered:  # retired since
            offered.append(then)
        return {"units": offered, "current": self.subject.member}

    def initial(self):
        row = self.subject
        return {
            "kind": row.kind,
            "description": row.description,
            "rank": row.rank,
            "unit": row.unit.code if row.unit_id else "",
        }

    def told(self, stale, form):
        """What is saved now is what somebody else made of the subject meanwhile."""
        self.__dict__.pop("subject", None)
        return super().told(stale, form)

    def page_context(self):
        return super().page_context() | {"subject": self.subject}

    def act(self, form, values):
        return amending.change_subject(
            **values,
            number=self.kwargs["number"],
            subject=new_subject(form.cleaned_data),
        )


class AddComplainant(AmendPage):
    template_name = "complaints/amend/complainant.html"
    heading = "Add somebody complaining"
    button = "Add this person"
    form_class = AddComplainantForm
    part = "people/"
    done = "The person is added to {case}."

    def form_kwargs(self):
        rows = self.case.complainants.select_related("person").order_by("number")
        return {
            "today": self.today,
            "user": self.request.user,
            "complainants": list(rows),
        }

    def show(self, form, *more, **draft):
        """Whoever is shown people of other cases has looked them up."""
        if form.matched:
            actions.look_up(
                by=self.request.user,
                register="people",
                asked=form.asked,
                found=len(form.matched),
            )
        return super().show(form, *more, **draft)

    def act(self, form, values):
        given = form.cleaned_data
        other = given["acts_for"]
        complainant = NewComplainant(
            person=form.picked(),
            details=form.details(),
            capacity=given["capacity"],
            acts_for=other.number if other else None,
            consent_on=given["consent_on"],
            consent_evidence=given["consent_evidence"],
            wishes=given["wishes"],
        )
        return amending.add_complainant(**values, complainant=complainant)


class ChangePerson(AmendPage):
    template_name = "complaints/amend/person.html"
    heading = "Change what is known of them"
    form_class = PersonForm
    part = "people/"
    done = "The person's details are changed."

    def form_kwargs(self):
        return {"today": self.today, "special": self.sight.special}

    def initial(self):
        person = self.find("complainants").person
        names = [field.name for field in person._meta.fields]
        return {name: getattr(person, name) for name in names}

    def act(self, form, values):
        return amending.change_person(
            **values, number=self.kwargs["number"], details=form.details()
        )


_PAGES = (
    ("amend/", CaseAmend, "amend"),
    ("allegations/add/", AddAllegation, "add-allegation"),
    ("allegations/<int:number>/change/", ChangeAllegation, "change-allegation"),
    ("subjects/add/", AddSubject, "add-subject"),
    ("subjects/<int:number>/identify/", IdentifySubject, "identify-subject"),
    ("subjects/<int:number>/change/", ChangeSubject, "change-subject"),
    ("complainants/add/", AddComplainant, "add-complainant"),
    ("complainants/<int:number>/change/", ChangePerson, "change-person"),
)
amend_urls = [
    path(f"<str:slug>/{rest}", page.as_view(), name=name) for rest, page, name in _PAGES
]
