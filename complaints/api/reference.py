"""Reference data through the API: the codes that cases are written in."""

from rest_framework import serializers

from audit import trail
from complaints.models import Category, Forum, Regime, Result, Severity, Standard
from organisation.models import Unit
from pages.api.views import VisibleList
from pages.lists import Sort


class UnitSerializer(serializers.ModelSerializer):
    class Meta:
        model = Unit
        fields = ("code", "name", "kind", "opened_on", "closed_on")


class CategorySerializer(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = ("code", "name", "behaviour", "discriminatory", "from_on", "to_on")


class ResultSerializer(serializers.ModelSerializer):
    class Meta:
        model = Result
        fields = (
            *("code", "name", "finding", "kinds"),
            *("from_on", "to_on", "unverified"),
        )


class StandardSerializer(serializers.ModelSerializer):
    class Meta:
        model = Standard
        fields = ("code", "name", "from_on", "to_on")


class RegimeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Regime
        fields = ("code", "name", "field", "from_on", "to_on", "unverified")


class SeveritySerializer(serializers.ModelSerializer):
    regime = serializers.CharField(source="regime_id", help_text="Code of the regime.")

    class Meta:
        model = Severity
        fields = ("regime", "code", "name", "breach", "unverified")


class ForumSerializer(serializers.ModelSerializer):
    regime = serializers.CharField(source="regime_id", help_text="Code of the regime.")

    class Meta:
        model = Forum
        fields = ("regime", "code", "name", "kind", "reviewed", "unverified")


class ReferenceList(VisibleList):
    """A table of codes: public, so everybody with a token may read it."""

    sorts = (Sort("code", "Code", ("code",)),)
    default_sort = "code"

    def visible(self):
        return self.model.objects.all()

    def disclosed(self, rows):
        trail.disclosed(
            trail.Subject("reference", self.model._meta.verbose_name),
            self.request.user,
            recipient=self.request.user.name,
            count=len(rows),
            event="reference.disclose",
        )


class Units(ReferenceList):
    """Units of the force, with their dates."""

    model = Unit
    serializer_class = UnitSerializer


class Categories(ReferenceList):
    """Categories of allegation and the behaviour each is counted in."""

    model = Category
    serializer_class = CategorySerializer


class Results(ReferenceList):
    """Results under the names of their time."""

    model = Result
    serializer_class = ResultSerializer


class Standards(ReferenceList):
    """The Standards of Professional Behaviour."""

    model = Standard
    serializer_class = StandardSerializer


class Regimes(ReferenceList):
    """Regulations: an outcome goes by those of the day its allegation was raised."""

    model = Regime
    serializer_class = RegimeSerializer


class Severities(ReferenceList):
    """How grave a matter can be, under each regime."""

    model = Severity
    serializer_class = SeveritySerializer


class Forums(ReferenceList):
    """What can follow a decision, under each regime."""

    model = Forum
    serializer_class = ForumSerializer
