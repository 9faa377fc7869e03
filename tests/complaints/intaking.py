"""How tests go through the steps of an intake."""

from django.utils import timezone

from tests.complaints.sending import day, errors, fill, hidden
from tests.factories.organisation import MemberFactory

NEW = "/complaints/new/"
RISK = {
    "public": "low",
    "officers": "medium",
    "organisation": "low",
    "reasons": "One remark, no force.",
}
CALLER = {
    "named": "known",
    "forenames": "Wilhelmina",
    "surname": "Quartermain",
    "capacity": "victim",
    "telephone": "020 7946 0001",
}


def begin(client, unit=None, **changes):
    """The first step done; the address of the intake."""
    today = timezone.localdate()
    data = {"kind": "PC", "channel": "telephone"} | day("received_on", today)
    if unit:
        data["unit"] = unit.code
    page = client.get(NEW)
    sent = client.post(NEW, hidden(page) | first_unit(page) | data | changes)
    assert sent.status_code == 302, errors(sent)
    return "/".join(sent.url.split("/")[:4]) + "/"


def first_unit(page):
    """The unit that the page offers first."""
    form = page.context["form"]
    return {"unit": form["unit"].value() or ""}


def step(client, url, **data):
    sent = fill(client, url, **data)
    assert sent.status_code == 302, (url, errors(sent))
    return sent.url


def whole(client, root):
    """Every step, with one complainant and one officer; the address of the answers."""
    url = step(client, f"{root}said/", said="The officer swore at me.", place="Counter")
    assert url == f"{root}people/1/"
    url = step(client, url, **CALLER)
    assert url == f"{root}people/1/characteristics/"
    url = step(client, url, ethnicity="A2", gender="not_stated")
    assert url == f"{root}people/"
    assert client.get(url).status_code == 200
    member = MemberFactory(surname="Thistledown")
    url = step(client, f"{root}subjects/1/", kind="member", search="thistledown")
    url = step(client, url, member=member.number)
    assert client.get(url).status_code == 200
    url = step(client, f"{root}risk/", **RISK)
    assert url == f"{root}log/"
    return url
