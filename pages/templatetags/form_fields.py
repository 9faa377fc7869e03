"""Form controls: the tags `field`, `fields` and `form_errors`."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pages.widgets import DateInputs

register = template.Library()

# The first match wins, so a kind stands before the kinds it is made from.
TEMPLATES: list[tuple[type[forms.Widget], str]] = [
    (DateInputs, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "input"),
]


def _kind(widget: forms.Widget) -> str:
    return next((name for kind, name in TEMPLATES if isinstance(widget, kind)), "plain")


@register.inclusion_tag("_components/field.html", takes_context=True)
def field(
    context: template.Context,
    bound: BoundField,
    hint: str = "",
    legend: str = "s",
    label: str = "",
    width: str = "",
    inline: bool = False,
    rows: int = 0,
    filtering: bool = False,
) -> dict[str, Any]:
    """One control with its label, hint and error.

    `legend` is the size of label or legend: s, m, l, or page (the page's own h1).
    `width` is 2, 3, 4, 5, 10, 20 characters, or a GOV.UK width such as two-thirds.
    `inline` sets radios in a row. `filtering` leaves "(optional)" out.
    """
    widget = bound.field.widget
    identity = bound.auto_id or bound.html_name
    hint = hint or str(bound.help_text or "")
    errors = list(bound.errors)
    described = [f"{identity}-hint"] * bool(hint) + [f"{identity}-error"] * bool(errors)
    return {
        "bound": bound,
        "kind": _kind(widget),
        "id": identity,
        "label": label or bound.label,
        "optional": not (
            bound.field.required
            or filtering
            or getattr(bound.field, "depending", False)
        ),
        "hint": hint,
        "errors": errors,
        "described_by": " ".join(described),
        "size": legend,
        "small": filtering,
        "width": width,
        "inline": inline,
        "rows": rows or widget.attrs.get("rows", 5),
        "limit": _limit(bound),
        "value": _value(bound),
        "type": _input_type(widget),
        "attrs": _plain_attributes(widget),
        "choices": _choices(bound),
        "parts": _parts(bound),
        "csrf_token": context.get("csrf_token"),
    }


def _value(bound: BoundField) -> Any:
    widget, value = bound.field.widget, bound.value()
    if _kind(widget) == "input":
        return widget.format_value(value)
    return value


def _input_type(widget: forms.Widget) -> str:
    kind = getattr(widget, "input_type", "text") or "text"
    # Number boxes change under the scroll wheel; GOV.UK asks for text with inputmode.
    return "text" if kind == "number" else kind


def _plain_attributes(widget: forms.Widget) -> dict[str, Any]:
    attrs = {
        name: value
        for name, value in widget.attrs.items()
        if name in ("autocomplete", "inputmode", "accept", "multiple", "list")
        or name.startswith("data-")
    }
    if getattr(widget, "input_type", "") == "number":
        attrs.setdefault("inputmode", "numeric")
    if getattr(widget, "allow_multiple_selected", False):
        attrs["multiple"] = True
    return attrs


_OPTION = {
    True: '<option value="{}" selected>{}</option>',
    False: '<option value="{}">{}</option>',
}


@register.simple_tag
def options(choices: Iterable[tuple[str, object]], chosen: str) -> str:
    """The options of a drop-down list that is of no form: (value, words) of each.

    Some hundred of them cost a page more than all else on it, drawn tag by tag.
    """
    drawn = ((format_html(_OPTION[one[0] == chosen], *one),) for one in choices)
    return format_html_join("", "{}", drawn)


def _limit(bound: BoundField) -> int | None:
    """The length to count down from, for long texts."""
    length = getattr(bound.field, "max_length", None)
    return length if isinstance(bound.field.widget, forms.Textarea) else None


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    """Flat list of choices; a group opens with an entry that has only `group`."""
    widget = bound.field.widget
    if not isinstance(widget, forms.widgets.ChoiceWidget):
        return []
    value = widget.format_value(bound.value())
    shown: list[dict[str, Any]] = []
    count = 0
    for group, options, _index in widget.optgroups(bound.html_name, value):
        if group:
            shown.append({"group": group})
        shown += [
            {
                "group": "",  # to look for what is missing costs a page of options dear
                "index": count + place,
                "value": option["value"],
                "label": option["label"],
                "selected": option["selected"],
                "in_group": bool(group),
                "hint": _choice_hint(bound, option["value"]),
                "reveals": _revealed(bound, option["value"]),
            }
            for place, option in enumerate(options)
        ]
        count += len(options)
    return shown


def _choice_hint(bound: BoundField, value: Any) -> str:
    """Words under a choice, from `choice_hints = {"field": {"value": "..."}}`."""
    hints = getattr(bound.form, "choice_hints", {}).get(bound.name, {})
    return hints.get(str(value), "")


def _revealed(bound: BoundField, value: Any) -> list[BoundField]:
    reveals = getattr(bound.form, "reveals", {}).get(bound.name, {})
    return [bound.form[name] for name in reveals.get(str(value), ())]


def _parts(bound: BoundField) -> list[dict[str, Any]]:
    """Day, month and year; the one that is wrong is marked, or all of them."""
    widget = bound.field.widget
    if not isinstance(widget, DateInputs):
        return []
    parts = widget.parts(bound.html_name, bound.value())
    codes = {error.code for error in bound.form.errors.get(bound.name, _NONE).as_data()}
    known = codes & {part["part"] for part in parts}
    for part in parts:
        part["id"] = f"{bound.auto_id}_{part['part']}"
        part["wrong"] = part["part"] in known or bool(codes and not known)
    return parts


_NONE = forms.utils.ErrorList()


@register.simple_tag(takes_context=True)
def filter_field(context: template.Context, bound: BoundField) -> SafeString:
    """A control of a filter panel, drawn once for everybody who is offered the same.

    Drawing some hundred options costs more than the list beside them. What somebody
    typed is not kept, nor is a control with an error, nor one that asks for its rows.
    """
    value, typed = bound.value(), not isinstance(bound.field, forms.ChoiceField)
    asks = isinstance(bound.field, forms.ModelChoiceField)
    if bound.errors or asks or (typed and value):
        return _draw_filter(context, bound)
    words = (bound.auto_id, bound.html_name, str(bound.label), str(bound.help_text))
    key = (*words, repr(value), None if typed else _offer(bound))
    drawn = _drawn.get(key)
    if drawn is None:
        drawn = _draw_filter(context, bound)
        if len(_drawn) >= MOST_DRAWN:
            _drawn.clear()
        # Another thread may clear it again at once: what was drawn is answered.
        _drawn[key] = drawn
    return drawn


MOST_DRAWN = 500
_drawn: dict[Any, SafeString] = {}


def _offer(bound: BoundField) -> str:
    """What stands for everything that a control lets one choose."""
    return getattr(bound.form, "offer", "") or repr(list(bound.field.choices))


def _draw_filter(context: template.Context, bound: BoundField) -> SafeString:
    shown = field(context, bound, legend="s", filtering=True)
    return get_template("_components/field.html").render(shown)


@register.inclusion_tag("_components/fields.html", takes_context=True)
def fields(context: template.Context, form: forms.BaseForm) -> dict[str, Any]:
    """Every visible control of a form in its order, then the hidden ones."""
    revealed = getattr(form, "revealed_names", set)()
    return {
        "shown": [b for b in form.visible_fields() if b.name not in revealed],
        "hidden": form.hidden_fields(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("_components/error_summary.html")
def form_errors(*forms_: forms.BaseForm) -> dict[str, Any]:
    """The error summary of one or more forms, each line a link to its control.

    In the order of the fields: what a form finds only when it is whole comes to its
    errors last, wherever its control stands.
    """
    found = []
    for form in forms_:
        if form is None or not getattr(form, "errors", None):
            continue
        found += [{"text": text, "href": ""} for text in form.non_field_errors()]
        for bound in form:
            found += _lines(bound)
    return {"errors": found}


def _lines(bound: BoundField) -> list[dict[str, str]]:
    target = f"#{_first_control(bound)}" if not bound.is_hidden else ""
    return [{"text": text, "href": target} for text in bound.errors]


def _first_control(bound: BoundField) -> str:
    """The id of the control to jump to: for dates the part that is wrong."""
    for part in _parts(bound):
        if part["wrong"]:
            return part["id"]
    if _kind(bound.field.widget) in ("radios", "checkboxes"):
        return f"{bound.auto_id}_0"
    return bound.auto_id or bound.html_name
