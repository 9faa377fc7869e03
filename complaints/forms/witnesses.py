"""What is asked of a witness, and of what is done for them."""

from django import forms

from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField
from complaints.forms.logs import OwnedForm
from complaints.forms.people import DetailsForm
from complaints.forms.picking import PicksPerson
from complaints.models.choices import Attendance, ContactMeans
from organisation.models import Member
from pages.fields import CharField, DateField, NarrativeField

PUBLIC, FORCE, DESCRIBED = "public", "force", "described"
WHO = (
    (PUBLIC, "Somebody of the public"),
    (FORCE, "A member of the force"),
    (DESCRIBED, "Somebody who is only described"),
)
KNOWN = ("about", "consent_on", "consent_how", "needs", "care_contact")
NOT_ASKED = ("born_on", "contact_preference")


class CareForm(OwnedForm):
    """What is known of a witness, and who looks after them."""

    owner_field = "care_contact"

    about = NarrativeField(required=False, label="What can they say?", rows=4)
    consent_on = DateField(
        required=False, label="When did they agree that we are in touch?"
    )
    consent_how = CharField(
        required=False, max_length=300, label="How did they agree, and to what?"
    )
    needs = NarrativeField(
        required=False,
        max_length=2_000,
        rows=3,
        label="What do they need to give evidence?",
        help_text="For example an interpreter, a lift, somebody beside them.",
    )
    care_contact = RowField(required=False, label="Whom do they turn to?")
    called = {
        "consent_on": "the day they agreed",
        "consent_how": "how they agreed, and to what",
        "needs": "what they need",
    }

    def __init__(self, *args, special, **kwargs):
        super().__init__(*args, **kwargs)
        if not special:  # mostly health
            del self.fields["needs"]

    def clean(self):
        values = super().clean()
        if values.get("consent_on") and not values.get("consent_how"):
            self.add_error("consent_how", "Enter how they agreed, and to what.")
        day = values.get("consent_on")
        self.check_step("consent_on", day, not_before=None, earlier="")
        return values

    def known(self):
        return {name: self.cleaned_data[name] for name in KNOWN if name in self.fields}


class _Details(DetailsForm):
    """Details in a form about a case, which knows today already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, today=self.today, **kwargs)

    def details(self):
        given = super().details()
        return {name: value for name, value in given.items() if name != "needs"}


class AddWitnessForm(PicksPerson, CareForm, _Details):
    who = forms.ChoiceField(
        label="Who is the witness?", choices=WHO, widget=forms.RadioSelect
    )
    member = CharField(required=False, max_length=40, label="Warrant or pay number")
    description = CharField(
        required=False, max_length=300, label="How are they described?"
    )
    called = (
        DetailsForm.called
        | CareForm.called
        | {
            "who": "who the witness is",
            "person": "who it is",
            "member": "the warrant or pay number",
            "description": "how they are described",
        }
    )
    reveals = {
        "who": {
            PUBLIC: ["title", "forenames", "surname", *("telephone", "email")],
            FORCE: ["member"],
            DESCRIBED: ["description"],
        }
    }
    depending = frozenset({"surname", "member", "description"})
    field_order = ["who"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NOT_ASKED:
            del self.fields[name]

    def full_clean(self):
        """Nobody is looked for in the register who is of the force, or unnamed."""
        if self.data.get("who") == PUBLIC:
            super().full_clean()
        else:
            CareForm.full_clean(self)

    def clean(self):
        values = super().clean()
        who = values.get("who")
        if who == PUBLIC and not values.get("surname") and not values.get("forenames"):
            self.add_error("surname", "Enter their name, as far as it is known.")
        if who == FORCE and "member" not in self.errors:
            self._find_member(values)
        if who == DESCRIBED and not values.get("description"):
            self.add_error("description", "Enter how they are described.")
        return values

    def _find_member(self, values):
        number = values.get("member") or ""
        values["member"] = Member.objects.numbered(number) if number else None
        if not number:
            self.add_error("member", "Enter the warrant or pay number.")
        elif values["member"] is None:
            self.add_error("member", "Nobody of the force has this number.")

    def values(self):
        who, given = self.cleaned_data["who"], self.cleaned_data
        if who == FORCE:
            return self.known() | {"member": given["member"]}
        if who == DESCRIBED:
            return self.known() | {"description": given["description"]}
        person = self.picked()
        if person is not None:
            return self.known() | {"person": person}
        return self.known() | {"details": self.details()}


class AmendWitnessForm(CareForm):
    description = CharField(
        required=False, max_length=300, label="How are they described?"
    )
    telephone = CharField(required=False, max_length=40)
    email = forms.EmailField(required=False, label="E-mail")
    called = CareForm.called | {
        "description": "how they are described",
        "email": "the e-mail address",
    }
    field_order = ["description", "telephone", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unknown = ("telephone", "email")
        if self.part.person_id:
            unknown = ()
        for name in unknown:
            del self.fields[name]
        if self.part.person_id or self.part.member_id:
            del self.fields["description"]

    def clean(self):
        values = super().clean()
        if "description" in self.fields and not values.get("description"):
            self.add_error("description", "Enter how they are described.")
        return values

    def values(self):
        given = self.cleaned_data
        values = self.known()
        if self.part.person_id:
            values["details"] = {name: given[name] for name in ("telephone", "email")}
        return values | {"description": given.get("description", "")}


class LogWitnessCareForm(StepForm):
    on = DateField(label="On which day?")
    means = forms.ChoiceField(
        label="How?", choices=ContactMeans, widget=forms.RadioSelect
    )
    what = NarrativeField(label="What was said?", rows=5)
    is_update = forms.BooleanField(
        required=False,
        label="It told them how the case stands",
        help_text="The card of the witness says when they were last told.",
    )
    next_on = DateField(required=False, label="When are they contacted next?")
    called = {
        "on": "the day",
        "means": "how",
        "what": "what was said",
        "next_on": "the day of the next contact",
    }
    dates = {"on": ("received_on", "received")}

    def clean(self):
        values = super().clean()
        on, following = values.get("on"), values.get("next_on")
        if on and following and following <= on:
            self.add_error("next_on", "The next contact must be after this one.")
        return values


class RecordAttendanceForm(StepForm):
    occasion = CharField(
        label="Where?", help_text="For example: misconduct hearing, interview."
    )
    on = DateField(label="When is it, or was it?")
    attendance = forms.ChoiceField(
        label="How does it stand?", choices=Attendance, widget=forms.RadioSelect
    )
    warned_on = DateField(required=False, label="When were they warned to attend?")
    note = NarrativeField(required=False, rows=3)
    called = {
        "occasion": "where it is",
        "on": "the day",
        "attendance": "how it stands",
        "warned_on": "the day they were warned",
    }
    depending = frozenset({"warned_on"})

    def clean(self):
        values = super().clean()
        warned_on, stands = values.get("warned_on"), values.get("attendance")
        self.check_step("warned_on", warned_on, not_before=None, earlier="")
        if stands == Attendance.WARNED:
            if not warned_on and "warned_on" not in self.errors:
                self.add_error("warned_on", "Enter the day they were warned.")
        elif stands:
            self.check_step(
                "on", values.get("on"), not_before=warned_on, earlier="warned"
            )
        return values


class ReleaseWitnessForm(StepForm):
    released_on = DateField(label="When were they told?")
    release_reason = NarrativeField(label="Why are they released?", rows=3)
    called = {
        "released_on": "when they were told",
        "release_reason": "why they are released",
    }

    def clean(self):
        values = super().clean()
        day = values.get("released_on")
        self.check_step("released_on", day, not_before=None, earlier="")
        return values
