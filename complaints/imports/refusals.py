"""Rows that were refused: each named in a file, counted by kind, the first ones told.

Of a refused row never the value itself: its class, so that the file may be passed on.
Values that no map covers refuse no row: the report names those as they are, because
whoever mends the map needs them.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEADER = ("File", "Line", "Column", "Value", "Reason")
TOLD = 200


@dataclass
class Refusals:
    """Gathers refused rows; all go into the file at `path`, `TOLD` into the report."""

    path: Path
    count: int = 0
    told: list[tuple[Any, ...]] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)

    def __enter__(self) -> "Refusals":
        self.path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        self._file = self.path.open("w", encoding="utf-8-sig", newline="")
        self._lines = csv.writer(self._file)
        self._lines.writerow(HEADER)
        return self

    def __exit__(self, *fault: object) -> None:
        self._file.close()
        if not self.count:
            self.path.unlink(missing_ok=True)

    def add(self, file: str, line: int, column: str, value: str, reason: str) -> None:
        row = (file, line, column, value, reason)
        self.count += 1
        self.kinds[file, column, reason] += 1
        self._lines.writerow([_harmless(cell) for cell in row])
        if len(self.told) < TOLD:
            self.told.append(row)

    def report(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "rows": [list(row) for row in self.told],
            "kinds": [[*kind, many] for kind, many in self.kinds.most_common(100)],
        }


def _harmless(cell: Any) -> Any:
    """A name of a file or column that a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "＝")):
        return f"'{cell}"
    return cell
