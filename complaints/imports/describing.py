"""What a mapping needs, in words: for whoever chooses one."""

from dataclasses import dataclass

from complaints.imports.columns import keeps_rest, needed_columns
from complaints.imports.dates import date_words
from complaints.imports.mapping import FileMapping, Mapping


@dataclass(frozen=True)
class NeededFile:
    """A file that a mapping reads: its columns, each with how its dates are written."""

    name: str
    match: str
    columns: list[tuple[str, str]]
    others: bool  # are kept as they are


def needed_files(mapping: Mapping) -> list[NeededFile]:
    return [
        NeededFile(file.name, file.match, _columns(file), keeps_rest(file))
        for file in mapping.files
    ]


def _columns(file: FileMapping) -> list[tuple[str, str]]:
    formats = {
        column: value.date
        for part in file.parts.values()
        for value in part.values.values()
        for column in value.columns
        if value.date
    }
    return [
        (each, date_words(formats[each]) if each in formats else "")
        for each in needed_columns(file)
    ]
