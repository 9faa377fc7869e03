import threading
from collections.abc import Callable

import pytest
from django.db import connections

from tests.faults.serving import Web
from tests.launcher.conftest import open_folder

__all__ = ["open_folder"]


@pytest.fixture
def at_once():
    """Runs functions in threads that start together; their answers, in order."""

    def run(*functions: Callable[[], object]) -> list:
        barrier = threading.Barrier(len(functions))
        answers: list = [None] * len(functions)

        def work(place, function):
            try:
                barrier.wait(30)
                answers[place] = function()
            except BaseException as error:
                answers[place] = error
            finally:
                connections.close_all()

        threads = [
            threading.Thread(target=work, args=each) for each in enumerate(functions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        failed = [answer for answer in answers if isinstance(answer, BaseException)]
        assert not failed, failed
        return answers

    return run


@pytest.fixture
def web(open_folder):
    """The web server on a database of its own."""
    made = Web(open_folder)
    yield made
    made.end()
