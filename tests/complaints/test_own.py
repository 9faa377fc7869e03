"""An action takes nothing on trust from its form: rows of the case, and known codes."""

import pytest

from complaints import actions
from complaints.models import Case
from pages.refusals import BadInput
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    ComplainantFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db


def _elsewhere():
    return ProceedingFactory(case=whole_case(determined=True), number=1)


@pytest.mark.parametrize(
    ("verb", "name", "other", "sentence"),
    [
        ("assess-severity", "subject", SubjectFactory, "a subject"),
        (
            "serve-notice",
            "allegations",
            lambda: (AllegationFactory(),),
            "an allegation",
        ),
        ("record-interview", "subject", SubjectFactory, "a subject"),
        ("record-management-action", "subject", SubjectFactory, "a subject"),
        ("mark-subject", "subject", SubjectFactory, "a subject"),
        ("name-panel-member", "proceeding", _elsewhere, "a proceeding"),
        ("record-representation", "proceeding", _elsewhere, "a proceeding"),
    ],
)
def test_a_row_of_another_case_is_refused(verb, name, other, sentence):
    play = play_of(BY_VERB[verb])
    with pytest.raises(BadInput) as refused:
        play.do(**{name: other()})
    assert refused.value.field == name
    assert refused.value.sentence == f"Choose {sentence} of this case."
    assert Case.objects.get(pk=play.case.pk).version == play.case.version


def do(action, case, by, **given):
    now = Case.objects.get(pk=case.pk)
    return action(case=now, by=fresh(by), at=NOW, version=now.version, **given)


def test_nobody_is_certified_in_another_case():
    case = whole_case(investigating=True, handler=user_with_role("investigator"))
    with pytest.raises(BadInput, match=r"^Choose a subject of this case\.$"):
        do(
            actions.certify_requirements,
            case,
            case.handler,
            subjects=[SubjectFactory()],
            certified_on=NOW.date(),
            reasons="A blow is on film.",
        )


def test_no_letter_goes_to_somebody_of_another_case():
    case = whole_case(investigating=True)
    with pytest.raises(BadInput, match=r"^Choose a complainant of this case\.$"):
        do(
            actions.log_letter,
            case,
            user_with_role("cst-officer"),
            kind="update",
            dated_on=NOW.date(),
            complainant=ComplainantFactory(),
        )


def test_a_case_stands_still_on_a_ground_of_the_law():
    case = whole_case(investigating=True)
    with pytest.raises(BadInput) as refused:
        do(
            actions.suspend_sub_judice,
            case,
            user_with_role("team-inspector"),
            ground="whim",
            from_on=NOW.date(),
            proceedings="None.",
            reasons="None.",
        )
    assert refused.value.field == "ground"


def test_a_unit_that_gives_no_advice_is_not_asked():
    play = play_of(BY_VERB["ask-advice"])
    unit = UnitFactory()
    with pytest.raises(BadInput, match=f"^Nobody in {unit} gives advice"):
        play.do(asked_of=unit)
    with pytest.raises(BadInput, match=f"^Nobody in {unit} gives advice"):
        actions.ask_general_advice(
            by=fresh(play.user), at=NOW, asked_of=unit, question="May I?"
        )


class TestInterventions:
    def open(self, member, by):
        return actions.open_intervention(
            by=fresh(by), at=NOW, unit=member.unit, member=member, reasons="A pattern."
        )

    def test_not_for_oneself(self):
        member = MemberFactory(unit=UnitFactory())
        by = user_with_role("champion", member.unit, member=member)
        with pytest.raises(BadInput, match="You cannot open one for yourself"):
            self.open(member, by)

    def test_not_for_somebody_unknown(self):
        nobody = MemberFactory(unit=UnitFactory(), unknown_officer=True)
        by = user_with_role("champion", nobody.unit)
        with pytest.raises(BadInput, match="is nobody known"):
            self.open(nobody, by)
