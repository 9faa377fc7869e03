"""Proceedings of the demonstration, each at another point, some yet to sit.

Done by the actions themselves, as the two offices and the authority would.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from accounts.reference.actions import add
from casework import deadlines, guard
from complaints import actions
from complaints.actions.awaiting import keep_awaited
from complaints.actions.panels import namesake_in
from complaints.actions.proceedings import openable, regime_of
from complaints.actions.ranks import rank_of
from complaints.models import Case, law
from complaints.models.choices import Served
from complaints.rules.proceedings import SPECIAL_CASE
from config.reference.people_tables import MEMBERS
from organisation.models import Accreditation, AccreditationKind, Member, Unit
from organisation.models.members import MemberKind, Rank

MOST = 10
# How many of the steps each of its kind has taken, and in how many working days those
# sit that have taken them all.
DEPTHS = (4, 0, 4, 1, 3)
SITS_IN = {"hearing": (9, 24), "meeting": (4, 14), "special": (10, 15)}
# Who sits where the law asks for a rank that the generated force has not.
SENIORS = (
    ("SEN001", "Brambleby", "Evadne", Rank.COMMANDER),
    ("SEN002", "Foxholme", "Barnabas", Rank.SUPERINTENDENT),
)
SENIORS_UNIT = "kingston-upon-thames"
HEARINGS, MISCONDUCT = "hearings-office", "misconduct-office"
ADMINISTRATOR = "system-administrator"
_SITTING = ("determined", "notified")


def add_proceedings(at: datetime) -> int:
    """Show the offices what waits for them, and take some of it on."""
    people = {
        slug: User.objects.filter(email=slug + DOMAIN).first()
        for slug in (HEARINGS, MISCONDUCT)
    }
    if None in people.values():
        return 0
    rows = Case.objects.filter(status__in=[*_SITTING, "investigating", "allocated"])
    for case in rows.order_by("pk"):
        with guard.writing("generate"):
            keep_awaited(case, on=timezone.localdate(at))
            if case.offices:
                Case.objects.filter(pk=case.pk).update(
                    offices=case.offices, awaits=case.awaits
                )
    _add_seniors(at)
    begun: Counter[str] = Counter()
    heard = (
        Case.objects.filter(status__in=_SITTING)
        .exclude(awaits=[])
        .exclude(confidentiality="restricted")
    )
    for case in heard.order_by("-determined_on", "-pk"):
        if begun.total() == MOST:
            break
        _Hearing(case, people, at, begun).run()
    return begun.total()


def _add_seniors(at: datetime) -> None:
    for number, surname, forenames, rank in SENIORS:
        add(
            MEMBERS,
            {
                "number": number,
                "kind": MemberKind.OFFICER,
                "surname": surname,
                "forenames": forenames,
                "rank": rank,
                "unit": Unit.objects.get(code=SENIORS_UNIT),
                "joined_on": timezone.localdate(at) - timedelta(days=7_000),
            },
            by=User.objects.get(email=ADMINISTRATOR + DOMAIN),
        )


class _Hearing:
    """The proceedings of one case, taken as far as its place in the row says."""

    def __init__(self, case, people, at, begun):
        self.case, self.people, self.at, self.begun = case, people, at, begun
        self.today = timezone.localdate(at)
        self.known = law.load()
        self.days = deadlines.load().days

    def do(self, action, **given):
        case = Case.objects.get(pk=self.case.pk)
        who = HEARINGS if self.row is None or self.row.reviewed else MISCONDUCT
        by = User.objects.get(pk=self.people[self.who or who].pk)
        return action(case=case, by=by, at=self.at, version=case.version, **given)

    row = None
    who = ""

    def run(self) -> None:
        found = openable(self.case, self.known, on=self.today)
        if not found:
            return
        subject, offered = next(iter(found.items()))
        chosen = offered[0]
        self.who = HEARINGS if chosen.forum.reviewed else MISCONDUCT
        self.row = self.do(
            actions.open_proceeding,
            subject=subject,
            code=chosen.code,
            opened_on=self.case.determined_on,
            conditions=self._conditions(chosen) if chosen.is_special else (),
        )
        self.who = ""
        self.place = self.begun[self.row.kind]
        self.begun[self.row.kind] += 1
        steps = [self._review, self._supply, self._panel, self._fix]
        for step in steps[: DEPTHS[self.place % len(DEPTHS)]]:
            step()

    def _conditions(self, chosen) -> list[str]:
        grounds = self.known.grounds(SPECIAL_CASE, chosen.noticed_on)
        return [ground.code for ground in grounds]

    def _review(self) -> None:
        if self.row.reviewed:
            self.row = self.do(
                actions.warrant_hearing,
                number=self.row.number,
                reviewed_on=self.today,
                review_reasons="What is alleged could end in dismissal if it is so.",
            )

    def _supply(self) -> None:
        self.row = self.do(
            actions.supply_documents,
            number=self.row.number,
            supplied_on=self.today,
            supplied="The report, the statements and the officer's own account.",
            supplied_to="The officer's friend",
            **self._notice("You are to answer it, as these documents say."),
        )

    def _panel(self) -> None:
        """Whoever the law asks for, with the training that it asks for."""
        seats = regime_of(self.known, self.row).seats_of(self.row.forum)
        for seat in seats:
            given = {"proceeding": self.row, "seat": seat.code, "named_on": self.today}
            if seat.outside:
                self.do(actions.name_panel_member, outsider="Idris Marlowe", **given)
            elif member := self._somebody(seat):
                self.do(actions.name_panel_member, member=member, **given)

    def _somebody(self, seat):
        ranks = list(Rank.values)
        least = ranks.index(seat.least_rank) if seat.least_rank else 0
        officers = rank_of(self.row.subject, on=self.today)
        above = ranks.index(officers) + 1 if seat.senior and officers in ranks else 0
        wanted = ranks[max(least, above) : ranks.index(Rank.COMMISSIONER) + 1]
        taken = self.row.panel.values_list("member", flat=True)
        rows = Member.objects.filter(rank__in=wanted, left_on=None, placeholder=False)
        rows = rows.exclude(pk__in=[key for key in taken if key])
        rows = rows.exclude(subject_of__case=self.case).filter(account=None)
        fit = (one for one in rows.order_by("pk") if not namesake_in(self.case, one))
        member = next(fit, None)
        if member and seat.accreditation:
            kind = AccreditationKind.objects.get(code=seat.accreditation)
            Accreditation.objects.get_or_create(
                member=member,
                kind=kind,
                defaults={"from_on": self.today - timedelta(days=200)},
            )
        return member

    def _fix(self) -> None:
        """This month or the next, each on another day."""
        ahead = SITS_IN.get(self.row.kind, SITS_IN["meeting"])
        nth, place = divmod(self.place, len(DEPTHS))
        self.row = self.do(
            actions.fix_sitting,
            number=self.row.number,
            sits_on=self.days.add(self.today, ahead[place // 2] + nth),
            sits_at=time(10, 30),
            place="Room 4, Empress State Building",
            fixed_on=self.today,
            served_on=self.today,
            **self._notice("It is held on [when it is held], [where it is held]."),
        )

    @staticmethod
    def _notice(text: str) -> dict[str, str]:
        return {"text": text, "served_how": Served.HAND}
