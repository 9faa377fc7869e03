"""The routes of a case besides the investigation, into each and out of it."""

from complaints.forms import routes as forms
from complaints.permissions.routes import why_approval
from complaints.views.verbs.verb import PartPage, StepPage

_HANDLING = "handling/"
_NO_APPEAL = "There is no right of appeal."


class RoutePage(StepPage):
    """A line of the routes; what it did is shown on the page of the handling."""

    leads_to = _HANDLING


class CaseOfferRecovery(RoutePage):
    verb = "offer-recovery"
    form_class = forms.OfferRecoveryForm
    done = "What was offered in {case} is recorded."
    lead = "What the complainant wants, and what was offered to put things right."
    button = "Record the offer"


class CaseResolveAtContact(RoutePage):
    verb = "resolve-at-contact"
    form_class = forms.ResolveAtContactForm
    done = "{case} is resolved at first contact."
    lead = (
        "Only if the complainant agrees. It is not recorded as a complaint, and is "
        "taken up if they are not content after all."
    )


class CaseTakeUp(RoutePage):
    verb = "take-up"
    form_class = forms.ReasonForm
    done = "{case} is taken up: it is to be recorded next."
    lead = "The complainant is not content after all: it is recorded, or declined."


class CaseOfferResolution(RoutePage):
    verb = "offer-resolution"
    form_class = forms.OfferResolutionForm
    done = "The local resolution of {case} has begun. Agree the action plan next."
    lead = (
        "With the complainant's consent. Nobody is blamed: no finding is made, and "
        "what an officer says for it cannot be used in disciplinary proceedings "
        "(general knowledge of the Act, not read in a source: check it)."
    )

    def form_kwargs(self):
        approval = why_approval(self.case, by=self.request.user)
        return super().form_kwargs() | {"approval": approval}


class CaseAgreePlan(RoutePage):
    verb = "agree-plan"
    form_class = forms.AgreePlanForm
    done = "The action plan of {case} is recorded."
    lead = "What was agreed with the complainant: what, by whom, by when."
    template_name = "complaints/agree-plan.html"


class CaseDoPlanAction(PartPage):
    verb = "do-plan-action"
    form_class = forms.DoPlanActionForm
    done = "The agreed action is done."
    leads_to = _HANDLING


class CaseGiveUpPlanAction(PartPage):
    verb = "give-up-plan-action"
    form_class = forms.GiveUpPlanActionForm
    done = "The agreed action is given up."
    leads_to = _HANDLING


class CaseCompleteResolution(RoutePage):
    verb = "complete-resolution"
    form_class = forms.CompleteResolutionForm
    done = "{case} is resolved locally. The people concerned are told next."
    lead = (
        "Every allegation becomes “locally resolved”: nobody has a case to answer. The "
        "complainant is told, and can appeal against how it was done."
    )


class CaseEndResolution(RoutePage):
    verb = "end-resolution"
    form_class = forms.ReasonForm
    done = "The local resolution of {case} is ended."
    lead = (
        "The consent was withdrawn, or the plan has failed. The case goes on from "
        "where it stood before; what an officer said for this stays out of it."
    )


class CaseHandleDirection(RoutePage):
    verb = "handle-direction"
    form_class = forms.HandleDirectionForm
    done = "{case} is handled as direction and control."
    lead = (
        "It is about the direction and control of the force, not about anybody's "
        f"conduct (Home Office Circular 19/2005). {_NO_APPEAL}"
    )


class CaseAnswerDirection(RoutePage):
    verb = "answer-direction"
    form_class = forms.AnswerDirectionForm
    done = "{case} is answered. The people concerned are told next."
    lead = f"Nobody's conduct is found on. {_NO_APPEAL}"


class CaseEndDirection(RoutePage):
    verb = "end-direction"
    form_class = forms.ReasonForm
    done = "{case} is about conduct again."
    lead = "The case goes on from where it stood before."


class CaseApplyDispensation(RoutePage):
    verb = "apply-dispensation"
    form_class = forms.ApplyDispensationForm
    done = "The application for dispensation in {case} is recorded."
    lead = (
        "The IPCC is asked to let the complaint not be investigated. The complainant "
        "gets a copy of the application on the same day."
    )


class CaseGrantDispensation(RoutePage):
    verb = "grant-dispensation"
    form_class = forms.DecisionForm
    done = "Dispensation is granted in {case}. The people concerned are told next."
    lead = f"Every allegation becomes “dispensation granted”. {_NO_APPEAL}"


class CaseRefuseDispensation(RoutePage):
    verb = "refuse-dispensation"
    form_class = forms.RefusalForm
    done = "Dispensation is refused in {case}, which goes on."
    lead = "The case goes on from where it stood before."


class CaseApplyDiscontinuance(RoutePage):
    verb = "apply-discontinuance"
    form_class = forms.ApplyDiscontinuanceForm
    done = "The application to discontinue {case} is recorded."
    lead = (
        "The IPCC is asked to let the investigation end. It gets a copy of the "
        "complaint and the memorandum, and the complainant a copy on the same day."
    )


class CaseGrantDiscontinuance(RoutePage):
    verb = "grant-discontinuance"
    form_class = forms.DecisionForm
    done = "{case} is discontinued. The people concerned are told next."
    lead = f"Every allegation becomes “discontinued”. {_NO_APPEAL}"


class CaseResolveDiscontinued(RoutePage):
    verb = "resolve-discontinued"
    form_class = forms.DecisionForm
    done = "{case} is to be resolved locally. Record the complainant's consent next."
    lead = (
        "The investigation ends, and the complaint is resolved locally. Record the "
        "complainant's consent next; if it does not come about, it is investigated."
    )


class CaseRefuseDiscontinuance(RoutePage):
    verb = "refuse-discontinuance"
    form_class = forms.RefusalForm
    done = "Discontinuance of {case} is refused: the investigation goes on."
    lead = "The investigation goes on."


class CaseSuspendSubJudice(RoutePage):
    verb = "suspend-sub-judice"
    form_class = forms.SuspendSubJudiceForm
    done = "{case} is suspended as sub judice."
    lead = (
        "Only as long as going on would prejudice criminal proceedings. The time is "
        "kept apart from working time, and the limits that may pause stand still."
    )


class CaseReviewSubJudice(RoutePage):
    verb = "review-sub-judice"
    form_class = forms.ReviewSubJudiceForm
    done = "The suspension of {case} is reviewed."
    lead = "The case stays suspended, and the next review is due from this one."


class CaseResume(RoutePage):
    verb = "resume"
    form_class = forms.ResumeForm
    done = "{case} goes on."
    lead = "The case goes on from where it stood, and its time counts again."


class CaseCertifyRequirements(RoutePage):
    verb = "certify-requirements"
    form_class = forms.CertifyRequirementsForm
    done = (
        "Special requirements are certified in {case}. An appropriate authority "
        "assesses the severity next; then serve the notice."
    )
    lead = (
        "There is an indication of a criminal offence, or of behaviour that would "
        "justify disciplinary proceedings. From now on a severity assessment and a "
        "notice to each of them are needed before the report."
    )


class CaseContinueAsConduct(StepPage):
    verb = "continue-as-conduct"
    form_class = forms.ReasonForm
    done = "{case} goes on as a conduct matter, which is linked to it below."
    lead = (
        "A conduct matter is opened with the same allegations against the same "
        "subjects, and linked to this complaint, which stays withdrawn. Where nothing "
        "is alleged yet, it waits to be recorded."
    )


class CaseLeaveWithdrawn(StepPage):
    verb = "leave-withdrawn"
    form_class = forms.ReasonForm
    done = "It is decided that {case} does not go on as conduct."
    lead = (
        "The complaint stays withdrawn, and no conduct matter is opened for what it "
        "alleged."
    )


CASE_PAGES = (
    CaseOfferRecovery,
    CaseResolveAtContact,
    CaseTakeUp,
    CaseOfferResolution,
    CaseAgreePlan,
    CaseCompleteResolution,
    CaseEndResolution,
    CaseHandleDirection,
    CaseAnswerDirection,
    CaseEndDirection,
    CaseApplyDispensation,
    CaseGrantDispensation,
    CaseRefuseDispensation,
    CaseApplyDiscontinuance,
    CaseGrantDiscontinuance,
    CaseResolveDiscontinued,
    CaseRefuseDiscontinuance,
    CaseSuspendSubJudice,
    CaseReviewSubJudice,
    CaseResume,
    CaseCertifyRequirements,
    CaseContinueAsConduct,
    CaseLeaveWithdrawn,
)
PART_PAGES = (CaseDoPlanAction, CaseGiveUpPlanAction)
