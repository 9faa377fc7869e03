"""A refusal tells nobody which parts and people a case has whom the case does not."""

import re

import pytest
from django.utils.html import strip_tags

from tests.complaints.case_pages import get, post, sign_in
from tests.factories.complaints import ComplainantFactory, SubjectFactory, whole_case
from tests.factories.conduct import CpsReferralFactory, NoticeFactory
from tests.factories.markers import MarkerFactory

pytestmark = pytest.mark.django_db

THERE, NOT_THERE = 1, 7


@pytest.fixture
def case():
    case = whole_case(investigating=True)
    subject = case.subjects.first() or SubjectFactory(case=case, number=THERE)
    for factory in (CpsReferralFactory, NoticeFactory, MarkerFactory):
        factory(case=case, number=THERE, subject=subject)
    return case


def said(response):
    """The words of a refusal, without the tokens of its page."""
    assert response.status_code == 403
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(main))


@pytest.mark.parametrize("verb", ["fix-trial", "record-response", "end-marker"])
def test_of_a_part_no_more_than_of_none(client, case, verb):
    sign_in(client, "mpa-member")
    there = said(get(client, case, f"{verb}/{THERE}/"))
    assert there == said(get(client, case, f"{verb}/{NOT_THERE}/"))
    assert "takes the role" not in there


def test_who_sees_the_people_is_told_of_the_part_and_whom_to_ask(client, case):
    sign_in(client, "cst-officer")
    words = said(get(client, case, f"end-marker/{THERE}/"))
    assert "marker 1" in words
    assert "It takes the role of" in words


@pytest.mark.parametrize("name", ["complainants", "subjects", "allegations"])
def test_nor_how_many_people_and_allegations_there_are(client, case, name):
    if not case.complainants.exists():
        ComplainantFactory(case=case, number=THERE)
    number = getattr(case, name).first().number
    sign_in(client, "mpa-member")
    changed = {"version": case.version}
    there = said(post(client, case, f"{name}/{number}/change/", **changed))
    assert there == said(post(client, case, f"{name}/99/change/", **changed))
