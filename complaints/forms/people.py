"""Who is complaining and whom it is about, entered or changed."""

from django import forms

from complaints.forms.fields import RowField
from complaints.forms.reference import group_of_unit
from complaints.models import Person
from complaints.models.characteristics import choices_of
from complaints.models.choices import Capacity, ContactPreference, SubjectKind
from organisation.models.members import Rank
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm
from pages.words import day_words

KNOWN, ANONYMOUS = "known", "anonymous"
NOBODY = "nobody"  # "none of these": a person not in the register yet


def length_of(field: str) -> int:
    return Person._meta.get_field(field).max_length


class DetailsForm(PageForm):
    """Names, birth and contact details of a person."""

    title = CharField(required=False, max_length=length_of("title"))
    forenames = CharField(required=False)
    surname = CharField(required=False)
    born_on = DateField(required=False, label="Date of birth")
    telephone = CharField(required=False, max_length=length_of("telephone"))
    email = forms.EmailField(
        required=False, label="E-mail", max_length=length_of("email")
    )
    address = NarrativeField(required=False, max_length=length_of("address"), rows=3)
    postcode = CharField(required=False, max_length=length_of("postcode"))
    contact_preference = forms.ChoiceField(
        required=False,
        label="How they want to hear from us",
        choices=[("", "They did not say"), *ContactPreference.choices],
    )
    needs = NarrativeField(
        required=False,
        max_length=length_of("needs"),
        rows=2,
        label="What they need to be able to complain",
        help_text="For example an interpreter, large print, calls after 18:00.",
    )

    called = {
        "born_on": "the date of birth",
        "email": "the e-mail address",
        "surname": "a surname",
        "forenames": "the forenames",
        "telephone": "the telephone number",
    }

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["invalid"] = (
            "Enter an e-mail address with an @ and a full stop, like name@example.com."
        )

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on > self.today:
            raise forms.ValidationError(
                f"The date of birth must be today, {day_words(self.today)}, or earlier."
            )
        return born_on

    def clean_postcode(self):
        return self.cleaned_data["postcode"].upper()

    def details(self) -> dict:
        """Values for `Person`, by its field names."""
        names = {field.name for field in Person._meta.fields}
        return {k: v for k, v in self.cleaned_data.items() if k in names}


class ComplainantForm(DetailsForm):
    """One person complaining: known or not, with the capacity in which they do."""

    named = forms.ChoiceField(
        label="Do we know who they are?",
        widget=forms.RadioSelect,
        choices=[
            (KNOWN, "Yes"),
            (ANONYMOUS, "No, they gave no name"),
        ],
    )
    capacity = forms.ChoiceField(
        label="In what capacity do they complain?",
        choices=Capacity,
        widget=forms.RadioSelect,
    )
    wishes = NarrativeField(
        required=False, max_length=2_000, rows=2, label="What they want to happen"
    )

    called = DetailsForm.called | {
        "named": "whether we know who they are",
        "capacity": "the capacity in which they complain",
    }
    choice_hints = {
        "named": {ANONYMOUS: "Anything they did give, such as a telephone, is kept."}
    }
    depending = frozenset({"surname"})
    field_order = ["named", "title", "forenames", "surname"]

    def clean(self):
        values = super().clean()
        require_surname(self, values)
        return values


def require_surname(form, values):
    """Somebody known has a surname; anybody else gave no name."""
    unnamed = values.get("named") == KNOWN and not values.get("surname")
    if unnamed and "surname" not in form.errors:
        form.add_error("surname", "Enter a surname, or say that they gave no name.")


class MatchForm(PageForm):
    """Whether the person is one whom the register has already."""

    person = RowField(label="Is it one of these people?", widget=forms.RadioSelect)
    called = {"person": "who it is"}

    def __init__(self, *args, matches, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.offer(matches, key=lambda row: row.key, label=lambda row: row.name)
        field.choices = [*field.choices, (NOBODY, "None of these: a new person")]
        self.choice_hints = {
            "person": {match.key: match.description for match in matches}
        }


class ActsForForm(PageForm):
    """For whom somebody acts, and how we know that they may."""

    acts_for = forms.ChoiceField(label="Who do they act for?", widget=forms.RadioSelect)
    consent_on = DateField(label="When consent was given")
    consent_evidence = CharField(
        label="How we know",
        max_length=500,
        help_text="For example: signed letter seen; parent of a child of 9.",
    )
    called = {
        "acts_for": "who they act for",
        "consent_on": "the date of consent",
        "consent_evidence": "how we know of the consent",
    }

    def __init__(self, *args, others, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].choices = others

    def clean_consent_on(self):
        day = self.cleaned_data["consent_on"]
        if day and day > self.today:
            raise forms.ValidationError(
                f"The date of consent must be today, {day_words(self.today)}, or "
                "earlier."
            )
        return day


class CharacteristicsForm(PageForm):
    """What the person says of themselves, and what an officer perceived."""

    ethnicity = forms.ChoiceField(
        required=False,
        label="Ethnicity, as they define it themselves",
        choices=choices_of("ethnicity"),
    )
    ethnicity_perceived = forms.ChoiceField(
        required=False,
        label="Ethnicity, as an officer perceived it",
        help_text="Only from a record of the incident. Never guessed from a name or "
        "a voice.",
        choices=choices_of("ethnicity_perceived"),
    )
    gender = forms.ChoiceField(required=False, choices=choices_of("gender"))
    disability = forms.ChoiceField(required=False, choices=choices_of("disability"))
    religion = forms.ChoiceField(
        required=False, label="Religion or belief", choices=choices_of("religion")
    )
    sexual_orientation = forms.ChoiceField(
        required=False, choices=choices_of("sexual_orientation")
    )
    age_band = forms.ChoiceField(
        required=False, label="Age", choices=choices_of("age_band")
    )


class SubjectForm(PageForm):
    """Whom the case is about: a member of the force, somebody unknown, or the force."""

    kind = forms.ChoiceField(
        label="Who is it about?", choices=SubjectKind, widget=forms.RadioSelect
    )
    search = CharField(
        required=False,
        label="Warrant number, pay number or name",
        help_text="You choose from the people found on the next page.",
    )
    description = NarrativeField(
        required=False,
        max_length=500,
        rows=2,
        label="Description",
        help_text="What was said of them: shoulder number, looks, vehicle, what they "
        "did.",
    )
    rank = forms.ChoiceField(required=False, choices=Rank)
    unit = RowField(
        required=False,
        label="Unit",
        help_text="Where they served when it happened, if that is known.",
    )

    called = {"kind": "who it is about", "search": "a number or a name to look for"}
    reveals = {
        "kind": {
            SubjectKind.MEMBER: ["search"],
            SubjectKind.UNIDENTIFIED: ["description", "rank"],
        }
    }
    depending = frozenset({"search", "description"})

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rank"].initial = Rank.UNKNOWN
        self.fields["unit"].offer(units, group=group_of_unit, empty="Not known")

    def clean(self):
        values = super().clean()
        self.check_kind(values)
        return values

    def check_kind(self, values):
        """Each kind of subject asks for something else."""
        kind = values.get("kind")
        if kind == SubjectKind.MEMBER and not values.get("search"):
            self._require("search", "Enter a number or a name to look for.")
        if kind == SubjectKind.UNIDENTIFIED:
            self.require_description(values)
        else:
            values["description"] = ""
            values["rank"] = Rank.UNKNOWN

    def require_description(self, values):
        if not values.get("description"):
            self._require(
                "description", "Describe them, even if only by what they did."
            )

    def _require(self, name, sentence):
        if name not in self.errors:
            self.add_error(name, sentence)
