"""All cases in which one person of the register complains.

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


@require_safe
def complainant_cases(request, slug, number):
    """Those that the reader sees, and of which they may know who is in them."""
    frame = CaseFrame(request, slug, "people")
    frame.require()
    known = frame.case.complainants.exclude(person__surname="")
    complainant = get_object_or_404(known.select_related("person"), number=number)
    person = complainant.person
    as_what = dict(person.complaints.values_list("case", "capacity"))
    cases = Case.objects.showing(frame.user, FieldClass.IDENTITY)
    cases = cases.filter(lists.among("pk", list(as_what))).marked_own(frame.user)
    cases = cases.order_by("-sort_received_on", "-pk").with_list_details()
    found = list(cases[: SHOWN + 1])
    shown = found[:SHOWN]
    actions.look_up(
        by=frame.user,
        register="people",
        # A name is many people's; the register has no number of its own.
        asked=f"{person}, {frame.case} complainant {number}",
        found=len(shown),
    )
    names = choices_for(frame.user).category_names
    return frame.render(
        "person_cases",
        who=str(person),
        rows=[
            _row(frame, case, names, Capacity(as_what[case.pk]).label) for case in shown
        ],
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
