"""What changes in a case besides its state: people, allegations, and who sees them."""

from datetime import date

import pytest

from audit import trail
from casework import guard
from casework.models import Notification
from complaints import actions, search
from complaints.actions import amending
from complaints.actions.inputs import NewAllegation, NewSubject
from complaints.models import Case, Category, Outcome
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.test_matrix import reported
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    OutcomeFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import (
    MemberFactory,
    MemberPostingFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def officer():
    """A handler who is a member of the force."""
    return user_with_role("investigator", member=MemberFactory())


def added(case, member):
    return amending.add_subject(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        subject=NewSubject("member", member=member),
    )


def identified(case, member):
    SubjectFactory(case=case, number=2, unidentified=True, unit=None)
    return amending.identify_subject(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        number=2,
        member=member,
    )


def corrected(case, member=None, **fields):
    """Subject 1 of the case turns out to be this member, or what the fields say."""
    kind = "member" if member else fields.pop("kind", "unidentified")
    return amending.change_subject(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        number=1,
        subject=NewSubject(kind, member=member, **fields),
    )


@pytest.mark.parametrize("named", [added, identified, corrected])
@pytest.mark.parametrize("role", ["handler", "authority"])
def test_whoever_becomes_a_subject_is_taken_off_the_case(named, role):
    person = officer()
    case = whole_case(investigating=True, **{role: person})

    named(case, person.member)

    assert getattr(Case.objects.get(pk=case.pk), role) is None
    assert not Case.objects.visible_to(fresh(person)).exists()


@pytest.mark.parametrize("named", [added, identified, corrected])
def test_another_subject_leaves_the_handler_in_place(named):
    handler = officer()
    case = whole_case(investigating=True, handler=handler)

    named(case, MemberFactory())

    assert Case.objects.get(pk=case.pk).handler == handler


def test_a_declared_conflict_takes_off_the_one_who_declares_it_alone():
    handler = officer()
    case = whole_case(investigating=True, handler=handler)
    another = user_with_role("investigator")

    actions.declare_conflict(case=case, by=another, at=NOW, reason="A neighbour.")
    assert Case.objects.get(pk=case.pk).handler == handler

    actions.declare_conflict(case=case, by=handler, at=NOW, reason="My brother.")
    assert Case.objects.get(pk=case.pk).handler is None


def test_a_handler_with_a_conflict_does_not_come_back_with_a_reopened_case():
    handler = officer()
    case = whole_case(finalised=True, handler=handler)
    actions.declare_conflict(case=case, by=handler, at=NOW, reason="My brother.")
    case.refresh_from_db()
    assert case.handler == handler

    DO["reopen"](case, user_with_role("appropriate-authority"), NOW, case.version)

    case.refresh_from_db()
    assert (case.status, case.handler) == ("investigating", None)
    assert trail.history_of(case)[0].changes["handler"] == [handler.email, None]
    assert not Notification.objects.filter(user=handler).exists()


def test_a_subject_whom_a_report_answers_for_is_not_made_another_member():
    case = reported()
    with pytest.raises(WrongState, match="its report must answer"):
        corrected(case, MemberFactory())
    subject = case.subjects.get()
    case.refresh_from_db()
    corrected(case, subject.member, rank="inspector", unit=subject.unit)
    subject.refresh_from_db()
    assert subject.rank == "inspector"


def test_a_handler_who_no_longer_sees_the_case_is_told_nothing():
    case = reported()
    handler = case.handler
    handler.member = MemberFactory()
    handler.save()
    SubjectFactory(case=case, number=2, member=handler.member)

    DO["return"](case, user_with_role("appropriate-authority"), NOW, case.version)

    assert not Notification.objects.filter(user=handler).exists()


def hits(words):
    found = search.search(words, user=user_with_role("cst-officer"))
    return {row.pk for row in found.rows}


def one_more(case):
    """The two ways in which a case grows by something to be decided."""
    values = {
        "case": case,
        "by": user_with_role("cst-officer"),
        "at": NOW,
        "version": case.version,
    }
    another = NewAllegation(Category.objects.get(code="U"), "Swore again.")
    subject = NewSubject("member", member=MemberFactory())
    return (
        lambda: amending.add_allegation(**values, allegation=another),
        lambda: amending.add_subject(**values, subject=subject),
    )


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_to_decide_is_added_to_a_report(which):
    case = reported()

    with pytest.raises(WrongState, match="returned to the investigator first"):
        one_more(case)[which]()

    authority = user_with_role("appropriate-authority")
    assert DO["determine"](case, authority, NOW, case.version).status == "determined"


@pytest.mark.parametrize("which", [0, 1])
def test_a_case_under_investigation_grows(which):
    case = whole_case(investigating=True)

    one_more(case)[which]()

    assert Outcome.objects.filter(allegation__case=case).count() == 2


def test_a_case_reported_elsewhere_without_findings_is_returned_first():
    case = whole_case(reported=True, origin="legacy")
    authority = user_with_role("appropriate-authority")

    with pytest.raises(WrongState, match="return it to the investigator"):
        DO["determine"](case, authority, NOW, case.version)

    assert DO["return"](case, authority, NOW, case.version).status == "investigating"


def test_an_outcome_without_a_recommendation_is_returned_first():
    case = reported()
    OutcomeFactory(
        allegation=case.allegations.get(), subject=SubjectFactory(case=case, number=2)
    )
    authority = user_with_role("appropriate-authority")

    with pytest.raises(WrongState, match="every allegation"):
        DO["determine"](case, authority, NOW, case.version)


def served_elsewhere():
    """A member who moved after the day on which cases here were received."""
    then, now = UnitFactory(), UnitFactory()
    member = MemberFactory(unit=now)
    MemberPostingFactory(
        member=member, unit=then, from_on=date(2020, 1, 1), to_on=date(2026, 9, 10)
    )
    MemberPostingFactory(member=member, unit=now, from_on=date(2026, 9, 11))
    return member, then


def renamed(case, member):
    """Corrected by a form that left rank and unit as they stood."""
    row = case.subjects.get(number=1)
    return corrected(case, member, unit=row.unit, rank=row.rank)


@pytest.mark.parametrize("named", [added, identified, corrected, renamed])
def test_a_subject_stands_under_the_unit_of_the_incident(named):
    member, then = served_elsewhere()
    case = whole_case(
        investigating=True, received_on=date(2026, 9, 20), incident_on=date(2026, 9, 1)
    )

    named(case, member)

    assert case.subjects.get(member=member).unit == then


def test_the_trail_names_outcomes_as_people_do():
    case = reported()
    submitted = trail.history_of(case)[0].changes
    DO["determine"](case, user_with_role("appropriate-authority"), NOW, case.version)
    determined = trail.history_of(case)[0].changes

    assert submitted["allegation 1 subject 1 recommended"] == [None, "Upheld"]
    assert determined["allegation 1 subject 1 result"] == ["Upheld", "Upheld"]


def test_another_member_brings_their_own_rank_unless_it_was_said():
    sergeant = MemberFactory(rank="sergeant")
    case, other = whole_case(), whole_case()

    renamed(case, sergeant)
    corrected(other, sergeant, rank="inspector")

    assert case.subjects.get().rank == "sergeant"
    assert other.subjects.get().rank == "inspector"


def test_the_same_member_is_given_another_rank_and_unit_then():
    case, unit = whole_case(), UnitFactory()
    member = case.subjects.get().member

    corrected(case, member, unit=unit, rank="sergeant")

    row = case.subjects.get()
    assert (row.member, row.unit, row.rank) == (member, unit, "sergeant")


def test_a_member_wrongly_named_sees_the_case_again():
    wronged = officer()
    case = whole_case(handler=wronged)
    subject = case.subjects.get()
    with guard.writing("test"):
        subject.member = wronged.member
        subject.save()
    assert not Case.objects.visible_to(fresh(wronged)).exists()

    corrected(case, description="A tall officer with a beard")

    row = case.subjects.get()
    assert (row.kind, row.member, row.description) == (
        "unidentified",
        None,
        "A tall officer with a beard",
    )
    assert Case.objects.visible_to(fresh(wronged)).get() == case


def test_a_correction_keeps_before_and_after():
    case, unit = whole_case(), UnitFactory()
    before = case.subjects.get()
    member = MemberFactory(rank="sergeant")

    corrected(case, member, unit=unit)

    assert trail.history_of(case)[0].changes == {
        "subject 1 member": [before.member.number, member.number],
        "subject 1 unit": [before.unit.code, unit.code],
        "subject 1 rank": ["constable", "unknown"],
    }


def test_a_correction_is_found_by_the_new_name():
    case = whole_case()
    corrected(case, MemberFactory(surname="Quillington"))
    assert hits("Quillington") == {case.pk}


def test_a_member_stands_in_a_case_once():
    case = whole_case()
    other = SubjectFactory(case=case, number=2)

    with pytest.raises(BadInput, match="is a subject already") as refused:
        corrected(case, other.member)
    assert refused.value.field == "subjects"
    with pytest.raises(BadInput, match="is a subject already"):
        identified_as(case, other.member, number=3)
    assert trail.history_of(case)[0].outcome == "refused"


def identified_as(case, member, number):
    SubjectFactory(case=case, number=number, unidentified=True)
    return amending.identify_subject(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        number=number,
        member=member,
    )


def test_a_member_is_chosen():
    with pytest.raises(BadInput, match="Choose the member of the force."):
        corrected(whole_case(), kind="member")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("determined", "no longer change"), ("withdrawn", "is closed")],
)
def test_no_subject_is_corrected_once_the_case_is_decided(state, sentence):
    case = whole_case(**{state: True})
    with pytest.raises(WrongState, match=sentence):
        corrected(case, MemberFactory())


def test_nobody_corrects_a_subject_without_the_right():
    case = whole_case()
    with pytest.raises(NotAllowed, match="Your role does not allow you"):
        amending.change_subject(
            case=case,
            by=user_with_role("mpa-officer"),
            at=NOW,
            version=case.version,
            number=1,
            subject=NewSubject("organisation"),
        )
