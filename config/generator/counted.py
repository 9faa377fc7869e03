"""Synthetic claims, requests and items of intelligence, by the actions themselves.

They are few, so that each stands in the trail as anybody else's; all of it is made up.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions
from complaints.models import Case, law
from complaints.models.claims import ClaimKind
from complaints.models.intelligence import ItemKind
from complaints.models.law import Purpose
from config.generator.names import Names
from organisation.models import Body, Member, Unit

CLAIMS, REQUESTS, ITEMS = 30, 24, 48
DESKS = (
    "intelligence-development-group",
    "source-unit",
    "financial-investigation-unit",
    "focus-desks",
)
_TOLD = {
    ClaimKind.CIVIL_ACTION: (
        ("Arrest outside {place}", "Damages for an arrest said to be without reason."),
        ("Search of a flat in {place}", "The price of a door, and damages."),
        ("Force used at {place}", "Damages for a bruised shoulder."),
    ),
    ClaimKind.ACCIDENT: (
        ("Collision in {place}", "Repair of a car and a week's hire."),
        ("Fall at a station in {place}", "Damages for a fall on a wet floor."),
    ),
    ClaimKind.TRIBUNAL: (
        ("Promotion refused in {place}", "Compensation for a promotion refused."),
        ("Posting away from {place}", "A declaration and compensation."),
    ),
    ClaimKind.INQUEST: (
        ("Death after an arrest in {place}", "How, when and where somebody died."),
    ),
}
_WEIGHTS = (15, 8, 5, 2)
_ENDS = ("won", "lost", "withdrawn")
_LESSONS = (
    "Note the grounds of an arrest at the time.",
    "Photograph a door before it is forced.",
    "Give written reasons when a posting ends early.",
)
_ASKED = (
    "How many complaints of incivility were recorded in each borough last year?",
    "What was paid in settlement of civil actions in each of the last three years?",
    "Which guidance do officers have on stopping cyclists?",
    "A copy of everything held about an arrest in {place}.",
)


class Filling:
    """Records told by the demonstration's own people, on one day."""

    def __init__(self, chance: Random):
        self.chance, self.at = chance, timezone.now()
        self.today = timezone.localdate(self.at)
        self.names = Names(chance)
        self.boroughs = list(Unit.objects.filter(kind="borough").order_by("pk"))
        self.law = law.load()
        self._people: dict[str, User] = {}

    def by(self, slug: str) -> User:
        if slug not in self._people:
            self._people[slug] = User.objects.get(email=f"{slug}{DOMAIN}")
        return self._people[slug]

    def day(self, least: int, most: int) -> date:
        """Some day so many days ago."""
        return self.today - timedelta(days=self.chance.randrange(least, most))

    def after(self, day: date, most: int) -> date:
        return min(day + timedelta(days=self.chance.randrange(2, most)), self.today)

    def name(self) -> str:
        return " ".join(self.names.next())

    def codes(self, purpose: str) -> list[str]:
        known = self.law.grounds(purpose, self.today)
        return [self.chance.choice(known).code]

    def place(self) -> Unit:
        return self.chance.choice(self.boroughs)


def fill_registers(chance: Random) -> None:
    """Enter all of them, and take most some way."""
    filling = Filling(chance)
    unit = Unit.objects.get(code="civil-actions-investigation-unit")
    for _ in range(CLAIMS):
        _claim(filling, unit)
    unit = Unit.objects.get(code="performance-analysis-unit")
    for _ in range(REQUESTS):
        _request(filling, unit)
    desks = [Unit.objects.get(code=code) for code in DESKS]
    for _ in range(ITEMS):
        _item(filling, chance.choice(desks))


def _claim(filling: Filling, unit: Unit) -> None:
    chance, officer = filling.chance, filling.by("claims-officer")
    kind = chance.choices(list(_TOLD), _WEIGHTS)[0]
    place, received = filling.place(), filling.day(20, 700)
    title, claimed = chance.choice(_TOLD[kind])
    is_inquest = kind == ClaimKind.INQUEST
    claim = actions.enter_claim(
        unit=unit,
        by=officer,
        at=filling.at,
        kind=kind,
        title=title.format(place=place),
        claimed=claimed,
        claimant="" if is_inquest else filling.name(),
        grounds=filling.codes(kind),
        body=Body.objects.get(code="coroner") if is_inquest else None,
        incident_on=received - timedelta(days=chance.randrange(30, 300)),
        received_on=received,
    )
    claim = _link(filling, claim, place, is_inquest=is_inquest)
    amount = Decimal(chance.randrange(1, 90) * 1_000)
    claim = actions.reserve_claim(
        **_next(filling, claim, officer), amount=amount, reasons="By what is usual."
    )
    if chance.random() < 0.6:
        _end(filling, claim, amount)


def _next(filling: Filling, record, by: User) -> dict:
    """What every further verb of a record is given."""
    return {"record": record, "by": by, "at": filling.at, "version": record.version}


def _link(filling: Filling, claim, place: Unit, *, is_inquest: bool):
    officer = filling.by("claims-officer")
    given = {"linked_unit": place}
    if is_inquest:
        given |= {"part": "interested", "name": filling.name()}
    else:
        member = Member.objects.filter(unit=place, placeholder=False).order_by("pk")
        given |= {"part": "concerned", "member": member.first()}
    if given.get("member", given.get("name")) is None:
        given = {"linked_unit": place}
    if filling.chance.random() < 0.4:
        rows = Case.objects.visible_to(officer).filter(responsible_unit=place)
        given["case"] = rows.order_by("pk").first()
    return actions.link_claim(**_next(filling, claim, officer), **given)


def _end(filling: Filling, claim, amount: Decimal) -> None:
    """Settle half of them, by the director's authority; let the rest end otherwise."""
    chance, officer = filling.chance, filling.by("claims-officer")
    ended = {
        "concluded_on": filling.after(claim.received_on, 240),
        "costs": Decimal(chance.randrange(2, 40) * 250),
    }
    contested = chance.random() < 0.5
    if claim.kind == ClaimKind.INQUEST:
        ended |= {"outcome": "concluded", "conclusion": "A narrative conclusion."}
        actions.conclude_claim(**_next(filling, claim, officer), **ended)
    elif chance.random() < 0.5:
        claim = actions.authorise_claim(
            **_next(filling, claim, filling.by("director")),
            amount=amount,
            reasons="Counsel advises it.",
        )
        actions.settle_claim(
            **_next(filling, claim, officer), paid=amount, contested=contested, **ended
        )
    else:
        outcome = chance.choice(_ENDS)
        ended |= {"outcome": outcome, "contested": contested}
        ended["paid"] = amount if outcome == "lost" else None
        claim = actions.conclude_claim(**_next(filling, claim, officer), **ended)
        actions.flag_lesson_of_claim(
            **_next(filling, claim, officer), text=chance.choice(_LESSONS)
        )


def _request(filling: Filling, unit: Unit) -> None:
    chance, analyst = filling.chance, filling.by("pau-analyst")
    received = filling.day(1, 300)
    row = actions.receive_foi_request(
        unit=unit,
        by=analyst,
        at=filling.at,
        received_on=received,
        requester=filling.name() if chance.random() < 0.8 else "",
        asked=chance.choice(_ASKED).format(place=filling.place()),
    )
    if received > filling.today - timedelta(days=25) or chance.random() < 0.1:
        return
    decision = chance.choices(("granted", "partly", "refused"), (5, 3, 4))[0]
    refused = decision != "granted"
    actions.decide_foi_request(
        **_next(filling, row, analyst),
        decision=decision,
        decided_on=filling.after(received, 30),
        refusal_grounds=filling.codes(Purpose.FOI_REFUSAL) if refused else [],
        reasons="It would name people who never agreed to it." if refused else "",
    )


def _item(filling: Filling, desk: Unit) -> None:
    chance, officer = filling.chance, filling.by("intelligence-officer")
    received = filling.day(1, 330)
    item = actions.receive_intelligence_item(
        unit=desk,
        by=officer,
        at=filling.at,
        kind=chance.choices(ItemKind.values, (5, 3, 2, 1, 2))[0],
        received_on=received,
        about_unit=filling.place() if chance.random() < 0.8 else None,
        elsewhere=f"IM/{chance.randrange(1_000, 9_999)}",
    )
    if chance.random() < 0.7:
        allocated = filling.after(received, 15)
        item = actions.allocate_intelligence_item(
            **_next(filling, item, officer), allocated_on=allocated
        )
        if chance.random() < 0.5:
            actions.close_intelligence_item(
                **_next(filling, item, officer), closed_on=filling.after(allocated, 60)
            )
