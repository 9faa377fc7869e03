import random
import resource
import time

import pytest

from casework.archives import UNPACKED, Budget
from casework.file_checks import SIZE_LIMIT, check_file
from pages.refusals import BadInput
from tests.casework.hostile import (
    BAD,
    GOOD,
    MAIN,
    PDF,
    content_types,
    listed_backwards,
    office,
)
from tests.factories.casework import upload


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_accepted(name):
    checked = check_file(upload(name, GOOD[name]))
    assert (checked.name, checked.size) == (name, len(GOOD[name]))


@pytest.mark.parametrize("name", BAD)
def test_hostile_files_are_refused_quickly(name):
    before = time.perf_counter()
    with pytest.raises(BadInput) as refusal:
        check_file(upload(name, BAD[name]))
    assert time.perf_counter() - before < 2
    assert refusal.value.field == "file"
    assert refusal.value.sentence.endswith(".")


def test_the_corpus_is_large_enough():
    assert len(BAD) >= 60


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing.pdf", "is empty"),
        ("bomb.xlsx", "packed more tightly"),
        ("boasting.docx", "unpacks to far more"),
        ("members.docx", "too many parts"),
        ("link.docx", "a link to another place"),
        ("up.docx", "written elsewhere"),
        ("password.docx", "protected by a password"),
        ("encrypted.docx", "protected by a password"),
        ("virus.txt", "test signature of a virus"),
        ("macro-part.docx", "macros"),
        ("laughs-wide.docx", "definitions"),
        ("template.docx", "fetches a part of itself"),
        ("photo.png", "It seems to be a JPEG image"),
        ("bundle.zip", "Files ending in “.zip” cannot be kept"),
        ("table.docx", "is not a Word document"),
    ],
)
def test_refusals_say_why(name, words):
    with pytest.raises(BadInput, match=words):
        check_file(upload(name, BAD[name]))


def test_a_sheet_inside_costs_little():
    """Read in place and backwards, each member would unpack all before it again."""
    first = ("[Content_Types].xml", content_types(MAIN["xlsx"]))
    padding = ("xl/padding.bin", random.Random(1).randbytes(2_000_000))
    sheet = listed_backwards(
        [first, padding, *((f"xl/{number}.xml", "a") for number in range(800))]
    )
    slides = office("pptx", ("ppt/embeddings/sheet1.xlsx", sheet))
    before = time.process_time()
    check_file(upload("slides.pptx", slides))
    assert time.process_time() - before < 1


class Big:
    """As large as it says, without being there."""

    def __init__(self, size):
        self.name, self.size = "big.pdf", size


@pytest.mark.parametrize("size", [SIZE_LIMIT + 1, SIZE_LIMIT * 100])
def test_too_large_is_refused_unread(size):
    with pytest.raises(BadInput, match="50 MB or smaller"):
        check_file(Big(size))


def test_exactly_the_limit_is_accepted():
    padding = b"0" * (SIZE_LIMIT - len(PDF))
    checked = check_file(upload("big.pdf", PDF[:9] + padding + PDF[9:]))
    assert checked.size == SIZE_LIMIT


def test_memory_stays_flat():
    bomb = office("xlsx", ("xl/sheet.xml", b" " * 150_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadInput):
        check_file(upload("bomb.xlsx", bomb))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 100_000


def test_what_is_unpacked_is_counted_whatever_it_says():
    budget = Budget(packed=10_000_000)
    budget.spend(UNPACKED)
    with pytest.raises(BadInput, match="unpacks to far more"):
        budget.spend(1)
