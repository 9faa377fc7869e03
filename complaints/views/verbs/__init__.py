"""One page for each line of the tables of complaints.workflow."""

from django.urls import path

from casework.workflow import START
from complaints.views.verbs import routes
from complaints.views.verbs.appeals import (
    CaseCarryOutDirection,
    CaseDecideAppeal,
    CaseDirectRecording,
    CaseLodgeAppeal,
    CaseRedetermine,
    CaseReinvestigate,
    CaseResolveAnew,
    CaseSendAppealPapers,
)
from complaints.views.verbs.authority import CaseDetermine, CaseReopen, CaseReturn
from complaints.views.verbs.conduct import CONDUCT_PAGES
from complaints.views.verbs.ending import (
    CaseFinalise,
    CaseNotify,
    CaseWithdraw,
    CaseWithdrawAllegations,
)
from complaints.views.verbs.investigating import CaseStart, CaseSubmitReport
from complaints.views.verbs.ipcc import (
    CaseAnswerIpccRequest,
    CaseApproveInvestigator,
    CaseLogIpccRequest,
    CaseReceiveIpccReport,
    CaseRecordIpccTerms,
    CaseRecordIpccViews,
    CaseRecordMode,
    CaseRefer,
    CaseSendReportIpcc,
    CaseTellOfReferral,
    CaseTestReferral,
)
from complaints.views.verbs.logs import LOG_PAGES
from complaints.views.verbs.markers import marker_pages
from complaints.views.verbs.proceedings import PROCEEDING_PAGES
from complaints.views.verbs.quality import (
    CaseAllocate,
    CaseAssess,
    CaseCheck,
    CaseReassessRisk,
)
from complaints.views.verbs.recording import CaseDecline, CaseRecord
from complaints.views.verbs.witnesses import WITNESS_PAGES
from complaints.workflow import table_of

VERB_PAGES = (
    CaseRecord,
    CaseDecline,
    CaseCheck,
    CaseAssess,
    CaseReassessRisk,
    CaseAllocate,
    CaseStart,
    CaseSubmitReport,
    CaseReturn,
    CaseDetermine,
    CaseNotify,
    CaseFinalise,
    CaseReopen,
    CaseWithdraw,
    CaseWithdrawAllegations,
    CaseReceiveIpccReport,
    CaseDirectRecording,
    CaseReinvestigate,
    CaseRedetermine,
    CaseResolveAnew,
    *routes.CASE_PAGES,
)
PART_PAGES = (
    CaseTestReferral,
    CaseRefer,
    CaseTellOfReferral,
    CaseRecordMode,
    CaseRecordIpccTerms,
    CaseApproveInvestigator,
    CaseSendReportIpcc,
    CaseRecordIpccViews,
    CaseLogIpccRequest,
    CaseAnswerIpccRequest,
    CaseLodgeAppeal,
    CaseSendAppealPapers,
    CaseDecideAppeal,
    CaseCarryOutDirection,
    *CONDUCT_PAGES,
    *marker_pages,
    *LOG_PAGES,
    *WITNESS_PAGES,
    *PROCEEDING_PAGES,
    *routes.PART_PAGES,
)


def _address(page) -> str:
    """A step of a record that is there already says which one."""
    begins = START in table_of(page.verb)[page.verb].sources
    return f"<str:slug>/{page.verb}/" + ("" if begins else "<int:number>/")


verb_urls = [
    path(f"<str:slug>/{page.verb}/", page.as_view(), name=page.verb)
    for page in VERB_PAGES
] + [path(_address(page), page.as_view(), name=page.verb) for page in PART_PAGES]
