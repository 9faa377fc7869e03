"""A single client over loopback, on a connection that it keeps."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client

# Any secret will do, as long as cookie and form agree.
CSRF = "b" * 32
PLAIN = "django.contrib.auth.backends.ModelBackend"  # the floor page's own
SESSION_NAME = settings.SESSION_COOKIE_NAME


@dataclass
class Answer:
    status: int
    seconds: float
    body: bytes
    location: str


class Browser:
    """Somebody signed in, or a program with its token."""

    def __init__(self, address: str, *, user=None, backend=None, token: str = ""):
        self.address = address
        self.headers = {"Accept-Encoding": "identity"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        if user is not None:
            signed_in = Client()
            signed_in.force_login(user, backend)
            session = signed_in.cookies[SESSION_NAME].value
            self.headers["Cookie"] = (
                f"{SESSION_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
            )
        self.connection = http.client.HTTPConnection(address, timeout=120)

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict) -> Answer:
        sent = {"csrfmiddlewaretoken": CSRF, "submission": str(uuid4())} | fields
        return self._send("POST", path, urlencode(sent, doseq=True))

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            # The server closed it after its idle seconds: a browser opens another.
            self.connection.close()
            started = time.perf_counter()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        content = answer.read()
        return Answer(
            answer.status,
            time.perf_counter() - started,
            content,
            answer.headers.get("Location", ""),
        )
