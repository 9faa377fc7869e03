"""Amend what a case says, its people and its allegations, until it is decided.

Every change keeps before and after in the trail.
"""

from dataclasses import replace
from operator import attrgetter

from django.utils import timezone

from casework.acting import acting
from complaints import events, permissions, rules, search
from complaints.actions import children
from complaints.actions.conduct import begin_severity
from complaints.actions.conflicts import take_off_the_conflicted
from complaints.actions.inputs import NewSubject
from complaints.actions.moves import lock, refuse_any, save
from complaints.models import Outcome
from complaints.models.choices import SubjectKind
from complaints.permissions.severity import needs_severity
from pages.refusals import BadInput
from pages.words import day_words

DETAILS = ("channel", "said", "place", "incident_on", "received_on", "conduct_source")


def _lock(act, case, version, check=permissions.check_can_amend):
    case = lock(act, case, version)
    check(case, by=act.by)
    return case


def _finish(act, case, changes, *, assessing=None):
    """Save it all; how grave it is of a subject who came later is assessed too."""
    children.keep_summary(case)
    if assessing is not None and case.recorded_on and needs_severity(case):
        begin_severity(act, case, assessing, timezone.localdate(act.at))
    save(act, case)
    search.index(case)
    act.record(case, unit=case.responsible_unit, changes=changes)
    return case


def amend(*, case, by, at, version, **details):
    """Amend details of the case: any of DETAILS."""
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise ValueError(f"not details of a case: {sorted(unknown)}")
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        changes = children.changed(case, details)
        refuse_any(
            rules.check_receipt(
                incident_on=case.incident_on,
                received_on=case.received_on,
                today=timezone.localdate(at),
            )
        )
        if case.recorded_on and case.received_on > case.recorded_on:
            raise BadInput(
                "The date received must be on or before the date recorded, "
                f"{day_words(case.recorded_on)}.",
                field="received_on",
            )
        case.sort_received_on = case.received_on
        return _finish(act, case, changes)


def add_allegation(*, case, by, at, version, allegation):
    """Add an allegation that came to light later."""
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version, permissions.check_can_extend)
        day = timezone.localdate(at)
        children.add_allegations(case, [allegation], raised_on=day)
        return _finish(
            act, case, {"allegation added": (None, allegation.category.code)}
        )


def change_allegation(
    *, case, by, at, version, number, category, text, strands, standards
):
    """Change what allegation `number` says and how it is classed."""
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        row = case.allegations.get(number=number)
        if category.discriminatory and not strands:
            raise BadInput(
                "An allegation of discrimination names the strand.", field="strands"
            )
        before = row.category.code if row.category_id else None
        changes = children.changed(row, {"text": text, "strands": list(strands)})
        if row.category_id != category.pk:
            changes["category"] = (before, category.code)
            row.category = category
        row.save()
        row.standards.set(standards)
        named = {f"allegation {number} {name}": pair for name, pair in changes.items()}
        return _finish(act, case, named)


def add_subject(*, case, by, at, version, subject, against=()):
    """Add a subject; `against` holds numbers of the allegations made against them.

    A handler or authority who turns out to be one is taken off the case.
    """
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version, permissions.check_can_extend)
        row = children.add_subjects(case, [subject])[0]
        allegations = case.allegations.all()
        if against:
            allegations = allegations.filter(number__in=against)
        Outcome.objects.bulk_create(
            Outcome(allegation=allegation, subject=row) for allegation in allegations
        )
        changes = {"subject added": (None, row.number)}
        changes |= take_off_the_conflicted(case)
        return _finish(act, case, changes, assessing=row)


def identify_subject(*, case, by, at, version, number, member):
    """Say who an unidentified subject is; a handler or authority is taken off."""
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        row = case.subjects.get(number=number)
        if row.kind != SubjectKind.UNIDENTIFIED:
            raise BadInput(f"Subject {number} is identified already.", field="number")
        known = NewSubject(SubjectKind.MEMBER, member, row.description, row.unit)
        values = children.fields_of(case, known, _other_members(case, row))
        return _finish(act, case, _set_subject(case, row, values), assessing=row)


def change_subject(*, case, by, at, version, number, subject):
    """Correct what subject `number` is: who it was, or their rank and unit then.

    A handler or authority who turns out to be one is taken off the case. Once there is
    a report, which answers for this member, it is not made one of another.
    """
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        row = case.subjects.select_related("member", "unit").get(number=number)
        if row.member_id and (not subject.member or subject.member.pk != row.member_id):
            permissions.check_can_extend(case, by=by)
        changes = _set_subject(case, row, _corrected(case, row, subject))
        return _finish(act, case, changes, assessing=row)


def _other_members(case, row):
    others = case.subjects.exclude(pk=row.pk).exclude(member=None)
    return set(others.values_list("member", flat=True))


def _corrected(case, row, new):
    """What the row is to say.

    A rank and a unit that were left as they stood are not those of another member.
    """
    others = _other_members(case, row)
    if new.member is None or new.member.pk == row.member_id:
        return children.fields_of(case, new, others) | {
            "unit": new.unit,
            "rank": new.rank,
        }
    if row.member_id and new.unit == row.unit:
        new = replace(new, unit=None)
    values = children.fields_of(case, new, others)
    if new.rank != row.rank:
        values["rank"] = new.rank
    return values


def _set_subject(case, row, values):
    """Write the row; what the trail keeps of it and of whom it takes off the case."""
    codes = {"member": attrgetter("number"), "unit": attrgetter("code")}
    told = {}
    for name, pair in children.changed(row, values).items():
        code = codes.get(name, str)
        told[f"subject {row.number} {name}"] = tuple(one and code(one) for one in pair)
    row.save()
    return told | take_off_the_conflicted(case)


def add_complainant(*, case, by, at, version, complainant):
    """Add a complainant, for themselves or for another with consent."""
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        row = children.add_complainants(case, [complainant])[0]
        changes = {"complainant added": (None, row.number)}
        return _finish(act, case, changes | children.person_changes([row]))


def change_person(*, case, by, at, version, number, details):
    """Change what is known of the person who is complainant `number`."""
    with acting(events.AMEND, by=by, at=at, subject=case) as act:
        case = _lock(act, case, version)
        row = case.complainants.get(number=number)
        _, changes = children.change_person(row.person_id, details)
        named = {f"complainant {number} {key}": pair for key, pair in changes.items()}
        return _finish(act, case, named)
