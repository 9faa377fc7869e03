import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.test import RequestFactory

from accounts import submissions
from accounts.models import Submission, User
from accounts.rollbacks import NotDone
from accounts.submissions import (
    Patience,
    SentDifferently,
    StillUnderWay,
    hash_of,
    once,
)
from pages.refusals import BadInput, WrongState
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW

BODY = hash_of([("said", "Words")], to="/")


def once_for(*args, **kwargs):
    return submissions.once_for(*args, patience=Patience(), **kwargs)


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

    @pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
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

    def test_a_request_waits_once_for_all_its_files(self, monkeypatch):
        monkeypatch.setattr(submissions, "WAIT_SECONDS", 1)
        user, tokens, patience = UserFactory(), [uuid4() for _ in range(5)], Patience()
        for token in tokens:
            Submission.objects.create(
                token=token, user=user, body_hash=BODY, answer="", at=NOW
            )
        begun = time.monotonic()
        for token in tokens:
            with pytest.raises(StillUnderWay):
                submissions.once_for(
                    user, token, BODY, Doing(), at=NOW, patience=patience
                )
        assert time.monotonic() - begun < 4  # not five times 1

    def test_whoever_has_no_patience_left_still_gets_an_answer_that_is_there(self):
        user, token, doing = UserFactory(), uuid4(), Doing()
        once_for(user, token, BODY, doing, at=NOW)
        again = submissions.once_for(
            user, token, BODY, doing, at=NOW, patience=Patience(0)
        )
        assert again == "/complaints/1/"

    def test_old_tokens_are_forgotten(self):
        user = UserFactory()
        once_for(user, uuid4(), BODY, Doing(), at=NOW - timedelta(hours=49))
        once_for(user, uuid4(), BODY, Doing(), at=NOW)
        assert submissions.forget_old(NOW) == 1


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def give_up_waiting():
    with transaction.atomic():
        run("SET LOCAL statement_timeout = 20")
        run("SELECT pg_sleep(2)")


def collide():
    Submission.objects.bulk_create(list(Submission.objects.all()) * 2)


def find_the_disk_broken():
    raise OSError("Input/output error")


def stumble():
    raise KeyError("our own mistake")


def be_shut_down():
    run("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.django_db(transaction=True)
class TestAfterAFailure:
    @pytest.mark.parametrize(
        ("fail", "fault"),
        [
            (give_up_waiting, OperationalError),
            (collide, IntegrityError),
            (find_the_disk_broken, OSError),
            (stumble, KeyError),
        ],
    )
    def test_what_was_rolled_back_may_be_sent_again(self, fail, fault):
        user, token = UserFactory(), uuid4()

        def change_and_fail():
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(name="Half done")
                fail()

        with pytest.raises(fault):
            once_for(user, token, BODY, change_and_fail, at=NOW)
        assert once_for(user, token, BODY, Doing(), at=NOW) == "/complaints/1/"

    @pytest.mark.parametrize(
        "fail",
        [give_up_waiting, collide, find_the_disk_broken, stumble],
        ids=lambda f: f.__name__,
    )
    @pytest.mark.parametrize("within", [transaction.atomic, nullcontext])
    def test_what_was_saved_before_the_failure_is_not_done_again(
        self, monkeypatch, fail, within
    ):
        monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.1)
        user, token, doing = UserFactory(), uuid4(), Doing()

        def change_then_fail():
            with within():
                User.objects.filter(pk=user.pk).update(name="Done")
            fail()

        with pytest.raises((OperationalError, IntegrityError, OSError, KeyError)):
            once_for(user, token, BODY, change_then_fail, at=NOW)
        with pytest.raises(StillUnderWay, match="not been answered"):
            once_for(user, token, BODY, doing, at=NOW)
        assert doing.times == 0

    @pytest.mark.parametrize("no", [WrongState("It has moved on."), NotDone()])
    def test_a_refusal_that_was_recorded_may_be_corrected(self, no):
        user, token = UserFactory(), uuid4()

        def record_and_refuse():
            User.objects.filter(pk=user.pk).update(name="Tried")
            raise no

        with pytest.raises(type(no)):
            once_for(user, token, BODY, record_and_refuse, at=NOW)
        assert once_for(user, token, BODY, Doing(), at=NOW) == "/complaints/1/"

    def test_nobody_knows_after_a_server_that_was_shut_down(self, monkeypatch):
        monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.1)
        user, token, doing = UserFactory(), uuid4(), Doing()
        with pytest.raises(OperationalError):
            once_for(user, token, BODY, be_shut_down, at=NOW)
        connection.close()
        with pytest.raises(StillUnderWay, match="not been answered"):
            once_for(user, token, BODY, doing, at=NOW)
        assert doing.times == 0


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
