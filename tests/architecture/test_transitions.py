"""Each line of the transition table has all that a verb needs."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from accounts.permissions import Permission
from accounts.roles import ROLES
from audit.models import Entry
from audit.sentences import sentence_of
from complaints import actions
from complaints.workflow import CASE
from tests.architecture import source
from tests.complaints import test_views_intake
from tests.complaints.test_matrix import VERBS as MATRIX_VERBS
from tests.complaints.verb_forms import PAGES
from tests.complaints.verbs import DO

VERBS = [transition.verb for transition in CASE]
NOT_A_PYTHON_NAME = {"return": "return_to_investigator"}


def action_of(verb):
    return getattr(actions, NOT_A_PYTHON_NAME.get(verb, verb.replace("-", "_")))


@pytest.mark.parametrize("verb", VERBS)
class TestEachVerb:
    def test_has_an_action(self, verb):
        assert callable(action_of(verb))

    def test_has_an_address(self, verb):
        about = ["draft"] if verb == "log" else ["PC-00001-26"]
        assert reverse(f"complaints:{verb}", args=about).endswith(f"/{verb}/")

    def test_has_a_template(self, verb):
        assert get_template(f"complaints/{verb}.html")

    def test_has_a_permission_that_somebody_holds(self, verb):
        permission = Permission(f"case.{verb}")
        assert CASE[verb].permission == permission
        assert any(permission in role.permissions for role in ROLES.values())

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
        if verb == "log":  # there is no state before it
            assert callable(test_views_intake.TestSteps.test_a_call_becomes_a_case)
            return
        assert verb in MATRIX_VERBS
        assert verb in DO
        assert verb in {page.verb for page in PAGES}


def test_no_template_of_a_verb_that_is_not_in_the_table():
    whole_pages = {
        path.stem for path in source.templates() if path.parent.name == "complaints"
    }
    known = {"list", "logged", "allocate_unit", "determine_check"}
    assert whole_pages - known == set(VERBS)
