"""What a form needs to be sent once and to have a draft."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from accounts.templatetags.submissions import submission_token

register = template.Library()


# Forms about a case load one library for both.
register.simple_tag(submission_token)


@register.simple_tag(takes_context=True)
def draft_url(context: template.Context) -> str:
    """`<form data-draft-url="{% draft_url %}">`: where this page's draft is kept."""
    return _address("casework:draft-save", context["request"].path)


@register.inclusion_tag("casework/_draft.html", takes_context=True)
def draft_notice(context: template.Context, draft: Any) -> dict[str, Any]:
    """ "Draft kept at 14:02. Discard", outside the form itself."""
    form = context["request"].path
    return {
        "draft": draft,
        "discard_url": _address("casework:draft-discard", form),
        "csrf_token": context.get("csrf_token"),
    }


def _address(name: str, form: str) -> str:
    return f"{reverse(name)}?{urlencode({'form': form})}"
