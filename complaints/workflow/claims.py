"""Civil actions, accident claims, tribunal cases and inquests (domain.md 2.8, 3.7)."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class ClaimStatus(TextChoices):
    OPEN = "open", "Open"
    AUTHORISED = "authorised", "Settlement authorised"
    CONCLUDED = "concluded", "Concluded"


_OPEN = (ClaimStatus.OPEN, ClaimStatus.AUTHORISED)
_ANY = ClaimStatus.values
_line = partial(line, noun="claim")
_keep = partial(_line, sources=[], target=ClaimStatus.OPEN, permission="amend")
CLAIM = Workflow(
    "claim",
    ClaimStatus.values,
    [
        _line(
            "enter",
            [START],
            ClaimStatus.OPEN,
            "Enter a claim",
            told="Entered the claim",
        ),
        _line(
            "authorise",
            [ClaimStatus.OPEN],
            ClaimStatus.AUTHORISED,
            "Authorise a settlement",
            "authorise a settlement of {}",
            again=[ClaimStatus.AUTHORISED],
            told="Authorised a settlement",
        ),
        _line(
            "settle",
            [ClaimStatus.AUTHORISED],
            ClaimStatus.CONCLUDED,
            "Record the settlement",
            "record a settlement of {}",
            told="Settled",
        ),
        _line(
            "conclude",
            _OPEN,
            ClaimStatus.CONCLUDED,
            "Record how it ended",
            "record how {} ended",
            told="Concluded",
        ),
        _line(
            "reserve",
            [],
            ClaimStatus.OPEN,
            "Set the reserve",
            "set the reserve of {}",
            again=_OPEN,
            told="Set the reserve",
        ),
        _keep(
            "amend",
            label="Amend",
            again=_OPEN,
            told="Changed the record",
        ),
        _keep(
            "link",
            label="Link cases, units and people",
            words="link anything to {}",
            again=_ANY,
            told="Linked",
        ),
        _keep(
            "unlink",
            label="Take off a link",
            words="take a link off {}",
            again=_ANY,
            told="Took off a link",
        ),
        _keep(
            "flag-lesson",
            label="Flag a lesson",
            words="flag a lesson of {}",
            again=_ANY,
            told="Flagged a lesson",
        ),
        _line(
            "reopen",
            [ClaimStatus.CONCLUDED],
            ClaimStatus.OPEN,
            "Reopen",
            told="Reopened",
        ),
    ],
)
