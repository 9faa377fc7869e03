"""What was said, who says so, whom it is about, and the first view of the risk."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from complaints import actions
from complaints.forms.matching import matches
from complaints.forms.members import MOST_MEMBERS, MemberForm, found_members
from complaints.forms.people import MatchForm
from complaints.forms.steps import ALIKE, RISK, SAID
from complaints.models.choices import SubjectKind
from complaints.views.intake.base import FINISH, StepPage


class IntakeSaid(StepPage):
    place = "said"
    step = SAID

    @property
    def heading(self):
        return f"{self.intake.said_label}?"

    def make_form(self, data=None):
        return self.intake.said_form(data)

    def back_step(self):
        return "start/"

    def next_step(self, form):
        if not self.intake.is_complaint:
            return "subjects/" if self.intake.subjects else "subjects/1/"
        return "people/" if self.intake.people else "people/1/"


class NumberedPage(StepPage):
    """A step about one of several people."""

    kind = ""

    def dispatch(self, request, *args, **kwargs):
        self.number = kwargs["number"]
        return super().dispatch(request, *args, **kwargs)

    def known(self):
        return getattr(self.intake, self.kind)

    def get(self, request, *args, **kwargs):
        self._check_number()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self._check_number()
        return super().post(request, *args, **kwargs)

    def _check_number(self):
        """One more than there are may be begun, and no more."""
        if not 1 <= self.number <= max([0, *self.known()]) + 1:
            raise Http404


class PersonPage(NumberedPage):
    place = "people"
    kind = "people"

    def details(self):
        """What was typed of the person, as far as it is right."""
        form = self.intake.person_form(self.intake.data(f"people/{self.number}/"))
        if not form.is_bound:
            return {}
        form.is_valid()
        return form.details()

    def matches(self):
        day = self.intake.received_on
        return matches(self.details(), self.request.user, on=day)

    def after(self, step):
        """The rest of this person's pages, in their order."""
        mine = f"people/{self.number}/"
        rest = []
        if step == "details" and self.matches():
            rest.append(f"{mine}match/")
        if step in {"details", "match"} and self.intake.is_representative(self.number):
            rest.append(f"{mine}for/")
        rest.append(
            f"{mine}characteristics/" if step != "characteristics" else "people/"
        )
        return rest[0]


class IntakePerson(PersonPage):
    template_name = "complaints/intake/person.html"

    @property
    def heading(self):
        if self.number == 1:
            return "Who is complaining?"
        return "Who else is complaining?"

    @property
    def step(self):
        return f"people/{self.number}/"

    def make_form(self, data=None):
        return self.intake.person_form(data)

    def back_step(self):
        return "said/" if self.number == 1 else "people/"

    def sent(self, form):
        found = self.matches()
        actions.look_up(
            by=self.request.user,
            register="people",
            asked=self.intake.name_of(self.number),
            found=len(found),
        )

    def next_step(self, form):
        return self.after("details")


class IntakeMatch(PersonPage):
    template_name = "complaints/intake/match.html"
    heading = "Have they complained before?"

    @property
    def step(self):
        return f"people/{self.number}/match/"

    def make_form(self, data=None):
        return MatchForm(data, matches=self.matches())

    def back_step(self):
        return f"people/{self.number}/"

    def next_step(self, form):
        return self.after("match")

    def page_context(self):
        return {"name": self.intake.name_of(self.number)}


class IntakeActsFor(PersonPage):
    @property
    def heading(self):
        return f"Who does {self.intake.name_of(self.number)} act for?"

    @property
    def step(self):
        return f"people/{self.number}/for/"

    def make_form(self, data=None):
        return self.intake.acts_for_form(self.number, data)

    def back_step(self):
        return f"people/{self.number}/"

    def next_step(self, form):
        return self.after("for")


class IntakeCharacteristics(PersonPage):
    template_name = "complaints/intake/characteristics.html"

    @property
    def heading(self):
        return f"About {self.intake.name_of(self.number)}"

    @property
    def step(self):
        return f"people/{self.number}/characteristics/"

    def make_form(self, data=None):
        return self.intake.characteristics_form(data)

    def back_step(self):
        return f"people/{self.number}/"

    def next_step(self, form):
        coming = max(self.intake.people) + 1
        acted_for = self.intake.typed.get(f"people/{self.number}/for/", {})
        if acted_for.get("acts_for") == [str(coming)]:
            return f"people/{coming}/"
        return "people/"


class IntakeSubject(NumberedPage):
    template_name = "complaints/intake/subject.html"
    place = "subjects"
    kind = "subjects"

    @property
    def heading(self):
        return "Who is it about?" if self.number == 1 else "Who else is it about?"

    @property
    def step(self):
        return f"subjects/{self.number}/"

    def make_form(self, data=None):
        return self.intake.subject_form(data)

    def back_step(self):
        if self.number > 1:
            return "subjects/"
        return "people/" if self.intake.is_complaint else "said/"

    def next_step(self, form):
        if form.cleaned_data["kind"] == SubjectKind.MEMBER:
            return f"subjects/{self.number}/member/"
        return "subjects/"

    def sent(self, form):
        if form.cleaned_data["kind"] == SubjectKind.MEMBER:
            asked = form.cleaned_data["search"]
            found = found_members(asked)
            actions.look_up(
                by=self.request.user, register="members", asked=asked, found=len(found)
            )

    def post(self, request, *args, **kwargs):
        answer = super().post(request, *args, **kwargs)
        if answer.status_code == 302 and "check" in request.GET:
            # A member still has to be chosen, even on the way back to the answers.
            form = self.make_form(request.POST)
            if form.is_valid():
                return redirect(self.intake.address(self.next_step(form)) + "?check=1")
        return answer


class IntakeMember(NumberedPage):
    template_name = "complaints/intake/member.html"
    place = "subjects"
    kind = "subjects"
    heading = "Which of them is it?"

    @property
    def step(self):
        return f"subjects/{self.number}/member/"

    def asked(self):
        step = self.intake.typed.get(f"subjects/{self.number}/", {})
        return step.get("search", [""])[0]

    @cached_property
    def members(self):
        return found_members(self.asked())

    def make_form(self, data=None):
        return MemberForm(data, members=self.members)

    def back_step(self):
        return f"subjects/{self.number}/"

    def next_step(self, form):
        return "subjects/"

    def page_context(self):
        return {"asked": self.asked(), "members": self.members, "most": MOST_MEMBERS}


class IntakeRisk(StepPage):
    template_name = "complaints/intake/risk.html"
    place = "risk"
    heading = "First assessment of risk"
    step = RISK

    def make_form(self, data=None):
        return self.intake.risk_form(data)

    def back_step(self):
        return "subjects/"

    def next_step(self, form):
        return self.intake.next_after_risk


class IntakeAlike(StepPage):
    """Cases of the same people and day, before there is one more of them."""

    template_name = "complaints/intake/alike.html"
    heading = "Is it logged already?"
    step = ALIKE

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        actions.look_up(
            by=request.user,
            register="people",
            asked=", ".join(map(self.intake.name_of, self.intake.people)),
            found=len(self.intake.alike),
        )
        return answer

    def make_form(self, data=None):
        return self.intake.alike_form(data)

    def back_step(self):
        return RISK

    def next_step(self, form):
        return FINISH

    def page_context(self):
        discard = reverse("complaints:new-discard", args=[self.intake.key])
        return {"found": self.intake.alike, "discard_url": discard}


class IntakeRemove(StepPage):
    """Take one person off again."""

    def dispatch(self, request, *args, **kwargs):
        self.kind, self.number = kwargs["kind"], kwargs["number"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return render(
            request,
            "complaints/intake/remove.html",
            {
                "intake": self.intake,
                "consequences": ["What you typed about them is thrown away."],
                "back": self.intake.address(f"{self.kind}/"),
            },
        )

    def post(self, request, *args, **kwargs):
        self.intake.forget(f"{self.kind}/{self.number}/")
        return redirect(self.intake.address(f"{self.kind}/"))
