"""Proceedings named by their state, before a misconduct hearing unless told."""

from datetime import date, time, timedelta

import factory

from casework import guard
from complaints.models import (
    Finding,
    ImposedSanction,
    OfficerAppeal,
    Outcome,
    PanelMember,
    Proceeding,
    Representation,
)
from organisation.models import AccreditationKind
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded
from tests.factories.conduct import OfSubject
from tests.factories.organisation import AccreditationFactory, MemberFactory

OPENED = date(2026, 9, 25)
SITS = date(2026, 11, 10)
_SUPPLIED = {
    "supplied_on": OPENED + timedelta(days=10),
    "supplied": "The report and statements.",
    "supplied_to": "The officer's friend",
}
_FIXED = _SUPPLIED | {
    "fixed_on": OPENED + timedelta(days=12),
    "sits_on": SITS,
    "first_sits_on": SITS,
    "sits_at": time(10, 30),
    "place": "Room 1",
}
_HELD = _FIXED | {"held_on": SITS, "proved": True, "finding_reasons": "Two saw it."}
_CONCLUDED = _HELD | {"concluded_on": SITS, "sanction_reasons": "So grave."}
_REVIEWED = {"reviewed_on": OPENED, "review_reasons": "It could end in dismissal."}


class ProceedingFactory(OfSubject):
    class Meta:
        model = Proceeding
        skip_postgeneration_save = True

    class Params:
        meeting = factory.Trait(
            forum="meeting",
            forum_name="Misconduct meeting",
            kind="meeting",
            reviewed=False,
            reviewed_on=None,
            review_reasons="",
            severity="misconduct",
            severity_name="Misconduct",
        )
        special = factory.Trait(
            forum="special", forum_name="Special case hearing", kind="special"
        )
        board = factory.Trait(
            regime="conduct-2004",
            forum="hearing",
            forum_name="Misconduct hearing before a full board",
            kind="board",
            noticed_on=date(2008, 5, 1),
        )
        unreviewed = factory.Trait(status="opened", reviewed_on=None, review_reasons="")
        sent_back = factory.Trait(status="sent_back")
        supplied_documents = factory.Trait(status="supplied", **_SUPPLIED)
        fixed = factory.Trait(status="fixed", **_FIXED)
        held = factory.Trait(status="held", **_HELD)
        concluded = factory.Trait(status="concluded", **_CONCLUDED)
        told = factory.Trait(
            status="told", told_on=SITS + timedelta(days=2), **_CONCLUDED
        )

    status = "warranted"
    noticed_on = factory.LazyAttribute(
        lambda row: row.case.received_on or date(2026, 9, 1)
    )
    regime = "conduct-2008"
    forum = "hearing"
    forum_name = "Misconduct hearing"
    kind = "hearing"
    reviewed = True
    severity = "gross"
    severity_name = "Gross misconduct"
    opened_on = OPENED
    reviewed_on = OPENED
    review_reasons = "It could end in dismissal."

    @factory.post_generation
    def findings(row, create, extracted, **kwargs):
        """One for each outcome of the officer; as grave as it was, once it was held."""
        proved = row.proved
        with guard.writing("test"):
            for outcome in Outcome.objects.filter(subject=row.subject):
                outcome.case_to_answer, outcome.forum = True, row.forum
                outcome.severity = row.severity
                outcome.save()
                Finding.objects.create(
                    proceeding=row,
                    outcome=outcome,
                    proved=proved,
                    severity=row.severity if proved else "",
                    severity_name=row.severity_name if proved else "",
                )


class OfProceeding(Guarded):
    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory, determined=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("hearings-office"))
    at = NOON


class PanelMemberFactory(OfProceeding):
    class Meta:
        model = PanelMember

    class Params:
        objected = factory.Trait(
            status="objected",
            objected_on=date(2026, 11, 3),
            objection="We served together.",
        )
        outside = factory.Trait(member=None, outsider="I. Lay")

    status = "named"
    seat = "chair"
    seat_name = "Chair"
    member = factory.SubFactory(MemberFactory, rank="commander")
    named_on = date(2026, 11, 1)
    told_on = date(2026, 11, 2)


class RepresentationFactory(OfProceeding):
    class Meta:
        model = Representation

    status = "kept"
    kind = "friend"
    person = "A. Friend"
    from_on = date(2026, 10, 1)


class OfficerAppealFactory(OfProceeding):
    class Meta:
        model = OfficerAppeal

    status = "lodged"
    forum = "tribunal"
    forum_name = "Police Appeals Tribunal"
    lodged_on = date(2026, 11, 14)
    reasons = "The panel did not hear the witness."


class ImposedSanctionFactory(OfProceeding):
    class Meta:
        model = ImposedSanction

    member = factory.LazyAttribute(lambda row: row.proceeding.subject.member)
    field = "conduct"
    regime = "conduct-2008"
    sanction = "final-written-warning"
    sanction_name = "Final written warning"
    imposed_on = SITS
    live_until = date(2028, 5, 9)


def full_panel(proceeding, **given):
    """Everybody that the law of 2008 asks for at a hearing."""
    given |= {"case": proceeding.case, "proceeding": proceeding}
    trained(PanelMemberFactory(number=1, **given).member)
    second = PanelMemberFactory(
        number=2,
        seat="member",
        seat_name="Superintending member",
        member__rank="superintendent",
        **given,
    )
    trained(second.member)
    PanelMemberFactory(
        number=3,
        seat="independent",
        seat_name="Independent member",
        outside=True,
        **given,
    )


def trained(member):
    """With the training that sitting on a panel asks for, on record."""
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


def full_tribunal(appeal):
    """Everybody who decides an appeal to the tribunal: nobody of the force."""
    seats = ("chair", "senior-officer", "retired")
    for number, seat in enumerate(seats, start=91):
        PanelMemberFactory(
            case=appeal.case,
            number=number,
            proceeding=appeal.proceeding,
            appeal=appeal,
            seat=seat,
            seat_name=seat,
            outside=True,
        )


def warned(member, **more):
    """A final written warning from before cases were kept, live when a case opens."""
    given = {
        "imposed_on": date(2026, 2, 2),
        "notified_on": date(2026, 2, 2),
        "live_until": date(2027, 8, 1),
        "source": "Register of 2026",
    }
    nowhere = {"case": None, "proceeding": None, "number": 1}
    return ImposedSanctionFactory(member=member, **nowhere, **given | more)
