"""Content-Type headers that Django would fall over, or obey to its harm.

It reads the header while it makes the request, before any middleware: one it cannot
parse is a bare 500, and a charset decodes addresses with any codec that Python has,
some of which are no character sets or let half characters through.
"""

from typing import Any

from django.utils.http import parse_header_parameters

SET_ASIDE = "candour.content_type_refused"
UTF8 = ("utf-8", "utf8")


def why_refused(header: str) -> str | None:
    """The sentence for a header that is not taken; None for a good one or none."""
    try:
        _, parameters = parse_header_parameters(header)
    except Exception:  # the parser of the email package raises what it stumbles over
        return "The Content-Type header cannot be read."
    if parameters.get("charset", "utf-8").lower() not in UTF8:
        return "Text must be sent as UTF-8."
    return None


def set_aside(environ: dict[str, Any]) -> None:
    """Hide a bad header from Django and leave the reason for `RejectBadText`."""
    sentence = why_refused(environ.get("CONTENT_TYPE", ""))
    if sentence:
        environ[SET_ASIDE] = sentence
        environ["CONTENT_TYPE"] = ""
