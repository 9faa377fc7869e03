"""The tamper drill: everything that somebody with every right could try is found."""

import json

import pytest
from django.db import transaction

from audit import seals, trail, verification
from audit.trail import SYSTEM, Kind
from tests.audit.conftest import CASE, INSPECTOR, OTHER_CASE, as_intruder, change

pytestmark = pytest.mark.usefixtures("committed")

REHASH = """
    DO $$
    DECLARE entry audit_entry; previous bytea := '';
    BEGIN
        FOR entry IN SELECT * FROM audit_entry WHERE chain = 'case:1' ORDER BY sequence
        LOOP
            entry.previous_hash := previous;
            previous := audit_entry_hash(entry);
            UPDATE audit_entry SET previous_hash = entry.previous_hash, hash = previous
                WHERE id = entry.id;
        END LOOP;
        UPDATE audit_chainhead head SET hash = previous, sequence =
            (SELECT max(sequence) FROM audit_entry WHERE chain = head.chain)
            WHERE chain = 'case:1';
    END $$
"""


@pytest.fixture
def made() -> list[trail.Entry]:
    entries = [
        change(changes={"risk": (None, n)}, reason=f"Reason {n}") for n in range(4)
    ]
    change(OTHER_CASE)
    trail.consulted(CASE, INSPECTOR)
    return entries


def tamper(*statements: str) -> None:
    with as_intruder() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found() -> list[str]:
    return list(verification.faults())


class TestAnHonestTrail:
    def test_holds_when_empty(self):
        assert found() == []

    def test_holds_with_and_without_seals(self, made):
        assert found() == []
        seals.seal()
        change()
        seals.seal()
        assert found() == []

    def test_holds_after_an_erasure(self, made):
        seals.seal()
        with transaction.atomic():
            trail.erase_details(CASE, by=SYSTEM, reason="Ordered")
        assert found() == []


class TestTampering:
    def test_an_edit(self, made):
        pk = made[1].pk
        tamper(f"UPDATE audit_entry SET reason = 'Other' WHERE id = {pk}")
        assert found() == [f"case:1, entry 2 (id {pk}): is not what was recorded."]

    def test_an_edit_with_its_own_hash_made_new(self, made):
        pk = made[1].pk
        tamper(
            f"UPDATE audit_entry SET reason = 'Other' WHERE id = {pk}",
            "UPDATE audit_entry entry SET hash = audit_entry_hash(entry) "
            f"WHERE id = {pk}",
        )
        assert found() == [
            f"case:1, entry 3 (id {made[2].pk}): "
            "does not follow from the entry before it."
        ]

    def test_a_deletion(self, made):
        tamper(f"DELETE FROM audit_entry WHERE id = {made[1].pk}")
        assert found()[0] == (
            f"case:1, entry 3 (id {made[2].pk}): follows a gap: entry 2 is missing "
            "and does not follow from the entry before it."
        )

    def test_a_deletion_with_the_rest_moved_up(self, made):
        tamper(
            f"DELETE FROM audit_entry WHERE id = {made[1].pk}",
            "UPDATE audit_entry SET sequence = sequence - 1 "
            "WHERE chain = 'case:1' AND sequence > 2",
        )
        assert any(f"(id {made[2].pk})" in fault for fault in found())

    def test_an_insertion(self, made):
        tamper(
            "INSERT INTO audit_entry (event, kind, subject_kind, subject_key, "
            "actor_key, actor_name, chain, sequence) VALUES "
            "('case.assess', 'alteration', 'case', 'PC/00001/26', 'x', 'X', "
            "'case:1', 5)"
        )
        faults = found()
        assert any("entry 5" in f and "not what was recorded" in f for f in faults)
        assert any("entry 5" in f and "does not follow" in f for f in faults)
        assert any("entry 5" in f and "where the chain ended" in f for f in faults)

    def test_an_insertion_in_a_chain_of_its_own(self, made):
        tamper(
            "INSERT INTO audit_entry (event, kind, subject_kind, subject_key, "
            "actor_key, actor_name, chain, sequence) VALUES "
            "('case.assess', 'alteration', 'case', 'PC/9', 'x', 'X', 'case:9', 1)",
            "UPDATE audit_entry entry SET hash = audit_entry_hash(entry) "
            "WHERE chain = 'case:9'",
        )
        (fault,) = found()
        assert "is not where the chain ended, at entry unknown" in fault

    def test_a_new_order(self, made):
        tamper(
            "UPDATE audit_entry SET sequence = 99 WHERE chain='case:1' AND sequence=2",
            "UPDATE audit_entry SET sequence = 2 WHERE chain='case:1' AND sequence=3",
            "UPDATE audit_entry SET sequence = 3 WHERE chain='case:1' AND sequence=99",
        )
        faults = found()
        for entry in made[1:3]:
            assert any(f"(id {entry.pk})" in fault for fault in faults)

    def test_a_tail_cut(self, made):
        tamper(f"DELETE FROM audit_entry WHERE id = {made[3].pk}")
        assert found()[0] == (
            f"case:1, entry 3 (id {made[2].pk}): "
            "is not where the chain ended, at entry 4."
        )

    def test_a_tail_cut_that_went_on(self, made):
        tamper(f"DELETE FROM audit_entry WHERE id = {made[3].pk}")
        after = change()
        assert found()[0].startswith(
            f"case:1, entry 5 (id {after.pk}): follows a gap: entry 4 is missing"
        )

    def test_a_tail_cut_with_the_head_put_back(self, made):
        seals.seal()
        tamper(
            f"DELETE FROM audit_entry WHERE id = {made[3].pk}",
            f"DELETE FROM audit_detail WHERE entry_id = {made[3].pk}",
            REHASH,
        )
        assert found() == ["case:1, entry 4: is gone, see seal 1."]

    def test_a_chain_cut_whole(self, made):
        tamper(
            "DELETE FROM audit_entry WHERE chain = 'case:2'",
        )
        assert found() == ["case:2, entry 1: is gone, with all entries of its chain."]

    def test_a_chain_cut_whole_with_its_head(self, made):
        seals.seal()
        tamper(
            "DELETE FROM audit_entry WHERE chain = 'case:2'",
            "DELETE FROM audit_chainhead WHERE chain = 'case:2'",
        )
        assert found() == ["case:2, entry 1: is gone, see seal 1."]

    def test_a_chain_hashed_anew(self, made):
        seals.seal()
        tamper(
            f"UPDATE audit_entry SET reason = 'Other' WHERE id = {made[1].pk}", REHASH
        )
        assert found() == [
            f"case:1, entry 4 (id {made[3].pk}): is not what was sealed, see seal 1."
        ]

    def test_a_clock_set_back(self, made):
        tamper(
            "UPDATE audit_entry SET at = at + interval '2 days' "
            "WHERE chain = 'case:1' AND sequence = 3",
            REHASH,
        )
        faults = found()
        assert (
            f"case:1, entry 4 (id {made[3].pk}): is earlier than the entry before it: "
            "the clock was set back."
        ) in faults
        assert any("over an hour earlier" in fault for fault in faults)

    def test_a_detail_changed(self, made):
        pk = made[0].pk
        tamper(
            "UPDATE audit_detail SET changes = '{\"risk\": [null, 9]}' "
            f"WHERE entry_id = {pk}"
        )
        assert found() == [
            f"case:1, entry 1 (id {pk}): has a detail that is not what was recorded."
        ]

    def test_a_detail_lost(self, made):
        tamper(f"DELETE FROM audit_detail WHERE entry_id = {made[0].pk}")
        assert found() == [
            f"case:1, entry 1 (id {made[0].pk}): "
            "has lost its detail without a recorded erasure."
        ]

    def test_a_detail_of_nothing(self, made):
        tamper("INSERT INTO audit_detail VALUES (999999, '{}')")
        assert found() == [
            "Entry id 999999 has a detail that is not what was recorded, "
            "and there is no such entry."
        ]

    def test_a_trigger_switched_off(self, made):
        tamper("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_keep")
        try:
            assert found() == [
                "The trigger audit_entry_keep is missing or switched off."
            ]
        finally:
            tamper("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_keep")


class TestTheSeals:
    @pytest.fixture
    def sealed(self, made) -> list[seals.SealFile]:
        for _ in range(3):
            change()
            seals.seal()
        return seals.files()

    def test_a_head_changed_on_file(self, sealed):
        path = sealed[1].path
        path.write_text(path.read_text().replace('"case:1", 6', '"case:1", 5'))
        assert found() == [
            "Seal 2: its file was changed.",
            "Seal 3: the file before it was changed or is missing.",
        ]

    def test_a_file_changed_and_its_digest_made_new(self, sealed):
        path = sealed[1].path
        path.write_text(path.read_text().replace('"case:1", 6', '"case:1", 5'))
        *lines, closing = path.read_text().splitlines()
        closing = json.loads(closing) | {"digest": sealed[1].true_digest()}
        path.write_text("\n".join([*lines, json.dumps(closing)]) + "\n")
        assert found()[:2] == [
            "Seal 2: file and database do not agree.",
            "Seal 3: the file before it was changed or is missing.",
        ]

    @pytest.mark.parametrize("text", ["", "not JSON\n", "[1]\n", '{"seal": 2}\n'])
    def test_a_file_that_is_no_seal(self, sealed, text):
        sealed[1].path.write_text(text)
        assert "Seal 2: its file was changed." in found()

    def test_a_stray_file_is_named(self, sealed):
        stray = sealed[1].path.with_name("seal-x.jsonl")
        stray.write_text("{}")
        assert found() == [f"{stray} is not the file of a seal."]

    def test_a_seal_made_meanwhile_is_no_fault(self, sealed):
        tamper("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_keep")
        try:
            faults = verification.faults()
            assert "audit_entry_keep is missing" in next(faults)
            change()
            seals.seal()
            assert list(faults) == []
        finally:
            tamper("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_keep")

    def test_a_file_missing(self, sealed):
        sealed[1].path.unlink()
        assert found() == [
            "Seal 3: the file before it was changed or is missing.",
            "Seal 2: its file is missing.",
        ]

    def test_all_files_missing(self, sealed):
        for file in sealed:
            file.path.unlink()
        assert found() == [f"Seal {n}: its file is missing." for n in (1, 2, 3)]

    def test_a_clock_set_back_between_seals(self, sealed):
        path = sealed[2].path
        closing = sealed[2].closing() | {"at": "2001-01-01T00:00:00.000000Z"}
        heads = path.read_text().splitlines()[0]
        path.write_text(f"{heads}\n{json.dumps(closing)}\n")
        closing["digest"] = sealed[2].true_digest()
        path.write_text(f"{heads}\n{json.dumps(closing)}\n")
        faults = found()
        assert (
            "Seal 3 is earlier than the one before it: the clock was set back."
            in faults
        )

    def test_a_database_restored_to_before_the_last_seal(self, sealed):
        tamper(
            "DELETE FROM audit_entry WHERE chain = 'case:1' AND sequence = 7",
            "DELETE FROM audit_seal WHERE number = 3",
            REHASH,
        )
        assert "case:1, entry 7: is gone, see seal 3." in found()


class TestOnlyChangesCount:
    def test_refusals_and_readings_do_not_touch_the_case_chain(self, made):
        trail.record_refusal(
            "case.assess", subject=CASE, by=INSPECTOR, sentence="No.", kind=Kind.ERASURE
        )
        assert trail.Entry.objects.filter(chain="case:1").count() == 4
        assert found() == []
