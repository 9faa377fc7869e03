"""Letters: what each said and when it was served is kept with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints import actions
from complaints.models import Case, Letter, Proceeding, law
from pages.refusals import BadInput, NotAllowed, WrongState
from pages.words import day_words, weekday
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import NOW, days_ago
from tests.factories.accounts import user_with_role
from tests.factories.complaints import OutcomeFactory, whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import SITS

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
        served_how="post",
        **day("letter_on", case.received_on),
    )
    assert sent.status_code == 302, errors(sent)
    letter = Letter.objects.get()
    assert letter.text == "Dear Ms Field, we do not record it."
    assert (letter.served_on, letter.served_how) == (case.received_on, "post")


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


class TestProceedings:
    """What an officer is served in proceedings is kept as it was served."""

    def opened(self, verb):
        play = play_of(BY_VERB[verb])
        return play, signed_in(play.user).get(play.url).context["form"].initial["text"]

    def test_the_notice_opens_with_what_is_known(self):
        play, text = self.opened("supply-documents")
        assert "notice of a misconduct hearing under the" in text
        assert "a case to answer for gross misconduct" in text
        assert "Swore at the complainant." in text
        assert str(play.part.subject.member) in text

    @pytest.mark.parametrize(
        ("verb", "kind", "words"),
        [
            (
                *("supply-documents", "proceedings_notice"),
                "Say by [the day by which something must be done or said].",
            ),
            (
                *("tell-officer", "proceedings_outcome"),
                "You may appeal by [the last day for an appeal].",
            ),
        ],
    )
    def test_it_is_kept_with_the_day_that_counts(self, verb, kind, words):
        play = play_of(BY_VERB[verb])
        sent = play.post(text=words)
        assert sent.status_code == 302, errors(sent)
        row = Letter.objects.get(case=play.case)
        assert (row.kind, row.subject) == (kind, play.part.subject)
        assert (row.served_on, row.served_how) == (row.dated_on, "hand")
        clocks = play.case.clocks.filter(ended="", of=play.part.name)
        last = clocks.order_by("due_on").first().due_on
        assert row.text.endswith(f" by {day_words(last)}.")
        log = signed_in(play.user).get(f"{play.case.get_absolute_url()}decisions/")
        assert row.get_kind_display() in log.content.decode()

    @pytest.mark.parametrize(
        "verb", ["supply-documents", "fix-sitting", "postpone-sitting", "tell-officer"]
    )
    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"text": "[the reasons for what was decided]"}, "still says"),
            ({"text": ""}, "Enter what it says"),
            ({"served_how": ""}, "Say how it was served"),
            ({"text": "", "served_how": ""}, "Enter what it says"),
            ({"served_how": "zzz"}, "Select how it was served"),
        ],
    )
    def test_not_half_nor_with_a_blank(self, verb, given, sentence):
        play = play_of(BY_VERB[verb])
        with pytest.raises(BadInput, match=sentence):
            play.do(**given)
        assert not Letter.objects.exists()

    @pytest.mark.parametrize("verb", ["fix-sitting", "postpone-sitting"])
    def test_of_the_date_that_is_fixed(self, verb):
        play, opened = self.opened(verb)
        assert "[when it is held]" in opened
        sent = play.post(text=opened)
        assert sent.status_code == 302, errors(sent)
        row = Letter.objects.get(case=play.case)
        assert (row.kind, row.subject) == ("sitting_notice", play.part.subject)
        assert (row.served_on, row.served_how) == (days_ago(1), "hand")
        fixed = Proceeding.objects.get()
        assert f"held on {weekday(fixed.sits_on)} at 10:30" in row.text
        changed = verb == "postpone-sitting"
        before = f"{weekday(SITS)} at 10:30, no longer stands"
        assert (before in row.text) == changed
        grounds = law.load().grounds("extension", fixed.noticed_on)
        named = [one for one in grounds if f"this ground: {one.name}" in row.text]
        assert [one.code for one in named] == [fixed.moved_ground] * changed
        assert "at this place: Room 1." in row.text
        log = signed_in(play.user).get(f"{play.case.get_absolute_url()}decisions/")
        assert "Notice of the date of proceedings" in log.content.decode()

    @pytest.mark.parametrize("verb", ["fix-sitting", "postpone-sitting"])
    @pytest.mark.parametrize(
        ("on", "sentence"),
        [(days_ago(-30), "or earlier"), (days_ago(2), "the date it was ")],
    )
    def test_of_no_date_before_it_was_so_or_to_come(self, verb, on, sentence):
        play = play_of(BY_VERB[verb])
        before = play.part.sits_on
        with pytest.raises(BadInput, match=sentence) as refused:
            play.do(served_on=on)
        assert refused.value.field == "served_on"
        assert Proceeding.objects.get().sits_on == before
        assert any(
            sentence in each for each in errors(play.post(**day("served_on", on)))
        )

    @pytest.mark.parametrize("verb", ["fix-sitting", "postpone-sitting"])
    @pytest.mark.parametrize(("days", "warned"), [(0, True), (1, False)])
    def test_what_sits_on_the_very_day_warns(self, verb, days, warned):
        play = play_of(BY_VERB[verb])
        client = signed_in(play.user)
        on = timezone.localdate() + timedelta(days=days)
        sent = play.post(client=client, **day("sits_on", on))
        assert sent.status_code == 302, errors(sent)
        shown = client.get(sent.url).content.decode()
        assert ("It sits today: see that everybody knows." in shown) is warned

    def test_further_documents_bring_no_further_notice(self):
        play = play_of(BY_VERB["supply-documents"])
        play.post()
        form = signed_in(play.user).get(play.url).context["form"]
        assert not {"text", "served_how"} & form.fields.keys()

    def test_the_outcome_says_what_was_found_and_imposed(self):
        _, text = self.opened("tell-officer")
        assert "Allegation 1: Proved: gross misconduct" in text
        assert "So grave." in text
