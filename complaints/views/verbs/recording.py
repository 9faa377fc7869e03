"""Record what was logged, or decline to."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from complaints import actions
from complaints.forms.parts import unjudged
from complaints.forms.verbs import MOST_ALLEGATIONS, DeclineForm, RecordForm
from complaints.models import law
from complaints.views.drafted import draft_of_refusal, texts
from complaints.views.verbs.verb import DatedPage


class CaseRecord(DatedPage):
    verb = "record"
    form_class = RecordForm
    done = "{case} is recorded. A manager of the Customer Service Team checks it next."

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "more" in request.POST:
            self.attempt()
            subjects = self.case.subjects.values_list("number", flat=True)
            return self.show(unjudged(self.make_form(one_more(request.POST, subjects))))
        return super().post(request, *args, **kwargs)

    def _still_possible(self, form):
        super()._still_possible(form)
        form.check_count()

    def page_context(self):
        return {
            "has_subjects": self.case.subjects.exists(),
            "add_subject": reverse("complaints:add-subject", args=[self.case.slug]),
        }

    def act(self, form, values):
        return actions.record(
            **values,
            recorded_on=form.cleaned_data["recorded_on"],
            allegations=form.new_allegations(),
        )


def one_more(data, subjects, prefix="allegations", most=MOST_ALLEGATIONS):
    """The same form with one more empty card, for browsers without scripts.

    Like the first card, it begins as against every subject.
    """
    data = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    sent = data.get(name, "")
    count = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else 0
    data[name] = str(min(count + 1, most))
    if count < most:
        data.setlist(f"{prefix}-{count}-against", [str(number) for number in subjects])
    return data


class CaseDecline(DatedPage):
    verb = "decline"
    form_class = DeclineForm
    done = "{case} is not recorded."

    @cached_property
    def law_rows(self):
        if not self.case.is_complaint:  # nobody is written to
            return super().law_rows
        known = law.of_request(self.request)
        return [
            *super().law_rows,
            *texts(self.case, known, self.today, "not_recorded"),
        ]

    def initial(self):
        known = law.of_request(self.request)
        return {"letter": draft_of_refusal(self.case, known, self.today)}

    def act(self, form, values):
        return actions.decline(**values, **form.cleaned_data)
