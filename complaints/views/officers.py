"""The history of a member of the force over all cases that the reader sees.

What was imposed and what kept them from duty stands there too, live or over.

The address names the member by their key: no warrant number stands in a log. Rows that
stand for somebody nobody named are no one person, and have no history.
"""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints import actions
from complaints.filters.choices import choices_for, names_known_to
from complaints.filters.officers import NO_CATEGORY, TESTIFIES, OfficerHistory
from complaints.filters.service import MANAGER, POSTING, TRAINING, spells_of
from complaints.models import law
from complaints.permissions import Sight
from complaints.permissions.officers import check_can_read_officers
from complaints.templatetags.case_tags import case_state
from complaints.views.cases import what_it_is
from complaints.views.officer_notes import SHOWN, Table, about, cell, members
from complaints.views.officer_sanctions import may_record
from complaints.views.ruling import meaning
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS
from pages.templatetags.components import day, short_day


@require_safe
def officer(request, key):
    """Who it is, what is live of them, and their cases, newest first."""
    user, today = request.user, timezone.localdate()
    check_can_read_officers(user)
    refuse_unknown(request.GET, PARAMETERS)
    known_of = members().select_related("unit").annotate(testifies=TESTIFIES)
    member: Any = get_object_or_404(known_of, key=key)
    if member.placeholder:
        raise Http404
    history = OfficerHistory(member, user, request.GET, testifies=member.testifies)
    line = _Line(user, law.of_request(request))
    rows = [line.row(row) for row in history.page]
    found = history.case_count + len(history.witnessed)
    actions.look_up(by=user, register="members", asked=member.number, found=found)
    notes, tables = about(member, today, user)
    spells = list(spells_of(member, today))
    context = {
        "member": member,
        "facts": _facts(member, [one.who for one in spells if one.what == MANAGER]),
        "postings": [one for one in spells if one.what == POSTING],
        "accreditations": [one for one in spells if one.what == TRAINING],
        "notes": notes,
        "tables": [*tables, *_witnessed(user, history.witnessed)],
        "history": history,
        "page": history.page,
        "rows": rows,
        "today": today,
        "may_record": may_record(user, member, today),
    }
    return render(request, "complaints/officer.html", context)


def _facts(member, managers):
    rows = [
        ("Name", f"{member.forenames} {member.surname}".strip()),
        ("Rank", member.get_rank_display()),
        ("Warrant or pay number", member.number),
        ("Kind", member.get_kind_display()),
        ("Unit", member.unit),
        ("Line manager", ", ".join(managers)),
        ("Joined", day(member.joined_on) if member.joined_on else ""),
        ("Left", day(member.left_on) if member.left_on else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


class _Line:
    """How a case stands in the history."""

    def __init__(self, user, known):
        self.user, self.known = user, known
        self.categories = choices_for(user).category_names
        self.names = names_known_to(user)

    def row(self, subject):
        """A case, and what was alleged of the member in it and became of that."""
        case, units = subject.case, self.names["unit"]
        official = _official(case, self.user)
        rank = subject.get_rank_display() if subject.rank != "unknown" else ""
        return {
            "case": case,
            "href": case.get_absolute_url(),
            "kind": case.get_kind_display(),
            "received": short_day(case.received_on) or "No date",
            "what": what_it_is(case, self.categories, official=official),
            "where": units.get(case.responsible_unit_id, ""),
            "number": subject.number,
            "served": ", ".join(filter(None, (rank, units.get(subject.unit_id)))),
            "official": official,
            "alleged": [
                self._alleged(case, outcome, official)
                for outcome in subject.outcomes.all()
            ],
        }

    def _alleged(self, case, outcome, official):
        """An allegation: its category, its result and what follows."""
        allegation, result, follows = outcome.allegation, None, ""
        if case.results_stand:
            result = self.names["result"].get(outcome.result_id)
            follows = official and meaning(
                self.known,
                noticed_on=allegation.raised_on or case.received_on,
                case_to_answer=outcome.case_to_answer,
                severity=outcome.severity,
                forum=outcome.forum,
            )
        return {
            "category": self.names["category"].get(allegation.category_id, NO_CATEGORY),
            "result": result,
            "follows": follows,
        }


def _witnessed(user, rows):
    """The cases in which the member is a witness, as a table where there are any."""
    headings = ("Reference", "Received", "With", "As", "State")
    units = names_known_to(user)["unit"]
    cells = [
        [
            cell(row.case.reference, href=f"{row.case.get_absolute_url()}witnesses/"),
            cell(short_day(row.case.received_on) or "No date"),
            cell(units.get(row.case.responsible_unit_id, "")),
            cell(f"Witness {row.number}"),
            cell("", html=case_state(row.case) if _official(row.case, user) else ""),
        ]
        for row in rows[: SHOWN + 1]
    ]
    return (
        [Table("Cases in which they are a witness", headings, cells)] if cells else []
    )


def _official(case, user):
    return Sight(case, user).official
