"""What the registers refuse in a sentence at the field that was filled in."""

import re

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint

from complaints.forms.constraints import SENTENCES
from complaints.rules.closing import ClosingFacts, before_finalising
from complaints.views.summary import PLACES
from pages.refusals import BadInput
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.records.playing import NOW
from tests.complaints.sending import errors, fill, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verbs import NOW as TODAY
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.interventions import InterventionFactory
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.risks import RiskFactory

# Of these nobody is told: a number within a case is given by the machine, at the
# version that was locked, and so is what follows from a form by itself.
NOT_TOLD = {
    *("case_clock_runs_once", "clock_stop_once_at_a_time", "case_look_once"),
    *("recommendation_once", "decision_once", "finding_once", "legacy_record_once"),
    *("case_serial_once", "case_unit_once", "outcome_once"),
    *("forum_route_once", "seat_once"),  # of tables, whose own pages refuse
}


def unique_constraints():
    for model in apps.get_app_config("complaints").get_models():
        for each in model._meta.constraints:
            if isinstance(each, UniqueConstraint):
                yield each.name


def test_every_unique_constraint_has_its_sentence():
    told = {
        name
        for name in unique_constraints()
        if name.endswith(("_once", "_once_at_a_time", "_one_waits", "_one_under_way"))
        and not name.endswith("_number_once")
    }
    assert told - NOT_TOLD - SENTENCES.keys() == set()


def test_every_line_before_finalising_leads_somewhere():
    facts = ClosingFacts(
        status="notified",
        decided=1,
        undecided=1,
        letters_missing=1,
        open_tasks=1,
        pending_documents=1,
        has_complainant=True,
        can_appeal=True,
        appeal_ends_on=TODAY.date(),
        mode="local",
        proceedings=1,
        to_act=True,
        to_cps=True,
        officer_appeals=1,
        officers_until=TODAY.date(),
        markers=1,
    )
    items = before_finalising(facts, today=TODAY.date())
    assert len(items) > 10
    assert {item.key for item in items} <= PLACES.keys()


@pytest.mark.django_db
class TestIntervention:
    @pytest.fixture
    def running(self):
        return InterventionFactory(member=MemberFactory(unit=UnitFactory()))

    def test_of_another_register_no_reference_is_told(self, running):
        play = record_play(BY_EVENT["intervention.open"])
        given = {"member": running.member, "reasons": "Three in a month."}
        with pytest.raises(BadInput, match="has an intervention already.$") as refused:
            play.step.action(by=fresh(play.user), at=NOW, unit=play.unit, **given)
        assert running.reference not in refused.value.sentence

    def test_it_is_said_at_the_number_with_the_reference_where_it_is_read(
        self, running
    ):
        play = record_play(BY_EVENT["intervention.open"])
        own = InterventionFactory(
            member=MemberFactory(unit=play.unit), responsible_unit=play.unit
        )
        data = play.step.form(play) | {"number": own.member.number}
        answer = fill(signed_in(play.user), play.url, **data)
        assert errors(answer) == [
            f"{own.member} has an intervention already, {own.reference}."
        ]
        assert 'id="number-error"' in answer.content.decode().replace("id_", "")


@pytest.mark.django_db
def test_a_case_on_the_register_is_said_at_its_reference():
    play = record_play(BY_EVENT["risk.enter"])
    case = whole_case(investigating=True, responsible_unit=play.unit)
    risk = RiskFactory(responsible_unit=play.unit, case=case)
    data = play.step.form(play) | {"reference": risk.case.reference}
    answer = fill(signed_in(play.user), play.url, **data)
    assert errors(answer) == [f"{risk.case} is on the Risk Register already."]
    assert "reference-error" in answer.content.decode()


@pytest.mark.django_db
class TestPanel:
    """The number of a member of a panel, as it is typed."""

    def sent(self, change):
        play = play_of(BY_VERB["name-panel-member"])
        form = play.step.form(play)
        form |= change(form["warrant"])
        return fill(signed_in(play.user), play.url, **form)

    def test_its_letters_may_be_small(self):
        answer = self.sent(lambda number: {"warrant": number.swapcase()})
        assert answer.status_code == 302, errors(answer)

    def test_somebody_from_outside_has_none(self):
        answer = self.sent(lambda number: {"outsider": "I. Lay"})
        assert errors(answer) == [
            "Enter a number, or the name of somebody from outside: one of the two, "
            "not both."
        ]
        assert "warrant-error" in answer.content.decode()


class TestFilters:
    """A wrong filter finds nothing, and nothing is said of what there is."""

    REGISTERS = (
        ("pau-analyst", "foi-requests/?received_from=foo"),
        ("claims-officer", "claims/?received_to=foo"),
        ("intelligence-officer", "intelligence-items/?unit=nowhere"),
        ("command", "risk-register/?review=foo"),
        ("command", "restrictions/?unit=nowhere"),
        ("command", "interventions/?unit=nowhere"),
        ("command", "appeals/?received_from=foo"),
        ("command", "appeals/rate/?told_to=foo"),
        ("command", "conflicts/?unit=nowhere"),
    )

    @pytest.mark.django_db
    @pytest.mark.parametrize(("role", "asked"), REGISTERS)
    def test_it_says_what_is_wrong_and_nothing_of_the_rows(self, role, asked):
        page = signed_in(user_with_role(role)).get(f"/complaints/{asked}")
        (sentence,) = errors(page)
        text = page.content.decode()
        assert text.count(sentence) == 2  # above, and at its field
        assert "Nothing is shown until the filters are right." in text
        assert text.count("app-empty__heading") == 1
        assert "app-list__count" not in text

    @pytest.mark.django_db
    def test_without_a_filter_an_empty_register_teaches(self):
        reader = signed_in(user_with_role("pau-analyst"))
        page = reader.get("/complaints/foi-requests/")
        assert not errors(page)
        assert "No request here." in page.content.decode()


class TestWhoMay:
    """A register that a role does not show says whose role does."""

    TAKES = {
        "foi-requests/": "Performance Analysis Unit analyst",
        "risk-register/": "DPS team Detective Inspector",
        "risk-register/meetings/": "DPS team Detective Inspector",
        "intelligence-items/": "Intelligence officer",
        "claims/": "Claims officer",
        "delegations/": "Appropriate authority",
    }

    @pytest.mark.django_db
    @pytest.mark.parametrize(("register", "role"), TAKES.items())
    def test_the_roles_that_it_takes(self, register, role):
        said = refused(register, "business-owner")
        assert re.search(rf"It takes the role of [^.]*{role}[^.]*\.", said)

    @pytest.mark.django_db
    @pytest.mark.parametrize("register", ["hearings/", "consistency/", "appeals/"])
    def test_where_most_do_those_that_do_not(self, register):
        said = refused(register, "mpa-member")
        assert re.search(
            r"Every role does but [^.]*police authority and System administrator\.",
            said,
        )


def refused(register, role):
    page = signed_in(user_with_role(role)).get(f"/complaints/{register}")
    assert page.status_code == 403
    return page.content.decode()
