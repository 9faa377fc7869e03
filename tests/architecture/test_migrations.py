"""Migrations say what they do, and change the schema or the data, never both."""

import re
from importlib import import_module

import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    ValidateConstraint,
)
from django.db import IntegrityError
from django.db.migrations.operations import (
    AddConstraint,
    AddIndex,
    CreateModel,
    RemoveIndex,
    RunPython,
    RunSQL,
)

from casework.models import Case as AbstractCase
from config.database import as_owner
from config.launcher.places import ROOT

FILES = [
    path
    for path in sorted(ROOT.glob("*/migrations/[0-9]*.py"))
    if ".venv" not in path.parts
]
UNNAMED = re.compile(r"auto_|\d{4}_initial|_and_more|\d{8}")
# Until here the tables of cases were made, and empty.
WHILE_EMPTY = "0005_find_bars_and_results"
# Until here constraints were checked as they were added, under a lock.
CHECKED_AT_ONCE = "0042_closed_cases_await_nothing"
# Rows written, as against functions, triggers and grants made.
WRITES_ROWS = re.compile(r"\b(insert\s+into|update|delete\s+from)\s+\"?\w+_\w+", re.I)


def operations(path):
    app, name = path.parts[-3], path.stem
    return import_module(f"{app}.migrations.{name}").Migration.operations


def writes_rows(operation):
    if isinstance(operation, RunPython):
        return True
    if not isinstance(operation, RunSQL):
        return False
    # What a function does it does later; a trigger only says what it waits for.
    text = re.sub(r"\$\$.*?\$\$", "", str(operation.sql), flags=re.S)
    text = re.sub(r"create\s+(trigger|rule).*?;", "", text, flags=re.S | re.I)
    return bool(WRITES_ROWS.search(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_named_by_a_person(path):
    assert not UNNAMED.search(path.stem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_schema_or_data(path):
    kinds = {writes_rows(operation) for operation in operations(path)}
    assert len(kinds) == 1, "both schema and data"


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.parts[-3] == "complaints" and p.stem > WHILE_EMPTY],
    ids=lambda path: path.stem,
)
def test_indexes_of_full_tables_are_made_while_people_work(path):
    made = {each.name_lower for each in operations(path) if type(each) is CreateModel}
    at_once = {
        each.model_name_lower
        for each in operations(path)
        if type(each) in (AddIndex, RemoveIndex)
    }
    assert at_once <= made, "only a table that is made here is empty for certain"


def full_tables(path):
    """What is added to tables of cases that were not made here."""
    made = {each.name_lower for each in operations(path) if type(each) is CreateModel}
    return [
        each
        for each in operations(path)
        if isinstance(each, AddConstraint) and each.model_name_lower not in made
    ]


UNCHECKED = [
    p for p in FILES if p.parts[-3] == "complaints" and p.stem > CHECKED_AT_ONCE
]


@pytest.mark.parametrize("path", UNCHECKED, ids=lambda path: path.stem)
def test_full_tables_are_checked_while_people_work(path):
    """Added not valid, which looks at no row; the index of what is unique apart."""
    added = full_tables(path)
    assert all(isinstance(each, AddConstraintNotValid) for each in added)


def test_what_was_added_unchecked_is_checked_in_a_later_transaction():
    """By name: a name that is added again is checked after the last of them."""
    waits = set()
    for path in UNCHECKED:
        for each in operations(path):
            if isinstance(each, ValidateConstraint):
                waits.discard((each.model_name.lower(), each.name))
        waits |= {
            (each.model_name_lower, each.constraint.name) for each in full_tables(path)
        }
    assert not waits


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_index_that_failed_passes_as_made(path):
    """Built while people work, it stays invalid under its name: it is dropped first."""
    text = " ".join(path.read_text().split()).lower()
    assert "concurrently if not exists" not in text


@pytest.mark.django_db
def test_an_index_that_failed_is_made_when_it_begins_again():
    module = import_module("complaints.migrations.0050_checked_while_people_work")
    made = module.unique("tried_once", "tried (key)")
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("CREATE TABLE tried (key int)")
        try:
            cursor.execute("INSERT INTO tried VALUES (1), (1)")
            with pytest.raises(IntegrityError):
                for each in made.sql:
                    cursor.execute(each)
            cursor.execute("TRUNCATE tried")
            for each in made.sql:
                cursor.execute(each)
            cursor.execute(
                "SELECT indisvalid FROM pg_index "
                "WHERE indexrelid = 'tried_once'::regclass"
            )
            assert cursor.fetchall() == [(True,)]
        finally:
            cursor.execute("DROP TABLE tried")


def test_numbers_follow_one_another():
    for folder in {path.parent for path in FILES}:
        own = (p for p in FILES if p.parent == folder and "_squashed_" not in p.stem)
        numbers = sorted(int(path.stem[:4]) for path in own)
        assert numbers == list(range(1, len(numbers) + 1)), folder


@pytest.mark.parametrize(
    "model", AbstractCase.__subclasses__(), ids=lambda m: m.__name__
)
def test_every_kind_of_case_is_found_by_its_unit_and_its_handler(model):
    """These two have no index of their own, since others are to begin with them."""
    firsts = {index.fields[0] for index in model._meta.indexes}
    assert {"responsible_unit", "handler"} <= firsts
