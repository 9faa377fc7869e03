"""How a case's state, clock and hidden fields look."""

from django import template
from django.utils.safestring import SafeString

from complaints.permissions import HIDDEN
from complaints.workflow import Status
from pages.templatetags.components import clock_tag, tag

register = template.Library()

TONES = {
    Status.RECEIVED: "new",
    Status.RESOLVED_AT_CONTACT: "done",
    Status.RECORDED: "new",
    Status.NOT_RECORDED: "stopped",
    Status.CHECKED: "waiting",
    Status.ASSESSED: "waiting",
    Status.DISPENSING: "waiting",
    Status.DIRECTION: "active",
    Status.ALLOCATED: "waiting",
    Status.RESOLVING: "active",
    Status.INVESTIGATING: "active",
    Status.DISCONTINUING: "waiting",
    Status.REPORTED: "waiting",
    Status.SUB_JUDICE: "stopped",
    Status.DETERMINED: "decided",
    Status.NOTIFIED: "decided",
    Status.FINALISED: "done",
    Status.WITHDRAWN: "stopped",
}
RISK_TONES = {"low": "done", "medium": "soon", "high": "late"}


@register.simple_tag
def case_state(case) -> SafeString:
    """The tag of the case's state."""
    return tag(Status(case.status).label, TONES[case.status])


@register.simple_tag
def case_clock(clock) -> SafeString | str:
    """The second tag: how the next date stands, in words; nothing without a date."""
    if clock is None or clock.state == "none":
        return ""
    return clock_tag(clock.state.value, clock.words)


@register.simple_tag
def risk_level(level: str, words: str) -> SafeString:
    """High, Medium or Low, in its colour."""
    return tag(words, RISK_TONES.get(level, "stopped"))


@register.simple_tag
def identity_tags(case, clock, sight) -> list:
    """The tags of the identity bar: state, clock, and a restriction if there is one."""
    if not sight.official:
        return []
    shown = [case_state(case), case_clock(clock)]
    if case.confidentiality == "restricted":
        shown.append(tag("Restricted", "late"))
    return shown


@register.filter
def is_hidden(value) -> bool:
    """Whether this stands for a field that the reader may not see."""
    return value is HIDDEN
