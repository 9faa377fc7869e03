"""What is asked when powers of an appropriate authority are lent, or taken back."""

from accounts.lending import POWERS
from complaints.actions.delegations import borrowers, lendable
from complaints.forms.fields import RowField, RowsField
from pages.fields import CharField, DateField
from pages.forms import PageForm
from pages.words import day_words


class GiveForm(PageForm):
    """To whom, which powers, from when to when, and why."""

    holder = RowField(label="To whom?")
    powers = RowsField(label="Which powers?")
    from_on = DateField(label="First day")
    to_on = DateField(label="Last day")
    reason = CharField(
        label="Reason",
        max_length=500,
        help_text="Kept in the trail. For example: annual leave.",
    )
    rank_reason = CharField(label="Why to them", required=False, max_length=500)

    called = {
        "holder": "to whom you delegate",
        "powers": "the powers that you delegate",
        "from_on": "the first day",
        "to_on": "the last day",
        "reason": "the reason",
        "rank_reason": "why to them",
    }

    def __init__(self, *args, user, today, rule=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].offer(
            borrowers(user, on=today),
            key=lambda person: str(person.key),
            label=_words,
            empty="Choose somebody",
        )
        self.fields["powers"].offer(
            lendable(user), key=str, label=lambda power: POWERS[power]
        )
        self.fields[
            "from_on"
        ].help_text = (
            f"Today, {day_words(today)}, or later: what was done before is not covered."
        )
        if rule is None:
            del self.fields["rank_reason"]
            return
        lowest = rule.get_rank_display().lower()
        self.fields["rank_reason"].help_text = (
            f"Needed for somebody below the rank of {lowest}, and for police staff: "
            "for example, that they act in that rank."
        )


def _words(person) -> str:
    rank = person.member.get_rank_display() if person.member_id else ""
    return f"{person.name}, {rank.lower()}" if rank else person.name


class WithdrawForm(PageForm):
    reason = CharField(
        label="Reason", max_length=500, help_text="Kept in the trail, and told to them."
    )
    called = {"reason": "the reason"}
