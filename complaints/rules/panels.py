"""Who may take which seat of a panel, by the row of the seat."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from complaints.rules.dates import Problem
from complaints.rules.regimes import Seat, doubts
from organisation.models.members import Rank

# Of police officers, from the lowest up.
POLICE_RANKS = tuple(list(Rank)[: list(Rank).index(Rank.COMMISSIONER) + 1])


@dataclass(frozen=True)
class Candidate:
    """Somebody for a panel. `trained` are codes of what holds on the day they sit."""

    rank: str = Rank.UNKNOWN
    trained: Collection[str] = ()
    outside: bool = False  # nobody of the force


def above(rank: str, other: str) -> bool:
    """Whether a police officer's rank is known and above another's."""
    if rank not in POLICE_RANKS or other not in POLICE_RANKS:
        return rank in POLICE_RANKS
    return POLICE_RANKS.index(rank) > POLICE_RANKS.index(other)


def ranks_below(rank: str) -> tuple[Rank, ...]:
    """Of police officers, the ranks below one: all, where that is not known."""
    if rank not in POLICE_RANKS:
        return POLICE_RANKS
    return tuple(each for each in POLICE_RANKS if above(rank, each))


def check_seat(
    seat: Seat,
    candidate: Candidate,
    *,
    subject_rank: str,
    panel_ranks: Iterable[str] = (),
) -> list[Problem]:
    """Why somebody may not take a seat; a conflict of interest is not asked here.

    `panel_ranks` are those of whoever held what is appealed against.
    Where police staff may take it their rank says nothing, and whoever appoints them
    sees to their standing.
    """
    if seat.outside != candidate.outside:
        who = "from outside the force" if seat.outside else "of the force"
        return [_problem(seat, f"must be somebody {who}")]
    if seat.outside:
        return []
    problems = []
    by_rank = not (seat.staff and candidate.rank == Rank.STAFF)
    if must := by_rank and _must_rank(seat, candidate.rank, subject_rank, panel_ranks):
        problems.append(_problem(seat, must))
    if seat.accreditation and seat.accreditation not in candidate.trained:
        training = seat.training or seat.accreditation
        problems.append(
            _problem(seat, f"must have this training on record: {training}")
        )
    return problems


def _must_rank(seat, rank, subject_rank, panel_ranks) -> str:
    """Which rank they must hold and do not; blank where they do."""
    if seat.least_rank and above(seat.least_rank, rank):
        return f"must hold the rank of {Rank(seat.least_rank).label} or a higher one"
    higher = "must hold a higher rank than"
    if seat.senior and not above(rank, subject_rank):
        return f"{higher} the officer concerned"
    if seat.senior_to_panel and not all(above(rank, each) for each in panel_ranks):
        return f"{higher} whoever held what is appealed against"
    return ""


def _problem(seat: Seat, must: str) -> Problem:
    says = f"Whoever sits as “{seat.name}” {must}. {doubts([seat])}"
    return Problem(seat.code, says.strip())


def missing_seats(seats: Iterable[Seat], taken: Collection[str]) -> list[str]:
    """Names of the seats that a panel cannot sit without and that nobody has."""
    return [seat.name for seat in seats if seat.required and seat.code not in taken]
