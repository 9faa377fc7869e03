"""Who calls the API: a client with a token, never a browser's session."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from pages.refusals import BadInput

TOKEN_PARAMETERS = frozenset(
    {"access_token", "api_key", "apikey", "authorization", "bearer", "token"}
)


class ClientToken(TokenAuthentication):
    """`Authorization: Bearer TOKEN` of an active API client.

    Tokens are kept as hashes; an expired, revoked or unknown token, and one of a
    deactivated client, all answer 401.
    """

    def authenticate(self, request: Request):
        """Addresses end up in logs and histories: a token in one is refused."""
        for name in request.query_params:
            if name.lower() in TOKEN_PARAMETERS:
                raise BadInput(
                    "Send the token in the Authorization header, never in the "
                    "address. Treat a token that was sent like this as known to "
                    "others and ask for a new one.",
                    field=name,
                )
        return super().authenticate(request)

    def authenticate_credentials(self, token: bytes):
        try:
            return super().authenticate_credentials(token)
        except UnicodeDecodeError as error:
            raise AuthenticationFailed("Invalid token.") from error

    def validate_user(self, auth_token):
        user, auth_token = super().validate_user(auth_token)
        if not user.is_client:
            raise AuthenticationFailed("Only API clients use tokens.")
        return user, auth_token


class SignedInPerson(BaseAuthentication):
    """The signed-in person of a browser, for the documentation pages only.

    Those are read with GET and change nothing, so no check against forged forms.
    """

    def authenticate(self, request: Request):
        user = getattr(request._request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        return user, None


class ClientTokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes the token."""

    target_class = "accounts.api.authentication.ClientToken"
    name = "clientToken"

    def get_security_definition(self, auto_schema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A client's token, issued by a system administrator.",
        }
