"""What the notice of a date must say, and from which day it can be."""

from datetime import date, time, timedelta

import pytest

from complaints import rules
from complaints.models import Letter, Proceeding
from pages.refusals import BadInput
from tests.complaints.sending import day, errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import days_ago

DAY, AT, ROOM = date(2026, 11, 24), time(14, 30), "Room 1"


def unsaid(text, *, on=DAY, at=AT, place=ROOM):
    return [
        each.sentence
        for each in rules.check_says_when("text", text, on=on, at=at, place=place)
    ]


class TestItsWords:
    @pytest.mark.parametrize(
        "words",
        [
            "Tuesday 24 November 2026 at 14:30",
            "24 November at 2.30 pm",
            "24th November, 2026, 1430 hours",
            "the 24th of Nov. at 2:30pm",
            "24/11/2026, 14.30",
            "24.11.26 at 02.30 p.m.",
        ],
    )
    def test_a_day_and_a_time_are_written_in_many_ways(self, words):
        assert unsaid(f"It is held on {words} in\n room  1.") == []

    @pytest.mark.parametrize(
        ("words", "missing"),
        [
            ("24 November 2025 at 14:30", "the date (24 November 2026)"),
            ("4 November 2026 at 14:30", "the date (24 November 2026)"),
            ("24 November 2026", "the time (14:30)"),
            ("24 November 2026 at 2.30 am", "the time (14:30)"),
            ("24 November 2026 at 4:30", "the time (14:30)"),
        ],
    )
    def test_another_day_or_time_is_none(self, words, missing):
        said = f"The notice does not say {missing}: write it in."
        assert unsaid(f"In Room 1, on {words}.") == [said]

    def test_all_that_is_missing_is_said_at_once(self):
        assert unsaid("It is as we told you.") == [
            "The notice does not say the date (24 November 2026), the time (14:30) "
            "and the place (Room 1): write it in."
        ]

    @pytest.mark.parametrize(
        ("at", "words"),
        [(time(10), "10am"), (time(12), "noon"), (time(0, 15), "12.15 a.m.")],
    )
    def test_hours(self, at, words):
        assert unsaid(f"24 November, {words}, Room 1", at=at) == []

    def test_only_what_is_fixed_is_asked(self):
        assert unsaid("24 November", at=None, place="") == []


@pytest.mark.django_db
class TestItsDay:
    """It is served no earlier than the date was fixed, or changed."""

    @pytest.mark.parametrize(
        ("verb", "name", "earlier"),
        [
            ("fix-sitting", "fixed_on", "it was fixed"),
            ("postpone-sitting", "moved_on", "it was changed"),
        ],
    )
    def test_it_is_not_before_the_day_of_what_it_tells(self, verb, name, earlier):
        play = play_of(BY_VERB[verb])
        with pytest.raises(BadInput, match=f"the date {earlier}") as refused:
            play.do(**{name: days_ago(0), "served_on": days_ago(1)})
        assert refused.value.field == "served_on"
        assert not Letter.objects.exists()
        play.do(**{name: days_ago(1), "served_on": days_ago(1)})
        assert getattr(Proceeding.objects.get(), name) == days_ago(1)

    def test_no_date_is_fixed_before_the_documents_went(self):
        play = play_of(BY_VERB["fix-sitting"])
        before = play.part.supplied_on - timedelta(days=1)
        with pytest.raises(BadInput, match="of the documents") as refused:
            play.do(fixed_on=before)
        assert refused.value.field == "fixed_on"

    def test_nor_changed_to_what_it_is(self):
        play = play_of(BY_VERB["postpone-sitting"])
        play.do()
        with pytest.raises(BadInput, match="then and there already") as refused:
            play.do()
        assert refused.value.field == "sits_on"
        assert Letter.objects.count() == 1
        play.do(place="Another room", text="[when it is held], [where it is held]")

    def test_nor_changed_before_it_was_fixed_or_last_changed(self):
        play = play_of(BY_VERB["postpone-sitting"])
        before = play.part.fixed_on - timedelta(days=1)
        with pytest.raises(BadInput, match="the one before was fixed") as refused:
            play.do(moved_on=before)
        assert refused.value.field == "moved_on"
        sent = play.post(**day("moved_on", before))
        assert any("the one before was fixed" in each for each in errors(sent))
        play.do()
        with pytest.raises(BadInput, match="the one before was fixed"):
            play.do(moved_on=days_ago(2))


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["fix-sitting", "postpone-sitting"])
class TestItsWordsAtTheDoors:
    def test_a_notice_that_does_not_say_when_or_where_is_refused(self, verb):
        play = play_of(BY_VERB[verb])
        with pytest.raises(
            BadInput, match=r"does not say the date .* and the pla"
        ) as no:
            play.do(text="It is as we told you.")
        assert no.value.field == "text"
        assert not Letter.objects.exists()
        sent = play.post(text="It is held on [when it is held].")
        assert any("does not say the place (Room 1)" in each for each in errors(sent))

    def test_it_is_called_a_notice_where_it_has_a_blank(self, verb):
        play = play_of(BY_VERB[verb])
        with pytest.raises(BadInput, match="^The notice still says"):
            play.do(text="[the reasons for what was decided]")


@pytest.mark.django_db
def test_whoever_changes_a_date_is_told_that_a_new_notice_is_owed():
    play = play_of(BY_VERB["postpone-sitting"])
    shown = signed_in(play.user).get(play.url).content.decode()
    assert "They are owed a new notice" in shown
    assert "What does the new notice say?" in shown
