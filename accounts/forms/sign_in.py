"""django-allauth's forms in the words and controls of this service."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthCodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import sign_in
from pages.forms import PageForm, PageFormMixin

NEW_HINT = (
    "At least 12 characters; three words that have nothing to do with each other are "
    "easy to remember. You may paste it from a password manager."
)
CODE_HINT = "6 digits from your authenticator app"
LOCKED = (
    "The account is locked for 30 minutes after five wrong tries. A system "
    "administrator can unlock it before."
)


class SignInForm(PageFormMixin, LoginForm):
    called = {"login": "your email address", "password": "your password"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Email address", "Password"
        login.widget.attrs["autocomplete"] = "username"
        login.error_messages["invalid"] = (
            "Enter an email address with an @ and no spaces, like name@police.example."
        )
        password.help_text = ""
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)


class PasswordAgainForm(PageFormMixin, AllauthReauthenticateForm):
    called = {"password": "your password"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class CodeFormMixin(PageFormMixin):
    called = {"code": "the code"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = "Code", CODE_HINT
        field.widget.attrs["inputmode"] = "numeric"


class CodeForm(CodeFormMixin, AuthenticateForm):
    """The second factor at sign-in: each wrong code counts towards the lock."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = f"{CODE_HINT}, or one of your recovery codes"
        self.fields["code"].widget.attrs.pop("inputmode")

    def clean_code(self) -> str:
        now = timezone.now()
        self.user.refresh_from_db(fields=["locked_at"])
        if sign_in.is_locked(self.user, now):
            raise ValidationError(LOCKED, code="locked")
        try:
            return super().clean_code()
        except ValidationError:
            sign_in.count_wrong_code(self.user, at=now)
            raise


class CodeAgainForm(CodeFormMixin, AllauthCodeAgainForm):
    pass


class SetUpCodeForm(CodeFormMixin, ActivateTOTPForm):
    """The first code proves that the app works; it is used up like any other."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if not TOTP(Authenticator(user=self.user))._mark_code_used(code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ChangePasswordForm(PageFormMixin, AllauthChangePasswordForm):
    called = {
        "oldpassword": "your current password",
        "password1": "a new password",
        "password2": "the new password again",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        labels = ("Current password", "New password", "New password again")
        for field, label in zip(self.fields.values(), labels, strict=True):
            field.label, field.help_text = label, ""
        self.fields["password1"].help_text = NEW_HINT

    def clean_oldpassword(self) -> str:
        """Counted like a try to sign in, so that a stolen session cannot guess."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class SetPasswordForm(PageForm):
    """A password set by link, by somebody not signed in."""

    called = {
        "password1": "a new password",
        "password2": "the new password again",
    }

    password1 = forms.CharField(
        label="New password",
        strip=False,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="New password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Enter the same password twice.")
        return cleaned
