"""The steps of a witness."""

from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.logs import WitnessFactory

_KNOWN = {
    "description": "A woman in a red coat",
    "about": "She heard every word.",
    "consent_how": "By telephone, to be called after 18:00.",
}
_CARE = {"means": "telephone", "what": "Told her who will be there."}
_ATTENDANCE = {
    "occasion": "Misconduct hearing",
    "attendance": "warned",
    "note": "She needs a lift.",
}


def _witness(play):
    return WitnessFactory(case=play.case, number=1)


STEPS = (
    StepCase(
        "add-witness",
        "investigator",
        given=lambda play: (
            _KNOWN | {"consent_on": days_ago(3), "care_contact": play.user}
        ),
        form=lambda play: (
            _KNOWN
            | {"who": "described", "care_contact": str(play.user.key)}
            | day("consent_on", days_ago(3))
        ),
        text="about",
        required=("who",),
    ),
    StepCase(
        "amend-witness",
        "investigator",
        given=lambda play: _KNOWN | {"consent_on": days_ago(3), "needs": "A lift."},
        form=lambda play: (
            _KNOWN | {"needs": "A lift."} | day("consent_on", days_ago(3))
        ),
        begun=_witness,
        text="about",
        required=("description",),
    ),
    StepCase(
        "log-witness-care",
        "investigator",
        given=lambda play: (
            _CARE | {"on": days_ago(2), "next_on": days_ago(-20), "is_update": True}
        ),
        form=lambda play: (
            _CARE
            | {"is_update": "on"}
            | day("on", days_ago(2))
            | day("next_on", days_ago(-20))
        ),
        begun=_witness,
        text="what",
        required=("on", "means", "what"),
    ),
    StepCase(
        "record-attendance",
        "hearings-office",
        given=lambda play: (
            _ATTENDANCE | {"on": days_ago(-20), "warned_on": days_ago(1)}
        ),
        form=lambda play: (
            _ATTENDANCE | day("on", days_ago(-20)) | day("warned_on", days_ago(1))
        ),
        begun=_witness,
        text="note",
        required=("occasion", "on", "attendance"),
    ),
    StepCase(
        "release-witness",
        "investigator",
        given=lambda play: {
            "released_on": days_ago(1),
            "release_reason": "Nothing more is asked.",
        },
        form=lambda play: (
            {"release_reason": "Nothing more is asked."}
            | day("released_on", days_ago(1))
        ),
        begun=_witness,
        text="release_reason",
        required=("released_on", "release_reason"),
    ),
)
