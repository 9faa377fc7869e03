"""All cases in which one person of the register complains, or is a witness.

The address names the person by their number in a case that the reader sees, so neither
a name nor a telephone number stands in it. Rows that stand for somebody nobody named
are no one person: they have no such page. For officers see `officers`.
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
WITNESS = Capacity.WITNESS.label


@require_safe
def complainant_cases(request, slug, number):
    """Those that the reader sees, and of which they may know who is in them."""
    frame = CaseFrame(request, slug, "people")
    frame.require()
    return _cases_of(frame, frame.case.complainants, "complainant", number)


@require_safe
def witness_cases(request, slug, number):
    """The same of somebody who can say what happened."""
    frame = CaseFrame(request, slug, "witnesses")
    frame.require()
    return _cases_of(frame, frame.case.witnesss, "witness", number)


def _cases_of(frame, rows, role, number):
    known = rows.exclude(person=None).exclude(person__surname="")
    person = get_object_or_404(known.select_related("person"), number=number).person
    as_what = _roles(person)
    cases = Case.objects.showing(frame.user, FieldClass.IDENTITY)
    cases = cases.filter(lists.among("pk", list(as_what))).marked_own(frame.user)
    cases = cases.order_by("-sort_received_on", "-pk").with_list_details()
    found = list(cases[: SHOWN + 1])
    shown = found[:SHOWN]
    actions.look_up(
        by=frame.user,
        register="people",
        # A name is many people's; the register has no number of its own.
        asked=f"{person}, {frame.case} {role} {number}",
        found=len(shown),
    )
    names = choices_for(frame.user).category_names
    return frame.render(
        "person_cases",
        who=str(person),
        rows=[_row(frame, case, names, as_what[case.pk]) for case in shown],
        most=SHOWN if len(found) > SHOWN else 0,
    )


def _roles(person):
    """{key of a case: as what the person stands in it}."""
    found = {
        case: Capacity(capacity).label
        for case, capacity in person.complaints.values_list("case", "capacity")
    }
    for case in person.witnessed.values_list("case", flat=True):
        label = found.get(case, WITNESS)
        found[case] = label if label == WITNESS else f"{label}, witness"
    return found


def _row(frame, case, names, as_what):
    official = Sight(case, frame.user).official
    return {
        "case": case,
        "what": what_it_is(case, names, official=official),
        "where": where_and_who(case),
        "as_what": as_what,
        "official": official,
    }
