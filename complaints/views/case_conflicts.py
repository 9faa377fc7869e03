"""Conflicts of interest in one case: declare one's own, decide about others'."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from complaints import actions, permissions
from complaints.filters.conflicts import managing, state_of
from complaints.forms.amending import ReasonForm
from complaints.forms.conflicts import DecideConflictForm, RecordConflictForm
from complaints.models import ConflictState
from complaints.views.verbs.base import CaseFormPage
from pages.refusals import NotAllowed


class DeclareConflict(CaseFormPage):
    """The consequences first: afterwards the case is out of the person's reach."""

    template_name = "complaints/conflicts/declare.html"
    heading = "Declare a conflict of interest"
    form_class = ReasonForm
    versioned = False
    keeps_draft = False
    done = "Your conflict is declared. You no longer see {case}."

    def act(self, form, values):
        return actions.declare_conflict(**values, reason=form.cleaned_data["reason"])

    def done_url(self):
        return reverse("complaints:cases")

    def page_context(self):
        mine = self.case.handler_id == self.request.user.pk
        consequences = [
            f"You no longer see {self.case}: not in lists, search, exports or counts.",
            "You can take no part in it, and cannot be its appropriate authority.",
            "Only a supervisor can set it aside; you cannot do so yourself.",
        ]
        if mine and self.case.is_open:
            consequences.insert(
                1,
                "You are its handler, so it is left without one until somebody else "
                "is named.",
            )
        return {"consequences": consequences}


class ConflictPage(CaseFormPage):
    """For supervisors: the conflicts in the case."""

    versioned = False
    keeps_draft = False

    def check(self):
        permissions.check_can_decide_conflict(self.case, by=self.frame.user)

    def declared(self):
        rows = self.case.conflicts.filter(ended_at=None).select_related("user")
        return rows.order_by("declared_at", "pk")

    def managing(self):
        """Line managers of subjects; who they are is told to those who may know."""
        subjects = list(self.case.subjects.order_by("number"))
        for row in subjects:
            row.case = self.case
        return managing(subjects)

    def rulings(self):
        rows = self.case.conflict_rulings.order_by("-pk")
        return list(rows.select_related("by", "manager", "conflict__user"))


class CaseConflicts(ConflictPage):
    http_method_names = ("get", "head")
    template_name = "complaints/conflicts/list.html"
    heading = "Conflicts of interest"

    def page_context(self):
        rulings = self.rulings()
        latest = {row.conflict_id: row for row in reversed(rulings)}
        declared = [
            {"row": row, "state": state_of(latest.get(row.pk)).label}
            for row in self.declared()
        ]
        return {
            "declared": declared,
            "managing": self.managing(),
            "rulings": rulings,
            "register_url": reverse("complaints:conflict-register"),
            "record_url": reverse("complaints:record-conflict", args=[self.case.slug]),
        }


class RecordConflict(ConflictPage):
    """A supervisor knows of a conflict that nobody has declared."""

    template_name = "complaints/conflicts/record.html"
    heading = "Record somebody's conflict"
    form_class = RecordConflictForm
    done = "The conflict is recorded. They no longer see {case}."

    def act(self, form, values):
        reason = form.cleaned_data["reason"]
        return actions.record_conflict(**values, user=form.user, reason=reason)

    def done_url(self):
        return reverse("complaints:conflicts", args=[self.case.slug])

    def page_context(self):
        return {"back": self.done_url(), "back_text": "Conflicts in the case"}


class DecideConflict(ConflictPage):
    """One conflict, addressed by whose it is: a user, or a member who manages."""

    template_name = "complaints/conflicts/decide.html"
    heading = "Decide about a conflict"
    form_class = DecideConflictForm
    done = "Your decision about the conflict is recorded."

    @cached_property
    def found(self):
        """(the conflict declared, the manager of a subject): one of them is None."""
        key = self.kwargs["key"]
        declared = self.declared().filter(user__key=key).first()
        if declared:
            return declared, None
        if not self.sight.identity:
            raise NotAllowed("Your role does not show who is in this case.")
        managers = [row.manager for row in self.managing()]
        managers += [row.manager for row in self.rulings() if row.manager]
        manager = next((each for each in managers if each.key == key), None)
        if manager is None:
            raise Http404
        return None, manager

    def check(self):
        super().check()
        conflict, manager = self.found
        permissions.check_can_decide_conflict(
            self.case,
            by=self.frame.user,
            user=conflict.user if conflict else None,
            member=manager,
        )

    def act(self, form, values):
        conflict, manager = self.found
        return actions.decide_conflict(
            **values,
            conflict=conflict,
            manager=manager,
            upheld=form.cleaned_data["decision"] == ConflictState.UPHELD,
            reasons=form.cleaned_data["reasons"],
        )

    def done_url(self):
        return reverse("complaints:conflicts", args=[self.case.slug])

    def page_context(self):
        conflict, manager = self.found
        managed = [row for row in self.managing() if row.manager == manager]
        takes_part = []
        account = conflict.user if conflict else getattr(manager, "account", None)
        if account and account.pk == self.case.handler_id:
            takes_part.append("is its handler")
        if account and account.pk == self.case.authority_id:
            takes_part.append("is its appropriate authority")
        return {
            "conflict": conflict,
            "manager": manager,
            "managed": managed,
            "takes_part": takes_part,
            "earlier": [
                row
                for row in self.rulings()
                if (row.conflict_id, row.manager_id)
                == (conflict and conflict.pk, manager and manager.pk)
            ],
            "back": self.done_url(),
            "back_text": "Conflicts in the case",
        }
