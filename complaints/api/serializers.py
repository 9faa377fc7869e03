"""What leaves through the API: each field only where the client's classes show it.

A field that is not shown is absent, and named in `withheld`; so an answer says itself
what it leaves out. Fields are listed one by one: a new field of a model is not here
until somebody adds it, and not shown until it has a class.
"""

from rest_framework import serializers

from complaints.models import Outcome
from complaints.permissions import Sight

# What a determination says of an outcome.
DECIDED = ("result", "case_to_answer", "severity", "forum")


class SightSerializer(serializers.Serializer):
    """Fields of a row, each called as its model's, through the Sight of its case."""

    withheld = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Fields that this client's classes do not show.",
    )

    def sight_of(self, row) -> Sight:
        return self.context["sight"]

    def to_representation(self, row):
        sight = self.sight_of(row)
        shown, withheld = {}, []
        for field in self._readable_fields:
            if field.field_name == "withheld":
                continue
            if not sight.shows(row, field.field_name):
                withheld.append(field.field_name)
                continue
            value = field.get_attribute(row)
            shown[field.field_name] = (
                None if value is None else field.to_representation(value)
            )
        return shown | {"withheld": withheld}


def _text(source=None, **more):
    return serializers.CharField(source=source, required=False, **more)


def _day():
    return serializers.DateField(required=False, allow_null=True)


class CaseSerializer(SightSerializer):
    """A case as lists and its own address answer it."""

    reference = _text()
    kind = _text(help_text="PC public complaint, CM conduct matter.")
    status = _text()
    route = _text(help_text="How it is or was handled; blank while not decided.")
    responsible_unit = _text("responsible_unit.code", help_text="Code of the unit.")
    handler = _text("handler.name", allow_null=True, default=None)
    authority = _text("authority.name", allow_null=True, default=None)
    channel = _text()
    conduct_source = _text()
    confidentiality = _text()
    mode = _text(
        help_text="How it stands with the IPCC: to_refer, waiting, local, supervised, "
        "managed or independent; blank where it never had it."
    )
    origin = _text()
    categories = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Category codes."
    )
    allegation_count = serializers.IntegerField(required=False)
    subject_count = serializers.IntegerField(required=False)
    incident_on = _day()
    received_on = _day()
    recorded_on = _day()
    allocated_on = _day()
    determined_on = _day()
    notified_on = _day()
    finalised_on = _day()
    appeal_ends_on = _day()
    next_due_on = _day()
    next_due = _text()
    said = _text()
    place = _text()
    version = serializers.IntegerField(required=False)
    updated_at = serializers.DateTimeField(required=False)

    def sight_of(self, row) -> Sight:
        return Sight(row, self.context["request"].user)


class OutcomeSerializer(SightSerializer):
    """An allegation against a subject."""

    subject = serializers.IntegerField(
        source="subject.number", required=False, help_text="Number of the subject."
    )
    recommended = _text("recommended.code", allow_null=True, default=None)
    result = _text("result.code", allow_null=True, default=None)
    case_to_answer = serializers.BooleanField(required=False, allow_null=True)
    severity = _text()
    forum = _text()

    def to_representation(self, row):
        """What was decided, where it stands: as if undecided in a reopened case."""
        shown = super().to_representation(row)
        if not self.sight_of(row).case.results_stand:
            undecided = Outcome()
            shown |= {n: getattr(undecided, n) for n in DECIDED if n in shown}
        return shown


class AllegationSerializer(SightSerializer):
    """One thing alleged, with its outcome against each subject."""

    number = serializers.IntegerField(required=False)
    category = _text("category.code", allow_null=True, default=None)
    text = _text()
    strands = serializers.ListField(child=serializers.CharField(), required=False)
    raised_on = _day()
    outcomes = OutcomeSerializer(many=True, required=False)

    def to_representation(self, row):
        shown = super().to_representation(row)
        shown["withheld"].remove("outcomes")
        outcomes = OutcomeSerializer(
            row.outcomes.all(), many=True, context=self.context
        )
        return shown | {"outcomes": outcomes.data}


class SubjectSerializer(SightSerializer):
    """Whom a case is about."""

    number = serializers.IntegerField(required=False)
    kind = _text()
    member = _text("member.number", allow_null=True, default=None)
    description = _text()
    unit = _text("unit.code", allow_null=True, default=None)
    rank = _text()


class HistorySerializer(serializers.Serializer):
    """An entry of the case's trail, each value only where the client sees its class."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    event = serializers.CharField()
    kind = serializers.CharField()
    outcome = serializers.CharField()
    by = serializers.CharField(source="actor_name")
    fields = serializers.ListField(child=serializers.CharField())
    changes = serializers.DictField(help_text="Values before and after, by field.")
    reason = serializers.CharField(required=False)
    sentence = serializers.CharField(required=False)
    withheld = serializers.ListField(
        child=serializers.CharField(),
        help_text="Fields whose values this client's classes do not show.",
    )

    def to_representation(self, entry):
        seen = self.context["seen"]
        shown = {
            "id": entry.pk,
            "at": entry.at,
            "event": entry.event,
            "kind": entry.kind,
            "outcome": entry.outcome,
            "by": entry.actor_name,
            "fields": entry.fields,
            "changes": seen.changes(entry),
        }
        withheld = [name for name in entry.fields if not seen.field(entry, name)]
        if seen.words(entry):
            shown |= {"reason": entry.reason, "sentence": entry.sentence}
        else:
            withheld += ["reason", "sentence"]
        return shown | {"withheld": withheld}
