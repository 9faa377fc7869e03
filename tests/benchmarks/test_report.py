from benchmarks.report import _table
from benchmarks.timing import Figure

FIGURES = [
    Figure("list", 12.34, 1.5, 3),
    Figure("search", 50.0, 4.2, 3),
    Figure("verb: notify", 0, 0, 5, note="no case", measured=False),
]


def test_what_was_not_measured_is_no_success() -> None:
    table = _table(FIGURES)
    assert "| list | 12.3 | 1.5 | 3 | - | - | within |  |" in table
    assert "| search | 50.0 | 4.2 | 3 | - | - | **over** |  |" in table
    assert ("| verb: notify | - | - | 5 | - | - | not measured | no case |") in table
    assert "1 of 2 measured within their budget." in table
