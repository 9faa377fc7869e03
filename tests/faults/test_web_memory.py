"""F41: what is too long is refused, and the web worker is no larger for it."""

import pytest

from tests.launcher.conftest import until

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=cut"
LENGTH = 10_000_000
WARM, TIMES = 8, 20
# In MB. Kept, one of each round would be 200; held at a time, two are not too many.
MOST_KEPT, MOST_HELD = 50, 80


def part(name):
    head = f'--cut\r\nContent-Disposition: form-data; name="text"{name}\r\n\r\n'
    return head.encode() + b"w" * LENGTH + b"\r\n--cut--\r\n"


BODIES = {
    "text": (FORM, b"text=" + b"w" * LENGTH),
    "fields": (FORM, b"&".join(b"%d=" % number for number in range(1_250_000))),
    "text in parts": (PARTS, part("")),
    "file": (PARTS, part('; filename="a.txt"\r\nContent-Type: text/plain')),
    "json": ("application/json", b"[" * LENGTH),
}


@pytest.mark.slow
def test_bodies_of_ten_megabytes_leave_the_worker_as_it_was(web):
    assert until(lambda: web.ask()[0] == 302, 60)

    def send_all():
        for content_type, body in BODIES.values():
            headers = {"Content-Type": content_type}
            status, _ = web.ask("/sign-in/", "POST", body, **headers)
            # Nothing at all where the answer came before the body had been sent.
            assert status == 0 or 400 <= status < 500

    web.ask("/sign-in/")
    idle = web.memory()
    for _ in range(WARM):  # each of its threads once or more
        send_all()
    before = web.memory()
    for _ in range(TIMES):
        send_all()
    after, most = web.memory(), web.memory("VmHWM")

    assert web.ask()[0] == 302
    assert after - before < MOST_KEPT, (before, after)
    assert most - idle < MOST_HELD, (idle, most)
