"""What is written down while a case is investigated (domain.md 3.7, 7.2, 9).

The policy log says why it is investigated as it is, the action log what was done; lines
of enquiry, contacts, reviews by a supervisor and advice have logs of their own.
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.conduct import KeptStatus
from complaints.workflow.lines import line

KEEP_LOG = "keep-log"


class PolicyStatus(TextChoices):
    STANDS = "stands", "Stands"
    REPLACED = "replaced", "Replaced"


class EnquiryStatus(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class AdviceStatus(TextChoices):
    WAITING = "waiting", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Question withdrawn"


def _kept(name: str, verb: str, label: str, words: str, **more: str) -> Workflow:
    """The table of records that are made, and nothing besides."""
    return Workflow(
        name,
        KeptStatus.values,
        [line(verb, [START], KeptStatus.KEPT, label, words, **more)],
    )


POLICY = Workflow(
    "policy",
    PolicyStatus.values,
    [
        line(
            "log-policy",
            [START],
            PolicyStatus.STANDS,
            "Add to the policy log",
            "add to the policy log of {}",
            permission=KEEP_LOG,
            told="Added to the policy log",
        ),
        line(
            "replace-policy",
            [PolicyStatus.STANDS],
            PolicyStatus.REPLACED,
            "Mark as replaced",
            "mark {} as replaced",
            permission=KEEP_LOG,
            told="Marked a policy decision as replaced",
        ),
    ],
)
ACTION = _kept(
    "logged-action",
    "log-action",
    "Add to the action log",
    "add to the action log of {}",
    permission=KEEP_LOG,
    told="Added to the action log",
)
ENQUIRY = Workflow(
    "enquiry",
    EnquiryStatus.values,
    [
        line(
            "open-enquiry",
            [START],
            EnquiryStatus.OPEN,
            "Open a line of enquiry",
            "open a line of enquiry in {}",
            permission=KEEP_LOG,
            told="Opened a line of enquiry",
        ),
        line(
            "close-enquiry",
            [EnquiryStatus.OPEN],
            EnquiryStatus.CLOSED,
            "Close",
            "close {}",
            permission=KEEP_LOG,
            told="Closed a line of enquiry",
        ),
    ],
)
CONTACT = _kept(
    "contact",
    "log-contact",
    "Log a contact",
    "log a contact in {}",
    told="Logged a contact",
)
REVIEW = _kept(
    "strategy-review",
    "review-strategy",
    "Review the strategy",
    "review the strategy of {}",
    told="Reviewed the investigative strategy",
)
PROPORTIONALITY = _kept(
    "proportionality",
    "check-proportionality",
    "Check proportionality",
    "check whether {} is investigated in proportion",
    told="Checked proportionality",
)
ADVICE = Workflow(
    "advice",
    AdviceStatus.values,
    [
        line(
            "ask-advice",
            [START],
            AdviceStatus.WAITING,
            "Ask for advice",
            "ask for advice on {}",
            told="Asked for advice",
        ),
        line(
            "give-advice",
            [AdviceStatus.WAITING],
            AdviceStatus.ANSWERED,
            "Give advice",
            "answer {}",
            told="Gave advice",
        ),
        line(
            "withdraw-question",
            [AdviceStatus.WAITING],
            AdviceStatus.WITHDRAWN,
            "Withdraw the question",
            "withdraw {}",
            permission="ask-advice",
            told="Withdrew a question",
        ),
    ],
)
CHECKLIST_MARK = _kept(
    "checklist-mark",
    "mark-checklist",
    "Mark an item of the checklist",
    "mark the checklist of {}",
    told="Marked the checklist",
)
LOG_TABLES = (
    *(POLICY, ACTION, ENQUIRY, CONTACT, REVIEW, PROPORTIONALITY),
    *(ADVICE, CHECKLIST_MARK),
)
