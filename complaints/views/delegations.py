"""The register of delegations: who may do what for an appropriate authority, and when.

Somebody who was lent a power reads it on the page of their account.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import submissions
from accounts.lending import COMING, ENDED, HELD, WITHDRAWN
from accounts.models import Delegation
from accounts.permissions import Permission
from complaints import actions
from complaints.actions.delegations import check_can_withdraw, rule_on
from complaints.forms.delegations import GiveForm, WithdrawForm
from complaints.forms.parts import problems
from complaints.views.registers.frame import check_reads
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort
from pages.refusals import NotAllowed, Refused
from pages.templatetags.components import tag

REGISTER = "register of delegations"
SORTS = [Sort("from", "First day", ("from_on",), descending=True)]
_STATES = {
    HELD: ("In force", "active"),
    COMING: ("Not begun", "waiting"),
    ENDED: ("Ended", "stopped"),
    WITHDRAWN: ("Withdrawn", "stopped"),
}


@require_safe
def delegations(request):
    """Every delegation, the latest first: to whom, which powers, and until when."""
    user, today = request.user, timezone.localdate()
    check_reads(user, Permission.DELEGATION_READ, REGISTER)
    refuse_unknown(request.GET, PARAMETERS)
    rows = Delegation.objects.visible_to(user)
    rows = rows.select_related("giver", "holder__member", "withdrawn_by")
    page = KeysetPage(rows, sorts=SORTS, default="-from", params=request.GET)
    context = {
        "page": page,
        "rows": [_line(row, user, today) for row in page],
        "may_give": user.rights.allow(Permission.DELEGATION_GIVE),
        "rule": rule_on(today),
    }
    return render(request, "complaints/delegations/list.html", context)


def _line(row, user, today):
    try:
        check_can_withdraw(row, by=user, on=today)
        withdraw = reverse("complaints:delegation-withdraw", args=[row.key])
    except Refused:
        withdraw = ""
    return {
        "row": row,
        "state": tag(*_STATES[row.state_on(today)]),
        "withdraw": withdraw,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def give(request):
    """Delegate powers of one's own."""
    user, now = request.user, timezone.now()
    if not user.rights.allow(Permission.DELEGATION_GIVE):
        raise NotAllowed("Your role does not allow you to delegate powers.")
    today = timezone.localdate(now)
    rule = rule_on(today)
    form = GiveForm(request.POST or None, user=user, today=today, rule=rule)

    def act():
        row = actions.give_delegation(by=user, at=now, **form.cleaned_data)
        messages.success(request, f"Delegated to {row.holder}.")
        return reverse("complaints:delegations")

    if done := submissions.accepted(request, form, act):
        return done
    return _form(request, form, "Delegate powers", "Delegate", rule=rule)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, key):
    """Take back what was delegated, at once."""
    user, now = request.user, timezone.now()
    check_reads(user, Permission.DELEGATION_READ, REGISTER)
    rows = Delegation.objects.visible_to(user).select_related("giver", "holder")
    row = get_object_or_404(rows, key=key)
    check_can_withdraw(row, by=user, on=timezone.localdate(now))
    form = WithdrawForm(request.POST or None)

    def act():
        actions.withdraw_delegation(
            delegation=row, by=user, at=now, **form.cleaned_data
        )
        messages.success(request, f"Withdrawn from {row.holder}.")
        return reverse("complaints:delegations")

    if done := submissions.accepted(request, form, act):
        return done
    return _form(request, form, "Withdraw a delegation", "Withdraw", row=row)


def _form(request, form, heading, button, **more):
    found = problems(form)
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "problems": found,
        "page_has_errors": bool(found),
    }
    return render(request, "complaints/delegations/form.html", context | more)


delegation_urls = [
    path("delegations/", delegations, name="delegations"),
    path("delegations/give/", give, name="delegation-give"),
    path("delegations/<uuid:key>/withdraw/", withdraw, name="delegation-withdraw"),
]
