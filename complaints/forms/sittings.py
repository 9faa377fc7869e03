"""What is asked of panels, and of who stands beside the officer."""

from django import forms

from complaints.actions.panels import forum_of
from complaints.actions.proceedings import regime_of
from complaints.forms.conduct import YES, YES_NO
from complaints.forms.dated import LawForm, StepForm
from complaints.forms.fields import RowField, tell_doubts
from complaints.models import OfficerAppeal, PanelMember, Proceeding
from complaints.models.panels import RepresentativeKind
from complaints.workflow.proceedings import OfficerAppealStatus, ProceedingStatus
from organisation.models import Member
from pages.fields import CharField, DateField, NarrativeField


def proceedings_of(case, *, told=False):
    """Its proceedings: those under way, or those that were told in writing."""
    rows = Proceeding.objects.filter(case=case).select_related("subject__member")
    found = list(rows.order_by("number"))
    for row in found:
        row.case = case
    if told:
        return [row for row in found if row.status == ProceedingStatus.TOLD]
    return [row for row in found if row.panel_is_open]


def label_of(row) -> str:
    return f"{row.card_title}, {row.subject_words}"


def free_seats(case, known):
    """(proceedings, the appeal against them if it is of one, seat) that is free."""
    rows = PanelMember.objects.filter(case=case)
    taken = {(row.proceeding_id, row.appeal_id, row.seat) for row in rows if row.sits}
    lodged = OfficerAppeal.objects.filter(case=case, status=OfficerAppealStatus.LODGED)
    panels = [
        *((row, None) for row in proceedings_of(case)),
        *((row.proceeding, row) for row in lodged.select_related("proceeding")),
    ]
    return [
        (proceeding, appeal, seat)
        for proceeding, appeal in panels
        for seat in regime_of(known, proceeding).seats_of(forum_of(proceeding, appeal))
        if (proceeding.pk, appeal and appeal.pk, seat.code) not in taken
    ]


class NamePanelMemberForm(LawForm):
    """A free seat of proceedings under way or of an appeal, and who takes it."""

    seat = RowField(label="Which seat?", widget=forms.RadioSelect)
    warrant = CharField(
        required=False,
        max_length=20,
        label="Warrant or pay number",
        help_text="Of a member of the force.",
    )
    outsider = CharField(
        required=False, label="Somebody from outside", help_text="Their name."
    )
    named_on = DateField(label="Date named")
    told_on = DateField(
        required=False,
        label="Date the officer was told",
        help_text="The officer's time to object runs from then.",
    )
    overridden = NarrativeField(
        required=False,
        rows=3,
        label="Why may they sit all the same?",
        help_text="Needed only where their training is not on record, or where "
        "somebody of their name complains or is a witness.",
    )
    called = {
        "seat": "the seat",
        "warrant": "the number",
        "outsider": "somebody from outside",
        "named_on": "the date named",
        "told_on": "the date the officer was told",
        "overridden": "the reason",
    }
    stands_for = {"member": "warrant"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        field.offer(
            free_seats(self.case, self.law),
            key=lambda one: f"{_key_of(one[0], one[1])} {one[2].code}",
            label=lambda one: f"{(one[1] or one[0]).card_title}: {one[2].name}",
        )
        tell_doubts(self, "seat", {key: [row[2]] for key, row in field.rows.items()})

    def clean(self):
        values = super().clean()
        number = values.get("warrant")
        if number and values.get("outsider"):
            self.add_error(
                "warrant",
                "Enter a number, or the name of somebody from outside: one of the "
                "two, not both.",
            )
            return values
        values["member"] = None
        if number:
            values["member"] = Member.objects.numbered(number)
            if values["member"] is None:
                self.add_error("warrant", "Nobody in the force has this number.")
        elif not values.get("outsider"):
            self.add_error(
                "warrant", "Enter a number, or the name of somebody from outside."
            )
        return values

    def values(self):
        given = super().values()
        proceeding, appeal, seat = given.pop("seat")
        del given["warrant"]
        more = {"proceeding": proceeding, "appeal": appeal, "seat": seat.code}
        return given | more


def _key_of(proceeding, appeal) -> str:
    return f"appeal-{appeal.number}" if appeal else str(proceeding.number)


class TellPanelForm(StepForm):
    told_on = DateField(
        label="Date the officer was told",
        help_text="The officer's time to object runs from then.",
    )
    called = {"told_on": "the date the officer was told"}
    dates = {"told_on": ("named_on", "named")}


class ObjectPanelForm(StepForm):
    objected_on = DateField(label="Date of the objection")
    objection = NarrativeField(label="What the officer says", rows=4)
    called = {
        "objected_on": "the date of the objection",
        "objection": "what the officer says",
    }
    dates = {"objected_on": ("named_on", "named")}


class DecideObjectionForm(StepForm):
    upheld = forms.ChoiceField(
        label="Is it upheld?", choices=YES_NO, widget=forms.RadioSelect
    )
    decided_on = DateField(label="Date of the decision")
    decision = NarrativeField(label="Reasons", rows=4)
    called = {
        "upheld": "whether it is upheld",
        "decided_on": "the date of the decision",
        "decision": "the reasons",
    }
    dates = {"decided_on": ("objected_on", "of the objection")}

    def values(self):
        given = super().values()
        return given | {"upheld": given["upheld"] == YES}


class LeavePanelForm(StepForm):
    left_on = DateField(label="Date")
    left_reasons = NarrativeField(label="Why?", rows=3)
    called = {"left_on": "the date", "left_reasons": "the reasons"}
    dates = {"left_on": ("named_on", "named")}


class RepresentationForm(StepForm):
    proceeding = RowField(label="In which proceedings?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="Who is it?", choices=RepresentativeKind, widget=forms.RadioSelect
    )
    person = CharField(label="Name")
    organisation = CharField(required=False, label="Organisation")
    from_on = DateField(label="Since when?")
    called = {
        "proceeding": "which proceedings",
        "kind": "who it is",
        "person": "the name",
        "organisation": "the organisation",
        "from_on": "since when",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = proceedings_of(self.case)
        self.fields["proceeding"].offer(
            rows, key=lambda row: str(row.number), label=label_of
        )
        if len(rows) == 1:
            self.initial.setdefault("proceeding", str(rows[0].number))
