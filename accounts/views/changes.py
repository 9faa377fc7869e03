"""Pages that change one account: each verb, granting a role, ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import submissions
from accounts.actions import postings
from accounts.forms.people import EndPostingForm, GrantForm, ReasonForm
from accounts.models import Posting, User
from accounts.views.people import check_manages, load
from accounts.views.verbs import VERBS
from pages.templatetags.components import day


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """One of VERBS, with its reason."""
    check_manages(request)
    user = load(request, key)
    if verb not in VERBS:
        raise Http404
    chosen = VERBS[verb]
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        context = {"shown": user, "verb": chosen, "form": form}
        return render(request, "accounts/user_act.html", context)

    def run() -> str:
        return chosen.run(
            user,
            by=request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )

    if verb == "password-link":
        # Shown and kept nowhere, so a second click gets a link of its own.
        context = {"shown": user, "link": request.build_absolute_uri(run())}
        return render(request, "accounts/password_link.html", context)

    def run_once() -> str:
        run()
        messages.success(request, chosen.done)
        return user.get_absolute_url()

    return submissions.once(request, run_once)


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, key: UUID) -> HttpResponse:
    check_manages(request)
    user = load(request, key)
    today = timezone.localdate()
    form = GrantForm(request.POST or None, on=today, initial={"from_on": today})

    def give() -> str:
        posting = postings.grant_posting(user, by=request.user, **form.cleaned_data)
        messages.success(request, f"{posting.role_name} granted to {user}.")
        return user.get_absolute_url()

    if done := submissions.accepted(request, form, give):
        return done
    return render(request, "accounts/grant.html", {"shown": user, "form": form})


@require_http_methods(["GET", "POST"])
def end_posting(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    check_manages(request)
    user = load(request, key)
    posting = _posting(user, number)
    form = EndPostingForm(request.POST or None, initial={"when": "now"})

    def end() -> str:
        _end(posting, by=request.user, **form.cleaned_data)
        messages.success(request, f"{posting.role_name} ended for {user}.")
        return user.get_absolute_url()

    if done := submissions.accepted(request, form, end):
        return done
    where = posting.unit or "the whole force"
    about = f"{posting.role_name}, {where}, since {day(posting.from_on)}."
    context = {"shown": user, "about": about, "form": form}
    return render(request, "accounts/posting_end.html", context)


def _posting(user: User, number: int) -> Posting:
    """The number counts an account's postings from the first; none is ever deleted."""
    found = list(user.postings.all())
    if not 1 <= number <= len(found):
        raise Http404
    return found[number - 1]


def _end(posting: Posting, *, by: User, when: str, to_on, reason: str) -> None:
    if when == "now":
        postings.revoke_posting(posting, by=by, at=timezone.now(), reason=reason)
    else:
        postings.end_posting(posting, to_on=to_on, by=by, reason=reason)
