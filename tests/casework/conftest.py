import pytest

from casework import jobs


@pytest.fixture
def kind():
    """Registers a kind of work for one test: `kind(handler, permission=...)`."""
    registered = []

    def register(run, name="sample", **more):
        jobs.job(name, label="Sample work", **more)(run)
        registered.append(name)
        return run

    yield register
    for name in registered:
        del jobs._kinds[name]
