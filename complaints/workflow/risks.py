"""The Risk Register: cases and matters of high risk (source 002, domain.md 7.7)."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class RiskStatus(TextChoices):
    OPEN = "open", "On the register"
    CLOSED = "closed", "Taken off"


_line = partial(line, noun="risk")
RISK = Workflow(
    "risk",
    RiskStatus.values,
    [
        _line(
            "enter",
            [START],
            RiskStatus.OPEN,
            "Enter a risk",
            told="Entered on the Risk Register",
        ),
        _line(
            "score",
            [],
            RiskStatus.OPEN,
            "Assess again",
            "assess {} again",
            again=[RiskStatus.OPEN],
            told="Assessed the risk again",
        ),
        _line(
            "decide",
            [],
            RiskStatus.OPEN,
            "Record a decision",
            "record a decision on {}",
            again=[RiskStatus.OPEN],
            told="Decided at the meeting",
        ),
        _line(
            "close",
            [RiskStatus.OPEN],
            RiskStatus.CLOSED,
            "Take off the register",
            "take {} off the register",
            told="Taken off the Risk Register",
        ),
        _line(
            "reopen",
            [RiskStatus.CLOSED],
            RiskStatus.OPEN,
            "Put back on the register",
            "put {} back on the register",
            told="Put back on the Risk Register",
        ),
    ],
)
