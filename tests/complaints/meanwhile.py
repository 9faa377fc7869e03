"""What somebody else does between two questions of one request."""

from django.db import connection

from casework import guard
from complaints.models import Case
from tests.factories.organisation import UnitFactory


def once_asked(of, do):
    """Has `do` done as soon as the first query that names `of` was answered."""
    waiting = [do]

    def step_in(execute, sql, *more):
        answer = execute(sql, *more)
        if waiting and of in sql:
            waiting.pop()()
        return answer

    return connection.execute_wrapper(step_in)


def restrict(case):
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(confidentiality="restricted")


def move_to_a_new_unit(case):
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(responsible_unit=UnitFactory(team=True))
