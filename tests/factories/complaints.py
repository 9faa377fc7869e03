"""Cases named by their state, as rows: what the actions would have left behind.

    CaseFactory()                          just received
    CaseFactory(investigating=True)        with every date that comes before
    whole_case(reported=True)              with people, allegation, outcome and risk

Rows are written past the guard, as imports write them.
"""

from datetime import UTC, date, datetime, timedelta

import factory

from casework import guard
from complaints import rules, search
from complaints.models import (
    Allegation,
    Assessment,
    Case,
    CaseAccess,
    CaseClock,
    CaseLink,
    CaseTag,
    CaseTask,
    Category,
    Complainant,
    Conflict,
    ConflictRuling,
    Outcome,
    Person,
    Result,
    SeverityAssessment,
    StatusChange,
    Subject,
    Tag,
)
from complaints.models.choices import Capacity, ConductSource, Kind, SubjectKind
from complaints.rules.routes import route_after
from complaints.workflow import Route, Status
from tests.factories.accounts import user_with_role
from tests.factories.organisation import MemberFactory, UnitFactory

RECEIVED = date(2026, 9, 1)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
# The date of the case that starts each limit.
_STARTS = dict([*rules.CLOCKS.values(), rules.UNAPPEALED])


class Guarded(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with guard.writing("test"):
            return super()._create(model_class, *args, **kwargs)


def _state(status, *dated):
    """A trait: the status, and the dates that a case in it has."""
    dates = {
        name: factory.LazyAttribute(
            lambda case, days=days: case.received_on + timedelta(days=days)
        )
        for name, days in dated
    }
    return factory.Trait(status=status, **dates)


def _route_to(status):
    """By which route a case came to a state, where nothing else is said."""
    decided = {Status.DETERMINED, Status.NOTIFIED, Status.FINALISED}
    return Route.INVESTIGATION if status in decided else route_after(status, "")


_RECORDED = (("recorded_on", 1),)
_ALLOCATED = (*_RECORDED, ("allocated_on", 4))
_DETERMINED = (*_ALLOCATED, ("determined_on", 20))
_NOTIFIED = (*_DETERMINED, ("notified_on", 22), ("appeal_ends_on", 50))


class CaseFactory(Guarded):
    class Meta:
        model = Case

    class Params:
        recorded = _state(Status.RECORDED, *_RECORDED)
        not_recorded = _state(Status.NOT_RECORDED)
        checked = _state(Status.CHECKED, *_RECORDED)
        assessed = _state(Status.ASSESSED, *_RECORDED)
        resolved_at_contact = _state(Status.RESOLVED_AT_CONTACT)
        dispensing = _state(Status.DISPENSING, *_RECORDED)
        direction = _state(Status.DIRECTION, *_RECORDED)
        allocated = _state(Status.ALLOCATED, *_ALLOCATED)
        resolving = _state(Status.RESOLVING, *_ALLOCATED)
        discontinuing = _state(Status.DISCONTINUING, *_ALLOCATED)
        sub_judice = _state(Status.SUB_JUDICE, *_ALLOCATED)
        investigating = _state(Status.INVESTIGATING, *_ALLOCATED)
        reported = _state(Status.REPORTED, *_ALLOCATED)
        determined = _state(Status.DETERMINED, *_DETERMINED)
        notified = _state(Status.NOTIFIED, *_NOTIFIED)
        finalised = _state(Status.FINALISED, *_NOTIFIED, ("finalised_on", 51))
        withdrawn = _state(Status.WITHDRAWN, *_RECORDED)
        conduct = factory.Trait(kind=Kind.CONDUCT, conduct_source=ConductSource.REPORT)
        restricted = factory.Trait(confidentiality="restricted")

    kind = Kind.COMPLAINT
    status = Status.RECEIVED
    route = factory.LazyAttribute(lambda case: _route_to(case.status))
    channel = "telephone"
    reference_year = 2026
    reference_serial = factory.Sequence(lambda n: n + 1)
    reference = factory.LazyAttribute(
        lambda case: (
            f"{case.kind}/{case.reference_serial:05d}/{case.reference_year % 100:02d}"
        )
    )
    responsible_unit = factory.SubFactory(UnitFactory)
    received_on = RECEIVED
    incident_on = factory.LazyAttribute(
        lambda case: case.received_on and case.received_on - timedelta(days=2)
    )
    sort_received_on = factory.LazyAttribute(
        lambda case: case.received_on or date(1, 1, 1)
    )
    said = "The officer swore at me at the counter."
    place = "Station counter"
    created_at = NOON
    updated_at = NOON

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """With the clock of its next date, where it is given one."""
        case = super()._create(model_class, *args, **kwargs)
        if case.next_due:
            started = getattr(case, _STARTS.get(case.next_due, ""), None)
            due_on = date.fromisoformat(str(case.next_due_on))
            ClockFactory(
                case=case,
                code=case.next_due,
                starts_on=min(started or case.received_on or due_on, due_on),
                due_on=due_on,
            )
        return case


class ClockFactory(Guarded):
    """A limit that runs in a case, or has ended (done=True)."""

    class Meta:
        model = CaseClock

    class Params:
        done = factory.Trait(
            ended="done", done_on=factory.LazyAttribute(lambda clock: clock.due_on)
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda clock: clock.case.clocks.count() + 1)
    code = "completion"
    starts_on = factory.LazyAttribute(lambda clock: clock.case.received_on)
    rule_on = factory.LazyAttribute(
        lambda clock: clock.case.received_on or clock.starts_on
    )
    due_on = factory.LazyAttribute(lambda clock: clock.starts_on + timedelta(days=90))
    first_due_on = factory.LazyAttribute(lambda clock: clock.due_on)
    unit = factory.LazyAttribute(lambda clock: clock.case.responsible_unit)


class PersonFactory(Guarded):
    class Meta:
        model = Person

    forenames = factory.Sequence(lambda n: f"Ada {n}")
    surname = "Example"


class ComplainantFactory(Guarded):
    class Meta:
        model = Complainant

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    person = factory.SubFactory(PersonFactory)
    capacity = Capacity.VICTIM


class SubjectFactory(Guarded):
    class Meta:
        model = Subject

    class Params:
        unidentified = factory.Trait(
            kind=SubjectKind.UNIDENTIFIED,
            member=None,
            description="A tall officer with a beard",
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    kind = SubjectKind.MEMBER
    member = factory.SubFactory(MemberFactory)
    unit = factory.SelfAttribute("case.responsible_unit")
    rank = "constable"


class AllegationFactory(Guarded):
    class Meta:
        model = Allegation

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    category = factory.LazyFunction(lambda: Category.objects.get(code="U"))
    text = "Swore at the complainant."
    raised_on = RECEIVED


class OutcomeFactory(Guarded):
    class Meta:
        model = Outcome

    class Params:
        upheld = factory.Trait(
            result=factory.LazyFunction(lambda: result("upheld")),
            recommended=factory.LazyFunction(lambda: result("upheld")),
            case_to_answer=False,
            severity="none",
            forum="none",
        )

    allegation = factory.SubFactory(AllegationFactory)
    subject = factory.SubFactory(
        SubjectFactory, case=factory.SelfAttribute("..allegation.case")
    )


class AssessmentFactory(Guarded):
    class Meta:
        model = Assessment

    case = factory.SubFactory(CaseFactory)
    number = 1
    by = factory.LazyFunction(lambda: user_with_role("cst-officer"))
    at = NOON
    stage = "first_contact"
    risk_public = "low"
    risk_officers = "low"
    risk_organisation = "low"
    reasons = "A single rude remark."


class CaseTaskFactory(Guarded):
    class Meta:
        model = CaseTask

    class Params:
        done = factory.Trait(
            done_at=NOON, done_by=factory.LazyAttribute(lambda task: task.owner)
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    what = "Ask for the custody record"
    due_on = date(2026, 9, 15)
    owner = factory.LazyFunction(lambda: user_with_role("investigator"))
    set_by = factory.SelfAttribute("owner")
    set_at = NOON


class ConflictFactory(Guarded):
    class Meta:
        model = Conflict

    case = factory.SubFactory(CaseFactory)
    reason = "He is my brother-in-law."
    declared_at = NOON


class ConflictRulingFactory(Guarded):
    """On the line manager of a subject; on a declared one where `conflict` is given."""

    class Meta:
        model = ConflictRuling

    case = factory.SubFactory(CaseFactory)
    manager = factory.SubFactory(MemberFactory)
    upheld = True
    reasons = "They live in one house."
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON


class CaseAccessFactory(Guarded):
    class Meta:
        model = CaseAccess

    case = factory.SubFactory(CaseFactory)
    by = factory.LazyFunction(lambda: user_with_role("command"))
    at = NOON


class CaseTagFactory(Guarded):
    class Meta:
        model = CaseTag

    case = factory.SubFactory(CaseFactory)
    tag = factory.LazyFunction(lambda: Tag.objects.get(code="g20-2009"))
    by = factory.LazyFunction(lambda: user_with_role("cst-manager"))
    at = NOON


class CaseLinkFactory(Guarded):
    class Meta:
        model = CaseLink

    case = factory.SubFactory(CaseFactory)
    other = factory.SubFactory(CaseFactory)
    kind = "related"
    by = factory.LazyFunction(lambda: user_with_role("cst-officer"))
    at = NOON


class StatusChangeFactory(Guarded):
    class Meta:
        model = StatusChange

    case = factory.SubFactory(CaseFactory)
    verb = "start"
    from_status = Status.ALLOCATED
    to_status = Status.INVESTIGATING
    by = factory.LazyFunction(lambda: user_with_role("investigator"))
    at = NOON


def result(code):
    """The result of this code under the name of today."""
    return Result.objects.filter(code=code).order_by("-from_on").first()


def whole_case(*, decided=False, **fields):
    """A case with a complainant, an officer, an allegation, an outcome and its risk."""
    summary = {"categories": ["U"], "allegation_count": 1, "subject_count": 1}
    case = CaseFactory(**summary | fields)
    if case.kind == Kind.COMPLAINT:
        ComplainantFactory(case=case, number=1)
    allegation = AllegationFactory(case=case, number=1)
    subject = SubjectFactory(case=case, number=1)
    OutcomeFactory(allegation=allegation, subject=subject, upheld=decided)
    AssessmentFactory(case=case)
    with guard.writing("test"):
        if case.kind == Kind.CONDUCT:
            _assess_severity(case, subject)
        search.index(case)
    return case


def also_alleged(case):
    """Something else that is alleged in a whole case, against the same officer."""
    last = case.allegations.order_by("-number").first()
    allegation = AllegationFactory(case=case, number=last.number + 1)
    OutcomeFactory(allegation=allegation, subject=case.subjects.order_by("pk").first())
    case.allegation_count = allegation.number
    with guard.writing("test"):
        case.save(update_fields=["allegation_count"])
    return allegation


def _assess_severity(case, subject):
    """As the law of a conduct matter asks before it is reported on."""
    SeverityAssessment.objects.create(
        case=case,
        number=1,
        by=user_with_role("appropriate-authority"),
        at=NOON,
        status="kept",
        subject=subject,
        allegations=[1],
        regime="conduct-2008",
        severity="misconduct",
        severity_name="Misconduct",
        could_dismiss=False,
        assessed_on=case.received_on or RECEIVED,
        reasons="Words, and once.",
    )
