"""What the API asks of every caller before a view asks more."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.permissions import Permission


class MayUseApi(BasePermission):
    """An API client that holds, today, a role which may read through the API."""

    message = "This client holds no role today that may use the API."

    def has_permission(self, request: Request, view) -> bool:
        user = request.user
        return (
            user is not None
            and user.is_client
            and user.rights.allow(Permission.API_READ)
        )


class MayReadApiDocs(BasePermission):
    """The schema and its pages: for people signed in, and for clients."""

    message = "Sign in to read the documentation of the API."

    def has_permission(self, request: Request, view) -> bool:
        return request.user is not None and request.user.is_authenticated
