"""Letters: what each said and when it was served is kept with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints import actions
from complaints.models import Case, Letter
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import NOW, days_ago
from tests.factories.accounts import user_with_role
from tests.factories.complaints import OutcomeFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return whole_case(investigating=True, responsible_unit=UnitFactory(team=True))


@pytest.fixture
def officer(case):
    return user_with_role("investigator", case.responsible_unit)


def logged(case, by, **given):
    now = Case.objects.get(pk=case.pk)
    known = {"kind": "update", "dated_on": days_ago(5), "text": "We asked for film."}
    return actions.log_letter(
        case=now, by=by, at=NOW, version=now.version, **(known | given)
    )


def test_what_it_said_and_when_it_was_served_stand_in_the_log(case, officer):
    sent = send(
        signed_in(officer),
        reverse("complaints:log-letter", args=[case.slug]),
        version=case.version,
        kind="update",
        party="complainant-1",
        text="We asked for the film of the counter.",
        served_how="hand",
        **day("dated_on", days_ago(5)),
        **day("served_on", days_ago(4)),
    )
    assert sent.status_code == 302, errors(sent)
    text = signed_in(officer).get(sent.url).content.decode()
    assert "We asked for the film of the counter." in text
    assert "by hand" in text
    outsider = signed_in(user_with_role("mpa-officer"))
    text = outsider.get(sent.url).content.decode()
    assert "film of the counter" not in text
    assert "Hidden from your role" in text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"dated_on": days_ago(-1)}, "today, .* or earlier"),
        ({"served_on": days_ago(6), "served_how": "post"}, "of the letter"),
        ({"served_on": days_ago(4)}, "Say how it was served"),
        ({"kind": "zzz"}, "Select which letter it is"),
        ({"served_how": "zzz"}, "Select how it was served"),
    ],
)
def test_what_it_refuses(case, officer, given, sentence):
    with pytest.raises(BadInput, match=sentence):
        logged(case, officer, **given)
    assert not Letter.objects.exists()


def test_the_form_asks_how_it_was_served(case, officer):
    url = reverse("complaints:log-letter", args=[case.slug])
    sent = send(signed_in(officer), url, **day("served_on", days_ago(4)))
    assert "Say how it was served." in errors(sent)
    assert "Select to whom it went." in errors(sent)


def test_not_without_the_right_nor_in_a_closed_case(case, officer):
    with pytest.raises(NotAllowed):
        logged(case, user_with_role("pau-analyst"))
    closed = whole_case(withdrawn=True, responsible_unit=case.responsible_unit)
    with pytest.raises(WrongState, match="closed"):
        logged(closed, officer)


def test_an_outcome_letter_sent_again_starts_the_time_for_an_appeal():
    case = whole_case(
        decided=True, notified=True, responsible_unit=UnitFactory(team=True)
    )
    officer = user_with_role("cst-officer", case.responsible_unit)
    before = case.appeal_ends_on
    party = case.complainants.get()
    dated_on = before + timedelta(days=1)
    logged(case, officer, kind="outcome", complainant=party, dated_on=dated_on)
    case.refresh_from_db()
    assert case.appeal_ends_on == dated_on + timedelta(days=28)
    logged(case, officer, kind="outcome", complainant=party, dated_on=before)
    case.refresh_from_db()
    assert case.appeal_ends_on == dated_on + timedelta(days=28)


def test_the_letter_of_a_refusal_opens_with_the_words_of_the_law():
    case = whole_case(responsible_unit=UnitFactory(team=True))
    clerk = signed_in(user_with_role("cst-officer", case.responsible_unit))
    text = clerk.get(reverse("complaints:decline", args=[case.slug])).content.decode()
    assert "What the letter says" in text
    sent = send(
        clerk,
        reverse("complaints:decline", args=[case.slug]),
        version=case.version,
        reason="It repeats another.",
        ground="already-dealt-with",
        letter="Dear Ms Field, we do not record it.",
        **day("letter_on", case.received_on),
    )
    assert sent.status_code == 302, errors(sent)
    assert Letter.objects.get().text == "Dear Ms Field, we do not record it."


class TestNotice:
    """A notice opens with the words of its day, and is served with all filled in."""

    def test_it_opens_with_what_is_known(self, case, officer):
        url = reverse("complaints:serve-notice", args=[case.slug])
        text = signed_in(officer).get(url).content.decode()
        assert f"Case {case}: notice under the" in text
        assert "Swore at the complainant." in text
        assert str(case.subjects.get().member) in text
        assert "[how grave the matter is assessed to be]" in text
        assert "{" not in text.partition("<textarea")[2].partition("</textarea>")[0]

    def test_to_one_of_several_it_says_what_is_alleged_of_them(self, case, officer):
        first = case.subjects.get()
        other = OutcomeFactory(
            allegation__case=case,
            allegation__number=2,
            allegation__text="Slammed the door.",
            subject__case=case,
            subject__number=2,
        )
        url = reverse("complaints:serve-notice", args=[case.slug])

        def words(asked=""):
            text = signed_in(officer).get(url + asked).content.decode()
            return text.partition("<textarea")[2].partition("</textarea>")[0]

        unasked, to_other = words(), words("?subject=2")
        assert "Swore at" not in unasked
        assert "Slammed" not in unasked
        assert "[the allegation, in a sentence]" in unasked
        assert "Slammed the door." in to_other
        assert str(other.subject.member) in to_other
        assert "Swore at" not in to_other
        assert str(first.member) not in to_other
        assert (
            f"?subject={first.number}" in signed_in(officer).get(url).content.decode()
        )
        assert signed_in(officer).get(f"{url}?subject=9").status_code == 400

    def test_what_is_not_filled_in_is_not_served(self, case, officer):
        play = play_of(BY_VERB["serve-notice"])
        with pytest.raises(BadInput, match="still says .the allegation") as refused:
            play.do(text="You are told of [the allegation, in a sentence].")
        assert refused.value.field == "text"
        assert not play.case.notices.exists()
