"""What supervision and advice ask besides the right: somebody else, or of that unit."""

from pages.refusals import NotAllowed


def check_does_not_handle(case, part, *, by):
    """Who investigates does not supervise it (source 002)."""
    if case.handler_id == by.pk:
        raise NotAllowed(
            f"You handle {case}: another supervisor looks at how it is investigated.",
            what_next="Ask the inspector of the team, or another supervisor.",
        )


def check_is_of_unit_asked(case, part, *, by):
    """Advice is given by the unit that was asked."""
    if part.asked_of_id not in by.rights.unit_ids:
        raise NotAllowed(f"Only somebody of {part.asked_of} can give this advice.")


LOG_CONDITIONS = {
    "review-strategy": check_does_not_handle,
    "check-proportionality": check_does_not_handle,
    "give-advice": check_is_of_unit_asked,
}
