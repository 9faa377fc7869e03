"""What the tables of law say of sanctions, panels, grounds and letters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints import rules
from complaints.models import Category, Result
from complaints.models.choices import Response
from complaints.models.law import LetterText, Purpose
from complaints.rules import PERFORMANCE
from complaints.rules.regimes import last_day
from organisation.models.members import Rank

pytestmark = pytest.mark.django_db
LAST_OF_2004, FIRST_OF_2008 = date(2008, 11, 30), date(2008, 12, 1)
FWW, WW = "final-written-warning", "written-warning"


class TestSanctions:
    def imposed(self, regime, forum, severity="misconduct", live=(), on=FIRST_OF_2008):
        found = regime.sanctions_open(forum, severity=severity, live=live, on=on)
        return [one.code for one in found]

    def test_of_the_full_board(self, of_2004):
        assert self.imposed(of_2004, "hearing", on=LAST_OF_2004) == [
            *("caution", "reprimand", "fine", "reduction-in-rank"),
            *("requirement-to-resign", "dismissal"),
        ]

    def test_of_a_meeting(self, of_2008):
        assert self.imposed(of_2008, "meeting") == [
            *("no-action", "management-advice", WW, FWW)
        ]

    @pytest.mark.parametrize(
        ("severity", "live", "ends"),
        [
            ("misconduct", (), []),
            ("misconduct", {WW}, []),
            ("misconduct", {FWW}, ["dismissal-with-notice"]),
            ("gross", (), ["dismissal-with-notice", "dismissal-without-notice"]),
        ],
    )
    def test_of_a_hearing_misconduct_alone_never_ends_service(
        self, of_2008, severity, live, ends
    ):
        imposed = self.imposed(of_2008, "hearing", severity, live)
        found = [code for code in imposed if of_2008.sanction(code).ends_service]
        assert found == ends

    def test_a_warning_is_not_repeated_while_it_or_a_graver_one_is_live(self, of_2008):
        assert self.imposed(of_2008, "meeting", live={WW})[2:] == [FWW]
        assert self.imposed(of_2008, "meeting", live={FWW})[2:] == []
        assert self.imposed(of_2008, "hearing", live={FWW})[2:] == [
            *("final-written-warning-extended", "dismissal-with-notice")
        ]

    def test_of_a_special_case(self, of_2008):
        assert self.imposed(of_2008, "special", "gross") == [
            *(FWW, "dismissal-without-notice")
        ]
        assert self.imposed(of_2008, "special", "gross", {FWW}) == [
            *("final-written-warning-extended", "dismissal-without-notice")
        ]

    def test_of_the_stages_of_performance(self, known):
        regime = known.regime_on(FIRST_OF_2008, PERFORMANCE)
        ill = "unsatisfactory"
        assert self.imposed(regime, "first-stage", ill) == [
            *("no-action", "improvement-notice")
        ]
        assert self.imposed(regime, "second-stage", ill)[-1] == (
            "final-improvement-notice"
        )
        assert self.imposed(regime, "third-stage", ill, {"final-improvement-notice"})[
            1:
        ] == [
            *("extension-of-notice", "redeployment", "reduction-in-rank"),
            "dismissal-with-notice",
        ]

    def test_a_stage_follows_the_notice_of_the_one_before(self, known):
        regime = known.regime_on(FIRST_OF_2008, PERFORMANCE)

        def stages(severity, *live):
            found = regime.forums_open(to_answer=True, severity=severity, live=live)
            return [one.code for one in found if one.sits]

        assert stages("unsatisfactory") == ["first-stage"]
        assert "second-stage" in stages("unsatisfactory", "improvement-notice")
        assert "third-stage" in stages("unsatisfactory", "final-improvement-notice")
        assert stages("gross-incompetence") == ["third-stage"]

    @pytest.mark.parametrize(
        ("sanction", "more", "sentence"),
        [
            (
                "dismissal-with-notice",
                {"forum": "meeting"},
                "A misconduct meeting cannot impose dismissal with notice for "
                "misconduct.",
            ),
            (
                "dismissal-with-notice",
                {},
                "Dismissal with notice is open only where a final written warning was "
                "live when the severity was assessed.",
            ),
            (
                WW,
                {"live": {FWW}},
                "Written warning is not open where a written warning or a graver one "
                "was live.",
            ),
            ("nothing", {}, "A misconduct hearing cannot impose that for misconduct."),
        ],
    )
    def test_why_one_is_closed(self, of_2008, sanction, more, sentence):
        asked = {"forum": "hearing", "severity": "misconduct", "live": ()} | more
        found = rules.check_sanction(
            of_2008, sanction=sanction, on=FIRST_OF_2008, **asked
        )
        assert found == [rules.Problem("sanction", sentence)]

    def test_how_long_one_is_live(self, of_2008):
        day = date(2009, 3, 1)
        assert of_2008.sanction(WW).live_until(day) == date(2010, 2, 28)
        assert of_2008.sanction(FWW).live_until(day) == date(2010, 8, 31)
        assert of_2008.sanction("management-advice").live_until(day) is None

    @given(
        first=st.dates(date(2004, 1, 1), date(2030, 12, 31)), months=st.integers(1, 36)
    )
    def test_the_last_of_some_months_is_a_day_short_of_their_number(
        self, first, months
    ):
        after = last_day(first, months) + timedelta(days=1)
        whole = (after.year - first.year) * 12 + after.month - first.month
        if after.day == first.day:
            assert whole == months
        else:  # the month they end in has no such day
            assert (after.day, whole) == (1, months + 1)
            assert (after - timedelta(days=1)).day < first.day


class TestSeats:
    def test_of_each_forum_of_the_time(self, of_2004, of_2008):
        def seats(regime, forum):
            return [seat.code for seat in regime.seats_of(forum)]

        assert seats(of_2004, "hearing") == ["presiding", "assessor", "second-assessor"]
        assert seats(of_2008, "hearing") == ["chair", "member", "independent"]
        assert seats(of_2008, "meeting") == ["chair"]
        assert seats(of_2008, "none") == []

    def test_who_may_take_them(self, of_2008):
        chair, member, independent = of_2008.seats_of("hearing")
        assert (chair.least_rank, chair.senior) == ("commander", True)
        assert (member.least_rank, member.accreditation) == (
            *("superintendent", "panel-member"),
        )
        assert independent.outside and not independent.least_rank
        (special,) = of_2008.seats_of("special")
        assert special.least_rank == Rank.ASSISTANT_COMMISSIONER

    @pytest.mark.parametrize(
        ("seat", "rank", "trained", "wanted"),
        [
            ("chair", "commander", True, ""),
            (
                "chair",
                "chief_superintendent",
                True,
                "the rank of Commander or a higher",
            ),
            ("chair", "unknown", True, "the rank of Commander or a higher"),
            ("chair", "staff", True, ""),  # a human resources professional
            ("chair", "commander", False, "on record: Misconduct panel member"),
            ("member", "superintendent", True, ""),
            ("member", "chief_superintendent", True, ""),
            ("member", "inspector", True, "the rank of Superintendent or a higher"),
            ("member", "staff", True, "the rank of Superintendent or a higher"),
            ("independent", "commander", True, "from outside the force"),
        ],
    )
    def test_who_is_fit_for_one_of_a_hearing(
        self, of_2008, seat, rank, trained, wanted
    ):
        asked = next(row for row in of_2008.seats_of("hearing") if row.code == seat)
        held = {"panel-member"} if trained else set()
        found = rules.check_seat(
            asked, rules.Candidate(rank, held), subject_rank="constable"
        )
        assert bool(found) is bool(wanted)
        assert all(p.field == seat and wanted in p.sentence for p in found)

    @pytest.mark.parametrize(
        ("rank", "subject", "fit"),
        [
            ("inspector", "sergeant", True),
            ("inspector", "inspector", False),
            ("sergeant", "inspector", False),
            ("staff", "inspector", True),
            ("unknown", "constable", False),
            ("constable", "pcso", True),
        ],
    )
    def test_a_meeting_is_held_by_somebody_senior(self, of_2008, rank, subject, fit):
        (chair,) = of_2008.seats_of("meeting")
        found = rules.check_seat(chair, rules.Candidate(rank), subject_rank=subject)
        said = "must hold a higher rank than the officer concerned."
        assert [(each.field, said in each.sentence) for each in found] == (
            [] if fit else [("chair", True)]
        )

    def test_an_outsider_takes_only_a_seat_for_one(self, of_2008):
        chair, _, independent = of_2008.seats_of("hearing")
        outsider = rules.Candidate(outside=True)
        assert rules.check_seat(independent, outsider, subject_rank="constable") == []
        (found,) = rules.check_seat(chair, outsider, subject_rank="constable")
        assert "must be somebody of the force" in found.sentence

    def test_every_forum_that_sits_has_a_panel(self, known):
        for regime in known.regimes:
            for forum in regime.ruled_on():
                seats = regime.seats_of(forum.code)
                assert bool(seats) is (forum.sits or forum.kind == "special"), forum


class TestGrounds:
    def test_of_a_dispensation(self, known):
        found = known.grounds(Purpose.DISPENSATION, FIRST_OF_2008)
        assert [one.code for one in found] == [
            *("out-of-time", "anonymous", "vexatious", "repetitious"),
            *("same-matter", "not-practicable"),
        ]
        ground = known.ground(Purpose.DISPENSATION, "out-of-time", FIRST_OF_2008)
        assert "12 months alone are not enough" in ground.hint

    def test_every_purpose_has_some(self, known):
        assert all(known.grounds(purpose, date(2010, 1, 1)) for purpose in Purpose)

    def test_those_of_2008_are_not_of_the_day_before(self, known):
        assert known.grounds(Purpose.EXTENSION, FIRST_OF_2008)
        codes = {one.code for one in known.grounds(Purpose.EXTENSION, LAST_OF_2004)}
        assert "interests-of-justice" not in codes
        assert {one.code for one in known.grounds("appeal_meeting", LAST_OF_2004)} == {
            *("finding", "too-severe")
        }

    def test_what_a_category_asks_for(self, known):
        day = date(2009, 1, 1)
        assert known.referral("A", day).duty == "mandatory"
        assert known.referral("F", day).duty == "consider"
        assert known.referral("U", day) is None
        for code in Category.objects.values_list("code", flat=True):
            found = known.referral(code, day)
            assert found is None or known.ground(Purpose.REFERRAL, found.ground, day)


class TestRoutes:
    def codes(self, known, kind, day):
        return {one.code for one in known.routes(kind, day)}

    def test_a_conduct_matter_has_no_complainant_to_agree_or_to_withdraw(self, known):
        complaint = self.codes(known, "PC", FIRST_OF_2008)
        conduct = self.codes(known, "CM", FIRST_OF_2008)
        assert conduct < complaint
        assert complaint - conduct == {
            *("customer_service", "local_resolution", "direction_and_control"),
            *("dispensation", "withdrawal", "special_requirements"),
        }

    def test_each_has_its_dates(self, known):
        new = self.codes(known, "PC", FIRST_OF_2008)
        old = self.codes(known, "PC", LAST_OF_2004)
        assert new - old == {"special_requirements"}
        assert known.routes("PC", date(2004, 3, 31)) == ()

    def test_only_a_resolution_needs_consent(self, known):
        routes = known.routes("PC", FIRST_OF_2008)
        assert {one.code for one in routes if one.consent} == {
            *("customer_service", "local_resolution"),
        }

    def test_each_appeal_at_an_end_has_its_grounds(self, known):
        appeals = {one.appeal for one in known.routes("PC", FIRST_OF_2008)} - {""}
        assert appeals
        assert all(known.grounds(appeal, FIRST_OF_2008) for appeal in appeals)

    def test_every_response_of_an_assessment_is_one(self, known):
        assert {*Response.values} <= self.codes(known, "PC", FIRST_OF_2008)


class TestLetters:
    @pytest.mark.parametrize(
        ("day", "word", "other"),
        [
            (date(2010, 3, 31), "substantiated", "upheld"),
            (date(2010, 4, 1), "upheld", "substantiated"),
        ],
    )
    def test_the_outcome_is_called_as_results_are(self, known, day, word, other):
        result = Result.objects.on(day).get(code="upheld").name.lower()
        for code in ("outcome", "outcome_officer"):
            body = known.letter_text(code, day).body
            assert result == word and word in body and other not in body

    def test_a_notice_is_of_its_regime(self, known):
        before = known.letter_text("regulation_notice", LAST_OF_2004)
        after = known.letter_text("regulation_notice", FIRST_OF_2008)
        assert "{severity}" not in before.body
        assert "{severity}" in after.body
        assert known.letter_text("meeting_notice", LAST_OF_2004) is None
        assert known.letter_text("meeting_notice", FIRST_OF_2008)

    def test_every_text_can_be_filled(self, known):
        words = {name: f"<{name}>" for name in rules.BLANKS}
        for row in LetterText.objects.all():
            filled = rules.fill(row.body, words)
            assert "{" not in filled
            for name in rules.blanks_in(row.body):
                assert f"<{name}>" in filled

    def test_what_is_typed_fills_no_blank(self):
        assert rules.fill("About {case}", {"case": "{officer}"}) == "About {officer}"

    @pytest.mark.parametrize(
        "body", ["{case} {unheard_of}", "{}", "{case", "case}", "{case.pk}", "{0}"]
    )
    def test_an_unknown_blank_is_refused(self, body):
        with pytest.raises(rules.Unfilled):
            rules.fill(body, {"case": "PC/00001/26"})

    def test_a_blank_that_nothing_fills_is_refused(self):
        with pytest.raises(rules.Unfilled) as refused:
            rules.fill("{case} {officer} {case}", {"case": "PC/00001/26"})
        assert refused.value.names == ["officer"]
