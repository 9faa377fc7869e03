"""Who works on the synthetic cases: accounts with postings, and members of the force.

Accounts made here have no password, so nobody signs in with them.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from django.utils import timezone

from accounts.models import Posting, User
from config.generator.managers import give_managers
from config.generator.names import WOMEN, Names
from config.generator.training import train
from organisation.models import Member, Unit
from organisation.models.members import MemberKind, Rank

# The demonstration's champions sit here, and each is to have something to do.
FAVOURED = {"kingston-upon-thames", "merton"}
SINCE = date(2004, 4, 1)
_RANKS = (
    (Rank.CONSTABLE, 70),
    (Rank.SERGEANT, 16),
    (Rank.INSPECTOR, 5),
    (Rank.CHIEF_INSPECTOR, 1),
    (Rank.STAFF, 6),
    (Rank.PCSO, 2),
)
_SENIOR = {Rank.INSPECTOR, Rank.CHIEF_INSPECTOR}
_NO_OFFICERS = {Rank.STAFF, Rank.PCSO}
# The ranks of those who handle cases; only they stand among the members of the force.
_HANDLERS = {
    "champion": (Rank.INSPECTOR,),
    "local-manager": (Rank.SERGEANT, Rank.INSPECTOR),
    "investigator": (Rank.CONSTABLE, Rank.SERGEANT),
}
_ETHNICITIES = ("white", "white", "white", "white", "asian", "black", "mixed", "")


@dataclass(frozen=True)
class Worker:
    """An account as rows of cases and of the trail name it."""

    id: int
    email: str
    name: str
    role: str


class Staff:
    """Workers by role and unit, and members by unit."""

    def __init__(self, chance: Random, cases: int):
        self.chance = chance
        self.names = Names(chance)
        units = {unit.code: unit for unit in Unit.objects.order_by("code")}
        boroughs = [u for u in units.values() if u.kind == "borough"]
        favoured = [u for u in boroughs if u.code in FAVOURED]
        self.boroughs = boroughs + favoured * 5
        self.teams = [u for u in units.values() if u.kind == "team"]
        self.reception = units["customer-service-team"]
        self._workers: dict[tuple[str, int | None], list[Worker]] = {}
        self._gather()
        self._fill_posts()
        self.members = self._members(max(400, min(31_000, cases // 20)))
        self.seniors = [
            key
            for members in self.members.values()
            for key, rank in members
            if rank in _SENIOR
        ]
        self.officers = {
            unit: [one for one in members if one[1] not in _NO_OFFICERS]
            for unit, members in self.members.items()
        }

    def worker(self, role: str, unit_id: int | None = None) -> Worker:
        """Somebody who holds `role`, in `unit_id` where that is named."""
        return self.chance.choice(self._workers[role, unit_id])

    def acting_inspector(self, from_on: date, to_on: date) -> tuple[Worker, Worker]:
        """An authority who stood in for a team's inspector, and another authority."""
        first, *others = self._workers["appropriate-authority", None]
        Posting.objects.get_or_create(
            user_id=first.id,
            role="team-inspector",
            unit=self.teams[0],
            from_on=from_on,
            defaults={"to_on": to_on},
        )
        return replace(first, role="team-inspector"), self.chance.choice(others)

    def _gather(self) -> None:
        held = Posting.objects.on(timezone.localdate()).select_related("user")
        for posting in held.filter(user__is_active=True).order_by("pk"):
            self._keep(posting.role, posting.unit_id, posting.user)

    def _keep(self, role, unit_id, user) -> None:
        worker = Worker(user.pk, user.email, user.name, role)
        for place in {unit_id, None}:
            self._workers.setdefault((role, place), []).append(worker)

    def _fill_posts(self) -> None:
        wanted = [
            *((role, unit, n) for unit in self.boroughs
              for role, n in (("champion", 1), ("local-manager", 2))),
            *(("investigator", unit, 3) for unit in self.teams),
            *(("team-inspector", unit, 1) for unit in self.teams),
            ("cst-officer", self.reception, 4),
            ("cst-manager", self.reception, 2),
            ("appropriate-authority", None, 3),
        ]  # fmt: skip
        for role, unit, number in wanted:
            place = unit.pk if unit else None
            for n in range(len(self._workers.get((role, place), ())), number):
                self._keep(role, place, self._appoint(role, unit, n))

    def _appoint(self, role, unit, n) -> User:
        forename, surname = self.names.next()
        where = unit.code if unit else "force"
        member = None
        if role in _HANDLERS:
            rank = self.chance.choice(_HANDLERS[role])
            # Not "G": nobody who handles cases is picked to be complained of.
            number = f"H{Member.objects.filter(number__startswith='H').count():06}"
            member = self._member(number, rank, forename, surname, unit)
            member.save()
            train(member, role, self.chance)
        user = User.objects.create_user(
            email=f"{role}-{where}-{n}@generated.candour.test",
            name=f"{forename[0]}. {surname}",
            member=member,
        )
        Posting.objects.create(user=user, role=role, unit=unit, from_on=SINCE)
        return user

    def _members(self, number: int) -> dict[int, list[tuple[int, str]]]:
        """Members in place, by unit id: (member id, rank)."""
        have = Member.objects.filter(number__startswith="G").count()
        ranks, weights = zip(*_RANKS, strict=True)
        Member.objects.bulk_create(
            (
                self._anybody(f"G{n:06}", self.chance.choices(ranks, weights)[0])
                for n in range(have, number)
            ),
            batch_size=2_000,
        )
        members: dict[int, list[tuple[int, str]]] = {}
        rows = Member.objects.filter(number__startswith="G").order_by("pk")
        for pk, unit_id, rank in rows.values_list("pk", "unit_id", "rank"):
            members.setdefault(unit_id, []).append((pk, rank))
        give_managers(members, since=SINCE)
        return members

    def _anybody(self, number: str, rank: str) -> Member:
        unit = self.chance.choice(self.boroughs)
        forename, surname = self.names.next()
        return self._member(number, rank, forename, surname, unit)

    def _member(self, number: str, rank: str, forename, surname, unit) -> Member:
        kinds = {Rank.STAFF: MemberKind.STAFF, Rank.PCSO: MemberKind.PCSO}
        return Member(
            number=number,
            kind=kinds.get(rank, MemberKind.OFFICER),
            surname=surname,
            forenames=forename,
            rank=rank,
            unit=unit,
            gender="female" if forename in WOMEN else "male",
            ethnicity=self.chance.choice(_ETHNICITIES),
        )
