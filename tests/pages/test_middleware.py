"""Bad text, headers and refusals, through the whole stack of middleware."""

import time
from uuid import uuid4

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from pages.middleware import SecurityHeaders

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.specimen")]

FORM = "application/x-www-form-urlencoded"


class TestRejectBadText:
    @pytest.mark.parametrize(
        "address",
        ["/ec%00ho/", "/echo/%FF", "/echo/%C0%AF", "/echo/%ED%A0%80"]
        + ["/echo/?q=%00", "/echo/?q=%FF", "/echo/?%00=a", "/echo/?q=%ED%A0%80"],
    )
    def test_addresses(self, client, address):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "cannot be read" in answer.content.decode()

    def test_good_text_passes(self, client):
        answer = client.get("/echo/?q=O%27Neill%20%F0%9F%98%80")
        assert answer.content.decode() == "O'Neill 😀"
        assert client.post("/echo/", {"account": "Ngô"}).content.decode() == "Ngô"
        assert client.post("/echo/").status_code == 200

    def test_headers(self, client):
        assert client.get("/echo/", headers={"X-Any": "a\0b"}).status_code == 400

    @pytest.mark.parametrize(
        "body", ["account=%00", "account=%FF", "a%00=1", "account=%ED%A0%80"]
    )
    def test_forms(self, client, body):
        assert client.post("/echo/", body, content_type=FORM).status_code == 400

    @pytest.mark.parametrize(
        "value",
        [b"a\0b", b"a\xffb", b"\xed\xa0\x80", b"\xef\xbf\xbd \xff", b"a\xef\xbf"],
    )
    def test_fields_of_forms_with_files(self, client, value):
        assert self.multipart(client, "account", value).status_code == 400

    def test_a_replacement_character_that_was_sent_as_itself(self, client):
        pasted = "Gr\ufffd\ufffde"
        answer = self.multipart(client, "account", pasted.encode())
        assert (answer.status_code, answer.content.decode()) == (200, pasted)
        long = "x" * 70_000 + pasted  # over one chunk
        assert client.post("/echo/", {"account": long}).content.decode() == long

    @pytest.mark.parametrize("end", ['y="', 'filename*0=b; y="'])
    def test_file_names(self, client, end):
        name = f"x\"; filename*=UTF-8''a%FF.pdf; {end}"
        answer = self.multipart(client, name, b"text")
        assert answer.status_code == 400

    @pytest.mark.parametrize("name", ["a\ufffd.pdf", "a\0.pdf", "\0"])
    def test_the_words_beside_a_bad_file_name_are_shown(self, client, name):
        words = "A long account of what happened."
        file = SimpleUploadedFile(name, b"text")
        answer = client.post("/echo/", {"account": words, "file": file})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "name of the file" in page
        assert words in page

    @pytest.mark.parametrize(
        "end", ["filename*=UTF-8''a%00b.pdf; y=\"", 'filename="a\0/b.pdf']
    )
    def test_a_nul_anywhere_in_a_file_name(self, client, end):
        answer = self.multipart(client, f'x"; {end}', b"text")
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        "head",
        [
            b'Content-Disposition: form-data; name="file"; filename="Ren\xe9.pdf"',
            b"Content-Disposition: form-data; name=\"file\"; filename*=nope''a%e9.pdf",
            b'Content-Disposition: form-data; name="acc\xe9"',
            b'Content-Disposition: form-data; filename="a.pdf"',
            b'Content-Disposition: form-data; name="file"; filename=".."',
            b'Content-Disposition : form-data; name="account"',
            b"Content-Disposition: form-data",
            b"Content-Type: text/plain",
            b"",
        ],
    )
    def test_a_part_that_does_not_say_what_it_is(self, client, head):
        """Left out, the rest of the form would be acted on without it."""
        good = b'Content-Disposition: form-data; name="account"\r\n\r\nWithdrawn'
        for parts in ([head + b"\r\n\r\ntext", good], [good, head + b"\r\n\r\ntext"]):
            body = (
                b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"
            )
            kind = "multipart/form-data; boundary=B"
            answer = client.post("/echo/", body, content_type=kind)
            assert answer.status_code == 400
            assert "cannot be read." in answer.content.decode()

    def test_a_file_input_left_empty_passes(self, client):
        name = 'account"; filename="'
        assert self.multipart(client, name, b"").status_code == 200

    @staticmethod
    def multipart(client, name, value):
        head = f'Content-Disposition: form-data; name="{name}"'.encode()
        body = b"--B\r\n" + head + b"\r\n\r\n" + value + b"\r\n--B--\r\n"
        kind = "multipart/form-data; boundary=B"
        return client.post("/echo/", body, content_type=kind)

    def test_a_good_file_passes(self, client):
        file = SimpleUploadedFile("naïve.pdf", b"text")
        assert client.post("/echo/", {"file": file, "account": "x"}).status_code == 200

    def test_a_broken_form_with_files(self, client):
        kind = "multipart/form-data; boundary="
        assert client.post("/echo/", b"x", content_type=kind).status_code == 400

    @pytest.mark.parametrize(
        "body",
        [b'{"a": "\\u0000"}', b'{"a\\u0000": 1}', b'["x", ["\\u0000"]]']
        + [b'{"a": "\\ud800"}', b"\xff", b"{", b"[" * 10_000, b'{"a": NaN}'],
    )
    def test_json(self, client, body):
        answer = client.post("/api/v1/echo/", body, content_type="application/json")
        assert answer.status_code == 400
        assert orjson.loads(answer.content)["error"]["code"] == "bad_input"

    @pytest.mark.parametrize("body", [b"", b'{"a": ["b", 1, null]}', b'"\\\\u0000"'])
    def test_good_json_passes(self, client, body):
        answer = client.post("/api/v1/echo/", body, content_type="application/json")
        assert answer.status_code == 200

    def test_other_encodings(self, client):
        kind = f"{FORM}; charset=utf-16"
        assert client.post("/echo/", "a=1", content_type=kind).status_code == 400
        kind = "text/plain; charset=unicode_escape"
        answer = client.get("/echo/?q=%5Cud800abc", headers={"Content-Type": kind})
        assert answer.status_code == 400
        assert "sent as UTF-8" in answer.content.decode()

    def test_ten_megabytes_of_text_is_refused_at_once(self, client):
        start = time.monotonic()
        answer = client.post("/echo/", {"account": "x" * 10_000_000})
        assert answer.status_code == 413
        assert "2.5 MB" in answer.content.decode()
        assert time.monotonic() - start < 2
        body = b"account=" + b"x" * 10_000_000
        assert client.post("/echo/", body, content_type=FORM).status_code == 413

    def test_a_million_fields_are_refused_at_once(self, client):
        start = time.monotonic()
        body = "&".join(f"f{number}=" for number in range(200_000))
        assert client.post("/echo/", body, content_type=FORM).status_code == 413
        body = "&".join(f"f{number}=" for number in range(2_000))
        assert client.post("/echo/", body, content_type=FORM).status_code == 413
        assert time.monotonic() - start < 2


class TestSecurityHeaders:
    ADDRESSES = [
        ("/echo/", 200),
        ("/accessibility", 301),
        ("/refuse/not-allowed/", 403),
        ("/refuse/missing/", 404),
        ("/nowhere/", 404),
        ("/refuse/wrong-state/", 409),
        ("/refuse/broken/", 500),
        ("/refuse/lost-database/", 503),
        ("/api/v1/refuse/bad-input/", 400),
        ("/echo/?q=%00", 400),
    ]

    @pytest.mark.parametrize(("address", "status"), ADDRESSES)
    def test_are_on_every_answer(self, address, status):
        answer = Client(raise_request_exception=False).get(address)
        assert answer.status_code == status
        policy = answer["Content-Security-Policy"]
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]:
            assert part in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer

    def test_signing_out_clears_the_browser(self, client):
        assert '"cache"' in client.post("/sign-out/")["Clear-Site-Data"]
        assert "Clear-Site-Data" not in client.get("/sign-out/")

    def test_a_stricter_policy_of_a_view_stays(self, rf):
        strict = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
        answer = SecurityHeaders(lambda request: strict)(rf.get("/files/1/"))
        assert answer["Content-Security-Policy"] == "sandbox"

    def test_static_files_may_be_kept(self, rf):
        middleware = SecurityHeaders(lambda request: HttpResponse())
        answer = middleware(rf.get("/static/a.css"))
        assert "Cache-Control" not in answer


class TestRefusals:
    @pytest.mark.parametrize(
        ("kind", "status", "words"),
        [
            ("refused", 409, "being looked at by another unit"),
            ("not-allowed", 403, "Only an appropriate authority"),
            ("wrong-state", 409, "is determined already"),
            ("bad-input", 400, "must be after the incident"),
            ("stale", 409, "The log shows 21:10."),
        ],
    )
    def test_are_pages_with_their_sentence(self, client, kind, status, words):
        answer = client.get(f"/refuse/{kind}/")
        page = answer.content.decode()
        assert answer.status_code == status
        assert words in page
        assert "<h1" in page
        assert 'href="/"' in page

    def test_lead_back_to_where_the_person_was(self, client):
        came = "http://testserver/list/?late=on"
        page = client.get("/refuse/wrong-state/", headers={"Referer": came})
        assert came in page.content.decode()

    def test_of_a_form_lead_back_to_its_page_and_of_a_page_never_to_itself(
        self, client
    ):
        here = "http://testserver/refuse/wrong-state/"
        sent = client.post("/refuse/wrong-state/", headers={"Referer": here})
        assert f'href="{here}">Go back to where you were' in sent.content.decode()
        opened = client.get("/refuse/wrong-state/", headers={"Referer": here})
        assert "Go to your home page" in opened.content.decode()

    @pytest.mark.parametrize("came", ["https://evil.test/", "javascript:alert(1)"])
    def test_never_lead_elsewhere(self, client, came):
        page = client.get("/refuse/wrong-state/", headers={"Referer": came})
        assert came not in page.content.decode()

    def test_are_json_in_the_api(self, client):
        answer = client.get("/api/v1/refuse/bad-input/")
        assert answer.json() == {
            "error": {
                "code": "bad_input",
                "sentence": "The date received must be after the incident.",
                "field": "on",
            }
        }

    @pytest.mark.parametrize("kind", ["wrong-state", "lost-database", "broken"])
    def test_nobodys_words_are_lost(self, kind):
        typed = {
            "account": "Shouted at the stop, twice.\nThen left.",
            "password": "correct horse battery staple",
            "short": "x",
        }
        client = Client(raise_request_exception=False)
        page = client.post(f"/refuse/{kind}/", typed).content.decode()
        assert "Then left." in page
        assert "correct horse" not in page

    def test_only_what_a_person_typed_is_given_back(self, client):
        token, opened, chosen = str(uuid4()), "f" * 64, str(uuid4())
        typed = {
            "submission": token,
            "opened": opened,
            "owner": chosen,
            "account": f"They gave me this number: {chosen}.",
        }
        page = client.post("/refuse/wrong-state/", typed).content.decode()
        assert "They gave me this number" in page
        assert page.count(chosen) == 1
        assert token not in page
        assert "Submission" not in page
        assert opened not in page

    def test_words_from_another_site_are_not_shown(self, client):
        page = client.post(
            "/refuse/wrong-state/",
            {"account": "Sent from somewhere else."},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert "somewhere else" not in page.content.decode()

    def test_a_lost_database_is_503_and_says_when_to_retry(self, client):
        answer = client.get("/refuse/lost-database/")
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        assert "canceling" not in answer.content.decode()

    def test_a_lost_database_in_the_api(self, client):
        answer = client.get("/api/v1/refuse/lost-database/")
        assert (answer.status_code, answer.json()["error"]["code"]) == (
            503,
            "service_unavailable",
        )

    def test_a_lock_waited_for_too_long_is_503(self, client):
        with override_settings(ROOT_URLCONF="tests.pages.locked"):
            assert client.get("/").status_code == 503
