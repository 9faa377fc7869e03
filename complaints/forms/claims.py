"""What claims ask."""

from django import forms

from complaints import rules
from complaints.forms.fields import RowField, RowsField, refuse, tell_doubts
from complaints.forms.records import MoneyField, RecordForm, case_field, find_case
from complaints.models import Case, Complainant, law
from complaints.models.claims import ClaimKind, ClaimOutcome, ClaimPart
from complaints.permissions import Sight
from organisation.models import Body, Member
from organisation.models.bodies import BodyKind
from pages.fields import CharField, DateField, NarrativeField

YES_NO = (("yes", "Yes"), ("no", "No"))
_BODIES = (BodyKind.CORONER, BodyKind.TRIBUNAL)


def contested_field(**more):
    return forms.TypedChoiceField(
        label="Was it contested?",
        help_text="Whether the force fought it: apart from how it ended.",
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )


class DescribeForm(RecordForm):
    """What a claim says, for one of a kind that is known."""

    title = CharField(label="In a few words", max_length=200)
    claimed = NarrativeField(label="What is claimed?", rows=4)
    grounds = RowsField(required=False, label="Grounds")
    injury = NarrativeField(required=False, label="Injury or illness", rows=3)
    body = RowField(
        required=False,
        label="Court, tribunal or coroner",
        help_text="Needed for an inquest: choose its coroner.",
    )
    their_reference = CharField(required=False, max_length=60, label="Their reference")
    faw_reference = CharField(
        required=False,
        max_length=60,
        label="Fairness at Work reference",
        help_text="Where a tribunal case was first raised as a grievance.",
    )
    incident_on = DateField(required=False, label="Date of the incident")
    received_on = DateField(label="Date received")
    issued_on = DateField(required=False, label="Date issued or served")
    hearing_on = DateField(required=False, label="Date of the trial or hearing")
    called = {
        "title": "the claim in a few words",
        "claimed": "what is claimed",
        "injury": "the injury",
        "body": "the court, tribunal or coroner",
        "faw_reference": "the Fairness at Work reference",
        "incident_on": "the date of the incident",
        "received_on": "the date received",
        "issued_on": "the date it was issued or served",
        "hearing_on": "the date of the trial or hearing",
    }

    def __init__(self, *args, sight=None, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [self.record.kind] if self.record else ClaimKind.values
        self.fields["grounds"].offer(
            self._grounds(kinds),
            key=lambda pair: f"{pair[0]}.{pair[1].code}",
            label=lambda pair: pair[1].name,
            group=lambda pair: ClaimKind(pair[0]).label,
        )
        rows = self.fields["grounds"].rows
        tell_doubts(self, "grounds", {key: [row] for key, (_, row) in rows.items()})
        bodies = Body.objects.filter(kind__in=_BODIES, retired_on=None).order_by("name")
        self.fields["body"].offer(bodies, empty="None yet")
        if sight is not None and not sight.special:
            self.fields["injury"].help_text = (
                "What stands there now is hidden from your role. Leave this empty to "
                "keep it."
            )

    def _grounds(self, kinds):
        """Of an amended claim, those in force when it was received."""
        known = law.load()
        day = self.record.received_on if self.record else self.today
        return [(kind, one) for kind in kinds for one in known.grounds(kind, day)]

    def clean(self):
        values = super().clean()
        if values.get("received_on"):
            names = ("received_on", "incident_on", "issued_on", "hearing_on")
            days = {name: values.get(name) for name in names}
            refuse(self, rules.check_claim_dates(**days, today=self.today))
        kind = values.get("kind") or (self.record and self.record.kind)
        if kind == ClaimKind.INQUEST and "body" in values and not values["body"]:
            self.add_error("body", "Choose the coroner.")
        if kind and any(one != kind for one, _ in values.get("grounds") or ()):
            name = ClaimKind(kind).label.lower()
            self.add_error(
                "grounds", f"Choose grounds of a claim of this kind: {name}."
            )
        return values

    def values(self):
        given = super().values()
        if not given["injury"]:
            given["injury"] = None
        return given | {"grounds": [one.code for _, one in given["grounds"]]}


class EnterClaimForm(DescribeForm):
    kind = forms.ChoiceField(
        label="What is it?", choices=ClaimKind, widget=forms.RadioSelect
    )
    claimant = CharField(
        required=False,
        label="Who claims",
        help_text="Their name. Of an inquest, link who died and who is interested "
        "afterwards.",
    )
    case = case_field("A case it is linked to", "Its reference, like PC/00012/26.")
    unit = RowField(label="Unit that works on it")
    called = DescribeForm.called | {
        "kind": "what it is",
        "claimant": "who claims",
        "case": "the case",
        "unit": "the unit that works on it",
    }
    field_order = ("kind", "title", "claimant", "claimed")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units("unit", empty="Choose a unit")

    def clean_case(self):
        return find_case(self.cleaned_data["case"], self.user)


class LinkForm(RecordForm):
    case = case_field("A case", "Its reference, like PC/00012/26.")
    linked_unit = RowField(required=False, label="A unit it is about")
    part = forms.ChoiceField(
        required=False,
        label="A person",
        help_text="What they have to do with it. Then say who it is, in one of the "
        "three ways below.",
        choices=[("", "Nobody"), *ClaimPart.choices],
    )
    member = CharField(
        required=False,
        max_length=20,
        label="A member of the force",
        help_text="Their warrant or pay number.",
    )
    person = RowField(required=False, label="A complainant of a linked case")
    name = CharField(required=False, label="Anybody else, by name")
    called = {
        "case": "the case",
        "linked_unit": "the unit",
        "part": "what they have to do with it",
        "member": "the number of the member",
        "person": "the complainant",
        "name": "the name",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units("linked_unit", empty="None")
        self.fields["person"].offer(
            complainants(self.record, self.user),
            key=lambda row: f"{row.case.slug}-{row.number}",
            label=lambda row: f"{row.person}, {row.case}",
            empty="None",
        )

    def clean_case(self):
        return find_case(self.cleaned_data["case"], self.user)

    def clean_member(self):
        number = self.cleaned_data["member"].strip()
        if not number:
            return None
        found = Member.objects.numbered(number)
        if found is None:
            raise forms.ValidationError(
                f"There is no member of the force with the number {number}. Check it "
                "among the members in the reference data."
            )
        return found

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        who = [values.get(name) for name in ("member", "person", "name")]
        given = sum(map(bool, who))
        if given and not values["part"]:
            self.add_error("part", "Say what the person has to do with it.")
        elif values["part"] and given != 1:
            self.add_error("part", "Say in one way who the person is.")
        elif not (given or values["case"] or values["linked_unit"]):
            self.add_error("case", "Give a case, a unit or a person to link.")
        return values

    def values(self):
        given = super().values()
        chosen = given["person"]
        return given | {"person": chosen and chosen.person}


def complainants(claim, user) -> list[Complainant]:
    """Complainants of the cases linked to a claim, where the user sees who they are."""
    cases = [
        link.case for link in seen_cases(claim, user) if Sight(link.case, user).identity
    ]
    if not cases:
        return []
    rows = Complainant.objects.filter(case__in=cases).select_related("person", "case")
    return list(rows.order_by("case", "number"))


def seen_cases(claim, user) -> list:
    """The links to cases that the user may know of; of the others nothing is said."""
    links = list(claim.cases.order_by("number"))
    if not links:
        return []
    visible = Case.objects.visible_to(user).marked_own(user)
    seen = visible.in_bulk([each.case_id for each in links])
    found = [each for each in links if each.case_id in seen]
    for each in found:
        each.case = seen[each.case_id]
    return found


def links_of(claim, user) -> list:
    """All that a claim is linked to, as far as the user may know of it."""
    return [
        *seen_cases(claim, user),
        *claim.units.select_related("unit").order_by("number"),
        *claim.parties.select_related("member", "person").order_by("number"),
    ]


def _link_words(row) -> str:
    for name in ("case", "unit"):
        if hasattr(row, f"{name}_id"):
            return str(getattr(row, name))
    return str(row)


class UnlinkForm(RecordForm):
    rows = RowsField(label="What is taken off?")
    reason = NarrativeField(label="Why?", rows=3)
    called = {"rows": "what is taken off", "reason": "why it is taken off"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rows"].offer(
            links_of(self.record, self.user),
            key=lambda row: f"{row._meta.model_name}-{row.number}",
            label=_link_words,
        )


class ReserveForm(RecordForm):
    amount = MoneyField(label="Reserve, in pounds")
    reasons = NarrativeField(label="Why?", rows=3)
    called = {"amount": "the reserve", "reasons": "the reasons"}


class AuthoriseForm(RecordForm):
    amount = MoneyField(label="Up to how much, in pounds?", least="0.01")
    reasons = NarrativeField(label="Why is it to be settled?", rows=4)
    called = {"amount": "the amount", "reasons": "the reasons"}


class EndForm(RecordForm):
    """What is asked however a claim ends."""

    concluded_on = DateField(label="On which day?")
    costs = MoneyField(required=False, label="Costs, in pounds")
    called = {
        "concluded_on": "the day it ended",
        "contested": "whether it was contested",
        "costs": "the costs",
        "paid": "what is paid",
        "outcome": "how it ended",
        "conclusion": "the judgment or conclusion",
    }

    def clean_concluded_on(self):
        day = self.cleaned_data["concluded_on"]
        if day:
            for problem in rules.check_step(
                name="concluded_on",
                day=day,
                not_before=self.record.received_on,
                earlier="received",
                today=self.today,
            ):
                raise forms.ValidationError(problem.sentence)
        return day


class SettleForm(EndForm):
    paid = MoneyField(label="Settled for how much, in pounds?")
    contested = contested_field()
    conclusion = NarrativeField(required=False, label="On what terms?", rows=3)
    field_order = ("paid", "concluded_on", "contested", "costs", "conclusion")


class ConcludeForm(EndForm):
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[pair for pair in ClaimOutcome.choices if pair[0] != "settled"],
        widget=forms.RadioSelect,
    )
    contested = contested_field(required=False)
    paid = MoneyField(required=False, label="Damages paid, in pounds")
    conclusion = NarrativeField(
        required=False, label="The judgment or the conclusion", rows=4
    )
    depending = frozenset({"contested", "conclusion"})
    field_order = ("outcome", "concluded_on", "contested", "paid", "costs")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.record.kind == ClaimKind.INQUEST:
            del self.fields["contested"], self.fields["paid"]
            kept = {ClaimOutcome.CONCLUDED}
        else:
            kept = set(ClaimOutcome) - {ClaimOutcome.CONCLUDED, ClaimOutcome.SETTLED}
        self.fields["outcome"].choices = [
            (each.value, each.label) for each in ClaimOutcome if each in kept
        ]


class LessonForm(RecordForm):
    text = NarrativeField(
        label="What is there to learn?",
        rows=4,
        help_text="Organisational learning takes it up from here. Name nobody.",
    )
    called = {"text": "what there is to learn"}


class ReopenClaimForm(RecordForm):
    reason = NarrativeField(label="Why is it reopened?", rows=3)
    called = {"reason": "why it is reopened"}
