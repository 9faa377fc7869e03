import pytest


@pytest.fixture
def visit(client):
    def get(user, path, **params):
        client.force_login(user)
        return client.get(path, params)

    return get
