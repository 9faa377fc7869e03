"""Forms of system administrators."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import Q

from accounts.roles import ROLES
from organisation.models import AuthorityMember, Member, Unit
from pages.fields import CharField, DateField
from pages.forms import PageForm

REASON_HINT = "Kept in the trail with what you do."


def reason_field(hint: str = REASON_HINT) -> CharField:
    return CharField(
        label="Reason", called="the reason", max_length=500, help_text=hint
    )


def role_choices() -> list[tuple[str, str]]:
    return [("", "Choose a role"), *((role.slug, role.name) for role in ROLES.values())]


def unit_choices(units: Iterable[Unit]) -> list:
    """Units in groups by kind, as a drop-down list shows them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        groups.setdefault(unit.get_kind_display(), []).append((unit.code, unit.name))
    return [("", "The whole force"), *groups.items()]


class ReasonForm(PageForm):
    reason = reason_field()


class GrantForm(PageForm):
    """A role, where, and for how long."""

    called = {"role": "a role", "unit": "a unit"}

    role = forms.ChoiceField(label="Role", choices=role_choices)
    unit = forms.ChoiceField(
        label="Unit",
        required=False,
        help_text="Champions, borough managers and commanders need one. For others it "
        "says where they work: what they see is the role's.",
    )
    from_on = DateField(label="First day", called="the first day")
    to_on = DateField(label="Last day", called="the last day", required=False)
    reason = reason_field()

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.units = Unit.objects.open_on(on).order_by("kind", "name")
        self.fields["unit"].choices = unit_choices(self.units)

    def clean_unit(self) -> Unit | None:
        code = self.cleaned_data["unit"]
        return self.units.get(code=code) if code else None


class EndPostingForm(PageForm):
    """At once, or with a last day."""

    called = {"when": "when the role ends"}
    reveals = {"when": {"on": ["to_on"]}}

    when = forms.ChoiceField(
        label="When does the role end?",
        widget=forms.RadioSelect,
        choices=[("now", "Now, at their next click"), ("on", "At the end of a day")],
    )
    to_on = DateField(label="Last day", called="the last day", required=False)
    reason = reason_field()

    def clean(self):
        cleaned = super().clean()
        missing = not cleaned.get("to_on") and "to_on" not in self.errors
        if cleaned.get("when") == "on" and missing:
            self.add_error("to_on", "Enter the last day.")
        return cleaned


class CreateForm(PageForm):
    called = {
        "email": "an email address",
        "member": "the warrant or pay number",
        "authority_member": "the member of the authority",
    }

    name = CharField(label="Name", called="the name", help_text="As others see it.")
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "invalid": "Enter an email address with an @ and no spaces, like "
            "name@police.example."
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    member = CharField(
        label="Warrant or pay number",
        called="the warrant or pay number",
        required=False,
        max_length=20,
        help_text="For members of the force. A case against them is then kept from "
        "them.",
    )
    authority_member = forms.ModelChoiceField(
        label="Member or officer of the police authority",
        required=False,
        queryset=AuthorityMember.objects.order_by("name"),
        to_field_name="code",
        empty_label="None",
    )
    reason = reason_field()

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        members = self.fields["authority_member"]
        in_office = Q(retired_on=None) | Q(retired_on__gt=on)
        members.queryset = members.queryset.filter(in_office)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean_member(self) -> Member | None:
        number = self.cleaned_data["member"]
        if not number:
            return None
        member = Member.objects.filter(number=number, placeholder=False).first()
        if member is None:
            raise forms.ValidationError(
                "There is no member of the force with this number."
            )
        return member

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("member") and cleaned.get("authority_member"):
            self.add_error(
                "authority_member",
                "Choose a member of the force or of the authority, not both.",
            )
        return cleaned
