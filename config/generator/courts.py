"""Days in court of the demonstration: a trial, an inquest and a tribunal to come.

Done by the actions themselves: the authority sends the file to the CPS, which has the
officer charged; the claims officer enters what the coroner and the tribunal listed.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from casework import deadlines
from complaints import actions
from complaints.models import Case, CpsReferral, law
from complaints.models.choices import Kind
from complaints.models.claims import ClaimKind
from complaints.models.conduct import Advice
from complaints.permissions.parts import check_part_verb
from complaints.workflow import Status
from organisation.models import Body, Unit
from pages.refusals import Refused

AUTHORITY, CLAIMS_OFFICER = "appropriate-authority", "claims-officer"
CLAIMS_UNIT = "civil-actions-investigation-unit"
OFFENCE = "Misconduct in public office"
SENT, ADVISED, CHARGED = 40, 20, 12  # days ago
# Working days from today.
TRIAL, INQUEST, TRIBUNAL = 8, 5, 23


def add_days_in_court(at: datetime) -> None:
    today = timezone.localdate(at)
    known = deadlines.load().days
    _try_somebody(at, known.add(today, TRIAL))
    _enter(at, ClaimKind.INQUEST, known.add(today, INQUEST))
    _enter(at, ClaimKind.TRIBUNAL, known.add(today, TRIBUNAL))


def _try_somebody(at: datetime, trial_on: date) -> None:
    """The newest grave matter that was with us before the file was sent."""
    by = User.objects.get(email=AUTHORITY + DOMAIN)
    sent_on = timezone.localdate(at) - timedelta(days=SENT)
    rows = Case.objects.filter(
        kind=Kind.CONDUCT,
        status__in=[Status.INVESTIGATING, Status.REPORTED, Status.DETERMINED],
        severityassessments__could_dismiss=True,
        received_on__lte=sent_on,
    ).exclude(confidentiality="restricted")
    for case in rows.distinct().order_by("-received_on", "-pk"):
        subject = case.subjects.filter(member__placeholder=False).first()
        if subject is not None and _may_send(case, by):
            _charge(case, subject, at, sent_on, trial_on)
            return


def _may_send(case: Case, by: User) -> bool:
    try:
        check_part_verb("refer-cps", case, CpsReferral(case=case), by=by)
    except Refused:
        return False
    return True


def _charge(case, subject, at: datetime, sent_on: date, trial_on: date) -> None:
    today = timezone.localdate(at)

    def do(action, **given):
        now = Case.objects.get(pk=case.pk)
        by = User.objects.get(email=AUTHORITY + DOMAIN)
        return action(case=now, by=by, at=at, version=now.version, **given)

    row = do(actions.refer_cps, sent_on=sent_on, considered=[(subject, OFFENCE)])
    do(
        actions.record_advice,
        number=row.number,
        advice=Advice.CHARGE,
        advice_on=today - timedelta(days=ADVISED),
        prosecutor="A. Reviewing Lawyer",
    )
    do(
        actions.record_charge,
        number=row.number,
        charged_on=today - timedelta(days=CHARGED),
        charged_with=OFFENCE,
    )
    court = "Southwark Crown Court"
    do(actions.fix_trial, number=row.number, trial_on=trial_on, court=court)


_LISTED = {
    ClaimKind.INQUEST: (
        "Death after an arrest in Merton",
        "How, when and where somebody died.",
        "",
    ),
    ClaimKind.TRIBUNAL: (
        "Flexible hours refused in Kingston",
        "Compensation, and the hours that were asked for.",
        "Ottilie Brackenbury",
    ),
}


def _enter(at: datetime, kind: ClaimKind, hearing_on: date) -> None:
    title, claimed, claimant = _LISTED[kind]
    received = timezone.localdate(at) - timedelta(days=150)
    is_inquest = kind == ClaimKind.INQUEST
    actions.enter_claim(
        unit=Unit.objects.get(code=CLAIMS_UNIT),
        by=User.objects.get(email=CLAIMS_OFFICER + DOMAIN),
        at=at,
        kind=kind,
        title=title,
        claimed=claimed,
        claimant=claimant,
        grounds=[law.load().grounds(kind, received)[0].code],
        body=Body.objects.get(code="coroner") if is_inquest else None,
        incident_on=received - timedelta(days=30),
        received_on=received,
        hearing_on=hearing_on,
    )
