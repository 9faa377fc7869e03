"""Text as it may be stored."""

from pages import text


def test_letters_get_one_form():
    assert text.clean("Rene\u0301") == "Ren\u00e9"


def test_zero_width_characters_are_dropped():
    assert text.clean("O\u200bNe\ufeffill\u00ad") == "ONeill"
