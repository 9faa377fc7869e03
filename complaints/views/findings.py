"""What was found of each allegation, on the card of its proceedings."""

from typing import Any

from complaints.models import Finding


def found_in(frame: Any, rows: list[Any]) -> dict[int, list[dict[str, Any]]]:
    """A line for each allegation that was heard: what was found, and how grave."""
    held = [row.pk for row in rows if row.held_on]
    if not held:
        return {}
    kept = Finding.objects.filter(proceeding__in=held, proved__isnull=False)
    kept = kept.select_related("outcome__allegation")
    found: dict[int, list[dict[str, Any]]] = {}
    for each in kept.order_by("outcome__allegation__number"):
        line = {
            "key": f"Allegation {each.outcome.allegation.number}",
            "value": _words(each),
            "masked": not frame.sight.shows(each, "severity_name"),
        }
        found.setdefault(each.proceeding_id, []).append(line)
    return found


def _words(finding: Finding) -> str:
    if finding.appeal_id is None:
        return finding.words
    before = finding.first_severity_name.lower()
    return f"{finding.words}, on appeal. Proved before: {before}"
