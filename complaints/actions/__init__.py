"""The only writers of cases: one function for each verb.

    actions.determine(case=case, by=user, at=now, version=3, ...)
"""

from complaints.actions.additions import (
    attach,
    do_task,
    link,
    note,
    restrict,
    set_task,
    tag,
)
from complaints.actions.amending import amend
from complaints.actions.authority import determine, reopen, return_to_investigator
from complaints.actions.conflicts import declare_conflict, end_conflict
from complaints.actions.ending import finalise, notify, withdraw
from complaints.actions.intake import decline, log, record
from complaints.actions.investigating import start, submit_report
from complaints.actions.quality import allocate, assess, check
from complaints.actions.reading import consult, look, reveal

__all__ = [
    "allocate",
    "amend",
    "assess",
    "attach",
    "check",
    "consult",
    "decline",
    "declare_conflict",
    "determine",
    "do_task",
    "end_conflict",
    "finalise",
    "link",
    "log",
    "look",
    "note",
    "notify",
    "record",
    "reopen",
    "restrict",
    "return_to_investigator",
    "reveal",
    "set_task",
    "start",
    "submit_report",
    "tag",
    "withdraw",
]
