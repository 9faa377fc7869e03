"""Send the file to the Crown Prosecution Service, and record what comes of it."""

from complaints import rules
from complaints.actions.moves import refuse_any
from complaints.actions.steps import on_part
from complaints.models import CpsReferral, CpsSending
from complaints.models.conduct import Advice
from complaints.workflow.conduct import CpsStatus
from pages.refusals import BadInput, WrongState

# Officers times offences of one file.
MOST_LINES = 50


@on_part(CpsReferral, "refer-cps")
def refer_cps(step, *, sent_on, considered, paper=None):
    """Send the file, where the report indicates an offence (Schedule 3, para 24).

    `considered` are (officer, offence): each is advised on, charged and tried apart.
    """
    case, part = step.case, step.part
    step.check_day("sent_on", sent_on, after=case.received_on, earlier="received")
    if not considered:
        raise BadInput("Say which offences are considered.", field="offences")
    _check_lines(case, considered)
    step.concerned = tuple(subject for subject, _ in considered)
    first, *others = considered
    part.sent_on = sent_on
    part.subject, part.offences = first
    step.attach(paper, "File to the CPS")
    step.afterwards.append(lambda: _add(step, sent_on, others))


def _check_lines(case, considered):
    """A file of a size that somebody reads; no offence is with the CPS twice."""
    if len(considered) > MOST_LINES:
        raise BadInput(
            f"A file names at most {MOST_LINES} offences, of all its officers together "
            f"({len(considered)} here): send the others in another file.",
            field="offences",
        )
    rows = CpsReferral.objects.filter(case=case).exclude(status=CpsStatus.TRIED)
    rows = rows.exclude(status=CpsStatus.ADVISED, advice=Advice.NO_CHARGE)
    held = {(row.subject_id, _plainly(row.offences)) for row in rows}
    named = set()
    for subject, offence in considered:
        line = (subject and subject.pk, _plainly(offence))
        if line in held or line in named:
            where = "is with the CPS already" if line in held else "is named twice"
            whose = f" of subject {subject.number}" if subject else ""
            raise BadInput(f"“{offence}”{whose} {where}.", field="offences")
        named.add(line)


def _plainly(offence):
    """As it is compared: however it was typed."""
    return " ".join(offence.split()).casefold()


def _add(step, sent_on, others):
    """The other officers and offences of the same file."""
    for subject, offence in others:
        step.make(
            CpsReferral,
            status=CpsStatus.SENT,
            subject=subject,
            sent_on=sent_on,
            offences=offence,
        )


@on_part(CpsReferral, "send-cps-again")
def send_cps_again(step, *, sent_on, paper=None):
    """Send the file again, after further work say; when it was there before is kept."""
    part = step.part
    step.check_day("sent_on", sent_on, after=part.advice_on, earlier="advised")
    _keep_sending(step)
    part.sent_on = sent_on
    part.advice, part.advice_on, part.advice_text, part.prosecutor = "", None, "", ""
    step.attach(paper, "File to the CPS")


def _keep_sending(step):
    """Keep what the CPS was sent and advised, before another takes its place."""
    part = step.part
    step.make(
        CpsSending,
        referral=part,
        sent_on=part.sent_on,
        advice=part.advice,
        advice_on=part.advice_on,
        advice_text=part.advice_text,
        prosecutor=part.prosecutor,
    )


@on_part(CpsReferral, "record-advice")
def record_advice(step, *, advice, advice_on, prosecutor, advice_text="", paper=None):
    """Record what the CPS advises, and when; the advice it had given before is kept."""
    part = step.part
    step.check_day("advice_on", advice_on, after=part.sent_on, earlier="sent")
    if part.status == CpsStatus.ADVISED:
        _keep_sending(step)
    part.advice, part.advice_on = advice, advice_on
    part.prosecutor, part.advice_text = prosecutor, advice_text
    step.attach(paper, "Advice of the CPS")
    sentence = f"The CPS advised on {step.case}."
    step.tell(step.case.handler, sentence)
    step.tell(step.case.authority, sentence)


@on_part(CpsReferral, "record-charge")
def record_charge(step, *, charged_on, charged_with, court=""):
    """Record that somebody was charged, on the advice of the CPS."""
    part = step.part
    if part.advice != Advice.CHARGE:
        raise WrongState(
            f"The CPS did not advise a charge on {part}: record its advice first."
        )
    step.check_day("charged_on", charged_on, after=part.advice_on, earlier="advised")
    part.charged_on, part.charged_with, part.court = charged_on, charged_with, court


@on_part(CpsReferral, "fix-trial")
def fix_trial(step, *, trial_on, court):
    """Record when a trial is listed, or was moved to, and before which court."""
    part = step.part
    refuse_any(rules.check_trial(trial_on, charged_on=part.charged_on))
    part.trial_on, part.court = trial_on, court


@on_part(CpsReferral, "record-trial")
def record_trial(step, *, court, verdict, result_on, sentence=""):
    """Record before which court it came, and how it ended."""
    part = step.part
    step.check_day("result_on", result_on, after=part.charged_on, earlier="charged")
    part.court, part.verdict, part.result_on = court, verdict, result_on
    part.sentence = sentence
    step.tell(step.case.authority, f"The trial after {step.case} has ended.")
