"""The error summary lists problems in the order in which the page asks."""

import re

import pytest

from complaints.models import Case
from tests.complaints.sending import send, signed_in
from tests.complaints.steps import STEPS, play_of
from tests.complaints.verb_forms import PAGES, address, allegation, scene

pytestmark = pytest.mark.django_db
SUMMARY = re.compile(r'govuk-error-summary__list">(.*?)</ul>', re.S)


def led_to(answer) -> list[str]:
    """The controls that the summary leads to, which must stand so on the page."""
    page = answer.content.decode()
    summary = SUMMARY.search(page)
    assert summary, "The page says no problem."
    led = re.findall(r'href="#([^"]+)"', summary[1])
    stands = [page.find(f'id="{one}"', summary.end()) for one in led]
    assert stands == sorted(stands), led
    assert -1 not in stands, led
    return led


def wrong(answer) -> dict[str, str]:
    """What can be wrong on a page: days that are none, choices that it lacks."""
    page = answer.content.decode()
    dates = re.findall(r'name="([^"]+_(?:day|month|year))"', page)
    chosen = re.findall(r'<select[^>]* name="([^"]+)"', page)
    chosen += re.findall(r'type="radio"[^>]* name="([^"]+)"', page)
    chosen += re.findall(r'name="([^"]+)"[^>]* type="radio"', page)
    return dict.fromkeys(dates, "99") | dict.fromkeys(chosen, "none-such")


def check_problems(client, url, version, **data):
    """Left empty; where that leads to one control alone, filled in wrongly as well."""
    answer = send(client, url, version=version, **data)
    if len(led_to(answer)) < 2 and (filled := wrong(answer)):
        led_to(send(client, url, version=version, **filled))


# What asks for nothing has nothing to be wrong.
ASKING = [page for page in PAGES if page.verb != "finalise"]
# The cards of a set, none of whose fields is filled in.
LEFT = {"record": allegation(category="", text="", against="")}


@pytest.mark.parametrize("page", ASKING, ids=lambda page: page.verb)
def test_of_a_case_left_empty(page):
    play = scene(page)
    client, url = signed_in(play.user), address(play.case, page.verb)
    check_problems(client, url, play.case.version, **LEFT.get(page.verb, {}))


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_of_a_part_left_empty(step):
    play = play_of(step)
    step.form(play)  # with what its form chooses from
    version = Case.objects.get(pk=play.case.pk).version
    check_problems(signed_in(play.user), play.url, version)


def test_what_is_found_only_of_the_whole_keeps_its_place():
    (page,) = (page for page in PAGES if page.verb == "notify")
    play = scene(page)
    answer = send(
        signed_in(play.user), address(play.case, "notify"), version=play.case.version
    )
    parties = [re.search("complainant|officer", one)[0] for one in led_to(answer)]
    assert parties == ["complainant", "officer"]
