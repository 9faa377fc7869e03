"""Accounts as system administrators see them: list, one account, a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import submissions
from accounts.actions import people, sign_in
from accounts.filters import UserFilters
from accounts.forms.people import CreateForm
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES, Role
from accounts.views.verbs import verbs_for
from audit import trail
from organisation.classification import FieldClass
from pages.lists import KeysetPage, Sort
from pages.refusals import NotAllowed
from pages.templatetags.components import short_moment

SORTS = (
    Sort("name", "Name", ("name",)),
    Sort("email", "Email address", ("email",)),
    Sort("made", "Created", ("created_at",), descending=True),
)
HISTORY_ROWS = 30
MEANINGS = (
    "Public: reference, kind, unit, category, dates and result.",
    "Official: what is said and done in a case, without names.",
    "Identity: who people are, and every free text and document.",
    "Special category: ethnicity, health, religion and the like.",
    "Intelligence: what the Intelligence Command holds about a case.",
    "“own”: cases that the person handles, was sent, or that are with their unit.",
    "“recorded”: each reading is kept in the trail.",
)


def check_manages(request: HttpRequest) -> None:
    if not request.user.rights.allow(Permission.ACCOUNT_MANAGE):
        raise NotAllowed("Only a system administrator manages accounts.")


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    check_manages(request)
    seen = User.objects.visible_to(request.user).with_list_details()
    filterset = UserFilters(request.GET, seen, request=request)
    page = KeysetPage(filterset.qs, sorts=SORTS, default="name", params=request.GET)
    now, today = timezone.now(), timezone.localdate()
    rows = [
        (each, postings_on(each, today), sign_in.is_locked(each, now)) for each in page
    ]
    context = {"page": page, "rows": rows, "filterset": filterset}
    return render(request, "accounts/users.html", context)


def postings_on(user: User, day) -> list:
    """Those in force, from postings already fetched."""
    return [each for each in user.postings.all() if each.state_on(day) == "held"]


@require_safe
def user(request: HttpRequest, key: UUID) -> HttpResponse:
    check_manages(request)
    shown = load(request, key)
    now, today = timezone.now(), timezone.localdate()
    postings = [
        (number, posting, posting.state_on(today))
        for number, posting in enumerate(shown.postings.all(), start=1)
    ]
    context = {
        "shown": shown,
        "postings": postings,
        "actions": verbs_for(shown, by=request.user, at=now),
        "locked": sign_in.is_locked(shown, now),
        "is_self": shown.pk == request.user.pk,
        "rows": _about(shown),
        "history": [
            (_words(entry.event), entry)
            for entry in trail.history_of(shown, limit=HISTORY_ROWS)
        ],
    }
    return render(request, "accounts/user.html", context)


def _about(shown: User) -> list[dict[str, object]]:
    """Rows of the summary list."""
    rows = [
        {"key": "Email address", "value": shown.email},
        {"key": "Member of the force", "value": shown.member},
        {"key": "Member of the authority", "value": shown.authority_member},
        {"key": "Created", "value": short_moment(shown.created_at)},
        {"key": "Last here", "value": short_moment(shown.last_seen_at) or "Never"},
    ]
    if not shown.is_client:
        return rows
    expiries = shown.auth_token_set.order_by("expiry").values_list("expiry", flat=True)
    words = "\n".join(f"until {short_moment(expiry)}" for expiry in expiries)
    return [rows[0], *rows[3:], {"key": "Tokens", "value": words or "None"}]


def load(request: HttpRequest, key: UUID) -> User:
    seen = User.objects.visible_to(request.user).with_list_details()
    return get_object_or_404(seen, key=key)


def _words(event: str) -> str:
    """ "account.grant-posting" as people say it."""
    return event.partition(".")[2].replace("-", " ").capitalize()


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    check_manages(request)
    form = CreateForm(request.POST or None, on=timezone.localdate())

    def make() -> str:
        made = people.create_person(by=request.user, **form.cleaned_data)
        messages.success(
            request,
            f"Account created for {made}. Next: grant a role, then issue a link to "
            "set the password.",
        )
        return made.get_absolute_url()

    if done := submissions.accepted(request, form, make):
        return done
    return render(request, "accounts/user_create.html", {"form": form})


@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """The policy as it is in force: every role, what it may do and see."""
    context = {
        "classes": list(FieldClass),
        "sees": [
            (role, [(each, role.reach(each).value) for each in FieldClass], _may(role))
            for role in ROLES.values()
        ],
        "meanings": MEANINGS,
    }
    return render(request, "accounts/roles.html", context)


def _may(role: Role) -> list[tuple[str, list[str]]]:
    """Permissions by what they are about: ("Case", ["log", "submit report"])."""
    found: dict[str, list[str]] = {}
    for permission in sorted(role.permissions):
        noun, _, verb = permission.value.partition(".")
        noun = "API" if noun == "api" else noun.capitalize()
        found.setdefault(noun, []).append(verb.replace("-", " "))
    return list(found.items())
