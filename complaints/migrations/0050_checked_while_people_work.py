"""Check what was added unchecked, and make what is unique, without a long lock."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

UNCHECKED = [
    ("case", "case_closed_awaits_nothing"),
    ("imposedsanction", "imposed_sanction_of_a_case_or_a_source"),
    ("restriction", "restriction_lifted_with_reasons"),
    ("ipccapplication", "ipcc_application_told_the_same_day"),
]


def unique(name, rows):
    """Stopped half-way, it begins again: what it makes it has dropped before.

    A build that failed leaves an invalid index of that name, which binds nothing.
    """
    drop = f"DROP INDEX CONCURRENTLY IF EXISTS {name}"
    make = f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {rows}"
    return migrations.RunSQL([drop, make], drop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("complaints", "0049_what_sent_a_special_case_back")]

    operations = [
        *(ValidateConstraint(model_name=model, name=name) for model, name in UNCHECKED),
        unique(
            "restriction_once_at_a_time",
            "complaints_restriction (member_id, case_id, status) "
            "WHERE status IN ('proposed', 'in_force')",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                unique(
                    "imposed_sanction_earlier_number_once",
                    "complaints_imposedsanction (member_id, number) "
                    "WHERE case_id IS NULL",
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="imposedsanction",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("case__isnull", True)),
                        fields=("member", "number"),
                        name="imposed_sanction_earlier_number_once",
                    ),
                )
            ],
        ),
    ]
