"""What the outcome letters say, by the route on which a case was handled."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import guard
from complaints.models import Case, Letter, LetterText, law
from complaints.views.drafted import draft
from pages.refusals import BadInput
from pages.words import day_words
from tests.complaints.handled import again, case_with, do
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verbs import DO
from tests.factories.accounts import user_with_role
from tests.factories.ipcc import ReferralFactory
from tests.factories.restrictions import RestrictionFactory
from tests.factories.routes import on_its_route

pytestmark = pytest.mark.django_db

APPEAL = "You can appeal to the Independent Police Complaints Commission"
LAST_DAY = "[the last day for an appeal]"


def ended(state, verb):
    """A case that came to its end on the route of this state."""
    case = case_with(**{state: True})
    on_its_route(case)
    do(verb, case)
    return again(case)


def investigated(mode=""):
    case = case_with(determined=True)
    if mode:
        ReferralFactory(case=case, number=1, decided=True, mode=mode)
        with guard.writing("test"):
            Case.objects.filter(pk=case.pk).update(mode=mode)
    return again(case)


def received(**fields):
    case = case_with(version=1, **fields)
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(status="received", route="")
    return again(case)


def clerk(case):
    return user_with_role("cst-officer", case.responsible_unit)


def opened(case):
    """(the page, what it opens with: to the complainant, and to the officer)."""
    shown = signed_in(clerk(case)).get(reverse("complaints:notify", args=[case.slug]))
    assert shown.status_code == 200
    form = shown.context["form"]
    names = ("complainant_1_text", "officer_1_text")
    return (shown.content.decode(), *(form.initial[name] for name in names))


def notify(case, complainant="This is the outcome.", officer="It has ended.", **more):
    today = timezone.localdate()
    return send(
        signed_in(clerk(case)),
        reverse("complaints:notify", args=[case.slug]),
        version=case.version,
        complainant_1_text=complainant,
        officer_1_text=officer,
        **({"complainant_1_how": "post", "officer_1_how": "hand"} | more),
        **day("complainant_1", today),
        **day("officer_1", today),
    )


class TestOpening:
    """Each route tells what it came to, and of an appeal only where there is one."""

    @pytest.mark.parametrize("mode", ["", "local", "supervised"])
    def test_an_investigation(self, mode):
        page, complainant, officer = opened(investigated(mode))
        assert "The investigation of your complaint has ended" in complainant
        assert "Allegation 1: Upheld" in complainant
        assert f"{APPEAL} against this outcome" in complainant
        assert "Allegation 1: Upheld" in officer
        assert "starts the time for an appeal" in page

    @pytest.mark.parametrize("mode", ["managed", "independent"])
    def test_one_against_which_nobody_may_appeal(self, mode):
        page, complainant, _ = opened(investigated(mode))
        assert "The investigation of your complaint has ended" in complainant
        assert "ppeal" not in complainant
        assert "nobody can appeal against its outcome" in page
        assert "starts the time for an appeal" not in page

    def test_a_local_resolution(self):
        page, complainant, officer = opened(ended("resolving", "complete-resolution"))
        assert "was resolved with you locally" in complainant
        assert "It was explained." in complainant
        assert f"{APPEAL} against the way in which it was resolved" in complainant
        assert "It blames nobody" in officer
        for text in (complainant, officer):
            assert "investigation" not in text
            assert "upheld" not in text
        assert "starts the time for an appeal" in page

    @pytest.mark.parametrize(
        ("state", "verb", "words", "result"),
        [
            (
                *("direction", "answer-direction"),
                "This is our answer:\n\nThe hours were reviewed.",
                "Direction and control",
            ),
            (
                *("dispensing", "grant-dispensation"),
                "take no further action on your complaint, and we take none. The "
                "grounds are: anonymous.",
                "Dispensation",
            ),
            (
                *("discontinuing", "grant-discontinuance"),
                "stop investigating your complaint, and we have stopped. The grounds "
                "are: the complainant refuses to co-operate.",
                "Discontinued",
            ),
        ],
    )
    def test_routes_without_an_appeal(self, state, verb, words, result):
        page, complainant, officer = opened(ended(state, verb))
        assert words in complainant
        assert "without a finding about what you did" in officer
        assert result in officer
        for text in (complainant, officer):
            assert "ppeal" not in text
            assert "upheld" not in text
        assert "nobody can appeal against its outcome" in page

    def test_under_the_names_of_its_day(self):
        known, case = law.load(), investigated()
        case.received_on = case.received_on.replace(year=2009)
        text = draft(case, known, "outcome_unappealable", timezone.localdate())
        assert "is substantiated" in text


class TestKeeping:
    """The last day for an appeal is written in; no other blank is kept."""

    def test_the_last_day_counts_from_the_letter(self):
        case = investigated()
        sent = notify(case, complainant=f"Your appeal must reach it by {LAST_DAY}.")
        assert sent.status_code == 302, errors(sent)
        ends_on = again(case).appeal_ends_on
        assert ends_on >= timezone.localdate() + timedelta(days=28)
        kept = Letter.objects.get(complainant__isnull=False).text
        assert kept == f"Your appeal must reach it by {day_words(ends_on)}."

    @pytest.mark.parametrize(
        ("mode", "given", "sentence"),
        [
            (
                *("", {"complainant": "[the reasons for what was decided]"}),
                "The letter still says [the reasons for what was decided]: write it "
                "in.",
            ),
            (
                *("", {"officer": "Appeal by [the last day for an appeal]."}),
                "The letter still says [the last day for an appeal]: write it in.",
            ),
            (
                *("managed", {"complainant": "Appeal by [the last day for an appeal]"}),
                "The letter still says [the last day for an appeal]: write it in.",
            ),
        ],
    )
    def test_no_blank_is_kept(self, mode, given, sentence):
        case = investigated(mode)
        assert sentence in errors(notify(case, **given))
        assert not Letter.objects.exists()

    def test_how_each_was_served_is_kept_with_it(self):
        case = investigated()
        sent = notify(case, **day("officer_1_served", timezone.localdate()))
        assert sent.status_code == 302, errors(sent)
        letters = {row.served_how: row for row in Letter.objects.all()}
        assert letters.keys() == {"post", "hand"}
        assert {row.served_on for row in letters.values()} == {timezone.localdate()}

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"complainant": ""}, "Enter what the letter to "),
            ({"complainant_1_how": ""}, "Select how the letter to "),
            ({"officer_1_how": "zzz"}, "How the letter to "),
            (
                day("officer_1_served", timezone.localdate() - timedelta(days=2)),
                "The date must be on or after the date of the letter",
            ),
        ],
    )
    def test_what_is_missing_of_a_letter_is_asked_for(self, given, sentence):
        said = errors(notify(investigated(), **given))
        assert any(one.startswith(sentence) for one in said), said
        assert not Letter.objects.exists()

    def test_nor_does_the_action_keep_one(self):
        case = investigated()
        with pytest.raises(BadInput, match="still says .the reasons") as refused:
            DO["notify"](
                *(case, clerk(case), timezone.now(), case.version),
                text="Because of [the reasons for what was decided].",
            )
        assert refused.value.field == "letters"


class TestDeclining:
    def decline(self, letter, **more):
        case = received()
        url = reverse("complaints:decline", args=[case.slug])
        given = {"ground": "already-dealt-with", "reason": "It repeats another."}
        given |= {"letter": letter, "served_how": "post"}
        given |= day("letter_on", timezone.localdate()) | more
        return case, send(signed_in(clerk(case)), url, version=case.version, **given)

    def test_what_the_form_answers_is_written_into_its_letter(self):
        case, sent = self.decline(
            "On the grounds [the grounds relied on]. [the reasons for what was "
            f"decided] Appeal by {LAST_DAY}."
        )
        assert sent.status_code == 302, errors(sent)
        until = day_words(again(case).appeal_ends_on)
        kept = Letter.objects.get(kind="not_recorded").text
        assert kept.startswith("On the grounds ")
        assert kept.endswith(f"It repeats another. Appeal by {until}.")
        assert "[" not in kept

    def test_no_other_blank_is_kept(self):
        _, sent = self.decline("Dear [the complainant's name]")
        said = [one.replace("&#x27;", "'") for one in errors(sent)]
        assert "The letter still says [the complainant's name]: write it in." in said
        assert not Letter.objects.exists()

    def test_of_nobody_who_can_be_told_there_is_no_letter_to_fill(self):
        untold = {f"letter_on_{part}": "" for part in ("day", "month", "year")}
        _, sent = self.decline(LAST_DAY, untold_because="No name.", **untold)
        assert sent.status_code == 302, errors(sent)
        assert not Letter.objects.exists()


class TestDoubts:
    """A page with words of the law says that they were not checked, and stops then."""

    UNCHECKED = "has not been checked against its source: Our own words: no letter"

    @pytest.mark.parametrize(
        "verb",
        ["serve-notice", "supply-documents", "tell-officer", "notify", "decline"],
    )
    def test_a_drafted_letter_says_that_it_was_not_checked(self, verb):
        if verb in BY_VERB:
            play = play_of(BY_VERB[verb])
            client, url = signed_in(play.user), play.url
        else:
            case = investigated() if verb == "notify" else received()
            client = signed_in(clerk(case))
            url = reverse(f"complaints:{verb}", args=[case.slug])
        page = client.get(url).content.decode()
        assert self.UNCHECKED in page
        assert "The text “" in page
        with guard.writing("test"):
            LetterText.objects.update(unverified=False)
        assert self.UNCHECKED not in client.get(url).content.decode()

    def test_so_does_the_notice_of_a_restriction(self):
        row = RestrictionFactory(in_force=True)
        client = signed_in(user_with_role("team-inspector", row.responsible_unit))
        page = client.get(f"{row.get_absolute_url()}tell/").content.decode()
        assert self.UNCHECKED in page

    def test_where_nobody_is_written_to_it_says_nothing(self):
        case = received(conduct=True)
        page = signed_in(clerk(case)).get(
            reverse("complaints:decline", args=[case.slug])
        )
        assert self.UNCHECKED not in page.content.decode()
        play = play_of(BY_VERB["supply-documents"])
        play.post()
        page = signed_in(play.user).get(play.url).content.decode()
        assert self.UNCHECKED not in page
