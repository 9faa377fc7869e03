"""How tests open the pages of a case and send to them."""

from accounts.submissions import new_token
from audit import trail
from tests.factories.accounts import user_with_role

PAGES = (
    "",
    "allegations/",
    "people/",
    "tasks/",
    "documents/",
    "decisions/",
    "history/",
)
PUBLIC = ("", "allegations/")


def sign_in(client, slug, unit=None, **fields):
    user = user_with_role(slug, unit, **fields)
    client.force_login(user)
    return user


def get(client, case, page=""):
    return client.get(f"{case.get_absolute_url()}{page}")


def text(client, case, page=""):
    response = get(client, case, page)
    assert response.status_code == 200
    return response.content.decode()


def post(client, case, page, **data):
    return client.post(
        f"{case.get_absolute_url()}{page}", {"submission": new_token()} | data
    )


def reads(case):
    return [e for e in trail.history_of(case) if e.event == "case.consult"]
