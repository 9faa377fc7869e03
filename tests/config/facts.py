"""What must be so of generated cases, whether told or copied."""

from complaints.models import CaseLink


def count_of_true_links() -> int:
    """How many links there are, when each follows from what its two cases say."""
    links = list(CaseLink.objects.select_related("case", "other"))
    for link in links:
        case, other = link.case, link.other
        if link.kind == "same_incident":
            assert (case.incident_on, case.place) == (other.incident_on, other.place)
        else:
            assert link.kind == "same_people"
            assert _whose(case) & _whose(other), link
    return len(links)


def _whose(case) -> set[tuple[str, int]]:
    people = case.complainants.values_list("person", flat=True)
    members = case.subjects.exclude(member=None).values_list("member", flat=True)
    return {("person", pk) for pk in people} | {("member", pk) for pk in members}
