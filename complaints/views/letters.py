"""Log a letter to somebody of the case that no step of it records."""

from django.urls import path

from accounts.permissions import Permission
from casework import files
from complaints import actions, permissions
from complaints.forms.letters import LogLetterForm
from complaints.forms.logs import parties_of
from complaints.views.verbs.base import CaseFormPage


class LogLetter(CaseFormPage):
    template_name = "complaints/amend/letter.html"
    heading = "Log a letter"
    permission = Permission.CASE_LOG_LETTER
    form_class = LogLetterForm
    done = "The letter is logged."

    def check(self):
        permissions.check_can_work(self.permission, self.case, by=self.request.user)

    def form_kwargs(self):
        everybody = parties_of(self.case)
        parties = {
            key: party
            for key, party in everybody.items()
            if not key.startswith("witness")
        }
        return {"case": self.case, "today": self.today, "parties": parties}

    def put_at_its_field(self, form, refusal):
        if refusal.field == "file":
            refusal.field = "paper"
        super().put_at_its_field(form, refusal)

    def act(self, form, values):
        given, paper = form.values()
        if not paper:
            return actions.log_letter(**values, **given)
        with files.received(paper, at=self.now) as stored:
            return actions.log_letter(**values, **given, paper=stored)

    def done_url(self):
        return f"{self.case.get_absolute_url()}decisions/"


letter_urls = [
    path("<str:slug>/log-letter/", LogLetter.as_view(), name="log-letter"),
]
