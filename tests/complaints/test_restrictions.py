"""Suspension and restriction of duties: on which grounds, by whom, seen by whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import trail
from casework.models import DeadlineRule
from complaints import actions
from complaints.models import Restriction
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.records.playing import NOW
from tests.complaints.sending import day, errors, fill, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.organisation import LineManagerFactory, MemberFactory
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
        ("restriction.care", {"on_day": date(1900, 1, 1)}, "The date must be on or"),
        ("restriction.tell", {"served_on": date(1900, 1, 1)}, "The date must be on or"),
        ("restriction.tell", {"served_on": date(2027, 1, 1)}, "The date must be today"),
        ("restriction.tell", {"served_how": "zzz"}, "Select how it was served."),
        (
            "restriction.tell",
            {"text": "Until [the day by which something must be done or said]."},
            "The notice still says [the day by which something must be done or said]",
        ),
        (
            "restriction.impose",
            {"from_on": date(2026, 12, 19), "review_on": date(2027, 1, 5)},
            "It must begin on or before 18 December 2026.",
        ),
        ("restriction.review", {"kind": "suspended"}, "A review continues what holds,"),
        (
            "restriction.review",
            {"kind": "non_operational"},
            "A review continues what holds,",
        ),
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


SUSPENSION = {
    "kind": "suspended",
    "basis": "hindered",
    "reasons": "He rang a witness.",
    "alternatives": "Other duties would not keep him from the telephone.",
}


def propose(case, **given):
    return actions.propose_restriction(
        by=fresh(user_with_role("team-inspector", case.responsible_unit)),
        at=NOW,
        unit=case.responsible_unit,
        case=case,
        member=case.subjects.get().member,
        **SUSPENSION | given,
    )


def decided(action, record, **given):
    now = Restriction.objects.get(pk=record.pk)
    director = fresh(user_with_role("director"))
    return action(record=now, by=director, at=NOW, version=now.version, **given)


def impose(record, **given):
    day = {"from_on": NOW.date(), "review_on": NOW.date() + timedelta(days=28)}
    return decided(
        actions.impose_restriction,
        record,
        **day | {"decision": "It is needed."} | given,
    )


class TestGraver:
    """What is graver is proposed anew, and takes the place of what holds."""

    def test_it_is_proposed_and_the_director_decides(self):
        held = RestrictionFactory(in_force=True)
        graver = impose(propose(held.case))
        held.refresh_from_db()
        assert (graver.kind, graver.status) == ("suspended", "in_force")
        assert (held.status, held.lifted_on) == ("lifted", NOW.date())
        assert held.lifted_because == f"{graver} took its place."
        assert trail.history_of(held)[0].reason == held.lifted_because

    def test_until_then_the_other_holds(self):
        held = RestrictionFactory(in_force=True)
        graver = propose(held.case)
        later = NOW.date() + timedelta(days=3)
        with pytest.raises(BadInput, match="it must begin between then and today"):
            impose(graver, from_on=later)
        held.refresh_from_db()
        assert held.status == "in_force"

    def test_of_what_is_to_begin_it_takes_the_place_no_later(self):
        case = whole_case(investigating=True)
        restricted = {"kind": "restricted", "conditions": "No driving."}
        basis = {"basis": "public-interest"}
        begins = NOW.date() + timedelta(days=10)
        held = impose(propose(case, **restricted, **basis), from_on=begins)
        graver = propose(case)
        with pytest.raises(BadInput, match="is to hold from 30 November 2026"):
            impose(graver, from_on=begins + timedelta(days=1))
        impose(graver, from_on=begins)
        held.refresh_from_db()
        assert (held.status, held.lifted_on) == ("lifted", NOW.date())

    def test_nor_does_it_wait_for_that_day(self):
        held = RestrictionFactory(
            in_force=True, from_on=NOW.date() + timedelta(days=10)
        )
        graver = impose(propose(held.case))
        held.refresh_from_db()
        assert (graver.status, held.status) == ("in_force", "lifted")

    def test_what_is_not_graver_is_a_review(self):
        held = RestrictionFactory(in_force=True, kind="suspended")
        with pytest.raises(BadInput, match="is recorded as a review of it"):
            propose(held.case, kind="restricted", conditions="No driving.")

    def test_a_review_may_lessen_it(self):
        held = RestrictionFactory(in_force=True, kind="suspended")
        row = decided(
            actions.review_restriction,
            held,
            reviewed_on=NOW.date(),
            kind="restricted",
            conditions="No driving.",
            reasons="The witness was heard.",
            next_on=NOW.date() + timedelta(days=28),
        )
        assert (row.kind, row.status) == ("restricted", "in_force")

    def test_the_page_offers_nothing_graver(self):
        held = RestrictionFactory(in_force=True)
        client = signed_in(user_with_role("director"))
        page = client.get(f"{held.get_absolute_url()}review/")
        kind = page.context["form"].fields["kind"]
        assert [code for code, _ in kind.choices] == ["restricted"]
        assert "proposed to the director anew" in page.content.decode()


class TestToBegin:
    def test_what_is_imposed_for_later_is_lifted_before_it_begins(self):
        case = whole_case(investigating=True)
        row = impose(propose(case), from_on=NOW.date() + timedelta(days=7))
        lifted = decided(
            actions.lift_restriction,
            row,
            lifted_on=NOW.date(),
            lifted_because="It was a slip.",
        )
        assert lifted.status == "lifted"
        assert lifted.lifted_on < lifted.from_on

    def test_but_not_before_it_was_proposed(self):
        case = whole_case(investigating=True)
        row = impose(propose(case), from_on=NOW.date() + timedelta(days=7))
        with pytest.raises(BadInput) as no:
            decided(
                actions.lift_restriction,
                row,
                lifted_on=date(1900, 1, 1),
                lifted_because="It was a slip.",
            )
        assert no.value.field == "lifted_on"

    def test_without_a_rule_for_reviews_it_begins_at_once(self):
        case = whole_case(investigating=True)
        row = propose(case)
        DeadlineRule.objects.filter(code="suspension_review").delete()
        with pytest.raises(BadInput, match="It must begin on or before"):
            impose(row, from_on=NOW.date() + timedelta(days=1))


class TestConflicts:
    """Whoever manages a subject takes no step of their restriction."""

    def managed(self, role):
        """A case of an officer whom somebody of this role manages."""
        case = whole_case(investigating=True)
        boss = MemberFactory()
        member = case.subjects.get().member
        LineManagerFactory(member=member, manager=boss)
        return case, user_with_role(role, case.responsible_unit, member=boss)

    def test_they_propose_none(self):
        case, inspector = self.managed("team-inspector")
        with pytest.raises(NotAllowed, match="because you manage a subject of it"):
            actions.propose_restriction(
                by=fresh(inspector),
                at=NOW,
                unit=case.responsible_unit,
                case=case,
                member=case.subjects.get().member,
                **SUSPENSION,
            )

    def test_they_decide_none(self):
        case, director = self.managed("director")
        row = RestrictionFactory(case=case)
        with pytest.raises(NotAllowed, match="you have a conflict of interest"):
            actions.refuse_restriction(
                record=row,
                by=fresh(director),
                at=NOW,
                version=row.version,
                decision="No need.",
            )
        row.refresh_from_db()
        assert row.status == "proposed"

    def test_the_page_says_why(self):
        case, director = self.managed("director")
        row = RestrictionFactory(case=case)
        page = signed_in(director).get(f"{row.get_absolute_url()}impose/")
        text = page.content.decode()
        assert "you have a conflict of interest" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("suspended", "You are suspended from duty from 10 September 2026 under the"),
        ("restricted", "Your duties are restricted from 10 September 2026."),
    ],
)
def test_what_the_officer_was_told_is_kept_with_it(kind, words):
    row = RestrictionFactory(in_force=True, kind=kind)
    client = signed_in(user_with_role("team-inspector", row.responsible_unit))
    url, today = f"{row.get_absolute_url()}tell/", timezone.localdate()
    opened = client.get(url).context["form"].initial["text"]
    assert words in opened
    assert "No contact with the public." in opened
    assert "[" not in opened
    sent = fill(client, url, served_how="hand", text=opened, **day("served_on", today))
    assert sent.status_code == 302, errors(sent)
    page = client.get(sent.url).content.decode()
    assert f"Served {day_words(today)}, by hand" in page
    assert words in page
