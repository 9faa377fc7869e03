"""Witnesses: who they are, what they need, and what a police witness may not do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit import trail
from complaints import permissions
from complaints.filters.history import class_of
from complaints.models import Person, Witness
from organisation.classification import FieldClass
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words
from tests.complaints.sending import errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import days_ago
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import PersonFactory, SubjectFactory, whole_case
from tests.factories.logs import (
    WitnessAttendanceFactory,
    WitnessCareFactory,
    WitnessFactory,
)
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


def play(verb):
    return play_of(BY_VERB[verb])


class TestWho:
    def test_somebody_new_to_the_register(self):
        it = play("add-witness")
        sent = it.post(
            who="public", forenames="Zebedee", surname="Quince", telephone="020 1234"
        )
        assert sent.status_code == 302, errors(sent)
        witness = Witness.objects.get()
        assert (str(witness.person), witness.description) == ("Zebedee Quince", "")
        assert witness.person.telephone == "020 1234"

    def test_somebody_whom_the_register_has(self):
        it = play("add-witness")
        person = it.case.complainants.get().person
        names = {"forenames": person.forenames, "surname": person.surname}
        asked = it.post(who="public", **names)
        assert "Say whether it is one of these people." in errors(asked)
        key = f"{it.case.slug}.1"
        before = Person.objects.count()
        sent = it.post(who="public", person=key, **names)
        assert sent.status_code == 302, errors(sent)
        assert Witness.objects.get().person == person
        assert Person.objects.count() == before

    def test_a_member_of_the_force_by_their_number(self):
        it = play("add-witness")
        member = MemberFactory(number="W123456")
        sent = it.post(who="force", member="w123456")
        assert sent.status_code == 302, errors(sent)
        assert Witness.objects.get().member == member

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"who": "force", "member": "X999"}, "Nobody of the force has this number"),
            ({"who": "force", "member": ""}, "Enter the warrant or pay number"),
            ({"who": "public"}, "Enter their name"),
            ({"who": "described", "description": ""}, "Enter how they are described"),
            ({"who": "described", "consent_how": ""}, "Enter how they agreed"),
        ],
    )
    def test_what_its_form_refuses(self, given, sentence):
        assert sentence in " ".join(errors(play("add-witness").post(**given)))

    def test_nobody_twice_and_no_subject(self):
        it = play("add-witness")
        member = MemberFactory()
        it.do(member=member, description="")
        with pytest.raises(BadInput, match="a witness of .* already"):
            it.do(member=member, description="")
        subject = SubjectFactory(case=it.case, number=7)
        with pytest.raises(BadInput, match="is a subject of"):
            it.do(member=subject.member, description="")
        person = PersonFactory()
        it.do(person=person, description="")
        with pytest.raises(BadInput, match="a witness of .* already"):
            it.do(person=person, description="")

    def test_somebody_it_must_be(self):
        with pytest.raises(BadInput, match="Say who the witness is"):
            play("add-witness").do(description="")
        with pytest.raises(BadInput, match="Say who the witness is"):
            play("amend-witness").do(description="")

    def test_consent_says_how(self):
        with pytest.raises(BadInput, match="how they agreed"):
            play("add-witness").do(consent_how="")


class TestIndependence:
    def test_whoever_gave_evidence_is_not_the_authority(self):
        case = whole_case(reported=True, responsible_unit=UnitFactory(team=True))
        member = MemberFactory()
        authority = user_with_role("appropriate-authority", member=member)
        permissions.check_is_independent(case, by=authority)
        WitnessFactory(case=case, member=member, description="", released=True)
        with pytest.raises(NotAllowed, match="you are a witness of it"):
            permissions.check_is_independent(case, by=fresh(authority))
        assert permissions.had_parts_in([case.pk], by=fresh(authority)) == {case.pk}

    def test_a_witness_of_another_case_is_no_bar(self):
        member = MemberFactory()
        WitnessFactory(member=member, description="")
        case = whole_case(reported=True, responsible_unit=UnitFactory(team=True))
        authority = user_with_role("appropriate-authority", member=member)
        permissions.check_is_independent(case, by=authority)


class TestCare:
    def test_needs_are_for_those_who_may_know_them(self):
        it = play("amend-witness")
        it.do(needs="A wheelchair")
        assert class_of("witness 1 needs") is FieldClass.SPECIAL
        assert class_of("witness 1 about") is FieldClass.IDENTITY
        assert class_of("witness 1 consent_on") is FieldClass.OFFICIAL
        analyst = signed_in(user_with_role("pau-analyst"))
        for page in ("witnesses/", "history/"):
            text = analyst.get(f"{it.case.get_absolute_url()}{page}").content.decode()
            assert "wheelchair" not in text
        handler = signed_in(user_with_role("investigator", it.unit))
        text = handler.get(f"{it.case.get_absolute_url()}witnesses/").content.decode()
        assert "A wheelchair" in text

    def test_whoever_does_not_see_needs_leaves_them_as_they_are(self):
        it = play("amend-witness")
        it.do(needs="A wheelchair")
        it.do(needs=None, about="She saw it too.")
        it.part.refresh_from_db()
        assert (it.part.needs, it.part.about) == ("A wheelchair", "She saw it too.")

    def test_contact_details_change_in_the_register(self):
        it = play("amend-witness")
        person = PersonFactory(telephone="")
        WitnessFactory(case=it.case, number=2, person=person, description="")
        it.part = Witness.objects.get(case=it.case, number=2)
        it.do(details={"telephone": "020 4321"}, description="")
        person.refresh_from_db()
        assert person.telephone == "020 4321"
        changes = trail.history_of(it.case)[0].changes
        assert changes["witness 2 telephone"] == ["", "020 4321"]

    def test_the_care_contact_is_told(self):
        it = play("add-witness")
        colleague = user_with_role("investigator", it.unit)
        it.do(care_contact=colleague)
        assert colleague.notifications.filter(event="case.add-witness").exists()

    def test_the_next_contact_is_after_this_one(self):
        with pytest.raises(BadInput, match="after this one"):
            play("log-witness-care").do(next_on=days_ago(3))

    def test_the_trail_says_that_it_told_them_how_the_case_stands(self):
        it = play("log-witness-care")
        it.do()
        assert it.case.witnesscares.get().is_update
        changes = trail.history_of(it.case)[0].changes
        assert changes["care contact 1 is_update"] == [None, True]

    def test_the_card_says_when_they_were_last_told(self):
        case = whole_case(investigating=True, responsible_unit=UnitFactory(team=True))
        witness = WitnessFactory(case=case, number=1)
        client = signed_in(user_with_role("investigator", case.responsible_unit))

        def text():
            shown = client.get(f"{case.get_absolute_url()}witnesses/")
            return shown.content.decode()

        WitnessCareFactory(case=case, witness=witness, number=1)
        assert "Nobody has told them how the case stands" in text()
        today = timezone.localdate()
        for number, days in ((2, 30), (3, 12), (4, 0)):
            on = today - timedelta(days=days)
            update = {"update": days > 0, "on": on, "number": number}
            WitnessCareFactory(case=case, witness=witness, **update)
        last = today - timedelta(days=12)
        assert f"{day_words(last)}, 12 days ago" in text()
        assert f"Update, {day_words(last)}" in text()
        assert f"Care contact, {day_words(today)}" in text()

    def test_a_warning_says_when(self):
        it = play("record-attendance")
        with pytest.raises(BadInput, match="the day they were warned"):
            it.do(warned_on=None)

    def test_nobody_has_attended_what_is_to_come(self):
        it = play("record-attendance")
        with pytest.raises(BadInput, match="today, .* or earlier"):
            it.do(attendance="attended")

    def test_the_page_says_what_was_done_for_whom(self):
        case = whole_case(investigating=True, responsible_unit=UnitFactory(team=True))
        witness = WitnessFactory(case=case, number=1)
        WitnessCareFactory(case=case, witness=witness)
        WitnessAttendanceFactory(case=case, witness=witness, warned_on=days_ago(70))
        other = WitnessFactory(case=case, number=2, description="A boy on a bicycle")
        reader = user_with_role("investigator", case.responsible_unit)
        text = signed_in(reader).get(f"{case.get_absolute_url()}witnesses/")
        text = text.content.decode()
        assert "Told her who will be there." in text
        assert "Interview: Attended, warned on" in text
        assert other.description in text
        officer = signed_in(user_with_role("mpa-officer"))
        text = officer.get(f"{case.get_absolute_url()}witnesses/").content.decode()
        assert "Told her" not in text
        assert "Interview" not in text
        assert "red coat" not in text
