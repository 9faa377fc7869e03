from django.urls import path

from casework import drafts
from complaints.views import (
    appeal_register,
    case,
    cases,
    conflict_register,
    decision_log,
    downloads,
    history,
    officers,
    people,
    person_cases,
    summary,
)
from complaints.views.advice import advice_urls
from complaints.views.amending import amend_urls
from complaints.views.clocks import clock_urls
from complaints.views.conflicts import conflict_urls
from complaints.views.delegations import delegation_urls
from complaints.views.earlier_sanctions import earlier_sanction_urls
from complaints.views.hearings import hearing_urls
from complaints.views.imports import import_urls
from complaints.views.intake import intake_drafts, intake_urls
from complaints.views.letters import letter_urls
from complaints.views.logs import log_urls
from complaints.views.parts import part_page_urls
from complaints.views.registers.claims import claim_urls
from complaints.views.registers.foi import foi_urls
from complaints.views.registers.intelligence import intelligence_urls
from complaints.views.registers.interventions import intervention_urls
from complaints.views.registers.overview import registers
from complaints.views.registers.restrictions import restriction_urls
from complaints.views.registers.risks import risk_urls
from complaints.views.verbs import verb_urls

app_name = "complaints"

list_urls = [
    *advice_urls,
    path("", cases.cases, name="cases"),
    path("export/", cases.export_cases, name="export"),
    path("export/<int:number>/", downloads.export_file, name="export-file"),
    path("officers/<uuid:key>/", officers.officer, name="officer"),
    *earlier_sanction_urls,
    path("conflicts/", conflict_register.register, name="conflict-register"),
    path("appeals/", appeal_register.register, name="appeal-register"),
    path("appeals/export/", appeal_register.export_register, name="appeals-export"),
    path("appeals/rate/", appeal_register.rate, name="appeal-rate"),
]
register_urls = [
    path("registers/", registers, name="registers"),
    *intervention_urls,
    *restriction_urls,
    *risk_urls,
    *claim_urls,
    *foi_urls,
    *intelligence_urls,
]
case_urls = [
    path("<str:slug>/", summary.summary, name="case"),
    path("<str:slug>/notes/", summary.note, name="note"),
    path("<str:slug>/allegations/", case.allegations, name="allegations"),
    path("<str:slug>/people/", people.people, name="people"),
    path(
        "<str:slug>/people/complainants/<int:number>/",
        person_cases.complainant_cases,
        name="complainant-cases",
    ),
    path(
        "<str:slug>/people/witnesses/<int:number>/",
        person_cases.witness_cases,
        name="witness-cases",
    ),
    path("<str:slug>/tasks/", case.tasks, name="tasks"),
    path("<str:slug>/tasks/set/", case.set_task, name="set-task"),
    path("<str:slug>/tasks/<int:number>/do/", case.do_task, name="do-task"),
    path("<str:slug>/documents/", downloads.case_documents, name="documents"),
    path("<str:slug>/documents/attach/", downloads.attach, name="attach"),
    path("<str:slug>/documents/<uuid:key>/", downloads.download, name="document"),
    path("<str:slug>/decisions/", decision_log.decisions, name="decisions"),
    path("<str:slug>/history/", history.history, name="history"),
]
urlpatterns = [
    *list_urls,
    *import_urls,
    *intake_urls,
    *hearing_urls,
    *delegation_urls,
    *register_urls,
    *case_urls,
    *part_page_urls,
    *log_urls,
    *verb_urls,
    *amend_urls,
    *conflict_urls,
    *letter_urls,
    *clock_urls,
]
# Forms whose words are kept while they are typed.
drafts.allow(*(f"complaints:{name}" for name in intake_drafts))
for each in (
    *verb_urls,
    *amend_urls,
    *conflict_urls,
    *letter_urls,
    *clock_urls,
    *register_urls,
):
    page = getattr(each.callback, "view_class", None)
    if getattr(page, "keeps_draft", False):
        drafts.allow(f"complaints:{each.name}", filled=page.filled)
