"""What the database itself sees to: chains, hashes, and that nothing changes them.

Written as SQL and not as django-pgtrigger triggers, for two reasons: its functions
cannot be SECURITY DEFINER, and any session may switch its triggers off by setting
pgtrigger.ignore.

An entry's hash is the SHA-256 of one line of JSON, so that anyone can compute it again
outside this system. The functions belong to the owner: the app's role needs INSERT and
SELECT on entries, and on heads and details nothing but SELECT.
"""

from django.db import migrations

ENTRY_HASH = """
CREATE FUNCTION audit_entry_hash(entry audit_entry) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(jsonb_build_array(
    encode((entry).previous_hash, 'hex'), (entry).chain, (entry).sequence, (entry).id,
    to_char((entry).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    (entry).transaction, (entry).event, (entry).kind, (entry).outcome,
    (entry).sentence, (entry).subject_kind, (entry).subject_key, (entry).subject_id,
    (entry).unit_key, (entry).fields, (entry).count, (entry).actor_id,
    (entry).actor_key, (entry).actor_name, (entry).actor_role,
    (entry).on_behalf_of, (entry).reason, (entry).recipient, (entry).request_id,
    encode((entry).detail_digest, 'hex')
)::text, 'UTF8'));

CREATE FUNCTION audit_detail_digest(changes jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN sha256(convert_to(changes::text, 'UTF8'));
"""

# The head row is locked before the time is taken, so within a chain time and sequence
# agree. Entries of the same statement are not in the head yet, hence the second look.
# The planner's hints keep both looks on their indexes whatever the tables held when
# the session planned them.
APPEND = """
CREATE FUNCTION audit_entry_append() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    head record;
    tail record;
BEGIN
    NEW.transaction := pg_current_xact_id()::text::bigint;
    NEW.detail_digest := NULL;
    IF NEW.incoming IS NOT NULL THEN
        NEW.detail_digest := audit_detail_digest(NEW.incoming);
        INSERT INTO audit_detail (entry_id, changes) VALUES (NEW.id, NEW.incoming);
        NEW.incoming := NULL;
    END IF;

    SELECT sequence, hash INTO head FROM audit_chainhead
        WHERE chain = NEW.chain FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        NEW.sequence := 1;
        NEW.previous_hash := '';
        NEW.at := clock_timestamp();
        NEW.hash := audit_entry_hash(NEW);
        INSERT INTO audit_chainhead (chain, sequence, hash)
            VALUES (NEW.chain, 1, NEW.hash) ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN NEW;
        END IF;
        SELECT sequence, hash INTO STRICT head FROM audit_chainhead
            WHERE chain = NEW.chain FOR NO KEY UPDATE;
    END IF;

    SELECT sequence, hash INTO tail FROM audit_entry
        WHERE chain = NEW.chain AND sequence > head.sequence
        ORDER BY sequence DESC LIMIT 1;
    IF FOUND THEN
        head := tail;
    END IF;
    NEW.sequence := head.sequence + 1;
    NEW.previous_hash := head.hash;
    NEW.at := clock_timestamp();
    NEW.hash := audit_entry_hash(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION audit_entry_move_heads() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    tail record;
BEGIN
    FOR tail IN
        SELECT DISTINCT ON (chain) chain, sequence, hash FROM fresh
        WHERE sequence > 1 ORDER BY chain, sequence DESC
    LOOP
        UPDATE audit_chainhead SET sequence = tail.sequence, hash = tail.hash
        WHERE chain = tail.chain;
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_append();
CREATE TRIGGER audit_entry_move_heads AFTER INSERT ON audit_entry
    REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_move_heads();
"""

# At depth 0 a statement comes from a session; at depth 1 from the functions above.
REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail is never changed: % on % refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_keep_all BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_detail_keep BEFORE INSERT OR UPDATE ON audit_detail
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_detail_keep_all BEFORE TRUNCATE ON audit_detail
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chainhead_keep BEFORE INSERT OR UPDATE OR DELETE ON audit_chainhead
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chainhead_keep_all BEFORE TRUNCATE ON audit_chainhead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_keep BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_keep_all BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

# Details go only behind an erasure that the same transaction has recorded.
ERASE = """
CREATE FUNCTION audit_detail_keep_unless_erasing() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('candour.erasure', true), '') = '' THEN
        RAISE EXCEPTION 'The trail is never changed: DELETE on audit_detail refused.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_detail_keep_unless_erasing BEFORE DELETE ON audit_detail
    FOR EACH ROW EXECUTE FUNCTION audit_detail_keep_unless_erasing();

CREATE FUNCTION audit_erase_details(erasure_id bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    erasure audit_entry;
    erased bigint;
BEGIN
    SELECT * INTO erasure FROM audit_entry WHERE id = erasure_id
        AND event = 'detail.erase' AND kind = 'erasure' AND outcome = 'done'
        AND transaction = pg_current_xact_id()::text::bigint;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Details are erased only behind an erasure entry of the same '
            'transaction.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('candour.erasure', erasure_id::text, true);
    DELETE FROM audit_detail USING audit_entry entry
        WHERE entry.id = entry_id AND entry.id < erasure_id
        AND entry.subject_kind = erasure.subject_kind
        AND entry.subject_key = erasure.subject_key;
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('candour.erasure', '', true);
    RETURN erased;
END $$;
"""

# Heads are looked up whole, never by their beginning.
LEAN = "DROP INDEX audit_chainhead_chain_7f9501a2_like"
FAT = (
    "CREATE INDEX audit_chainhead_chain_7f9501a2_like "
    "ON audit_chainhead (chain text_pattern_ops)"
)

UNDO = """
DROP FUNCTION audit_erase_details(bigint);
DROP FUNCTION audit_detail_keep_unless_erasing() CASCADE;
DROP FUNCTION audit_refuse() CASCADE;
DROP FUNCTION audit_entry_move_heads() CASCADE;
DROP FUNCTION audit_entry_append() CASCADE;
DROP FUNCTION audit_detail_digest(jsonb);
DROP FUNCTION audit_entry_hash(audit_entry);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]

    operations = [
        migrations.RunSQL(ENTRY_HASH + APPEND + REFUSE + ERASE, UNDO),
        migrations.RunSQL(LEAN, FAT),
    ]
