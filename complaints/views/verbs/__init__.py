"""One page for each line of complaints.workflow that a case stands in."""

from django.urls import path

from complaints.views.verbs.authority import CaseDetermine, CaseReopen, CaseReturn
from complaints.views.verbs.ending import CaseFinalise, CaseNotify, CaseWithdraw
from complaints.views.verbs.investigating import CaseStart, CaseSubmitReport
from complaints.views.verbs.quality import CaseAllocate, CaseAssess, CaseCheck
from complaints.views.verbs.recording import CaseDecline, CaseRecord

VERB_PAGES = (
    CaseRecord,
    CaseDecline,
    CaseCheck,
    CaseAssess,
    CaseAllocate,
    CaseStart,
    CaseSubmitReport,
    CaseReturn,
    CaseDetermine,
    CaseNotify,
    CaseFinalise,
    CaseReopen,
    CaseWithdraw,
)
verb_urls = [
    path(f"<str:slug>/{page.verb}/", page.as_view(), name=page.verb)
    for page in VERB_PAGES
]
