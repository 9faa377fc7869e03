"""Markers on subjects: what the policy asks, and what is said of it."""

from datetime import timedelta

import pytest

from casework import guard
from complaints.models import Marker
from pages.refusals import BadInput
from tests.complaints.sending import errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.markers import POLICY
from tests.complaints.steps.playing import TODAY
from tests.factories.markers import MarkerFactory

pytestmark = pytest.mark.django_db
FAR = TODAY + timedelta(days=29)


@pytest.mark.parametrize(
    ("verb", "changes", "sentence"),
    [
        ("mark-subject", {"kind": "rudeness"}, "Choose a kind of offence."),
        ("mark-subject", {"review_on": TODAY}, "The next review must be after "),
        ("update-marker", {"review_on": TODAY}, "The next review must be after "),
        ("mark-subject", {"review_on": FAR}, "The next review must be by "),
        ("update-marker", {"review_on": FAR}, "The next review must be by "),
        ("update-marker", {"duties": ""}, "Say what was decided about duties"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(verb, changes, sentence):
    play = play_of(BY_VERB[verb])
    with pytest.raises(BadInput, match=sentence):
        play.do(**changes)


def test_a_subject_is_marked_once_for_one_kind():
    play = play_of(BY_VERB["mark-subject"])
    MarkerFactory(case=play.case, number=7)
    sent = play.post()
    assert sent.status_code == 200
    assert errors(sent) == ["This subject is marked so already."]


def test_the_page_names_what_is_done_and_who_is_marked():
    play = play_of(BY_VERB["update-marker"])
    play.do()
    page = signed_in(play.user).get(f"{play.case.get_absolute_url()}handling/")
    text = page.content.decode()
    assert "Domestic violence" in text
    assert "A safety plan for the victim is made" in text
    assert "Kept from the public." in text


class TestTheEnd:
    def marked(self, done=("victim-safety",)):
        play = play_of(BY_VERB["end-marker"])
        with guard.writing("test"):
            Marker.objects.update(done=list(done))
        play.part.refresh_from_db()
        return play

    def test_is_refused_while_something_of_the_policy_is_not_decided(self):
        play = self.marked()
        with pytest.raises(BadInput, match="need not be done: A specialist unit leads"):
            play.do()
        left = {code: "The officer has left." for code in POLICY if code != "duties"}
        with pytest.raises(BadInput, match="need not be done: Duties are looked at"):
            play.do(left=left)

    def test_keeps_why_each_was_left(self):
        play = self.marked(code for code in POLICY if code != "duties")
        part = play.do(left={"duties": "He resigned."})
        assert part.status == "ended"
        assert part.ended_because.endswith(
            "suspension or restriction: not done. He resigned."
        )

    def test_its_page_asks_of_each(self):
        play = self.marked(code for code in POLICY if code not in ("duties", "systems"))
        sent = play.post()
        assert len(errors(sent)) == 2
        sent = play.post(left_duties="He resigned.", left_systems="He has none.")
        assert sent.status_code == 302
        assert "He has none." in Marker.objects.get().ended_because
