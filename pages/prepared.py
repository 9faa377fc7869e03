"""Questions of one shape, composed once for as long as the process lives.

Composing a query of many tables costs a page more than the database takes to answer
it; where only the key changes, it need not be composed again.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_KEY = 2_147_480_009  # stands for the key while a question is composed


class Prepared:
    """What `compose(key)` asks, for any key.

    `columns` name what its `values_list` reads, in order. They are answered as the
    driver reads them, so JSON and the like have no place among them.
    """

    def __init__(
        self, columns: tuple[str, ...], compose: Callable[[int], QuerySet]
    ) -> None:
        self.columns = columns
        self.compose = compose

    @cached_property
    def _composed(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.compose(_KEY).query.sql_with_params()
        if _KEY not in params:
            raise ValueError("The key must be a parameter of the question by itself.")
        return sql, params

    def ask(self, key: int) -> list[dict[str, Any]]:
        """The rows, each as {column: value}."""
        sql, params = self._composed
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if each == _KEY else each for each in params])
            rows = cursor.fetchall()
        return [dict(zip(self.columns, row, strict=True)) for row in rows]
