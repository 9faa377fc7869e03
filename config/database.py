"""Two roles on one database: the owner migrates and grants, the app does the rest."""

from collections.abc import Iterator
from contextlib import contextmanager

import environ
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

WHO_AND_WHERE = ("USER", "PASSWORD", "HOST", "PORT")
# A migration may run for long, but must not queue everybody behind its lock.
OWNER_OPTIONS = "-c statement_timeout=0 -c lock_timeout=3000"


def owner_connection(alias: str = DEFAULT_DB_ALIAS) -> BaseDatabaseWrapper:
    """A new connection to the same database under the owner's role."""
    connection = connections[alias].copy()
    if settings.DATABASE_OWNER_URL:
        owner = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
        connection.settings_dict.update({key: owner[key] for key in WHO_AND_WHERE})
    connection.settings_dict["OPTIONS"]["options"] = OWNER_OPTIONS
    return connection


@contextmanager
def as_owner(alias: str = DEFAULT_DB_ALIAS) -> Iterator[BaseDatabaseWrapper]:
    """In this thread only, let the ORM speak to the database as the owner."""
    before = connections[alias]
    owner = owner_connection(alias)
    connections[alias] = owner
    try:
        yield owner
    finally:
        owner.close()
        connections[alias] = before
