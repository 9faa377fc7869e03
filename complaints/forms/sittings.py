"""What is asked of panels, of what a forum imposed, and of the officer's appeals."""

from django import forms

from complaints import rules
from complaints.actions.proceedings import regime_of
from complaints.actions.sittings import appeals_from, sitting_of
from complaints.forms.conduct import YES, YES_NO, paper
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField, RowsField, refuse
from complaints.forms.proceedings import LawForm
from complaints.models import PanelMember, Proceeding
from complaints.models.panels import Effect, RepresentativeKind
from complaints.workflow.proceedings import ProceedingStatus
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


class SanctionForm(LawForm):
    """What the forum can impose for what was found, with what was live."""

    sanction = forms.ChoiceField(label="What was imposed?", widget=forms.RadioSelect)
    concluded_on = DateField(label="Date of the decision")
    effective_on = DateField(
        required=False,
        label="When does it take effect?",
        help_text="Of a dismissal with notice.",
    )
    sanction_reasons = NarrativeField(label="Reasons")
    called = {
        "sanction": "what was imposed",
        "concluded_on": "the date of the decision",
        "effective_on": "when it takes effect",
        "sanction_reasons": "the reasons",
    }
    dates = {"concluded_on": ("held_on", "held")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.regime = regime_of(self.law, self.part)
        if not self.part.proved:
            del self.fields["sanction"], self.fields["effective_on"]
            return
        sitting = sitting_of(self.part, self.regime, on=self.today)
        opened = rules.open_now(self.regime, sitting)
        self.fields["sanction"].choices = [(one.code, one.name) for one in opened]
        self.choice_hints = {
            "sanction": {
                one.code: f"Live for {one.months_live} months."
                for one in opened
                if one.months_live
            }
        }
        if not any(one.notice_days for one in opened):
            del self.fields["effective_on"]

    def clean(self):
        values = super().clean()
        what = self.regime.sanction(values.get("sanction") or "")
        if what and values.get("concluded_on"):
            effective_on = values.get("effective_on")
            refuse(self, rules.check_notice(what, values["concluded_on"], effective_on))
        return values


class TellOfficerForm(StepForm):
    told_on = DateField(label="Date of the written outcome")
    paper = paper("The written outcome")
    called = {
        "told_on": "the date of the written outcome",
        "paper": "the written outcome",
    }
    dates = {"told_on": ("concluded_on", "of the decision")}


class NamePanelMemberForm(LawForm):
    """A free seat of proceedings under way, and who takes it."""

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].offer(
            self._free(),
            key=lambda one: f"{one[0].number} {one[1].code}",
            label=lambda one: f"{one[0].card_title}: {one[1].name}",
        )

    def _free(self):
        rows = PanelMember.objects.filter(case=self.case)
        taken = {(row.proceeding_id, row.seat) for row in rows if row.sits}
        return [
            (proceeding, seat)
            for proceeding in proceedings_of(self.case)
            for seat in regime_of(self.law, proceeding).seats_of(proceeding.forum)
            if (proceeding.pk, seat.code) not in taken
        ]

    def clean(self):
        values = super().clean()
        number = values.get("warrant")
        values["member"] = None
        if number:
            known = Member.objects.filter(placeholder=False)
            values["member"] = known.filter(number=number).first()
            if values["member"] is None:
                self.add_error("warrant", "Nobody in the force has this number.")
        elif not values.get("outsider"):
            self.add_error(
                "warrant", "Enter a number, or the name of somebody from outside."
            )
        return values

    def values(self):
        given = super().values()
        proceeding, seat = given.pop("seat")
        del given["warrant"]
        return given | {"proceeding": proceeding, "seat": seat.code}


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


class LodgeAppealForm(LawForm):
    where = RowField(label="Which appeal?", widget=forms.RadioSelect)
    lodged_on = DateField(label="Date lodged")
    grounds = RowsField(label="On what grounds?", required=False)
    reasons = NarrativeField(label="What the officer says")
    called = {
        "where": "which appeal",
        "lodged_on": "the date lodged",
        "grounds": "the grounds",
        "reasons": "what the officer says",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [
            (row, forum)
            for row in proceedings_of(self.case, told=True)
            for forum in appeals_from(regime_of(self.law, row), row)
        ]
        self.fields["where"].offer(
            offered,
            key=lambda one: f"{one[0].number} {one[1].code}",
            label=lambda one: f"{one[0].card_title}: {one[1].name}",
        )
        day = self.case.received_on or self.today
        grounds = {
            row.code: row
            for purpose in ("appeal_meeting", "appeal_tribunal")
            for row in self.law.grounds(purpose, day)
        }
        self.fields["grounds"].offer(grounds.values(), label=lambda row: row.name)

    def values(self):
        given = super().values()
        proceeding, forum = given.pop("where")
        return given | {"proceeding": proceeding, "forum": forum.code}


class DecideAppealForm(LawForm):
    upheld = forms.ChoiceField(
        label="Is the appeal upheld?", choices=YES_NO, widget=forms.RadioSelect
    )
    effect = forms.ChoiceField(
        label="What becomes of what was imposed?",
        choices=Effect,
        widget=forms.RadioSelect,
    )
    varied_to = forms.ChoiceField(
        required=False, label="What is imposed instead?", widget=forms.RadioSelect
    )
    decided_on = DateField(label="Date of the decision")
    decision = NarrativeField(
        label="Reasons", help_text="A finding or sanction that is varied is explained."
    )
    called = {
        "upheld": "whether it is upheld",
        "effect": "what becomes of what was imposed",
        "varied_to": "what is imposed instead",
        "decided_on": "the date of the decision",
        "decision": "the reasons",
    }
    reveals = {"effect": {Effect.VARIED: ["varied_to"]}}
    dates = {"decided_on": ("lodged_on", "lodged")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.part.proceeding
        regime = regime_of(self.law, row)
        opened = rules.open_now(regime, sitting_of(row, regime, on=self.today))
        self.fields["varied_to"].choices = [(one.code, one.name) for one in opened]

    def clean(self):
        values = super().clean()
        if values.get("upheld") and values.get("effect"):
            refuse(
                self,
                rules.check_effect(
                    values["effect"],
                    upheld=values["upheld"] == YES,
                    varied_to=values.get("varied_to", ""),
                ),
            )
        return values

    def values(self):
        given = super().values()
        if given["effect"] != Effect.VARIED:
            given["varied_to"] = ""
        return given | {"upheld": given["upheld"] == YES}
