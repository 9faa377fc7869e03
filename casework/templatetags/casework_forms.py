"""What a form needs to be sent once and to have a draft."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casework import submissions

register = template.Library()


@register.simple_tag
def submission_token() -> SafeString:
    """A hidden field, new on every page: the form it stands in is acted on once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        submissions.FIELD,
        submissions.new_token(),
    )


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
