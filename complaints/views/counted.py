"""What stands below a case, counted as it is found."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from complaints.models import (
    Appeal,
    CaseLink,
    CaseTag,
    CaseTask,
    CaseUnit,
    ClaimCase,
    ClockStop,
    Complainant,
    Direction,
    Document,
    ReferralTest,
    Risk,
    StatusChange,
)
from complaints.workflow import REOPENING

# How many rows stand below a case; most have no unit, tag or link besides, and then
# nothing is asked of them.
COUNTED = {
    "complainant_count": (Complainant, "below.case_id = complaints_case.id"),
    "open_tasks": (CaseTask, "below.case_id = complaints_case.id AND done_at IS NULL"),
    "document_count": (Document, "below.case_id = complaints_case.id"),
    "unit_count": (CaseUnit, "below.case_id = complaints_case.id"),
    "tag_count": (CaseTag, "below.case_id = complaints_case.id"),
    "reopen_count": (
        StatusChange,
        "below.case_id = complaints_case.id AND below.verb = ANY(%s)",
    ),
    "stop_count": (ClockStop, "below.case_id = complaints_case.id"),
    "claim_count": (ClaimCase, "below.case_id = complaints_case.id"),
    "open_risks": (
        Risk,
        "below.case_id = complaints_case.id AND below.status = 'open'",
    ),
    "test_count": (ReferralTest, "below.case_id = complaints_case.id"),
    "appeal_count": (Appeal, "below.case_id = complaints_case.id"),
    "undecided_appeals": (
        Appeal,
        "below.case_id = complaints_case.id AND below.status <> 'decided'",
    ),
    "open_directions": (
        Direction,
        "below.case_id = complaints_case.id AND below.status = 'open'",
    ),
    "link_count": (
        CaseLink,
        "below.case_id = complaints_case.id OR below.other_id = complaints_case.id",
    ),
}
# One column of our own names, and quicker made than six subqueries.
COUNTS = RawSQL(  # noqa: S611
    "ARRAY[{}]".format(
        ", ".join(
            f"(SELECT count(*) FROM {model._meta.db_table} below WHERE {of_it})"  # noqa: S608
            for model, of_it in COUNTED.values()
        )
    ),
    (list(REOPENING),),
    output_field=ArrayField(IntegerField()),
)
