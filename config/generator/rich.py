"""Cases of the demonstration that have all that an investigation writes down.

Done by the actions themselves, as people would: a handler, their inspector, the office.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions
from complaints.models import Case, PolicyEntry
from organisation.models import Unit

HANDLER, INSPECTOR, ADVISER = "investigator", "team-inspector", "misconduct-office"
MOST = 2


def enrich(at: datetime) -> int:
    """Write the logs of up to two cases of the demonstration's investigator."""
    people = {
        slug: User.objects.filter(email=slug + DOMAIN).first()
        for slug in (HANDLER, INSPECTOR, ADVISER)
    }
    office = Unit.objects.filter(code="misconduct-office").first()
    if office is None or None in people.values():
        return 0
    rows = Case.objects.filter(
        handler=people[HANDLER], status="investigating", kind="PC"
    )
    rows = rows.exclude(pk__in=PolicyEntry.objects.values("case"))
    chosen = list(rows.order_by("-received_on", "-pk")[:MOST])
    for case in chosen:
        _Week(case, people, office, at).write()
    return len(chosen)


class _Week:
    """What happens in one case, each step on a day of its own."""

    def __init__(self, case, people, office, at):
        self.case, self.people, self.office, self.at = case, people, office, at
        today = timezone.localdate(at)
        self.first = max(case.allocated_on or case.received_on, case.received_on)
        self.last = today

    def day(self, number: int) -> date:
        """A day after the allocation, and none to come."""
        return min(self.first + timedelta(days=number), self.last)

    def do(self, action, who: str, **given):
        case = Case.objects.get(pk=self.case.pk)
        by = User.objects.get(pk=self.people[who].pk)
        return action(case=case, by=by, at=self.at, version=case.version, **given)

    def write(self) -> None:
        self._policy()
        self._actions()
        self._enquiries()
        self._contacts()
        self._witness()
        self._supervision()
        self._advice()

    def _policy(self) -> None:
        self.do(
            actions.log_policy,
            HANDLER,
            decision="The officers are asked for their accounts last.",
            rationale="What the film and the records show has to be known first, so "
            "that each account can be tested against it.",
            options="To ask everybody at once; to ask the officers in writing.",
            decided_by="The investigating officer, with the team inspector",
            decided_on=self.day(1),
        )

    def _actions(self) -> None:
        for number, what, result in (
            (2, "Went to the place and looked for cameras.", "Two cover it."),
            (4, "Collected both recordings and exhibited them.", ""),
        ):
            self.do(
                actions.log_action,
                HANDLER,
                what=what,
                on=self.day(number),
                done_by="The investigating officer",
                result=result,
            )

    def _enquiries(self) -> None:
        handler = self.people[HANDLER]
        due_on = self.last + timedelta(days=7)
        film, records = (
            self.do(
                actions.open_enquiry,
                HANDLER,
                what=what,
                why=why,
                owner=handler,
                due_on=due_on,
            )
            for what, why in (
                ("Film of the place and the time", "It is overwritten after 31 days."),
                ("Records made at the time", "They say who was there, and when."),
            )
        )
        self.do(
            actions.close_enquiry,
            HANDLER,
            number=film.number,
            ending="done",
            closed_on=self.day(5),
            result="Two cameras cover it. Both recordings are exhibited.",
        )

    def _contacts(self) -> None:
        complainant = self.case.complainants.order_by("number").first()
        if complainant is None:
            return
        for number, said in (
            (2, "Explained what happens next, and whom to ring."),
            (20, "Told them that the film is held and was looked at."),
        ):
            self.do(
                actions.log_contact,
                HANDLER,
                complainant=complainant,
                direction="out",
                means="telephone",
                on=self.day(number),
                is_update=True,
                summary=said,
            )

    def _witness(self) -> None:
        witness = self.do(
            actions.add_witness,
            HANDLER,
            details={"forenames": "Perpetua", "surname": "Hazelnut"},
            about="Stood at the bus stop opposite and heard what was said.",
            consent_on=self.day(3),
            consent_how="By telephone: to be rung after 18:00.",
            care_contact=self.people[HANDLER],
        )
        self.do(
            actions.log_witness_care,
            HANDLER,
            number=witness.number,
            on=self.day(6),
            means="telephone",
            what="Thanked her for the statement. She asks to know how it ends.",
        )

    def _supervision(self) -> None:
        self.do(
            actions.review_strategy,
            INSPECTOR,
            on=self.day(10),
            reviewed="The policy log, and each line of enquiry.",
            lines="Look at the film with the radio log beside it, then the officers.",
            resources="None besides.",
        )
        self.do(
            actions.check_proportionality,
            INSPECTOR,
            on=self.day(10),
            proportionate=True,
            why="One encounter, two officers, and film: a short investigation will do.",
        )

    def _advice(self) -> None:
        asked = self.do(
            actions.ask_advice,
            HANDLER,
            asked_of=self.office,
            question="Would a meeting be the right forum if the words are proved?",
        )
        self.do(
            actions.give_advice,
            ADVISER,
            number=asked.number,
            text="Yes: words alone, said once, have gone to a meeting.",
            precedents="Three cases of the last two years, all of words at a counter.",
        )
