"""How tests fill in a page and send it, as a browser would."""

import re
from uuid import uuid4

from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hidden(page) -> dict[str, str]:
    """The hidden fields of a page: token, version, unit."""
    found = dict(HIDDEN.findall(page.content.decode()))
    found.pop("csrfmiddlewaretoken", None)
    return found


def day(name, value) -> dict[str, str]:
    """A date in three boxes."""
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


def fill(client, url, **data):
    """Open the page, fill it in and send it."""
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[-1500:]
    return client.post(url, hidden(page) | data)


def send(client, url, *, version=1, **data):
    """Send the form without having opened its page."""
    extra = {"submission": str(uuid4()), "version": str(version)}
    return client.post(url, extra | data)


def still_to_do(page) -> list[str]:
    """What the check of an intake says is missing, before anything is sent."""
    section = re.search(r'id="still-to-do".*?</ul>', page.content.decode(), re.S)
    return re.findall(r'">([^<]+)</a>', section[0]) if section else []


def errors(page) -> list[str]:
    """The sentences of the error summary."""
    summary = re.search(
        r'govuk-error-summary__list">(.*?)</ul>', page.content.decode(), re.S
    )
    if summary is None:
        return []
    lines = re.findall(r"<li>(.*?)</li>", summary[1], re.S)
    return [re.sub(r"<[^>]+>", "", line).strip() for line in lines]
