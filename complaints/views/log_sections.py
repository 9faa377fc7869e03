"""The logs of a case and its witnesses, as sections of their pages."""

from typing import Any

from django.urls import reverse

from complaints.models import (
    Advice,
    Contact,
    Enquiry,
    LoggedAction,
    PolicyEntry,
    ProportionalityCheck,
    StrategyReview,
    Witness,
)
from complaints.models.choices import Attendance
from complaints.views.sections import Section
from pages.words import counted, day_words


def care_of(frame, rows):
    """What was done for each witness, the newest first."""
    sight = frame.sight
    found: dict[int, list[dict[str, Any]]] = {}
    keys = [row.pk for row in rows]
    for row in frame.case.witnessattendances.filter(witness__in=keys).order_by(
        "-number"
    ):
        words = [row.get_attendance_display()]
        if row.warned_on and row.attendance != Attendance.WARNED:
            words.append(f"warned on {day_words(row.warned_on)}")
        value = (
            f"{sight.value(row, 'occasion')}: {', '.join(words)}. {row.note}".strip()
        )
        _add(found, row, f"Attendance, {day_words(row.on)}", value, sight, "occasion")
    cares = frame.case.witnesscares.filter(witness__in=keys).order_by("-number")
    for row in cares:
        value = f"{row.get_means_display()}: {sight.value(row, 'what')}"
        if row.next_on:
            value += f" Next on {day_words(row.next_on)}."
        called = "Update" if row.is_update else "Care contact"
        _add(found, row, f"{called}, {day_words(row.on)}", value, sight, "what")
    for row in rows:
        told = [
            each.on for each in cares if each.is_update and each.witness_id == row.pk
        ]
        found[row.pk] = [_told(told, frame.today), *found.get(row.pk, ())]
    return found


def _told(days, today):
    """When a witness was last told how the case stands."""
    said = "Nobody has told them how the case stands"
    if days:
        passed = (today - max(days)).days
        ago = f"{counted(passed, 'day')} ago" if passed else "today"
        said = f"{day_words(max(days))}, {ago}"
    return {"key": "Last told", "value": said}


def of_witness(frame, rows):
    """Where all their cases are, and what was done for them."""
    found = care_of(frame, rows)
    if frame.sight.identity and not frame.sight.revealed:
        for row in rows:
            if url := _history(frame, row):
                told = {"key": "History", "value": "All their cases", "url": url}
                found.setdefault(row.pk, []).append(told)
    return found


def _history(frame, row):
    """The page of somebody known; blank of those who are only described."""
    if row.person_id and row.person.surname:
        return frame.address("witness-cases", row.number)
    if row.member_id and not row.member.placeholder:
        return reverse("complaints:officer", args=[row.member.key])
    return ""


def _add(found, row, key, value, sight, field):
    masked = not sight.shows(row, field)
    line = {"key": key, "value": "" if masked else value, "masked": masked}
    found.setdefault(row.witness_id, []).append(line)


LOGS = (
    Section(
        "Policy and decision log",
        PolicyEntry,
        ("log-policy",),
        "No decision about the investigation is written down.",
        whole="policy",
        searched=("decision", "rationale", "options", "decided_by", "replaced"),
    ),
    Section(
        "Action log",
        LoggedAction,
        ("log-action",),
        "No action is logged.",
        whole="actions",
        searched=("what", "done_by", "result"),
    ),
    Section(
        "Lines of enquiry",
        Enquiry,
        ("open-enquiry",),
        "No line of enquiry is written down.",
        whole="enquiries",
        searched=("what", "why", "result"),
    ),
    Section(
        "Contacts",
        Contact,
        ("log-contact",),
        "No contact is logged.",
        whole="contacts",
        searched=("summary", "other"),
    ),
    Section(
        "Reviews by a supervisor",
        StrategyReview,
        ("review-strategy",),
        "No supervisor has reviewed how the case is investigated.",
        whole="reviews",
        searched=("reviewed", "lines", "resources"),
    ),
    Section(
        "Proportionality",
        ProportionalityCheck,
        ("check-proportionality",),
        "Nobody has checked that the case is investigated in proportion.",
        whole="proportionality",
        searched=("why", "changes"),
    ),
    Section(
        "Advice",
        Advice,
        ("ask-advice",),
        "No advice was asked for.",
        whole="advice",
        searched=("question", "text", "precedents"),
    ),
)
WITNESSES = (
    Section(
        "Witnesses",
        Witness,
        ("add-witness",),
        "No witness is known.",
        more=of_witness,
    ),
)
