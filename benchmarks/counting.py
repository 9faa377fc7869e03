"""What a page asks the database: how often, and how the slowest of it is answered."""

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.reads import person
from benchmarks.timing import Unexpected

NOT_ASKED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")
LONGEST_PLAN = 45  # lines


@dataclass
class Asked:
    """The queries of one page."""

    statements: list[dict]

    @property
    def number(self) -> int:
        return len(self.statements)

    @property
    def milliseconds(self) -> float:
        return sum(float(one["time"]) for one in self.statements) * 1000

    @property
    def slowest(self) -> str:
        reads = [one for one in self.statements if one["sql"].startswith("SELECT")]
        return max(reads, key=lambda one: float(one["time"]))["sql"]


def asked(path: str, *, slug: str = "", token: str = "") -> Asked:
    """The queries of a page, the second time it is asked for."""
    client = Client(SERVER_NAME="127.0.0.1")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if slug:
        client.force_login(person(slug))
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, headers=headers)
    if answer.status_code != 200:
        raise Unexpected(f"{path} answered {answer.status_code}")
    statements = [
        one
        for one in captured.captured_queries
        if not one["sql"].upper().startswith(NOT_ASKED)
    ]
    return Asked(statements)


def plan(statement: str) -> str:
    """How the database answers it, measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}")
        lines = [line for (line,) in cursor.fetchall()]
    left = len(lines) - LONGEST_PLAN
    if left > 0:
        lines = [*lines[:LONGEST_PLAN], f"... and {left} lines more"]
    return "\n".join(lines)
