"""A regime that nobody has written yet: rows on reference pages, and no new code."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.reference.registry import get
from complaints import actions, rules
from complaints.actions.imposing import sitting_of
from complaints.models import Decision, ImposedSanction, law
from complaints.models.imposed import live_sanctions
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import SERVED, TODAY, WHY, Told, hear, name, open_it
from tests.complaints.sending import errors, send, signed_in
from tests.complaints.steps.proceedings import ruled
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import user_with_role
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "determine")
FIRST, BEFORE = date(2015, 1, 1), date(2014, 12, 31)
OFFICE = "hearings-office"
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
    (
        "forums",
        {
            "code": "elders",
            "name": "Council of elders",
            "kind": "appeal",
            "order": "4",
            "clock": "appeal_meeting",
            "means": "The officer appeals against the assembly.",
            "against": "assembly",
            "less_severe": "on",
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
    (
        "seats",
        {"forum": "elders", "code": "elder", "name": "Elder", "order": "1"}
        | {"least_rank": "commander", "required": "on"},
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


class Story:
    """A case before the assembly and the elders, by the actions and their pages."""

    def __init__(self):
        self.told = ruled(Told(), severity="grave", forum="assembly")

    def do(self, action, **given):
        return self.told.do(action, OFFICE, **given)

    def page(self, name, *number):
        url = reverse(f"complaints:{name}", args=[self.told.case.slug, *number])
        return signed_in(self.told.by(OFFICE)).get(url)

    def name(self, seat, **who):
        return name(self.told, OFFICE, self.row, seat, **who)

    def open_it(self):
        """What was ruled can be opened, and nothing else."""
        form = self.page("open-proceeding").context["form"]
        ((_, offered),) = form.fields["what"].choices
        assert offered.endswith(": Assembly of peers: grave lapse")
        for code in ("conduct-2008.hearing.gross", "conduct-2015.assembly.lapse"):
            with pytest.raises(BadInput, match="No decision of the authority leads"):
                open_it(self.told, OFFICE, code)
        self.row = open_it(self.told, OFFICE, "conduct-2015.assembly.grave")
        assert (self.row.regime, self.row.reviewed) == ("conduct-2015", True)

    def review_it(self):
        """It waits for the review that the forum asks for."""
        with pytest.raises(WrongState, match="waits for the review"):
            self.hear("grave", "letter")
        on = {"number": self.row.number, "reviewed_on": TODAY}
        self.do(actions.warrant_hearing, review_reasons=WHY, **on)

    def seat_it(self):
        """Its own seats, each with the rank that it asks for."""
        with pytest.raises(BadInput, match="no such seat"):
            self.name("chair", member=MemberFactory())
        with pytest.raises(BadInput, match="must hold the rank of Inspector"):
            self.name("peer", member=MemberFactory(rank="sergeant"))
        self.name("speaker", outsider="I. Lay")
        self.name("peer", member=MemberFactory(rank="inspector"))

    def hear(self, severity, sanction):
        hear(self.told, OFFICE, self.row, severity, sanction)

    def impose(self):
        """What it knows of, and nothing that only the old law knew."""
        with pytest.raises(BadInput, match="Select what was imposed"):
            self.hear("grave", "dismissal")
        on = {"number": self.row.number}
        form = self.page("impose-sanction", self.row.number).context["form"]
        assert dict(form.fields["sanction"].choices).keys() == {"letter", "expulsion"}
        assert form.choice_hints["sanction"]["letter"] == "Live for 24 months."
        given = {"concluded_on": TODAY, "sanction_reasons": WHY, "sanction": "letter"}
        self.do(actions.impose_sanction, **on, **given)
        self.do(actions.tell_officer, told_on=TODAY, **on, **SERVED)
        self.row.refresh_from_db()

    def decide_appeal(self):
        """To the elders, and to nobody whom another law knows."""
        lodge = actions.lodge_officer_appeal
        given = {"lodged_on": TODAY, "grounds": (), "reasons": WHY}
        with pytest.raises(BadInput, match="cannot be appealed there"):
            self.do(lodge, proceeding=self.row, forum="tribunal", **given)
        appeal = self.do(lodge, proceeding=self.row, forum="elders", **given)
        self.name("elder", appeal=appeal, member=MemberFactory(rank="commander"))
        decided = {"upheld": True, "effect": "set_aside", "decision": WHY}
        on = {"number": appeal.number, "decided_on": TODAY}
        self.do(actions.decide_officer_appeal, **on, **decided)


class TestToItsEnd:
    def test_a_case_goes_through_it_to_the_end_of_an_appeal(self, enacted):
        story = Story()
        story.open_it()
        story.review_it()
        story.seat_it()
        story.impose()

        (imposed,) = ImposedSanction.objects.filter(proceeding=story.row)
        assert (imposed.regime, imposed.sanction_name) == ("conduct-2015", "Letter")
        assert imposed.live_until == date(2028, 11, 19)
        assert story.row.findings.get().severity_name == "Grave lapse"
        shown = text(story.page("proceedings"))
        assert "assembly of peers" in shown.lower()
        assert "Letter" in shown
        # What is live opens what comes next: the letter was the mildest.
        again = replace(sitting_of(story.row, enacted, on=TODAY), severity="lapse")
        assert [one.code for one in rules.open_now(enacted, again)] == ["expulsion"]
        clocks = story.told.case.clocks
        assert clocks.filter(code="appeal_meeting", ended="").exists()

        story.decide_appeal()

        assert live_sanctions(story.told.subject.member, on=TODAY) == []
        assert not clocks.filter(code="appeal_meeting", ended="").exists()
