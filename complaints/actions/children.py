"""The rows below a locked case: people, allegations, outcomes, assessments."""

from complaints import search
from complaints.actions.moves import next_number
from complaints.models import (
    Allegation,
    Assessment,
    Complainant,
    Outcome,
    Person,
    Subject,
)
from complaints.models.choices import SubjectKind
from organisation import structure
from pages.refusals import BadInput


def add_subjects(case, subjects):
    """Add subjects; a member stands in a case once. Returns the new rows."""
    number = next_number(case.subjects)
    taken = set(case.subjects.values_list("member", flat=True)) - {None}
    rows = []
    for new in subjects:
        told = fields_of(case, new, taken)
        row = Subject(case=case, number=number + len(rows), **told)
        taken.add(row.member_id)
        rows.append(row)
    Subject.objects.bulk_create(rows)
    case.subject_count = number - 1 + len(rows)
    type(case).objects.filter(pk=case.pk).update(subject_count=case.subject_count)
    return rows


def fields_of(case, new, taken):
    """What the row of a subject says; `taken` holds keys of members who are one."""
    is_member = new.kind == SubjectKind.MEMBER
    if is_member and new.member is None:
        raise BadInput("Choose the member of the force.", field="subjects")
    if is_member and new.member.pk in taken:
        raise BadInput(f"{new.member} is a subject already.", field="subjects")
    return {
        "kind": new.kind,
        "member": new.member if is_member else None,
        "description": new.description,
        "unit": new.unit or (unit_then(case, new.member) if is_member else None),
        "rank": new.member.rank if is_member else new.rank,
    }


def unit_then(case, member):
    """Where a member served when it happened: borough figures count by it."""
    day = case.incident_on or case.received_on
    return structure.unit_on(member, day) if day else member.unit


def add_complainants(case, complainants):
    """Add complainants; acting for another needs consent. Returns the new rows.

    Details given of a person who is in the register already replace what it has.
    """
    known = {row.number: row for row in case.complainants.all()}
    number = max(known, default=0) + 1
    rows = []
    for place, new in enumerate(complainants):
        changes = {}
        if new.person is None:
            person = Person.objects.create(**new.details)
        else:
            given = {
                name: value
                for name, value in new.details.items()
                if value not in ("", None)
            }
            person, changes = change_person(new.person.pk, given)
        row = Complainant.objects.create(
            case=case,
            number=number + place,
            person=person,
            capacity=new.capacity,
            acts_for=_acted_for(new, known),
            consent_on=new.consent_on,
            consent_evidence=new.consent_evidence,
            wishes=new.wishes,
        )
        row.person_changes = changes
        known[row.number] = row
        rows.append(row)
    return rows


def change_person(pk, details):
    """Change a person of the register: the person and {field: (before, after)}.

    Cases share the person, so all their cases are indexed anew.
    """
    person = Person.objects.select_for_update().get(pk=pk)
    changes = changed(person, details)
    if changes:
        person.save(update_fields=list(changes))
        search.index_many(
            "SELECT case_id FROM complaints_complainant WHERE person_id = %s", [pk]
        )
    return person, changes


def changed(row, values):
    """Set `values` on `row`; returns {field: (before, after)} of what differs."""
    changes = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            changes[name] = (before, value)
            setattr(row, name, value)
    return changes


def person_changes(rows):
    """What adding these complainants changed in the register of people."""
    return {
        f"complainant {row.number} {name}": pair
        for row in rows
        for name, pair in row.person_changes.items()
    }


def _acted_for(new, known):
    if new.acts_for is None:
        return None
    other = known.get(new.acts_for)
    if other is None:
        raise BadInput(
            "Enter the person complaining before whoever acts for them.",
            field="complainants",
        )
    if new.consent_on is None or not new.consent_evidence:
        raise BadInput(
            "Acting for somebody else needs their consent: give its date and "
            "how you know.",
            field="complainants",
        )
    return other


def add_allegations(case, allegations, *, raised_on):
    """Add allegations and, for each subject it is against, an open outcome."""
    subjects = {subject.number: subject for subject in case.subjects.all()}
    number = next_number(case.allegations)
    for place, new in enumerate(allegations):
        if new.category.discriminatory and not new.strands:
            raise BadInput(
                "An allegation of discrimination names the strand.", field="strands"
            )
        allegation = Allegation.objects.create(
            case=case,
            number=number + place,
            category=new.category,
            text=new.text,
            strands=list(new.strands),
            raised_on=raised_on,
        )
        allegation.standards.set(new.standards)
        against = [subjects.get(number) for number in new.against or subjects]
        if None in against:
            raise BadInput("Choose subjects of this case.", field="against")
        Outcome.objects.bulk_create(
            Outcome(allegation=allegation, subject=subject) for subject in against
        )
    keep_summary(case)


def keep_summary(case):
    """Keep on the case what lists show of its children; the caller saves it."""
    rows = case.allegations.order_by("number").values_list("category__code", flat=True)
    case.allegation_count = len(rows)
    case.categories = sorted({code for code in rows if code})
    case.subject_count = case.subjects.count()


def assess(act, case, stage, risks, *, response="", issues=""):
    """Append an assessment of risk at one step of the quality ladder."""
    return Assessment.objects.create(
        case=case,
        number=next_number(case.assessments),
        by=act.by,
        at=act.at,
        stage=stage,
        risk_public=risks.public,
        risk_officers=risks.officers,
        risk_organisation=risks.organisation,
        reasons=risks.reasons,
        response=response,
        issues=issues,
    )


def keep_untold(untold):
    """Keep of each complainant why they cannot be told; what the trail tells of it.

    Blank of those who were reached after all.
    """
    changes = {}
    for complainant, why in untold:
        before, complainant.untold_because = complainant.untold_because, why
        complainant.save(update_fields=["untold_because"])
        changes[f"complainant {complainant.number} untold_because"] = (before, why)
    return changes
