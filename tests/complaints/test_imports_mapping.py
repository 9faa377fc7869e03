"""Whatever is wrong with a mapping is said in one sentence that names the place."""

import pytest

from complaints.imports.asking import examples
from complaints.imports.mapping import BadMapping, read_mapping
from tests.complaints.importing import MAPPING


def changed(before: str, after: str) -> str:
    assert before in MAPPING
    return MAPPING.replace(before, after)


@pytest.mark.parametrize("name", examples())
def test_the_examples_can_be_read(name):
    mapping = read_mapping(examples()[name].read_text())

    assert mapping.source


def test_what_a_mapping_says():
    mapping = read_mapping(MAPPING)

    assert mapping.source == "old"
    assert mapping.fields_of("case") == ["said", "received_on", "finalised_on"]
    assert mapping.says_status
    assert mapping.files[0].parts["subject"].member_prefix == "old-"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("source = ", "not valid TOML"),
        (changed('"old"', '"Old Files"'), "“source” must name"),
        (changed('"old"', "7"), "“source” in The mapping must be text in quotes"),
        (MAPPING.split("[[files]]")[0], "describes no file"),
        (changed("said =", "sayed ="), "“sayed” in case of file “cases” is not known"),
        (changed('said = "what"', "said = 3"), "“said” in case of file “cases” must"),
        (changed('said = "what"', "said = {}"), "needs a column or a constant"),
        (
            changed('said = "what"', 'said = { column = "what", date = "%Y" }'),
            "is not a date and has a date format",
        ),
        (
            changed('{ column = "closed", date = "%d/%m/%Y" }', '"closed"'),
            "needs its date format",
        ),
        *(
            (
                changed('"closed", date = "%d/%m/%Y"', f'"closed", date = "{pattern}"'),
                f"the date format “{said}”, by which no date can be read",
            )
            for pattern, said in [
                ("%-d/%m/%Y", "%-d/%m/%Y"),
                ("%d/%d/%Y", "%d/%d/%Y"),
                ("%d/%m/%", "%d/%m/%"),
                ("%d\\u0000%m", "%d\0%m"),
            ]
        ),
        (
            changed('"closed", date = "%d/%m/%Y"', '"closed", date = "%d/%m/%y"'),
            "years of two figures and needs a pivot",
        ),
        (
            changed('"closed", date = "%d/%m/%Y"', '"closed", pivot = "x"'),
            "must be a whole number",
        ),
        (changed('map = "results"', 'map = "endings"'), "uses the map “endings”"),
        (changed('RUDE = "U"', 'RUDE = "U"\nrude = "C"'), "“rude” two meanings"),
        (changed('RUDE = "U"', "RUDE = 1"), "“RUDE” something not text"),
        (changed('reference = "ref"', ""), "needs a reference"),
        (changed('open = "investigating"', 'open = "lost"'), "“open” in [cases]"),
        (
            changed("organisation = [", "missing = 'all'\norganisation = ["),
            "must be none or unidentified",
        ),
        (
            changed('key = { column = "officer", number = true }\nmembers', "members"),
            "needs a key",
        ),
        ("source = 'a'\n[[files]]\nreference = 'r'", "has no part"),
        (
            "source = 'a'\n[[files]]\nreference = 'r'\n[files.complainant]",
            "No file has a [files.case]",
        ),
        (
            "source = 'a'\n[[files]]\nreference = 'r'\n[files.outcome]",
            "outcomes without allegations",
        ),
        ("source = 'a'\nfiles = [3]", "File 1 of the mapping must be a table"),
        ("source = 'a'\nmaps = { x = 3 }", "[maps.x] must be a table"),
        ("a." * 49_000 + "b = 1", "a line of more than 1,000 characters"),
        ("a = " + "[\n" * 9_000 + "]\n" * 9_000, "lists within lists"),
    ],
)
def test_a_wrong_mapping_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(BadMapping) as refusal:
        read_mapping(text)

    assert sentence in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "pattern", ["excel", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%d %B %Y"]
)
def test_dates_may_be_written_in_many_ways(pattern):
    text = changed('"closed", date = "%d/%m/%Y"', f'"closed", date = "{pattern}"')

    assert read_mapping(text)


def test_two_files_of_one_name_are_refused():
    twice = MAPPING + '\n[[files]]\nname = "cases"\nreference = "ref"\n[files.case]\n'

    with pytest.raises(BadMapping, match="Two files of the mapping are called “cases”"):
        read_mapping(twice)
