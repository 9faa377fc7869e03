"""The pages before an investigation: record, check, allocate."""

import pytest

from audit import trail
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import user_with_role
from tests.factories.complaints import AllegationFactory, AssessmentFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class TestRecord:
    page = PAGES[0]

    def test_an_allegation_of_discrimination_names_its_strand(self):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-0-category": "F"})
        assert errors(sent) == ["Select the strand: discrimination always names one."]

    def test_at_least_one_allegation(self):
        play = scene(self.page)
        sent = post(
            self.page,
            play,
            **{"allegations-0-category": "", "allegations-0-text": ""},
        )
        assert errors(sent) == ["Select the category.", "Enter what is alleged."]

    def test_one_more_card_without_scripts(self):
        play = scene(self.page)
        sent = post(self.page, play, more="1")
        assert sent.content.decode().count("data-item-title") == 3  # two and a spare
        assert errors(sent) == []
        assert unmoved(play)

    def test_of_two_cards_the_summary_says_which_is_meant(self):
        play = scene(self.page)
        data = {
            "allegations-TOTAL_FORMS": "2",
            "allegations-1-against": "1",
            "allegations-1-category": "",
            "allegations-1-text": "Pushed him.",
        }
        sent = post(self.page, play, **data)
        assert errors(sent) == ["Allegation 2: Select the category."]

    def test_a_second_card_left_empty_is_no_allegation(self):
        play = scene(self.page)
        data = {
            "allegations-TOTAL_FORMS": "2",
            "allegations-1-against": "1",
            "allegations-1-category": "",
            "allegations-1-text": "",
        }
        assert post(self.page, play, **data).status_code == 302
        assert play.case.allegations.count() == 1

    def test_cards_beyond_all_measure_are_refused(self):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-TOTAL_FORMS": "100000"})
        assert sent.status_code == 200
        assert "Enter at most 30 allegations." in errors(sent)
        assert not any("submit" in each for each in errors(sent))
        assert unmoved(play)

    @pytest.mark.parametrize("count", ["²", "", "1e3", "-1", "0"])
    def test_cards_that_cannot_be_counted_are_not_lost(self, count):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-TOTAL_FORMS": count})
        page = sent.content.decode()
        assert sent.status_code == 400
        assert "does not say how many allegations" in page
        assert self.page.data()["allegations-0-text"] in page
        assert unmoved(play)


class TestCheck:
    page = next(page for page in PAGES if page.verb == "check")

    def shown(self, play):
        page = signed_in(play.user).get(address(play.case, "check"))
        return page.context["form"]["issues"].value()

    def told(self, case):
        (entry,) = (e for e in trail.history_of(case) if e.event == "case.check")
        return entry.changes

    def test_the_issues_begin_as_the_allegations_were_recorded(self):
        play = scene(self.page)
        category = play.case.allegations.get().category
        assert self.shown(play) == f"1. {category}: Swore at the complainant."
        AllegationFactory(case=play.case, number=2, text="x" * 20_000)
        issues = self.shown(play)
        assert issues.startswith("1. ")
        assert "\n2. " in issues
        assert len(issues) == 20_000

    def test_they_begin_as_they_were_written_if_somebody_did(self):
        play = scene(self.page)
        AssessmentFactory(case=play.case, number=2, issues="Whether he swore.")
        assert self.shown(play) == "Whether he swore."
        page = signed_in(play.user).get(address(play.case, "check")).content.decode()
        assert page.count("Whether he swore.") == 2  # in the field and beside it
        assert "The issues begin as they were last written" in page

    def test_confirmed_as_they_stand_nothing_changed(self):
        play = scene(self.page)
        AllegationFactory(case=play.case, number=2, text="First.\nThen this.")
        sent = post(self.page, play, issues=self.shown(play).replace("\n", "\r\n"))
        assert sent.status_code == 302, errors(sent)
        assert "Then this." in play.case.assessments.get(stage="check").issues
        assert "issues" not in self.told(play.case)

    def test_corrected_both_are_kept(self):
        play = scene(self.page)
        before = self.shown(play)
        assert post(self.page, play).status_code == 302
        after = self.page.data()["issues"]
        assert play.case.assessments.get(stage="check").issues == after
        assert self.told(play.case)["issues"] == [before, after]
        history = f"{play.case.get_absolute_url()}history/"
        page = signed_in(play.user).get(history).content.decode()
        assert "Issues: from 1. " in page
        commander = signed_in(user_with_role("commander", play.unit))
        assert "Swore at" not in commander.get(history).content.decode()

    def test_left_empty_they_are_asked_for(self):
        play = scene(self.page)
        assert errors(post(self.page, play, issues="")) == ["Enter the issues."]
        assert unmoved(play)


class TestAllocate:
    page = next(page for page in PAGES if page.verb == "allocate")

    def test_the_unit_comes_first(self):
        play = scene(self.page)
        shown = signed_in(play.user).get(address(play.case, "allocate"))
        assert "Show its handlers" in shown.content.decode()

    def test_a_unit_that_is_not_offered_is_not_there(self):
        play = scene(self.page)
        area = UnitFactory(area=True)
        client = signed_in(play.user)
        found = client.get(address(play.case, "allocate"), {"unit": area.code})
        assert found.status_code == 404

    def test_a_handler_without_training_needs_a_reason(self):
        play = scene(self.page)
        handler = user_with_role("investigator", play.unit)
        sent = post(self.page, play, handler=handler.email, reason="")
        assert errors(sent) == [
            f"Give a reason for choosing {handler.name}, whose training is not current."
        ]
        sent = post(self.page, play, handler=handler.email, reason="Nobody else.")
        assert sent.status_code == 302
        play.case.refresh_from_db()
        assert play.case.handler == handler

    def test_a_champion_is_shown_the_own_borough_at_once(self):
        play = scene(self.page)
        champion = user_with_role("champion", play.unit)
        shown = signed_in(champion).get(address(play.case, "allocate"))
        assert "Show its handlers" not in shown.content.decode()
        assert champion.name in shown.content.decode()

    def receipt(self, play, **changes):
        client = signed_in(play.user)
        sent = post(self.page, play, client, **changes)
        assert sent.status_code == 302, errors(sent)
        return client.get(sent.url).content.decode()

    def test_the_receipt_says_to_whom(self):
        play = scene(self.page)
        handler = user_with_role("investigator", play.unit, name="Ida Marlow")
        page = self.receipt(play, handler=handler.email, reason="Nobody else.")
        assert f"{play.case} is allocated to Ida Marlow in {play.unit}." in page

    def test_or_that_nobody_handles_it_yet(self):
        play = scene(self.page)
        told = f"{play.case} is allocated to {play.unit}, where nobody handles it yet."
        assert told in self.receipt(play)

    def test_a_unit_without_handlers_says_what_happens_next(self):
        play = scene(self.page)
        desk = UnitFactory(desk=True)
        client = signed_in(play.user)
        shown = client.get(address(play.case, "allocate"), {"unit": desk.code})
        page = shown.content.decode()
        assert "Nobody in this unit can handle this case." in page
        assert "it waits without a handler in the list “Unallocated”" in page

    @pytest.mark.parametrize(
        ("response", "unit", "notice"),
        [
            ("dps_investigation", {}, "by DPS, and {} is not part of DPS."),
            ("dps_investigation", {"team": True}, ""),
            ("local_investigation", {"desk": True}, "by a borough, and {} is part of"),
            ("local_investigation", {}, ""),
        ],
    )
    def test_a_unit_at_odds_with_the_response_is_told_and_not_refused(
        self, response, unit, notice
    ):
        play = scene(self.page)
        AssessmentFactory(case=play.case, number=2, stage="assess", response=response)
        chosen = UnitFactory(**unit)
        client = signed_in(play.user)
        shown = client.get(address(play.case, "allocate"), {"unit": chosen.code})
        page = shown.content.decode()
        assert ("The response assessed is an investigation" in page) == bool(notice)
        assert notice.format(chosen) in page
        assert post(self.page, play, unit=chosen.code).status_code == 302

    def test_subjects_are_left_out_and_counted(self):
        play = scene(self.page)
        member = play.case.subjects.get().member
        user_with_role("investigator", play.unit, member=member)
        shown = signed_in(play.user).get(
            address(play.case, "allocate"), {"unit": play.unit.code}
        )
        assert "1 person is left out" in shown.content.decode()
