from datetime import timedelta

import pytest
from django.db import transaction
from django.template.loader import render_to_string

from audit import trail
from audit.trail import Kind, Subject
from casework import timeline
from casework.timeline import Group, build, entries_of, told, value_words
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
CASE = Subject("case", "PC/00001/26", 1)


class Worded(timeline.Wording):
    def label(self, name):
        return "Who handles it" if name == "handler" else super().label(name)

    def value(self, name, value):
        return "Ms B" if value == "B" else super().value(name, value)


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    monkeypatch.setattr(timeline, "_told", {})
    monkeypatch.setattr(timeline, "_wordings", {})
    timeline.tell_as("case.determine", "Decided the outcome", Group.DECISIONS)
    timeline.tell_as("case.notify", "Told people the outcome", Group.CONTACTS)
    timeline.tell_as("case.download", "Opened a document", Group.READS)
    timeline.word_as("case", lambda entries: Worded())


def did(event, kind=Kind.ALTERATION, by=None, **more):
    return trail.record(event, kind=kind, subject=CASE, by=by or trail.SYSTEM, **more)


def read(by):
    return trail.consulted(CASE, by)


def titles(built):
    return [item.title for day in built.days for item in day.items]


class TestTold:
    @pytest.mark.parametrize(
        ("event", "kind", "sentence", "group"),
        [
            ("case.determine", Kind.ALTERATION, "Decided the outcome", "decisions"),
            ("case.set-task", Kind.ALTERATION, "Set task", "changes"),
            ("case.consult", Kind.CONSULTATION, "Read", "reads"),
            ("case.export", Kind.DISCLOSURE, "Read (export)", "reads"),
            ("document.scan", Kind.ALTERATION, "Scan", "documents"),
            ("odd", Kind.ALTERATION, "Odd", "changes"),
        ],
    )
    def test_every_event_reads_as_something(self, event, kind, sentence, group):
        assert told(event, kind) == (timeline.Told(sentence, Group(group)))


class TestEntriesOf:
    def test_groups_share_everything_out(self):
        user = UserFactory()
        did("case.determine")
        did("case.notify")
        did("case.amend")
        did("document.scan")
        did("case.download", Kind.DISCLOSURE)
        read(user)
        shares = {
            group: {entry.event for entry in entries_of(CASE, group=group)}
            for group in Group
        }
        assert shares == {
            Group.DECISIONS: {"case.determine"},
            Group.CONTACTS: {"case.notify"},
            Group.CHANGES: {"case.amend"},
            Group.DOCUMENTS: {"document.scan"},
            Group.READS: {"case.download", "case.consult"},
        }
        assert len(entries_of(CASE)) == 6

    def test_pages_and_months(self):
        first, second, third = did("case.amend"), did("case.amend"), did("case.amend")
        assert entries_of(CASE, limit=2) == [third, second]
        assert entries_of(CASE, before=second.pk) == [first]
        assert entries_of(CASE, until=first.at) == []
        assert [month.day for month in timeline.months_of(CASE)] == [1]


class TestBuild:
    def test_changes_in_words(self):
        did(
            "case.amend",
            reason="Found in the letter",
            changes={
                "handler": ("A", "B"),
                "received_on": ("", "2026-03-03"),
                "restricted": (False, True),
                "tags": (["one"], ["one", "two"]),
                "unit": ("kt", "kt"),
            },
        )
        item = build(entries_of(CASE)).days[0].items[0]
        assert item.body.splitlines() == [
            "Who handles it: from A to Ms B",
            "Received on: 3 March 2026",
            "Restricted: from no to yes",
            "Tags: from one to one, two",
            "Unit: kt",
        ]
        assert item.reason == "Found in the letter"

    def test_values_that_are_not_for_the_reader(self):
        did(
            "case.amend",
            changes={"handler": ("A", "B"), "kind": ("x", "y")},
            reason="N",
        )
        built = build(
            entries_of(CASE),
            sees=lambda entry, name: name == "kind",
            sees_words=lambda entry: False,
        )
        item = built.days[0].items[0]
        assert item.body == "Who handles it: (withheld)\nKind: from x to y"
        assert item.reason == "(withheld)"

    def test_erased_values_leave_their_names(self):
        did("case.amend", changes={"handler": ("A", "B")})
        with transaction.atomic():
            trail.erase_details(CASE, by=trail.SYSTEM, reason="Asked for")
        bodies = [item.body for item in build(entries_of(CASE)).days[0].items]
        assert "Who handles it: erased" in bodies

    def test_refusals_say_why(self):
        trail.record_refusal(
            "case.determine", subject=CASE, by=trail.SYSTEM, sentence="Not you."
        )
        item = build(entries_of(CASE)).days[0].items[0]
        assert (item.title, item.body) == ("Refused: decided the outcome", "Not you.")
        assert item.refused

    def test_why_is_not_said_to_those_who_see_no_words(self):
        trail.record_refusal(
            "case.start", subject=CASE, by=trail.SYSTEM, sentence="Only Ada Field can."
        )
        item = build(entries_of(CASE), sees_words=lambda entry: False).days[0].items[0]
        assert (item.title, item.body) == ("Refused: start", "(withheld)")

    def test_runs_of_reads_fold(self):
        names = [f"Reader {letter}" for letter in "ABCDE"]
        readers = [UserFactory(name=name) for name in names]
        did("case.amend")
        for user in (*readers, readers[0]):
            read(user)
        did("case.determine")
        read(readers[0])
        built = build(entries_of(CASE))
        assert titles(built) == ["Read", "Decided the outcome", "Read 6 times", "Amend"]
        fold = built.days[0].items[2]
        assert fold.by == "Reader A, Reader E, Reader D and 2 more"
        assert len(fold.run) == 6

    def test_marks_what_is_new_since_the_last_look(self):
        old = did("case.amend")
        old.refresh_from_db()
        did("case.determine")
        built = build(entries_of(CASE), looked_at=old.at + timedelta(microseconds=1))
        marks = [item.marks_last_look for item in built.days[0].items]
        assert (marks, built.new) == ([False, True], 1)

    def test_nothing_new_is_not_marked(self):
        entry = did("case.amend")
        entry.refresh_from_db()
        for looked_at, new in ((entry.at, 0), (entry.at - timedelta(days=9), 1)):
            built = build(entries_of(CASE), looked_at=looked_at)
            assert built.new == new
            assert not built.days[0].items[0].marks_last_look
        assert build([]).days == []


class TestTemplate:
    def test_draws_escaped_words(self):
        did("case.amend", changes={"handler": ("", "<b>bold</b>")}, reason="<i>")
        read(UserFactory(name="<u>Reader</u>"))
        read(UserFactory())
        built = build(entries_of(CASE), looked_at=None)
        page = render_to_string("casework/_timeline.html", {"timeline": built})
        assert "&lt;b&gt;bold&lt;/b&gt;" in page
        assert "&lt;u&gt;Reader" in page
        assert "<b>bold" not in page
        assert "Read 2 times" in page

    def test_empty(self):
        page = render_to_string("casework/_timeline.html", {"timeline": build([])})
        assert "Nothing of this kind has happened" in page


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "(nothing)"),
        ([], "(nothing)"),
        (0, "0"),
        (True, "yes"),
        ("2026-02-30", "2026-02-30"),
        ("2026-12-25", "25 December 2026"),
        ({"a": 1}, "{'a': 1}"),
    ],
)
def test_value_words(value, words):
    assert value_words(value) == words
