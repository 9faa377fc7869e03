"""Each line of the transition table has all that a verb needs."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from accounts.permissions import Permission
from accounts.roles import ROLES
from audit.models import Entry
from audit.sentences import sentence_of
from complaints import actions
from complaints.filters.wording import TOLD
from complaints.views.verbs import VERB_PAGES
from complaints.workflow import CASE, REGISTERS, TABLES, table_of
from complaints.workflow.routes import ROUTE_VERBS
from tests.architecture import source
from tests.complaints import test_views_intake
from tests.complaints.records import BY_EVENT
from tests.complaints.steps import BY_VERB
from tests.complaints.test_matrix import VERBS as MATRIX_VERBS
from tests.complaints.verb_forms import PAGES
from tests.complaints.verbs import DO

VERBS = [line.verb for line in CASE]
STEPS = [line.verb for table in TABLES.values() if table is not CASE for line in table]
NOT_A_PYTHON_NAME = {"return": "return_to_investigator"}


def action_of(verb):
    return getattr(actions, NOT_A_PYTHON_NAME.get(verb, verb.replace("-", "_")))


def test_a_verb_stands_in_one_table():
    assert len({*VERBS, *STEPS}) == len(VERBS) + len(STEPS)


@pytest.mark.parametrize("verb", VERBS + STEPS)
class TestEachLine:
    def test_has_an_action(self, verb):
        assert callable(action_of(verb))

    def test_has_an_address(self, verb):
        about = ["draft"] if verb == "log" else ["PC-00001-26"]
        line = table_of(verb)[verb]
        if verb in STEPS and line.sources != ("",):
            address = reverse(f"complaints:{verb}", args=[*about, 1])
            assert address.endswith(f"/{verb}/1/")
        else:
            assert reverse(f"complaints:{verb}", args=about).endswith(f"/{verb}/")

    def test_has_a_permission_that_somebody_holds(self, verb):
        permission = Permission(table_of(verb)[verb].permission)
        assert any(permission in role.permissions for role in ROLES.values())

    def test_the_timeline_says_that_it_was_done(self, verb):
        title, _ = TOLD[f"case.{verb}"]
        assert title

    def test_has_a_sentence(self, verb):
        entry = Entry(
            event=f"case.{verb}",
            outcome="done",
            actor_name="A. Inspector",
            on_behalf_of="",
            subject_kind="case",
            subject_key="PC/00001/26",
        )
        said = sentence_of(entry)
        assert said.startswith("A. Inspector ")
        assert said.endswith("case PC/00001/26"), said

    def test_is_proved_in_every_state_and_on_its_page(self, verb):
        if verb in STEPS:
            assert verb in BY_VERB
            return
        if verb == "log":  # there is no state before it
            assert callable(test_views_intake.TestSteps.test_a_call_becomes_a_case)
            return
        assert verb in MATRIX_VERBS
        assert verb in DO
        assert verb in {page.verb for page in PAGES}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_of_a_case_has_a_right_of_its_own(verb):
    """Of a route, what leads into it and what decides the case by it."""
    line = CASE[verb]
    shares = verb in ROUTE_VERBS and line.permission in {one.permission for one in CASE}
    assert line.permission == f"case.{verb}" or shares


@pytest.mark.parametrize("page", VERB_PAGES, ids=lambda page: page.verb)
def test_each_page_has_a_template(page):
    own = page.template_name
    name = own if isinstance(own, str) else f"complaints/{page.verb}.html"
    assert get_template(name)


@pytest.mark.parametrize(
    ("noun", "verb"),
    [(noun, line.verb) for noun, table in REGISTERS.items() for line in table],
)
class TestEachLineOfARegister:
    def test_has_a_permission_that_somebody_holds(self, noun, verb):
        permission = Permission(REGISTERS[noun][verb].permission)
        assert any(permission in role.permissions for role in ROLES.values())

    def test_the_timeline_says_that_it_was_done(self, noun, verb):
        title, _ = TOLD[f"{noun}.{verb}"]
        assert title

    def test_is_proved_in_every_state_and_on_its_page(self, noun, verb):
        assert f"{noun}.{verb}" in BY_EVENT


def test_no_template_of_a_verb_that_is_not_in_the_table():
    whole_pages = {
        path.stem for path in source.templates() if path.parent.name == "complaints"
    }
    known = {"list", "logged", "allocate_unit", "determine_check", "officer", "verb"}
    known |= {"list_page"}
    assert whole_pages - known <= {*VERBS, *STEPS}
