"""What is still missing or wrong in an intake, each with the step to mend it on."""

from typing import NamedTuple

from complaints.forms.steps import ALIKE, RISK, SAID, START, Intake
from complaints.models.choices import ContactPreference, SubjectKind
from pages.fields import sentence_middle
from pages.words import listed


class Gap(NamedTuple):
    """A sentence of the error summary and the address that mends it."""

    text: str
    href: str


def gaps(intake: Intake) -> list[Gap]:
    """Everything that keeps the intake from being logged, in the order of its steps."""
    found = []
    for step, make, missing in (
        (START, intake.start_form, "Say what it is and when it came in."),
        (SAID, intake.said_form, f"Enter {sentence_middle(intake.said_label)}."),
    ):
        found += _of_form(intake, step, make, missing)
    if intake.is_complaint:
        found += _of_people(intake)
    found += _of_subjects(intake)
    found += _of_form(
        intake, RISK, intake.risk_form, "Make the first assessment of risk."
    )
    if intake.alike:
        cases = listed([str(one.case) for one in intake.alike])
        found += _of_form(
            intake, ALIKE, intake.alike_form, f"Say whether it is the same as {cases}."
        )
    return found


def _of_form(intake, step, make, missing):
    href = intake.address(step)
    data = intake.data(step)
    if data is None:
        return [Gap(missing, href)]
    form = make(data)
    return [Gap(text, href) for texts in form.errors.values() for text in texts]


def _of_people(intake):
    if not intake.people:
        sentence = "Say who is complaining, even if they gave no name."
        return [Gap(sentence, intake.address("people/"))]
    found = []
    for number in intake.people:
        who = intake.name_of(number)
        found += _of_form(
            intake,
            f"people/{number}/",
            intake.person_form,
            f"Enter the details of {who}.",
        )
        if f"people/{number}/characteristics/" in intake.typed:
            found += _of_form(
                intake,
                f"people/{number}/characteristics/",
                intake.characteristics_form,
                "",
            )
        found += _of_representative(intake, number, who)
    return found


def _of_representative(intake, number, who):
    if not intake.is_representative(number):
        return []
    step = f"people/{number}/for/"
    found = _of_form(
        intake,
        step,
        lambda data: intake.acts_for_form(number, data),
        f"Say whom {who} acts for.",
    )
    if not found and intake.acted_for(number) is None:
        found.append(
            Gap(f"Enter the person whom {who} acts for.", intake.address("people/"))
        )
    if not found and _in_circle(intake, number):
        found.append(
            Gap(f"{who} acts for somebody who acts for them.", intake.address(step))
        )
    return found


def _in_circle(intake, number) -> bool:
    passed, other = {number}, intake.acted_for(number)
    while other is not None and other not in passed:
        passed.add(other)
        other = intake.acted_for(other)
    return other is not None


def _of_subjects(intake):
    found, members = [], set()
    for number in intake.subjects:
        step = f"subjects/{number}/"
        wrong = _of_form(
            intake, step, intake.subject_form, "Say who the case is about."
        )
        content = intake.typed.get(step, {})
        if not wrong and content.get("kind") == [SubjectKind.MEMBER]:
            wrong = _of_member(intake, number, members)
        found += wrong
    return found


def _of_member(intake, number, members):
    href = intake.address(f"subjects/{number}/member/")
    member = intake.chosen_member(number)
    if member is None:
        return [Gap("Choose which member of the force it is about.", href)]
    if member.pk in members:
        return [Gap(f"{member} is entered twice.", href)]
    members.add(member.pk)
    return []


def without_address(intake: Intake) -> list[Gap]:
    """Those who want letters where no address is held: logged all the same."""
    if not intake.is_complaint:
        return []
    return [
        Gap(
            f"{intake.name_of(number)} wants letters, and no address is entered.",
            f"{intake.address(f'people/{number}/')}?check=1",
        )
        for number in intake.people
        if _lacks_address(intake, number)
    ]


def _lacks_address(intake, number) -> bool:
    typed = intake.typed.get(f"people/{number}/", {})
    if typed.get("contact_preference") != [ContactPreference.LETTER]:
        return False
    known = intake.chosen_person(number)
    held = known.address if known else ""
    return not (typed.get("address", [""])[0].strip() or held)
