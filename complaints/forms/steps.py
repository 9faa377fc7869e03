"""An intake under way: what somebody has typed in its steps, each kept as a draft.

The steps are forms of their own at addresses below /complaints/new/<key>/. Nothing is
written to a case table until all of them are right and the whole is logged.
"""

import re
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from django.http import QueryDict
from django.urls import reverse

from accounts.permissions import Permission
from casework import drafts
from casework.models import Draft
from complaints.actions.inputs import NewComplainant, NewSubject, Risks
from complaints.forms.alike import Alike, AlikeForm, alike
from complaints.forms.intake import RiskForm, SaidForm, StartForm
from complaints.forms.matching import person_of
from complaints.forms.parts import typed, unjudged
from complaints.forms.people import (
    NOBODY,
    ActsForForm,
    CharacteristicsForm,
    ComplainantForm,
    SubjectForm,
)
from complaints.forms.reference import units
from complaints.models.choices import Capacity, Kind, SubjectKind
from organisation.models import Member, Unit

START, SAID, RISK, ALIKE, LOG = "start/", "said/", "risk/", "alike/", "log/"
_NUMBERED = re.compile(r"(people|subjects)/([0-9]+)/(\w*)/?")


def root_of(key: str) -> str:
    return reverse("complaints:new-resume", args=[key])


def logging_units(user, day):
    """Units that the person may log a case for: a champion's borough, else any."""
    own = user.rights.units_for(Permission.CASE_LOG)
    if own is None:
        return units(day)
    return list(Unit.objects.filter(pk__in=own).order_by("name"))


def first_unit(user, offered):
    """The code of the unit offered first: the person's own."""
    own = user.rights.unit_ids
    return next((unit.code for unit in offered if unit.pk in own), "")


def in_progress(user):
    """Each intake begun: key, kind, what was said, last touched; newest first."""
    top = reverse("complaints:new")
    found: dict[str, dict] = {}
    for row in Draft.objects.filter(user=user, form__startswith=top):
        key, _, step = row.form.removeprefix(top).partition("/")
        if step:
            one = found.setdefault(key, {"key": key, "steps": {}, "at": row.updated_at})
            one["steps"][step] = row.content
            one["at"] = max(one["at"], row.updated_at)
    started = [one for one in found.values() if START in one["steps"]]
    for one in started:
        kind = _typed_in(one, START, "kind")
        known = kind if kind in Kind.values else Kind.COMPLAINT
        one |= {"kind": Kind(known).label, "said": _typed_in(one, SAID, "said")}
    return sorted(started, key=lambda one: one["at"], reverse=True)


def _typed_in(one, step, name) -> str:
    return one["steps"].get(step, {}).get(name, [""])[0]


class Intake:
    """What one person has typed so far in one intake, and whether it is enough."""

    def __init__(self, user, key, today):
        self.user, self.key, self.today = user, key, today
        self.root = root_of(key)
        rows = Draft.objects.filter(user=user, form__startswith=self.root)
        self.typed = {row.form.removeprefix(self.root): row.content for row in rows}

    @property
    def exists(self) -> bool:
        return START in self.typed

    @property
    def token(self) -> str:
        """One for the whole intake, so that two open tabs log one case."""
        return str(uuid5(NAMESPACE_URL, f"{self.user.key}{self.root}"))

    def address(self, step: str) -> str:
        return f"{self.root}{step}"

    def data(self, step: str) -> QueryDict | None:
        content = self.typed.get(step)
        return None if content is None else typed(content)

    def keep(self, step: str, content, *, at) -> None:
        drafts.save(self.user, self.address(step), content, at=at)
        self.typed[step] = drafts.typed_fields(content.items())

    def forget(self, step: str = "") -> None:
        """Forget a step and what hangs on it; without one, the whole intake."""
        Draft.objects.filter(
            user=self.user, form__startswith=self.address(step)
        ).delete()

    # The forms of the steps, empty, as typed or as just sent.

    def start_form(self, data=None):
        offered = logging_units(self.user, self.today)
        return StartForm(data, units=offered, today=self.today)

    def said_form(self, data=None):
        kind = self.start.cleaned_data.get("kind")
        return SaidForm(data, received_on=self.received_on, today=self.today, kind=kind)

    def risk_form(self, data=None):
        return RiskForm(data)

    def person_form(self, data=None):
        return ComplainantForm(data, today=self.today)

    def characteristics_form(self, data=None):
        return CharacteristicsForm(data)

    def acts_for_form(self, number, data=None):
        others = [(str(n), self.name_of(n)) for n in self.people if n != number]
        coming = max([*self.people, number]) + 1
        next_one = (str(coming), "Somebody not entered yet: add them next")
        return ActsForForm(data, others=[*others, next_one], today=self.today)

    def subject_form(self, data=None):
        return SubjectForm(data, units=units(self.today))

    def alike_form(self, data=None):
        return AlikeForm(data, found=self.alike)

    def shown(self, make, step):
        """The step's form with what was typed in it, not judged."""
        data = self.data(step)
        return make() if data is None else unjudged(make(data))

    # What the steps say.

    @cached_property
    def start(self):
        """The first step, valid or not; every later step leans on its answers."""
        form = self.start_form(self.data(START))
        form.is_valid()
        return form

    @property
    def received_on(self):
        return self.start.cleaned_data.get("received_on")

    @property
    def is_complaint(self) -> bool:
        return self.start.cleaned_data.get("kind") != Kind.CONDUCT

    @property
    def said_label(self) -> str:
        kind = Kind.COMPLAINT if self.is_complaint else Kind.CONDUCT
        return kind.said_label

    def _numbers(self, kind):
        found = {
            int(match[2])
            for step in self.typed
            if (match := _NUMBERED.fullmatch(step)) and match[1] == kind
        }
        return sorted(found)

    @property
    def people(self) -> list[int]:
        return self._numbers("people")

    @property
    def subjects(self) -> list[int]:
        return self._numbers("subjects")

    def name_of(self, number) -> str:
        content = self.typed.get(f"people/{number}/", {})
        names = [content.get(name, [""])[0] for name in ("forenames", "surname")]
        return " ".join(name for name in names if name) or f"Person {number}, no name"

    def is_representative(self, number) -> bool:
        content = self.typed.get(f"people/{number}/", {})
        return content.get("capacity") == [Capacity.REPRESENTATIVE]

    def chosen_person(self, number):
        """The person of the register chosen for this complainant, if one was."""
        key = self.typed.get(f"people/{number}/match/", {}).get("person", [NOBODY])[0]
        return None if key == NOBODY else person_of(key, self.user)

    def chosen_member(self, number):
        sent = self.typed.get(f"subjects/{number}/member/", {}).get("member", [""])[0]
        return (
            Member.objects.filter(number=sent, placeholder=False)
            .select_related("unit")
            .first()
        )

    @cached_property
    def alike(self) -> list[Alike]:
        """Cases that may be this very matter, by what was typed so far."""
        if not self.is_complaint:
            return []
        said = self.said_form(self.data(SAID))
        said.is_valid()
        people = []
        for number in self.people:
            form = self.person_form(self.data(f"people/{number}/"))
            form.is_valid()
            people.append((self.chosen_person(number), form.details()))
        return alike(
            people,
            incident_on=getattr(said, "cleaned_data", {}).get("incident_on"),
            unit=self.start.cleaned_data.get("unit"),
            user=self.user,
        )

    @property
    def next_after_risk(self) -> str:
        """The answers, unless some case may be the same matter and nobody said."""
        if not self.alike or self.alike_form(self.data(ALIKE)).is_valid():
            return LOG
        return ALIKE

    # What the action is called with.

    def same_matter(self) -> dict:
        """The case that this one is linked to, and those it is another matter than."""
        if not self.alike:
            return {}
        form = self.alike_form(self.data(ALIKE))
        form.is_valid()
        return {"same_as": form.same_as, "told_apart": form.told_apart}

    def complainants(self) -> list[NewComplainant]:
        """Those acted for come before whoever acts for them."""
        order = self._in_order()
        made = []
        for number in order:
            form = self.person_form(self.data(f"people/{number}/"))
            form.is_valid()
            values = form.cleaned_data
            about = self.characteristics_form(
                self.data(f"people/{number}/characteristics/") or {}
            )
            about.is_valid()
            consent = self._consent(number, order)
            made.append(
                NewComplainant(
                    person=self.chosen_person(number),
                    details=form.details() | about.cleaned_data,
                    capacity=values["capacity"],
                    wishes=values["wishes"],
                    **consent,
                )
            )
        return made

    def _consent(self, number, order) -> dict:
        if not self.is_representative(number):
            return {}
        form = self.acts_for_form(number, self.data(f"people/{number}/for/"))
        form.is_valid()
        return {
            "acts_for": order.index(int(form.cleaned_data["acts_for"])) + 1,
            "consent_on": form.cleaned_data["consent_on"],
            "consent_evidence": form.cleaned_data["consent_evidence"],
        }

    def _in_order(self) -> list[int]:
        order: list[int] = []
        for number in self.people:
            self._place(number, order, frozenset())
        return order

    def _place(self, number, order, above):
        if number in order or number in above:
            return
        other = self.acted_for(number)
        if other is not None:
            self._place(other, order, above | {number})
        order.append(number)

    def acted_for(self, number) -> int | None:
        """Whom a representative acts for, if that person has been entered."""
        if not self.is_representative(number):
            return None
        sent = self.typed.get(f"people/{number}/for/", {}).get("acts_for", [""])[0]
        known = {str(other): other for other in self.people if other != number}
        return known.get(sent)

    def new_subjects(self) -> list[NewSubject]:
        made = []
        for number in self.subjects:
            form = self.subject_form(self.data(f"subjects/{number}/"))
            form.is_valid()
            values = form.cleaned_data
            member = None
            if values["kind"] == SubjectKind.MEMBER:
                member = self.chosen_member(number)
            made.append(
                NewSubject(
                    kind=values["kind"],
                    member=member,
                    description=values["description"],
                    unit=values["unit"],
                    rank=values["rank"] or "unknown",
                )
            )
        return made

    def risks(self) -> Risks:
        form = self.risk_form(self.data(RISK))
        form.is_valid()
        values = form.cleaned_data
        return Risks(
            values["public"],
            values["officers"],
            values["organisation"],
            values["reasons"],
        )
