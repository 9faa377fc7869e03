"""The five levels of likelihood and of impact, as forms offer them."""

from collections.abc import Sequence
from typing import Any

from django import forms

LIKELIHOODS = (
    (1, "1 Rare"),
    (2, "2 Unlikely"),
    (3, "3 Possible"),
    (4, "4 Likely"),
    (5, "5 Almost certain"),
)
IMPACTS = (
    (1, "1 Very low"),
    (2, "2 Low"),
    (3, "3 Medium"),
    (4, "4 High"),
    (5, "5 Very high"),
)


def level_field(
    label: str, choices: Sequence[tuple[int, str]], **more: Any
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )
