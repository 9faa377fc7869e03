from django.contrib.postgres.operations import (
    AddIndexConcurrently,
    RemoveIndexConcurrently,
)
from django.db import migrations, models


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0007_how_people_want_to_hear")]

    operations = [
        RemoveIndexConcurrently(model_name="case", name="case_by_handler"),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("handler__isnull", False)),
                fields=["handler", "sort_received_on", "id"],
                name="case_by_handler",
            ),
        ),
    ]
