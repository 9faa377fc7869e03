"""Advice: what was asked of one's unit, and what was asked of no case in particular."""

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import submissions
from accounts.permissions import Permission
from complaints import actions
from complaints.forms.advice import AskGeneralForm, GiveGeneralForm
from complaints.forms.parts import problems
from complaints.models import Advice, Case, GeneralAdvice, reads_advice
from complaints.workflow.logs import AdviceStatus
from pages.capped import capped
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort
from pages.refusals import NotAllowed

_NEWEST = Sort("asked", "Asked", ("pk",), descending=True)
MOST_WAITING = 100


def _check(user):
    """Who may ask for advice or gives it reads what was advised in general."""
    if not reads_advice(user):
        raise NotAllowed("Your role neither asks for advice nor gives it.")


@require_safe
def advice(request):
    """What waits for one's unit first, then what was advised in general."""
    user = request.user
    _check(user)
    refuse_unknown(request.GET, PARAMETERS)
    visible = GeneralAdvice.objects.visible_to(user)
    answered = visible.filter(status=AdviceStatus.ANSWERED)
    page = KeysetPage(
        answered.select_related("asked_of", "by", "answered_by"),
        sorts=[_NEWEST],
        default="-asked",
        params=request.GET,
    )
    context = {
        "about_cases": _of_cases(user),
        "waiting": _waiting(user, visible),
        "page": page,
        "may_ask": user.rights.allow(Permission.CASE_ASK_ADVICE),
    }
    return render(request, "complaints/advice/list.html", context)


def _of_cases(user):
    """Questions about cases that wait for a unit of the user."""
    if not user.rights.allow(Permission.CASE_GIVE_ADVICE):
        return []
    rows = Advice.objects.filter(
        status=AdviceStatus.WAITING,
        asked_of__in=user.rights.unit_ids,
        case__in=Case.objects.visible_to(user),
    )
    rows = rows.select_related("case", "asked_of", "by")
    return capped(rows.order_by("at", "pk"), MOST_WAITING)


def _waiting(user, visible):
    """Questions without an answer: of one's own units, then of others."""
    own, gives = user.rights.unit_ids, user.rights.allow(Permission.CASE_GIVE_ADVICE)
    rows = visible.filter(status=AdviceStatus.WAITING)
    # Before the cut, so that what waits for the reader is never cut off.
    mine = Q(asked_of__in=own) if gives else Q(pk=None)
    rows = rows.annotate(mine=ExpressionWrapper(mine, BooleanField()))
    rows = rows.select_related("asked_of", "by").order_by("-mine", "pk")
    return capped(rows, MOST_WAITING)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """Ask a unit about no case in particular."""
    if not request.user.rights.allow(Permission.CASE_ASK_ADVICE):
        raise NotAllowed("Your role does not allow you to ask for advice.")
    now = timezone.now()
    form = AskGeneralForm(request.POST or None, today=timezone.localdate(now))

    def act():
        actions.ask_general_advice(by=request.user, at=now, **form.cleaned_data)
        messages.success(request, "Your question is asked.")
        return reverse("complaints:advice")

    if request.method == "POST" and form.is_valid():
        return submissions.once(request, act)
    return _form(request, form, "Ask for advice in general")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, number):
    """Answer a question about no case in particular."""
    _check(request.user)
    rows = GeneralAdvice.objects.visible_to(request.user).filter(number=number)
    row = rows.select_related("asked_of", "by").first()
    if row is None:
        raise Http404
    actions.check_can_answer(row, by=request.user)
    now = timezone.now()
    form = GiveGeneralForm(request.POST or None)

    def act():
        actions.give_general_advice(
            row=row, by=request.user, at=now, **form.cleaned_data
        )
        messages.success(request, "Your advice is given.")
        return reverse("complaints:advice")

    if request.method == "POST" and form.is_valid():
        return submissions.once(request, act)
    return _form(request, form, "Give advice", row)


def _form(request, form, heading, row=None):
    found = problems(form)
    context = {
        "form": form,
        "heading": heading,
        "row": row,
        "problems": found,
        "page_has_errors": bool(found),
    }
    return render(request, "complaints/advice/form.html", context)


advice_urls = [
    path("advice/", advice, name="advice"),
    path("advice/ask/", ask, name="advice-ask"),
    path("advice/<int:number>/answer/", answer, name="advice-answer"),
]
