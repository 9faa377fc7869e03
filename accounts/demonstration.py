"""The accounts of the demonstration: invented people, one for each role and a few more.

Production refuses to start with any of them; nothing here is ever real.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Prefetch

from accounts.actions.people import create_person
from accounts.actions.postings import grant_posting
from accounts.models import Posting, User
from audit import trail
from organisation.models import AccreditationKind, AuthorityMember, Member, Unit
from organisation.models.members import MemberKind, Rank

FILE = Path(__file__).with_suffix(".csv")
DOMAIN = "@demo.candour.test"
PASSWORD = "candour-demo"  # noqa: S105 (public: it stands on the sign-in page)
REASON = "Demonstration data"
YEARS_IN_POST = 3


@dataclass(frozen=True)
class Invented:
    """One account: `slug` is its address; no `posted_to` means the whole force."""

    slug: str
    forenames: str
    surname: str
    rank: str  # a rank, or "authority-member", "authority-officer"
    works_in: str
    posted_to: str
    role: str
    trained_as: str  # kinds of accreditation with | between; " lapsed" after one


def invented() -> list[Invented]:
    """The table beside this module, in its order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [Invented(**row) for row in csv.DictReader(lines)]


@transaction.atomic
def load_accounts(*, on: date) -> list[User]:
    """Make every account that is missing, with its member and its posting.

    Safe to repeat: an account that is there is left as it is.
    """
    known = set(User.objects.values_list("email", flat=True))
    # One hash for all, because hashing is slow on purpose and all share the password.
    password = make_password(PASSWORD)
    return [
        _make(one, number, password, on)
        for number, one in enumerate(invented(), start=1)
        if one.slug + DOMAIN not in known
    ]


def _make(one: Invented, number: int, password: str, on: date) -> User:
    since = date(on.year - YEARS_IN_POST, 4, 1)
    authority = _authority_member(one)
    user = create_person(
        email=one.slug + DOMAIN,
        name=authority.name if authority else f"{one.forenames} {one.surname}",
        member=None if authority else _member(one, number, since),
        authority_member=authority,
        by=trail.SYSTEM,
        reason=REASON,
    )
    user.password = password
    user.save(update_fields=["password"])
    grant_posting(
        user,
        role=one.role,
        unit=Unit.objects.get(code=one.posted_to) if one.posted_to else None,
        from_on=since,
        by=trail.SYSTEM,
        reason=REASON,
    )
    return user


def _authority_member(one: Invented) -> AuthorityMember | None:
    if not one.rank.startswith("authority-"):
        return None
    officer = one.rank == "authority-officer"
    free = AuthorityMember.objects.filter(officer=officer, account=None)
    found = free.order_by("pk").first()
    return found or AuthorityMember.objects.create(
        code=one.slug, name=f"A. {one.slug.title()}", officer=officer
    )


def _member(one: Invented, number: int, since: date) -> Member:
    staff = one.rank == Rank.STAFF
    unit = Unit.objects.get(code=one.works_in)
    member, made = Member.objects.get_or_create(
        number=f"DEMO{number:03}",
        defaults={
            "kind": MemberKind.STAFF if staff else MemberKind.OFFICER,
            "rank": one.rank,
            "surname": one.surname,
            "forenames": one.forenames,
            "unit": unit,
            "joined_on": date(since.year - 5, 9, 1),
        },
    )
    if made:
        member.postings.create(unit=unit, rank=member.rank, from_on=since)
        _train(member, one.trained_as, since)
    return member


def _train(member: Member, trained_as: str, since: date) -> None:
    """Accredit from taking up the post on: for good, or for two years."""
    for told in filter(None, trained_as.split("|")):
        code = told.removesuffix(" lapsed")
        kind = AccreditationKind.objects.get(code=code)
        ended = None if code == told else since.replace(year=since.year + 2)
        member.accreditations.create(kind=kind, from_on=since, to_on=ended)


def accounts_to_show(on: date) -> list[User]:
    """For the sign-in page: each account with `held`, its postings of today."""
    held = Posting.objects.on(on).select_related("unit").order_by("pk")
    return list(
        User.objects.filter(email__endswith=DOMAIN, is_active=True)
        .order_by("pk")
        .prefetch_related(Prefetch("postings", held, to_attr="held"))
    )
