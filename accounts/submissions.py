"""Forms that are sent once: a double click or a resend gets the first one's answer.

A template puts `{% submission_token %}` into the form; the view wraps its action::

    return submissions.once(request, lambda: log_case(...).get_absolute_url())

The token is reserved before the action and answered after it. If the process dies in
between, or nobody knows whether the database saved, a resend does nothing and says so:
never two records, at worst one to look for. What was refused, or certainly rolled back,
may be sent again.

A form that brings several files reserves each by itself, with `once_for_file`: what a
failure half way or a second sending with other files has in common is done once.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import cast
from uuid import UUID, uuid4, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from accounts.models import Submission, User
from accounts.rollbacks import Commits, may_be_saved
from pages import doubts
from pages.fields import sentence_start
from pages.refusals import BadInput, Refused

FIELD = "submission"
# Not part of what was sent: they differ between two sendings of the same form.
IGNORED = frozenset({FIELD, "csrfmiddlewaretoken"})
KEPT_FOR = timedelta(hours=48)
WAIT_SECONDS = 5.0
WAIT_STEP = 0.05

Do = Callable[[], str]


class SentDifferently(Refused):
    """The token of a form that was sent before, with other words or elsewhere."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "sent_differently"
    heading = "This form was sent before"
    what_next = (
        "Open the form again from its own page, and copy over the words you need."
    )


class StillUnderWay(Refused):
    """The first sending has not been answered yet."""

    code = "still_under_way"
    heading = "This is already being worked on"
    what_next = "Look at the list to see whether it is there before you send it again."


@dataclass
class Patience:
    """How many seconds a request still waits for the answers of first sendings."""

    left: float = field(default_factory=lambda: WAIT_SECONDS)

    def wait(self) -> bool:
        """Wait a little; False when there is nothing left to wait."""
        if self.left <= 0:
            return False
        time.sleep(WAIT_STEP)
        self.left -= WAIT_STEP
        return True


def new_token() -> str:
    return str(uuid4())


def once(request: HttpRequest, do: Do) -> HttpResponseRedirect:
    """Redirect to the address that `do` answers; `do` runs once for each token."""
    files = (
        (name, f"{content_hash(file)} {file.name}")
        for name, sent in request.FILES.lists()
        for file in sent
    )
    texts = ((name, value) for name, sent in request.POST.lists() for value in sent)
    answer = once_for(
        _sender(request),
        read_token(request.POST.get(FIELD, "")),
        hash_of([*texts, *files], to=request.path),
        do,
        at=timezone.now(),
        patience=Patience(),
    )
    return HttpResponseRedirect(answer)


def accepted(
    request: HttpRequest, form: BaseForm, do: Do
) -> HttpResponseRedirect | None:
    """The redirect of `once` when the form and `do` accept what was sent.

    None when one of them refused: the form then says why, at its field.
    """
    if not form.is_valid():
        return None
    try:
        return once(request, do)
    except BadInput as refusal:
        put_at_its_field(form, refusal)
        return None


def put_at_its_field(form: BaseForm, refusal: BadInput) -> None:
    """Say why at the field that was refused, or that stands for it in the form."""
    name = getattr(form, "stands_for", {}).get(refusal.field, refusal.field)
    form.add_error(
        name if name in form.fields else None, sentence_start(refusal.sentence)
    )


def once_for(
    user: User,
    token: UUID,
    body_hash: str,
    do: Do,
    *,
    at: datetime,
    patience: Patience,
) -> str:
    """The answer of `do`, which is called for the first sending only."""
    if not _reserve(user, token, body_hash, at):
        return _first_answer(user, token, body_hash, patience)
    with Commits() as commits:
        try:
            answer = do()
        except Exception as error:
            # Nothing was done: the person may send the form again, as it is or
            # corrected. Where something may have been, it would be done twice.
            if may_be_saved(error, commits):
                doubts.leave(error)
            else:
                Submission.objects.filter(token=token).delete()
            raise
    Submission.objects.filter(token=token).update(answer=answer)
    return answer


def once_for_file(
    request: HttpRequest,
    token: UUID,
    file: UploadedFile,
    do: Do,
    *,
    patience: Patience,
) -> str:
    """The answer of `do`, called once for each content that comes with the token.

    All files of a request share its patience.
    """
    body_hash = hash_of([("file", content_hash(file))], to=request.path)
    return once_for(
        _sender(request),
        uuid5(token, body_hash),
        body_hash,
        do,
        at=timezone.now(),
        patience=patience,
    )


def read_token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadInput(
            "This form is incomplete.",
            what_next="Open it again from its own page, and copy over the words you "
            "need.",
        ) from error


def content_hash(file: UploadedFile) -> str:
    """A digest of a file, which is left to be read from its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def hash_of(body: Iterable[tuple[str, str]], *, to: str) -> str:
    """A digest of what was sent and `to` which address: names and values, unordered."""
    told = sorted((name, value) for name, value in body if name not in IGNORED)
    digest = hashlib.sha256()
    for part in (to, *(part for pair in told for part in pair)):
        encoded = part.encode()
        digest.update(b"%d:%s" % (len(encoded), encoded))
    return digest.hexdigest()


def forget_old(now: datetime) -> int:
    """Delete tokens that nobody resends any more; how many."""
    old = Submission.objects.filter(at__lt=now - KEPT_FOR)
    return old.delete()[0]


def _sender(request: HttpRequest) -> User:
    """Nobody gets as far as a form without having signed in."""
    return cast(User, request.user)


def _reserve(user: User, token: UUID, body_hash: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            Submission.objects.create(
                token=token, user=user, body_hash=body_hash, answer="", at=at
            )
    except IntegrityError:
        return False
    return True


def _first_answer(user: User, token: UUID, body_hash: str, patience: Patience) -> str:
    while True:
        first = Submission.objects.filter(token=token).first()
        if first is None:
            raise StillUnderWay("The first sending of this form was refused.")
        if first.user_id != user.pk or first.body_hash != body_hash:
            raise SentDifferently(
                "This form was sent before with other words or files, or from another "
                "page, so it was not sent again."
            )
        if first.answer:
            return first.answer
        if not patience.wait():
            raise StillUnderWay(
                "This form was sent before, and the first sending has not been "
                "answered yet."
            )
