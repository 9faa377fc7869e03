"""Whether what is decided or imposed fits together, by the law of the matter's day."""

from dataclasses import dataclass
from datetime import date

from complaints.rules.dates import Problem
from complaints.rules.law import Law
from complaints.rules.regimes import (
    Forum,
    Live,
    Penalty,
    Regime,
    Sanction,
    Severity,
    with_article,
)
from pages.words import day_words, listed

# Results that leave nobody anything to answer, under whatever name. One that is upheld
# may: the force can have failed the complainant without anybody's misconduct.
_CLEARS = frozenset({"not-upheld"})
ONLY_MEMBERS = "Only a known member of the force can have a case to answer."


@dataclass(frozen=True)
class RulingFacts:
    """What an authority decides of an allegation against a subject."""

    result: str  # its code
    result_name: str  # as it was called then: Unsubstantiated, Not upheld
    case_to_answer: bool
    severity: str
    forum: str
    of_member: bool  # whether it is against a known member of the force


def open_without_case(
    law: Law, *, noticed_on: date | None
) -> dict[str, frozenset[str]]:
    """{field: answers} open against nobody known; none where no law binds."""
    regime = law.regime_on(noticed_on)
    if regime is None:
        return {}
    severities = regime.severities_open(to_answer=False)
    forums = (
        forum
        for severity in severities
        for forum in regime.forums_open(to_answer=False, severity=severity.code)
    )
    return {
        "severity": frozenset(one.code for one in severities),
        "forum": frozenset(forum.code for forum in forums if forum.of_nobody),
    }


def check_ruling(
    law: Law, ruling: RulingFacts, *, noticed_on: date | None, live: Live = None
) -> list[Problem]:
    """Whether result, case to answer, severity and forum fit, by the law of the day.

    A case to answer is an officer's, and an allegation found not to be so leaves none
    (SI 2008/2864, regulation 19(1)). `live` are the warnings live at assessment; None
    where that is not asked. A matter that no regime governs is bound by nothing here.
    """
    regime = law.regime_on(noticed_on)
    if regime is None:
        return []
    if ruling.case_to_answer and not ruling.of_member:
        return [Problem("case_to_answer", ONLY_MEMBERS)]
    if ruling.case_to_answer and ruling.result in _CLEARS:
        name = ruling.result_name.lower()
        sentence = f"An allegation that is {name} leaves no case to answer."
        return [Problem("case_to_answer", sentence)]
    severities = regime.severities_open(to_answer=ruling.case_to_answer)
    if ruling.severity not in {one.code for one in severities}:
        sentence = _wrong_severity(severities, to_answer=ruling.case_to_answer)
        return [Problem("severity", sentence)]
    return [
        Problem("forum", sentence)
        for sentence in _wrong_forum(law, regime, ruling, live)
    ]


def _wrong_severity(severities: tuple[Severity, ...], *, to_answer: bool) -> str:
    if not to_answer:
        names = " or ".join(f"“{one.name}”" for one in severities)
        return f"Choose {names} where there is no case to answer."
    names = " or of ".join(one.name.lower() for one in severities)
    return f"A case to answer is one of {names}."


def _wrong_forum(
    law: Law, regime: Regime, ruling: RulingFacts, live: Live
) -> list[str]:
    """Why this forum is closed, in one sentence; none where it is open."""
    forum = next((f for f in regime.ruled_on() if f.code == ruling.forum), None)
    if forum is None:
        return [_of_another_time(law, ruling.forum)]
    if not (ruling.of_member or forum.of_nobody):
        return [f"{forum.name} needs a known member of the force."]
    route = regime.route(
        to_answer=ruling.case_to_answer, severity=ruling.severity, forum=forum.code
    )
    if route is None:
        return [_closed(regime, ruling, forum)]
    needed = regime.sanction(route.needs) if route.needs else None
    if needed and live is not None and needed.code not in live:
        return [needs_live(regime, ruling.severity, forum, needed)]
    return []


def needs_live(regime: Regime, severity: str, forum: Forum, needed: Sanction) -> str:
    """A misconduct hearing of misconduct needs a live final written warning."""
    grave = regime.severity(severity)
    of = f" of {grave.name.lower()}" if grave else ""
    return (
        f"{_start(forum.words)}{of} is open only where {with_article(needed.name)} "
        "was live when the severity was assessed."
    )


def conditions(regime: Regime) -> list[str]:
    """What must have been live for a case to answer to go somewhere, in sentences."""
    return [
        needs_live(regime, route.severity, forum, needed)
        for forum in regime.ruled_on()
        for route in regime.routes
        if route.forum == forum.code and (needed := regime.sanction(route.needs))
    ]


def _of_another_time(law: Law, code: str) -> str:
    """When matters came to notice that could go to a forum that this regime lacks."""
    spans = [_span(one) for one in law.regimes_with(code)]
    forum = law.forum(code, None)
    if not (spans and forum):
        return "The regulations that govern this matter know no such forum."
    return f"{_start(forum.words)} is for matters that came to notice {listed(spans)}."


def _span(regime: Regime) -> str:
    first = f"from {day_words(regime.from_on)}"
    return f"{first} to {day_words(regime.to_on)}" if regime.to_on else f"{first} on"


def _closed(regime: Regime, ruling: RulingFacts, forum: Forum) -> str:
    """Why a forum of the regime is not open to this ruling."""
    without = any(
        route.forum == forum.code and not route.to_answer for route in regime.routes
    )
    if not ruling.case_to_answer and not without:
        return f"{_start(forum.words)} needs a case to answer."
    grave = regime.severity(ruling.severity)
    opened = regime.forums_open(
        to_answer=ruling.case_to_answer, severity=ruling.severity
    )
    verb = "goes to" if all(one.sits for one in opened) else "can lead to"
    where = _one_of([one.words for one in opened])
    answer = "What leaves no case to answer"
    if ruling.case_to_answer and grave:
        answer = f"A case to answer for {grave.name.lower()}"
    return f"{answer} {verb} {where}."


def check_sanction(
    regime: Regime, *, forum: str, sanction: str, severity: str, live: Live, on: date
) -> list[Problem]:
    """Whether a forum can impose a sanction for what it found.

    `live` are the warnings live when the severity was assessed; `on` is the day the
    matter came to notice.
    """
    where, what = regime.forum(forum), regime.sanction(sanction)
    rows = [
        row
        for row in regime.penalties_of(forum, severity=severity, on=on)
        if row.sanction == sanction
    ]
    if any(regime.is_met(row, live) for row in rows):
        return []
    if where is None or what is None or not rows:
        imposed = what.name.lower() if what else "that"
        by = _start(where.words) if where else "This forum"
        grave = regime.severity(severity)
        of = f" for {grave.name.lower()}" if grave else ""
        return [Problem("sanction", f"{by} cannot impose {imposed}{of}.")]
    return [Problem("sanction", _unmet(regime, what, rows[0], live))]


def _unmet(regime: Regime, what: Sanction, row: Penalty, live: Live) -> str:
    """Why what was live closes a sanction that the forum has."""
    needed, bar = regime.sanction(row.needs), regime.sanction(row.unless)
    if needed and needed.code not in (live or ()):
        return (
            f"{what.name} is open only where {with_article(needed.name)} was live when "
            "the severity was assessed."
        )
    named = with_article(bar.name) if bar else "a warning"
    return f"{what.name} is not open where {named} or a graver one was live."


def _one_of(words: list[str]) -> str:
    """A meeting, a hearing or a board."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]
