"""Sanctions from before cases were kept here, on the record of an officer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import submissions
from accounts.permissions import Permission
from accounts.roles import Reach
from complaints import actions
from complaints.actions.earlier_sanctions import check_can_record
from complaints.forms.earlier_sanctions import EarlierSanctionForm, StrikeForm
from complaints.forms.parts import problems
from complaints.models import ImposedSanction, law
from complaints.permissions.officers import check_can_read_officers
from complaints.views.officer_notes import Note, note
from organisation.classification import FieldClass
from organisation.models import Member
from pages.refusals import NotAllowed
from pages.words import day_words

_FORCE = {Reach.ALL, Reach.RECORDED}


def may_record(user, member, on) -> bool:
    """Whether the user keeps what was imposed on the member before."""
    try:
        check_can_record(member, by=user, on=on)
    except NotAllowed:
        return False
    return True


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


@note
def earlier_sanctions(member, on, user) -> list[Note]:
    """What is known of the member from before, for whoever keeps or reads records.

    Live or not: what never counts or has run out is read and struck out here too.
    """
    keeps = user.rights.allow(Permission.SANCTION_RECORD)
    reads = user.rights.reaches(FieldClass.IDENTITY) & _FORCE
    if user.member_id == member.pk or not (keeps or reads):
        return []
    rows = ImposedSanction.objects.filter(member=member, case=None, set_aside_on=None)
    found = list(rows.order_by("-notified_on", "-number"))
    strikes = bool(found) and may_record(user, member, on)
    return [_card(row, on, [_strike(row, member)] if strikes else []) for row in found]


def _card(row, on, links):
    told = {"key": "Told", "value": day_words(row.notified_on)}
    read = {"key": "Where it was read", "value": row.source}
    return Note(row.sanction_name, [told, _counts(row, on), read], links)


def _counts(row, on):
    if row.live_until is None:
        return {"key": "Live", "value": "Never: it does not count in other cases"}
    ran_out = row.live_until < on
    key = "Ran out after" if ran_out else "Live until"
    return {"key": key, "value": day_words(row.live_until)}


def _strike(row, member):
    address = reverse("complaints:strike-sanction", args=[member.key, row.number])
    return {"text": "Strike out", "href": address}


earlier_sanction_urls = [
    path("officers/<uuid:key>/sanctions/", record, name="earlier-sanction"),
    path(
        "officers/<uuid:key>/sanctions/<int:number>/strike/",
        strike,
        name="strike-sanction",
    ),
]
