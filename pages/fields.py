"""Form fields whose every refusal is a sentence that says what to do.

`called` is how the field is spoken of inside a sentence: "the date received",
"a reason". Where it is not given, the form fills it from the label.
"""

import re
from datetime import date
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError

from pages import text
from pages.widgets import DateInputs

NAME_LENGTH = 200
NARRATIVE_LENGTH = 20_000
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
BRITISH_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]+)")
EXAMPLE = "31/03/2026"


def sentence_start(words: str) -> str:
    """The same words, fit to begin a sentence."""
    return words[:1].upper() + words[1:]


def sentence_middle(words: str) -> str:
    """The same words, fit to stand inside a sentence; "CPS" stays as it is."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() else words[:1].lower() + words[1:]


class Called:
    """Knows how it is spoken of; mixed into fields."""

    called: str
    label: Any

    def words(self) -> str:
        return self.called or str(self.label or "this").lower()

    def starting_words(self) -> str:
        return sentence_start(self.words())


class CharField(Called, forms.CharField):
    """One line of text, cleaned by `pages.text`; 200 characters unless told."""

    lines = False

    def __init__(
        self, *, max_length: int = NAME_LENGTH, called: str = "", **kwargs: Any
    ) -> None:
        self.called = called
        super().__init__(max_length=max_length, **kwargs)
        # Length is counted below on the cleaned text, and NUL is refused with the
        # other control characters, so that the sentences are ours.
        self.validators = [
            validator
            for validator in self.validators
            if getattr(validator, "code", "") not in ("max_length",)
        ]

    def to_python(self, value: Any) -> str:
        raw = super().to_python(value)
        if raw in self.empty_values:
            return str(self.empty_value or "")
        try:
            cleaned = text.clean(raw, lines=self.lines)
        except text.ForbiddenCharacter as found:
            raise ValidationError(
                f"{self.starting_words()} contains a hidden character that cannot be "
                f"stored, {found}. Delete it, or type the words again.",
                code="forbidden_character",
            ) from found
        excess = len(cleaned) - self.max_length
        if excess > 0:
            raise ValidationError(
                f"{self.starting_words()} must be {self.max_length:,} characters or "
                f"fewer. You have {excess:,} too many.",
                code="max_length",
            )
        return cleaned


class NarrativeField(CharField):
    """Several lines of text, line ends kept; 20,000 characters unless told."""

    widget = forms.Textarea
    lines = True

    def __init__(
        self, *, max_length: int = NARRATIVE_LENGTH, rows: int = 6, **kwargs: Any
    ) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["rows"] = rows  # Django's own 10 stands there already
        # The browser would count each line end as two characters and cut the text.
        self.widget.attrs.pop("maxlength", None)


def read_date(raw: str, words: str = "the date") -> date:
    """A date from 2026-03-31 or 31/03/2026; a two-digit year is never guessed.

    Raises ValidationError with the sentence for the person, and as its code the part
    to mark: day, month, year or date.
    """
    start = sentence_start(words)
    iso, british = ISO_DATE.fullmatch(raw), BRITISH_DATE.fullmatch(raw)
    if iso:
        year, month, day = iso.groups()
    elif british:
        day, month, year = british.groups()
    else:
        raise ValidationError(
            f"{start} must be a date written as day/month/year, like {EXAMPLE}.",
            code="date",
        )
    if len(year) != 4:
        raise ValidationError(
            f"{start} must have a year of 4 digits, like {EXAMPLE}.", code="year"
        )
    if not 1 <= int(month) <= 12:
        raise ValidationError(
            f"{start} must have a month between 1 and 12, with the day before the "
            f"month, like {EXAMPLE}.",
            code="month",
        )
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise ValidationError(
            f"{start} must have a year between {EARLIEST_YEAR} and {LATEST_YEAR}.",
            code="year",
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValidationError(
            f"{start} must be a real date, like {EXAMPLE}.", code="day"
        ) from error


class DateField(Called, forms.Field):
    """A date from three inputs or one text; `pages.widgets.DateInput` makes it one."""

    widget = DateInputs

    def __init__(self, *, called: str = "", **kwargs: Any) -> None:
        self.called = called
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        raw = str(value).strip()
        parts = raw.split("/")
        if len(parts) == 3 and not all(parts):
            self._incomplete(*parts)
        return read_date(raw, self.words())

    def _incomplete(self, day: str, month: str, year: str) -> NoReturn:
        missing = [
            name
            for name, part in (("day", day), ("month", month), ("year", year))
            if not part
        ]
        raise ValidationError(
            f"{self.starting_words()} must include a {' and a '.join(missing)}.",
            code=missing[0],
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        return value
