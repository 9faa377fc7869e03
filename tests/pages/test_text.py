"""Text as it may be stored."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import text


def test_letters_get_one_form():
    assert text.clean("Rene\u0301") == "Ren\u00e9"


def test_zero_width_characters_are_dropped():
    assert text.clean("O\u200bNe\ufeffill\u00ad") == "ONeill"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\u202e", "\u2066", "\ud800", "\U000e0041"]
)
def test_what_hides_or_lies_is_refused(character):
    with pytest.raises(text.ForbiddenCharacter) as refusal:
        text.clean(f"Smith{character}")
    assert f"U+{ord(character):04X}" in str(refusal.value)


def test_a_line_of_text_has_no_line_ends():
    assert text.clean("  Bcc:\r\nall@example.test\t x ") == "Bcc: all@example.test x"


def test_lines_keep_their_ends_as_newlines():
    assert text.clean("one\r\ntwo\u2028three\r", lines=True) == "one\ntwo\nthree"


@pytest.mark.parametrize("name", ["O'Neill", "Smith-Jones", "X", "李", "😀", "Ngô"])
def test_real_names_stay_as_they_are(name):
    assert text.clean(name) == name


@given(st.text())
def test_what_is_kept_is_stable_and_storable(raw):
    try:
        cleaned = text.clean(raw, lines=True)
    except text.ForbiddenCharacter:
        return
    assert text.clean(cleaned, lines=True) == cleaned
    assert "\x00" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
