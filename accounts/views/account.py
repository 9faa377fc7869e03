"""What everybody may see and do about their own account."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import lending, sessions
from accounts.actions import passwords, people
from accounts.forms.sign_in import ChangePasswordForm, SetUpCodeForm
from accounts.views.sign_in import FORM_METHODS

_TO_COME = (lending.HELD, lending.COMING)


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    user = request.user
    today = timezone.localdate()
    factors = Authenticator.objects.filter(user_id=user.pk)
    context = {
        "account": user,
        "postings": user.postings.on(today).select_related("unit").order_by("pk"),
        "lent": [each for each in user.rights.lent if each.state in _TO_COME],
        "second_factor": factors.filter(type=Authenticator.Type.TOTP).first(),
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "last_looked_at": sessions.last_looked_at(request.session),
    }
    return render(request, "accounts/account.html", context)


@require_safe
def kept_words(request: HttpRequest) -> HttpResponse:
    """What was typed into a form when the session had already ended."""
    kept = sessions.kept_words_of(request.session)
    going_to = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        going_to, {request.get_host()}, require_https=request.is_secure()
    )
    context = {"kept": kept, "going_to": going_to if safe else "/"}
    return render(request, "accounts/kept_words.html", context)


@require_POST
def forget_kept_words(request: HttpRequest) -> HttpResponse:
    sessions.drop_kept_words(request.session)
    return redirect("/")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Every session of one's own account, this one too."""
    people.end_sessions(request.user, by=request.user, reason="By the person")
    return redirect("account_login")


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class ChangePassword(PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "account/password_change.html"
    success_url = reverse_lazy("account")


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class SetUpSecondFactor(ActivateTOTPView):
    form_class = SetUpCodeForm
    template_name = "mfa/totp/activate_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            passwords.record_second_factor("set-up", by=self.request.user)
        self.request.session.cycle_key()
        return response


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class RemoveSecondFactor(DeactivateTOTPView):
    template_name = "mfa/totp/deactivate_form.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            passwords.record_second_factor("remove", by=self.request.user)
            account = people.end_sessions(
                self.request.user,
                by=self.request.user,
                reason="The second factor was removed",
            )
        sessions.forget_second_factor(self.request.session)
        update_session_auth_hash(self.request, account)
        return response


class RecoveryCodes(ViewRecoveryCodesView):
    template_name = "mfa/recovery_codes/index.html"


@method_decorator(require_http_methods(FORM_METHODS), name="dispatch")
class NewRecoveryCodes(GenerateRecoveryCodesView):
    template_name = "mfa/recovery_codes/generate.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            passwords.record_second_factor("renew-codes", by=self.request.user)
        return response


class DownloadRecoveryCodes(DownloadRecoveryCodesView):
    template_name = "mfa/recovery_codes/download.txt"
