"""Every reference table of the house: what it holds and how people keep it."""

from django import forms

from accounts.reference.registry import Related, Table, may_edit, register
from accounts.roles import Reach
from casework.models import BankHoliday, DeadlineRule, EscalationStep
from complaints.models import Category, Result, Standard, Tag
from complaints.models.choices import Kind
from config.reference import law_tables
from organisation import models as force
from organisation.classification import FieldClass

FORCE = "The force"
PEOPLE = "People"
LAW = "Law and policy"
OUTSIDE = "Oversight and outside bodies"
IN_CASEWORK = {Reach.ALL, Reach.RECORDED, Reach.OWN, Reach.UNIT}


def works_on_cases(user) -> bool:
    """Whether the person sees who people are, in the course of casework."""
    return bool(user.rights.reaches(FieldClass.IDENTITY) & IN_CASEWORK)


def sees_people(user) -> bool:
    return works_on_cases(user) or may_edit(user)


UNITS = Table(
    slug="units",
    model=force.Unit,
    key=("code",),
    fields=(
        "code",
        "name",
        "kind",
        "force_code",
        "other_names",
        "opened_on",
        "closed_on",
        "source",
    ),
    columns=("name", "kind", "force_code", "opened_on", "closed_on"),
    filters=("kind",),
    searched=("name", "code", "force_code", "other_names"),
    ordering=("name",),
    singular="unit",
    plural="units",
    group=FORCE,
    about="Boroughs, commands, regions, teams, desks, areas and family groups.",
    begins="opened_on",
    ends="closed_on",
    related=(
        Related("memberships", "unit", "Belongs to"),
        Related("memberships", "group", "Units that belong to it"),
        Related("contacts", "unit", "Contacts"),
        Related("link-boroughs", "unit", "Link members of the authority"),
        Related("strengths", "unit", "Strength"),
    ),
)
MEMBERSHIPS = Table(
    slug="memberships",
    model=force.Membership,
    key=("unit", "kind", "from_on"),
    fields=("unit", "group", "kind", "from_on", "to_on", "source"),
    columns=("unit", "kind", "group", "from_on", "to_on", "source"),
    filters=("kind",),
    searched=("unit__name", "group__name"),
    ordering=("unit__name", "kind", "from_on"),
    singular="membership",
    plural="memberships of units",
    group=FORCE,
    about="Which unit belongs to which area, family group, command or support unit, "
    "from when to when.",
    begins="from_on",
    ends="to_on",
    one_at_a_time=True,
)
STRENGTHS = Table(
    slug="strengths",
    model=force.Strength,
    key=("unit", "on_date", "kind"),
    fields=("unit", "on_date", "kind", "number", "source"),
    columns=("unit", "on_date", "kind", "number", "source"),
    filters=("kind",),
    searched=("unit__name",),
    ordering=("unit__name", "on_date", "kind"),
    singular="strength",
    plural="strengths",
    group=FORCE,
    about="How many served in a unit on a date, with where the figure comes from.",
)
CONTACTS = Table(
    slug="contacts",
    model=force.Contact,
    key=("unit", "post", "from_on"),
    fields=("unit", "post", "name", "telephone", "email", "from_on", "to_on"),
    columns=("unit", "post", "name", "telephone", "email", "from_on", "to_on"),
    searched=("unit__name", "post"),
    ordering=("unit__name", "post", "from_on"),
    singular="contact",
    plural="contacts",
    group=PEOPLE,
    about="Whom to ask in each unit.",
    begins="from_on",
    ends="to_on",
    hidden=("name", "telephone", "email"),
    may_see_hidden=sees_people,
)
MEMBERS = Table(
    slug="members",
    model=force.Member,
    key=("number",),
    address=("key",),
    fields=(
        "number",
        "kind",
        "surname",
        "forenames",
        "rank",
        "unit",
        "joined_on",
        "left_on",
    ),
    columns=("surname", "forenames", "number", "rank", "unit"),
    filters=("unit", "kind", "rank"),
    ordering=("surname", "forenames", "number"),
    singular="member of the force",
    plural="members of the force",
    group=PEOPLE,
    about="Officers, staff, community support officers, specials and contractors.",
    search=lambda rows, text: rows.search(text),
    begins="joined_on",
    ends="left_on",
    end_verb="Record as left",
    may_see=sees_people,
    recorded=True,
    related=(
        Related("postings", "member", "Postings"),
        Related("accreditations", "member", "Accreditations"),
    ),
)
POSTINGS = Table(
    slug="postings",
    model=force.MemberPosting,
    key=("member", "unit", "from_on"),
    fields=("member", "unit", "rank", "from_on", "to_on"),
    columns=("member", "unit", "rank", "from_on", "to_on"),
    ordering=("member__number", "from_on"),
    singular="posting",
    plural="postings of members",
    group=PEOPLE,
    about="Where members of the force served, in what rank, from when to when.",
    begins="from_on",
    ends="to_on",
    listed=False,
    may_see=sees_people,
    recorded=True,
)
ACCREDITATIONS = Table(
    slug="accreditations",
    model=force.Accreditation,
    key=("member", "kind", "from_on"),
    fields=("member", "kind", "course", "from_on", "to_on"),
    columns=("member", "kind", "course", "from_on", "to_on"),
    ordering=("member__number", "from_on"),
    singular="accreditation of a member",
    plural="accreditations of members",
    group=PEOPLE,
    about="What members of the force are trained to do, and until when.",
    begins="from_on",
    ends="to_on",
    listed=False,
    may_see=sees_people,
    recorded=True,
)
ACCREDITATION_KINDS = Table(
    slug="accreditation-kinds",
    model=force.AccreditationKind,
    key=("code",),
    fields=("code", "name", "months_valid", "investigates", "source", "retired_on"),
    columns=("name", "months_valid", "investigates", "source", "retired_on"),
    ordering=("name",),
    singular="kind of accreditation",
    plural="kinds of accreditation",
    group=PEOPLE,
    about="What people are trained and accredited to do, and for how long.",
    ends="retired_on",
)
CATEGORIES = Table(
    slug="categories",
    model=Category,
    key=("code",),
    fields=(
        "code",
        "name",
        "behaviour",
        "discriminatory",
        "from_on",
        "to_on",
        "source",
    ),
    columns=("code", "name", "behaviour", "from_on", "to_on"),
    ordering=("code",),
    singular="category",
    plural="categories of allegation",
    group=LAW,
    about="What an allegation is about, and the behaviour that reports count it in.",
    begins="from_on",
    ends="to_on",
)
STANDARDS = Table(
    slug="standards",
    model=Standard,
    key=("code",),
    fields=("code", "name", "from_on", "to_on", "source"),
    columns=("name", "from_on", "to_on", "source"),
    ordering=("pk",),
    singular="standard",
    plural="Standards of Professional Behaviour",
    group=LAW,
    about="The standards that a breach is judged against.",
    begins="from_on",
    ends="to_on",
)
RESULTS = Table(
    slug="results",
    model=Result,
    key=("code", "from_on"),
    fields=("code", "name", "finding", "kinds", "from_on", "to_on", "source"),
    columns=("name", "code", "kinds", "finding", "from_on", "to_on"),
    ordering=("code", "from_on"),
    changeable=("finding", "kinds", "source"),
    form_fields={
        "kinds": lambda: forms.MultipleChoiceField(
            label="For", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
        )
    },
    singular="result",
    plural="results of allegations",
    group=LAW,
    about="How an allegation can end, under the names of each time.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
DEADLINE_RULES = Table(
    slug="deadline-rules",
    model=DeadlineRule,
    key=("code", "from_on"),
    fields=(
        "code",
        "name",
        "starts_at",
        "stops_at",
        "length",
        "day_unit",
        "pauses",
        "ceiling",
        "no_earlier",
        "source",
        "unverified",
        "from_on",
        "to_on",
    ),
    columns=("name", "length", "day_unit", "from_on", "to_on", "unverified"),
    ordering=("name", "from_on"),
    changeable=("source", "unverified"),
    added=False,
    inherited=("starts_at", "stops_at"),
    singular="deadline rule",
    plural="deadline rules",
    group=LAW,
    about="How long each step may take, by law, guidance or our own target.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
ESCALATION_STEPS = Table(
    slug="escalation-steps",
    model=EscalationStep,
    key=("to", "from_on"),
    fields=("number", "after", "to", "source", "unverified", "from_on", "to_on"),
    columns=("number", "after", "to", "from_on", "to_on", "unverified"),
    ordering=("number", "from_on"),
    changeable=("source", "unverified"),
    singular="escalation step",
    plural="escalation steps",
    group=LAW,
    about="Who is told, and after how many working days, that something is late.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
BANK_HOLIDAYS = Table(
    slug="bank-holidays",
    model=BankHoliday,
    key=("on_date",),
    fields=("on_date", "title", "source"),
    columns=("on_date", "title", "source"),
    searched=("title",),
    ordering=("on_date",),
    latest_first=True,
    singular="bank holiday",
    plural="bank holidays",
    group=LAW,
    about="Days that are not working days, in England and Wales.",
)
TAGS = Table(
    slug="tags",
    model=Tag,
    key=("code",),
    fields=("code", "name", "from_on", "to_on", "retired_on"),
    columns=("name", "from_on", "to_on", "retired_on"),
    ordering=("from_on",),
    singular="tag",
    plural="tags of extraordinary events",
    group=LAW,
    about="Events that many cases come from, so that trends can leave them out.",
    ends="retired_on",
)
COMMITTEES = Table(
    slug="committees",
    model=force.Committee,
    key=("code",),
    fields=("code", "name", "kind", "from_on", "to_on", "source"),
    columns=("name", "kind", "from_on", "to_on"),
    filters=("kind",),
    ordering=("kind", "from_on"),
    singular="committee or board",
    plural="committees and boards",
    group=OUTSIDE,
    about="Committees of the authority, boards of the force, and when they met.",
    begins="from_on",
    ends="to_on",
    related=(Related("meetings", "committee", "Meetings"),),
)
MEETINGS = Table(
    slug="meetings",
    model=force.Meeting,
    key=("committee", "held_on"),
    fields=("committee", "held_on"),
    columns=("committee", "held_on"),
    ordering=("held_on", "committee__name"),
    latest_first=True,
    singular="meeting",
    plural="meetings",
    group=OUTSIDE,
    about="Dates of meetings; a meeting closes a reporting period.",
)
BODIES = Table(
    slug="bodies",
    model=force.Body,
    key=("code",),
    fields=("code", "name", "kind", "source", "retired_on"),
    columns=("name", "kind", "source", "retired_on"),
    filters=("kind",),
    ordering=("name",),
    singular="outside body",
    plural="outside bodies",
    group=OUTSIDE,
    about="Whom cases and recommendations come from or go to.",
    ends="retired_on",
)
AUTHORITY_MEMBERS = Table(
    slug="authority-members",
    model=force.AuthorityMember,
    key=("code",),
    fields=("code", "name", "officer", "source", "retired_on"),
    columns=("name", "officer", "source", "retired_on"),
    ordering=("name",),
    singular="member of the authority",
    plural="members of the authority",
    group=OUTSIDE,
    about="Members and officers of the police authority.",
    ends="retired_on",
    related=(Related("link-boroughs", "authority_member", "Link boroughs"),),
)
LINK_BOROUGHS = Table(
    slug="link-boroughs",
    model=force.LinkBorough,
    key=("authority_member", "unit", "from_on"),
    fields=("authority_member", "unit", "from_on", "to_on"),
    columns=("unit", "authority_member", "from_on", "to_on"),
    searched=("unit__name", "authority_member__name"),
    ordering=("unit__name", "from_on"),
    singular="link borough",
    plural="link boroughs",
    group=OUTSIDE,
    about="Which member of the authority is the link for which borough.",
    begins="from_on",
    ends="to_on",
)

# In this order they are loaded: what others point to stands first.
ALL = (
    UNITS,
    MEMBERSHIPS,
    STRENGTHS,
    MEMBERS,
    CONTACTS,
    ACCREDITATION_KINDS,
    CATEGORIES,
    STANDARDS,
    RESULTS,
    *law_tables.ALL,
    DEADLINE_RULES,
    ESCALATION_STEPS,
    BANK_HOLIDAYS,
    TAGS,
    COMMITTEES,
    MEETINGS,
    BODIES,
    AUTHORITY_MEMBERS,
    LINK_BOROUGHS,
    POSTINGS,
    ACCREDITATIONS,
)

register(*ALL)
