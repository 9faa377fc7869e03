"""What a mapping needs is told from itself; how one is written, by the guide."""

import re
from pathlib import Path

import pytest

from complaints.imports import mapping
from complaints.imports.asking import shipped
from complaints.imports.describing import NeededFile, needed_files
from complaints.imports.fields import PARTS
from tests.complaints.importing import MAPPING

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "operating.md"


@pytest.fixture
def guide():
    """The section of the guide that describes mapping files."""
    text = GUIDE.read_text(encoding="utf-8").partition("### Mapping files")[2]
    return re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]


def test_what_a_mapping_needs():
    text = MAPPING.replace('said = "what"', 'said = "what"\nkept = "*"').replace(
        '"closed", date = "%d/%m/%Y"', '"closed", date = "excel"'
    )

    assert needed_files(mapping.read_mapping(text)) == [
        NeededFile(
            "cases",
            "*",
            [
                ("ref", ""),
                ("received", "a date like 31/03/2026"),
                ("closed", "a day as the number that Excel keeps, like 46112"),
                ("what", ""),
                ("code", ""),
                ("officer", ""),
                ("found", ""),
            ],
            others=True,
        )
    ]


def test_what_comes_with_candour_says_what_it_is_for():
    for name, each in shipped().items():
        assert re.fullmatch(r"For .+\.", each.about), name
        assert each.title != each.source


def test_the_guide_names_all_that_a_mapping_may_say(guide):
    tables = (
        *(mapping.TOP_KEYS, mapping.CASES_KEYS, mapping.FILE_KEYS),
        *(mapping.VALUE_KEYS, mapping.SUBJECT_OPTIONS, *PARTS.values()),
    )
    named = {key for table in tables for key in table} | {"kept"}

    assert named - set(re.findall(r"`([a-z_]+)`", guide)) == set()


def test_the_example_of_the_guide_can_be_read(guide):
    example = re.search(r"```toml\n(.*?)```", guide, re.S)[1]

    found = mapping.read_mapping(example)

    assert [each.name for each in found.files] == ["cases"]
    assert found.says_status
