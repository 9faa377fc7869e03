"""What neither the application nor the owner of the tables can do to the trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import verification
from audit.models import Entry
from tests.audit.conftest import as_intruder, change


@pytest.mark.django_db
class TestTheAppsRole:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET reason = ''",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_detail SET changes = '{}'",
            "DELETE FROM audit_detail",
            "TRUNCATE audit_detail",
            "INSERT INTO audit_detail VALUES (1, '{}')",
            "UPDATE audit_chainhead SET sequence = 0",
            "DELETE FROM audit_chainhead",
            "INSERT INTO audit_chainhead VALUES ('case:9', 1, '')",
            "UPDATE audit_seal SET digest = ''",
            "DELETE FROM audit_seal",
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "SET session_replication_role = replica",
        ],
    )
    def test_cannot_change_the_trail(self, statement):
        change(changes={"a": (1, 2)})
        with (
            pytest.raises(DatabaseError, match="denied|refused|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    def test_what_it_claims_of_time_and_hash_counts_for_nothing(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_entry (event, kind, subject_kind, subject_key, "
                "actor_key, actor_name, chain, at, sequence, hash, transaction) VALUES "
                "('a', 'alteration', 'b', 'c', 'd', 'e', 'case:1', '2001-01-01', "
                "7, 'x', 1)"
            )
        entry = Entry.objects.get()
        assert (entry.sequence, entry.at.year > 2001) == (1, True)
        assert list(verification.faults()) == []

    def test_pgtrigger_cannot_be_told_to_look_away(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pgtrigger.ignore = '{audit_entry_append}'")
        assert change().sequence == 1


@pytest.mark.usefixtures("committed")
class TestTheOwner:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET reason = ''",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_detail SET changes = '{}'",
            "DELETE FROM audit_detail",
            "TRUNCATE audit_detail",
            "UPDATE audit_chainhead SET sequence = 0",
            "TRUNCATE audit_chainhead",
            "TRUNCATE audit_seal",
        ],
    )
    def test_is_stopped_by_the_triggers(self, statement):
        change(changes={"a": (1, 2)})
        with (
            pytest.raises(DatabaseError, match="never changed"),
            as_intruder() as cursor,
        ):
            cursor.execute("SET session_replication_role = origin")
            cursor.execute(statement)
