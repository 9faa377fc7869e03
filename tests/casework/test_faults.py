from casework.faults import described


def test_kind_and_place_without_the_words():
    try:
        int("O'Neill")
    except ValueError as fault:
        found = described(fault)
    assert found["fault"] == "ValueError"
    assert found["at"].startswith("test_faults.py:")
    assert found["at"].endswith("test_kind_and_place_without_the_words")
    assert "O'Neill" not in str(found)
