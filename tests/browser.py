"""What every page in a browser is held to: accessible, and as narrow as its window."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, PHONE = 1280, 390
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
# The kinds of elements a page is made of: what stands in what, with which attributes.
_KINDS = """() => [...new Set([...document.querySelectorAll("body *")].map((element) =>
  [element.parentElement, element].map((one) => [one.localName, one.className,
    one.type, one.getAttributeNames()]).concat(element.textContent === "").join(" ")
))].sort().join("\\n")"""
# By width: the titles and the kinds that were found in order.
_found_in_order: dict[int, set[str]] = {}


def hold_to_rules(page: Page) -> None:
    """Accessible by the axe rules of WCAG 2.2 AA, and nothing sideways.

    A page of the same title, whatever numbers stand in it, is not looked through again
    if every kind of its elements was in order before, there or elsewhere.
    """
    known = _found_in_order.setdefault(page.viewport_size["width"], set())
    made = {re.sub(r"\d+", "0", page.title()), *page.evaluate(_KINDS).split("\n")}
    if not made <= known:
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{_told(found)}"
        known |= made
    hold_to_width(page)


def hold_to_width(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{page.url} scrolls sideways at {page.viewport_size['width']}"
    )


def hold_to_rules_and_widths(page: Page) -> None:
    """The rules at the wide width, and nothing sideways at a phone's either."""
    page.set_viewport_size({"width": PHONE, "height": 900})
    hold_to_width(page)
    page.set_viewport_size({"width": WIDE, "height": 900})
    hold_to_rules(page)


def _told(found) -> str:
    """The violations in few words: rule, what it wants, and the elements."""
    lines = []
    for one in found.response["violations"]:
        lines.append(f"{one['id']}: {one['help']}")
        lines += [
            "    " + " ".join(node["html"].split())[:300] for node in one["nodes"]
        ]
    return "\n".join(lines)
