"""Withdrawal of some of what is alleged, while the rest goes on."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit import trail
from complaints.actions.investigating import outcomes_of
from complaints.permissions import verbs_for
from pages.refusals import BadInput, NotAllowed, Stale, WrongState
from tests.complaints.handled import again, do
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.complaints.withdrawing import TODAY, of_two_things, results, withdraw
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import AllegationFactory, also_alleged, whole_case
from tests.factories.papers import DocumentFactory

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "withdraw-allegations")


@pytest.fixture
def case():
    return of_two_things()


class TestPartly:
    def test_the_rest_goes_on_where_it_stands(self, case):
        withdraw(case, 2)
        assert again(case).status == "investigating"
        assert results(case) == [None, "withdrawn"]
        entry = trail.history_of(case)[0]
        assert (entry.event, entry.outcome) == ("case.withdraw-allegations", "done")

    def test_the_signed_request_is_kept_with_it(self, case):
        paper = DocumentFactory(case=case, name="request.txt")
        withdraw(case, 2, document=paper)
        letter = case.letters.get(kind="part_withdrawn")
        assert (letter.document, letter.dated_on) == (paper, TODAY)
        assert letter.complainant == case.complainants.get()

    def test_nothing_of_it_is_reported_on_or_decided(self, case):
        withdraw(case, 2)
        (outcome,) = outcomes_of(again(case))
        assert outcome.allegation.number == 1
        do("submit-report", case)
        do("determine", case)
        assert results(case) == ["upheld", "withdrawn"]
        decided = again(case).determinations.get().decisions
        assert [row.outcome.allegation.number for row in decided.all()] == [1]

    def test_another_route_leaves_it_as_it_is(self, case):
        withdraw(case, 1)
        do("apply-discontinuance", case)
        do("grant-discontinuance", case)
        assert results(case) == ["withdrawn", "discontinued"]

    def test_the_whole_can_be_withdrawn_afterwards(self, case):
        withdraw(case, 2)
        assert do("withdraw", case).status == "withdrawn"
        kinds = case.letters.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["part_withdrawn", "withdrawal_request"]

    def test_the_handler_is_told(self, case):
        withdraw(case, 2)
        told = case.handler.notifications.latest("pk")
        assert told.sentence == f"Allegation 2 in {case} was withdrawn."

    def test_its_card_says_so_before_the_case_is_decided(self, case):
        withdraw(case, 2)
        client = signed_in(case.handler)
        page = client.get(f"{case.get_absolute_url()}allegations/").content.decode()
        assert page.count("Withdrawn") == 1


class TestRefusals:
    def refused(self, case, *numbers, **more):
        with pytest.raises(BadInput) as refused:
            withdraw(case, *numbers, **more)
        assert set(results(case)) <= {None, "withdrawn"}
        assert trail.history_of(case)[0].outcome != "done" or results(case).count(
            "withdrawn"
        )
        return refused.value

    def test_everything_is_the_complaint_itself(self, case):
        refusal = self.refused(case, 1, 2)
        assert refusal.sentence == (
            "That is everything that is alleged: withdraw the complaint instead."
        )
        assert refusal.field == "allegations"

    @pytest.mark.parametrize("numbers", [(), (9,)])
    def test_something_is_selected(self, case, numbers):
        assert "Select allegations" in self.refused(case, *numbers).sentence

    def test_not_of_another_case(self, case):
        other = whole_case(investigating=True)
        rows = list(other.allegations.all())
        refusal = self.refused(case, allegations=rows)
        assert refusal.sentence == "Choose an allegation of this case."

    def test_not_twice(self, case):
        also_alleged(case)
        withdraw(case, 2)
        assert "not withdrawn yet" in self.refused(case, 2).sentence

    def test_not_without_the_signed_request(self, case):
        refusal = self.refused(case, 2, document=None)
        assert refusal.sentence.startswith("Attach the signed request, or choose it")
        assert refusal.field == "request"

    def test_not_with_a_paper_of_another_case(self, case):
        refusal = self.refused(case, 2, document=DocumentFactory())
        assert refusal.sentence == "Choose a document of this case."

    def test_not_a_request_of_the_future(self, case):
        refusal = self.refused(case, 2, request_on=TODAY + timedelta(days=1))
        assert refusal.field == "request_on"

    def test_not_what_is_against_nobody_yet(self, case):
        AllegationFactory(case=case, number=3)
        assert "Add a subject first" in self.refused(case, 3).sentence

    def test_what_stands_alone_is_not_withdrawn_in_part(self, case):
        withdraw(case, 2)
        with pytest.raises(WrongState, match="but one allegation that stands"):
            withdraw(case, 1)
        user = user_with_role("cst-manager")
        offered = {each.verb for each in verbs_for(again(case), fresh(user))}
        assert "withdraw" in offered
        assert "withdraw-allegations" not in offered

    @pytest.mark.parametrize("state", ["determined", "notified", "finalised"])
    def test_not_what_was_decided(self, state):
        decided = whole_case(**{state: True}, decided=True)
        also_alleged(decided)
        with pytest.raises(
            WrongState, match="You cannot record the withdrawal of allegations"
        ):
            withdraw(decided, 2)

    def test_nobody_asks_for_it_in_a_conduct_matter(self):
        matter = whole_case(investigating=True, conduct=True)
        also_alleged(matter)
        with pytest.raises(WrongState, match="which is a conduct matter"):
            withdraw(matter, 2)

    def test_who_may_not(self, case):
        with pytest.raises(
            NotAllowed, match="does not allow you to record the withdrawal"
        ):
            withdraw(case, 2, by=user_with_role("mpa-officer"))
        assert trail.history_of(case)[0].outcome == "refused"

    def test_an_old_form(self, case):
        withdraw(case, 2, version=again(case).version)
        also_alleged(case)
        with pytest.raises(Stale):
            withdraw(case, 1, version=again(case).version - 1)


class TestPage:
    def test_it_offers_what_stands(self):
        play = scene(PAGE)
        page = signed_in(play.user).get(address(play.case, PAGE.verb))
        field = page.context["form"].fields["allegations"]
        assert [key for key, _ in field.choices] == ["1", "2"]
        assert "Swore at the complainant." in page.content.decode()

    def test_everything_is_refused_at_its_field(self):
        play = scene(PAGE)
        sent = post(PAGE, play, allegations=["1", "2"])
        assert errors(sent) == [
            "That is everything that is alleged: withdraw the complaint instead."
        ]
        assert unmoved(play)

    def test_what_is_not_offered_is_refused_by_its_name(self):
        play = scene(PAGE)
        sent = post(PAGE, play, allegations=["9"])
        assert errors(sent) == [
            "Each allegation that is withdrawn must be one of the choices shown."
        ]

    def test_of_one_allegation_there_is_no_form_but_a_sentence(self):
        play = scene(next(page for page in PAGES if page.verb == "withdraw"))
        page = signed_in(play.user).get(address(play.case, PAGE.verb))
        assert page.status_code == 409
        text = page.content.decode()
        assert "withdraw the complaint instead" in text
        assert "Withdraw them" not in text

    def test_the_request_may_be_sent_along(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(PAGE)
        scan = SimpleUploadedFile("request.txt", b"I withdraw the second. Signed.")
        assert post(PAGE, play, request=scan, document="").status_code == 302
        letter = play.case.letters.get(kind="part_withdrawn")
        assert letter.document.label == "Signed request to withdraw"
