"""All cases of one person of a case: those against an officer, those they made.

The address names the person by their number in a case that the reader sees, so neither
a name nor a warrant number stands in it. Rows that stand for somebody nobody named are
no one person: they have no such page.
"""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from complaints import actions
from complaints.filters.choices import choices_for
from complaints.models import Case
from complaints.models.choices import Capacity
from complaints.permissions import Sight
from complaints.views.cases import what_it_is, where_and_who
from complaints.views.frame import CaseFrame
from organisation.classification import FieldClass
from pages import lists

SHOWN = 100


@require_safe
def subject_cases(request, slug, number):
    """The cases in which a member of the force is a subject."""
    frame = _frame(request, slug)
    known = frame.case.subjects.filter(member__placeholder=False)
    known = known.select_related("member")
    member = get_object_or_404(known, number=number).member
    as_what = dict(member.subject_of.values_list("case", "number"))
    return _show(
        frame,
        who=str(member),
        register="members",
        asked=member.number,
        as_what={key: f"Subject {place}" for key, place in as_what.items()},
    )


@require_safe
def complainant_cases(request, slug, number):
    """The cases in which one person of the register complains."""
    frame = _frame(request, slug)
    known = frame.case.complainants.exclude(person__surname="")
    complainant = get_object_or_404(known.select_related("person"), number=number)
    person = complainant.person
    as_what = dict(person.complaints.values_list("case", "capacity"))
    return _show(
        frame,
        who=str(person),
        register="people",
        # A name is many people's; the register has no number of its own.
        asked=f"{person}, {frame.case} complainant {number}",
        as_what={key: Capacity(each).label for key, each in as_what.items()},
    )


def _frame(request, slug):
    frame = CaseFrame(request, slug, "people")
    frame.require()
    return frame


def _show(frame, *, who, register, asked, as_what):
    """Those that the reader sees, and of which they may know who is in them."""
    cases = Case.objects.showing(frame.user, FieldClass.IDENTITY)
    cases = cases.filter(lists.among("pk", list(as_what))).marked_own(frame.user)
    cases = cases.order_by("-sort_received_on", "-pk").with_list_details()
    found = list(cases[: SHOWN + 1])
    shown = found[:SHOWN]
    actions.look_up(by=frame.user, register=register, asked=asked, found=len(shown))
    names = choices_for(frame.user).category_names
    return frame.render(
        "person_cases",
        who=who,
        rows=[_row(frame, case, names, as_what[case.pk]) for case in shown],
        most=SHOWN if len(found) > SHOWN else 0,
    )


def _row(frame, case, names, as_what):
    official = Sight(case, frame.user).official
    return {
        "case": case,
        "what": what_it_is(case, names, official=official),
        "where": where_and_who(case),
        "as_what": as_what,
        "official": official,
    }
