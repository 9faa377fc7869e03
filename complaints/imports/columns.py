"""The columns that a mapping names, against those that the files have.

Checked both ways and for all files before a row is taken, so that one refusal tells
everything that is to be mended.
"""

from collections.abc import Iterable, Iterator, Sequence

from complaints.imports.mapping import REST, FileMapping
from complaints.imports.reading import BadFile, Source, read_header
from pages.words import counted, listed

LISTED = 20  # of one kind, in a sentence that a job keeps


def check_columns(sources: Sequence[Source]) -> None:
    """Every column named is there, every column there is named; raises BadFile."""
    for source in sources:
        read_header(source)
    wrong = [words for source in sources for words in _missing(source)]
    wrong += [words for source in sources for words in _unknown(source)]
    if wrong:
        raise BadFile(" ".join(wrong))


def _missing(source: Source) -> Iterator[str]:
    """What to say of columns that the mapping reads and the file lacks."""
    missing = _lacked(source)
    if not missing:
        return
    yield f"{source.name} has no {_named(missing)}."
    alike = _alike(source, missing)
    if alike:
        yield f"It has {_quoted(alike)}: capitals count."
    elif len(source.header) == 1:
        yield "It has a single column: is the delimiter right?"


def _unknown(source: Source) -> Iterator[str]:
    """What to say of columns that the mapping neither reads nor keeps."""
    if keeps_rest(source.mapping):
        return
    missing = _lacked(source)
    if missing and len(source.header) == 1:  # the whole header, cut wrongly
        return
    told = {*needed_columns(source.mapping), *_alike(source, missing)}
    unknown = [column for column in source.header if column not in told]
    if len(unknown) == 1:
        yield (
            f"{source.name} has a {_named(unknown)} that the mapping does not know. "
            "Read it, or name it among “kept”."
        )
    elif unknown:
        yield (
            f"{source.name} has {_named(unknown)}, which the mapping does not know. "
            "Read them, or name them among “kept”."
        )


def _lacked(source: Source) -> list[str]:
    needed = needed_columns(source.mapping)
    return [column for column in needed if column not in source.header]


def _alike(source: Source, missing: Iterable[str]) -> list[str]:
    """Columns of the file that are written otherwise than the mapping has them."""
    folded = {column.casefold() for column in missing}
    return [column for column in source.header if column.casefold() in folded]


def _named(columns: Sequence[str]) -> str:
    """column “a”; columns “a”, “b” and “c”."""
    return f"column{'' if len(columns) == 1 else 's'} {_quoted(columns)}"


def _quoted(columns: Sequence[str]) -> str:
    words = [f"“{column[:60]}”" for column in columns[:LISTED]]
    more = len(columns) - LISTED
    return listed([*words, counted(more, "other")] if more > 0 else words)


def needed_columns(file: FileMapping) -> list[str]:
    """Every column that the mapping names for a file, once each."""
    named: dict[str, None] = {}
    if file.reference is not None:
        named |= dict.fromkeys(file.reference.columns)
    for part in file.parts.values():
        for value in part.values.values():
            named |= dict.fromkeys(value.columns)
        named |= dict.fromkeys(part.kept)
    named.pop(REST, None)
    return list(named)


def columns_of(
    file: FileMapping, parts: Iterable[str], header: Sequence[str]
) -> list[str]:
    """The columns that these parts of the file read or keep, in the file's order."""
    named: set[str] = set()
    for name in parts:
        part = file.parts.get(name)
        if part:
            for value in part.values.values():
                named.update(value.columns)
            named.update(_rest(file, header) if REST in part.kept else part.kept)
    return [column for column in header if column in named]


def keeps_rest(file: FileMapping) -> bool:
    return any(REST in part.kept for part in file.parts.values())


def _rest(file: FileMapping, header: Sequence[str]) -> list[str]:
    named = needed_columns(file)
    return [column for column in header if column not in named]
