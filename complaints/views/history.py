"""What happened in a case: its trail, as people read it."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.views.decorators.http import require_safe

from audit import trail
from audit.days import midnight
from casework import timeline
from casework.timeline import Group
from complaints.filters.history import Seen
from complaints.views.frame import CaseFrame
from pages.refusals import BadInput

ROWS = 50
GROUPS = {
    "": "Everything",
    Group.DECISIONS: "Decisions",
    Group.CONTACTS: "Contacts",
    Group.DOCUMENTS: "Documents",
    Group.CHANGES: "Changes",
    Group.READS: "Reads",
}
PARAMETERS = ("show", "before", "month")


@require_safe
def history(request, slug):
    frame = CaseFrame(request, slug, "history")
    group, before, month = _asked(request.GET)
    looked_at = frame.look()
    entries = timeline.entries_of(
        frame.case,
        group=Group(group) if group else None,
        before=before,
        until=_end_of(month) if month else None,
        limit=ROWS + 1,
    )
    more = len(entries) > ROWS
    shown = entries[:ROWS]
    newest = shown if not (group or before or month) else []
    new = _new(frame, newest, more=more, since=looked_at) if looked_at else 0
    seen = Seen(frame.sight, shown)
    built = timeline.build(
        shown,
        looked_at=looked_at if new else None,
        sees=seen.field,
        sees_words=seen.words,
    )
    older = {"show": group, "before": shown[-1].pk} if more else {}
    return frame.render(
        "history",
        timeline=replace(built, new=new),
        groups=[
            {"label": label, "href": _url(show=each), "current": each == group}
            for each, label in GROUPS.items()
        ],
        months=[
            {"label": f"{each:%B %Y}", "href": _url(show=group, month=f"{each:%Y-%m}")}
            for each in timeline.months_of(frame.case)
        ],
        older_url=_url(**older) if more else "",
        newest_url=_url(show=group) if before or month else "",
    )


def _new(frame, newest, *, more, since) -> int:
    """What others did to the case since: not who read it, nor what was refused.

    Counted among the newest entries where these reach back to then.
    """
    own = frame.user.trail_actor.key
    if newest and (not more or newest[-1].at < since):
        return sum(
            entry.at >= since
            and entry.outcome == trail.Outcome.DONE
            and entry.kind not in timeline.READING
            and entry.actor_key != own
            for entry in newest
        )
    found = trail.entries(subject=frame.case, since=since)
    done = found.filter(outcome=trail.Outcome.DONE).exclude(kind__in=timeline.READING)
    return done.exclude(actor_key=own).count()


def _asked(params):
    """(group, before, month) of the address; anything else is refused."""
    for name, values in params.lists():
        if name not in PARAMETERS or len(values) > 1:
            raise BadInput(f"“{name[:40]}” is not a filter on this page.", field=name)
    group = params.get("show", "")
    if group not in GROUPS:
        raise BadInput("The history has no such part.", field="show")
    before = params.get("before", "")
    try:
        place = trail.place_of(before) if before else None
    except ValueError as error:
        sentence = "This part of the history cannot be found."
        raise BadInput(sentence, field="before") from error
    return group, place, _month(params.get("month", ""))


def _month(text):
    if not text:
        return None
    try:
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 (a date only)
        _end_of(month)  # the last month of all has none
    except ValueError as error:
        raise BadInput("A month is written like 2026-03.", field="month") from error
    return month


def _end_of(month):
    """The first moment of the month after, in London."""
    following = month.replace(
        year=month.year + month.month // 12, month=month.month % 12 + 1
    )
    return midnight(following)


def _url(**params):
    query = urlencode({name: value for name, value in params.items() if value})
    return f"?{query}"
