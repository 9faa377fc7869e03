"""Rows that stand behind every address, for people near to them and far from them."""

from datetime import date, timedelta
from functools import cached_property
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts import password_links
from casework import drafts, files, guard, jobs
from complaints import actions
from complaints.imports import asking
from complaints.models import Recommendation, Report
from pages.exports import csv_lines
from tests.architecture.cast import Cast
from tests.architecture.openings import (
    Does,
    DoesRecord,
    DoesStep,
    OfRegister,
)
from tests.architecture.url_rules import RULES, Rule
from tests.complaints.records import BY_EVENT, RECORDS, record_play
from tests.complaints.route_forms import better_resolved
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verbs import DIRECTION, HANDLED
from tests.factories.accounts import (
    DelegationFactory,
    UserFactory,
    user_with_role,
)
from tests.factories.appeals import DirectionFactory
from tests.factories.casework import JobFactory, NotificationFactory
from tests.factories.complaints import (
    CaseFactory,
    CaseTaskFactory,
    ClockFactory,
    ComplainantFactory,
    ConflictFactory,
    OutcomeFactory,
    PersonFactory,
    SubjectFactory,
    also_alleged,
    result,
    whole_case,
)
from tests.factories.ipcc import ReferralFactory
from tests.factories.logs import GeneralAdviceFactory, WitnessFactory
from tests.factories.organisation import MemberFactory
from tests.factories.papers import LetterFactory
from tests.factories.proceedings import ImposedSanctionFactory
from tests.factories.risks import risk_meeting
from tests.factories.routes import on_its_route

# The handler alone does these; the others may, beside the handler.
HANDLER_VERBS = HANDLED | {"notify", "withdraw", "withdraw-allegations"}
MAPPING = """
source = "old"
[cases]
unit = "unknown-location"
[[files]]
reference = "reference"
[files.case]
received_on = { column = "received", date = "%d/%m/%Y" }
"""
DECIDED = {"determined", "notified", "finalised"}


# What stands in a case besides, before the IPCC's report or direction is carried out.
READY = {
    "receive-ipcc-report": lambda case: ReferralFactory(
        case=case,
        number=1,
        decided=True,
        mode="independent",
        decided_on=case.allocated_on,
    ),
    "withdraw-allegations": also_alleged,
    "resolve-discontinued": better_resolved,
    **{
        verb: lambda case, kind=kind: DirectionFactory(case=case, kind=kind)
        for verb, kind in DIRECTION.items()
    },
}


class Scene(Cast):
    """One unit with a case in every state, and another unit."""

    def __init__(self, media):
        super().__init__()
        self.media = media
        self.now = timezone.now()
        self.handler = user_with_role("investigator", self.unit)
        self._cases, self._plays = {}, {}
        self._prepare()

    def _prepare(self):
        """Make at once what tests share: what one test makes is undone after it."""
        for rule in RULES.values():
            for role, near in self.cells():
                self.user(role.slug, near, rule.opens)
            self.case_of(rule.opens, None)
            if isinstance(rule.opens, OfRegister) and rule.args == ("record",):
                self._record_slug(rule.opens)
        self.made = (
            self.meeting,
            *(self.somebody, self.document, self.batch),
            *(self.conflict, self.place, self.unidentified, self.clock, self.question),
            self.delegation,
        )

    # Cases.

    def case_of(self, opens, user):
        """The case that a rule asks about, in the state its verb starts from."""
        if isinstance(opens, DoesStep):
            return self._case_of_step(opens.verb, user)
        state = opens.state if isinstance(opens, Does) else "investigating"
        verb = getattr(opens, "verb", "")
        case = self._readied(verb, state) if verb in READY else self.case(state)
        if isinstance(opens, Does):
            handled = opens.verb in HANDLER_VERBS
            self._hand_to(case, user if handled and user else self.handler)
        return case

    def _case_of_step(self, verb, user):
        play = self._play(verb)
        if play.step.handles:
            self._hand_to(play.case, user or self.handler)
        return play.case

    def _play(self, verb):
        """The case and the record that a step is done to, in our unit."""
        if verb not in self._plays:
            play = self._plays[verb] = play_of(BY_VERB[verb], unit=self.unit)
            play.step.form(play)  # arranges what its page offers
        return self._plays[verb]

    def record(self, noun):
        """Some record of a register, in our unit."""
        first = next(each for each in RECORDS if each.noun == noun and each.begun)
        return self.record_of_verb(noun, first.verb)

    def record_of_verb(self, noun, verb):
        """The record that a verb is done to, in our unit."""
        event = f"{noun}.{verb}"
        if event not in self._plays:
            self._plays[event] = record_play(BY_EVENT[event], unit=self.unit)
        return self._plays[event].record

    def _record_slug(self, opens):
        verb = getattr(opens, "verb", "")
        if verb:
            return self.record_of_verb(opens.noun, verb).slug
        return self.record(opens.noun).slug

    @cached_property
    def meeting(self):
        """A meeting that looks at the Risk Register."""
        return risk_meeting(date(2026, 10, 1)).held_on.isoformat()

    def _hand_to(self, case, user):
        case.refresh_from_db(fields=["handler", "version"])
        if case.handler_id != user.pk:
            with guard.writing("test"):
                case.handler = user
                type(case).objects.filter(pk=case.pk).update(handler=user)

    def case(self, state: str):
        if state not in self._cases:
            self._cases[state] = self._make(state)
        return self._cases[state]

    def _readied(self, verb, state):
        """A case of its own, with what must stand in it before the verb."""
        if verb not in self._cases:
            self._cases[verb] = self._make(state)
            READY[verb](self._cases[verb])
        return self._cases[verb]

    def _make(self, state):
        today = timezone.localdate(self.now)
        fields = {
            "responsible_unit": self.unit,
            "received_on": today - timedelta(days=60),
        }
        if state == "received":
            case = CaseFactory(**fields)
            ComplainantFactory(case=case, number=1)
            SubjectFactory(case=case, number=1)
            return case
        if state in {"notified", "finalised"}:
            fields["appeal_ends_on"] = today - timedelta(days=1)
        case = whole_case(
            handler=self.handler, decided=state in DECIDED, **fields, **{state: True}
        )
        on_its_route(case)
        if state in DECIDED or state == "reported":
            self._report(case)
        if state in {"notified", "finalised"}:
            told = {"dated_on": case.determined_on}
            LetterFactory(case=case, complainant=case.complainants.get(), **told)
            LetterFactory(case=case, subject=case.subjects.get(), **told)
        return case

    def _report(self, case):
        outcome = case.allegations.get().outcomes.get()
        with guard.writing("test"):
            outcome.recommended = result("upheld")
            outcome.save()
            report = Report.objects.create(
                case=case, number=1, by=self.handler, at=self.now, text="Two agree."
            )
            Recommendation.objects.create(
                report=report, outcome=outcome, result=result("upheld"), reasons="Two."
            )

    # What addresses and forms need.

    def args(self, rule: Rule, user, near: bool) -> list:
        """The parts of the address, in their order."""
        owner = user if near and user is not None else self.somebody
        known = {
            "slug": lambda: self.case_of(rule.opens, user).slug,
            "key": lambda: self._intake_of(owner),
            "notification": lambda: NotificationFactory(user=owner).pk,
            "job": lambda: JobFactory(asked_by=owner).pk,
            "export": lambda: self._export_of(owner),
            "document": lambda: self.document.key,
            "batch": lambda: self.batch.pk,
            "task": lambda: self._task_of(user or owner),
            "conflict": lambda: self.conflict.user.key,
            "log": lambda: "policy",
            "page": lambda: "proceedings",
            "section": lambda: "interviews",
            "question": lambda: self.question.number,
            "delegation": lambda: self.delegation.key,
            "clock": lambda: self.clock.number,
            "witness": lambda: self.witness.number,
            "member": lambda: MemberFactory().key,
            "sanctioned": lambda: self.sanction.member.key,
            "second": lambda: self.unidentified.number,
            "first": lambda: 1,
            "record": lambda: self._record_slug(rule.opens),
            "meeting": lambda: self.meeting,
            "number": lambda: self._play(rule.opens.verb).number,
            "posting": lambda: 1,
            "people": lambda: "people",
            "account_verb": lambda: "deactivate",
            "person": lambda: user_with_role("investigator").key,
            "table": lambda: "units",
            "row": lambda: self.unit.code,
            "dated_table": lambda: "deadline-rules",
            "dated_row": lambda: "check.2004-04-01",
            "part": lambda: self.place.part,
            "token": lambda: password_links.path_for(UserFactory()).split("/")[-2],
        }
        return [known[name]() for name in rule.args]

    @cached_property
    def sanction(self):
        """What was imposed before cases were kept here."""
        of_none = {"case": None, "proceeding": None, "source": "A register"}
        return ImposedSanctionFactory(number=1, member=MemberFactory(), **of_none)

    @cached_property
    def somebody(self):
        return UserFactory()

    def _intake_of(self, user):
        key = uuid4().hex[:12]
        for step, typed in (
            ("start/", {"kind": ["PC"], "channel": ["telephone"]}),
            ("people/1/", {"named": ["known"], "surname": ["Example"]}),
            ("subjects/1/", {"kind": ["member"], "search": ["example"]}),
        ):
            address = f"/complaints/new/{key}/{step}"
            drafts.save(user, address, typed, at=self.now)
        return key

    def _export_of(self, user):
        name = f"{uuid4().hex}.csv"
        lines = csv_lines(["Reference"], [], recipient=user.email, made_at=self.now)
        (self.media / name).write_text("".join(lines), encoding="utf-8", newline="")
        made = {"file": name, "rows": 0}
        return JobFactory(done=True, kind="case-export", asked_by=user, result=made).pk

    @cached_property
    def document(self):
        upload = SimpleUploadedFile("heard.txt", b"I heard every word.\n")
        stored = files.receive(upload, at=self.now)
        case = self.case("investigating")
        return actions.attach(case=case, by=self.handler, at=self.now, stored=stored)

    @cached_property
    def batch(self):
        """An import that was tried, with one row refused."""
        text = "reference,received\nA1,01/02/2009\nA2,31/02/2009\n"
        batch = asking.ask(
            by=user_with_role("cst-manager"),
            at=self.now,
            uploads=[SimpleUploadedFile("cases.csv", text.encode())],
            mapping_text=MAPPING,
        )
        jobs.run(batch.job.pk, clock=timezone.now)
        return batch

    def _task_of(self, user):
        return CaseTaskFactory(case=self.case("investigating"), owner=user).number

    @cached_property
    def conflict(self):
        user = user_with_role("cst-officer")
        return ConflictFactory(case=self.case("investigating"), user=user)

    @cached_property
    def delegation(self):
        return DelegationFactory()

    @cached_property
    def question(self):
        return GeneralAdviceFactory(asked_of=self.unit)

    @cached_property
    def clock(self):
        return ClockFactory(case=self.case("investigating"))

    @cached_property
    def witness(self):
        """Somebody of the public, whose other cases may be looked for."""
        case = self.case("investigating")
        return WitnessFactory(case=case, person=PersonFactory(), description="")

    @cached_property
    def place(self):
        case = self.case("investigating")
        with guard.writing("test"):
            return case.units.create(unit=self.unit, part="scene")

    @cached_property
    def unidentified(self):
        case = self.case("investigating")
        OutcomeFactory(
            allegation=case.allegations.get(),
            subject__unidentified=True,
            subject__number=2,
        )
        return case.subjects.get(number=2)

    def data(self, name: str, rule: Rule, user) -> dict:
        """A form that is right where a wrong one would be shown again to anybody."""
        tomorrow = timezone.localdate(self.now) + timedelta(days=1)
        by_name = {
            "complaints:note": {"text": "Rang them, no answer."},
            "complaints:set-task": {
                "what": "Ask for the custody record",
                "due_on": f"{tomorrow:%d/%m/%Y}",
                "owner": str(user.key) if user else "",
            },
            "complaints:attach": {
                "files": SimpleUploadedFile("said.txt", b"I said so.\n")
            },
            "casework:draft-save": {"said": "Words"},
            # Buttons that show the form again, to nobody who may not open it.
            "complaints:record": {"more": "1"},
            "complaints:determine": {"change": "1"},
        }
        sent = {"submission": str(uuid4())}
        if "record" in rule.args and isinstance(rule.opens, DoesRecord):
            record = self.record_of_verb(rule.opens.noun, rule.opens.verb)
            record.refresh_from_db(fields=["version"])
            sent["version"] = str(record.version)
        if "slug" in rule.args:
            case = self.case_of(rule.opens, user)
            case.refresh_from_db(fields=["version"])
            sent["version"] = str(case.version)
        return sent | by_name.get(name, {})

    @staticmethod
    def query(name: str) -> str:
        if name in {"casework:draft-save", "casework:draft-discard"}:
            return "?form=/complaints/new/quick/"
        return ""
