"""Each limit of the table of rules begins and ends somewhere, or says why not."""

import ast
import csv
import importlib
from functools import cache
from pathlib import Path

import pytest

from complaints import actions
from complaints.rules import limits
from config.reference.files import read
from config.reference.loader import FILES
from config.reference.tables import DEADLINE_RULES

CODES = sorted(
    {line.values["code"] for line in read(DEADLINE_RULES, FILES / "deadline_rules.csv")}
)
# The time within which a forum sits, or an appeal goes to it, is told by its row.
with (FILES / "forums.csv").open(encoding="utf-8", newline="") as lines:
    OF_FORUMS = {line["clock"] for line in csv.DictReader(lines)} - {""}
BEGIN = frozenset({"begin", "_begin", "run_until", "updated"})
END = frozenset({"done", "drop", "updated"})


def modules():
    root = Path(actions.__path__[0])
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield path, importlib.import_module(f"complaints.actions.{name}".rstrip("."))


def called(node):
    """The names of the functions that are called below a node."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            yield getattr(each.func, "attr", getattr(each.func, "id", ""))


def named(node, module):
    """The codes that stand below a node, or that a constant of its module holds."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant):
            yield each.value
        if isinstance(each, ast.Name):
            yield getattr(module, each.id, None)


@cache
def codes_by(functions):
    """The codes named in a function of the actions that calls one of these."""
    found = set()
    for path, module in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and functions & set(called(node)):
                names = named(node, module)
                found |= {name for name in names if isinstance(name, str)}
    return found & set(CODES)


FOLLOWED = limits.OF_STATE | set(limits.REVIEWS) | set(limits.UPDATES)


@pytest.mark.parametrize("code", CODES)
def test_it_begins_and_ends_somewhere_or_says_why_it_is_no_clock(code):
    if code in limits.NO_CLOCK:
        assert len(limits.NO_CLOCK[code]) > 40
        assert code not in codes_by(BEGIN)
        return
    begun = codes_by(BEGIN) | FOLLOWED | OF_FORUMS
    ended = codes_by(END) | FOLLOWED | OF_FORUMS | limits.WINDOWS
    assert code in begun
    assert code in ended


def test_what_is_no_clock_is_a_limit_and_most_are_clocks():
    assert set(limits.NO_CLOCK) < set(limits.LIMITS)
    assert set(limits.NO_CLOCK) >= limits.OF_REGISTERS
    assert len(limits.NO_CLOCK) < len(CODES) / 4
