"""What each route of a case asks for."""

from complaints.forms.routes.applications import (
    ApplyDiscontinuanceForm,
    ApplyDispensationForm,
    DecisionForm,
    RefusalForm,
)
from complaints.forms.routes.contact import (
    OfferRecoveryForm,
    ReasonForm,
    ResolveAtContactForm,
)
from complaints.forms.routes.direction import (
    AnswerDirectionForm,
    HandleDirectionForm,
)
from complaints.forms.routes.resolution import (
    AgreePlanForm,
    CompleteResolutionForm,
    DoPlanActionForm,
    GiveUpPlanActionForm,
    OfferResolutionForm,
)
from complaints.forms.routes.stopping import (
    CertifyRequirementsForm,
    ResumeForm,
    ReviewSubJudiceForm,
    SuspendSubJudiceForm,
)

__all__ = [
    "AgreePlanForm",
    "AnswerDirectionForm",
    "ApplyDiscontinuanceForm",
    "ApplyDispensationForm",
    "CertifyRequirementsForm",
    "CompleteResolutionForm",
    "DecisionForm",
    "DoPlanActionForm",
    "GiveUpPlanActionForm",
    "HandleDirectionForm",
    "OfferRecoveryForm",
    "OfferResolutionForm",
    "ReasonForm",
    "RefusalForm",
    "ResolveAtContactForm",
    "ResumeForm",
    "ReviewSubJudiceForm",
    "SuspendSubJudiceForm",
]
