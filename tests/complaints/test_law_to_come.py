"""A regime that nobody has written yet: rows on reference pages, and no new code."""

import re
from datetime import date
from html import unescape

import pytest

from accounts.reference.registry import get
from complaints.models import Decision, law
from tests.complaints.sending import errors, send, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "determine")
FIRST, BEFORE = date(2015, 1, 1), date(2014, 12, 31)
SOURCE = {"source": "Invented by a test", "unverified": "on"}
ROWS = (
    (
        "regimes",
        {
            "code": "conduct-2015",
            "name": "Police (Good Conduct) Regulations 2015",
            "field": "conduct",
            "from_on": "2015-01-01",
        },
    ),
    ("severities", {"code": "no-lapse", "name": "No lapse", "order": "1"}),
    ("severities", {"code": "lapse", "name": "Lapse", "order": "2", "breach": "on"}),
    (
        "severities",
        {"code": "grave", "name": "Grave lapse", "order": "3"} | {"breach": "on"},
    ),
    (
        "sanctions",
        {"code": "letter", "name": "Letter", "order": "1", "months_live": "24"},
    ),
    (
        "sanctions",
        {"code": "expulsion", "name": "Expulsion", "order": "2", "ends_service": "on"},
    ),
    (
        "forums",
        {
            "code": "closed",
            "name": "Nothing more",
            "kind": "nothing",
            "order": "1",
            "means": "Nothing follows.",
        },
    ),
    (
        "forums",
        {
            "code": "reflection",
            "name": "Reflective practice",
            "kind": "disposal",
            "order": "2",
            "means": "The officer reflects on it with a manager.",
        },
    ),
    (
        "forums",
        {
            "code": "assembly",
            "name": "Assembly of peers",
            "kind": "hearing",
            "order": "3",
            "clock": "hearing",
            "reviewed": "on",
            "means": "The officer is called before the assembly.",
            "timing": "It meets within {limit}.",
        },
    ),
    ("forum-routes", {"forum": "closed", "severity": "no-lapse"}),
    ("forum-routes", {"forum": "reflection", "severity": "lapse", "to_answer": "on"}),
    (
        "forum-routes",
        {
            "forum": "assembly",
            "severity": "lapse",
            "to_answer": "on",
            "needs": "letter",
        },
    ),
    ("forum-routes", {"forum": "assembly", "severity": "grave", "to_answer": "on"}),
    (
        "forum-sanctions",
        {"forum": "assembly", "sanction": "letter", "unless": "letter"},
    ),
    (
        "forum-sanctions",
        {"forum": "assembly", "sanction": "expulsion", "severity": "grave"},
    ),
    (
        "forum-sanctions",
        {
            "forum": "assembly",
            "sanction": "expulsion",
            "severity": "lapse",
            "needs": "letter",
        },
    ),
    (
        "seats",
        {"forum": "assembly", "code": "speaker", "name": "Speaker", "order": "1"}
        | {"outside": "on", "required": "on"},
    ),
    (
        "seats",
        {"forum": "assembly", "code": "peer", "name": "Peer", "order": "2"}
        | {"least_rank": "inspector", "required": "on"},
    ),
)


def key_of(name, code):
    """What a form sends for a row that belongs to the regime."""
    slug = {"unless": "sanctions", "needs": "sanctions", "severity": "severities"}
    table = get(slug.get(name, f"{name}s"))
    return str(table.model.objects.get(regime="conduct-2015", code=code).pk)


def sent(slug, given):
    """The form of a row, filled in."""
    links = {"forum", "sanction", "severity", "needs", "unless"}
    filled = {n: key_of(n, v) if n in links else v for n, v in given.items()}
    if slug in ("severities", "sanctions", "forums"):
        regime = get("regimes").model.objects.get(code="conduct-2015")
        filled["regime"] = str(regime.pk)
    if slug == "forum-sanctions":
        filled["from_on"] = "2015-01-01"
    return filled | SOURCE


@pytest.fixture
def enacted():
    """The regulations of 2008 end, and others begin, as an administrator says."""
    keeper = signed_in(user_with_role("system-administrator"))
    ended = send(
        keeper,
        "/reference/regimes/conduct-2008/retire/",
        on=BEFORE.isoformat(),
        reason="Revoked.",
    )
    assert ended.status_code == 302
    for slug, given in ROWS:
        added = send(keeper, f"/reference/{slug}/add/", **sent(slug, given))
        assert added.status_code == 302, (slug, given, errors(added))
    return law.load().regime_on(FIRST)


def answers(**changes):
    return {f"outcome-1-1-{name}": value for name, value in changes.items()}


def text(page):
    assert page.status_code == 200
    return re.sub(r"\s+", " ", unescape(page.content.decode()))


class TestDetermination:
    def test_it_is_offered_what_the_new_regime_knows_in_its_own_words(self, enacted):
        play = scene(PAGE)
        page = signed_in(play.user).get(address(play.case, "determine"))
        (part,) = page.context["form"].outcome_parts
        assert part.governed.startswith("Police (Good Conduct) Regulations 2015: ")
        assert part.fields["severity"].choices == [
            ("no-lapse", "No lapse"),
            ("lapse", "Lapse"),
            ("grave", "Grave lapse"),
        ]
        assert part.fields["severity"].help_text == (
            "No lapse, where there is no case to answer."
        )
        assert part.fields["forum"].choices == [
            ("closed", "Nothing more"),
            ("reflection", "Reflective practice"),
            ("assembly", "Assembly of peers"),
        ]
        assert part.fields["forum"].help_text == (
            "An assembly of peers of lapse is open only where a letter was live when "
            "the severity was assessed."
        )

    def test_it_goes_through_to_its_words_on_the_pages_of_the_case(self, enacted):
        play = scene(PAGE)
        ruling = answers(severity="grave", forum="assembly")
        asked = PAGE.data() | ruling | {"version": str(play.case.version)}
        del asked["confirmed"]
        page = text(signed_in(play.user).post(address(play.case, "determine"), asked))
        assert "The officer is called before the assembly." in page
        assert "The Hearings Office reviews it before it is arranged." in page
        assert "It meets within 30 working days." in page
        assert "has not been checked against its source" in page

        assert post(PAGE, play, **ruling).status_code == 302

        decision = Decision.objects.get()
        assert (decision.severity, decision.forum) == ("grave", "assembly")
        client = signed_in(play.user)
        said = "A case to answer for grave lapse. An assembly of peers follows."
        for part in ("", "allegations/", "decisions/"):
            path = f"{play.case.get_absolute_url()}{part}"
            assert said in text(client.get(path)), part

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            (
                {"severity": "grave", "forum": "reflection"},
                "A case to answer for grave lapse goes to an assembly of peers.",
            ),
            (
                {"severity": "lapse", "forum": "closed"},
                "A case to answer for lapse can lead to reflective practice or an "
                "assembly of peers.",
            ),
            (
                {"severity": "no-lapse", "forum": "closed"},
                "A case to answer is one of lapse or of grave lapse.",
            ),
            (
                {"case_to_answer": "no", "severity": "grave", "forum": "closed"},
                "Choose “No lapse” where there is no case to answer.",
            ),
            (
                {"case_to_answer": "no", "severity": "no-lapse", "forum": "assembly"},
                "An assembly of peers needs a case to answer.",
            ),
        ],
    )
    def test_what_it_does_not_know_is_refused(self, enacted, changes, sentence):
        play = scene(PAGE)
        assert errors(post(PAGE, play, **answers(**changes))) == [sentence]
        assert unmoved(play)

    @pytest.mark.parametrize("old", [{"severity": "misconduct"}, {"forum": "meeting"}])
    def test_nor_can_what_only_the_old_one_knew_be_sent(self, enacted, old):
        play = scene(PAGE)
        ruling = answers(**{"severity": "grave", "forum": "assembly"} | old)
        assert len(errors(post(PAGE, play, **ruling))) == 1
        assert unmoved(play)

    def test_a_matter_of_the_day_before_stays_under_the_old(self, enacted):
        old = law.load().regime_on(BEFORE)
        assert old.code == "conduct-2008"
        assert old.forum("meeting").name == "Misconduct meeting"


class TestProceedings:
    def imposed(self, regime, severity, *live):
        found = regime.sanctions_open(
            "assembly", severity=severity, live=live, on=FIRST
        )
        return [one.code for one in found]

    def test_its_forum_imposes_its_own_sanctions(self, enacted):
        assert self.imposed(enacted, "lapse") == ["letter"]
        assert self.imposed(enacted, "lapse", "letter") == ["expulsion"]
        assert self.imposed(enacted, "grave") == ["letter", "expulsion"]
        letter = enacted.sanction("letter")
        assert letter.live_until(date(2015, 3, 10)) == date(2017, 3, 9)

    def test_its_panel_has_its_own_seats(self, enacted):
        speaker, peer = enacted.seats_of("assembly")
        assert (speaker.code, speaker.outside) == ("speaker", True)
        assert (peer.code, peer.least_rank) == ("peer", "inspector")
