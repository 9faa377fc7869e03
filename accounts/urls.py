"""Addresses of signing in, of one's own account and of managing accounts.

django-allauth's views are mounted one by one under its own names, so that nothing of
it is open which is not listed here.
"""

from django.urls import path

from accounts.views import account, changes, people, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.SignInCode.as_view(), name="mfa_authenticate"),
    path(
        "sign-in/password/<str:token>/",
        sign_in.set_password,
        name="account-set-password",
    ),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("account/", account.account, name="account"),
    path("account/", account.account, name="mfa_index"),
    path("account/kept-words/", account.kept_words, name="account-kept-words"),
    path(
        "account/kept-words/forget/",
        account.forget_kept_words,
        name="account-forget-kept-words",
    ),
    path(
        "account/sign-out-everywhere/",
        account.sign_out_everywhere,
        name="account-sign-out-everywhere",
    ),
    path(
        "account/password/",
        account.ChangePassword.as_view(),
        name="account_change_password",
    ),
    path(
        "account/confirm-password/",
        sign_in.PasswordAgain.as_view(),
        name="account_reauthenticate",
    ),
    path(
        "account/confirm-code/",
        sign_in.CodeAgain.as_view(),
        name="mfa_reauthenticate",
    ),
    path(
        "account/second-factor/",
        account.SetUpSecondFactor.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "account/second-factor/remove/",
        account.RemoveSecondFactor.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/recovery-codes/",
        account.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        account.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/download/",
        account.DownloadRecoveryCodes.as_view(),
        name="mfa_download_recovery_codes",
    ),
    path("accounts/users/", people.users, name="account-users"),
    path("accounts/users/new/", people.create, name="account-user-create"),
    path("accounts/users/<uuid:key>/", people.user, name="account-user"),
    path("accounts/users/<uuid:key>/grant/", changes.grant, name="account-grant"),
    path(
        "accounts/users/<uuid:key>/postings/<int:number>/end/",
        changes.end_posting,
        name="account-posting-end",
    ),
    path("accounts/users/<uuid:key>/<slug:verb>/", changes.act, name="account-verb"),
    path("accounts/roles/", people.role_list, name="account-roles"),
]
