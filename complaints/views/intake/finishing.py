"""Check the answers, log the case, and say what happens next."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import submissions
from accounts.rollbacks import NotDone
from casework import deadlines
from complaints import actions, permissions
from complaints.forms.completeness import gaps, without_address
from complaints.forms.parts import in_words
from complaints.forms.steps import ALIKE, RISK, SAID, START
from complaints.models.choices import SubjectKind
from complaints.views.frame import find_case
from complaints.views.intake.base import FINISH, StepPage, check_may_log
from complaints.workflow import Status
from pages.refusals import BadInput


def rows_of(form, href):
    """The lines of a summary list: what each answer says, and where to change it."""
    return [
        {
            "key": label,
            "value": words,
            "change_url": f"{href}?check=1",
            "change_what": label.lower(),
        }
        for label, words in in_words(form).items()
    ]


class People(StepPage):
    """The people entered so far, and whether there are more."""

    template_name = "complaints/intake/people.html"
    kind = ""
    another = ""
    one = ""

    def get(self, request, *args, **kwargs):
        return render(request, self.template_name, self.context())

    def context(self):
        known = getattr(self.intake, self.kind)
        return self.progress() | {
            "intake": self.intake,
            "heading": self.heading,
            "kind": self.kind,
            "cards": [self.card(number) for number in known],
            "another": self.intake.address(f"{self.kind}/{max([0, *known]) + 1}/"),
            "another_words": self.another,
            "one": self.one,
            "onwards": self.intake.address(self.onwards()),
            "back": self.intake.address(self.back_step()),
        }

    def card(self, number):
        raise NotImplementedError

    def onwards(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        return redirect(self.intake.address(self.onwards()))


class IntakePeople(People):
    heading = "Who is complaining"
    place = "people"
    kind = "people"
    another = "Add another person"
    one = "person"

    def get(self, request, *args, **kwargs):
        if not self.intake.people:
            return redirect(self.intake.address("people/1/"))
        return super().get(request, *args, **kwargs)

    def back_step(self):
        return "said/"

    def onwards(self):
        if self.intake.subjects or RISK in self.intake.typed:
            return "subjects/"
        return "subjects/1/"

    def card(self, number):
        return person_card(self.intake, number)


class IntakeSubjects(People):
    heading = "Who it is about"
    place = "subjects"
    kind = "subjects"
    another = "Add somebody else"
    one = "subject"

    def back_step(self):
        return "people/" if self.intake.is_complaint else "said/"

    def onwards(self):
        return FINISH if RISK in self.intake.typed else RISK

    def card(self, number):
        return subject_card(self.intake, number)


def person_card(intake, number):
    """A person complaining in words: details, for whom they act, characteristics."""
    step = f"people/{number}/"
    href = intake.address(step)
    form = intake.shown(intake.person_form, step)
    rows = rows_of(form, href)
    chosen = intake.chosen_person(number)
    if chosen is not None:
        rows.insert(
            0,
            {
                "key": "In the register",
                "value": f"{chosen}, who has complained before",
                "change_url": f"{href}match/?check=1",
            },
        )
    if intake.is_representative(number):
        rows += rows_of(
            intake.shown(
                lambda data=None: intake.acts_for_form(number, data), f"{step}for/"
            ),
            f"{href}for/",
        )
    rows += rows_of(
        intake.shown(intake.characteristics_form, f"{step}characteristics/"),
        f"{href}characteristics/",
    )
    if f"{step}characteristics/" not in intake.typed:
        rows.append(
            {
                "key": "Protected characteristics",
                "value": "Not asked yet",
                "change_url": f"{href}characteristics/?check=1",
            }
        )
    return _card(intake, "people", number, intake.name_of(number), rows)


def subject_card(intake, number):
    """Somebody the case is about, in words."""
    step = f"subjects/{number}/"
    href = intake.address(step)
    content = intake.typed.get(step, {})
    rows = rows_of(intake.shown(intake.subject_form, step), href)
    title = "Nobody chosen yet"
    kind = content.get("kind", [""])[0]
    if kind == SubjectKind.MEMBER:
        member = intake.chosen_member(number)
        rows = [row for row in rows if not row["key"].startswith(("Warrant", "Rank"))]
        if member is not None:
            title = str(member)
            rows.append(
                {
                    "key": "Member of the force",
                    "value": f"{member.forenames} {member.surname}, {member.number}",
                    "change_url": href,
                }
            )
    elif kind in SubjectKind.values:
        title = SubjectKind(kind).label
    return _card(intake, "subjects", number, title, rows)


def _card(intake, kind, number, title, rows):
    remove = reverse("complaints:new-remove", args=[intake.key, kind, number])
    return {
        "title": title,
        "rows": rows,
        "actions": [{"text": "Remove", "href": remove}],
    }


class Missing(NotDone):
    """The intake is not ready to be logged."""

    def __init__(self, gaps_found):
        super().__init__()
        self.gaps = gaps_found


class IntakeLog(StepPage):
    """Everything once more, and then the case."""

    template_name = "complaints/log.html"
    place = "log"
    needs_intake = False  # a second click comes when the drafts are gone already

    def get(self, request, *args, **kwargs):
        self._must_exist()
        return self.show_answers(())

    def post(self, request, *args, **kwargs):
        try:
            return submissions.once(request, self._log)
        except Missing as missing:
            return self.show_answers(missing.gaps)
        except BadInput as refusal:
            if refusal.field is None:
                raise
            return self.show_answers([{"text": refusal.sentence, "href": ""}])

    def _must_exist(self):
        if not self.intake.exists:
            raise Http404

    def _log(self):
        self._must_exist()
        missing = gaps(self.intake)
        if missing:
            raise Missing(missing)
        start = self.intake.start.cleaned_data
        said = self.intake.said_form(self.intake.data(SAID))
        said.is_valid()
        case = actions.log(
            kind=start["kind"],
            conduct_source=start["conduct_source"],
            channel=start["channel"],
            received_on=start["received_on"],
            unit=start["unit"],
            said=said.cleaned_data["said"],
            place=said.cleaned_data["place"],
            incident_on=said.cleaned_data["incident_on"],
            complainants=(
                self.intake.complainants() if self.intake.is_complaint else []
            ),
            subjects=self.intake.new_subjects(),
            risks=self.intake.risks(),
            **self.intake.same_matter(),
            by=self.request.user,
            at=self.now,
        )
        self.intake.forget()
        return reverse("complaints:logged", args=[case.slug])

    def show_answers(self, missing):
        intake = self.intake
        sections = [
            _section(intake, "What has come in", intake.start_form, START),
            _section(intake, intake.said_label, intake.said_form, SAID),
        ]
        context = self.progress() | {
            "intake": intake,
            "heading": "Check what you have entered",
            "problems": missing,
            "still_to_do": [] if missing else gaps(intake),
            "warnings": without_address(intake),
            "page_has_errors": bool(missing),
            "sections": sections,
            "people": [person_card(intake, n) for n in intake.people],
            "subjects": [subject_card(intake, n) for n in intake.subjects],
            "risk": _section(
                intake, "First assessment of risk", intake.risk_form, RISK
            ),
            "alike": intake.alike
            and _section(intake, "Is it logged already?", intake.alike_form, ALIKE),
            "back": intake.address(ALIKE if intake.alike else RISK),
        }
        return render(self.request, self.template_name, context)


def _section(intake, title, make, step):
    form = intake.shown(make, step)
    return {"title": title, "rows": rows_of(form, intake.address(step))}


@require_safe
def logged(request, slug):
    """The reference, and what happens next, for people who log cases."""
    check_may_log(request.user)
    case = find_case(request.user, slug)
    rules = deadlines.of_request(request)
    due = None
    if case.status == Status.RECEIVED and case.next_due:
        due = rules.deadline(
            case.next_due, starts_on=case.received_on, rule_on=case.received_on
        )
    context = {
        "case": case,
        "due": due,
        "verbs": permissions.verbs_for(case, request.user),
    }
    return render(request, "complaints/intake/logged.html", context)
