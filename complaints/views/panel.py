"""The verbs of a page of a case: what may be done, how, and why not the rest."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import Permission as P
from complaints import rules
from complaints.actions.ending import closing_facts
from complaints.models import law
from complaints.permissions import (
    Sight,
    check_can_amend,
    check_can_extend,
    check_can_work,
    verbs_for,
)
from complaints.permissions.appeals import DIRECTED
from complaints.views.offices import office_step
from complaints.workflow import CASE, is_forward
from complaints.workflow.routes import LEADS_TO
from pages.refusals import Refused

# What is seldom done to a case, or hard to undo: never the first button.
RARE = frozenset(
    {
        *("decline", "withdraw", "reopen", "restrict", "conflicts"),
        *("declare-conflict", "reassess-risk"),
    }
)
# What can be done only where the IPCC said so: nobody is told that it cannot.
ONLY_WHERE_SAID = frozenset({"receive-ipcc-report", *DIRECTED})


class Panel:
    """What the frame of a case offers to do; mixed into the frame."""

    request: HttpRequest
    user: User
    case: Any
    sight: Sight
    today: Any
    address: Any
    page: str

    @cached_property
    def finalises(self) -> bool:
        """Whether this person finalises cases of the unit, once they are ready."""
        return self.user.rights.allow(P.CASE_FINALISE, self.case.responsible_unit_id)

    @cached_property
    def before_finalising(self):
        """What the action will ask before it finalises the case."""
        known = law.of_request(self.request)
        facts = closing_facts(self.case, known, on=self.today)
        return rules.before_finalising(facts, today=self.today)

    @cached_property
    def verbs(self):
        """Verbs of the state: those that may be done, those that wait or are refused.

        A verb that has to wait is no button that only refuses: it says for what.
        """
        if not self.sight.official:
            return []
        shown: list[dict[str, Any]] = []
        for state in verbs_for(self.case, self.user):
            if not state.allowed and state.verb in ONLY_WHERE_SAID:
                continue
            if not state.allowed:
                shown.append({"verb": state.label, "why": state.refusal})
                continue
            waits_for = ""
            if state.verb == "finalise":
                waits_for = rules.waits_for(self.before_finalising)
            if waits_for:
                shown.append({"verb": state.label, "waits_for": waits_for})
                continue
            # What is done anew where the case stands leads nowhere else.
            stays = self.case.status in CASE[state.verb].again
            shown.append(
                {
                    "text": state.label,
                    "href": f"{self.case.get_absolute_url()}{state.verb}/",
                    "primary": is_forward(state.verb, self.case.status),
                    "rare": state.verb in RARE,
                    "route": "" if stays else LEADS_TO.get(state.verb, ""),
                }
            )
        return shown

    @property
    def actions(self):
        """Buttons and links: the step forward first, what is rare or grave last."""
        offered = [
            *(each for each in self.verbs if "href" in each and not each["route"]),
        ]
        if not any(each["primary"] for each in offered):
            offered += self.office_verbs
        offered += self.side_verbs
        return sorted(offered, key=lambda one: (not one.get("primary"), one["rare"]))

    @property
    def office_verbs(self):
        """What the person's office does next, as their home calls it.

        On the page that it leads to, the records themselves offer it.
        """
        if not self.sight.identity:
            return []
        label, page = office_step(self.case, self.user)
        if not page or page == self.page:
            return []
        where = {"text": label, "href": self.address(page)}
        return [where | {"primary": True, "rare": False}]

    @property
    def other_routes(self):
        """What leads the case into another route, each with what the route is for."""
        return [each for each in self.verbs if each.get("route")]

    def passes(self, check, *args) -> bool:
        """Whether to draw what this check guards; the action asks it again."""
        try:
            check(*args, self.case, by=self.user)
        except Refused:
            return False
        return True

    @cached_property
    def can_amend(self) -> bool:
        return self.passes(check_can_amend)

    @cached_property
    def can_extend(self) -> bool:
        return self.passes(check_can_extend)

    def can_work(self, permission) -> bool:
        return self.passes(check_can_work, permission)

    @property
    def side_verbs(self):
        """What may be done to the case besides moving it on."""
        if not self.sight.official:
            return []
        rights, unit = self.user.rights, self.case.responsible_unit_id
        offered = (
            ("amend", "Amend details", self.can_amend),
            ("link", "Link to another case", self.can_work(P.CASE_LINK)),
            ("place", "Units it touches", self.can_work(P.CASE_AMEND)),
            ("tag", "Events it comes from", self.can_work(P.CASE_TAG)),
            (
                "restrict",
                "Restrict who may read it",
                rights.allow(P.CASE_RESTRICT, unit),
            ),
            (
                "conflicts",
                "Conflicts of interest",
                rights.allow(P.CONFLICT_DECIDE, unit),
            ),
            ("declare-conflict", "Declare a conflict of interest", True),
        )
        return [
            {"text": label, "href": self.address(name), "rare": name in RARE}
            for name, label, may in offered
            if may
        ]
