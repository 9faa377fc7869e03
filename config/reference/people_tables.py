"""The tables of people: members of the force, where they serve, who manages them."""

from accounts.reference.registry import Related, Table, may_edit
from accounts.roles import Reach
from organisation import models as force
from organisation.classification import FieldClass

PEOPLE = "People"
IN_CASEWORK = {Reach.ALL, Reach.RECORDED, Reach.OWN, Reach.UNIT}


def works_on_cases(user) -> bool:
    """Whether the person sees who people are, in the course of casework."""
    return bool(user.rights.reaches(FieldClass.IDENTITY) & IN_CASEWORK)


def sees_people(user) -> bool:
    return works_on_cases(user) or may_edit(user)


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
        Related("line-managers", "member", "Line managers"),
        Related("line-managers", "manager", "Whom they manage"),
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
LINE_MANAGERS = Table(
    slug="line-managers",
    model=force.LineManager,
    key=("member", "from_on"),
    fields=("member", "manager", "from_on", "to_on"),
    columns=("member", "manager", "from_on", "to_on"),
    ordering=("member__number", "from_on"),
    singular="line manager of a member",
    plural="line managers of members",
    group=PEOPLE,
    about="Who managed which member of the force, from when to when: they take no part "
    "in a case about them.",
    begins="from_on",
    ends="to_on",
    one_at_a_time=True,
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
