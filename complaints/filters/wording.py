"""How the trail of a case reads: its events, its fields and their values in words."""

import re

from django.urls import Resolver404, resolve

from accounts.models import User
from casework.timeline import NOTHING, Group, Wording, value_words
from complaints import events
from complaints.filters.records import GroundNames, field_of
from complaints.models import Category, Tag
from complaints.models.characteristics import CODES, words_of
from complaints.models.choices import (
    Capacity,
    Channel,
    ConductSource,
    Confidentiality,
    ContactPreference,
    Kind,
    LinkKind,
    Response,
    Risk,
    Strand,
    SubjectKind,
    UnitPart,
)
from complaints.workflow import CASE, REGISTERS, TABLES, Status
from organisation.models import Unit
from organisation.models.members import Rank

# Steps of records that decide nothing.
_GROUPS = {
    **dict.fromkeys(
        ("log-contact", "log-witness-care", "record-attendance"), Group.CONTACTS
    ),
    **dict.fromkeys(
        (
            *("add-witness", "amend-witness", "release-witness", "mark-checklist"),
            *("open-enquiry", "close-enquiry", "ask-advice", "withdraw-question"),
            "log-action",
        ),
        Group.CHANGES,
    ),
}
TOLD = {
    "case.log": ("Logged", Group.CONTACTS),
    "case.record": ("Recorded", Group.DECISIONS),
    "case.decline": ("Declined to record", Group.DECISIONS),
    "case.check": ("Checked by the line manager", Group.DECISIONS),
    "case.assess": ("Assessed", Group.DECISIONS),
    "case.allocate": ("Allocated", Group.DECISIONS),
    "case.start": ("Started the investigation", Group.DECISIONS),
    "case.submit-report": ("Submitted the report", Group.DECISIONS),
    "case.return": ("Returned the report", Group.DECISIONS),
    "case.determine": ("Determined", Group.DECISIONS),
    "case.notify": ("Told people the outcome", Group.CONTACTS),
    "case.finalise": ("Finalised", Group.DECISIONS),
    "case.reopen": ("Reopened", Group.DECISIONS),
    "case.withdraw": ("Withdrawn", Group.DECISIONS),
    "case.receive-ipcc-report": ("Received the IPCC's report", Group.DECISIONS),
    "case.direct-recording": ("Recording reopened", Group.DECISIONS),
    "case.reinvestigate": ("Taken up to be investigated again", Group.DECISIONS),
    "case.redetermine": ("Taken up to be determined again", Group.DECISIONS),
    "case.resolve-anew": ("Taken up to be resolved locally anew", Group.DECISIONS),
    **{
        f"case.{line.verb}": (line.told, _GROUPS.get(line.verb, Group.DECISIONS))
        for table in TABLES.values()
        for line in table
        if line.told
    },
    **{
        f"{noun}.{line.verb}": (line.told, Group.DECISIONS)
        for noun, table in REGISTERS.items()
        for line in table
    },
    **{f"{noun}.consult": ("Read it", Group.READS) for noun in REGISTERS},
    **{f"{noun}.export": ("Exported the register", Group.READS) for noun in REGISTERS},
    events.AMEND: ("Changed the record", Group.CHANGES),
    events.NOTE: ("Added a note", Group.CHANGES),
    events.SET_TASK: ("Set a task", Group.CHANGES),
    events.DO_TASK: ("Did a task", Group.CHANGES),
    events.ATTACH: ("Added a document", Group.DOCUMENTS),
    events.DOWNLOAD: ("Opened a document", Group.READS),
    events.LINK: ("Linked to another case", Group.CHANGES),
    events.PLACE: ("Changed the units it touches", Group.CHANGES),
    events.TAG: ("Changed its events", Group.CHANGES),
    events.RESTRICT: ("Changed who may read it", Group.CHANGES),
    events.EXTEND_DEADLINE: ("Extended a deadline", Group.DECISIONS),
    events.ESCALATE: ("Passed what is late to the next manager", Group.CHANGES),
    events.MOVE_DEADLINE: ("Counted deadlines anew", Group.CHANGES),
    events.FIND_OFFICES: ("Found for which offices cases wait", Group.CHANGES),
    events.CONSULT: ("Read who is in it", Group.READS),
    events.SEARCH: ("Searched", Group.READS),
    events.EXPORT: ("Exported cases", Group.READS),
    events.DISCLOSE: ("Given to a program", Group.READS),
    events.REVEAL: ("Had identities revealed", Group.READS),
    events.DECLARE_CONFLICT: ("Declared a conflict", Group.DECISIONS),
    events.RECORD_CONFLICT: ("Recorded somebody's conflict", Group.DECISIONS),
    events.DECIDE_CONFLICT: ("Decided about a conflict", Group.DECISIONS),
    events.LOG_LETTER: ("Logged a letter", Group.CONTACTS),
    events.IMPORT: ("Imported", Group.CHANGES),
    events.RECORD_SANCTION: ("Recorded an earlier sanction", Group.DECISIONS),
    events.STRIKE_SANCTION: ("Struck out an earlier sanction", Group.DECISIONS),
    events.GIVE_DELEGATION: ("Delegated powers", Group.DECISIONS),
    events.WITHDRAW_DELEGATION: ("Withdrew a delegation", Group.DECISIONS),
}

# The pages of a case as they are called, by the last part of their address.
PAGES = {
    "case": "Summary",
    "allegations": "Allegations",
    "people": "People",
    "handling": "Handling",
    "appeals": "Appeals",
    "proceedings": "Proceedings",
    "logs": "Log",
    "witnesses": "Witnesses",
    "clocks": "Clocks",
    "tasks": "Tasks",
    "documents": "Documents",
    "decisions": "Decisions",
    "history": "History",
}
DATES = (
    ("incident_on", "Incident"),
    ("received_on", "Received"),
    ("recorded_on", "Recorded"),
    ("allocated_on", "Allocated"),
    ("determined_on", "Determined"),
    ("notified_on", "Notified"),
    ("appeal_ends_on", "Time for an appeal ends"),
    ("finalised_on", "Finalised"),
)
RISKS = {
    "risk_public": "Risk to the public",
    "risk_officers": "Risk to officers",
    "risk_organisation": "Risk to the organisation",
}
# An entry does not tell of which kind its case is.
EITHER_SAID = f"{Kind.COMPLAINT.said_label} or is known"
# Fields that do not read well as they are called.
LABELS = {
    **dict(DATES),
    **RISKS,
    "authority": "Appropriate authority",
    "born_on": "Date of birth",
    "channel": "How it was received",
    "conduct_source": "How it came to light",
    "conflict": "Conflict of",
    "due_on": "Due",
    "letter_on": "Date of the letter",
    "manager": "Line manager of a subject",
    "readers": "Who else may read it",
    "request_on": "Date of the request",
    "result": "Determined",
    "ruling": "Decided",
    "route": "How it is handled",
    "said": EITHER_SAID,
    "status": "State",
    "sha256": "Fingerprint of the file",
    "to_cps": "File to the CPS",
    "told_apart": "Another matter than",
}
CHOICES = {
    **dict.fromkeys(RISKS, dict(Risk.choices)),
    "capacity": dict(Capacity.choices),
    "channel": dict(Channel.choices),
    "conduct_source": dict(ConductSource.choices),
    "confidentiality": dict(Confidentiality.choices),
    "contact_preference": dict(ContactPreference.choices),
    "kind": dict([*Kind.choices, *LinkKind.choices, *SubjectKind.choices]),
    "rank": dict(Rank.choices),
    "response": dict(Response.choices),
    "status": dict(Status.choices),
    "strands": dict(Strand.choices),
}
_PARTS = dict(UnitPart.choices)
# Tables whose rows the trail names by a code, and the fields that do.
_TABLES = {
    "unit": (Unit, "code"),
    "category": (Category, "code"),
    "person": (User, "email"),
    "tag": (Tag, "code"),
}
_CODED = {
    **dict.fromkeys(("responsible_unit", "unit"), "unit"),
    "category": "category",
    "allegations": "category",
    **dict.fromkeys(("handler", "authority", "owner", "conflict", "readers"), "person"),
}
_NAMED = {line.verb: line.label for line in CASE} | PAGES


class CaseWording(Wording):
    """Entries about cases; what their codes stand for is asked once for all."""

    def __init__(self, entries):
        asked = {table: set() for table in _TABLES}
        for entry in entries:
            for name, pair in entry.changes.items():
                table, codes = _codes_in(name, pair)
                if table:
                    asked[table] |= codes
        self._names = {
            table: _names(*_TABLES[table], codes) for table, codes in asked.items()
        }
        self._grounds = GroundNames()

    def label(self, name):
        first, _, rest = name.partition(" ")
        if first == "tag":
            return f"From the event {self._named('tag', rest)}"
        if first == "unit" and rest:
            return f"Touches {self._named('unit', rest)}"
        if first in ("recommended", "result"):  # once kept with the key of a row
            return LABELS.get(first) or super().label(first)
        *things, what = name.split(" ")
        of_record = field_of(name)
        if of_record is not None and what not in LABELS:
            about = " ".join(things).capitalize()
            return f"{about}, {of_record.verbose_name}"
        called = LABELS.get(what) or super().label(what)
        if not things or what in ("added", "done"):
            return called if not things else name.capitalize()
        about = re.sub(r"(\d) ", r"\1, ", " ".join(things)).capitalize()
        return f"{about}, {called[:1].lower()}{called[1:]}"

    def value(self, name, value):
        if isinstance(value, list) and value:
            return ", ".join(self.value(name, one) for one in value)
        if value in (None, "", []) or not isinstance(value, str):
            return value_words(value)
        what = name.rpartition(" ")[2]
        if what == "page":
            return page_name(value)
        if what in CODES:
            return words_of(what, value) or NOTHING
        if name.startswith("unit "):
            return _PARTS.get(value, value)
        of_record = field_of(name)
        if of_record is not None and of_record.choices:
            return dict(of_record.flatchoices).get(value, value)
        if of_record is not None and (named := self._grounds.of(of_record, value)):
            return named
        if what in CHOICES:
            return CHOICES[what].get(value, value)
        table = _table_of(name)
        return self._named(table, value) if table else value_words(value)

    def _named(self, table, code):
        return self._names[table].get(code, code)


def _table_of(name):
    """The table that the values of a field are codes of, if they are."""
    if name == "allegation added":
        return "category"
    return _CODED.get(name.rpartition(" ")[2])


def _codes_in(name, pair):
    """(table, codes) that an entry's field names, in its name or its values."""
    first, _, rest = name.partition(" ")
    if first in ("tag", "unit") and rest:
        return first, {rest}
    values = (value if isinstance(value, list) else [value] for value in pair)
    return _table_of(name), {
        one for value in values for one in value if isinstance(one, str)
    }


def _names(model, code, codes):
    """{code: name} of rows; nothing is asked where there are no codes."""
    if not codes:
        return {}
    rows = model.objects.filter(**{f"{code}__in": codes})
    return dict(rows.values_list(code, "name"))


def page_name(address):
    """The page that somebody read, by the name or the address that was kept."""
    if address.startswith("/"):
        try:
            address = resolve(address).url_name or address
        except Resolver404:
            return address
    return _NAMED.get(address) or address.replace("-", " ").capitalize()
