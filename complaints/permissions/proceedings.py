"""What the steps of proceedings ask besides the right and the state."""

from accounts.permissions import Permission
from complaints.models import law
from complaints.permissions.independence import check_is_independent
from complaints.rules.panels import missing_seats
from complaints.workflow import Status
from complaints.workflow.proceedings import OfficerAppealStatus, ProceedingStatus
from pages.refusals import NotAllowed, WrongState
from pages.words import day_words, listed


def check_ruling_stands(case, part, *, by):
    """Nobody hears, finds or imposes on a decision that was taken up again."""
    if part.pk and not case.results_stand:
        raise WrongState(
            f"What was decided in {case} no longer stands, so {part} does not go on.",
            what_next="Proceedings follow from what is decided anew.",
        )


def check_is_reviewed(case, part, *, by):
    """The Hearings Office reviews hearings; meetings go on without it (source 002)."""
    check_ruling_stands(case, part, by=by)
    if part.pk and not part.reviewed:
        raise WrongState(
            f"{part.forum_name} is arranged without a review by the Hearings Office."
        )


def check_may_be_arranged(case, part, *, by):
    """What is reviewed waits for the review."""
    check_ruling_stands(case, part, by=by)
    if part.pk and part.reviewed and not part.reviewed_on:
        raise WrongState(
            f"{part.forum_name} waits for the review of the Hearings Office."
        )


def check_can_redirect(case, part, *, by):
    """Whoever decides anew had no part in the investigation."""
    check_ruling_stands(case, part, by=by)
    check_is_independent(case, by=by, power=Permission.CASE_REDIRECT_PROCEEDING)


def check_sends_back(case, part, *, by):
    """A special case hearing alone sends a matter back (SI 2012/2632, reg 55).

    Once it was heard, only what is not found to be as grave as it deals with.
    """
    if not part.pk:
        return
    known = law.of_user(by)
    if not part_sends_back(part, known):
        raise WrongState("Only a special case hearing sends the matter back.")
    if part.held_on is None or not part.proved:
        return
    regime = known.regime(part.regime)
    levels = regime.levels_of(part.forum) if regime else ()
    found = {row.severity for row in part.findings.all() if row.proved}
    if found & {level.code for level in levels}:
        names = listed([f"“{level.name.lower()}”" for level in levels])
        raise WrongState(
            f"It was found to be {names}, which this forum deals with itself."
        )


def part_sends_back(part, known) -> bool:
    """Whether the forum of these proceedings may send the matter back."""
    regime = known.regime(part.regime)
    forum = regime and regime.forum(part.forum)
    return bool(forum and forum.sends_back)


def check_can_arrange(case, proceeding, *, by):
    """The Misconduct Office arranges meetings, the Hearings Office hearings."""
    if not by.rights.allow(proceeding.arranged_by, case.responsible_unit_id):
        office = "Hearings Office" if proceeding.reviewed else "Misconduct Office"
        raise NotAllowed(
            f"The {office} arranges this: {proceeding.forum_name.lower()}."
        )


def check_no_appeal_waits(case, part, *, by):
    """What an appeal of the officer may still undo is not published yet."""
    if part.appeals.exclude(status=OfficerAppealStatus.DECIDED).exists():
        raise WrongState(
            f"An appeal of the officer against {part} is undecided: whether it is "
            "published is decided after it."
        )


def check_is_not_told(case, part, *, by):
    """The officer's time to object runs once, from the day that was told first."""
    if part.told_on is not None:
        day = day_words(part.told_on)
        raise WrongState(f"The officer was told of this member on {day}.")
    check_panel_changes(case, part, by=by)


def check_panel_changes(case, part, *, by):
    """Nobody objects to whoever sat: what was decided is appealed against."""
    if not part.panel_is_open:
        whose = part.appeal or part.proceeding
        raise WrongState(f"The panel of {whose} no longer changes.")


def check_is_not_sub_judice(case, part, *, by):
    """No proceedings take place for as long as they would prejudice a trial.

    General knowledge of SI 2008/2864, regulation 9(3): check it.
    """
    check_ruling_stands(case, part, by=by)
    if case.status == Status.SUB_JUDICE:
        raise WrongState(
            f"{case} is suspended as sub judice: nobody sits while that could "
            "prejudice criminal proceedings.",
            what_next="Resume the case first.",
        )


def seats_missing(part, known) -> list[str]:
    """Names of the seats that its panel cannot sit without and that nobody has."""
    regime = known.regime(part.regime)
    seats = regime.seats_of(part.forum) if regime else ()
    sitting = {row.seat for row in part.panel.all() if row.sits and not row.appeal_id}
    return missing_seats(seats, sitting)


def check_is_heard(case, part, *, by):
    """What was found is found by a panel, and not while a trial could be prejudiced."""
    check_is_not_sub_judice(case, part, by=by)
    if part.pk:
        check_nobody_is_missing(seats_missing(part, law.of_user(by)))


def check_nobody_is_missing(missing):
    """Refuse a panel some of whose seats, by their names, nobody has."""
    if missing:
        raise WrongState(
            f"The panel cannot sit yet: nobody is named as {listed(missing)}.",
            what_next="Name them on the page of the proceedings.",
        )


def check_is_not_fixed(case, part):
    """What has its date is changed with a ground, on a page of its own."""
    if part.pk and part.status == ProceedingStatus.FIXED:
        raise WrongState(
            f"{part} has its date, {day_words(part.sits_on)}.",
            what_next="Use “Change the date” on the page of the proceedings.",
        )


# What says more than that the state does not allow it.
BEFORE_STATE = {"fix-sitting": check_is_not_fixed}
CONDITIONS = {
    "tell-panel": check_is_not_told,
    "object-panel": check_panel_changes,
    "warrant-hearing": check_is_reviewed,
    "refuse-hearing": check_is_reviewed,
    "supply-documents": check_may_be_arranged,
    "redirect-proceeding": check_can_redirect,
    "send-back": check_sends_back,
    "decide-publication": check_no_appeal_waits,
    "fix-sitting": check_is_not_sub_judice,
    "record-findings": check_is_heard,
    **dict.fromkeys(("postpone-sitting", "impose-sanction"), check_ruling_stands),
}
