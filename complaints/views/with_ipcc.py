"""What the IPCC has to do with a case now, in the words of its pages."""

from typing import Any

from complaints.models import law
from complaints.models.choices import CaseMode
from complaints.permissions.ipcc import untested
from pages.words import counted

_MODES = {
    CaseMode.TO_REFER: "This case must be referred to the IPCC. Until then nothing of "
    "it is investigated or decided.",
    CaseMode.WAITING: "This case waits for the IPCC to decide how it is investigated. "
    "Until then evidence is preserved.",
    CaseMode.LOCAL: "The IPCC gave this case back to the force to handle.",
    CaseMode.SUPERVISED: "The IPCC supervises the investigation of this case: it sets "
    "the terms of reference and sees the report before it is determined.",
    CaseMode.MANAGED: "The IPCC manages the investigation of this case: it directs "
    "it, and says what it thinks of the report before it is determined.",
    CaseMode.INDEPENDENT: "The IPCC investigates this case itself.",
}
UNTESTED = (
    "Its categories propose that it be referred to the IPCC, and nobody has tested yet "
    "whether it must be."
)


def of_ipcc(frame: Any) -> list[dict[str, str]]:
    """Sentences, each with the page that says more; most cases have none."""
    case = frame.case
    told = []
    if case.mode:
        told.append((_MODES[CaseMode(case.mode)], "handling"))
    elif case.is_open and warning(case, frame.request):
        told.append((UNTESTED, "handling"))
    if case.undecided_appeals:
        number = counted(case.undecided_appeals, "appeal")
        told.append((f"The IPCC has not decided {number}.", "appeals"))
    if case.open_directions:
        number = counted(case.open_directions, "direction")
        told.append((f"{number} of the IPCC still to be carried out.", "appeals"))
    return [{"words": words, "href": frame.address(page)} for words, page in told]


def warning(case: Any, request: Any) -> str:
    """That a test for referral is missing, where the categories ask for one."""
    if not case.categories:
        return ""
    return UNTESTED if untested(case, law.of_request(request)) else ""
