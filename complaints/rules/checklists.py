"""How each item of the checklist of a case stands: done, begun, or not begun.

Which items there are is dated data (`ChecklistItem`); what some of them read from a
case is here, by the name of their rule.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.words import counted

NOT_STARTED, MISSING, DONE = "not_started", "missing", "done"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Facts:
    """What is counted in a case; `..._lacking` are those of them with a fault."""

    assessments: int = 0
    allegations: int = 0
    allegations_lacking: int = 0  # a category
    subjects: int = 0
    complainants: int = 0
    updates_late: int = 0  # people who should have heard by now
    letters_missing: int = 0  # of the outcome
    tests: int = 0  # of whether it must be referred
    to_refer: int = 0  # 1 where the latest test asks for a referral not made since
    referrals: int = 0
    referrals_lacking: int = 0  # the IPCC's decision
    severities: int = 0
    severities_lacking: int = 0  # known officers for whom nobody assessed it
    notices: int = 0
    notices_lacking: int = 0  # officers who have something to answer, and no notice
    policies: int = 0
    actions: int = 0
    enquiries: int = 0
    enquiries_lacking: int = 0  # a result
    reviews: int = 0
    reviews_late: int = 0
    checks: int = 0  # of proportionality
    witnesses: int = 0
    witnesses_lacking: int = 0  # consent to contact, or whom to turn to
    reports: int = 0
    outcomes: int = 0
    outcomes_unrecommended: int = 0
    outcomes_undecided: int = 0
    open_tasks: int = 0
    questions_waiting: int = 0
    told: bool = False  # the outcome letters are recorded


@dataclass(frozen=True)
class Standing:
    """How an item stands, and what is missing where something is."""

    state: str
    hint: str = ""


def _of(begun: int, lacking: int, hint: str) -> Standing:
    """Done where nothing lacks; begun where something does."""
    if not begun:
        return Standing(NOT_STARTED)
    return Standing(MISSING, hint) if lacking else Standing(DONE)


def _part(whole: int, lacking: int, hint: str) -> Standing:
    """The same of things that are there beforehand: begun once one of them has it."""
    return _of(whole - lacking, lacking, hint)


def _allegations(facts: Facts) -> Standing:
    lacking = counted(facts.allegations_lacking, "allegation")
    return _of(
        facts.allegations, facts.allegations_lacking, f"{lacking} without a category"
    )


def _subjects(facts: Facts) -> Standing:
    return _of(facts.subjects, 0, "")


def _risk(facts: Facts) -> Standing:
    return _of(facts.assessments, 0, "")


def _referral(facts: Facts) -> Standing:
    """Tested, and referred where the test says so: and then decided by the IPCC."""
    if facts.to_refer:
        return Standing(MISSING, "It is to be referred, and was not yet")
    hint = "The IPCC has not decided yet"
    return _of(facts.tests + facts.referrals, facts.referrals_lacking, hint)


def _updates(facts: Facts) -> Standing:
    late = counted(facts.updates_late, "update")
    return _of(facts.complainants, facts.updates_late, f"{late} late")


def _severity(facts: Facts) -> Standing:
    lacking = counted(facts.severities_lacking, "officer")
    return _of(
        facts.severities, facts.severities_lacking, f"{lacking} not assessed yet"
    )


def _notices(facts: Facts) -> Standing:
    lacking = counted(facts.notices_lacking, "officer")
    return _of(facts.notices, facts.notices_lacking, f"{lacking} without a notice")


def _policy(facts: Facts) -> Standing:
    return _of(facts.policies, 0, "")


def _actions(facts: Facts) -> Standing:
    return _of(facts.actions, 0, "")


def _enquiries(facts: Facts) -> Standing:
    still = f"{facts.enquiries_lacking} still open"
    return _of(facts.enquiries, facts.enquiries_lacking, still)


def _reviews(facts: Facts) -> Standing:
    return _of(facts.reviews, facts.reviews_late, "The next review is late")


def _proportionality(facts: Facts) -> Standing:
    return _of(facts.checks, 0, "")


def _witnesses(facts: Facts) -> Standing:
    lacking = facts.witnesses_lacking
    hint = f"{lacking} without consent or a care contact"
    return _of(facts.witnesses, facts.witnesses_lacking, hint)


def _advice(facts: Facts) -> Standing:
    waiting = counted(facts.questions_waiting, "question")
    if facts.questions_waiting:
        return Standing(MISSING, f"{waiting} not answered yet")
    return Standing(DONE)


def _report(facts: Facts) -> Standing:
    lacking = counted(facts.outcomes_unrecommended, "finding")
    hint = f"{lacking} not recommended yet"
    return _of(facts.reports, facts.outcomes_unrecommended, hint)


def _decided(facts: Facts) -> Standing:
    lacking = counted(facts.outcomes_undecided, "result")
    return _part(facts.outcomes, facts.outcomes_undecided, f"{lacking} missing")


def _letters(facts: Facts) -> Standing:
    if not facts.told:
        return Standing(NOT_STARTED)
    return _of(
        1, facts.letters_missing, f"{counted(facts.letters_missing, 'letter')} missing"
    )


def _tasks(facts: Facts) -> Standing:
    if facts.open_tasks:
        return Standing(MISSING, f"{facts.open_tasks} open")
    return Standing(DONE)


_RULES: dict[str, tuple[str, Callable[[Facts], Standing]]] = {
    "allegations": ("Every allegation has a category", _allegations),
    "subjects": ("It says whom it is about", _subjects),
    "risk": ("The risk is assessed", _risk),
    "referral": (
        "It was tested for referral, and the IPCC has decided what was referred",
        _referral,
    ),
    "updates": ("Nobody's update is late", _updates),
    "severity": ("The severity is assessed for every officer", _severity),
    "notices": ("Every officer who needs one was served a notice", _notices),
    "policy": ("The policy log has an entry", _policy),
    "actions": ("The action log has an entry", _actions),
    "enquiries": ("Every line of enquiry has a result", _enquiries),
    "reviews": ("The strategy was reviewed, and no review is late", _reviews),
    "proportionality": ("Proportionality was checked", _proportionality),
    "witnesses": ("Every witness agreed to contact and has a contact", _witnesses),
    "advice": ("No question waits for advice", _advice),
    "report": ("The report recommends every finding", _report),
    "decided": ("Every allegation has a result", _decided),
    "letters": ("Everybody was told the outcome", _letters),
    "tasks": ("No task is open", _tasks),
}
# What a rule reads, in words, by its code.
RULES: dict[str, str] = {code: words for code, (words, _) in _RULES.items()}


def standing(rule: str, facts: Facts) -> Standing:
    """How what this rule reads stands in a case with these facts."""
    _, read = _RULES[rule]
    return read(facts)


@dataclass(frozen=True)
class Line:
    """An item of a checklist as it stands."""

    item: Any
    standing: Standing
    mark: Any = None  # the latest of a person, where it counts

    @property
    def by_hand(self) -> bool:
        return not self.item.rule


def checklist(
    items: Iterable[Any], marks: Mapping[str, Any], facts: Facts
) -> list[Line]:
    """Each item as it stands: by what the case says, else as somebody marked it.

    That an item does not apply is for people to say, of those too that are read.
    """
    return [_line(item, marks.get(item.code), facts) for item in items]


def _line(item: Any, mark: Any, facts: Facts) -> Line:
    if mark is not None and (not item.rule or mark.mark == NOT_APPLICABLE):
        return Line(item, Standing(mark.mark), mark)
    if item.rule:
        return Line(item, standing(item.rule, facts))
    return Line(item, Standing(NOT_STARTED))
