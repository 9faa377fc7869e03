"""The tables of law: standards, results, and what each set of regulations knows."""

from django import forms

from accounts.reference.registry import Related, Table
from complaints.models import ChecklistItem, Result, Standard, law
from complaints.models.choices import Kind
from complaints.rules.checklists import RULES
from pages.fields import NarrativeField

POLICY = "Law and policy"
LAW = "Regulations, forums and sanctions"
GROUNDS = "Routes, grounds and letters"
_SOURCE = ("source", "unverified")
_DATES = ("from_on", "to_on")


def _kinds():
    """The kinds of case that a row is for."""
    return forms.MultipleChoiceField(
        label="For", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )


STANDARDS = Table(
    slug="standards",
    model=Standard,
    key=("code",),
    fields=("code", "name", "from_on", "to_on", "source"),
    columns=("name", "from_on", "to_on", "source"),
    ordering=("pk",),
    singular="standard",
    plural="Standards of Professional Behaviour",
    group=POLICY,
    about="The standards that a breach is judged against.",
    begins="from_on",
    ends="to_on",
)
RESULTS = Table(
    slug="results",
    model=Result,
    key=("code", "from_on"),
    fields=("code", "name", "finding", "kinds", *_DATES, *_SOURCE),
    columns=("name", "code", "kinds", "finding", *_DATES, "unverified"),
    ordering=("code", "from_on"),
    changeable=("finding", "kinds", *_SOURCE),
    form_fields={"kinds": _kinds},
    singular="result",
    plural="results of allegations",
    group=POLICY,
    about="How an allegation can end, under the names of each time.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
REGIMES = Table(
    slug="regimes",
    model=law.Regime,
    key=("code",),
    fields=("code", "name", "field", *_DATES, *_SOURCE),
    columns=("name", "field", *_DATES, "unverified"),
    filters=("field",),
    ordering=("from_on", "code"),
    singular="regime",
    plural="regimes",
    group=LAW,
    about="The regulations that govern a matter, by the day it came to notice.",
    begins="from_on",
    ends="to_on",
    related=(
        Related("severities", "regime", "How grave a matter can be"),
        Related("forums", "regime", "What can follow"),
        Related("sanctions", "regime", "What can be imposed"),
    ),
)
SEVERITIES = Table(
    slug="severities",
    model=law.Severity,
    key=("regime", "code"),
    fields=("regime", "code", "name", "order", "breach", *_SOURCE),
    columns=("name", "regime", "order", "breach", "unverified"),
    filters=("regime",),
    ordering=("regime__from_on", "regime__code", "order", "code"),
    singular="severity",
    plural="severities",
    group=LAW,
    about="How grave a matter can be assessed to be.",
)
SANCTIONS = Table(
    slug="sanctions",
    model=law.Sanction,
    key=("regime", "code"),
    fields=(
        *("regime", "code", "name", "order", "months_live", "extendable_months"),
        *("notice_days", "ends_service", "asks", *_SOURCE),
    ),
    columns=("name", "regime", "order", "months_live", "ends_service", "unverified"),
    filters=("regime",),
    ordering=("regime__from_on", "regime__code", "order", "code"),
    singular="sanction",
    plural="sanctions",
    group=LAW,
    about="What can be imposed, the mildest first, and for how long it counts.",
)
FORUMS = Table(
    slug="forums",
    model=law.Forum,
    key=("regime", "code"),
    fields=(
        *("regime", "code", "name", "kind", "order", "clock", "reviewed"),
        *("means", "timing", "against", "finds", "sends_back", "appealable"),
        *("less_severe", "after", *_SOURCE),
    ),
    columns=("name", "regime", "kind", "clock", "reviewed", "unverified"),
    filters=("regime", "kind"),
    ordering=("regime__from_on", "regime__code", "order", "code"),
    singular="forum",
    plural="forums",
    group=LAW,
    about="What can follow a decision: meetings, hearings, boards, stages, appeals.",
    related=(
        Related("forum-routes", "forum", "What leads to it"),
        Related("forum-sanctions", "forum", "What it can impose"),
        Related("seats", "forum", "Who sits"),
    ),
)
FORUM_ROUTES = Table(
    slug="forum-routes",
    model=law.ForumRoute,
    key=("forum", "to_answer", "severity"),
    fields=("forum", "to_answer", "severity", "needs", *_SOURCE),
    columns=("forum", "to_answer", "severity", "needs", "unverified"),
    ordering=("forum__regime__from_on", "forum__order", "pk"),
    singular="route to a forum",
    plural="routes to forums",
    group=LAW,
    about="Which rulings lead where; what is not here is refused.",
)
FORUM_SANCTIONS = Table(
    slug="forum-sanctions",
    model=law.ForumSanction,
    key=("forum", "sanction", "severity", "from_on"),
    fields=("forum", "sanction", "severity", "needs", "unless", *_DATES, *_SOURCE),
    columns=("forum", "sanction", "severity", "needs", *_DATES, "unverified"),
    ordering=("forum__regime__from_on", "forum__order", "pk"),
    singular="sanction of a forum",
    plural="sanctions of forums",
    group=LAW,
    about="What each forum can impose, for which finding, and after which warnings.",
    begins="from_on",
    ends="to_on",
    one_at_a_time=True,
)
SEATS = Table(
    slug="seats",
    model=law.Seat,
    key=("forum", "code"),
    fields=(
        *("forum", "code", "name", "order", "least_rank", "senior"),
        *("senior_to_panel", "staff", "accreditation"),
        *("outside", "required", *_SOURCE),
    ),
    columns=("name", "forum", "least_rank", "accreditation", "outside", "unverified"),
    ordering=("forum__regime__from_on", "forum__order", "order", "pk"),
    singular="seat on a panel",
    plural="seats on panels",
    group=LAW,
    about="Who sits on the panel of each forum, of what rank and training.",
)
GROUNDS_FOR = Table(
    slug="grounds",
    model=law.Ground,
    key=("purpose", "code", "from_on"),
    fields=("purpose", "code", "name", "hint", *_DATES, *_SOURCE),
    columns=("purpose", "name", *_DATES, "unverified"),
    filters=("purpose",),
    searched=("name", "hint"),
    ordering=("purpose", "pk"),
    changeable=("hint", *_SOURCE),
    singular="ground",
    plural="grounds",
    group=GROUNDS,
    about="On what grounds something may or must be done.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
HANDLING_ROUTES = Table(
    slug="handling-routes",
    model=law.HandlingRoute,
    key=("code", "from_on"),
    fields=(
        *("code", "name", "means", "kinds", "consent", "appeal"),
        *(*_DATES, *_SOURCE),
    ),
    columns=("name", "kinds", "consent", "appeal", *_DATES, "unverified"),
    ordering=("pk",),
    changeable=("means", *_SOURCE),
    form_fields={"kinds": _kinds},
    singular="route",
    plural="routes of handling",
    group=GROUNDS,
    about="How a case can be handled: resolved, investigated, referred, ended.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
CATEGORY_REFERRALS = Table(
    slug="category-referrals",
    model=law.CategoryReferral,
    key=("category", "from_on"),
    fields=("category", "duty", "ground", *_DATES, *_SOURCE),
    columns=("category", "duty", "ground", *_DATES, "unverified"),
    filters=("duty",),
    ordering=("category__code", "from_on"),
    changeable=_SOURCE,
    singular="duty to refer",
    plural="duties to refer",
    group=GROUNDS,
    about="Categories of allegation that are to be referred to the IPCC, or "
    "considered for it.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
LETTER_TEXTS = Table(
    slug="letter-texts",
    model=law.LetterText,
    key=("code", "from_on"),
    fields=("code", "name", "body", *_DATES, *_SOURCE),
    columns=("name", "code", *_DATES, "unverified"),
    searched=("name", "body"),
    ordering=("name", "from_on"),
    changeable=_SOURCE,
    form_fields={"body": lambda: NarrativeField(label="Text", rows=16)},
    singular="text of a letter",
    plural="texts of letters",
    group=GROUNDS,
    about="What each letter and notice says, with blanks that the case fills.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)

# In this order they are loaded: what others point to stands first.
CHECKLIST = Table(
    slug="checklist",
    model=ChecklistItem,
    key=("code", "from_on"),
    fields=(
        *("code", "kinds", "stage", "order", "title", "guidance", "rule"),
        *(*_DATES, *_SOURCE),
    ),
    columns=("title", "kinds", "stage", "rule", *_DATES, "unverified"),
    filters=("stage",),
    ordering=("stage", "order", "code", "from_on"),
    changeable=("kinds", "stage", "order", "title", "guidance", *_SOURCE),
    form_fields={
        "kinds": lambda: forms.MultipleChoiceField(
            label="For", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
        ),
        "rule": lambda: forms.ChoiceField(
            required=False,
            label="Read from the case",
            choices=[("", "Nothing: it is marked by hand"), *RULES.items()],
        ),
    },
    singular="item of the checklist",
    plural="checklist of a case",
    group=POLICY,
    about="What each kind of case needs, stage by stage: read from it, or marked by "
    "hand.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)

ALL = (
    CHECKLIST,
    STANDARDS,
    RESULTS,
    REGIMES,
    SEVERITIES,
    SANCTIONS,
    FORUMS,
    FORUM_ROUTES,
    FORUM_SANCTIONS,
    SEATS,
    GROUNDS_FOR,
    HANDLING_ROUTES,
    CATEGORY_REFERRALS,
    LETTER_TEXTS,
)
