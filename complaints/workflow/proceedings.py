"""Proceedings against a member of the force, from their opening to the last appeal.

Sources: SI 2008/2864, regulations 19 to 40; 002 (Hearings Office); domain.md 3.4.
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.conduct import KeptStatus
from complaints.workflow.lines import line


class ProceedingStatus(TextChoices):
    OPENED = "opened", "Opened"
    WARRANTED = "warranted", "Found to be warranted"
    SENT_BACK = "sent_back", "Back with the authority"
    REDIRECTED = "redirected", "Decided anew"
    SUPPLIED = "supplied", "Documents supplied"
    FIXED = "fixed", "Date fixed"
    HELD = "held", "Held"
    CONCLUDED = "concluded", "Concluded"
    TOLD = "told", "Told in writing"
    ENDED = "ended", "Ended before a finding"


class PanelStatus(TextChoices):
    NAMED = "named", "On the panel"
    OBJECTED = "objected", "Objected to"
    DECIDED = "decided", "Objection decided"
    LEFT = "left", "No longer on the panel"


class OfficerAppealStatus(TextChoices):
    LODGED = "lodged", "Lodged"
    DECIDED = "decided", "Decided"


S = ProceedingStatus
# Before anything is found; a member who leaves the force then ends it.
BEFORE_FINDING = (S.OPENED, S.WARRANTED, S.SUPPLIED, S.FIXED)
# Somebody has something to do in it.
IN_HAND = (*BEFORE_FINDING, S.SENT_BACK, S.HELD, S.CONCLUDED)
# Nothing is imposed yet; what is taken up again ends it.
UNFINISHED = (*BEFORE_FINDING, S.SENT_BACK, S.HELD)
# Who sits can be named and changed.
PANEL_OPEN = (S.OPENED, S.WARRANTED, S.SUPPLIED, S.FIXED)
# For a forum that the Hearings Office does not review, the right is that for meetings:
# see `Proceeding.right_of`.
_ARRANGE = "arrange-hearing"
# What is begun for one of several proceedings asks the right of it in its action.
_BEGIN = "open-proceeding"

PROCEEDING = Workflow(
    "proceeding",
    ProceedingStatus.values,
    [
        line(
            "open-proceeding",
            [START],
            S.OPENED,
            "Open proceedings",
            "open proceedings in {}",
            told="Opened proceedings",
        ),
        line(
            "warrant-hearing",
            [S.OPENED],
            S.WARRANTED,
            "Decide that the proceedings are warranted",
            "decide that {} is warranted",
            permission="review-hearing",
            told="Decided that proceedings are warranted",
        ),
        line(
            "refuse-hearing",
            [S.OPENED],
            S.SENT_BACK,
            "Decide that the proceedings are not warranted",
            "decide that {} is not warranted",
            permission="review-hearing",
            told="Decided that proceedings are not warranted",
        ),
        line(
            "redirect-proceeding",
            [S.SENT_BACK],
            S.REDIRECTED,
            "Decide anew where it leads",
            "decide anew where {} leads",
            told="Decided anew where proceedings lead",
        ),
        line(
            "supply-documents",
            [S.OPENED, S.WARRANTED],
            S.SUPPLIED,
            "Record the documents supplied",
            "record the documents supplied for {}",
            # Further documents follow; the time runs from the first.
            again=[S.SUPPLIED, S.FIXED],
            permission=_ARRANGE,
            told="Supplied documents to the officer",
        ),
        line(
            "record-answer",
            [],
            S.SUPPLIED,
            "Record the officer's answer",
            "record the officer's answer in {}",
            again=[S.SUPPLIED, S.FIXED],
            permission=_ARRANGE,
            told="Recorded the officer's answer before proceedings",
        ),
        line(
            "fix-sitting",
            [S.SUPPLIED],
            S.FIXED,
            "Fix the date",
            "fix the date of {}",
            permission=_ARRANGE,
            told="Fixed the date of proceedings",
        ),
        line(
            "postpone-sitting",
            [],
            S.FIXED,
            "Change the date",
            "change the date of {}",
            again=[S.FIXED],
            permission=_ARRANGE,
            told="Changed the date of proceedings",
        ),
        line(
            "send-back",
            [S.SUPPLIED, S.FIXED, S.HELD],
            S.SENT_BACK,
            "Send it back to the authority",
            "send {} back to the authority",
            permission=_ARRANGE,
            told="Sent proceedings back to the authority",
        ),
        line(
            "record-findings",
            [S.FIXED],
            S.HELD,
            "Record what was found",
            "record what was found in {}",
            permission=_ARRANGE,
            told="Recorded the findings of proceedings",
        ),
        line(
            "impose-sanction",
            [S.HELD],
            S.CONCLUDED,
            "Record what was imposed",
            "record what was imposed in {}",
            permission=_ARRANGE,
            told="Recorded what was imposed",
        ),
        line(
            "tell-officer",
            [S.CONCLUDED],
            S.TOLD,
            "Record the written outcome",
            "record the written outcome of {}",
            permission=_ARRANGE,
            told="Told the officer the outcome in writing",
        ),
        line(
            "end-proceeding",
            BEFORE_FINDING,
            S.ENDED,
            "End the proceedings before a finding",
            "end {} before a finding",
            permission=_ARRANGE,
            told="Ended proceedings before a finding",
        ),
        line(
            "decide-publication",
            [],
            S.TOLD,
            "Decide whether it is published",
            "decide whether {} is published",
            again=[S.TOLD],
            told="Decided whether an outcome is published",
        ),
    ],
)

PANEL = Workflow(
    "panel-member",
    PanelStatus.values,
    [
        line(
            "name-panel-member",
            [START],
            PanelStatus.NAMED,
            "Name a member of the panel",
            "name a member of a panel in {}",
            permission=_BEGIN,
            told="Named a member of the panel",
        ),
        line(
            "tell-panel",
            [],
            PanelStatus.NAMED,
            "Record when the officer was told",
            "record when the officer was told of {}",
            again=[PanelStatus.NAMED],
            permission=_ARRANGE,
            told="Recorded when the officer was told of a member of the panel",
        ),
        line(
            "object-panel",
            [PanelStatus.NAMED],
            PanelStatus.OBJECTED,
            "Record an objection",
            "record an objection to {}",
            permission=_ARRANGE,
            told="Recorded an objection to a member of the panel",
        ),
        line(
            "decide-objection",
            [PanelStatus.OBJECTED],
            PanelStatus.DECIDED,
            "Decide the objection",
            "decide the objection to {}",
            permission=_ARRANGE,
            told="Decided an objection to a member of the panel",
        ),
        line(
            "leave-panel",
            [PanelStatus.NAMED, PanelStatus.DECIDED],
            PanelStatus.LEFT,
            "Take them off the panel",
            "take {} off the panel",
            permission=_ARRANGE,
            told="Took somebody off the panel",
        ),
    ],
)

REPRESENTATION = Workflow(
    "representation",
    KeptStatus.values,
    [
        line(
            "record-representation",
            [START],
            KeptStatus.KEPT,
            "Record who represents the officer",
            "record who represents an officer in {}",
            permission=_BEGIN,
            told="Recorded who represents the officer",
        ),
    ],
)

OFFICER_APPEAL = Workflow(
    "officer-appeal",
    OfficerAppealStatus.values,
    [
        line(
            "lodge-officer-appeal",
            [START],
            OfficerAppealStatus.LODGED,
            "Record the officer's appeal",
            "record an officer's appeal in {}",
            permission=_BEGIN,
            told="Recorded the officer's appeal",
        ),
        line(
            "decide-officer-appeal",
            [OfficerAppealStatus.LODGED],
            OfficerAppealStatus.DECIDED,
            "Record how it was decided",
            "record how {} was decided",
            permission=_ARRANGE,
            told="Recorded how the officer's appeal was decided",
        ),
    ],
)
