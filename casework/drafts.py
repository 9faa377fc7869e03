"""What somebody has typed and not yet sent: one draft per person and form.

An app names its forms when it is ready: `drafts.allow("complaints:new")`. Pages keep
drafts by themselves (static/js/drafts.js posts to /drafts/); a view keeps one when it
refuses a form, offers it again with `initial`, and discards it once the form is done.

Steps that make one thing, such as those of an intake, are kept and forgotten together:
an app says what an address belongs to by `drafts.keep_whole(rule)`.

What a form was about may be closed to its writer later (see `out_of_sight`). What they
wrote is theirs to copy all the same, without a word of what it was about. Where only
the form is refused meanwhile, the page of its refusal gives the words back.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from accounts.models import User
from accounts.submissions import IGNORED
from casework import out_of_sight
from casework.models import Draft
from pages.answers import is_secret, longer_texts
from pages.refusals import BadInput

SIZE_CAP = 200_000
KEPT_FOR = timedelta(days=30)
MOST = 100  # forms or intakes of one person; those left alone longest go
STEPS = 500  # of one intake
FORM_LENGTH = 120

_allowed: set[str] = set()
_filled: set[str] = set()
_rules: list[Callable[[str], str]] = []

Content = Mapping[str, list[str]]


def allow(*view_names: str, filled: bool = False) -> None:
    """Keep drafts of the forms at these named addresses; of no others.

    `filled` forms open with what is recorded already: a draft of one does not hold its
    writer's words alone.
    """
    _allowed.update(view_names)
    if filled:
        _filled.update(view_names)


def keep_whole(rule: Callable[[str], str]) -> None:
    """Have `rule` say which whole the form at an address is a step of, or itself."""
    _rules.append(rule)


def check_form(form: str) -> str:
    """The address, if drafts of its form are kept; raises BadInput."""
    try:
        known = resolve(form).view_name in _allowed
    except Resolver404:
        known = False
    if not known or len(form) > FORM_LENGTH:
        raise BadInput("Drafts of this form are not kept.", field="form")
    return form


def save(user: User, form: str, content: Content, *, at: datetime) -> Draft | None:
    """Keep what was typed in place of any older draft; None when nothing was typed."""
    check_form(form)
    typed = typed_fields(content.items())
    if not any(value.strip() for values in typed.values() for value in values):
        discard(user, form)
        return None
    if len(json.dumps(typed)) > SIZE_CAP:
        raise BadInput(
            "This is too long to keep as a draft. Send the form, or shorten it."
        )
    _make_room(user, form)
    draft = Draft(user=user, form=form, content=typed, updated_at=at)
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "form"],
        update_fields=["content", "updated_at"],
    )
    return draft


def _make_room(user: User, form: str) -> None:
    """Forget the wholes left alone longest, if this form would make one too many."""
    newest_first = user.drafts.exclude(form=form).order_by("-updated_at", "-pk")
    wholes: dict[str, list[int]] = {_whole_of(form): []}
    for key, address in newest_first.values_list("pk", "form"):
        wholes.setdefault(_whole_of(address), []).append(key)
    own, *others = wholes.values()
    if len(own) >= STEPS:
        raise BadInput("This has too many parts to be kept as a draft.")
    surplus = [key for whole in others[MOST - 1 :] for key in whole]
    if surplus:
        Draft.objects.filter(pk__in=surplus).delete()


def _whole_of(form: str) -> str:
    for rule in _rules:
        form = rule(form)
    return form


def load(user: User, form: str) -> Draft | None:
    return Draft.objects.filter(user=user, form=form).first()


def discard(user: User, form: str) -> bool:
    """Forget a draft; False when there was none."""
    return bool(Draft.objects.filter(user=user, form=form).delete()[0])


def keep(request: HttpRequest, *, at: datetime) -> Draft | None:
    """Keep the words of a form that was just refused, at the form's own address."""
    user = cast(User, request.user)  # of a form that was open to them
    return save(user, request.path, dict(request.POST.lists()), at=at)


def closed_to(user: User) -> list[Draft]:
    """Drafts that their writer can neither open nor send any more, newest first."""
    mine = list(user.drafts.order_by("-updated_at", "-pk"))
    closed = out_of_sight.among(user, [draft.form for draft in mine])
    return [draft for draft in mine if draft.form in closed]


def own_words(draft: Draft, *, sees_filled: bool = False) -> list[tuple[str, str]]:
    """(name, text) of what the writer typed; nothing of a form that opened filled.

    That one showed what the case holds, which whoever is barred from it is not to read
    again: it waits, and comes back with the case. `sees_filled`: they see that still.
    """
    try:
        filled = resolve(draft.form).view_name in _filled
    except Resolver404:
        return []
    return [] if filled and not sees_filled else longer_texts(draft.content.items())


def typed_fields(fields: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """What belongs in a draft: no tokens, no secrets, text only."""
    return {
        name: [value for value in values if isinstance(value, str)]
        for name, values in fields
        if name not in IGNORED and not is_secret(name)
    }


def initial(draft: Draft | None, form: forms.BaseForm) -> dict[str, Any]:
    """The draft's words as initial values of a form's fields, just as typed."""
    if draft is None:
        return {}
    data = QueryDict(mutable=True)
    for name, values in draft.content.items():
        data.setlist(name, values)
    found = {}
    for name, field in form.fields.items():
        prefixed = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(data, {}, prefixed):
            found[name] = field.widget.value_from_datadict(data, {}, prefixed)
    return found


def forget_old(now: datetime) -> int:
    """Delete drafts that nobody came back to, no step alone; how many."""
    since = now - KEPT_FOR
    old = Draft.objects.filter(updated_at__lt=since)
    touched = Draft.objects.filter(updated_at__gte=since, user__in=old.values("user"))
    alive = {
        (user, _whole_of(form)) for user, form in touched.values_list("user", "form")
    }
    gone = [
        key
        for key, user, form in old.values_list("pk", "user", "form")
        if (user, _whole_of(form)) not in alive
    ]
    return old.filter(pk__in=gone).delete()[0]
