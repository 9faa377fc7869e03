"""The register of conflicts of interest, of every case that the reader may see."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints import actions
from complaints.filters.conflicts import (
    DeclaredFilters,
    ManagingFilters,
    managing,
)
from complaints.models import Case, ConflictState
from complaints.permissions import Sight
from complaints.views.cases import without_blanks
from complaints.views.registers.frame import check_reads
from pages.lists import KeysetPage
from pages.refusals import BadInput

DECLARED, MANAGERS = "declared", "managers"
HALVES = {
    DECLARED: ("Declared", DeclaredFilters),
    MANAGERS: ("Line managers of subjects", ManagingFilters),
}
# Most line managers never sign in: first, those whom a conflict keeps from something.
FIRST = {DECLARED: "kind=declared", MANAGERS: "kind=managers&account=yes"}


@require_safe
def register(request):
    """One half of it: what people declared, or what follows from who manages whom."""
    check_reads(request.user, Permission.CONFLICT_DECIDE, "register of conflicts")
    if any("" in values for _, values in request.GET.lists()):
        return redirect(f"{request.path}{without_blanks(request.GET)}")
    half = request.GET.get("kind", DECLARED)
    if half not in HALVES:
        raise BadInput("The register has no such part.", field="kind")
    filters = HALVES[half][1](request.GET, user=request.user)
    page = KeysetPage(
        filters.qs,
        sorts=filters.sorts,
        default=filters.default,
        params=request.GET,
        known=filters.known,
    )
    if half == DECLARED:
        rows = _declared(request.user, page)
    else:
        rows = _managers(filters.shown(managing(page.rows)))
    actions.look_up(
        by=request.user,
        register="conflicts",
        asked=filters.words() or HALVES[half][0],
        found=len(page),
    )
    context = {
        "title": "Conflicts of interest",
        "halves_label": "Parts of the register",
        "halves": [
            {"label": label, "href": f"?{FIRST[key]}", "current": key == half}
            for key, (label, _) in HALVES.items()
        ],
        "half": half,
        "filterset": filters,
        "page": page,
        "rows": rows,
        "today": timezone.localdate(),
        "page_has_errors": not filters.is_valid(),
    }
    return render(request, "complaints/conflicts/register.html", context)


def _declared(user, page):
    shown = []
    # Whether a case is the reader's own is asked of all at once.
    cases = (
        Case.objects.visible_to(user)
        .marked_own(user)
        .select_related("responsible_unit")
    )
    cases = cases.in_bulk({row.case_id for row in page})
    for row in page:
        if row.case_id not in cases:  # barred from it since the page was read
            continue
        row.case = cases[row.case_id]
        state = ConflictState.UPHELD if row.is_upheld else ConflictState.TO_DECIDE
        if row.ended_at:
            state = ConflictState.SET_ASIDE
        shows_reason = Sight(row.case, user).shows(row, "reason")
        shown.append(
            {
                "case": row.case,
                "who": row.user,
                "key": row.user.key,
                "own": row.user_id == user.pk,
                "why": row.reason if shows_reason else "",
                "since": row.declared_at,
                "state": state.label,
                "open": row.ended_at is None,
            }
        )
    return shown


def _managers(found):
    return [
        {
            "case": row.case,
            "who": row.manager,
            "key": row.manager.key,
            "why": f"Manages subject {row.subject.number}, {row.subject.member}",
            "since": row.from_on,
            "until": row.to_on,
            "state": row.state.label,
            "open": True,
            "handles": row.case.handler_id is not None
            and row.case.handler_id == _account_key(row.manager),
        }
        for row in found
    ]


def _account_key(manager):
    """The key of a manager's account, read with them; None without one."""
    return manager.account.pk if hasattr(manager, "account") else None
