"""By which route a case is handled, and what each route asks (domain.md 3.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from complaints.rules.dates import Problem
from complaints.workflow import Route, Status
from pages.words import counted, day_words

OUT_OF_TIME = "out-of-time"
# A ground of discontinuance on which the complaint is resolved locally instead.
BETTER_RESOLVED = "local-resolution"
# The states that are a route, and those in which none is decided yet.
_ROUTES: dict[str, str] = {
    Status.RESOLVED_AT_CONTACT: Route.CONTACT,
    Status.NOT_RECORDED: Route.NOT_RECORDED,
    Status.RESOLVING: Route.LOCAL_RESOLUTION,
    Status.DIRECTION: Route.DIRECTION,
    Status.DISPENSING: Route.DISPENSATION,
    Status.INVESTIGATING: Route.INVESTIGATION,
    Status.DISCONTINUING: Route.DISCONTINUANCE,
    Status.REPORTED: Route.INVESTIGATION,
}
_UNDECIDED = frozenset(
    {
        *(Status.RECEIVED, Status.RECORDED, Status.CHECKED, Status.ASSESSED),
        Status.ALLOCATED,
    }
)


# On which an appropriate authority determines the case (domain.md 3.3).
_DETERMINED = frozenset({Route.UNDECIDED, Route.INVESTIGATION})


def has_authority(route: str) -> bool:
    """Whether an authority determines what is handled so, or perhaps still will.

    By any other route the parties, the IPCC or whoever answers brings it to its end.
    """
    return route in _DETERMINED


def route_after(status: str, route: str) -> str:
    """By which route a case is handled that was on `route` and stands there now.

    What was decided keeps the route that led to it; so does what stands still.
    """
    if status in _UNDECIDED:
        return Route.UNDECIDED
    return _ROUTES.get(status, route)


# SI 2004/643, regulation 3: of the regulations themselves, no table of ours.
YEARS_TO_BE_OUT_OF_TIME = 1
OUT_OF_TIME_AFTER = f"{12 * YEARS_TO_BE_OUT_OF_TIME} months"


def latest_for_dispensation(complained_on: date) -> date:
    """The last day of an incident that lies so long before a complaint.

    SI 2004/643, regulation 3: an incident on the same day of the year before is not yet
    more than 12 months past.
    """
    year = complained_on.year - YEARS_TO_BE_OUT_OF_TIME
    try:
        year_before = complained_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)
    return date.fromordinal(year_before.toordinal() - 1)


@dataclass(frozen=True)
class ApplicationFacts:
    """What an application for a dispensation rests on."""

    grounds: Collection[str]
    complained_on: date | None
    latest_incident_on: date | None
    no_good_reason: bool | None
    injustice: bool | None


def check_application(facts: ApplicationFacts) -> list[Problem]:
    """Whether the grounds of an application hold by what is known.

    Out of time (IPCC statutory guidance, paragraphs 163 to 169; SI 2004/643, regulation
    3): more than 12 months from the latest incident to the complaint, and either no
    good reason for the delay or injustice likely. Twelve months alone are not enough.
    """
    if not facts.grounds:
        return [Problem("grounds", "Select the grounds that you apply on.")]
    if OUT_OF_TIME not in facts.grounds:
        return []
    if facts.latest_incident_on is None:
        return [
            Problem(
                "latest_incident_on",
                "Enter the date of the latest incident: the time is counted from it.",
            )
        ]
    if facts.complained_on is None:
        return [
            Problem(
                "grounds",
                "It is not known when the complaint was received, so it cannot be said "
                "that it is out of time.",
            )
        ]
    if facts.latest_incident_on > latest_for_dispensation(facts.complained_on):
        return [
            Problem(
                "latest_incident_on",
                f"It is not out of time: no more than {OUT_OF_TIME_AFTER} lie between "
                f"the latest incident, {day_words(facts.latest_incident_on)}, and the "
                f"complaint, {day_words(facts.complained_on)}.",
            )
        ]
    if not (facts.no_good_reason or facts.injustice):
        return [
            Problem(
                "no_good_reason",
                f"More than {OUT_OF_TIME_AFTER} alone are not enough: there must also "
                "be no good reason for the delay, or injustice must be likely.",
            )
        ]
    return []


def check_same_day(name: str, day: date, applied_on: date) -> list[Problem]:
    """Whoever complained gets a copy of an application on the day that it is made."""
    if day == applied_on:
        return []
    return [
        Problem(
            name,
            "The complainant is told on the day of the application, "
            f"{day_words(applied_on)}.",
        )
    ]


def plan_waits_for(*, agreed: int, open_actions: int) -> str:
    """What a local resolution waits for before it is complete; blank when nothing."""
    if not agreed:
        return "an action plan that is agreed with the complainant"
    if open_actions:
        return f"{counted(open_actions, 'agreed action')} to be done or given up"
    return ""


def days_stopped(times: Collection[tuple[date, date | None]], *, today: date) -> int:
    """For how many days a case stood still, over times that do not overlap."""
    return sum(((ended or today) - began).days for began, ended in times)
