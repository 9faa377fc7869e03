"""Policy, enquiries, contacts and reviews: what they refuse, and what they start."""

from datetime import date, timedelta

import pytest

from audit import trail
from casework.acting import acting
from complaints import actions, permissions
from complaints.actions import clocks
from complaints.models import Case, CaseClock, Contact, LoggedAction, StrategyReview
from complaints.models.clocks import Ended
from complaints.views.log_sections import LOGS
from pages.refusals import BadInput, NotAllowed
from tests.complaints.sending import signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import NOW, days_ago
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ComplainantFactory, SubjectFactory, whole_case
from tests.factories.logs import (
    ContactFactory,
    EnquiryFactory,
    LoggedActionFactory,
    PolicyEntryFactory,
    StrategyReviewFactory,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def play(verb, **fields):
    return play_of(BY_VERB[verb], **fields)


def begin(case, code, starts_on, of=""):
    with acting("test", by=user_with_role("investigator"), at=NOW) as act:
        return clocks.begin(act, case, code, starts_on=starts_on, of=of)


def running(case, *codes):
    return CaseClock.objects.filter(case=case, code__in=codes, ended=Ended.RUNNING)


class TestPolicy:
    def test_a_decision_before_the_case_was_received_is_refused(self):
        it = play("log-policy")
        with pytest.raises(BadInput, match="on or after the date received"):
            it.do(decided_on=it.case.received_on - timedelta(days=1))

    def test_an_entry_stays_as_it_was_when_it_is_replaced(self):
        it = play("replace-policy")
        before = it.part.decision
        it.do()
        it.part.refresh_from_db()
        assert (it.part.decision, it.part.replaced) == (before, "The film was found.")


class TestActions:
    @pytest.mark.parametrize(
        ("on", "refusal"),
        [
            (days_ago(-1), "must be today"),
            (date(2004, 1, 1), "on or after the date received"),
        ],
    )
    def test_what_was_done_was_done_since_the_case_was_received(self, on, refusal):
        it = play("log-action")
        with pytest.raises(BadInput, match=refusal):
            it.do(on=on)

    def test_it_may_have_brought_nothing_yet(self):
        it = play("log-action")
        it.do(result="")
        assert LoggedAction.objects.get(case=it.case).result == ""


class TestEnquiries:
    def test_it_is_not_due_before_today(self):
        it = play("open-enquiry")
        with pytest.raises(BadInput, match="today or later"):
            it.do(due_on=days_ago(1))

    def test_nobody_with_a_part_in_the_case_follows_one(self):
        it = play("open-enquiry")
        subject = SubjectFactory(case=it.case, number=7)
        owner = user_with_role("investigator", it.unit, member=subject.member)
        with pytest.raises(NotAllowed, match="subject of it"):
            it.do(owner=owner)

    def test_its_owner_is_told(self):
        it = play("open-enquiry")
        owner = user_with_role("investigator", it.unit)
        it.do(owner=owner)
        assert owner.notifications.filter(event="case.open-enquiry").count() == 1

    def test_it_does_not_end_without_a_word(self):
        it = play("close-enquiry")
        with pytest.raises(BadInput, match="why it is not"):
            it.do(result="")


class TestContacts:
    def test_an_update_starts_the_next_28_days(self):
        it = play("log-contact")
        begin(it.case, "update", days_ago(60))
        it.do()
        [clock] = running(it.case, "update")
        assert clock.starts_on == days_ago(2)
        assert clock.due_on == days_ago(2) + timedelta(days=28)

    def test_what_is_no_update_starts_nothing(self):
        it = play("log-contact")
        begin(it.case, "update", days_ago(60))
        it.do(is_update=False)
        [clock] = running(it.case, "update")
        assert clock.starts_on == days_ago(60)

    def test_the_complainant_who_waited_longest_says_from_when_it_runs(self):
        it = play("log-contact")
        first = it.case.complainants.get()
        second = ComplainantFactory(case=it.case, number=2)
        begin(it.case, "update", days_ago(60))

        it.do(complainant=first, on=days_ago(3))
        [clock] = running(it.case, "update")
        assert clock.starts_on == days_ago(60)

        it.do(complainant=second, on=days_ago(2))
        [clock] = running(it.case, "update")
        assert clock.starts_on == days_ago(3)

    def test_an_older_update_that_is_written_down_late_moves_nothing_back(self):
        it = play("log-contact")
        begin(it.case, "update", days_ago(5))
        it.do(on=days_ago(20))
        [clock] = running(it.case, "update")
        assert clock.starts_on == days_ago(5)

    def test_an_officer_has_a_limit_of_their_own(self):
        it = play("log-contact")
        subject = it.case.subjects.get()
        it.do(complainant=None, subject=subject)
        [clock] = running(it.case, "update_officer")
        assert (clock.of, clock.starts_on) == (f"subject {subject.number}", days_ago(2))

    @pytest.mark.parametrize(
        "given",
        [{"direction": "in"}, {"complainant": None, "other": "Their solicitor"}],
        ids=["what they told us", "somebody else"],
    )
    def test_no_update(self, given):
        it = play("log-contact")
        with pytest.raises(BadInput, match="is an update"):
            it.do(**given)
        assert not Contact.objects.exists()

    def test_the_form_says_the_same(self):
        it = play("log-contact")
        sent = it.post(party="other", other="Their solicitor").content.decode()
        assert "Only what we tell a complainant or a subject is an update." in sent
        sent = it.post(party="other", other="", is_update="").content.decode()
        assert "Enter whom it was with." in sent


class TestReviews:
    def test_the_handler_does_not_review_their_own_case(self):
        it = play("review-strategy")
        it.case.handler = it.user
        with pytest.raises(NotAllowed, match="another supervisor"):
            permissions.check_part_verb(
                "review-strategy", it.case, StrategyReview(case=it.case), by=it.user
            )

    def test_it_meets_the_set_point_that_runs_and_starts_the_next(self):
        it = play("review-strategy")
        case = it.case
        begin(case, "strategy_review_second", case.allocated_on)
        made = it.do(on=case.allocated_on + timedelta(days=20))
        assert made.point == "strategy_review_second"
        [clock] = running(case, *clocks.limits.REVIEWS)
        assert clock.code == "strategy_review_third"
        assert clock.due_on == case.allocated_on + timedelta(days=60)

    def test_a_late_review_does_not_leave_the_next_point_late_at_once(self):
        it = play("review-strategy")
        case = it.case
        begin(case, "strategy_review_first", case.allocated_on)
        it.do(on=case.allocated_on + timedelta(days=45))
        [clock] = running(case, *clocks.limits.REVIEWS)
        assert clock.code == "strategy_review_third"

    def test_past_every_set_point_each_asks_for_another(self):
        case = whole_case(
            investigating=True,
            responsible_unit=UnitFactory(team=True),
            received_on=date(2026, 5, 1),
        )
        begin(case, "strategy_review", case.received_on)
        supervisor = user_with_role("team-inspector", case.responsible_unit)
        case.refresh_from_db()
        made = actions.review_strategy(
            case=case,
            by=supervisor,
            at=NOW,
            version=case.version,
            on=days_ago(1),
            reviewed="All of it.",
            lines="None.",
        )
        assert made.point == "strategy_review"
        [clock] = running(case, *clocks.limits.REVIEWS)
        assert (clock.code, clock.starts_on) == ("strategy_review_next", days_ago(1))

    def reviewed_with(self, next_on):
        it = play("review-strategy")
        case = it.case
        begin(case, "strategy_review_second", case.allocated_on)
        it.do(on=days_ago(1), next_on=next_on)
        [clock] = running(case, *clocks.limits.REVIEWS)
        return it, clock

    def test_a_day_that_the_supervisor_sets_comes_first(self):
        soon = days_ago(-1)
        it, clock = self.reviewed_with(soon)
        assert (clock.code, clock.due_on) == ("strategy_review_set", soon)
        case = Case.objects.get(pk=it.case.pk)
        assert (case.next_due_on, case.next_due) == (soon, "strategy_review_set")

    def test_a_day_beyond_the_next_set_point_does_not_put_that_off(self):
        _, clock = self.reviewed_with(days_ago(-400))
        assert clock.code == "strategy_review"

    def test_it_begins_with_the_allocation_and_ends_with_the_report(self):
        case = whole_case(assessed=True)
        case.status, case.allocated_on = "allocated", days_ago(1)
        held = clocks.held(case)
        clocks.follow(case, "allocate", on=days_ago(1))
        begun = [row for row in held.running if row.code in clocks.limits.REVIEWS]
        assert [row.code for row in begun] == ["strategy_review_first"]
        case.status = "reported"
        clocks.follow(case, "submit-report", on=days_ago(0))
        assert begun[0].ended == Ended.DROPPED

    def test_the_next_one_is_in_the_future(self):
        with pytest.raises(BadInput, match="after today"):
            play("review-strategy").do(next_on=days_ago(0))

    def test_out_of_proportion_says_what_changes(self):
        with pytest.raises(BadInput, match="what changes"):
            play("check-proportionality").do(changes="")

    @pytest.mark.parametrize("verb", ["review-strategy", "check-proportionality"])
    def test_whoever_reviewed_it_does_not_decide_it(self, verb):
        it = play(verb)
        it.do()
        with pytest.raises(NotAllowed, match="you reviewed how it was investigated"):
            permissions.check_is_independent(it.case, by=fresh(it.user))


class TestPage:
    @pytest.fixture
    def case(self):
        return whole_case(investigating=True, responsible_unit=UnitFactory(team=True))

    def text(self, case, page="logs/", role="team-inspector"):
        client = signed_in(user_with_role(role, case.responsible_unit))
        shown = client.get(f"{case.get_absolute_url()}{page}")
        assert shown.status_code == 200
        return shown.content.decode()

    def test_it_says_plainly_that_there_is_no_log(self, case):
        text = self.text(case)
        assert (
            "has no decision in the policy log, nothing in the action log and no line "
            "of enquiry." in text
        )

    def test_it_says_so_of_what_is_missing_alone(self, case):
        PolicyEntryFactory(case=case)
        words = "and has nothing in the action log and no line of enquiry."
        assert words in self.text(case)
        LoggedActionFactory(case=case)
        assert "and has no line of enquiry." in self.text(case)
        EnquiryFactory(case=case)
        assert "under investigation, and has" not in self.text(case)

    def test_who_has_not_heard_is_said_there_and_on_the_first_page(self, case):
        today = date.today()  # noqa: DTZ011 - what the page says is of the day it is read
        begin(case, "update", today - timedelta(days=40))
        assert "has not heard yet, for 40 days" in self.text(case)
        assert "The complainant has not heard for 40 days." in self.text(case, "")

    def test_who_heard_is_said_with_the_next_day(self, case):
        today = date.today()  # noqa: DTZ011
        on = today - timedelta(days=3)
        ContactFactory(
            case=case, complainant=case.complainants.get(), update=True, on=on
        )
        begin(case, "update", on)
        text = self.text(case)
        assert "3 days ago. The next update is due by" in text
        assert "has not heard" not in self.text(case, "")

    def test_names_are_for_those_who_may_know_them(self, case):
        begin(case, "update", date(2026, 9, 5))
        EnquiryFactory(case=case, what="Ask Zebedee Quince")
        text = self.text(case, role="mpa-officer")
        assert "Complainant 1" in text
        assert "Zebedee" not in text
        assert str(case.complainants.get().person) not in text

    def test_a_long_log_shows_its_newest_and_leads_to_the_whole(self, case):
        for number in range(1, 8):
            EnquiryFactory(case=case, number=number, what=f"Thing {number:02}")
        text = self.text(case)
        assert "Thing 07" in text
        assert "Thing 02" not in text
        assert "logs/enquiries/" in text
        assert "Thing 02" in self.text(case, "logs/enquiries/")

    def test_the_whole_is_paged(self, case):
        for number in range(1, 28):
            EnquiryFactory(case=case, number=number, what=f"Thing {number:02}")
        text = self.text(case, "logs/enquiries/")
        assert "Thing 27" in text
        assert "Thing 02" not in text
        assert "cursor=" in text

    def test_words_are_found_in_it(self, case):
        EnquiryFactory(case=case, number=1, what="Film of the counter")
        EnquiryFactory(case=case, number=2, what="The custody record")
        text = self.text(case, "logs/enquiries/?q=counter+film")
        assert "Film of the counter" in text
        assert "custody record" not in text

    def test_nobody_looks_for_words_that_they_may_not_read(self, case):
        EnquiryFactory(case=case, number=1, what="Ask Zebedee Quince")
        EnquiryFactory(case=case, number=2)
        for asked in ("Zebedee", "Nobody"):
            text = self.text(case, f"logs/enquiries/?q={asked}", role="mpa-officer")
            assert "Line of enquiry 1" in text
            assert "Line of enquiry 2" in text

    @pytest.mark.parametrize("section", LOGS, ids=lambda section: section.whole)
    def test_each_is_printed_from_its_beginning(self, case, section):
        PolicyEntryFactory(case=case, number=1, decision="The first of all.")
        LoggedActionFactory(case=case, number=1, what="Drove to the counter.")
        text = self.text(case, f"logs/{section.whole}/print/")
        assert ("The first of all." in text) == (section.whole == "policy")
        assert ("Drove to the counter." in text) == (section.whole == "actions")

    def test_there_is_no_log_of_another_name(self, case):
        client = signed_in(user_with_role("team-inspector", case.responsible_unit))
        for page in ("logs/gossip/", "logs/gossip/print/"):
            assert client.get(f"{case.get_absolute_url()}{page}").status_code == 404

    def test_it_asks_as_often_for_many_as_for_few(
        self, case, django_assert_max_num_queries
    ):
        StrategyReviewFactory(case=case)
        for number in range(1, 7):
            EnquiryFactory(case=case, number=number)
            ContactFactory(
                case=case, number=number, complainant=case.complainants.get()
            )
            PolicyEntryFactory(case=case, number=number)
        client = signed_in(user_with_role("team-inspector", case.responsible_unit))
        client.get(f"{case.get_absolute_url()}logs/")
        with django_assert_max_num_queries(20):
            client.get(f"{case.get_absolute_url()}logs/")

    def test_the_history_calls_things_by_their_names(self, case):
        it = play("log-contact")
        it.do()
        kept = trail.history_of(it.case)[0].changes
        assert kept["contact 1 means"] == [None, "telephone"]
        client = signed_in(it.user)
        text = client.get(f"{it.case.get_absolute_url()}history/").content.decode()
        assert "Logged a contact" in text
        assert "From us to them" in text
