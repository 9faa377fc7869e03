"""Sanctions from before cases were kept here, on the record of an officer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import submissions
from complaints import actions
from complaints.actions.earlier_sanctions import check_can_record
from complaints.forms.earlier_sanctions import EarlierSanctionForm, StrikeForm
from complaints.forms.parts import problems
from complaints.models import ImposedSanction, law
from complaints.permissions.officers import check_can_read_officers
from organisation.models import Member


def _member(request, key):
    """Somebody whose record this person keeps."""
    check_can_read_officers(request.user)
    member = get_object_or_404(Member, key=key)
    check_can_record(member, by=request.user, on=timezone.localdate())
    if member.placeholder:
        raise Http404
    return member


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, key):
    """Enter what was imposed before."""
    member, now = _member(request, key), timezone.now()
    form = EarlierSanctionForm(request.POST or None, law=law.of_request(request))

    def act():
        given = form.values()
        actions.record_earlier_sanction(by=request.user, at=now, member=member, **given)
        messages.success(request, "The earlier sanction is on the record.")
        return reverse("complaints:officer", args=[member.key])

    return _answer(request, form, member, act, "Record an earlier sanction")


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request, key, number):
    """Strike out what was entered by mistake."""
    member, now = _member(request, key), timezone.now()
    rows = ImposedSanction.objects.filter(member=member, case=None, set_aside_on=None)
    row = get_object_or_404(rows, number=number)
    form = StrikeForm(request.POST or None)

    def act():
        actions.strike_earlier_sanction(
            by=request.user, at=now, member=member, number=number, **form.cleaned_data
        )
        messages.success(request, "The earlier sanction is struck out.")
        return reverse("complaints:officer", args=[member.key])

    return _answer(request, form, member, act, "Strike out", row=row)


def _answer(request, form, member, act, heading, **more):
    if done := submissions.accepted(request, form, act):
        return done
    found = problems(form)
    context = {
        "form": form,
        "member": member,
        "heading": heading,
        "problems": found,
        "page_has_errors": bool(found),
    }
    return render(request, "complaints/officer/sanction.html", context | more)


earlier_sanction_urls = [
    path("officers/<uuid:key>/sanctions/", record, name="earlier-sanction"),
    path(
        "officers/<uuid:key>/sanctions/<int:number>/strike/",
        strike,
        name="strike-sanction",
    ),
]
