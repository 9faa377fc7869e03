"""A file may say how grave it was and what followed, in codes that a regime knows."""

import pytest

from complaints.imports.mapping import BadMapping
from complaints.models import Outcome
from tests.complaints.importing import MAPPING, ROWS, imported, lines, written

pytestmark = pytest.mark.django_db
RESULT = 'result = { column = "found", map = "results" }'


def mapping(*, severity, forum):
    """The mapping with what every outcome of the file is said to have been."""
    said = (
        f'severity = {{ constant = "{severity}" }}\nforum = {{ constant = "{forum}" }}'
    )
    return MAPPING.replace(RESULT, f"{RESULT}\n{said}")


@pytest.mark.parametrize(
    ("severity", "forum"),
    [("gross", "special"), ("misconduct", "meeting"), ("none", "management_action")],
)
def test_codes_that_a_regime_knows_are_taken(tmp_path, severity, forum):
    path = written(tmp_path, lines(ROWS))
    report = imported(path, mapping=mapping(severity=severity, forum=forum))
    assert report["result"] == "imported"
    found = set(Outcome.objects.values_list("severity", "forum"))
    assert (severity, forum) in found


@pytest.mark.parametrize(
    ("severity", "forum", "field"),
    [
        ("petty", "meeting", "severity"),
        ("gross", "tea-party", "forum"),
        ("gross", "tribunal", "forum"),  # no ruling leads there, an appeal does
    ],
)
def test_others_are_refused(tmp_path, severity, forum, field):
    path = written(tmp_path, lines(ROWS))
    with pytest.raises(BadMapping, match=f"not one of the codes of {field}"):
        imported(path, mapping=mapping(severity=severity, forum=forum))
