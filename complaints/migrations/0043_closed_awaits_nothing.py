"""What is closed waits for no office."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

OPEN = [
    *("allocated", "assessed", "checked", "determined", "direction"),
    *("discontinuing", "dispensing", "investigating", "notified", "received"),
    *("recorded", "reported", "resolving", "sub_judice"),
]


class Migration(migrations.Migration):
    dependencies = [("complaints", "0042_closed_cases_await_nothing")]

    operations = [
        AddConstraintNotValid(  # validated in 0050
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("awaits", []), ("status__in", OPEN), _connector="OR"
                ),
                name="case_closed_awaits_nothing",
            ),
        ),
    ]
