"""Reference data: read by anyone signed in, kept by those whose role says so."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts import submissions
from accounts.models import User
from accounts.reference import actions, drawing, forms
from accounts.reference.filters import filters_of
from accounts.reference.registry import USUAL, Table, get, may_edit, tables
from accounts.reference.values import label_of
from audit import trail
from pages.lists import KeysetPage

HISTORY_ROWS = 30
reads = require_safe
writes = require_http_methods(["GET", "POST"])


@reads
def index(request: HttpRequest) -> HttpResponse:
    """Every table this person may see, under its heading."""
    groups: dict[str, list[Table]] = {}
    for table in tables():
        if table.listed and table.may_see(request.user):
            groups.setdefault(table.group, []).append(table)
    return render(request, "reference/index.html", {"groups": groups})


@reads
def rows(request: HttpRequest, slug: str) -> HttpResponse:
    table = _table(slug)
    seen = table.visible_to(request.user)
    today = timezone.localdate()
    filterset = filters_of(table)(request.GET, seen, request=request)
    filterset.day = today
    page = KeysetPage(
        filterset.qs.order_by(),
        sorts=table.sorts(),
        default=f"-{USUAL}" if table.latest_first else USUAL,
        params=request.GET,
    )
    names = table.shown(table.columns, request.user)
    context = {
        "table": table,
        "page": page,
        "filterset": filterset,
        "headers": [_header(table, page, name) for name in names],
        "rows": [drawing.cells(table, row, names, request.user, today) for row in page],
        "may_add": table.added and may_edit(request.user),
    }
    if table.recorded:
        trail.consulted(
            actions.subject_of(table),
            request.user,
            reason=filterset.words(),
            count=len(page),
        )
    return render(request, "reference/rows.html", context)


def _header(table: Table, page: KeysetPage, name: str) -> dict[str, Any]:
    plain = drawing.headers(table, [name])[0]
    if name not in page.sorts:
        return plain
    return {**page.header(name), "label": plain["text"], "numeric": plain["numeric"]}


@reads
def row(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    table, shown = _row(request, slug, key)
    today, user = timezone.localdate(), request.user
    subject, people = actions.subject_of(table, shown), _people(shown, today)
    if table.recorded:
        trail.consulted(subject, user)
    context = {
        "table": table,
        "shown": shown,
        "ended": table.retired_by(shown, today),
        "summary": drawing.summary(table, shown, user),
        "sections": drawing.sections(table, shown, user, today),
        "people": people,
        "people_url": _members_url(shown, user) if people is not None else "",
        "actions": _actions(table, shown, ended=table.retired_by(shown, today))
        if may_edit(user)
        else [],
    }
    if may_edit(user):
        changes = {trail.Kind.ALTERATION, trail.Kind.COLLECTION}
        found = trail.history_of(subject, kinds=changes, limit=HISTORY_ROWS)
        context["history"] = drawing.history(table, found, user)
    return render(request, "reference/row.html", context)


def _people(shown: Model, day: date) -> int | None:
    """How many serve in a unit; a count tells nobody who they are."""
    people = getattr(shown, "people", None)
    return people.serving_on(day).count() if people is not None else None


def _members_url(unit: Model, user: User) -> str:
    """Where those who may see who they are find them."""
    if not get("members").may_see(user):
        return ""
    query = urlencode({"unit": get("units").key_of(unit)})
    return f"{reverse('reference-table', args=['members'])}?{query}"


def _actions(table: Table, shown: Model, *, ended: bool) -> list[dict[str, str]]:
    base = table.url_of(shown)
    offered = []
    if table.replaced and not ended:
        offered.append({"text": "Change from a date", "href": f"{base}replace/"})
    offered.append({"text": "Correct", "href": f"{base}change/"})
    if table.ends and not ended:
        offered.append({"text": table.end_verb, "href": f"{base}retire/"})
    return offered


@writes
def add(request: HttpRequest, slug: str) -> HttpResponse:
    table = _table(slug)
    _has(table.added)
    actions.check_may_edit(request.user)
    form = forms.add_form(
        table, data=request.POST or None, initial=_initial(table, request)
    )
    return _answer(
        request,
        table,
        form,
        act=lambda: actions.add(table, form.values(), by=request.user),
        heading=f"Add {table.one}",
        verb=f"Add {table.singular}",
        done="Added",
    )


def _has(page: object) -> None:
    """404 where the table's description gives it no such page."""
    if not page:
        raise Http404


def _initial(table: Table, request: HttpRequest) -> dict[str, Any]:
    """The row that the page with the link was about, by its address."""
    found = {}
    for name in table.fields:
        field = table.field(name)
        if field.many_to_one and name in request.GET:
            found[name] = get(field.related_model).at(request.GET[name])
    return found


@writes
def change(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    table, shown = _row(request, slug, key)
    actions.check_may_edit(request.user)
    form = forms.change_form(table, shown, data=request.POST or None)
    return _answer(
        request,
        table,
        form,
        act=lambda: actions.change(
            table,
            shown,
            form.values(),
            by=request.user,
            opened=form.cleaned_data["opened"],
        ),
        heading=f"Correct this {table.singular}",
        caption=str(shown),
        verb="Save",
        done="Saved",
        back=table.url_of(shown),
    )


@writes
def retire(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    table, shown = _row(request, slug, key)
    _has(table.ends)
    actions.check_may_edit(request.user)
    form = forms.RetireForm(request.POST or None)
    return _answer(
        request,
        table,
        form,
        act=lambda: actions.retire(table, shown, by=request.user, **form.cleaned_data),
        heading=table.end_verb,
        caption=str(shown),
        verb=table.end_verb,
        done="Saved",
        back=table.url_of(shown),
        about="It stays in the records of its time and is no longer offered after "
        f"that. “{label_of(table.ends)}” will hold "
        f"{'the day after' if table.ends_before else 'the date'}.",
    )


@writes
def replace(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    table, shown = _row(request, slug, key)
    _has(table.replaced)
    actions.check_may_edit(request.user)
    form = forms.replace_form(table, shown, data=request.POST or None)
    return _answer(
        request,
        table,
        form,
        act=lambda: actions.replace(
            table,
            shown,
            form.values(),
            from_on=form.cleaned_data["from_on"],
            by=request.user,
        ),
        heading=f"Change this {table.singular} from a date",
        caption=str(shown),
        verb="Change from this date",
        done="Changed",
        back=table.url_of(shown),
        about="The present row holds until the day before. What happened by then "
        "keeps it.",
    )


def _table(slug: str) -> Table:
    try:
        return get(slug)
    except KeyError as error:
        raise Http404 from error


def _row(request: HttpRequest, slug: str, key: str) -> tuple[Table, Model]:
    table = _table(slug)
    found = table.at(key, table.visible_to(request.user))
    if found is None:
        raise Http404
    return table, found


def _answer(
    request: HttpRequest,
    table: Table,
    form: Any,
    *,
    act: Callable[[], Model],
    done: str,
    **page: Any,
) -> HttpResponse:
    """Do what the form asks, or show the form with what is wrong."""

    def act_once() -> str:
        made = act()
        messages.success(request, f"{done}: {made}.")
        return table.url_of(made)

    if done := submissions.accepted(request, form, act_once):
        return done
    return render(
        request, "reference/form.html", {"table": table, "form": form, **page}
    )
