"""The steps of a referral to the IPCC."""

from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.ipcc import ReferralFactory

_WHY = {"basis": "mandatory", "reasons": "A broken arm in custody."}
_MODE = {"mode": "supervised", "mode_reasons": "Grave, and of public concern."}

STEPS = (
    StepCase(
        "refer",
        "team-inspector",
        given=lambda play: (
            _WHY | {"clear_on": days_ago(20), "referred_on": days_ago(19)}
        ),
        form=lambda play: (
            _WHY | day("clear_on", days_ago(20)) | day("referred_on", days_ago(19))
        ),
        text="reasons",
        required=("basis", "clear_on", "referred_on", "reasons"),
    ),
    StepCase(
        "record-mode",
        "team-inspector",
        given=lambda play: _MODE | {"decided_on": days_ago(15)},
        form=lambda play: _MODE | day("decided_on", days_ago(15)),
        begun=lambda play: ReferralFactory(case=play.case, number=1),
        text="mode_reasons",
        required=("mode", "decided_on"),
    ),
)
