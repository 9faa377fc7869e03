import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.test import RequestFactory

from accounts import submissions
from accounts.models import Submission
from accounts.submissions import SentDifferently, StillUnderWay, hash_of, once, once_for
from pages.refusals import BadInput, WrongState
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW

BODY = hash_of([("said", "Words")], to="/")


class Doing:
    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return f"/complaints/{self.times}/"


def sent(user, token, *, to="/", **fields):
    request = RequestFactory().post(to, {"submission": token, **fields})
    request.user = user
    return request


@pytest.mark.django_db
class TestOnce:
    def test_second_sending_gets_the_first_answer(self):
        user, doing, token = UserFactory(), Doing(), submissions.new_token()
        first = once(sent(user, token, said="Words", csrfmiddlewaretoken="a"), doing)
        again = once(sent(user, token, said="Words", csrfmiddlewaretoken="b"), doing)
        assert first.url == again.url == "/complaints/1/"
        assert doing.times == 1

    def test_other_words_are_refused(self):
        user, doing, token = UserFactory(), Doing(), submissions.new_token()
        once(sent(user, token, said="Words"), doing)
        with pytest.raises(SentDifferently) as refusal:
            once(sent(user, token, said="Other words"), doing)
        assert refusal.value.status == 422
        assert doing.times == 1

    def test_another_person_is_refused(self):
        doing, token = Doing(), submissions.new_token()
        once(sent(UserFactory(), token), doing)
        with pytest.raises(SentDifferently):
            once(sent(UserFactory(), token), doing)

    @pytest.mark.parametrize(
        ("name", "content"), [("b.txt", b"1"), ("a.txt", b"12"), ("a.txt", b"2")]
    )
    def test_files_are_part_of_what_was_sent(self, name, content):
        user, doing, token = UserFactory(), Doing(), submissions.new_token()
        once(sent(user, token, file=SimpleUploadedFile("a.txt", b"1")), doing)
        with pytest.raises(SentDifferently):
            once(sent(user, token, file=SimpleUploadedFile(name, content)), doing)
        assert doing.times == 1

    @pytest.mark.parametrize("size", [3, 3_000_000])
    def test_files_are_still_to_be_read(self, size):
        user, token, content = UserFactory(), submissions.new_token(), b"x" * size
        requests = [
            sent(user, token, file=SimpleUploadedFile("a.txt", content))
            for _ in range(2)
        ]
        found = []

        def keep():
            found.append(requests[0].FILES["file"].read())
            return "/kept/"

        assert once(requests[0], keep).url == once(requests[1], keep).url == "/kept/"
        assert found == [content]

    def test_the_address_is_part_of_what_was_sent(self):
        user, doing, token = UserFactory(), Doing(), submissions.new_token()
        once(sent(user, token, to="/complaints/1/close/", said="Words"), doing)
        with pytest.raises(SentDifferently, match="another page"):
            once(sent(user, token, to="/complaints/2/close/", said="Words"), doing)
        assert doing.times == 1

    def test_refused_form_may_be_corrected_and_sent_again(self):
        user, token = UserFactory(), submissions.new_token()

        def refuse():
            raise WrongState("It has moved on.")

        with pytest.raises(WrongState):
            once(sent(user, token, said="Words"), refuse)
        assert once(sent(user, token, said="Other"), Doing()).url == "/complaints/1/"

    @pytest.mark.parametrize("token", ["", "nonsense", "1" * 500])
    def test_without_a_token_nothing_is_done(self, token):
        doing = Doing()
        with pytest.raises(BadInput, match="incomplete"):
            once(sent(UserFactory(), token), doing)
        assert doing.times == 0

    def test_never_twice_after_a_crash(self, monkeypatch):
        monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.1)
        user, token, doing = UserFactory(), uuid4(), Doing()
        Submission.objects.create(
            token=token, user=user, body_hash=BODY, answer="", at=NOW
        )
        with pytest.raises(StillUnderWay, match="not been answered"):
            once_for(user, token, BODY, doing, at=NOW)
        assert doing.times == 0

    @pytest.mark.parametrize("fault", [OperationalError, InterfaceError, OSError])
    def test_never_twice_when_the_answer_was_lost(self, monkeypatch, fault):
        monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.1)
        user, token, doing = UserFactory(), uuid4(), Doing()

        def lose():
            doing()
            raise fault("The connection was lost.")

        with pytest.raises(fault):
            once_for(user, token, BODY, lose, at=NOW)
        with pytest.raises(StillUnderWay, match="not been answered"):
            once_for(user, token, BODY, doing, at=NOW)
        assert doing.times == 1

    def test_old_tokens_are_forgotten(self):
        user = UserFactory()
        once_for(user, uuid4(), BODY, Doing(), at=NOW - timedelta(hours=49))
        once_for(user, uuid4(), BODY, Doing(), at=NOW)
        assert submissions.forget_old(NOW) == 1


class TestHash:
    def test_order_does_not_matter_and_boundaries_do(self):
        def digest(*body, to="/"):
            return hash_of(body, to=to)

        assert digest(("a", "1"), ("b", "2")) == digest(("b", "2"), ("a", "1"))
        assert digest(("a", "12")) != digest(("a1", "2"))
        assert digest(("a", "1"), ("submission", "x")) == digest(("a", "1"))
        assert digest(("a", "1"), to="/b/") != digest(("a", "1"), to="/c/")


@pytest.mark.django_db(transaction=True)
class TestDoubleClick:
    def _race(self, do):
        user, token = UserFactory(), uuid4()
        together = threading.Barrier(5)

        def click(_):
            try:
                together.wait()
                return once_for(user, token, BODY, do, at=NOW)
            except (StillUnderWay, WrongState) as refusal:
                return type(refusal)
            finally:
                connection.close()

        with ThreadPoolExecutor(5) as pool:
            return list(pool.map(click, range(5)))

    def test_all_get_the_answer_of_one(self):
        done = []

        def slowly():
            done.append(1)
            time.sleep(0.2)
            return f"/complaints/{len(done)}/"

        assert self._race(slowly) == ["/complaints/1/"] * 5
        assert done == [1]

    def test_waiting_clicks_learn_that_the_first_was_refused(self):
        def refuse():
            time.sleep(0.2)
            raise WrongState("It has moved on.")

        answers = self._race(refuse)
        assert WrongState in answers
        assert set(answers) <= {WrongState, StillUnderWay}
