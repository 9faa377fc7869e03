"""What a form needs to be sent once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import submissions

register = template.Library()


@register.simple_tag
def submission_token() -> SafeString:
    """A hidden field, new on every page: the form it stands in is acted on once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        submissions.FIELD,
        submissions.new_token(),
    )
