"""The law as dated data: what each of its tables answers, for every regime."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.models import DeadlineRule
from complaints import rules
from complaints.models import law
from complaints.rules import CONDUCT, PERFORMANCE, Law, RulingFacts
from complaints.rules.regimes import (
    Forum,
    Penalty,
    Regime,
    Route,
    Sanction,
    Severity,
)
from complaints.views.ruling import meaning

pytestmark = pytest.mark.django_db
LAST_OF_2004, FIRST_OF_2008 = date(2008, 11, 30), date(2008, 12, 1)
NAMES = {"upheld": "Substantiated", "not-upheld": "Unsubstantiated"}
SEVERITIES = ("none", "misconduct", "gross")
FORUMS = ("none", "management_action", "performance", "meeting", "hearing", "special")
# (case to answer, severity, forum) that each law knows, as it would be read aloud.
LAWFUL_2008 = [
    (False, "none", "none"),
    (False, "none", "management_action"),
    (False, "none", "performance"),
    (True, "misconduct", "none"),
    (True, "misconduct", "management_action"),
    (True, "misconduct", "meeting"),
    (True, "misconduct", "hearing"),  # after a final written warning
    (True, "gross", "hearing"),
    (True, "gross", "special"),
]
FWW, WW = "final-written-warning", "written-warning"


def lawful_2004(answer, severity, forum):
    """Before levels and meetings: a hearing is what needs a case to answer."""
    if forum == "hearing":
        return answer
    return forum in ("none", "management_action", "performance")


def problems(known, result, answer, severity, forum, *, on=FIRST_OF_2008, **more):
    facts = RulingFacts(result, NAMES[result], answer, severity, forum, of_member=True)
    return rules.check_ruling(known, facts, noticed_on=on, **more)


class TestRegimes:
    @pytest.mark.parametrize(
        ("noticed_on", "conduct", "performance"),
        [
            (None, None, None),
            (date(2004, 3, 31), None, None),
            (date(2004, 4, 1), "conduct-2004", "performance-1999"),
            (LAST_OF_2004, "conduct-2004", "performance-1999"),
            (FIRST_OF_2008, "conduct-2008", "performance-2008"),
            (date(2026, 11, 22), "conduct-2008", "performance-2008"),
        ],
    )
    def test_the_day_it_came_to_notice_chooses(
        self, known, noticed_on, conduct, performance
    ):
        for field, code in ((CONDUCT, conduct), (PERFORMANCE, performance)):
            regime = known.regime_on(noticed_on, field)
            assert (regime and regime.code) == code

    def test_every_row_says_where_it_was_read(self, known):
        for regime in known.regimes:
            for row in (
                *(regime, *regime.severities, *regime.forums, *regime.routes),
                *(*regime.sanctions, *regime.penalties, *regime.seats),
            ):
                assert row.source, row
                doubtful = row.source.startswith("General knowledge")
                assert row.unverified or not doubtful, row

    def test_rows_name_only_rows_of_their_own_regime(self, known):
        for regime in known.regimes:
            for row in (*regime.routes, *regime.penalties, *regime.seats):
                assert regime.forum(row.forum), row
            for row in (*regime.routes, *regime.penalties):
                assert not row.severity or regime.severity(row.severity), row
                assert not row.needs or regime.sanction(row.needs), row
            for row in regime.penalties:
                assert regime.sanction(row.sanction), row
                assert not row.unless or regime.sanction(row.unless), row

    def test_every_clock_of_a_forum_is_a_deadline(self, known):
        codes = set(DeadlineRule.objects.values_list("code", flat=True))
        clocks = {f.clock for regime in known.regimes for f in regime.forums}
        assert clocks - {""} <= codes

    def test_a_code_is_read_in_the_words_of_its_day(self, known):
        def named(day):
            return known.forum("hearing", day).name

        assert named(LAST_OF_2004) == "Misconduct hearing before a full board"
        assert named(FIRST_OF_2008) == "Misconduct hearing"
        # No such forum was known then, or there is no day: the newest that knows it.
        assert known.forum("meeting", LAST_OF_2004).name == "Misconduct meeting"
        assert named(None) == "Misconduct hearing"
        assert known.severity("gross", None).name == "Gross misconduct"
        assert known.sanction("dismissal", FIRST_OF_2008).name == "Dismissal"
        assert known.forum("nowhere", FIRST_OF_2008) is None


class TestRulings:
    @pytest.mark.parametrize("on", [LAST_OF_2004, FIRST_OF_2008, date(2026, 11, 22)])
    def test_every_ruling_is_lawful_or_refused_with_one_sentence(self, known, on):
        for result in NAMES:
            for answer in (False, True):
                for severity in SEVERITIES:
                    for forum in FORUMS:
                        ruling = answer, severity, forum
                        lawful = ruling in LAWFUL_2008
                        if on == LAST_OF_2004:
                            lawful = lawful_2004(*ruling)
                        if result == "not-upheld" and answer:
                            lawful = False
                        found = problems(known, result, *ruling, on=on)
                        assert len(found) == (0 if lawful else 1), (ruling, found)
                        assert all(each.sentence.endswith(".") for each in found)

    @pytest.mark.parametrize(
        ("ruling", "field", "sentence"),
        [
            (
                ("not-upheld", True, "gross", "hearing"),
                "case_to_answer",
                "An allegation that is unsubstantiated leaves no case to answer.",
            ),
            (
                ("upheld", False, "gross", "none"),
                "severity",
                "Choose “No misconduct” where there is no case to answer.",
            ),
            (
                ("upheld", True, "none", "hearing"),
                "severity",
                "A case to answer is one of misconduct or of gross misconduct.",
            ),
            (
                ("not-upheld", False, "none", "meeting"),
                "forum",
                "A misconduct meeting needs a case to answer.",
            ),
            (
                ("upheld", True, "gross", "meeting"),
                "forum",
                "A case to answer for gross misconduct goes to a misconduct hearing or "
                "a special case hearing.",
            ),
            (
                ("upheld", True, "misconduct", "special"),
                "forum",
                "A case to answer for misconduct can lead to no further action, "
                "management action, a misconduct meeting or a misconduct hearing.",
            ),
            (
                ("upheld", True, "gross", "nowhere"),
                "forum",
                "The regulations that govern this matter know no such forum.",
            ),
        ],
    )
    def test_a_ruling_is_refused_at_the_place(self, known, ruling, field, sentence):
        assert problems(known, *ruling) == [rules.Problem(field, sentence)]

    def test_there_were_no_meetings_before_the_regulations_of_2008(self, known):
        found = problems(
            known, "upheld", True, "misconduct", "meeting", on=LAST_OF_2004
        )
        assert found == [
            rules.Problem(
                "forum",
                "A misconduct meeting is for matters that came to notice from "
                "1 December 2008 on.",
            )
        ]

    @pytest.mark.parametrize("on", [LAST_OF_2004, FIRST_OF_2008])
    def test_nobody_unknown_has_a_case_to_answer(self, known, on):
        facts = RulingFacts(
            "upheld", "Upheld", True, "misconduct", "none", of_member=False
        )
        found = rules.check_ruling(known, facts, noticed_on=on)
        assert found == [rules.Problem("case_to_answer", rules.ONLY_MEMBERS)]
        cleared = replace(facts, case_to_answer=False, severity="none")
        assert rules.check_ruling(known, cleared, noticed_on=on) == []

    def test_nobody_unknown_is_put_under_performance_procedures(self, known):
        facts = RulingFacts(
            "not-upheld", "Not upheld", False, "none", "performance", of_member=False
        )
        (found,) = rules.check_ruling(known, facts, noticed_on=FIRST_OF_2008)
        assert found.field == "forum"
        assert "needs a known member" in found.sentence

    @pytest.mark.parametrize("on", [LAST_OF_2004, FIRST_OF_2008])
    def test_what_is_open_to_nobody_known_is_what_would_not_be_refused(self, known, on):
        answers = rules.open_without_case(known, noticed_on=on)
        lawful = set()
        for severity in SEVERITIES:
            for forum in FORUMS:
                facts = RulingFacts(
                    "upheld", "Upheld", False, severity, forum, of_member=False
                )
                if not rules.check_ruling(known, facts, noticed_on=on):
                    lawful.add((severity, forum))
        assert answers["severity"] == {severity for severity, _ in lawful}
        assert answers["forum"] == {forum for _, forum in lawful}

    @pytest.mark.parametrize("on", [date(2004, 3, 31), None])
    def test_where_no_regime_binds_everything_is_open(self, known, on):
        assert rules.open_without_case(known, noticed_on=on) == {}
        assert problems(known, "not-upheld", True, "none", "meeting", on=on) == []
        assert {one.code for one in known.severities(on)} == set(SEVERITIES)
        assert {one.code for one in known.forums(on)} == set(FORUMS)

    def test_a_warning_that_must_have_been_live(self, known, of_2008):
        hearing = "upheld", True, "misconduct", "hearing"
        assert problems(known, *hearing) == []  # nobody knows: it is warned of
        assert problems(known, *hearing, live={FWW}) == []
        (found,) = problems(known, *hearing, live={WW})
        assert found == rules.Problem("forum", rules.conditions(of_2008)[0])
        assert found.sentence == (
            "A misconduct hearing of misconduct is open only where a final written "
            "warning was live when the severity was assessed."
        )

    def test_only_a_hearing_of_misconduct_needs_one(self, of_2004, of_2008):
        assert of_2004 and rules.conditions(of_2004) == []
        assert len(rules.conditions(of_2008)) == 1

    def test_its_meaning_is_in_the_words_of_its_day(self, known):
        def said(day, severity, forum):
            return meaning(
                known,
                noticed_on=day,
                case_to_answer=True,
                severity=severity,
                forum=forum,
            )

        assert said(FIRST_OF_2008, "misconduct", "meeting") == (
            "A case to answer for misconduct. A misconduct meeting follows."
        )
        assert said(LAST_OF_2004, "gross", "hearing") == (
            "A case to answer for gross misconduct. "
            "A misconduct hearing before a full board follows."
        )
        assert said(FIRST_OF_2008, "none", "none") == (
            "A case to answer. No further action."
        )
        assert said(FIRST_OF_2008, "", "") == "A case to answer."


def by_hand(**more):
    """A regime of two forums, without a database: one for each severity."""
    return Regime(
        code="by-hand",
        name="Regulations by hand",
        from_on=date(2004, 4, 1),
        to_on=LAST_OF_2004,
        severities=(
            Severity(code="none", name="Nothing", breach=False),
            Severity(code="slip", name="Slip"),
        ),
        forums=(
            Forum(code="end", name="End", kind="nothing"),
            Forum(code="talk", name="Talk", kind="disposal"),
        ),
        routes=(
            Route(forum="end", to_answer=False, severity="none"),
            Route(forum="talk", to_answer=False, severity="slip"),
        ),
        **more,
    )


class TestByHand:
    """Refusals that no regulations so far lead to."""

    def test_without_a_case_a_forum_can_be_of_another_severity(self):
        assert problems(
            Law([by_hand()]), "upheld", False, "none", "talk", on=LAST_OF_2004
        ) == [
            rules.Problem("forum", "What leaves no case to answer can lead to end."),
        ]

    def test_a_forum_that_has_gone_says_until_when_it_was(self):
        later = Regime(
            code="later",
            name="Later",
            from_on=FIRST_OF_2008,
            severities=(Severity(code="none", name="Nothing", breach=False),),
            forums=(Forum(code="end", name="End", kind="nothing"),),
            routes=(Route(forum="end", to_answer=False),),
        )
        (found,) = problems(Law([later, by_hand()]), "upheld", False, "none", "talk")
        assert found.sentence == (
            "Talk is for matters that came to notice from 1 April 2004 to "
            "30 November 2008."
        )

    def test_a_sanction_may_need_one_warning_and_be_barred_by_another(self):
        first, last = ("first", 1), ("last", 2)
        regime = by_hand(
            sanctions=tuple(
                Sanction(code=code, name=f"{code.title()} warning", order=order)
                for code, order in (first, last)
            )
            + (Sanction(code="bar", name="Bar", order=3, months_live=3),),
            penalties=(
                Penalty(
                    **{"forum": "talk", "sanction": "last", "needs": "first"},
                    **{"unless": "bar", "from_on": date(2004, 4, 1)},
                ),
            ),
        )

        def why(*live):
            found = rules.check_sanction(
                regime,
                **{"forum": "talk", "sanction": "last", "severity": "slip"},
                **{"live": live, "on": LAST_OF_2004},
            )
            return [each.sentence for each in found]

        assert why("first") == []
        assert "only where a first warning was live" in why()[0]
        assert "not open where a bar or a graver one was live" in why("first", "bar")[0]


DAYS = st.dates(date(2004, 4, 1), date(2030, 12, 31))


class TestEveryDay:
    """Whatever the day: what is offered is accepted, and all else is refused."""

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        day=DAYS,
        answer=st.booleans(),
        live=st.none() | st.sets(st.sampled_from([WW, FWW])),
        data=st.data(),
    )
    def test_what_is_offered_is_what_is_accepted(self, known, day, answer, live, data):
        regime = known.regime_on(day)
        severity = data.draw(st.sampled_from([one.code for one in regime.severities]))
        forum = data.draw(st.sampled_from([*FORUMS, "tribunal", "nowhere"]))
        open_to_it = regime.forums_open(to_answer=answer, severity=severity, live=live)
        facts = RulingFacts("upheld", "Upheld", answer, severity, forum, of_member=True)
        found = rules.check_ruling(known, facts, noticed_on=day, live=live)
        assert (not found) is (forum in {one.code for one in open_to_it})

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(day=DAYS, live=st.sets(st.sampled_from([WW, FWW])), data=st.data())
    def test_what_can_be_imposed_is_what_is_accepted(self, known, day, live, data):
        regime = known.regime_on(day)
        forum = data.draw(st.sampled_from([one.code for one in regime.forums]))
        severity = data.draw(st.sampled_from([one.code for one in regime.severities]))
        every = sorted({row.code for one in known.regimes for row in one.sanctions})
        sanction = data.draw(st.sampled_from(every))
        given_ = {"severity": severity, "live": live, "on": day}
        open_to_it = regime.sanctions_open(forum, **given_)
        found = rules.check_sanction(regime, forum=forum, sanction=sanction, **given_)
        assert (not found) is (sanction in {one.code for one in open_to_it})
        assert all(each.sentence.endswith(".") for each in found)


def test_it_is_read_once_and_then_kept(django_assert_num_queries):
    read = law.load()
    with django_assert_num_queries(1):  # the stamp
        assert law.load() is read
    with connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_severity SET name = name || '!'")
    assert law.load().severity("gross", None).name == "Gross misconduct!"
