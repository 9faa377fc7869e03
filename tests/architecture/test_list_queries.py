"""Every page that lists rows asks the database as often for one as for twenty.

Of everything that is listed one row is made, then as many more; the pages are opened
as somebody of each way of seeing identities who may open them. A page that takes no
argument is measured here, or elsewhere, or is said to be no list.
"""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ROLES
from casework import guard
from complaints.views.parts import PART_PAGES
from complaints.views.registers.overview import REGISTERS
from complaints.views.registers.pages import RegisterList
from organisation.classification import FieldClass
from tests.architecture.openings import OPEN
from tests.architecture.test_query_counts import NOT_ASKED
from tests.architecture.url_rules import READS, RULES
from tests.factories import appeals, claims, conduct, ipcc, logs, markers, routes
from tests.factories.accounts import DelegationFactory, user_with_role
from tests.factories.complaints import (
    CaseTaskFactory,
    ClockFactory,
    ComplainantFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.interventions import InterventionFactory
from tests.factories.organisation import LineManagerFactory, MemberFactory, UnitFactory
from tests.factories.papers import DocumentFactory, NoteFactory
from tests.factories.proceedings import (
    ImposedSanctionFactory,
    PanelMemberFactory,
    ProceedingFactory,
    RepresentationFactory,
)
from tests.factories.restrictions import RestrictionFactory
from tests.factories.risks import RiskDecisionFactory, RiskFactory, risk_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = 20
MOST = 20  # queries of any such page
TODAY = timezone.localdate()
# What is asked besides: of which rows, and the budgets that are closer.
QUERIES = {
    "complaints:hearings": f"?month={TODAY:%Y-%m}",
    "complaints:conflict-register": "?kind=declared",
}
# And as whom, where not everybody who may open the page may ask that.
MORE = (
    ("complaints:conflict-register", "?kind=managers", ()),
    ("desk:diary", "?unit={unit}", ("team-inspector",)),
    ("desk:priority", "?unit={unit}", ("team-inspector",)),
)
# Measured in test_query_counts, with more rows.
ELSEWHERE = {"complaints:cases", "desk:home", "desk:search"}
NO_LIST = {"desk:search-help", "complaints:registers"}
CASE_PAGES = (
    *PART_PAGES,
    *("case", "allegations", "people", "tasks", "documents", "decisions", "clocks"),
)


def lists():
    """The name of every page of complaints and desk that takes no argument."""
    for name, rule in RULES.items():
        ours = name.startswith(("complaints:", "desk:"))
        if ours and rule.methods == READS and not rule.args:
            yield name


def readers(name):
    """A role for each way of seeing who people are, of those who may open the page."""
    found = {}
    for role in ROLES.values():
        if RULES[name].opens.predict(role, True) is OPEN:
            found.setdefault(role.reach(FieldClass.IDENTITY), role.slug)
    return list(found.values())


class Growing:
    """A unit of which there is more and more of everything, and one case likewise."""

    def __init__(self):
        self.unit = UnitFactory(team=True)
        self.office = user_with_role("hearings-office")
        self.handler = user_with_role("investigator", self.unit)
        self.manager = MemberFactory()
        self.case = whole_case(
            investigating=True, responsible_unit=self.unit, handler=self.handler
        )
        self.meeting = risk_meeting(TODAY)
        self._serial = count(1)

    def more(self):
        self._registers()
        self._hearings()
        self._conflicts()
        self._records(next(self._serial))

    def _whole(self, **state):
        case = whole_case(
            responsible_unit=self.unit, handler=self.handler, **state or _OPEN
        )
        ClockFactory(case=case, owner=self.handler)
        return case

    def _registers(self):
        own = {"responsible_unit": self.unit}
        RiskFactory(case=self._whole(), owner=self.handler, **own)
        decided = RiskFactory(case=self._whole(), owner=self.handler, **own)
        RiskDecisionFactory(risk=decided, meeting=self.meeting)
        RestrictionFactory(case=self._whole(), in_force=True)
        InterventionFactory(**own)
        claim = claims.ClaimFactory(**own)
        claims.ClaimCaseFactory(claim=claim, case=self._whole())
        claims.ClaimPartyFactory(claim=claim)
        claims.ClaimPartyFactory(claim=claim, name="", member=MemberFactory())
        claims.FoiRequestFactory(**own)
        claims.IntelligenceItemFactory(about_unit=UnitFactory(), **own)
        appeal = appeals.AppealFactory(case=self._whole(notified=True))
        appeals.DirectionFactory(case=appeal.case, appeal=appeal)
        logs.AdviceFactory(case=self._whole(), asked_of=self.unit)
        logs.GeneralAdviceFactory(asked_of=self.unit)
        logs.GeneralAdviceFactory(answered=True, asked_of=UnitFactory())
        DelegationFactory()
        markers.MarkerFactory(case=self._whole())

    def _hearings(self):
        for state in ({"fixed": True, "sits_on": TODAY}, {"told": True}, _PUBLISHED):
            case = self._whole(determined=True)
            row = ProceedingFactory(case=case, number=1, **state)
            PanelMemberFactory(case=case, proceeding=row, number=1)
            if "fixed" not in state:
                ImposedSanctionFactory(case=case, proceeding=row, number=1)

    def _conflicts(self):
        case = self._whole()
        ConflictFactory(case=case, user=user_with_role("cst-officer"))
        LineManagerFactory(member=case.subjects.get().member, manager=self.manager)

    def _records(self, number):
        """One more of everything that a page of the case lists."""
        case, by = self.case, self.handler
        of_case = {"case": case, "number": number, "by": by}
        ComplainantFactory(case=case, number=number + 1)
        subject = SubjectFactory(case=case, number=number + 1)
        ClockFactory(
            case=case,
            code="update_officer",
            of=f"subject {subject.number}",
            owner=by,
        )
        CaseTaskFactory(case=case, owner=by)
        NoteFactory(case=case)
        DocumentFactory(case=case)
        for factory in (
            *(logs.PolicyEntryFactory, logs.LoggedActionFactory),
            *(logs.EnquiryFactory, logs.ContactFactory),
            *(logs.StrategyReviewFactory, logs.ProportionalityCheckFactory),
            *(ipcc.IpccRequestFactory, routes.ServiceRecoveryFactory),
            conduct.CpsReferralFactory,
        ):
            factory(**of_case)
        logs.AdviceFactory(asked_of=self.unit, **of_case)
        witness = logs.WitnessFactory(**of_case)
        logs.WitnessCareFactory(witness=witness, **of_case)
        logs.WitnessAttendanceFactory(witness=witness, **of_case)
        for factory in (
            *(conduct.SeverityAssessmentFactory, conduct.NoticeFactory),
            *(conduct.InterviewFactory, conduct.ManagementActionFactory),
            markers.MarkerFactory,
        ):
            factory(subject=subject, **of_case)
        held = ProceedingFactory(subject=subject, fixed=True, **of_case)
        PanelMemberFactory(proceeding=held, **of_case)
        RepresentationFactory(proceeding=held, **of_case)
        with guard.writing("test"):
            type(case).objects.filter(pk=case.pk).update(subject_count=number + 1)


_OPEN = {"investigating": True}
_PUBLISHED = {
    "told": True,
    "published": True,
    "publish_until": TODAY + timedelta(days=365),
}


def addresses(growing):
    """(what, of whom, the address) of everything that is measured."""
    listed = set(lists()) - ELSEWHERE - NO_LIST
    asked = [(name, QUERIES.get(name, ""), ()) for name in sorted(listed)]
    for name, query, slugs in (*asked, *MORE):
        address = reverse(name) + query.format(unit=growing.unit.code)
        for slug in slugs or readers(name):
            yield address, slug, address
    meeting = growing.meeting.held_on.isoformat()
    for slug in readers("complaints:risk-meeting"):
        address = reverse("complaints:risk-meeting", args=[meeting])
        yield address, slug, address
    for page in CASE_PAGES:
        address = reverse(f"complaints:{page}", args=[growing.case.slug])
        for slug in readers(f"complaints:{page}"):
            yield page, slug, address


def queries(user, address):
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    statements = [one["sql"] for one in captured.captured_queries]
    return [one for one in statements if not one.upper().startswith(NOT_ASKED)]


def test_every_list_is_measured():
    named = set(lists())
    assert named >= ELSEWHERE | NO_LIST
    assert {each.url_name for each in REGISTERS} <= named
    registers = {each.model.table.name for each in RegisterList.__subclasses__()}
    assert {f"complaints:{noun}s" for noun in registers} <= named


def test_every_list_asks_as_often_for_one_row_as_for_many():
    growing = Growing()
    growing.more()
    people = {}
    before = []
    for name, slug, address in addresses(growing):
        user = people.setdefault(slug, user_with_role(slug, growing.unit))
        before.append((name, user, slug, address, queries(user, address)))

    for _ in range(ROWS - 1):
        growing.more()

    faults = []
    for name, user, slug, address, few in before:
        many = queries(user, address)
        if len(many) != len(few) or len(many) > MOST:
            faults.append(_told(f"{name} as {slug}", few, many))
    assert not faults, "\n\n".join(faults)


def _told(name, few, many):
    """How often, and what is asked most often, for whoever has to find it."""
    often = sorted(set(many), key=many.count, reverse=True)[:3]
    alike = [one for one in many if one[:150] not in {each[:150] for each in few}]
    lines = [f"{name}: {len(few)} queries, then {len(many)}"]
    return "\n".join(lines + [f"  {one[:400]}" for one in (*often, *alike[:3])])
