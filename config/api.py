"""The API's own pages: where it begins, its schema, and the schema for people."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.authentication import ClientToken, SignedInPerson
from accounts.api.permissions import MayReadApiDocs

LISTS = ("cases", "units", "categories", "results", "standards", "schema", "docs")


class Root(APIView):
    """Where everything begins."""

    @extend_schema(responses={200: {"type": "object"}})
    def get(self, request):
        return Response(
            {name: request.build_absolute_uri(reverse(f"api:{name}")) for name in LISTS}
        )


class Schema(SpectacularAPIView):
    """The OpenAPI 3 schema."""

    authentication_classes = [ClientToken, SignedInPerson]
    permission_classes = [MayReadApiDocs]


@require_safe
def docs(request):
    """The schema as a page that needs no script."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operations = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    shapes = schema["components"]["schemas"]
    return render(
        request, "api/docs.html", {"operations": operations, "shapes": shapes.items()}
    )
