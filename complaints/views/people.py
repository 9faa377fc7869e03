"""Who complains and whom a case is about, as far as the reader may know."""

from collections import defaultdict
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from complaints import actions
from complaints.forms.additions import RevealForm
from complaints.forms.repeating import repeat_of, rule_on
from complaints.models import Case, Complainant, Person
from complaints.models.characteristics import CODES, PERCEIVED, words_of
from complaints.models.choices import SubjectKind
from complaints.models.people import NOT_STATED, Digits
from complaints.permissions import HIDDEN, Sight
from complaints.views.case import who
from complaints.views.duty import kept_from_duty
from complaints.views.frame import CaseFrame
from organisation.classification import FieldClass
from pages import lists
from pages.templatetags.components import day

REPEATS_COMPARED = 500
REPEATS_SHOWN = 10
REPEATS_SHOW = (
    *("case__reference", "case__received_on"),
    *("person__title", "person__forenames", "person__surname"),
)
SHORTEST_NUMBER = 7  # digits; a shorter one is an extension, shared by many
CONTACT = (
    ("telephone", "Telephone"),
    ("email", "E-mail"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("contact_preference", "Prefers to hear by"),
    ("needs", "Needs"),
)
CHARACTERISTICS = (
    ("ethnicity", "Ethnicity, self-defined"),
    ("ethnicity_perceived", "Ethnicity, as an officer saw it"),
    ("gender", "Gender"),
    ("disability", "Disability"),
    ("religion", "Religion or belief"),
    ("sexual_orientation", "Sexual orientation"),
    ("age_band", "Age"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request, slug):
    """The people of a case; posting a reason reveals them, for this one answer."""
    frame = CaseFrame(request, slug, "people")
    form = None
    if frame.sight.can_reveal:
        form = RevealForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            actions.reveal(case=frame.case, by=frame.user, reason=reason)
            frame.sight = Sight(frame.case, frame.user, revealed=True)
            form = None
    complainants = _complainants(frame.case)
    subjects = frame.case.subjects.select_related("member").annotate(
        unit_then=F("unit__name"), unit_now=F("member__unit__name")
    )
    patterns = _patterns(frame, complainants)
    duty = kept_from_duty(frame)
    return frame.render(
        "people",
        complainants=[
            _complainant(frame, row) | {"repeat": patterns.get(row.person_id)}
            for row in complainants
        ],
        subjects=[
            _subject(frame, row, duty.get(row.member_id, ()))
            for row in sorted(subjects, key=attrgetter("number"))
        ],
        add_complainant_url=_if_amending(frame, "add-complainant"),
        add_subject_url=frame.address("add-subject") if frame.can_extend else "",
        repeats=_repeats(frame, complainants, but=patterns.values()),
        form=form,
    )


def _complainants(case):
    """A handful: putting them in order here costs less than asking for it."""
    rows = sorted(case.complainants.select_related("person"), key=attrgetter("number"))
    by_key = {row.pk: row for row in rows}
    for row in rows:
        if row.acts_for_id:  # of the same case
            row.acts_for = by_key[row.acts_for_id]
    return rows


def _rows(sight, row, fields):
    """Rows of a summary list for the fields that are shown, and how many are not."""
    values = [(label, sight.value(row, name)) for name, label in fields]
    shown = [
        {"key": label, "value": value}
        for label, value in values
        if value is not HIDDEN and value
    ]
    return shown, sum(value is HIDDEN for _, value in values)


def _if_amending(frame, name, *more):
    return frame.address(name, *more) if frame.can_amend else ""


def _action(text, url):
    return [{"text": text, "href": url}] if url else []


def _all_cases(frame, number, known):
    """Of somebody known; a reveal shows who it is in this case, and in no other."""
    shown = known and frame.sight.identity and not frame.sight.revealed
    url = frame.address("complainant-cases", number) if shown else ""
    return _action("All their cases", url)


def _complainant(frame, row):
    sight, person = frame.sight, row.person
    shown, hidden = _rows(sight, person, CONTACT)
    if sight.identity and person.born_on:
        shown.insert(0, {"key": "Born", "value": day(person.born_on)})
    own = [{"key": "In what capacity", "value": row.get_capacity_display()}]
    if row.acts_for_id:
        for_whom = f"complainant {row.acts_for.number}"
        if sight.identity:
            for_whom = str(row.acts_for.person)
        own.append({"key": "Acts for", "value": for_whom})
        evidence = sight.value(row, "consent_evidence")
        words = f"Given on {day(row.consent_on)}: {evidence}"
        own.append({"key": "Consent", "value": words})
    if row.wishes and sight.shows(row, "wishes"):
        own.append({"key": "Wants to happen", "value": row.wishes})
    hidden += 0 if sight.identity else 3  # title, names and date of birth
    return {
        "number": row.number,
        "name": str(person) if sight.identity else f"Complainant {row.number}",
        "rows": own + shown,
        "hidden": hidden,
        "actions": [
            *_action("Change", _if_amending(frame, "change-person", row.number)),
            *_all_cases(frame, row.number, person.surname),
        ],
        "characteristics": characteristics(person) if sight.special else None,
        "characteristics_hidden": len(CODES),
    }


def characteristics(person):
    """What is known, and of each answer whether it was said, perceived or refused."""
    shown = []
    for name, label in CHARACTERISTICS:
        code = getattr(person, name)
        if not code:
            state = "missing"
        elif code == NOT_STATED:
            state = "not stated"
        else:
            state = "officer-perceived" if name in PERCEIVED else "self-defined"
        words = words_of(name, code) or "Nobody recorded it"
        shown.append({"key": label, "value": words, "state": state})
    return shown


def _subject(frame, row, duty):
    sight = frame.sight
    rows = [{"key": "Who", "value": row.get_kind_display()}]
    if row.rank != "unknown":
        rows.append({"key": "Rank then", "value": row.get_rank_display()})
    rows.append({"key": "Unit then", "value": row.unit_then})
    hidden = 0
    if not sight.identity:
        hidden = 3  # name, warrant number, description
    elif row.member_id:
        member = row.member
        name = f"{member.forenames} {member.surname}".strip()
        rows.append({"key": "Name", "value": name})
        rows.append({"key": "Warrant or pay number", "value": member.number})
        rows += [{"key": "Unit now", "value": row.unit_now}, *duty]
    elif row.description:
        rows.append({"key": "Description", "value": row.description})
    actions_offered = _action(
        "Change", _if_amending(frame, "change-subject", row.number)
    )
    known = row.member_id and not row.member.placeholder
    if known and sight.identity and not sight.revealed:
        history = reverse("complaints:officer", args=[row.member.key])
        actions_offered += _action("All their cases", history)
        if frame.user.rights.allow(
            Permission.RESTRICTION_PROPOSE, frame.case.responsible_unit_id
        ):
            asked = urlencode({"case": frame.case.slug, "subject": row.number})
            propose = f"{reverse('complaints:restriction-propose')}?{asked}"
            actions_offered += _action("Suspend or restrict", propose)
    if row.kind == SubjectKind.UNIDENTIFIED:
        identify = _if_amending(frame, "identify-subject", row.number)
        actions_offered = _action("Say who it is", identify) + actions_offered
    return {
        "number": row.number,
        "name": who(sight, row) if sight.identity else f"Subject {row.number}",
        "rows": rows,
        "hidden": hidden,
        "actions": actions_offered,
    }


def _patterns(frame, complainants):
    """{key of a person of the register: the pattern that their cases make with this}.

    Of the cases that the reader sees, so that none is told of by a number.
    """
    day = frame.case.received_on
    known = [row.person_id for row in complainants if row.person.surname]
    rule = rule_on(day) if day and known and frame.sight.identity else None
    if rule is None:
        return {}
    cases = Case.objects.showing(frame.user, FieldClass.IDENTITY)
    rows = Complainant.objects.filter(lists.among("person", known), case__in=cases)
    rows = rows.select_related("case").only(
        "person", "case__reference", "case__received_on"
    )
    theirs = defaultdict(list)
    for row in rows[:REPEATS_COMPARED]:
        theirs[row.person_id].append(row.case)
    return {
        person: repeat_of(cases, around=day, rule=rule)
        for person, cases in theirs.items()
    }


def _repeats(frame, complainants, *, but):
    """Other cases of the same people, by what two people rarely share.

    Without those that a pattern lists already.
    """
    if not (frame.sight.identity and complainants):
        return []
    same = Q(pk__in=[row.person_id for row in complainants])
    for row in complainants:
        same |= _same_person(row.person)
    persons = Person.objects.alias(
        upper_email=Upper("email"),
        upper_surname=Upper("surname"),
        digits=Digits("telephone"),
    ).filter(same)
    # Found first and put in order after: in the order of dates the planner would walk
    # every case there is, hoping to meet these few soon.
    same_people = list(persons.values_list("pk", flat=True)[:REPEATS_COMPARED])
    cases = Case.objects.showing(frame.user, FieldClass.IDENTITY)
    theirs = Complainant.objects.filter(lists.among("person", same_people))
    theirs = theirs.exclude(case=frame.case)
    told = [case.pk for pattern in but if pattern for case in pattern.cases]
    if told:
        theirs = theirs.exclude(lists.among("case", told))
    few = list(theirs.values_list("pk", flat=True)[:REPEATS_COMPARED])
    found = (
        Complainant.objects.filter(lists.among("pk", few), case__in=cases)
        .select_related("case", "person")
        .only(*REPEATS_SHOW)
        .order_by("-case__sort_received_on", "-pk")
    )
    return list(found[:REPEATS_SHOWN])


def _same_person(person) -> Q:
    """The same e-mail or telephone; or the same name with the same date of birth."""
    same = Q(pk__in=[])
    if person.email:
        same |= Q(upper_email=person.email.upper()) & ~Q(email="")
    digits = "".join(filter(str.isdecimal, person.telephone))
    if len(digits) >= SHORTEST_NUMBER:
        same |= Q(digits=digits) & ~Q(telephone="")
    if person.surname and person.born_on:
        same |= Q(
            upper_surname=person.surname.upper(),
            forenames__iexact=person.forenames,
            born_on=person.born_on,
        )
    return same
