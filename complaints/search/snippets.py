"""Where the words of a search stand in the cases that it found."""

from django.db.models.expressions import RawSQL

from complaints.models import Case
from complaints.models.choices import Kind
from complaints.querysets import within_reach
from organisation.classification import FieldClass

SAID = ""
# Where words can stand that the row of the case does not show by itself. What was said
# is called by the kind of the case.
_PLACES = {
    "People": "e.names",
    SAID: "complaints_case.said",
    "Allegation": (
        "(SELECT string_agg(a.text, ' … ') FROM complaints_allegation a "
        "WHERE a.case_id = complaints_case.id)"
    ),
    "Earlier reference": (
        "(SELECT string_agg(l.source_reference, ' … ') FROM complaints_legacyrecord l "
        "WHERE l.case_id = complaints_case.id)"
    ),
}
_MARK = "\ue000"
_MARKS = (
    f"StartSel={_MARK}, StopSel=\ue001, MaxFragments=2, MaxWords=24, MinWords=10, "
    "FragmentDelimiter=' … '"
)
_HEADLINES = ", ".join(
    f"ts_headline('candour', {place}, websearch_to_tsquery('candour', %s), %s)"
    for place in _PLACES.values()
)
_SNIPPETS = (
    f"(SELECT ARRAY[{_HEADLINES}] FROM complaints_searchentry e "  # noqa: S608 - ours
    "WHERE e.case_id = complaints_case.id)"
)


def snippets(rows: list[Case], words: str, *, user) -> dict[int, tuple[str, str]]:
    """Where the words stand and how, for cases whose narrative is shown.

    The place is a label such as "People". Matches are marked with the private-use
    characters U+E000 and U+E001, which the page turns into <mark> after escaping.
    """
    reach = within_reach(user, FieldClass.IDENTITY)
    if reach is None or not rows:
        return {}
    told = Case.objects.filter(reach, pk__in=[row.pk for row in rows])
    similar = {getattr(row, "similar", "") for row in rows} - {""}
    words = " OR ".join([words, *similar])
    asked = [words, _MARKS] * len(_PLACES)
    told = told.annotate(headlines=RawSQL(_SNIPPETS, asked))  # noqa: S611 - ours
    found = {}
    for key, kind, headlines in told.values_list("pk", "kind", "headlines"):
        marked = zip(_PLACES, headlines or (), strict=False)
        for place, text in marked:
            if text and _MARK in text:
                found[key] = place or Kind(kind).said_label, text
                break
    return found
