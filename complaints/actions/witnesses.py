"""Care for the witnesses of a case: who they are, what they need, where they came."""

from complaints.actions.children import change_person
from complaints.actions.moves import next_number
from complaints.actions.steps import on_part
from complaints.models import Person, Witness, WitnessAttendance, WitnessCare
from complaints.models.choices import Attendance
from pages.refusals import BadInput


@on_part(Witness, "add-witness")
def add_witness(
    step, *, person=None, details=None, member=None, description="", **known
):
    """Add a witness: of the register of people, new to it, of the force, or described.

    `details` are those of somebody who is new to the register.
    """
    part, case = step.part, step.case
    if details:
        person = Person.objects.create(**details)
    if person is None and member is None and not description:
        raise BadInput("Say who the witness is.", field="description")
    others = Witness.objects.filter(case=case)
    if person and others.filter(person=person).exists():
        raise BadInput(f"{person} is a witness of {case} already.", field="person")
    if member:
        _check_member(case, member, others)
    part.person, part.member, part.description = person, member, description
    _know(step, **known)


def _check_member(case, member, others):
    """A member of the force is a witness once, and no subject of the same case."""
    if others.filter(member=member).exists():
        raise BadInput(f"{member} is a witness of {case} already.", field="member")
    if case.subjects.filter(member=member).exists():
        raise BadInput(f"{member} is a subject of {case}.", field="member")


def _know(
    step, *, about="", consent_on=None, consent_how="", needs=None, care_contact=None
):
    """What is known of a witness; consent says when and how it was given.

    Needs that whoever writes may not see stay as they are.
    """
    if consent_on is not None and not consent_how:
        raise BadInput("Enter how they agreed, and to what.", field="consent_how")
    step.check_day("consent_on", consent_on, after=None, earlier="")
    part = step.part
    part.about = about
    if needs is not None:
        part.needs = needs
    part.consent_on, part.consent_how = consent_on, consent_how
    if care_contact is not None and care_contact.pk != part.care_contact_id:
        sentence = f"You are the care contact of a witness in {step.case}."
        step.tell(care_contact, sentence, page="witnesses/")
    part.care_contact = care_contact


@on_part(Witness, "amend-witness")
def amend_witness(step, *, details=None, description="", **known):
    """Change what is known of a witness; who it is stays, unless only described."""
    part = step.part
    if details and part.person_id:
        part.person, changes = change_person(part.person_id, details)
        step.changes |= {f"{part.name} {name}": pair for name, pair in changes.items()}
    if part.person_id is None and part.member_id is None and not description:
        raise BadInput("Say who the witness is.", field="description")
    part.description = description
    _know(step, **known)


@on_part(Witness, "log-witness-care")
def log_witness_care(step, *, on, means, what, is_update=False, next_on=None):
    """Log a contact with a witness for their own sake, and when the next one is.

    Whether it told them how the case stands: who cares for witnesses keeps them
    updated (source 001, enhanced witness care).
    """
    step.check_day("on", on, after=step.case.received_on, earlier="received")
    if next_on is not None and next_on <= on:
        raise BadInput("The next contact must be after this one.", field="next_on")
    rows = WitnessCare.objects.filter(case=step.case)
    given = {"on": on, "means": means, "what": what, "next_on": next_on}
    row = WitnessCare.objects.create(**_made(step, rows), is_update=is_update, **given)
    step.changes |= {f"{row.name} on": (None, on), f"{row.name} what": (None, what)}
    if is_update:
        step.changes[f"{row.name} is_update"] = (None, True)


@on_part(Witness, "record-attendance")
def record_attendance(step, *, occasion, on, attendance, warned_on=None, note=""):
    """Record that a witness was warned to attend, or did, or did not."""
    if attendance == Attendance.WARNED and warned_on is None:
        raise BadInput("Enter the day they were warned.", field="warned_on")
    step.check_day("warned_on", warned_on, after=None, earlier="")
    if attendance != Attendance.WARNED:
        step.check_day("on", on, after=warned_on, earlier="warned")
    rows = WitnessAttendance.objects.filter(case=step.case)
    row = WitnessAttendance.objects.create(
        **_made(step, rows),
        occasion=occasion,
        on=on,
        warned_on=warned_on,
        attendance=attendance,
        note=note,
    )
    step.changes |= {
        f"{row.name} occasion": (None, occasion),
        f"{row.name} attendance": (None, attendance),
    }


def _made(step, rows):
    return {
        "case": step.case,
        "witness": step.part,
        "number": next_number(rows),
        "by": step.by,
        "at": step.at,
    }


@on_part(Witness, "release-witness")
def release_witness(step, *, released_on, release_reason):
    """Let a witness go: nothing more is asked of them."""
    step.check_day("released_on", released_on, after=None, earlier="")
    step.part.released_on, step.part.release_reason = released_on, release_reason
