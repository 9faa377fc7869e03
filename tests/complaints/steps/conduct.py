"""The steps of what precedes proceedings, and of the CPS."""

from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories import conduct as made


def subject(play):
    return play.case.subjects.order_by("number").first()


def about(play):
    return {"subject": subject(play), "allegations": tuple(play.case.allegations.all())}


ABOUT = {"subject": "1", "allegations": ["1"]}
_GRAVE = {"severity": "misconduct", "reasons": "Words, and once."}
_NOTICE = {
    "text": "You are told that there is to be an investigation.",
    "how": "hand",
    "served_by": "Inspector Sample",
}
_INTERVIEW = {
    "place": "Room 2, Sampleborough",
    "present": "DC Sample",
    "summary": "Denied it.",
}
_ADVICE = {"advice": "charge", "prosecutor": "R. Example", "advice_text": "Charge him."}
_ACTION = {"kind": "plan", "what": "A course on speaking to the public."}


def _notice(play):
    return made.NoticeFactory(case=play.case, number=1)


SEVERITY_AND_NOTICES = (
    StepCase(
        "assess-severity",
        "appropriate-authority",
        given=lambda play: (
            about(play) | _GRAVE | {"could_dismiss": False, "assessed_on": days_ago(20)}
        ),
        form=lambda play: (
            ABOUT | _GRAVE | {"could_dismiss": "no"} | day("assessed_on", days_ago(20))
        ),
        text="reasons",
        required=("severity", "could_dismiss", "assessed_on", "reasons"),
    ),
    StepCase(
        "serve-notice",
        "investigator",
        given=lambda play: about(play) | _NOTICE | {"served_on": days_ago(19)},
        form=lambda play: ABOUT | _NOTICE | day("served_on", days_ago(19)),
        text="text",
        required=("text", "served_on", "how", "served_by"),
    ),
    StepCase(
        "record-response",
        "investigator",
        given=lambda play: {"response_on": days_ago(10), "response": "I deny it."},
        form=lambda play: {"response": "I deny it."} | day("response_on", days_ago(10)),
        begun=_notice,
        text="response",
        required=("response_on", "response"),
    ),
    StepCase(
        "withdraw-notice",
        "investigator",
        given=lambda play: {"withdrawn_on": days_ago(9), "reasons": "Another officer."},
        form=lambda play: (
            {"reasons": "Another officer."} | day("withdrawn_on", days_ago(9))
        ),
        begun=_notice,
        text="reasons",
        required=("withdrawn_on", "reasons"),
    ),
    StepCase(
        "record-interview",
        "investigator",
        given=lambda play: (
            {"subject": subject(play), "held_on": days_ago(8)} | _INTERVIEW
        ),
        form=lambda play: {"subject": "1"} | _INTERVIEW | day("held_on", days_ago(8)),
        text="summary",
        required=("held_on", "place", "present", "summary"),
    ),
    StepCase(
        "record-management-action",
        "misconduct-office",
        given=lambda play: (
            {"subject": subject(play), "taken_on": days_ago(7)}
            | _ACTION
            | {"review_on": days_ago(-60)}
        ),
        form=lambda play: (
            {"subject": "1"}
            | _ACTION
            | day("taken_on", days_ago(7))
            | day("review_on", days_ago(-60))
        ),
        text="what",
        required=("kind", "taken_on", "what"),
    ),
    StepCase(
        "review-management-action",
        "misconduct-office",
        given=lambda play: {"reviewed_on": days_ago(2), "review": "Done well."},
        form=lambda play: {"review": "Done well."} | day("reviewed_on", days_ago(2)),
        begun=lambda play: made.ManagementActionFactory(case=play.case, number=1),
        text="review",
        required=("reviewed_on", "review"),
    ),
)
CPS = (
    StepCase(
        "refer-cps",
        "appropriate-authority",
        given=lambda play: {
            "sent_on": days_ago(20),
            "considered": [(subject(play), "Common assault")],
        },
        form=lambda play: (
            {"offences": "Common assault", "subjects": ["1"]}
            | day("sent_on", days_ago(20))
        ),
        text="offences",
        required=("sent_on", "subjects", "offences"),
    ),
    StepCase(
        "send-cps-again",
        "appropriate-authority",
        given=lambda play: {"sent_on": days_ago(10)},
        form=lambda play: day("sent_on", days_ago(10)),
        begun=lambda play: made.CpsReferralFactory(
            case=play.case, number=1, advised=True
        ),
        required=("sent_on",),
    ),
    StepCase(
        "record-advice",
        "appropriate-authority",
        given=lambda play: _ADVICE | {"advice_on": days_ago(15)},
        form=lambda play: _ADVICE | day("advice_on", days_ago(15)),
        begun=lambda play: made.CpsReferralFactory(case=play.case, number=1),
        text="advice_text",
        required=("advice", "advice_on", "prosecutor"),
    ),
    StepCase(
        "record-charge",
        "appropriate-authority",
        given=lambda play: {"charged_on": days_ago(12), "charged_with": "Assault"},
        form=lambda play: {"charged_with": "Assault"} | day("charged_on", days_ago(12)),
        begun=lambda play: made.CpsReferralFactory(
            case=play.case, number=1, advised=True
        ),
        text="charged_with",
        required=("charged_on", "charged_with"),
    ),
    StepCase(
        "fix-trial",
        "appropriate-authority",
        given=lambda play: {"trial_on": days_ago(-30), "court": "A Crown Court"},
        form=lambda play: {"court": "A Crown Court"} | day("trial_on", days_ago(-30)),
        begun=lambda play: made.CpsReferralFactory(
            case=play.case, number=1, charged=True
        ),
        text="court",
        required=("trial_on", "court"),
    ),
    StepCase(
        "record-trial",
        "appropriate-authority",
        given=lambda play: {
            "court": "A Crown Court",
            "verdict": "convicted",
            "sentence": "A fine.",
            "result_on": days_ago(3),
        },
        form=lambda play: (
            {
                "court": "A Crown Court",
                "verdict": "convicted",
                "sentence": "A fine.",
            }
            | day("result_on", days_ago(3))
        ),
        begun=lambda play: made.CpsReferralFactory(
            case=play.case, number=1, charged=True
        ),
        text="sentence",
        required=("court", "verdict", "result_on"),
    ),
)
STEPS = (*SEVERITY_AND_NOTICES, *CPS)
