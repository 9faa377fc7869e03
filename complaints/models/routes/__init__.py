"""What the routes of a case leave behind: a record for each time that one is taken."""

from complaints.models.routes.applications import IpccApplication
from complaints.models.routes.contact import NonRecording, ServiceRecovery
from complaints.models.routes.direction import DirectionAndControl
from complaints.models.routes.resolution import Consent, PlanAction, Resolution
from complaints.models.routes.stopping import SpecialRequirement, SubJudice
from complaints.models.routes.withdrawal import Withdrawal

__all__ = [
    "Consent",
    "DirectionAndControl",
    "IpccApplication",
    "NonRecording",
    "PlanAction",
    "Resolution",
    "ServiceRecovery",
    "SpecialRequirement",
    "SubJudice",
    "Withdrawal",
]
