"""Signing in and out: django-allauth's views with our forms, words and records."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import demonstration, password_links, sessions
from accounts.actions import passwords
from accounts.forms.sign_in import (
    CodeAgainForm,
    CodeForm,
    PasswordAgainForm,
    SetPasswordForm,
    SignInForm,
)

# Django's form views answer PUT as if it were POST.
FORM_METHODS = ("GET", "HEAD", "POST")


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["ended"] = "ended" in self.request.GET
        context["kept"] = sessions.has_kept_words(self.request.session)
        if settings.DEMONSTRATION:
            on = timezone.localdate()
            context["demonstration_accounts"] = demonstration.accounts_to_show(on)
            context["demonstration_password"] = demonstration.PASSWORD
        return context


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class SignInCode(AuthenticateView):
    form_class = CodeForm
    template_name = "mfa/authenticate.html"


@method_decorator(login_not_required, name="dispatch")
@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class SignOut(LogoutView):
    """Open, so that somebody half signed in can start again."""

    template_name = "account/logout.html"


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class PasswordAgain(ReauthenticateView):
    form_class = PasswordAgainForm
    template_name = "account/reauthenticate.html"


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class CodeAgain(CodeAgainView):
    form_class = CodeAgainForm
    template_name = "mfa/reauthenticate.html"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a password link; what is wrong with the link is said at once."""
    user = password_links.account_of(token)
    form = SetPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        passwords.set_password_by_link(token, form.cleaned_data["password1"])
        return redirect("account_login")
    return render(request, "accounts/set_password.html", {"form": form, "owner": user})
