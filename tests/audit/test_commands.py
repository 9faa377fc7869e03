import csv
from io import StringIO
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.timezone import localtime

from audit import exports, trail
from audit.models import Entry
from audit.trail import SYSTEM, Kind
from tests.audit.conftest import CASE, INSPECTOR, OTHER_CASE, as_intruder, change


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("committed")
class TestVerifyAuditTrail:
    def test_says_that_it_holds(self):
        change()
        assert run("verify_audit_trail") == "The trail holds: entries 1, seals 0.\n"

    def test_names_what_does_not(self):
        pk = change().pk
        with as_intruder() as cursor:
            cursor.execute("UPDATE audit_entry SET reason = 'Other'")

        out = StringIO()
        with pytest.raises(CommandError, match="does not hold: faults 1, entries 1"):
            call_command("verify_audit_trail", stdout=out)

        assert (
            out.getvalue() == f"case:1, entry 1 (id {pk}): is not what was recorded.\n"
        )


@pytest.mark.usefixtures("committed")
def test_seal_audit_trail():
    assert run("seal_audit_trail") == "Nothing new to seal.\n"
    change()
    assert run("seal_audit_trail") == "Seal 1: 1 chains moved, 1 entries in all.\n"


@pytest.mark.django_db
class TestExportAuditTrail:
    def export(self, *arguments: str) -> list[dict[str, str]]:
        self.first, *lines = run("export_audit_trail", *arguments).splitlines(True)
        return list(csv.DictReader(lines))

    def test_a_case(self):
        entry = change(reason="=1+1")
        change(OTHER_CASE)

        (row,) = self.export("--case", "PC/00001/26")

        assert row["Entry"] == str(entry.pk)
        assert row["What happened"] == "A. Inspector assessed case PC/00001/26"
        assert row["Reason"] == "'=1+1"
        assert row["Time (UTC)"] == entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def test_is_a_disclosure(self):
        change()
        self.export("--case", "PC/00001/26", "--recipient", "IPCC", "--reason", "Asked")

        entry = Entry.objects.get(event="trail.export")
        assert (entry.kind, entry.subject_key) == (Kind.DISCLOSURE, "PC/00001/26")
        assert (entry.recipient, entry.reason, entry.count) == ("IPCC", "Asked", 1)
        made_at = f"{localtime(entry.at):%Y-%m-%d %H:%M}"
        assert self.first.split(",") == [
            "\ufeffOFFICIAL-SENSITIVE",
            "Made for IPCC",
            f"Made at {made_at}\r\n",
        ]

    def test_without_a_recipient_names_the_machines_user(self):
        self.export("--from", "2026-01-01")
        entry = Entry.objects.get(event="trail.export")
        assert entry.recipient.startswith("command line, ")
        assert (entry.subject_kind, entry.subject_key) == ("trail", "2026-01-01")

    @pytest.mark.parametrize("person", ["7", "inspector@example.test"])
    def test_a_person(self, person):
        trail.consulted(CASE, INSPECTOR)
        trail.consulted(CASE, SYSTEM)
        (row,) = self.export("--person", person)
        assert row["Person"] == "A. Inspector"

    def test_days_are_london_days(self):
        london = change().at.astimezone(ZoneInfo("Europe/London")).date()
        assert len(self.export("--from", str(london), "--to", str(london))) == 1
        assert self.export("--to", "2001-01-01") == []

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ([], "Say which"),
            (["--from", "21/11/2026"], "21/11/2026 is not a day like 2026-11-21"),
            (
                ["--from", "2026-02-02", "--to", "2026-02-01"],
                "--to must be on or after",
            ),
        ],
    )
    def test_refuses_in_a_sentence(self, arguments, sentence):
        with pytest.raises(CommandError, match=sentence):
            self.export(*arguments)


class Slow(StringIO):
    """A reader that the database must wait for."""

    patience: ClassVar[set[tuple[str, str]]] = set()

    def write(self, text: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('statement_timeout'), "
                "current_setting('idle_in_transaction_session_timeout')"
            )
            self.patience.add(cursor.fetchone())
        return super().write(text)


@pytest.mark.usefixtures("committed")
def test_an_export_may_take_its_time():
    change()
    out = Slow()
    call_command("export_audit_trail", "--case", "PC/00001/26", stdout=out)
    assert "A. Inspector assessed" in out.getvalue()
    assert ("0", "0") in out.patience


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7, "7"),
        ("=cmd()", "'=cmd()"),
        ("@x", "'@x"),
        ("＝x", "'＝x"),
        ("\nx", "'\nx"),
        ("'x", "''x"),
        ("O'Neill", "O'Neill"),
    ],
)
def test_harmless(cell, text):
    assert exports.harmless(cell) == text
