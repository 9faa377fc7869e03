"""The last verbs: notify, finalise, withdraw."""

from django.utils.functional import cached_property

from casework import files
from complaints import actions, rules
from complaints.actions.ending import closing_facts, may_appeal
from complaints.forms.letters import NotifyForm
from complaints.forms.verbs import FinaliseForm
from complaints.forms.withdrawing import WithdrawAllegationsForm, WithdrawForm
from complaints.models import law
from complaints.views.drafted import codes_of_outcome, drafts_of_outcome, texts
from complaints.views.verbs.verb import DatedPage, VerbPage


class CaseNotify(DatedPage):
    verb = "notify"
    form_class = NotifyForm
    done = "The letters of {case} are recorded."

    def form_kwargs(self):
        return super().form_kwargs() | {
            "identity": self.sight.identity,
            "may_appeal": self.may_appeal,
            "complainants": self.case.complainants.select_related("person").order_by(
                "number"
            ),
            "officers": self.case.subjects.filter(
                member__isnull=False, member__placeholder=False
            )
            .select_related("member")
            .order_by("number"),
        }

    drafts_letters = True

    @cached_property
    def may_appeal(self):
        return may_appeal(self.case, law.of_request(self.request))

    @cached_property
    def law_rows(self):
        known = law.of_request(self.request)
        codes = codes_of_outcome(self.case, known)
        return [*super().law_rows, *texts(self.case, known, self.today, *codes)]

    def page_context(self):
        return {"may_appeal": self.may_appeal}

    def initial(self):
        return drafts_of_outcome(self.case, law.of_request(self.request), self.today)

    def put_at_its_field(self, form, refusal):
        form.add_error(None, refusal.sentence)

    def act(self, form, values):
        return actions.notify(**values, letters=form.letters(), untold=form.untold())


class CaseFinalise(VerbPage):
    """An interruption: what is still open, or what finalising means."""

    verb = "finalise"
    form_class = FinaliseForm
    keeps_draft = False
    done = "{case} is finalised."

    def act(self, form, values):
        return actions.finalise(**values)

    def page_context(self):
        items = rules.before_finalising(
            closing_facts(self.case, law.of_request(self.request), on=self.today),
            today=self.today,
        )
        return {
            "ready": all(item.done for item in items),
            "tasks": items,
        }


class CaseWithdraw(DatedPage):
    verb = "withdraw"
    form_class = WithdrawForm
    done = "{case} is withdrawn."

    def put_at_its_field(self, form, refusal):
        if refusal.field == "file":
            refusal.field = "request"
        super().put_at_its_field(form, refusal)

    def act(self, form, values):
        action = getattr(actions, self.verb.replace("-", "_"))
        values |= form.values()
        request = values.pop("request")
        if not request:
            return action(**values)
        self.attempt()
        with files.received(request, at=self.now) as stored:
            return action(**values, stored=stored)


class CaseWithdrawAllegations(CaseWithdraw):
    verb = "withdraw-allegations"
    form_class = WithdrawAllegationsForm
    done = "They are withdrawn. The rest of {case} goes on."
