"""The page of each verb: who may, who may not, too late, twice, and wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Submission
from audit.models import Entry
from casework.models import Draft
from complaints.models import Case, StatusChange
from complaints.workflow import CASE
from tests.complaints.bad_dates import WRONG_DATES
from tests.complaints.sending import day, errors, hidden, send, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db
every_page = pytest.mark.parametrize("page", PAGES, ids=str)


NO_VERSIONS = ("", "x", "٣", "1" * 30)


def test_every_line_of_the_table_has_a_page():
    assert {page.verb for page in PAGES} | {"log"} == {line.verb for line in CASE}


@every_page
class TestVerb:
    def test_somebody_who_may_does_it_once(self, page):
        play = scene(page)
        client = signed_in(play.user)
        moves = StatusChange.objects.filter(case=play.case).count()
        shown = client.get(
            address(play.case, page.verb),
            {"unit": play.unit.code} if page.verb == "allocate" else {},
        )
        data = hidden(shown) | page.data()
        sent, again = (
            client.post(address(play.case, page.verb), data) for _ in range(2)
        )
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        assert sent.url.startswith(play.case.get_absolute_url())
        assert (again.status_code, again.url) == (302, sent.url)
        play.case.refresh_from_db()
        assert play.case.status == page.target
        assert StatusChange.objects.filter(case=play.case).count() == moves + 1
        assert StatusChange.objects.latest("pk").verb == page.verb

    def test_whom_and_what_it_refuses(self, page, subtests):
        play = scene(page)
        url = address(play.case, page.verb)
        with subtests.test("opening it changes nothing"):
            before = Case.objects.filter(pk=play.case.pk).values().get()
            moves = StatusChange.objects.count()
            shown = signed_in(play.user).get(url)
            assert shown.status_code == 200
            assert play.case.reference in shown.content.decode()
            assert Case.objects.filter(pk=play.case.pk).values().get() == before
            assert StatusChange.objects.count() == moves
            assert not Draft.objects.exists()
            assert not Submission.objects.exists()
        with subtests.test("who has no right, and it is recorded"):
            client = signed_in(user_with_role("mpa-officer"))
            assert client.get(url).status_code == 403
            assert post(page, play, client).status_code == 403
            assert unmoved(play)
            refused = Entry.objects.get(event=f"case.{page.verb}", outcome="refused")
            assert refused.subject_key == play.case.reference
        with subtests.test("another borough finds nothing"):
            client = signed_in(user_with_role("champion"))
            assert client.get(url).status_code == 404
            assert post(page, play, client).status_code == 404
        version = NO_VERSIONS[PAGES.index(page) % len(NO_VERSIONS)]
        with subtests.test("a form of no version", version=version):
            assert post(page, play, version=version).status_code == 400
        with subtests.test("a form without its token"):
            assert post(page, play, submission="").status_code == 400
        with subtests.test("a stale form loses nobody's words"):
            sent = post(page, play, version="3")
            assert sent.status_code == 409
            text = sent.content.decode()
            assert "Somebody else has changed this" in text
            assert play.case.get_status_display() in text
            if page.text:
                assert page.data()[page.text] in text
        assert unmoved(play)

    def test_a_stale_form_is_no_way_round_the_right(self, page):
        play = scene(page)
        for role, words in (
            *(("mpa-member", page.data()), ("commander", {})),
            ("mpa-officer", page.data()),
        ):
            client = signed_in(user_with_role(role, play.unit))
            data = dict(words)
            data |= {"unit": play.unit.code} if page.verb == "allocate" else {}
            sent = send(client, address(play.case, page.verb), version=3, **data)
            assert sent.status_code == 403
            text = sent.content.decode()
            assert str(play.case.subjects.get().member) not in text
            assert "Somebody else has changed this" not in text
        refused = Entry.objects.filter(event=f"case.{page.verb}", outcome="refused")
        assert refused.filter(sentence__contains="does not allow you").count() == 3

    def test_what_is_said_in_the_wrong_state_and_to_whom(self, page, subtests):
        play = scene(page, state=page.wrong)
        url = address(play.case, page.verb)
        for role in ("mpa-member", "commander"):
            client = signed_in(user_with_role(role, play.unit))
            with subtests.test("nothing to who may not", role=role):
                for answer in (client.get(url), post(page, play, client)):
                    assert answer.status_code == 403
                    assert "withdrawn" not in answer.content.decode()
        with subtests.test("how the case stands"):
            client = signed_in(play.user)
            shown = client.get(url)
            assert shown.status_code == 409
            act = CASE[page.verb].said_of(play.case)
            stands = ": it is closed as withdrawn."
            if not page.wrong.get("withdrawn"):
                stands = f" while it is {play.case.get_status_display().lower()}."
            assert f"You cannot {act}{stands}" in shown.content.decode()
            assert post(page, play, client).status_code in (403, 409)
        assert unmoved(play)


# Buttons of a form that show it again instead of acting.
REDRAWS = (("record", "more"), ("determine", "change"))


@pytest.mark.parametrize(("verb", "button"), REDRAWS)
class TestRedraw:
    def page(self, verb):
        return next(page for page in PAGES if page.verb == verb)

    @pytest.mark.parametrize("role", ["mpa-member", "commander"])
    def test_it_shows_nothing_to_those_without_the_right(self, verb, button, role):
        page = self.page(verb)
        play = scene(page)
        client = signed_in(user_with_role(role, play.unit))
        sent = post(page, play, client, **{button: "1"})
        assert sent.status_code == 403
        assert str(play.case.subjects.get().member) not in sent.content.decode()
        refused = Entry.objects.get(event=f"case.{verb}", outcome="refused")
        assert refused.subject_key == play.case.reference

    def test_it_shows_nothing_once_the_case_has_moved_on(self, verb, button):
        page = self.page(verb)
        play = scene(page, state=page.wrong)
        assert post(page, play, **{button: "1"}).status_code == 409


texts = pytest.mark.parametrize("page", [page for page in PAGES if page.text], ids=str)


@texts
def test_bad_text_is_refused_and_kept(page, subtests):
    play = scene(page)
    client = signed_in(play.user)
    with subtests.test("NUL"):
        assert post(page, play, **{page.text: "one\0two"}).status_code == 400
    with subtests.test("a hidden turn of direction, at the field"):
        sent = post(page, play, **{page.text: "gnp.\u202eexe, and more words"})
        assert sent.status_code == 200
        assert any("hidden character" in line for line in errors(sent))
        assert "Error: " in sent.content.decode()
    with subtests.test("what was wrong waits as a draft"):
        post(page, play, client, **{page.text: "x" * 20_001})
        shown = client.get(
            address(play.case, page.verb),
            {"unit": play.unit.code} if page.verb == "allocate" else {},
        )
        assert "x" * 20_001 in shown.content.decode()
        assert "Draft kept" in shown.content.decode()
        assert errors(shown) == []
    assert unmoved(play)


DATES = [(page, name) for page in PAGES for name in page.dates]


@pytest.mark.parametrize(("page", "name"), DATES, ids=str)
def test_a_wrong_date_is_refused(page, name, subtests):
    """Every wrong date is one of some field; a field's own tests know them all."""
    play = scene(page)
    client = signed_in(play.user)
    keys = (f"{name}_day", f"{name}_month", f"{name}_year")
    parts = WRONG_DATES[DATES.index((page, name)) % len(WRONG_DATES)]
    with subtests.test("no date", parts=parts):
        sent = post(page, play, client, **dict(zip(keys, parts, strict=True)))
        assert sent.status_code == 200
        assert errors(sent)
    with subtests.test("the future"):
        tomorrow = timezone.localdate() + timedelta(days=1)
        sent = post(page, play, client, **day(name, tomorrow))
        assert any("or earlier" in line for line in errors(sent))
    with subtests.test("a day before the step it follows"):
        early = play.case.received_on - timedelta(days=1)
        sent = post(page, play, client, **day(name, early))
        assert any("on or after the date" in line for line in errors(sent))
    assert unmoved(play)
