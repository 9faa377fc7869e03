"""What its handler alone does to a case."""

from typing import Any

from pages.refusals import NotAllowed


def check_handles(case: Any, *, by: Any, act: str) -> None:
    """Raise unless `by` handles the case; `act` is what they would do."""
    if case.handler_id is None:
        raise NotAllowed(f"Only the handler of {case} can {act}, and it has none yet.")
    if case.handler_id != by.pk:
        raise NotAllowed(f"Only the handler of {case}, {case.handler.name}, can {act}.")
