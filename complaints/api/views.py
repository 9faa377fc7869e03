"""The doors of the API to cases: each answer is within scope and is recorded."""

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from audit import trail
from casework import deadlines
from casework.clocks import soon_until
from complaints import events
from complaints.api import serializers
from complaints.filters import CaseFilters
from complaints.filters.history import Seen
from complaints.filters.offered import DEFAULT_SORT, SORTS
from complaints.models import Case
from complaints.permissions import Sight
from pages.api.views import VisibleDetail, VisibleList, for_api
from pages.filters import refuse_unknown
from pages.refusals import BadInput, NotAllowed

HISTORY_ROWS = 100


def _disclose(user, rows, *, what):
    """Record which cases left the house, and to which client."""
    references = [row.reference for row in rows]
    subject = rows[0] if len(rows) == 1 else trail.Subject("api", what)
    trail.disclosed(
        subject,
        user,
        recipient=user.name,
        count=len(rows),
        event=events.DISCLOSE,
        changes={what: (None, references)},
    )


_FILTERS = [
    OpenApiParameter(name, str, description=str(one.label or name))
    for name, one in CaseFilters.base_filters.items()
]


@extend_schema(parameters=_FILTERS)
class Cases(VisibleList):
    """Cases, newest first, filtered by the same names as the page."""

    model = Case
    serializer_class = serializers.CaseSerializer
    default_sort = DEFAULT_SORT

    @property
    def sorts(self):
        if getattr(self, "swagger_fake_view", False):
            return SORTS
        return self._filters.sorts

    @cached_property
    def _filters(self):
        today = timezone.localdate()
        return for_api(CaseFilters)(
            self.request.query_params,
            self.visible(),
            user=self.request.user,
            today=today,
            soon_until=soon_until(deadlines.load().days, today),
        )

    def filter_queryset(self, queryset):
        self._filters.check()
        rows = self._filters.qs.select_related(
            "responsible_unit", "handler", "authority"
        )
        return rows.marked_own(self.request.user)

    def disclosed(self, rows):
        _disclose(self.request.user, rows, what="cases")


class OneCase(VisibleDetail):
    """One case by its reference, as PC-00001-26."""

    model = Case
    serializer_class = serializers.CaseSerializer
    lookup_url_kwarg = "slug"

    def get_object(self):
        return find_case(self.request.user, self.kwargs["slug"])

    def disclosed(self, rows):
        _disclose(self.request.user, rows, what="cases")


def find_case(user, slug):
    """A visible case by the reference in an address; 404 when it is not one."""
    case = (
        Case.objects.visible_to(user)
        .at(slug)
        .select_related("responsible_unit", "handler", "authority")
        .first()
    )
    if case is None:
        raise Http404
    return case


class _PartOfCase(GenericAPIView):
    """Rows below one case: few, so a page holds them all."""

    what = ""
    pagination_class = None
    queryset = Case.objects.none()

    def part_of(self, case, sight):
        raise NotImplementedError

    def get(self, request, slug):
        refuse_unknown(request.query_params, ())
        case = find_case(request.user, slug)
        sight = Sight(case, request.user)
        rows = self.part_of(case, sight)
        answer = self.get_serializer(
            rows, many=True, context={"sight": sight, "request": request}
        ).data
        _disclose(request.user, [case], what=self.what)
        return Response(answer)


class Allegations(_PartOfCase):
    """The allegations of a case, each with its outcomes."""

    what = "allegations"
    serializer_class = serializers.AllegationSerializer

    @extend_schema(responses=serializers.AllegationSerializer(many=True))
    def get(self, request, slug):
        return super().get(request, slug)

    def part_of(self, case, sight):
        return (
            case.allegations.select_related("category")
            .prefetch_related(
                "outcomes__subject", "outcomes__result", "outcomes__recommended"
            )
            .order_by("number")
        )


class Subjects(_PartOfCase):
    """The subjects of a case."""

    what = "subjects"
    serializer_class = serializers.SubjectSerializer

    @extend_schema(responses=serializers.SubjectSerializer(many=True))
    def get(self, request, slug):
        return super().get(request, slug)

    def part_of(self, case, sight):
        return case.subjects.select_related("member", "unit").order_by("number")


def _place(before):
    try:
        return trail.place_of(before)
    except ValueError as error:
        sentence = "before must be the id of an entry."
        raise BadInput(sentence, field="before") from error


class History(_PartOfCase):
    """The case's trail, newest first, 100 entries before the entry `before`."""

    what = "history"
    serializer_class = serializers.HistorySerializer

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "before", int, description="Answers the entries before this id."
            )
        ],
        responses=serializers.HistorySerializer(many=True),
    )
    def get(self, request, slug):
        before = request.query_params.get("before")
        refuse_unknown(request.query_params, ("before",))
        place = _place(before) if before is not None else None
        case = find_case(request.user, slug)
        sight = Sight(case, request.user)
        if not sight.official:
            raise NotAllowed("This client's role does not include histories.")
        entries = trail.history_of(case, before=place, limit=HISTORY_ROWS)
        context = {"seen": Seen(sight, entries), "request": request}
        answer = self.get_serializer(entries, many=True, context=context).data
        _disclose(request.user, [case], what=self.what)
        return Response(answer)
