"""The lock below the actions: case tables refuse writes that no action opened.

`acting` in casework.acting, imports and the generator open it for one transaction.
"""

from contextlib import contextmanager

import pgtrigger
from django.db import connection, transaction

from organisation import stamps

SETTING = "candour.action"


def guarded(table: str) -> pgtrigger.Trigger:
    """A statement trigger that refuses writes when no action opened the transaction."""
    return pgtrigger.Trigger(
        name=f"{table}_guard",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF coalesce(current_setting('{SETTING}', true), '') = '' THEN
                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NULL;
        """,
    )


@contextmanager
def writing(action: str):
    """A transaction in which case tables may be written, for the named action."""
    with transaction.atomic(), stamps.read_once():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, action])
        yield
