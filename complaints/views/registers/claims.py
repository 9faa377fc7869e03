"""Claims: their list, one of them, and what is done to each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints import actions
from complaints.actions.claims import limit_words
from complaints.filters.claims import CLAIM_SORTS, ClaimFilters
from complaints.forms.claims import (
    AuthoriseForm,
    ConcludeForm,
    DescribeForm,
    EnterClaimForm,
    LessonForm,
    LinkForm,
    ReopenClaimForm,
    ReserveForm,
    SettleForm,
    UnlinkForm,
    seen_cases,
)
from complaints.models import Claim, ClaimParty, law
from complaints.models.claims import ClaimPart
from complaints.permissions import HIDDEN, RecordSight
from complaints.views.officer_notes import Table, cell, note, upto
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.workflow import ClaimStatus
from organisation.classification import FieldClass
from pages.templatetags.components import short_day, tag

TONES: dict[str, str] = {
    ClaimStatus.OPEN: "active",
    ClaimStatus.AUTHORISED: "decided",
    ClaimStatus.CONCLUDED: "done",
}


def state_tag(claim: Claim) -> str:
    """Where it stands; of one that ended, how."""
    words = claim.get_outcome_display() or claim.get_status_display()
    return tag(words, TONES[claim.status])


def claimants(claim: Any, sight: RecordSight) -> Any:
    """Who claims, or died, as far as it is shown; parties are read with the list."""
    parts = {ClaimPart.CLAIMANT, ClaimPart.DECEASED}
    parties = [each for each in claim.parties.all() if each.part in parts]
    if parties and not sight.identity:
        return HIDDEN
    return ", ".join(each.who for each in parties)


def _yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[value]


class ClaimList(RegisterList):
    model = Claim
    read = Permission.CLAIM_READ
    title = "Claims"
    filters = ClaimFilters
    sorts = CLAIM_SORTS
    default = "-received"
    template_name = "complaints/registers/claims.html"
    columns = (
        *FIRST_COLUMNS,
        Column("Kind", "kind"),
        Column("In a few words", "title"),
        Column("Grounds", "grounds", lambda claim: "; ".join(claim.grounds)),
        *(
            Column(label, name)
            for label, name in (
                ("Date of the incident", "incident_on"),
                ("Date received", "received_on"),
                ("Date issued or served", "issued_on"),
                ("Date of the trial or hearing", "hearing_on"),
                ("Date concluded", "concluded_on"),
                ("How it ended", "outcome"),
            )
        ),
        Column("Contested", "contested", lambda claim: _yes_no(claim.contested)),
        *(
            Column(label, name)
            for label, name in (
                ("Reserve", "reserve"),
                ("Settlement authorised", "authorised"),
                ("Paid", "paid"),
                ("Costs", "costs"),
            )
        ),
    )

    def row(self, record, sight):
        return {
            "claim": record,
            "title": sight.value(record, "title"),
            "claimants": claimants(record, sight),
            "state": state_tag(record),
            "contested": record.contested,
        }


@require_safe
def show_claim(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, Claim, slug)
    claim, sight = frame.record, frame.sight
    claim.grounds_words = ground_names(request, claim)
    return frame.render(
        "claim",
        state=state_tag(claim),
        linked=linked(claim, frame.user, sight),
        reserves=_kept(claim.reserves, sight, "reasons"),
        authorities=_kept(claim.authorities, sight, "reasons"),
        lessons=_kept(claim.lessons, sight, "text"),
    )


OF_MEMBER = ("Reference", "Kind", "Received", "As", "State")


@note(ClaimParty, "member")
def claims_with(member, on, user) -> list[Table]:
    """Claims and inquests that the member is a person in, as far as that is shown."""
    found = ClaimParty.objects.filter(
        member=member, claim__in=Claim.objects.showing(user, FieldClass.IDENTITY)
    )
    found = found.select_related("claim").order_by("-claim__received_on", "-pk")
    cells = [
        [
            cell(row.claim.reference, href=row.claim.get_absolute_url()),
            cell(row.claim.get_kind_display()),
            cell(short_day(row.claim.received_on)),
            cell(row.get_part_display()),
            cell("", html=state_tag(row.claim)),
        ]
        for row in upto(found)
    ]
    return [Table("Claims and inquests", OF_MEMBER, cells)]


def ground_names(request: HttpRequest, claim: Claim) -> str:
    """The grounds by their names on the day it was received."""
    if not claim.grounds:
        return ""
    known = law.of_request(request)
    found = [
        known.ground(claim.kind, code, claim.received_on) for code in claim.grounds
    ]
    names = zip(claim.grounds, found, strict=True)
    return ", ".join(one.name if one else code for code, one in names)


def linked(claim: Any, user: Any, sight: RecordSight) -> dict[str, Any]:
    """Cases that the person may know of, units, and people as far as they are shown."""
    return {
        "cases": [each.case for each in seen_cases(claim, user)],
        "units": [
            each.unit for each in claim.units.select_related("unit").order_by("number")
        ],
        "parties": [
            {
                "part": each.get_part_display(),
                "who": each.who if sight.identity else HIDDEN,
            }
            for each in sorted(claim.parties.all(), key=lambda each: each.number)
        ],
    }


def _kept(rows: Any, sight: RecordSight, words: str) -> list[dict[str, Any]]:
    """Rows below a claim, newest first, with their words as far as they are shown."""
    return [
        {"row": row, "words": sight.value(row, words)}
        for row in rows.select_related("by").order_by("-number")
    ]


class ClaimPage(RecordPage):
    model = Claim

    def page_context(self):
        claim = self.frame.record
        if claim is not None:
            claim.grounds_words = ground_names(self.request, claim)
        return super().page_context()


class ClaimEnter(ClaimPage):
    verb, form_class = "enter", EnterClaimForm
    action = actions.enter_claim
    done = "{record} is entered."

    def initial(self):
        return {"case": self.request.GET.get("case", "")}


class ClaimAmend(ClaimPage):
    verb, form_class = "amend", DescribeForm
    action = actions.amend_claim
    done = "{record} is changed."

    def form_kwargs(self):
        return super().form_kwargs() | {"sight": self.sight}

    def initial(self):
        claim = self.frame.record
        kept = {
            name: getattr(claim, name)
            for name in (
                *("title", "claimed", "their_reference", "faw_reference"),
                *("incident_on", "received_on", "issued_on", "hearing_on"),
            )
        }
        if self.sight.special:
            kept["injury"] = claim.injury
        return kept | {
            "grounds": [f"{claim.kind}.{code}" for code in claim.grounds],
            "body": claim.body.code if claim.body else "",
        }


class ClaimLink(ClaimPage):
    verb, form_class = "link", LinkForm
    action = actions.link_claim
    done = "{record} is linked."


class ClaimUnlink(ClaimPage):
    verb, form_class = "unlink", UnlinkForm
    action = actions.unlink_claim
    done = "The link is taken off {record}."


class ClaimReservePage(ClaimPage):
    verb, form_class = "reserve", ReserveForm
    action = actions.reserve_claim
    done = "The reserve of {record} is set."

    def initial(self):
        return {"amount": self.frame.record.reserve}


class ClaimAuthorise(ClaimPage):
    verb, form_class = "authorise", AuthoriseForm
    action = actions.authorise_claim
    done = "A settlement of {record} is authorised."

    def lead_words(self) -> str:
        """Up to what the reader may, and where that was read."""
        told = limit_words(self.request.user, on=self.today)
        return f"{told} What is above it, a higher rank authorises."


class ClaimSettle(ClaimPage):
    verb, form_class = "settle", SettleForm
    action = actions.settle_claim
    done = "The settlement of {record} is recorded."


class ClaimConclude(ClaimPage):
    verb, form_class = "conclude", ConcludeForm
    action = actions.conclude_claim
    done = "{record} is concluded."


class ClaimFlagLesson(ClaimPage):
    verb, form_class = "flag-lesson", LessonForm
    action = actions.flag_lesson_of_claim
    done = "A lesson of {record} is flagged."


class ClaimReopen(ClaimPage):
    verb, form_class = "reopen", ReopenClaimForm
    action = actions.reopen_claim
    done = "{record} is open again."


def claims_of(case: Any, user: Any) -> list[dict[str, Any]]:
    """The claims that a case is linked to, for whoever reads claims."""
    if not user.rights.allow(Permission.CLAIM_READ):
        return []
    rows = Claim.objects.visible_to(user).filter(cases__case=case).order_by("pk")
    return [
        {
            "claim": row,
            "title": RecordSight(row, user).value(row, "title"),
            "state": state_tag(row),
        }
        for row in rows
    ]


claim_pages = (
    ClaimEnter,
    ClaimAmend,
    ClaimLink,
    ClaimUnlink,
    ClaimReservePage,
    ClaimAuthorise,
    ClaimSettle,
    ClaimConclude,
    ClaimFlagLesson,
    ClaimReopen,
)
claim_urls = register_urls("claims", ClaimList, show_claim, claim_pages)
