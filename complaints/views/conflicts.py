"""What a case belongs to and who may read it: links, tags, units, restriction."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from accounts.permissions import Permission
from complaints import actions, permissions
from complaints.forms.amending import (
    LinkForm,
    PlaceForm,
    RestrictForm,
    TagForm,
)
from complaints.forms.reference import units
from complaints.models import Case, CaseAccess, CaseTag, Tag
from complaints.views.case_conflicts import (
    CaseConflicts,
    DecideConflict,
    DeclareConflict,
    RecordConflict,
)
from complaints.views.verbs.base import CaseFormPage
from pages.refusals import BadInput, NotAllowed


class WorkPage(CaseFormPage):
    """A page that adds to a case without changing what it says."""

    versioned = False
    button = "Save"

    def check(self):
        permissions.check_can_work(self.permission, self.case, by=self.request.user)

    def page_context(self):
        return {"button": self.button}


class CaseLinkPage(WorkPage):
    template_name = "complaints/amend/link.html"
    heading = "Link to another case"
    button = "Link"
    permission = Permission.CASE_LINK
    form_class = LinkForm
    done = "The two cases are linked."

    def act(self, form, values):
        given = form.cleaned_data
        return actions.link(
            **values,
            other=self.other(given["other"]),
            kind=given["kind"],
            reason=given["reason"],
        )

    def other(self, reference):
        """The case typed, if the person may know of it; one answer for all others."""
        written = reference.upper().replace(" ", "")
        case = Case.objects.visible_to(self.request.user).at(written).first()
        if case is None:
            raise BadInput(
                "No case with this reference that you can see.", field="other"
            )
        return case


class CaseTagPage(WorkPage):
    template_name = "complaints/amend/tag.html"
    heading = "Extraordinary events"
    permission = Permission.CASE_TAG
    form_class = TagForm
    versioned = True
    keeps_draft = False
    done = "The tags of {case} are saved."

    def tags(self):
        """Tags in use, and those that the case has though they are retired."""
        in_use = Q(retired_on=None) | Q(retired_on__gt=self.today)
        return list(
            Tag.objects.filter(in_use | Q(pk__in=self.current().values("tag")))
            .distinct()
            .order_by("from_on", "name")
        )

    def current(self):
        return CaseTag.objects.filter(case=self.case)

    def form_kwargs(self):
        return {"tags": self.tags()}

    def initial(self):
        return {"tags": list(self.current().values_list("tag__code", flat=True))}

    def act(self, form, values):
        return actions.set_tags(**values, tags=form.cleaned_data["tags"])


class CasePlace(WorkPage):
    template_name = "complaints/amend/place.html"
    heading = "Units it touches"
    button = "Add unit"
    permission = Permission.CASE_AMEND
    form_class = PlaceForm
    keeps_draft = False
    done = "The units of {case} are saved."

    def form_kwargs(self):
        return {"units": units(self.today)}

    def page_context(self):
        rows = self.case.units.select_related("unit").order_by("part", "unit__name")
        return super().page_context() | {"places": rows}

    def act(self, form, values):
        actions.place(**values, **form.cleaned_data)


class UnplaceCase(CasePlace):
    """Takes one unit off again: the button beside it on the page of units."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        row = self.case.units.select_related("unit").filter(
            unit__code=kwargs["code"], part=kwargs["part"]
        )
        found = row.first()
        if found is None:
            self.check()
            raise Http404
        actions.place(
            case=self.case,
            by=request.user,
            at=timezone.now(),
            unit=found.unit,
            part=found.part,
            on=False,
        )
        return redirect("complaints:place", slug=self.case.slug)


class CaseRestrict(CaseFormPage):
    template_name = "complaints/amend/restrict.html"
    heading = "Restrict who may read it"
    form_class = RestrictForm
    done = "Who may read {case} is saved."

    def check(self):
        case, user = self.case, self.frame.user
        if not user.rights.allow(Permission.CASE_RESTRICT, case.responsible_unit_id):
            raise NotAllowed(f"Your role does not allow you to restrict {case}.")

    def initial(self):
        readers = CaseAccess.objects.filter(case=self.case).order_by("user__email")
        return {
            "confidentiality": self.case.confidentiality,
            "readers": "\n".join(readers.values_list("user__email", flat=True)),
        }

    def act(self, form, values):
        return actions.restrict(**values, **form.cleaned_data)


_PAGES = (
    ("link/", CaseLinkPage, "link"),
    ("tag/", CaseTagPage, "tag"),
    ("place/", CasePlace, "place"),
    ("place/<slug:code>/<slug:part>/remove/", UnplaceCase, "unplace"),
    ("restrict/", CaseRestrict, "restrict"),
    ("conflict/", DeclareConflict, "declare-conflict"),
    ("conflicts/", CaseConflicts, "conflicts"),
    ("conflicts/record/", RecordConflict, "record-conflict"),
    ("conflicts/<uuid:key>/decide/", DecideConflict, "decide-conflict"),
)
conflict_urls = [
    path(f"<str:slug>/{rest}", page.as_view(), name=name) for rest, page, name in _PAGES
]
