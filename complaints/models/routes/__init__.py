"""What the routes of a case leave behind: a record for each time that one is taken."""

from complaints.models.routes.applications import IpccApplication
from complaints.models.routes.contact import NonRecording, ServiceRecovery
from complaints.models.routes.direction import DirectionAndControl
from complaints.models.routes.resolution import PlanAction, Resolution
from complaints.models.routes.stopping import SpecialRequirement, SubJudice

__all__ = [
    "DirectionAndControl",
    "IpccApplication",
    "NonRecording",
    "PlanAction",
    "Resolution",
    "ServiceRecovery",
    "SpecialRequirement",
    "SubJudice",
]
