"""How a line of one of our tables is written."""

from collections.abc import Iterable

from casework.workflow import Transition


def line(
    verb: str,
    sources: Iterable[str],
    target: str,
    label: str,
    words: str = "",
    *,
    again: Iterable[str] = (),
    back_to: Iterable[str] = (),
    permission: str = "",
    told: str = "",
    noun: str = "case",
) -> Transition:
    """A line; its words where a refusal would not read well with the label.

    The permission is the verb's own unless another is named; `noun` is what the table
    is about.
    """
    return Transition(
        verb,
        tuple(sources),
        target,
        f"{noun}.{permission or verb}",
        label,
        tuple(again),
        words,
        tuple(back_to),
        told,
    )
