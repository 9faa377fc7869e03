"""The first 37 steps in one, for a database that has none of its tables yet.

Made from the models as the last of them left them, each table with all that is its
own: a first start takes a quarter of the time. Databases that began with the steps
themselves go on with them, so both lead to the same tables.
"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import complaints.models.law.texts
import complaints.models.people
import organisation.dates

# Words are folded and stemmed, and none is left out: Will and May are surnames too.
WORDS = """
CREATE TEXT SEARCH DICTIONARY candour_stem (
    TEMPLATE = snowball, LANGUAGE = english
);
CREATE TEXT SEARCH CONFIGURATION candour (COPY = english);
ALTER TEXT SEARCH CONFIGURATION candour
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, candour_stem;
"""
FORGET_WORDS = """
DROP TEXT SEARCH CONFIGURATION candour;
DROP TEXT SEARCH DICTIONARY candour_stem;
"""
# Kept in memory until they change.
WATCHED = (
    "complaints_category",
    "complaints_categoryreferral",
    "complaints_forum",
    "complaints_forumroute",
    "complaints_forumsanction",
    "complaints_ground",
    "complaints_handlingroute",
    "complaints_lettertext",
    "complaints_regime",
    "complaints_result",
    "complaints_sanction",
    "complaints_seat",
    "complaints_severity",
    "complaints_tag",
)
WATCH = """
CREATE TRIGGER {0}_restamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("complaints", "0001_cases_allegations_outcomes"),
        ("complaints", "0002_search_words"),
        ("complaints", "0003_person_telephone"),
        ("complaints", "0004_list_indexes"),
        ("complaints", "0005_find_bars_and_results"),
        ("complaints", "0006_indexes_of_queues"),
        ("complaints", "0007_how_people_want_to_hear"),
        ("complaints", "0008_handler_by_date"),
        ("complaints", "0009_watched_tables"),
        ("complaints", "0010_conflict_rulings"),
        ("complaints", "0011_referrals_to_the_ipcc"),
        ("complaints", "0012_clocks"),
        ("complaints", "0013_clocks_of_open_cases"),
        ("complaints", "0014_law_as_dated_data"),
        ("complaints", "0015_watched_law"),
        ("complaints", "0016_risk_register"),
        ("complaints", "0017_cases_by_day_of_incident"),
        ("complaints", "0018_seats_for_police_staff"),
        ("complaints", "0019_conduct_proceedings"),
        ("complaints", "0020_cases_with_offices"),
        ("complaints", "0021_restrictions"),
        ("complaints", "0022_interventions"),
        ("complaints", "0023_routes_of_handling"),
        ("complaints", "0024_markers_on_subjects"),
        ("complaints", "0025_logs_witnesses_and_checklists"),
        ("complaints", "0026_name_of_a_representative"),
        ("complaints", "0027_ways_to_serve_and_rules_of_checklists"),
        ("complaints", "0028_appeals_and_modes_of_the_ipcc"),
        ("complaints", "0029_indexes_of_appeals_and_modes"),
        ("complaints", "0030_routes_after_recording"),
        ("complaints", "0031_indexes_of_routes"),
        ("complaints", "0032_routes_of_known_cases"),
        ("complaints", "0033_claims_and_counted_items"),
        ("complaints", "0034_delegations_and_priorities"),
        ("complaints", "0035_index_of_what_units_passed_on"),
        ("complaints", "0036_conditions_of_special_cases"),
        ("complaints", "0037_index_of_what_offices_wait_for"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0004_limits_and_escalation"),
        ("organisation", "0010_watched_accreditation_kinds"),
    ]

    operations = [
        migrations.RunSQL(WORDS, FORGET_WORDS),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("candour", "Recorded in Candour"),
                            ("legacy", "Imported from a legacy system"),
                        ],
                        default="candour",
                        max_length=10,
                    ),
                ),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("next_due_on", models.DateField(default="9999-12-31")),
                (
                    "next_due",
                    models.CharField(
                        blank=True,
                        help_text="Code of the deadline rule of next_due_on.",
                        max_length=40,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("PC", "Public complaint"), ("CM", "Conduct matter")],
                        max_length=2,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("resolved_at_contact", "Resolved at first contact"),
                            ("recorded", "Recorded"),
                            ("not_recorded", "Not recorded"),
                            ("checked", "Checked"),
                            ("assessed", "Assessed"),
                            ("dispensing", "Dispensation applied for"),
                            ("direction", "Direction and control"),
                            ("allocated", "Allocated"),
                            ("resolving", "Local resolution"),
                            ("investigating", "Investigating"),
                            ("discontinuing", "Discontinuance applied for"),
                            ("reported", "Reported"),
                            ("sub_judice", "Sub judice"),
                            ("determined", "Determined"),
                            ("notified", "Notified"),
                            ("finalised", "Finalised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("telephone", "Telephone"),
                            ("counter", "Station counter"),
                            ("letter", "Letter"),
                            ("email", "E-mail"),
                            ("online", "Online form"),
                            ("ipcc", "IPCC direct complaint"),
                            ("mp", "Member of Parliament"),
                            ("solicitor", "Solicitor"),
                            ("internal", "Internal report"),
                            ("other", "Another way"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                (
                    "conduct_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("report", "Report by a colleague or supervisor"),
                            ("proactive", "Proactive investigation"),
                            ("claim", "Civil claim"),
                            ("withdrawn", "Complaint that was withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("official", "Official"),
                            ("sensitive", "Official-sensitive"),
                            ("restricted", "Restricted to named people"),
                        ],
                        default="sensitive",
                        max_length=10,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not referred"),
                            ("to_refer", "Must be referred to the IPCC"),
                            ("waiting", "Waits for the IPCC"),
                            ("local", "Back from the IPCC"),
                            ("supervised", "Supervised by the IPCC"),
                            ("managed", "Managed by the IPCC"),
                            ("independent", "Independent, by the IPCC"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not decided yet"),
                            ("customer_service", "Resolved at first contact"),
                            ("not_recorded", "Not recorded"),
                            ("investigation", "Investigation"),
                            ("local_resolution", "Local resolution"),
                            ("direction_and_control", "Direction and control"),
                            ("dispensation", "Dispensation"),
                            ("discontinuance", "Discontinuance"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                ("said", models.TextField(blank=True, max_length=20000)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("incident_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("recorded_on", models.DateField(blank=True, null=True)),
                ("allocated_on", models.DateField(blank=True, null=True)),
                ("determined_on", models.DateField(blank=True, null=True)),
                ("notified_on", models.DateField(blank=True, null=True)),
                ("finalised_on", models.DateField(blank=True, null=True)),
                ("appeal_ends_on", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sort_received_on",
                    models.DateField(
                        default="0001-01-01",
                        help_text="received_on, or the first day there is.",
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        default=list,
                        size=None,
                    ),
                ),
                ("allegation_count", models.PositiveSmallIntegerField(default=0)),
                ("subject_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "offices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "awaits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["sort_received_on", "id"], name="case_by_received"
                    ),
                    models.Index(
                        fields=["next_due_on", "id"],
                        include=("status", "confidentiality", "handler", "authority"),
                        name="case_by_due",
                    ),
                    models.Index(
                        fields=["reference_year", "reference_serial", "id"],
                        name="case_by_reference",
                    ),
                    models.Index(fields=["updated_at", "id"], name="case_by_change"),
                    models.Index(
                        fields=["responsible_unit", "sort_received_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_unit",
                    ),
                    models.Index(
                        fields=["responsible_unit", "next_due_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_unit_due",
                    ),
                    models.Index(
                        fields=["responsible_unit", "status", "next_due_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_unit_status",
                    ),
                    models.Index(
                        fields=["status", "sort_received_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_status",
                    ),
                    models.Index(
                        fields=["status", "next_due_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_status_due",
                    ),
                    models.Index(
                        fields=["channel", "sort_received_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_channel",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "route__in",
                                [
                                    "customer_service",
                                    "direction_and_control",
                                    "discontinuance",
                                    "dispensation",
                                    "local_resolution",
                                    "not_recorded",
                                ],
                            )
                        ),
                        fields=["route", "sort_received_on", "id"],
                        include=("confidentiality", "handler", "authority"),
                        name="case_by_route",
                    ),
                    models.Index(
                        fields=["authority", "sort_received_on", "id"],
                        name="case_by_authority",
                    ),
                    models.Index(
                        condition=models.Q(("confidentiality", "restricted")),
                        fields=["sort_received_on", "id"],
                        name="case_restricted",
                    ),
                    models.Index(
                        condition=models.Q(("notified_on__isnull", False)),
                        fields=["notified_on", "responsible_unit"],
                        include=("kind", "confidentiality", "handler", "authority"),
                        name="case_notified",
                    ),
                    models.Index(
                        condition=models.Q(("mode", ""), _negated=True),
                        fields=["mode", "sort_received_on", "id"],
                        name="case_by_mode",
                    ),
                    models.Index(
                        condition=models.Q(("handler__isnull", True)),
                        fields=["sort_received_on", "id"],
                        name="case_without_handler",
                    ),
                    models.Index(
                        condition=models.Q(("handler__isnull", False)),
                        fields=["handler", "sort_received_on", "id"],
                        name="case_by_handler",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "allocated",
                                    "assessed",
                                    "checked",
                                    "determined",
                                    "direction",
                                    "discontinuing",
                                    "dispensing",
                                    "investigating",
                                    "notified",
                                    "received",
                                    "recorded",
                                    "reported",
                                    "resolving",
                                    "sub_judice",
                                ],
                            )
                        ),
                        fields=["handler", "sort_received_on", "id"],
                        include=(
                            "status",
                            "next_due_on",
                            "confidentiality",
                            "authority",
                        ),
                        name="case_open_by_handler",
                    ),
                    models.Index(
                        condition=models.Q(("incident_on__isnull", False)),
                        fields=["incident_on"],
                        name="case_by_incident",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("determined_on__isnull", False),
                            ("origin", "legacy"),
                            _connector="OR",
                        ),
                        fields=["sort_received_on", "id"],
                        name="case_decided",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["categories"], name="case_categories"
                    ),
                    models.Index(
                        condition=models.Q(("offices", []), _negated=True),
                        fields=["next_due_on", "id"],
                        include=(
                            "offices",
                            "awaits",
                            "responsible_unit",
                            "confidentiality",
                            "handler",
                            "authority",
                        ),
                        name="case_with_offices",
                    ),
                    models.Index(
                        condition=models.Q(("awaits", []), _negated=True),
                        fields=["next_due_on", "id"],
                        include=(
                            "awaits",
                            "responsible_unit",
                            "confidentiality",
                            "handler",
                            "authority",
                        ),
                        name="case_awaited",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("received_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("received_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_received_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("recorded_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("recorded_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_recorded_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("recorded_on__isnull", True),
                            ("received_on__isnull", True),
                            ("recorded_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_recorded_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("allocated_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("allocated_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_allocated_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("allocated_on__isnull", True),
                            ("received_on__isnull", True),
                            ("allocated_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_allocated_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("allocated_on__isnull", True),
                            ("recorded_on__isnull", True),
                            ("allocated_on__gte", models.F("recorded_on")),
                            _connector="OR",
                        ),
                        name="case_allocated_on_not_before_recorded_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("determined_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("determined_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_determined_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("determined_on__isnull", True),
                            ("received_on__isnull", True),
                            ("determined_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_determined_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("determined_on__isnull", True),
                            ("recorded_on__isnull", True),
                            ("determined_on__gte", models.F("recorded_on")),
                            _connector="OR",
                        ),
                        name="case_determined_on_not_before_recorded_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("determined_on__isnull", True),
                            ("allocated_on__isnull", True),
                            ("determined_on__gte", models.F("allocated_on")),
                            _connector="OR",
                        ),
                        name="case_determined_on_not_before_allocated_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("notified_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("notified_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_notified_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("notified_on__isnull", True),
                            ("received_on__isnull", True),
                            ("notified_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_notified_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("notified_on__isnull", True),
                            ("recorded_on__isnull", True),
                            ("notified_on__gte", models.F("recorded_on")),
                            _connector="OR",
                        ),
                        name="case_notified_on_not_before_recorded_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("notified_on__isnull", True),
                            ("allocated_on__isnull", True),
                            ("notified_on__gte", models.F("allocated_on")),
                            _connector="OR",
                        ),
                        name="case_notified_on_not_before_allocated_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("notified_on__isnull", True),
                            ("determined_on__isnull", True),
                            ("notified_on__gte", models.F("determined_on")),
                            _connector="OR",
                        ),
                        name="case_notified_on_not_before_determined_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("incident_on__isnull", True),
                            ("finalised_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("received_on__isnull", True),
                            ("finalised_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("recorded_on__isnull", True),
                            ("finalised_on__gte", models.F("recorded_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_recorded_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("allocated_on__isnull", True),
                            ("finalised_on__gte", models.F("allocated_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_allocated_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("determined_on__isnull", True),
                            ("finalised_on__gte", models.F("determined_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_determined_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("finalised_on__isnull", True),
                            ("notified_on__isnull", True),
                            ("finalised_on__gte", models.F("notified_on")),
                            _connector="OR",
                        ),
                        name="case_finalised_on_not_before_notified_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origin", "candour")),
                        fields=("reference_year", "reference_serial", "kind"),
                        name="case_serial_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            ("received_on__isnull", False),
                            _connector="OR",
                        ),
                        name="case_has_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            models.Q(
                                ("kind", "CM"),
                                models.Q(("conduct_source", ""), _negated=True),
                            ),
                            models.Q(("kind", "PC"), ("conduct_source", "")),
                            _connector="OR",
                        ),
                        name="case_conduct_says_where_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            models.Q(("status", "finalised"), _negated=True),
                            ("finalised_on__isnull", False),
                            _connector="OR",
                        ),
                        name="case_finalised_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "legacy"),
                            models.Q(
                                ("status__in", ["determined", "notified"]),
                                _negated=True,
                            ),
                            ("determined_on__isnull", False),
                            _connector="OR",
                        ),
                        name="case_determined_has_date",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="79b7ecd14d5d1ba9482037b9f815e002f3278449",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_guard_a27d9",
                            table="complaints_case",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("behaviour", models.CharField(max_length=60)),
                (
                    "discriminatory",
                    models.BooleanField(
                        default=False, help_text="An allegation of it names the strand."
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="category_to_on_not_before_from_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=40)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("recording", "Recording"),
                            ("referral", "Referral and handling"),
                            ("investigation", "Investigation"),
                            ("decision", "Decision"),
                            ("ending", "Ending"),
                        ],
                        max_length=16,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=160)),
                ("guidance", models.CharField(blank=True, max_length=400)),
                (
                    "rule",
                    models.SlugField(
                        blank=True,
                        help_text="What is read from the case; blank: it is marked by hand.",
                        max_length=40,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="checklist_item_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("code", "from_on"), name="checklist_item_once_per_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("authorised", "Settlement authorised"),
                            ("concluded", "Concluded"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("civil_action", "Civil action"),
                            ("accident", "Accident claim"),
                            ("tribunal_case", "Employment tribunal case"),
                            ("inquest", "Inquest"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=200, verbose_name="in a few words"),
                ),
                (
                    "claimed",
                    models.TextField(max_length=20000, verbose_name="what is claimed"),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("injury", models.TextField(blank=True, max_length=20000)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                        verbose_name="court, tribunal or coroner",
                    ),
                ),
                (
                    "their_reference",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="their reference"
                    ),
                ),
                (
                    "faw_reference",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        verbose_name="Fairness at Work reference",
                    ),
                ),
                (
                    "incident_on",
                    models.DateField(blank=True, null=True, verbose_name="incident"),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "issued_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="issued or served"
                    ),
                ),
                (
                    "hearing_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="trial, hearing or inquest"
                    ),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="concluded"),
                ),
                (
                    "reserve",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "authorised",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="settlement authorised up to",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("won", "Won"),
                            ("lost", "Lost"),
                            ("settled", "Settled"),
                            ("withdrawn", "Withdrawn"),
                            ("concluded", "Conclusion of the inquest"),
                        ],
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                ("contested", models.BooleanField(blank=True, null=True)),
                (
                    "paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="damages or settlement",
                    ),
                ),
                (
                    "costs",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "conclusion",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="judgment or conclusion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["-received_on", "-id"], name="claim_by_receipt"
                    ),
                    models.Index(
                        condition=models.Q(("outcome", ""), _negated=True),
                        fields=["kind", "outcome", "-concluded_on"],
                        name="claim_by_outcome",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("incident_on")),
                            _connector="OR",
                        ),
                        name="claim_received_on_not_before_incident_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concluded_on__isnull", True),
                            ("concluded_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="claim_concluded_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("concluded_on__isnull", False),
                                ("status", "concluded"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "concluded"), _negated=True),
                                ("concluded_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="claim_concluded_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "settled"), _negated=True),
                            models.Q(
                                ("authorised__gte", models.F("paid")),
                                ("paid__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_paid_within_authority",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reserve__isnull", True),
                                ("reserve__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("authorised__isnull", True),
                                ("authorised__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("paid__isnull", True),
                                ("paid__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("costs__isnull", True),
                                ("costs__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="claim_money_is_not_negative",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="52320b075f3689c8a75e0904cb3587cb84351953",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_guard_b002b",
                            table="complaints_claim",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DelegationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief_inspector", "Chief Inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief_superintendent", "Chief Superintendent"),
                            ("commander", "Commander"),
                            (
                                "deputy_assistant_commissioner",
                                "Deputy Assistant Commissioner",
                            ),
                            ("assistant_commissioner", "Assistant Commissioner"),
                            ("deputy_commissioner", "Deputy Commissioner"),
                            ("commissioner", "Commissioner"),
                            ("staff", "Police staff"),
                            ("pcso", "PCSO"),
                            ("unknown", "Not known"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="delegation_rule_to_on_not_before_from_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FoiRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To be answered"), ("decided", "Answered")],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "requester",
                    models.CharField(blank=True, max_length=200, verbose_name="from"),
                ),
                (
                    "asked",
                    models.TextField(max_length=20000, verbose_name="what was asked"),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Granted"),
                            ("partly", "Granted in part"),
                            ("refused", "Refused"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided"),
                ),
                (
                    "refusal_grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="exemptions",
                    ),
                ),
                ("reasons", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "verbose_name": "Freedom of Information request",
                "indexes": [
                    models.Index(
                        fields=["-received_on", "-id"], name="foi_request_by_receipt"
                    ),
                    models.Index(
                        condition=models.Q(("decision", ""), _negated=True),
                        fields=["decision", "decided_on", "id"],
                        name="foi_request_by_decision",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("decided_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="foi_request_decided_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", True),
                                ("decision", ""),
                                ("status", "open"),
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("status", "decided"),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="foi_request_decided_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "refused"), _negated=True),
                            ("refusal_grounds__len__gte", 1),
                            _connector="OR",
                        ),
                        name="foi_request_refused_on_a_ground",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="foi_request_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="f14626e9aa985e68abe6bbe126799245d7d54fdf",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_foi_request_guard_938df",
                            table="complaints_foirequest",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GeneralAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("answered", "Answered"),
                            ("withdrawn", "Question withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="asked of",
                    ),
                ),
                ("question", models.TextField(max_length=20000)),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="advice"
                    ),
                ),
                ("precedents", models.TextField(blank=True, max_length=20000)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="answered"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "general advice",
                "verbose_name_plural": "general advice",
                "indexes": [
                    models.Index(fields=["status", "-id"], name="general_advice_list")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("status", "answered"),
                                models.Q(("text", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "answered"), _negated=True),
                                ("answered_by__isnull", True),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="general_advice_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        name="general_advice_not_withdrawn",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="general_advice_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="19ee0ee3f3dec6610e8f38e13827855513ffbfd0",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_general_advice_guard_bb85a",
                            table="complaints_generaladvice",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("not_recording", "Not to record"),
                            ("referral", "Mandatory referral to the IPCC"),
                            ("voluntary_referral", "Voluntary referral to the IPCC"),
                            ("dispensation", "Dispensation"),
                            ("discontinuance", "Discontinuance"),
                            ("sub_judice", "Suspension of an investigation"),
                            ("duty_suspension", "Suspension from duty"),
                            ("duty_restriction", "Restriction of duties"),
                            ("special_case", "Special case"),
                            ("extension", "Extension of a time limit"),
                            ("marker", "Marker on a subject"),
                            ("marker_item", "What the policy of a marker asks"),
                            ("appeal_recording", "Appeal against not recording"),
                            ("appeal_resolution", "Appeal against a local resolution"),
                            ("appeal_investigation", "Appeal against an investigation"),
                            ("appeal_meeting", "Appeal against a misconduct meeting"),
                            ("appeal_tribunal", "Appeal to a Police Appeals Tribunal"),
                            ("civil_action", "Civil action"),
                            ("accident", "Accident claim"),
                            ("tribunal_case", "Employment tribunal case"),
                            ("inquest", "Inquest"),
                            (
                                "foi_refusal",
                                "Refusal of a Freedom of Information request",
                            ),
                        ],
                        max_length=24,
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="ground_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("purpose", "code", "from_on"),
                        name="ground_once_per_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandlingRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "means",
                    models.CharField(
                        help_text="What is done on this route.", max_length=300
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "consent",
                    models.BooleanField(
                        default=False, help_text="Only where the complainant agrees."
                    ),
                ),
                (
                    "appeal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_recording", "Not to record"),
                            ("referral", "Mandatory referral to the IPCC"),
                            ("voluntary_referral", "Voluntary referral to the IPCC"),
                            ("dispensation", "Dispensation"),
                            ("discontinuance", "Discontinuance"),
                            ("sub_judice", "Suspension of an investigation"),
                            ("duty_suspension", "Suspension from duty"),
                            ("duty_restriction", "Restriction of duties"),
                            ("special_case", "Special case"),
                            ("extension", "Extension of a time limit"),
                            ("marker", "Marker on a subject"),
                            ("marker_item", "What the policy of a marker asks"),
                            ("appeal_recording", "Appeal against not recording"),
                            ("appeal_resolution", "Appeal against a local resolution"),
                            ("appeal_investigation", "Appeal against an investigation"),
                            ("appeal_meeting", "Appeal against a misconduct meeting"),
                            ("appeal_tribunal", "Appeal to a Police Appeals Tribunal"),
                            ("civil_action", "Civil action"),
                            ("accident", "Accident claim"),
                            ("tribunal_case", "Employment tribunal case"),
                            ("inquest", "Inquest"),
                            (
                                "foi_refusal",
                                "Refusal of a Freedom of Information request",
                            ),
                        ],
                        help_text="The appeal that the complainant has at its end.",
                        max_length=24,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="handling_route_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("code", "from_on"), name="handling_route_once_per_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.SlugField(max_length=40)),
                (
                    "files",
                    models.JSONField(
                        default=list, help_text="Name, sha256, encoding, rows."
                    ),
                ),
                ("mapping", models.TextField(help_text="The mapping file, as it was.")),
                (
                    "job",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.job",
                    ),
                ),
                ("dry_run", models.BooleanField(default=False)),
                ("accept_good_rows", models.BooleanField(default=False)),
                ("report", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="IntelligenceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("allocated", "Allocated"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "New report"),
                            ("development", "Development"),
                            ("source_file", "Source file"),
                            ("financial", "Financial investigation"),
                            ("closing", "Closing report"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "about_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="B/OCU it is about",
                    ),
                ),
                (
                    "elsewhere",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="reference elsewhere"
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "allocated_on",
                    models.DateField(blank=True, null=True, verbose_name="allocated"),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="closed"),
                ),
            ],
            options={
                "verbose_name": "intelligence item",
                "indexes": [
                    models.Index(
                        fields=["-received_on", "-id"],
                        name="intelligence_item_by_receipt",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allocated_on__isnull", True),
                            ("allocated_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="intelligence_item_allocated_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="intelligence_item_closed_on_not_before_received_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False), ("status", "closed")
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="intelligence_item_closed_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="intelligence_item_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="2051de84035f6c5d21ce423e67e22193d004ca05",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_intelligence_item_guard_d5f07",
                            table="complaints_intelligenceitem",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InterventionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "cases",
                    models.PositiveSmallIntegerField(
                        help_text="So many complaints or more."
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="Received within so many."
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        help_text="Only complaints alleging one of these; empty means any.",
                        size=None,
                    ),
                ),
                (
                    "events_count",
                    models.BooleanField(
                        default=False,
                        help_text="Complaints of extraordinary events count too.",
                    ),
                ),
                (
                    "withdrawn_count",
                    models.BooleanField(
                        default=False, help_text="Withdrawn complaints count too."
                    ),
                ),
                (
                    "action_days",
                    models.PositiveSmallIntegerField(
                        help_text="Days in which the action is to be recorded."
                    ),
                ),
                (
                    "follow_up_days",
                    models.PositiveSmallIntegerField(
                        help_text="Days after completion on which it is followed up."
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="intervention_rule_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="intervention_rule_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("action_days__gte", 1),
                            ("cases__gte", 1),
                            ("months__gte", 1),
                        ),
                        name="intervention_rule_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "body",
                    models.TextField(
                        max_length=20000,
                        validators=[complaints.models.law.texts.check_text],
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="letter_text_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("code", "from_on"), name="letter_text_once_per_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("word", models.CharField(max_length=200, unique=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"],
                        name="name_seen_trigram",
                        opclasses=["gin_trgm_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=20)),
                ("forenames", models.CharField(blank=True, max_length=200)),
                ("surname", models.CharField(blank=True, max_length=200)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("address", models.TextField(blank=True, max_length=1000)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "contact_preference",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("telephone", "Telephone"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("other", "Another way, in their needs"),
                        ],
                        max_length=20,
                    ),
                ),
                ("needs", models.TextField(blank=True, max_length=2000)),
                ("ethnicity", models.CharField(blank=True, max_length=20)),
                ("ethnicity_perceived", models.CharField(blank=True, max_length=20)),
                ("gender", models.CharField(blank=True, max_length=20)),
                ("disability", models.CharField(blank=True, max_length=20)),
                ("religion", models.CharField(blank=True, max_length=20)),
                ("sexual_orientation", models.CharField(blank=True, max_length=20)),
                ("age_band", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Upper("surname"),
                        models.F("born_on"),
                        name="person_by_name",
                    ),
                    models.Index(
                        django.db.models.functions.text.Upper("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="person_by_email",
                    ),
                    models.Index(
                        complaints.models.people.Digits("telephone"),
                        condition=models.Q(("telephone", ""), _negated=True),
                        name="person_by_telephone",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("surname"),
                            name="gin_trgm_ops",
                        ),
                        name="person_surname_trigram",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="person_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="bf14bba1115e3cacd50640c46d5f1697a5c6599f",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_person_guard_c6bab",
                            table="complaints_person",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "factor",
                    models.CharField(
                        choices=[
                            ("risk", "Its highest risk, as assessed last"),
                            ("severity", "The gravest severity assessed of a subject"),
                            ("late", "Working days since its next date passed"),
                            ("due", "Working days until its next date"),
                            ("age", "Days since it was received"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=40)),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("points", models.PositiveSmallIntegerField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="priority_rule_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="priority_rule_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("days", None),
                                ("factor__in", ("risk", "severity")),
                                models.Q(("value", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("factor__in", ("risk", "severity")), _negated=True
                                ),
                                ("days__isnull", False),
                                ("value", ""),
                            ),
                            _connector="OR",
                        ),
                        name="priority_rule_of_value_or_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Regime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("conduct", "Conduct"),
                            ("performance", "Performance and attendance"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "from_on",
                    models.DateField(
                        help_text="They govern what came to the authority's notice from this day on."
                    ),
                ),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="regime_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("field", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="regime_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepeatRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("cases", models.PositiveSmallIntegerField()),
                ("months", models.PositiveSmallIntegerField()),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="Our own figure, or not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="repeat_rule_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="repeat_rule_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cases__gte", 2), ("months__gte", 1)),
                        name="repeat_rule_counts_repeats",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "finding",
                    models.BooleanField(
                        default=True, help_text="Offered to investigators and deciders."
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        size=None,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="result_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("code", "from_on"), name="result_once_per_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=40)),
                ("least", models.PositiveSmallIntegerField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="risk_band_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="risk_band_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief_inspector", "Chief Inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief_superintendent", "Chief Superintendent"),
                            ("commander", "Commander"),
                            (
                                "deputy_assistant_commissioner",
                                "Deputy Assistant Commissioner",
                            ),
                            ("assistant_commissioner", "Assistant Commissioner"),
                            ("deputy_commissioner", "Deputy Commissioner"),
                            ("commissioner", "Commissioner"),
                            ("staff", "Police staff"),
                            ("pcso", "PCSO"),
                            ("unknown", "Not known"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="settlement_limit_to_on_not_before_from_on",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("rank", "="),
                            (
                                organisation.dates.DateRange(
                                    "from_on", "to_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="settlement_limit_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="standard_to_on_not_before_from_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="tag_to_on_not_before_from_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("answered", "Answered"),
                            ("withdrawn", "Question withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="asked of",
                    ),
                ),
                ("question", models.TextField(max_length=20000)),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="advice"
                    ),
                ),
                ("precedents", models.TextField(blank=True, max_length=20000)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="answered"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "advice",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["asked_of", "case"],
                        name="advice_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="advice_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("status", "answered"),
                                models.Q(("text", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "answered"), _negated=True),
                                ("answered_by__isnull", True),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="advice_answered_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="advice_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="42e96e622e5dca6708e665da7788f568127098a2",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_advice_guard_b0a61",
                            table="complaints_advice",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allegations",
                        to="complaints.case",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.category",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                (
                    "strands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("race", "Race"),
                                ("religion", "Religion or belief"),
                                ("sex", "Sex"),
                                ("gender_identity", "Gender identity"),
                                ("sexual_orientation", "Sexual orientation"),
                                ("disability", "Disability"),
                                ("age", "Age"),
                                ("other", "Another strand"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True)),
                (
                    "standards",
                    models.ManyToManyField(blank=True, to="complaints.standard"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="allegation_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="allegation_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="ced05b3ec47b6481c4beb59b384ec4bb41b14e85",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_allegation_guard_43a65",
                            table="complaints_allegation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("from_unit__isnull", False)),
                        fields=["from_unit", "at"],
                        name="allocation_passed_on",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="allocation_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="allocation_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="6fc896324b3fe50f9232f3191203e5c7f1403d74",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_allocation_guard_7963a",
                            table="complaints_allocation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("first_contact", "First contact"),
                            ("check", "Line manager's check"),
                            ("assess", "Team inspector's assessment"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "risk_public",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "risk_officers",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "risk_organisation",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("local_investigation", "Investigation by a borough"),
                            ("dps_investigation", "Investigation by DPS"),
                        ],
                        max_length=20,
                    ),
                ),
                ("issues", models.TextField(blank=True, max_length=20000)),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="assessment_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "assess"), _negated=True),
                            models.Q(("response", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_names_response",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="assessment_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="c3ac72e449ca949fc261d78d1c1bea79660cd271",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_assessment_guard_05582",
                            table="complaints_assessment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access",
                        to="complaints.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_opened_to",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "user"), name="case_access_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_access_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="dfe95fc26744c355627eb365a6e6bd08bd16c8b1",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_access_guard_fc4f2",
                            table="complaints_caseaccess",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="complaints.case",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "code",
                    models.CharField(
                        help_text="Code of its deadline rule.", max_length=40
                    ),
                ),
                ("of", models.CharField(blank=True, max_length=60)),
                ("starts_on", models.DateField()),
                ("rule_on", models.DateField(help_text="Whose day's law it goes by.")),
                (
                    "due_on",
                    models.DateField(
                        help_text="The last day there is while it is stopped."
                    ),
                ),
                (
                    "first_due_on",
                    models.DateField(help_text="As it was when it began."),
                ),
                (
                    "extended",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="In the unit of its rule."
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Running"),
                            ("done", "Done"),
                            ("dropped", "No longer needed"),
                            ("passed", "Passed unused"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "with_handler",
                    models.BooleanField(
                        default=False,
                        help_text="Its owner is whoever handles the case.",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "escalated",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="The last step of escalation that was told.",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended", ""), ("owner__isnull", False)),
                        fields=["owner", "due_on", "id"],
                        name="case_clock_of_owner",
                    ),
                    models.Index(
                        condition=models.Q(("ended", "")),
                        fields=["unit", "due_on", "id"],
                        name="case_clock_of_unit",
                    ),
                    models.Index(
                        condition=models.Q(("ended", "")),
                        fields=["due_on", "id"],
                        name="case_clock_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="case_clock_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", "")),
                        fields=("case", "code", "of"),
                        name="case_clock_runs_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("done_on__isnull", True)),
                            models.Q(
                                models.Q(("ended", ""), _negated=True),
                                ("done_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="case_clock_ended_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("starts_on"))),
                        name="case_clock_due_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_on__isnull", True),
                            ("due_on", "9999-12-31"),
                            _connector="OR",
                        ),
                        name="case_clock_stopped_without_date",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_clock_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="428c0faa2deaab3ab7aa75cf554c5cada0053371",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_clock_guard_5fbca",
                            table="complaints_caseclock",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="complaints.case",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="complaints.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("duplicate", "Duplicate"),
                            ("same_incident", "Same incident"),
                            ("same_people", "Same people"),
                            ("follows", "Follows from"),
                            ("related", "Related"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "other"), name="case_link_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("other")), _negated=True),
                        name="case_link_not_to_itself",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_link_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="91ca254690ca59e9d1ac7222b45d8dbc84e87c4c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_link_guard_f60d9",
                            table="complaints_caselink",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="complaints.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "case"), name="case_look_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tags",
                        to="complaints.case",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="complaints.tag",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "tag"), name="case_tag_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_tag_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="58ff7f7a60170185df04c62897e6bac161bf1302",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_tag_guard_336fa",
                            table="complaints_casetag",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="complaints.case",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on"],
                        name="case_task_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="case_task_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True), ("done_by__isnull", True)
                            ),
                            models.Q(
                                ("done_at__isnull", False), ("done_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="case_task_done_by_and_at",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_task_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="cebaf8430c80cb4fe2f935c6c02b207f38a47ddb",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_task_guard_da7fd",
                            table="complaints_casetask",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="complaints.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("scene", "Where it happened"),
                            ("subject", "Unit of a subject"),
                            ("interest", "Has an interest"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "unit", "part"), name="case_unit_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="case_unit_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="83805fa099ff52840a5401867a98c72c86620c82",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_case_unit_guard_0cd1f",
                            table="complaints_caseunit",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CategoryReferral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.category",
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("mandatory", "Must be referred"),
                            ("consider", "Consider whether it must be"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "ground",
                    models.SlugField(
                        help_text="Code of the ground of mandatory referral.",
                        max_length=40,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="category_referral_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("category", "from_on"),
                        name="category_referral_once_per_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "item",
                    models.SlugField(help_text="Code of the item.", max_length=40),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("missing", "Started, something missing"),
                            ("done", "Done"),
                            ("not_applicable", "Does not apply"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="checklist_mark_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark__in", ["not_started", "done"]),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checklist_mark_says_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="checklist_mark_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a70cffc681d30bf8184d95d1ce716ab6b4256614",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_checklist_mark_guard_1c308",
                            table="complaints_checklistmark",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimAuthority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="complaints.claim",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief_inspector", "Chief Inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief_superintendent", "Chief Superintendent"),
                            ("commander", "Commander"),
                            (
                                "deputy_assistant_commissioner",
                                "Deputy Assistant Commissioner",
                            ),
                            ("assistant_commissioner", "Assistant Commissioner"),
                            ("deputy_commissioner", "Deputy Commissioner"),
                            ("commissioner", "Commissioner"),
                            ("staff", "Police staff"),
                            ("pcso", "PCSO"),
                            ("unknown", "Not known"),
                        ],
                        max_length=40,
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_authority_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_authority_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="7b1d0499d48b2e852185df7f25c683af71e040de",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_authority_guard_7cb8a",
                            table="complaints_claimauthority",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="complaints.claim",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_case_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("claim", "case"), name="claim_case_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_case_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="768ab4fa990262ad11968a82d5f0c9ede9065c25",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_case_guard_3400d",
                            table="complaints_claimcase",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="complaints.claim",
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_lesson_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_lesson_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="284151fce09a1f6d8504759326439b771054acf6",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_lesson_guard_b7d24",
                            table="complaints_claimlesson",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="complaints.claim",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("claimant", "Claimant"),
                            ("concerned", "Member it is about"),
                            ("deceased", "Person who died"),
                            ("interested", "Interested person"),
                            ("witness", "Witness"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.member",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.person",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_party_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("name", ""),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("name", ""),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("person__isnull", True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_party_is_one",
                    ),
                    models.UniqueConstraint(
                        fields=("claim", "part", "member"),
                        name="claim_party_member_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_party_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="5b8641368dd30118a2d93b9d5b8652cb40e2a77b",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_party_guard_134d9",
                            table="complaints_claimparty",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimReserve",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reserves",
                        to="complaints.claim",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_reserve_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_reserve_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="6d1ad03722c6b5ccf4406ec4ffe72d9d1c928550",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_reserve_guard_d2e33",
                            table="complaints_claimreserve",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="complaints.claim",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "number"), name="claim_unit_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("claim", "unit"), name="claim_unit_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="claim_unit_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="61b46f136a67a0f280d34dd545c1eb45c72331bb",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_claim_unit_guard_5e604",
                            table="complaints_claimunit",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock_stops",
                        to="complaints.case",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("case",),
                        name="clock_stop_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="clock_stop_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="clock_stop_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="92f1d201b1aec5b96019c0769e842472e9de8bd5",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_clock_stop_guard_cadf1",
                            table="complaints_clockstop",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Complainant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complainants",
                        to="complaints.case",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="complaints.person",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("victim", "The conduct was towards them"),
                            ("affected", "Adversely affected"),
                            ("witness", "Witness"),
                            ("representative", "Acts for someone else"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=16,
                    ),
                ),
                (
                    "acts_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represented_by",
                        to="complaints.complainant",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True)),
                ("consent_evidence", models.CharField(blank=True, max_length=500)),
                ("wishes", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="complainant_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acts_for__isnull", True),
                            models.Q(
                                ("consent_on__isnull", False),
                                models.Q(("consent_evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complainant_acts_with_consent",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="complainant_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="391db875f1ac08cc1c6e5f9689b48cc6fc4ed10e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_complainant_guard_077d3",
                            table="complaints_complainant",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="complaints.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("end_reason", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case", "user"),
                        name="conflict_once_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="conflict_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="cc4dedaaf9edca8469aeb0542e9e7503fc81c811",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_conflict_guard_610b6",
                            table="complaints_conflict",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CpsReferral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "With the CPS"),
                            ("advised", "Advice received"),
                            ("charged", "Charged"),
                            ("tried", "Tried"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sent")),
                (
                    "offences",
                    models.TextField(
                        max_length=20000, verbose_name="offences considered"
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("charge", "Charge"),
                            ("no_charge", "No charge"),
                            ("further_work", "Further work"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "advice_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="advice received"
                    ),
                ),
                (
                    "advice_text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what it advises"
                    ),
                ),
                ("prosecutor", models.CharField(blank=True, max_length=200)),
                (
                    "charged_on",
                    models.DateField(blank=True, null=True, verbose_name="charged"),
                ),
                ("charged_with", models.TextField(blank=True, max_length=20000)),
                ("court", models.CharField(blank=True, max_length=200)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("convicted", "Convicted"),
                            ("acquitted", "Acquitted"),
                            ("discontinued", "Discontinued"),
                            ("other", "Another result"),
                        ],
                        max_length=14,
                    ),
                ),
                ("sentence", models.TextField(blank=True, max_length=20000)),
                (
                    "result_on",
                    models.DateField(blank=True, null=True, verbose_name="result"),
                ),
            ],
            options={
                "verbose_name": "CPS referral",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="cps_referral_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["charged", "tried"]), _negated=True
                            ),
                            models.Q(
                                ("advice", "charge"), ("charged_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="cps_referral_charged_on_advice",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="cps_referral_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="f014a06e07a33c97b87d53860b8fbbe90305aeaf",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_cps_referral_guard_b87c9",
                            table="complaints_cpsreferral",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectionAndControl",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("under_way", "To be answered"),
                            ("answered", "Answered"),
                            ("ended", "Conduct after all"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        max_length=20000,
                        verbose_name="the policy or decision complained of",
                    ),
                ),
                (
                    "reasons",
                    models.TextField(
                        max_length=20000, verbose_name="why it is not about conduct"
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="the force's answer"
                    ),
                ),
                (
                    "ended_because",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why it is conduct after all",
                    ),
                ),
            ],
            options={
                "verbose_name": "direction and control",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"),
                        name="direction_and_control_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "under_way")),
                        fields=("case",),
                        name="direction_one_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "under_way"),
                            models.Q(
                                ("answered_on__isnull", False),
                                ("status", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                ("status", "ended"),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="direction_says_how_it_came_out",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="direction_and_control_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="e7eb07a960b5233f0af6e88bdba841a4f622c30d",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_direction_and_control_guard_7b92c",
                            table="complaints_directionandcontrol",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("name", models.CharField(max_length=200)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=100, unique=True)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for the virus scan"),
                            ("clean", "Scanned, clean"),
                            ("not_scanned", "Not scanned (demonstration)"),
                            ("infected", "Infected: withheld"),
                            ("failed", "Scan failed: withheld"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)),
                        name="document_size_positive",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="document_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="9eea666beff8139e595e14158667bb9d2a827c33",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_document_guard_31006",
                            table="complaints_document",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], max_length=20
                    ),
                ),
                ("what", models.TextField(max_length=20000)),
                ("why", models.TextField(max_length=20000)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("not_pursued", "Not pursued")],
                        max_length=16,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="closed"),
                ),
                ("result", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "verbose_name": "line of enquiry",
                "verbose_name_plural": "lines of enquiry",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="enquiry_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", ""), ("status", "open")),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("status", "closed"),
                                models.Q(("ending", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_closed_with_result",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="enquiry_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="6bc9d830b91dff4cfaba6d4d8b237c90c7d9cd64",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_enquiry_guard_825b9",
                            table="complaints_enquiry",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Forum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.regime",
                        to_field="code",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing further"),
                            ("disposal", "Without proceedings"),
                            ("performance", "Performance procedures"),
                            ("meeting", "Meeting"),
                            ("hearing", "Hearing"),
                            ("special", "Special case"),
                            ("board", "Board"),
                            ("stage", "Stage of performance procedures"),
                            ("appeal", "Appeal"),
                            ("tribunal", "Tribunal"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "clock",
                    models.SlugField(
                        blank=True,
                        help_text="Code of the deadline that limits it.",
                        max_length=40,
                    ),
                ),
                (
                    "reviewed",
                    models.BooleanField(
                        default=False,
                        help_text="The Hearings Office reviews it before it is arranged.",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        help_text="What follows, as whoever decides reads it.",
                        max_length=300,
                    ),
                ),
                (
                    "timing",
                    models.CharField(
                        blank=True,
                        help_text="How its time runs; {limit} stands for the length of its deadline.",
                        max_length=300,
                    ),
                ),
                (
                    "against",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Codes of the forums whose decisions it hears appeals against.",
                        size=None,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "code"), name="forum_once_per_regime"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("triggered", "Waits for a plan"),
                            ("planned", "Plan under way"),
                            ("completed", "Completed"),
                            ("dismissed", "No intervention"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="organisation.member",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.interventionrule",
                    ),
                ),
                ("triggered_on", models.DateField(verbose_name="opened on")),
                (
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeated_by",
                        to="complaints.intervention",
                        verbose_name="after an earlier intervention",
                    ),
                ),
                ("reasons", models.TextField(blank=True, max_length=20000)),
                (
                    "interviewed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="supportive interview"
                    ),
                ),
                (
                    "pattern",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="pattern of the complaints",
                    ),
                ),
                ("plan", models.TextField(blank=True, max_length=20000)),
                ("due_on", models.DateField(verbose_name="action to be recorded by")),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="next review"),
                ),
                ("outcome", models.TextField(blank=True, max_length=20000)),
                (
                    "completed_on",
                    models.DateField(blank=True, null=True, verbose_name="completed"),
                ),
                (
                    "follow_up_on",
                    models.DateField(blank=True, null=True, verbose_name="follow-up"),
                ),
                (
                    "cases",
                    models.ManyToManyField(
                        blank=True, related_name="interventions", to="complaints.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["member", "-triggered_on"], name="intervention_of"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["triggered", "planned"])),
                        fields=("member",),
                        name="intervention_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["planned", "completed"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("plan", ""), _negated=True),
                                ("interviewed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="intervention_planned_with_plan",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="intervention_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a13f4fdd53c9846fb063668c12543415f84d1a2f",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_intervention_guard_68b23",
                            table="complaints_intervention",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IpccApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the IPCC"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("lapsed", "Lapsed"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispensation", "Dispensation"),
                            ("discontinuance", "Discontinuance"),
                        ],
                        max_length=14,
                        verbose_name="applied for",
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40), size=None
                    ),
                ),
                (
                    "latest_incident_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="latest incident"
                    ),
                ),
                (
                    "no_good_reason",
                    models.BooleanField(
                        blank=True,
                        null=True,
                        verbose_name="no good reason for the delay",
                    ),
                ),
                (
                    "injustice",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="injustice is likely"
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
                ("applied_on", models.DateField()),
                ("told_on", models.DateField(verbose_name="complainant told on")),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "ipcc_reference",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="reference of the IPCC's decision",
                    ),
                ),
                (
                    "decision",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what the IPCC says"
                    ),
                ),
                (
                    "lapsed_because",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="why it lapsed"
                    ),
                ),
            ],
            options={
                "verbose_name": "application to the IPCC",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="ipcc_application_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("case",),
                        name="ipcc_application_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told_on", models.F("applied_on"))),
                        name="ipcc_application_told_the_same_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grounds__len__gte", 1)),
                        name="ipcc_application_has_grounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["waiting", "lapsed"]),
                            models.Q(
                                ("decided_on__isnull", False),
                                models.Q(("ipcc_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ipcc_application_decided_with_reference",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="ipcc_application_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="0b44b317e3a123ca011d6912a78a2f4d01a626b9",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_ipcc_application_guard_34135",
                            table="complaints_ipccapplication",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IpccRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To answer"), ("answered", "Answered")],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("asked", "Asks"), ("directed", "Directs")],
                        max_length=12,
                        verbose_name="the IPCC",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="on")),
                ("what", models.TextField(max_length=20000)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what was done"
                    ),
                ),
            ],
            options={
                "verbose_name": "request of the IPCC",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["case"],
                        name="ipcc_request_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="ipcc_request_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("status", "open")),
                            models.Q(
                                ("answered_on__isnull", False), ("status", "answered")
                            ),
                            _connector="OR",
                        ),
                        name="ipcc_request_answered_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="ipcc_request_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="8cac6da7e550755fd95036678812fe40752b755c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_ipcc_request_guard_adaa8",
                            table="complaints_ipccrequest",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegacyRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legacy",
                        to="complaints.case",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="complaints.importbatch",
                    ),
                ),
                ("source", models.SlugField(max_length=40)),
                ("source_reference", models.CharField(max_length=100)),
                ("original", models.JSONField()),
                ("mapped", models.JSONField()),
                (
                    "faults",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("source"),
                        models.F("source_reference"),
                        name="legacy_record_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="legacy_record_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="5e87bfcb98a87c3699f3f0571f46cc746685c6d5",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_legacy_record_guard_06d63",
                            table="complaints_legacyrecord",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NonRecording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("ground", models.SlugField(max_length=40)),
            ],
            options={
                "verbose_name": "decision not to record",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="non_recording_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="non_recording_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="159a20861286d14516ec7acd72e8683a8953b480",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_non_recording_guard_6a7f5",
                            table="complaints_nonrecording",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="note_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="fa47c4d85ad66a72b95f7e588143b65616d1059e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_note_guard_4e90c",
                            table="complaints_note",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("stands", "Stands"), ("replaced", "Replaced")],
                        max_length=20,
                    ),
                ),
                ("decision", models.TextField(max_length=20000)),
                ("rationale", models.TextField(max_length=20000, verbose_name="why")),
                (
                    "options",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="other options considered",
                    ),
                ),
                ("decided_by", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                (
                    "replaced",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why it no longer stands",
                    ),
                ),
            ],
            options={
                "verbose_name": "policy entry",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="policy_entry_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rationale", ""), _negated=True),
                        name="policy_entry_has_rationale",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="policy_entry_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="2e061ce9b9d2e6673a5af0e641751c6a7df54777",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_policy_entry_guard_2dd0b",
                            table="complaints_policyentry",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProportionalityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                ("on", models.DateField(verbose_name="date")),
                ("proportionate", models.BooleanField()),
                ("why", models.TextField(max_length=20000)),
                (
                    "changes",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what changes"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"),
                        name="proportionality_check_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proportionate", True),
                            models.Q(("changes", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proportionality_check_says_change",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="proportionality_check_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="4852ff88ef1aa13d52a1f59857ae2c1f83f3c630",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_proportionality_check_guard_a94a1",
                            table="complaints_proportionalitycheck",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the IPCC"),
                            ("decided", "Mode decided"),
                            ("report_sent", "Report with the IPCC"),
                            ("answered", "The IPCC has seen the report"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("mandatory", "Mandatory"),
                            ("voluntary", "Voluntary"),
                            ("called_in", "Called in by the IPCC"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        default=list,
                        size=None,
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
                (
                    "clear_on",
                    models.DateField(
                        help_text="When it was clear that it is to be referred."
                    ),
                ),
                ("referred_on", models.DateField(verbose_name="referred")),
                (
                    "late_reason",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="why it was late"
                    ),
                ),
                (
                    "complainant_told_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="complainant told"
                    ),
                ),
                (
                    "officers_told_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="officers told"
                    ),
                ),
                (
                    "not_told_reason",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why somebody was not told",
                    ),
                ),
                (
                    "ipcc_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="IPCC reference"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("local", "Back to the force"),
                            ("supervised", "Supervised by the IPCC"),
                            ("managed", "Managed by the IPCC"),
                            ("independent", "Independent, by the IPCC"),
                        ],
                        max_length=12,
                        verbose_name="how it is investigated",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided"),
                ),
                (
                    "mode_reasons",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what the IPCC says"
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="terms of reference"
                    ),
                ),
                (
                    "terms_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="date of the terms of reference",
                    ),
                ),
                (
                    "approval_wanted",
                    models.BooleanField(
                        default=False, verbose_name="the IPCC approves the investigator"
                    ),
                ),
                (
                    "approved",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="investigator approved",
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the approval"
                    ),
                ),
                (
                    "report_number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="report that the IPCC has"
                    ),
                ),
                (
                    "report_sent_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="report sent to the IPCC"
                    ),
                ),
                (
                    "views",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what the IPCC says of the report",
                    ),
                ),
                (
                    "views_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of what it says"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="referral_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("case",),
                        name="referral_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", ""), ("status", "waiting")),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True),
                                ("decided_on__isnull", False),
                                models.Q(("mode", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="referral_decided_with_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__isnull", True),
                            ("approved_on__isnull", False),
                            _connector="OR",
                        ),
                        name="referral_approved_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("report_number__isnull", True),
                            ("report_sent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="referral_report_sent_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="referral_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="3b7bd10dc877be74fa51cc4e78a67837d910822c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_referral_guard_32e9c",
                            table="complaints_referral",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("made", "Kept as it was made")], max_length=20
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("mandatory", "Must be referred"),
                            ("voluntary", "To be referred voluntarily"),
                            ("none", "Not to be referred"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "met",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        default=list,
                        size=None,
                        verbose_name="criteria met",
                    ),
                ),
                (
                    "not_met",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        default=list,
                        size=None,
                        verbose_name="criteria not met",
                    ),
                ),
                (
                    "clear_on",
                    models.DateField(
                        blank=True,
                        help_text="When it was clear that it must be referred.",
                        null=True,
                        verbose_name="clear that it must be referred",
                    ),
                ),
                ("criteria", models.TextField(max_length=40000)),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "verbose_name": "referral test",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="referral_test_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("clear_on__isnull", False),
                                ("met__len__gt", 0),
                                ("result", "mandatory"),
                            ),
                            models.Q(
                                models.Q(("result", "mandatory"), _negated=True),
                                ("clear_on__isnull", True),
                                ("met__len", 0),
                            ),
                            _connector="OR",
                        ),
                        name="referral_test_clear_if_mandatory",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="referral_test_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="7fa5d396a8a22fb31146ee093e06d28471a4404d",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_referral_test_guard_c8a2d",
                            table="complaints_referraltest",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="report_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="report_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="1b25f150a340fc7f243a94a5b88763652a618a1b",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_report_guard_85672",
                            table="complaints_report",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("under_way", "Under way"),
                            ("completed", "Resolved"),
                            ("ended", "Ended without"),
                        ],
                        max_length=12,
                    ),
                ),
                ("consent_on", models.DateField(verbose_name="consent given on")),
                (
                    "consent_known",
                    models.CharField(
                        choices=[
                            ("signed", "Signed by them"),
                            ("writing", "In a letter or e-mail from them"),
                            ("in_person", "Said in person"),
                            ("telephone", "Said by telephone"),
                        ],
                        max_length=12,
                        verbose_name="how the consent is known",
                    ),
                ),
                (
                    "suitability",
                    models.CharField(
                        choices=[
                            (
                                "not_grave",
                                "Even if proved, it would not justify proceedings",
                            ),
                            ("approved", "The IPCC has approved it"),
                        ],
                        max_length=12,
                        verbose_name="why it may be resolved so",
                    ),
                ),
                (
                    "suitable_because",
                    models.TextField(max_length=20000, verbose_name="reasons"),
                ),
                (
                    "ipcc_approval",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="reference of the IPCC's approval",
                    ),
                ),
                (
                    "wanted",
                    models.TextField(
                        max_length=20000, verbose_name="what the complainant wants"
                    ),
                ),
                ("resolved_on", models.DateField(blank=True, null=True)),
                (
                    "statement",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="how it was resolved"
                    ),
                ),
                (
                    "ended_because",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="why it was ended"
                    ),
                ),
            ],
            options={
                "verbose_name": "local resolution",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="resolution_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "under_way")),
                        fields=("case",),
                        name="resolution_one_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("suitability", "approved"), _negated=True),
                            models.Q(("ipcc_approval", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="resolution_approved_with_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "under_way"),
                            models.Q(
                                ("resolved_on__isnull", False),
                                ("status", "completed"),
                                models.Q(("statement", ""), _negated=True),
                            ),
                            models.Q(
                                ("status", "ended"),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_says_how_it_came_out",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="resolution_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="c3bf5838b26ae57b36c1ecea525f7a9e8a4aaaec",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_resolution_guard_807de",
                            table="complaints_resolution",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("refused", "Not imposed"),
                            ("in_force", "In force"),
                            ("lifted", "Lifted"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="complaints.case",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="organisation.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("suspended", "Suspended from duty"),
                            ("restricted", "Restricted duties"),
                            ("non_operational", "Non-operational duties"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        verbose_name="duties kept from, and conditions",
                    ),
                ),
                ("basis", models.SlugField(max_length=40, verbose_name="legal basis")),
                ("reasons", models.TextField(max_length=20000)),
                (
                    "alternatives",
                    models.TextField(
                        max_length=2000, verbose_name="alternatives considered"
                    ),
                ),
                (
                    "from_on",
                    models.DateField(blank=True, null=True, verbose_name="from"),
                ),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="next review"),
                ),
                (
                    "welfare",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="welfare contact"
                    ),
                ),
                (
                    "decision",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons of the decision",
                    ),
                ),
                (
                    "lifted_on",
                    models.DateField(blank=True, null=True, verbose_name="lifted"),
                ),
                (
                    "lifted_because",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="why it was lifted"
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension or restriction",
                "verbose_name_plural": "suspensions and restrictions",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "in_force")),
                        fields=["review_on", "id"],
                        name="restriction_to_review",
                    ),
                    models.Index(fields=["at", "id"], name="restriction_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "proposed"),
                            models.Q(("decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="restriction_decided_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "refused"]),
                            models.Q(
                                ("from_on__isnull", False), ("review_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="restriction_in_force_with_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "lifted"), _negated=True),
                            models.Q(
                                ("lifted_on__gte", models.F("from_on")),
                                models.Q(("lifted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="restriction_lifted_with_reasons",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "in_force"])),
                        fields=("member", "case"),
                        name="restriction_once_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="restriction_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="59789e0230810816649a643a77ba816b2de0feda",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_restriction_guard_09a74",
                            table="complaints_restriction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("reference_year", models.PositiveSmallIntegerField()),
                ("reference_serial", models.PositiveIntegerField()),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where Candour itself began it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "On the register"), ("closed", "Taken off")],
                        max_length=20,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="complaints.case",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="risk")),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what may happen, and to whom",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("rating", models.PositiveSmallIntegerField()),
                (
                    "next_review_on",
                    models.DateField(default="9999-12-31", verbose_name="next review"),
                ),
                (
                    "closed_because",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why it was taken off",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["-rating", "-id"],
                        name="risk_open_by_rating",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["next_review_on", "id"],
                        name="risk_open_by_review",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("case",),
                        name="risk_of_case_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__range", (1, 5)),
                            ("likelihood__range", (1, 5)),
                            (
                                "rating",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("likelihood"), "*", models.F("impact")
                                ),
                            ),
                        ),
                        name="risk_levels",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "open"),
                            models.Q(("closed_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="risk_closed_with_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="risk_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="76c79fdef64838c6118c025aa958137f8f4458a8",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_risk_guard_55323",
                            table="complaints_risk",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.regime",
                        to_field="code",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "months_live",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="None, where it is not counted afterwards.",
                        null=True,
                    ),
                ),
                (
                    "extendable_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="By how much it can be extended, once.",
                        null=True,
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The least notice that it gives, in days.",
                        null=True,
                    ),
                ),
                ("ends_service", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "code"), name="sanction_once_per_regime"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="complaints.case",
                    ),
                ),
                ("official", django.contrib.postgres.search.SearchVectorField()),
                ("identity", django.contrib.postgres.search.SearchVectorField()),
                ("names", models.TextField(blank=True)),
                ("received_on", models.DateField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["official"], name="search_official"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["identity"], name="search_identity"
                    ),
                    models.Index(
                        fields=["-received_on", "-case"], name="search_by_received"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="search_entry_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="476f7d06c6c983c2b316c68d0eb05800e5db6f1b",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_search_entry_guard_dba23",
                            table="complaints_searchentry",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceRecovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "wanted",
                    models.TextField(max_length=20000, verbose_name="outcome wanted"),
                ),
                (
                    "offered",
                    models.TextField(max_length=20000, verbose_name="what was offered"),
                ),
                (
                    "apology",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("spoken", "Spoken"),
                            ("written", "Written"),
                        ],
                        max_length=8,
                    ),
                ),
                ("agreed", models.BooleanField(verbose_name="the complainant agreed")),
                (
                    "why_not",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why they did not agree",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(verbose_name="minutes taken"),
                ),
            ],
            options={
                "verbose_name": "service recovery",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="service_recovery_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", True), ("why_not", "")),
                            models.Q(
                                ("agreed", False),
                                models.Q(("why_not", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="service_recovery_says_why_not",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="service_recovery_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="d085db778074685956746e55cd85ae6ec6f7ef84",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_service_recovery_guard_29c8f",
                            table="complaints_servicerecovery",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Severity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.regime",
                        to_field="code",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "breach",
                    models.BooleanField(
                        default=True, help_text="There is something to answer for."
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "code"), name="severity_once_per_regime"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("verb", models.CharField(max_length=40)),
                ("from_status", models.CharField(blank=True, max_length=40)),
                ("to_status", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, max_length=20000)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_changes",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="status_change_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="c1e114483996ab7b168d87af0ecaf51a655373ac",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_status_change_guard_669c9",
                            table="complaints_statuschange",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StrategyReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "point",
                    models.CharField(
                        blank=True,
                        help_text="Code of the limit that it met.",
                        max_length=40,
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "reviewed",
                    models.TextField(
                        max_length=20000, verbose_name="what was reviewed"
                    ),
                ),
                (
                    "lines",
                    models.TextField(max_length=20000, verbose_name="lines agreed"),
                ),
                ("resources", models.TextField(blank=True, max_length=20000)),
                (
                    "next_on",
                    models.DateField(blank=True, null=True, verbose_name="next review"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="strategy_review_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on__isnull", True),
                            ("next_on__gt", models.F("on")),
                            _connector="OR",
                        ),
                        name="strategy_review_next_later",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="strategy_review_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="121fe68a15b5224ea08ddeeded36ed2d398dcf4e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_strategy_review_guard_ac6a5",
                            table="complaints_strategyreview",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="complaints.case",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member", "Member of the force"),
                            ("unidentified", "Not identified"),
                            ("organisation", "The organisation"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subject_of",
                        to="organisation.member",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=500)),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief_inspector", "Chief Inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief_superintendent", "Chief Superintendent"),
                            ("commander", "Commander"),
                            (
                                "deputy_assistant_commissioner",
                                "Deputy Assistant Commissioner",
                            ),
                            ("assistant_commissioner", "Assistant Commissioner"),
                            ("deputy_commissioner", "Deputy Commissioner"),
                            ("commissioner", "Commissioner"),
                            ("staff", "Police staff"),
                            ("pcso", "PCSO"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=40,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="subject_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", False)),
                        fields=("member", "case"),
                        name="subject_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "member"), ("member__isnull", False)),
                            models.Q(
                                models.Q(("kind", "member"), _negated=True),
                                ("member__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="subject_member_is_a_member",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="subject_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="e2f57b1aa8dc0d70dd73faed213aa7fbe8f6b97e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_subject_guard_038fa",
                            table="complaints_subject",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubJudice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="suspended from")),
                ("ground", models.SlugField(max_length=40)),
                ("proceedings", models.TextField(max_length=20000)),
                (
                    "reasons",
                    models.TextField(
                        max_length=20000,
                        verbose_name="why going on would prejudice them",
                    ),
                ),
                ("review_on", models.DateField(verbose_name="to be reviewed on")),
                (
                    "to_on",
                    models.DateField(blank=True, null=True, verbose_name="resumed on"),
                ),
                (
                    "resumed_because",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="why it was resumed"
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension as sub judice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="sub_judice_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("case",),
                        name="sub_judice_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="sub_judice_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gte", models.F("from_on"))),
                        name="sub_judice_reviewed_later",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="sub_judice_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="8cc7b32d284958e8d026a51ef0bfbe2b5537cbf1",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_sub_judice_guard_a9d30",
                            table="complaints_subjudice",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("in_care", "In our care"), ("released", "Released")],
                        max_length=20,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="witnessed",
                        to="complaints.person",
                        verbose_name="name",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.member",
                        verbose_name="member of the force",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                (
                    "about",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what they can say"
                    ),
                ),
                (
                    "consent_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="agreed to contact on"
                    ),
                ),
                (
                    "consent_how",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="how they agreed, and to what",
                    ),
                ),
                ("needs", models.TextField(blank=True, max_length=2000)),
                (
                    "care_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="care contact",
                    ),
                ),
                (
                    "released_on",
                    models.DateField(blank=True, null=True, verbose_name="released"),
                ),
                (
                    "release_reason",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why they were released",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "witnesses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="witness_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("case", "member"), name="witness_member_once"
                    ),
                    models.UniqueConstraint(
                        fields=("case", "person"), name="witness_person_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", True), ("person__isnull", False)
                            ),
                            models.Q(
                                ("member__isnull", False), ("person__isnull", True)
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("person__isnull", True),
                                models.Q(("description", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="witness_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent_on__isnull", True),
                            models.Q(("consent_how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="witness_consent_said_how",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="witness_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="84595a85a5e1edbdccfb8345cfb7096cc2bad277",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_witness_guard_f2192",
                            table="complaints_witness",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("lodged", "With the IPCC"),
                            ("papers_sent", "With the IPCC, papers sent"),
                            ("decided", "Decided"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recording", "Against not recording"),
                            ("resolution", "Against the local resolution"),
                            (
                                "investigation",
                                "Against the outcome of the investigation",
                            ),
                        ],
                        max_length=16,
                        verbose_name="what it is against",
                    ),
                ),
                (
                    "complainant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="complaints.complainant",
                        verbose_name="who appeals",
                    ),
                ),
                (
                    "letter_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the letter"
                    ),
                ),
                (
                    "last_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last day for an appeal"
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "reasons",
                    models.TextField(
                        max_length=20000, verbose_name="what the complainant says"
                    ),
                ),
                (
                    "ipcc_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="IPCC reference"
                    ),
                ),
                (
                    "papers_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="papers sent"),
                ),
                (
                    "papers",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="which papers"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Upheld"),
                            ("not_upheld", "Not upheld"),
                            ("out_of_time", "Out of time"),
                            ("invalid", "Invalid"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided"),
                ),
                (
                    "outcome_reasons",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what the IPCC says"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["received_on", "id"], name="appeal_by_received"
                    ),
                    models.Index(
                        condition=models.Q(("status", "decided"), _negated=True),
                        fields=["case"],
                        name="appeal_undecided",
                    ),
                    models.Index(fields=["letter_on", "case"], name="appeal_by_letter"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="appeal_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", False),
                                ("status", "decided"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "decided"), _negated=True),
                                ("decided_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_decided_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "papers_sent"), _negated=True),
                            ("papers_sent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="appeal_papers_sent_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="appeal_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a83331e5b2ea685c6bf7ae37c3609833605b404e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_appeal_guard_cb2b5",
                            table="complaints_appeal",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="complaints.caseclock",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        help_text="In the unit of its rule."
                    ),
                ),
                ("reason", models.TextField(max_length=20000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gt", models.F("from_on"))),
                        name="clock_extension_is_longer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="clock_extension_has_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="clock_extension_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="e2a506bc8891943c800003e3cf317f4b1ab71b58",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_clock_extension_guard_71dd8",
                            table="complaints_clockextension",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_rulings",
                        to="complaints.case",
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="complaints.conflict",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_rulings",
                        to="organisation.member",
                    ),
                ),
                ("upheld", models.BooleanField()),
                ("reasons", models.TextField(max_length=2000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("manager__isnull", False)),
                        fields=["manager", "case"],
                        name="conflict_ruling_of_manager",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conflict__isnull", True),
                            ("manager__isnull", True),
                            _connector="XOR",
                        ),
                        name="conflict_ruling_of_one_conflict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="conflict_ruling_has_reasons",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="conflict_ruling_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="1fd7e24d1f60c4df15e72cf9d6ed1176a06cc1f8",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_conflict_ruling_guard_4ca1c",
                            table="complaints_conflictruling",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "complainant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complainant",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.witness",
                    ),
                ),
                (
                    "other",
                    models.CharField(blank=True, max_length=200, verbose_name="with"),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "From us to them"), ("in", "From them to us")],
                        max_length=4,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("telephone", "Telephone"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("in_person", "In person"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "at_time",
                    models.TimeField(blank=True, null=True, verbose_name="time"),
                ),
                (
                    "is_update",
                    models.BooleanField(
                        default=False, verbose_name="an update to them"
                    ),
                ),
                ("summary", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="contact_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("complainant__isnull", False),
                                ("other", ""),
                                ("subject__isnull", True),
                                ("witness__isnull", True),
                            ),
                            models.Q(
                                ("complainant__isnull", True),
                                ("other", ""),
                                ("subject__isnull", False),
                                ("witness__isnull", True),
                            ),
                            models.Q(
                                ("complainant__isnull", True),
                                ("other", ""),
                                ("subject__isnull", True),
                                ("witness__isnull", False),
                            ),
                            models.Q(
                                ("complainant__isnull", True),
                                ("subject__isnull", True),
                                ("witness__isnull", True),
                                models.Q(("other", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_with_one_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_update", False),
                            ("complainant__isnull", False),
                            ("subject__isnull", False),
                            _connector="OR",
                        ),
                        name="contact_update_to_party",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="contact_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="cedcc8c94f1b572c0d7fed7443674719d5c48a55",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_contact_guard_440fa",
                            table="complaints_contact",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Determination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="determination",
                        to="complaints.report",
                    ),
                ),
                ("to_cps", models.BooleanField(help_text="The file goes to the CPS.")),
                (
                    "on_behalf_of",
                    models.CharField(
                        blank=True,
                        help_text="Whose delegated power it was made by.",
                        max_length=400,
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="determination_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="determination_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="0a03cb84ebc7b33dbd085b99b5584ade03a74bdd",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_determination_guard_da16c",
                            table="complaints_determination",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ForumRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="complaints.forum",
                    ),
                ),
                (
                    "to_answer",
                    models.BooleanField(help_text="There is a case to answer."),
                ),
                (
                    "severity",
                    models.ForeignKey(
                        blank=True,
                        help_text="Any, where none is named.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.severity",
                    ),
                ),
                (
                    "needs",
                    models.ForeignKey(
                        blank=True,
                        help_text="What must have been live when the severity was assessed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.sanction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("forum", "to_answer", "severity"),
                        name="forum_route_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ForumSanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="complaints.forum",
                    ),
                ),
                (
                    "sanction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="complaints.sanction",
                    ),
                ),
                (
                    "severity",
                    models.ForeignKey(
                        blank=True,
                        help_text="What was found; anything, where none is named.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.severity",
                    ),
                ),
                (
                    "needs",
                    models.ForeignKey(
                        blank=True,
                        help_text="What must have been live when the severity was assessed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.sanction",
                    ),
                ),
                (
                    "unless",
                    models.ForeignKey(
                        blank=True,
                        help_text="Not while this, or a graver one that stays live, is live.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.sanction",
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="forum_sanction_to_on_not_before_from_on",
                    ),
                    models.UniqueConstraint(
                        fields=("forum", "sanction", "severity", "from_on"),
                        name="forum_sanction_once_per_start",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs", None),
                            ("unless", None),
                            models.Q(("needs", models.F("unless")), _negated=True),
                            _connector="OR",
                        ),
                        name="forum_sanction_can_be_imposed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterventionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="complaints.intervention",
                    ),
                ),
                ("on_day", models.DateField()),
                ("summary", models.TextField(max_length=20000)),
                ("follow_up", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("intervention", "number"),
                        name="intervention_review_number_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="intervention_review_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="552bd773502bbf1bb846e9ca96a6a58f3e4cb665",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_intervention_review_guard_3c48f",
                            table="complaints_interventionreview",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                        verbose_name="officer",
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=200)),
                ("held_on", models.DateField(verbose_name="held")),
                ("place", models.CharField(max_length=200)),
                (
                    "present",
                    models.CharField(max_length=500, verbose_name="who was present"),
                ),
                (
                    "accompanied_by",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="legal adviser or friend",
                    ),
                ),
                ("summary", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="interview_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject__isnull", False), ("witness", "")),
                            models.Q(
                                ("subject__isnull", True),
                                models.Q(("witness", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="interview_of_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="interview_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="41e18d6043099c44a102b37d336dd7cf078fea32",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_interview_guard_3f8f4",
                            table="complaints_interview",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="complaints.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("not_recorded", "Not recorded"),
                            ("outcome", "Outcome"),
                            ("withdrawal_request", "Signed request to withdraw"),
                            ("acknowledgement", "Acknowledgement"),
                            ("update", "Update"),
                            ("other", "Another letter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("dated_on", models.DateField()),
                (
                    "complainant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complainant",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("served_on", models.DateField(blank=True, null=True)),
                (
                    "served_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hand", "By hand"),
                            ("post", "By post"),
                            ("email", "By e-mail"),
                            ("supervisor", "Through a supervisor"),
                            ("friend", "Through a friend or representative"),
                            ("other", "Another way"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.document",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complainant__isnull", True),
                            ("subject__isnull", True),
                            _connector="OR",
                        ),
                        name="letter_to_one_party",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="letter_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="8eb5461628101d6a9fd1c7e24adfcc9eaed72155",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_letter_guard_469c2",
                            table="complaints_letter",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ManagementAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("taken", "Taken"), ("reviewed", "Reviewed")],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                        verbose_name="officer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "Advice"),
                            ("guidance", "Guidance"),
                            ("plan", "Improvement plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("taken_on", models.DateField(verbose_name="taken")),
                (
                    "what",
                    models.TextField(max_length=20000, verbose_name="what was done"),
                ),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="review due"),
                ),
                (
                    "reviewed_on",
                    models.DateField(blank=True, null=True, verbose_name="reviewed"),
                ),
                (
                    "review",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what the review found",
                    ),
                ),
            ],
            options={
                "verbose_name": "management action",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="management_action_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="management_action_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="eaff98e463a9d33297be7c372c4bcd4640320731",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_management_action_guard_10d1b",
                            table="complaints_managementaction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Policy applies"), ("ended", "Ended")],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markers",
                        to="complaints.subject",
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("reasons", models.TextField(max_length=20000)),
                (
                    "liaison",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="liaison with the specialist unit",
                    ),
                ),
                (
                    "done",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="done of the policy",
                    ),
                ),
                (
                    "duties",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        verbose_name="duties: what was decided and why",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(verbose_name="next review of the duties"),
                ),
                (
                    "ended_because",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="why it ended"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="marker_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("subject", "kind"),
                        name="marker_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "open"),
                            models.Q(("ended_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="marker_ended_with_reasons",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="marker_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a01bb608417c4df40517145e6ff8fd4aba34738e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_marker_guard_fb260",
                            table="complaints_marker",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("served", "Served"),
                            ("answered", "Answered"),
                            ("replaced", "Replaced by a later notice"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                        verbose_name="officer",
                    ),
                ),
                (
                    "allegations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="allegations",
                    ),
                ),
                ("text", models.TextField(max_length=20000, verbose_name="notice")),
                ("served_on", models.DateField(verbose_name="served")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("hand", "By hand"),
                            ("post", "By post"),
                            ("email", "By e-mail"),
                            ("supervisor", "Through a supervisor"),
                            ("friend", "Through a friend or representative"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                        verbose_name="served how",
                    ),
                ),
                ("served_by", models.CharField(max_length=200)),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.notice",
                    ),
                ),
                (
                    "response_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="response received"
                    ),
                ),
                ("response", models.TextField(blank=True, max_length=20000)),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                ("reasons", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "verbose_name": "regulation notice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="notice_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            ("response_on__isnull", False),
                            _connector="OR",
                        ),
                        name="notice_answered_with_date",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="notice_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="4e511f89d129efe63a8f3cf5bb189d0f24e47d92",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_notice_guard_5d8b4",
                            table="complaints_notice",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="complaints.allegation",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="complaints.subject",
                    ),
                ),
                (
                    "recommended",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.result",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.result",
                    ),
                ),
                ("case_to_answer", models.BooleanField(blank=True, null=True)),
                ("severity", models.CharField(blank=True, max_length=40)),
                ("forum", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("allegation", "subject"), name="outcome_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="outcome_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="f1e5d35d387c14985f95c54647e6c01263d5e683",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_outcome_guard_5813b",
                            table="complaints_outcome",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("agreed", "Agreed"),
                            ("done", "Done"),
                            ("given_up", "Given up"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="complaints.resolution",
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        max_length=20000, verbose_name="what will be done"
                    ),
                ),
                ("who", models.CharField(max_length=200, verbose_name="by whom")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "result",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what came of it"
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed action",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="plan_action_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", False), ("status", "done")),
                            models.Q(
                                models.Q(("status", "done"), _negated=True),
                                ("done_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_action_done_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "given_up"), _negated=True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_action_given_up_with_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="plan_action_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="8c13e3c1e96a542bd40e66fa8e3fae710c8668e4",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_plan_action_guard_8581b",
                            table="complaints_planaction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proceeding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("warranted", "Hearing warranted"),
                            ("sent_back", "Back with the authority"),
                            ("redirected", "Decided anew"),
                            ("supplied", "Documents supplied"),
                            ("fixed", "Date fixed"),
                            ("held", "Held"),
                            ("concluded", "Concluded"),
                            ("told", "Told in writing"),
                            ("ended", "Ended before a finding"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                        verbose_name="officer",
                    ),
                ),
                ("noticed_on", models.DateField()),
                ("regime", models.CharField(max_length=40)),
                ("forum", models.CharField(max_length=40)),
                ("forum_name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing further"),
                            ("disposal", "Without proceedings"),
                            ("performance", "Performance procedures"),
                            ("meeting", "Meeting"),
                            ("hearing", "Hearing"),
                            ("special", "Special case"),
                            ("board", "Board"),
                            ("stage", "Stage of performance procedures"),
                            ("appeal", "Appeal"),
                            ("tribunal", "Tribunal"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reviewed",
                    models.BooleanField(
                        help_text="The Hearings Office reviews it first."
                    ),
                ),
                ("severity", models.CharField(max_length=40)),
                ("severity_name", models.CharField(max_length=120)),
                (
                    "live",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        help_text="Codes of what was live when the severity was assessed.",
                        size=None,
                    ),
                ),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="special conditions",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened")),
                (
                    "reviewed_on",
                    models.DateField(blank=True, null=True, verbose_name="reviewed"),
                ),
                (
                    "review_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons of the review",
                    ),
                ),
                ("redirected_to", models.CharField(blank=True, max_length=40)),
                (
                    "redirect_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons for deciding anew",
                    ),
                ),
                (
                    "supplied_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="documents supplied"
                    ),
                ),
                (
                    "supplied",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="which documents"
                    ),
                ),
                (
                    "supplied_to",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="supplied to"
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="officer's answer"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepts", "Accepts it"),
                            ("denies", "Denies it"),
                            ("mitigates", "Accepts it, with mitigation"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answer_text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="what they say"
                    ),
                ),
                (
                    "fixed_on",
                    models.DateField(blank=True, null=True, verbose_name="date fixed"),
                ),
                (
                    "sits_on",
                    models.DateField(blank=True, null=True, verbose_name="date"),
                ),
                (
                    "sits_at",
                    models.TimeField(blank=True, null=True, verbose_name="time"),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "first_sits_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="first fixed for"
                    ),
                ),
                ("moved_ground", models.CharField(blank=True, max_length=40)),
                (
                    "moved_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why the date was changed",
                    ),
                ),
                (
                    "held_on",
                    models.DateField(blank=True, null=True, verbose_name="held"),
                ),
                ("proved", models.BooleanField(blank=True, null=True)),
                (
                    "finding_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons of the findings",
                    ),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="concluded"),
                ),
                (
                    "sanction_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons for what was imposed",
                    ),
                ),
                (
                    "told_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="written outcome"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended"),
                ),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resigned", "Resigned before a finding"),
                            ("retired", "Retired before a finding"),
                            ("died", "Died"),
                            ("other", "For another reason"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                (
                    "end_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why it ended, in words",
                    ),
                ),
                ("published", models.BooleanField(blank=True, null=True)),
                (
                    "publish_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="published until"
                    ),
                ),
                (
                    "publish_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons about its publication",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sits_on__isnull", False)),
                        fields=["sits_on", "id"],
                        name="proceeding_by_date",
                    ),
                    models.Index(
                        condition=models.Q(("held_on__isnull", False)),
                        fields=["held_on", "id"],
                        name="proceeding_by_end",
                    ),
                    models.Index(
                        condition=models.Q(("published", True)),
                        fields=["publish_until", "held_on"],
                        name="proceeding_published",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="proceeding_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["fixed", "held", "concluded", "told"]),
                                _negated=True,
                            ),
                            ("sits_on__isnull", False),
                            _connector="OR",
                        ),
                        name="proceeding_fixed_with_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ended"), _negated=True),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_kind", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proceeding_ended_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published", True), _negated=True),
                            ("publish_until__isnull", False),
                            _connector="OR",
                        ),
                        name="proceeding_published_until",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="proceeding_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a44d9edb6f84a637eb5bda4f1bce11d4d603714d",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_proceeding_guard_79016",
                            table="complaints_proceeding",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RestrictionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.restriction",
                    ),
                ),
                ("reviewed_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("suspended", "Suspended from duty"),
                            ("restricted", "Restricted duties"),
                            ("non_operational", "Non-operational duties"),
                        ],
                        max_length=16,
                    ),
                ),
                ("conditions", models.TextField(blank=True, max_length=2000)),
                ("reasons", models.TextField(max_length=20000)),
                ("next_on", models.DateField()),
            ],
            options={
                "verbose_name": "review",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("restriction", "number"),
                        name="restriction_review_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__gt", models.F("reviewed_on"))),
                        name="restriction_review_next_later",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="restriction_review_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="9c2bc346a0f0f169c48703e27cc49aba203b5960",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_restriction_review_guard_74948",
                            table="complaints_restrictionreview",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="complaints.risk",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.meeting",
                    ),
                ),
                ("decision", models.TextField(max_length=20000)),
                (
                    "asked",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="resources asked for"
                    ),
                ),
                (
                    "given",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="resources given"
                    ),
                ),
                ("next_review_on", models.DateField(verbose_name="next review")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("risk", "number"), name="risk_decision_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="risk_decision_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="d3928780f2723bf70ca6db11821b6da9605dee8c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_risk_decision_guard_f1c32",
                            table="complaints_riskdecision",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="complaints.risk",
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("risk", "number"), name="risk_score_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="risk_score_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="353b8c7d556712efcdd55c18ee77fee310a24cc9",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_risk_score_guard_02c9a",
                            table="complaints_riskscore",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "unverified",
                    models.BooleanField(
                        default=False,
                        help_text="General knowledge, not read in a source: check it.",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="complaints.forum",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "least_rank",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief_inspector", "Chief Inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief_superintendent", "Chief Superintendent"),
                            ("commander", "Commander"),
                            (
                                "deputy_assistant_commissioner",
                                "Deputy Assistant Commissioner",
                            ),
                            ("assistant_commissioner", "Assistant Commissioner"),
                            ("deputy_commissioner", "Deputy Commissioner"),
                            ("commissioner", "Commissioner"),
                            ("staff", "Police staff"),
                            ("pcso", "PCSO"),
                            ("unknown", "Not known"),
                        ],
                        help_text="This rank or a higher one.",
                        max_length=40,
                    ),
                ),
                (
                    "senior",
                    models.BooleanField(
                        default=False,
                        help_text="Of a higher rank than the officer concerned.",
                    ),
                ),
                (
                    "accreditation",
                    models.ForeignKey(
                        blank=True,
                        help_text="Training that must be on record.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.accreditationkind",
                    ),
                ),
                (
                    "staff",
                    models.BooleanField(
                        default=False,
                        help_text="Police staff may take it too, whose rank says nothing.",
                    ),
                ),
                (
                    "outside",
                    models.BooleanField(
                        default=False, help_text="Nobody of the force."
                    ),
                ),
                (
                    "required",
                    models.BooleanField(
                        default=True, help_text="The panel cannot sit without it."
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forum", "code"), name="seat_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outside", False),
                            models.Q(("accreditation", None), ("least_rank", "")),
                            _connector="OR",
                        ),
                        name="seat_outside_has_no_rank",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeverityAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.subject",
                        verbose_name="officer",
                    ),
                ),
                (
                    "allegations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="allegations",
                    ),
                ),
                ("regime", models.CharField(max_length=40)),
                ("severity", models.CharField(max_length=40)),
                ("severity_name", models.CharField(max_length=120)),
                (
                    "could_dismiss",
                    models.BooleanField(verbose_name="could lead to dismissal"),
                ),
                (
                    "live",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        help_text="Codes of what was live when it was assessed.",
                        size=None,
                        verbose_name="warnings and notices live then",
                    ),
                ),
                ("live_names", models.CharField(blank=True, max_length=500)),
                ("assessed_on", models.DateField(verbose_name="assessed")),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "verbose_name": "severity assessment",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"),
                        name="severity_assessment_number_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="severity_assessment_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="7e18224cb81207105376ad36627e9054128592fa",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_severity_assessment_guard_b42f2",
                            table="complaints_severityassessment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpecialRequirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_requirement",
                        to="complaints.subject",
                    ),
                ),
                ("certified_on", models.DateField()),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "verbose_name": "special requirement",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"),
                        name="special_requirement_number_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="special_requirement_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="61516374705bbbd4443c50769cf0e18b6a29fa4c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_special_requirement_guard_f9d1c",
                            table="complaints_specialrequirement",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WelfareContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.restriction",
                    ),
                ),
                ("on_day", models.DateField()),
                ("summary", models.TextField(max_length=20000)),
            ],
            options={
                "verbose_name": "welfare contact",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("restriction", "number"),
                        name="welfare_contact_number_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="welfare_contact_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="67d13cfbf8a927e80bd596388ecf77f1ecd922c0",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_welfare_contact_guard_fa542",
                            table="complaints_welfarecontact",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WitnessAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.witness",
                    ),
                ),
                ("occasion", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("warned_on", models.DateField(blank=True, null=True)),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("warned", "Warned to attend"),
                            ("attended", "Attended"),
                            ("excused", "Excused"),
                            ("absent", "Did not attend"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=20000)),
            ],
            options={
                "verbose_name": "attendance",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="witness_attendance_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attendance", "warned"), _negated=True),
                            ("warned_on__isnull", False),
                            _connector="OR",
                        ),
                        name="witness_attendance_warned_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="witness_attendance_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="2d9fde824c5ba59b70f9942efa9ea8d943c56c1b",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_witness_attendance_guard_c6fb1",
                            table="complaints_witnessattendance",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WitnessCare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.witness",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("telephone", "Telephone"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("in_person", "In person"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.TextField(max_length=20000)),
                ("next_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "care contact",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="witness_care_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="witness_care_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a9ef9a4cf7685b697bfdea60a1199e38698c18aa",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_witness_care_guard_3d11d",
                            table="complaints_witnesscare",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "determination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="complaints.determination",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="complaints.outcome",
                    ),
                ),
                (
                    "recommended",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.result",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.result",
                    ),
                ),
                ("departs", models.BooleanField()),
                ("reasons", models.TextField(blank=True, max_length=20000)),
                ("case_to_answer", models.BooleanField()),
                ("severity", models.CharField(max_length=40)),
                ("forum", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("determination", "outcome"), name="decision_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("departs", False),
                            models.Q(("reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_departs_with_reasons",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="decision_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="a79d5db954258365682c90ce5c242e35f4f2f4ee",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_decision_guard_bfabb",
                            table="complaints_decision",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To carry out"), ("done", "Carried out")],
                        max_length=20,
                    ),
                ),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directions",
                        to="complaints.appeal",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("record", "Record the complaint"),
                            ("reinvestigate", "Investigate again"),
                            ("redetermine", "Determine again"),
                            ("resolve", "Resolve it locally anew"),
                            ("action", "Take action"),
                            ("apology", "Apologise"),
                            ("learning", "Learn from it"),
                            ("disclosure", "Disclose something"),
                        ],
                        max_length=16,
                        verbose_name="what",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=20000, verbose_name="in the words of the IPCC"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "done_on",
                    models.DateField(blank=True, null=True, verbose_name="carried out"),
                ),
                ("how", models.TextField(blank=True, max_length=20000)),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.case",
                        verbose_name="case that it led to",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["case"],
                        name="direction_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="direction_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("status", "open")),
                            models.Q(("done_on__isnull", False), ("status", "done")),
                            _connector="OR",
                        ),
                        name="direction_done_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="direction_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="b26f9ed48767d06f3e903f9a41230ef309657811",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_direction_guard_68553",
                            table="complaints_direction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "proceeding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="complaints.proceeding",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="complaints.outcome",
                    ),
                ),
                ("proved", models.BooleanField(blank=True, null=True)),
                ("severity", models.CharField(blank=True, max_length=40)),
                ("severity_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proceeding", "outcome"), name="finding_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="finding_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="954979ead525b4c404be3030271f20428c93d2c1",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_finding_guard_5d195",
                            table="complaints_finding",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImposedSanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "proceeding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imposed",
                        to="complaints.proceeding",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="organisation.member",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("conduct", "Conduct"),
                            ("performance", "Performance and attendance"),
                        ],
                        max_length=12,
                    ),
                ),
                ("regime", models.CharField(max_length=40)),
                ("sanction", models.CharField(max_length=40)),
                ("sanction_name", models.CharField(max_length=120)),
                (
                    "extends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.imposedsanction",
                    ),
                ),
                ("imposed_on", models.DateField(verbose_name="imposed")),
                ("live_until", models.DateField(blank=True, null=True)),
                (
                    "effective_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="takes effect"
                    ),
                ),
                (
                    "set_aside_on",
                    models.DateField(blank=True, null=True, verbose_name="set aside"),
                ),
                ("ends_service", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "sanction",
                "indexes": [
                    models.Index(
                        fields=["member", "imposed_on"],
                        name="imposed_sanction_of_member",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="imposed_sanction_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_until__isnull", True),
                            ("live_until__gte", models.F("imposed_on")),
                            _connector="OR",
                        ),
                        name="imposed_sanction_live_after",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="imposed_sanction_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="9a070e162bbec6b8fe296de9f725a18c5cdedcc2",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_imposed_sanction_guard_c923b",
                            table="complaints_imposedsanction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerAppeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("lodged", "Lodged"), ("decided", "Decided")],
                        max_length=20,
                    ),
                ),
                (
                    "proceeding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="complaints.proceeding",
                    ),
                ),
                ("forum", models.CharField(max_length=40)),
                ("forum_name", models.CharField(max_length=120)),
                ("lodged_on", models.DateField(verbose_name="lodged")),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        size=None,
                    ),
                ),
                ("ground_names", models.CharField(blank=True, max_length=500)),
                (
                    "reasons",
                    models.TextField(
                        max_length=20000, verbose_name="what the officer says"
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided"),
                ),
                ("upheld", models.BooleanField(blank=True, null=True)),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stands", "What was imposed stands"),
                            ("varied", "Something else is imposed instead"),
                            ("set_aside", "It is set aside"),
                        ],
                        max_length=10,
                    ),
                ),
                ("varied_to", models.CharField(blank=True, max_length=40)),
                ("varied_name", models.CharField(blank=True, max_length=120)),
                (
                    "decision",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons of the decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "officer's appeal",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="officer_appeal_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("proceeding", "forum"), name="officer_appeal_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "lodged"),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("upheld__isnull", False),
                                models.Q(("effect", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="officer_appeal_decided",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="officer_appeal_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="adf04ccd5fa4886d311b893393e7b14e907b5a4c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_officer_appeal_guard_ea6d7",
                            table="complaints_officerappeal",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("named", "On the panel"),
                            ("objected", "Objected to"),
                            ("decided", "Objection decided"),
                            ("left", "No longer on the panel"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proceeding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel",
                        to="complaints.proceeding",
                    ),
                ),
                ("seat", models.CharField(max_length=40)),
                ("seat_name", models.CharField(max_length=120)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sat_on",
                        to="organisation.member",
                    ),
                ),
                (
                    "outsider",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="from outside"
                    ),
                ),
                ("named_on", models.DateField(verbose_name="named")),
                (
                    "told_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="officer told of the membership",
                    ),
                ),
                (
                    "overridden",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why they sit without current training",
                    ),
                ),
                (
                    "objected_on",
                    models.DateField(blank=True, null=True, verbose_name="objected"),
                ),
                ("objection", models.TextField(blank=True, max_length=20000)),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="objection decided"
                    ),
                ),
                (
                    "upheld",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="objection upheld"
                    ),
                ),
                (
                    "decision",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="reasons of the decision",
                    ),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="off the panel"
                    ),
                ),
                (
                    "left_reasons",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        verbose_name="why they left the panel",
                    ),
                ),
            ],
            options={
                "verbose_name": "panel member",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="panel_member_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", False), ("outsider", "")),
                            models.Q(
                                ("member__isnull", True),
                                models.Q(("outsider", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="panel_member_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "decided"), _negated=True),
                            ("upheld__isnull", False),
                            _connector="OR",
                        ),
                        name="panel_member_objection_decided",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="panel_member_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="6059102dc604859bf55353bc87e4a110b204a888",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_panel_member_guard_d5bdf",
                            table="complaints_panelmember",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="complaints.report",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="complaints.outcome",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.result",
                    ),
                ),
                ("reasons", models.TextField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "outcome"), name="recommendation_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="recommendation_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="99b276d0ef998feb5ed8e1f6c7591cd812821cee",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_recommendation_guard_4f85e",
                            table="complaints_recommendation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.case",
                    ),
                ),
                ("status", models.CharField(choices=[("kept", "Kept")], max_length=20)),
                (
                    "proceeding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representation",
                        to="complaints.proceeding",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("friend", "Police friend"),
                            ("federation", "Staff association or Federation"),
                            ("lawyer", "Lawyer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("person", models.CharField(max_length=200, verbose_name="name")),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("from_on", models.DateField(verbose_name="since")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="representation_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="representation_guard",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF coalesce(current_setting('candour.action', true), '') = '' THEN\n                RAISE EXCEPTION 'Table % is written by actions only', TG_TABLE_NAME\n                    USING ERRCODE = 'insufficient_privilege';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="e182aead9b6ef977e22014112484c5456cc634e9",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_representation_guard_35fee",
                            table="complaints_representation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(
                WATCH.format(table), f"DROP TRIGGER {table}_restamp ON {table}"
            )
            for table in WATCHED
        ),
    ]
