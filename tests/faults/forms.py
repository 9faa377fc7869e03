"""The forms of a page as a browser sees them, and how to send them raw."""

from html.parser import HTMLParser
from urllib.parse import quote_plus

URLENCODED = "application/x-www-form-urlencoded"
KEPT = frozenset({"submission", "version", "csrfmiddlewaretoken"})


class Fields(HTMLParser):
    """The names of all fields of a page's posted forms, with their values."""

    def __init__(self):
        super().__init__()
        self.values = {}

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name = found.get("name")
        if tag in {"input", "textarea", "select", "button"} and name:
            self.values.setdefault(name, found.get("value") or "")


def fields_of(page) -> dict[str, str]:
    parser = Fields()
    parser.feed(page.content.decode())
    return parser.values


def encoded(pairs) -> bytes:
    """A body of these (name, text or bytes) pairs; bytes go as they are."""
    return b"&".join(
        quote_plus(name).encode()
        + b"="
        + (value if isinstance(value, bytes) else quote_plus(value).encode())
        for name, value in pairs
    )


def send_raw(browser, url, body: bytes):
    return browser.post(url, body, content_type=URLENCODED)
