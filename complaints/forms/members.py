"""Looking for a member of the force, and having one of those found chosen."""

from django import forms
from django.db.models import BooleanField, ExpressionWrapper

from complaints.forms.fields import RowField
from complaints.search import called_so
from organisation.models import Member
from organisation.names import searchable_name
from organisation.querysets import LONGEST_SEARCH
from pages.forms import PageForm
from pages.words import day_words

MOST_MEMBERS = 20


def found_members(asked: str) -> list[Member]:
    """Members whom a number or a name finds: those called so, then the likest."""
    if not asked.split():
        return []
    so = called_so(searchable_name(), asked[:LONGEST_SEARCH])
    found = Member.objects.search(asked).filter(placeholder=False)
    found = found.annotate(called_so=ExpressionWrapper(so, BooleanField()))
    found = found.order_by("-called_so", "-likeness", "surname", "forenames", "number")
    return list(found.select_related("unit")[:MOST_MEMBERS])


def offer_members(form: PageForm, members: list[Member]) -> None:
    """Have one of them chosen in the form's `member`; those called so stand apart."""
    form.fields["member"].offer(
        members, key=lambda member: member.number, label=_words, group=_likeness
    )
    form.choice_hints = {"member": {each.number: _hint(each) for each in members}}


def _likeness(member) -> str:
    return "" if member.called_so else "Similar names"


def _words(member) -> str:
    """Constable Ada Example, T000001."""
    names = f"{member.forenames} {member.surname}".strip()
    return f"{member.get_rank_display()} {names}, {member.number}"


def _hint(member) -> str:
    """Where they serve, and until when if they have left."""
    left = f", left on {day_words(member.left_on)}" if member.left_on else ""
    return f"{member.unit or 'Unit not known'}{left}"


class MemberForm(PageForm):
    """Which of the members found it is."""

    member = RowField(label="Which of them is it?", widget=forms.RadioSelect)
    called = {"member": "which of them it is"}

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        offer_members(self, members)
        if len(members) == 1 and members[0].called_so:
            self.initial["member"] = members[0].number  # one only like it is a choice
