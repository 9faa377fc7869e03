"""Suspension and restriction of duties: on which grounds, by whom, seen by whom."""

from datetime import date

import pytest
from django.urls import reverse

from complaints import actions
from complaints.models import Restriction
from pages.refusals import BadInput, NotAllowed
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.records.playing import NOW
from tests.complaints.sending import errors, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.organisation import MemberFactory
from tests.factories.restrictions import RestrictionFactory

pytestmark = pytest.mark.django_db


def refused(event, **changes):
    play = record_play(BY_EVENT[event])
    given = play.step.given(play) | changes
    if play.record is not None:
        given |= {"record": play.record, "version": play.record.version}
    else:
        given |= {"unit": play.unit}
    with pytest.raises(BadInput) as caught:
        play.step.action(by=fresh(play.user), at=NOW, **given)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("event", "changes", "sentence"),
    [
        ("restriction.propose", {"basis": "whim"}, "Choose a legal basis that is"),
        (
            "restriction.propose",
            {"kind": "suspended", "basis": "death-following-contact"},
            "Choose a legal basis that is",
        ),
        ("restriction.propose", {"conditions": ""}, "Say which duties the officer"),
        ("restriction.impose", {"review_on": date(2026, 11, 20)}, "The next review"),
        ("restriction.impose", {"from_on": date(2026, 8, 1)}, "It must begin on or"),
        ("restriction.review", {"next_on": date(2026, 10, 8)}, "The next review must"),
        ("restriction.review", {"reviewed_on": date(2027, 1, 1)}, "The date must be"),
        ("restriction.lift", {"lifted_on": date(2026, 9, 1)}, "The date must be on or"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(event, changes, sentence):
    assert refused(event, **changes).startswith(sentence)


def test_only_a_subject_of_the_case_is_suspended_in_it():
    stranger = MemberFactory()
    said = refused("restriction.propose", member=stranger)
    assert said.startswith(f"{stranger} is no subject of PC/")


def test_nobody_is_restricted_twice_in_one_case():
    play = record_play(BY_EVENT["restriction.propose"])
    first = play.do()
    with pytest.raises(BadInput, match=f"already, {first.reference}"):
        play.do()
    assert Restriction.objects.count() == 1


def test_nobody_sees_their_own():
    row = RestrictionFactory(in_force=True)
    director = user_with_role("director")
    assert Restriction.objects.visible_to(director).exists()
    director.member = row.member
    director.save()
    assert not Restriction.objects.visible_to(fresh(director)).exists()


def test_whoever_is_barred_from_its_case_does_not_see_it():
    row = RestrictionFactory(in_force=True)
    director = user_with_role("director")
    assert Restriction.objects.visible_to(director).exists()
    ConflictFactory(case=row.case, user=director)
    assert not Restriction.objects.visible_to(fresh(director)).exists()


def test_an_inspector_does_not_impose_what_they_propose():
    play = record_play(BY_EVENT["restriction.propose"])
    row = play.do()
    with pytest.raises(NotAllowed, match="role does not allow"):
        actions.impose_restriction(
            record=row,
            by=fresh(play.user),
            at=NOW,
            version=row.version,
            from_on=date(2026, 11, 20),
            review_on=date(2026, 12, 18),
            decision="Because.",
        )


def test_it_stands_above_the_history_of_the_officer():
    row = RestrictionFactory(in_force=True)
    client = signed_in(user_with_role("director"))
    shown = client.get(reverse("complaints:officer", args=[row.member.key]))
    text = shown.content.decode()
    assert "Restricted duties" in text
    assert row.get_absolute_url() in text


def test_the_form_says_what_is_wrong_at_its_field():
    play = record_play(BY_EVENT["restriction.propose"])
    sent = play.post(kind="suspended", basis="death-following-contact", number="7")
    assert sent.status_code == 200
    said = errors(sent)
    assert "A suspension from duty cannot rest on that ground." in said
    assert any("has no subject 7" in each for each in said)


def test_the_people_page_of_a_case_offers_it():
    case = whole_case(investigating=True)
    client = signed_in(user_with_role("command"))
    text = client.get(f"{case.get_absolute_url()}people/").content.decode()
    number = case.subjects.get().number
    assert f"restrictions/propose/?case={case.slug}&amp;subject={number}" in text
