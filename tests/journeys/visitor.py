"""Somebody at a browser: every page they come to is checked before they go on."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import hold_to_rules

# What Chromium says of an answer that a story expects to be a refusal.
STATUS_LINE = "Failed to load resource: the server responded with a status of "
# A blank of a letter, but for what Candour writes in.
BLANK = re.compile(r"\[(?!the last day for an appeal)[^\]]*\]")
OF_THE_DATE = re.compile(r"\[(?!(?:when|where) it is held)[^\]]*\]")


class Visitor:
    """One person's browser window, and what they do in it in words of the page."""

    def __init__(self, page: Page, server: str, *, scripts: bool = True):
        self.page = page
        self.server = server
        self.scripts = scripts
        self.shots: Path | None = None
        self.said: list[str] = []
        self.failed: list[str] = []
        self.seen = 0
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("response", self._note)

    def _hear(self, message) -> None:
        if not message.text.startswith(STATUS_LINE):
            self.said.append(message.text)

    def _note(self, response) -> None:
        asset = response.request.resource_type != "document"
        if response.status >= 500 or (asset and response.status >= 400):
            self.failed.append(f"{response.status} {response.url}")

    @property
    def main(self):
        return self.page.get_by_role("main")

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3].partition("#")[0]

    # Where they go.

    def visit(self, path: str, status: int = 200) -> None:
        """Type an address by hand."""
        answer = self.page.goto(path)
        assert answer is None or answer.status == status, (path, answer.status)
        self.check()

    def sign_in(self, email: str, password: str) -> None:
        self.visit("/sign-in/")
        self.fill("Email address", email)
        self.fill("Password", password)
        self.press("Sign in")
        assert not self.path.startswith("/sign-in/"), "the sign-in was refused"

    def press(self, name: str, *, wrong: bool = False) -> None:
        """Press a button; `wrong`: the page comes back with an error summary."""
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=name, exact=True).click()
        self.arrive(wrong=wrong)

    def follow(self, name: str, *, exact: bool = True) -> None:
        """Follow a link of the page or its frame, also one drawn as a button."""
        link = self.page.get_by_role("link", name=name, exact=exact)
        button = self.page.get_by_role("button", name=name, exact=exact)
        with self.page.expect_navigation():
            link.or_(button).first.click()
        self.arrive()

    def turn(self, case) -> None:
        """From home to a case that waits for them there."""
        self.visit("/")
        self.follow(case.reference)

    def find(self, case) -> None:
        """By the search of every page to a case that need not wait for them."""
        if self.page.url == "about:blank":
            self.visit("/")
        with self.page.expect_navigation():
            self.page.locator("#site-search").fill(case.reference)
            self.page.keyboard.press("Enter")
        self.arrive()
        self.follow(case.reference)

    def turn_to(self, page: str) -> None:
        """To another page of the case, by its name there."""
        tabs = self.page.get_by_role("navigation", name="This case")
        with self.page.expect_navigation():
            tabs.get_by_role("link", name=page).first.click()
        self.arrive()

    def begin(self, verb: str) -> None:
        """Follow a verb of the case, unfolding what it stands under."""
        links = self.main.locator("a").filter(has_text=re.compile(f"^{verb}$"))
        folded = links.first.locator("xpath=ancestor::details[not(@open)]")
        if folded.count():
            folded.locator("summary").click()
        with self.page.expect_navigation():
            links.first.click()
        self.arrive()

    def arrive(self, *, wrong: bool = False) -> None:
        self.page.wait_for_load_state("load")
        assert self.page.title().startswith("Error: ") == wrong, (
            self.path,
            self.page.title(),
            self.main.inner_text()[:600],
        )
        self.check()

    # What they type.

    def fill(self, label: str, text: str) -> None:
        self.main.get_by_label(label).first.fill(text)

    def choose(self, label: str, *, group: str = "") -> None:
        """Check a radio button or a box, of a group of that name where it is given."""
        place = self.main
        if group:
            place = place.get_by_role("group", name=group)
        place.get_by_label(label, exact=True).first.check()

    def select(self, label: str, value: str) -> None:
        self.main.get_by_label(label).first.select_option(value)

    def date(self, name: str, day) -> None:
        """Type a date into the three boxes of the field of this name."""
        for part in ("day", "month", "year"):
            box = self.page.locator(f"[name={name}_{part}]")
            box.fill(str(getattr(day, part)))

    def write_out(
        self, words: str = "As we said on the telephone.", *, dated: bool = False
    ) -> None:
        """Write out what stands in square brackets, but for what is written in.

        `dated`: in the step that says when and where it is held.
        """
        for box in self.main.locator("textarea").all():
            opened = box.input_value()
            box.fill((OF_THE_DATE if dated else BLANK).sub(words, opened))

    def serve(self, how: str = "By post") -> None:
        """Say of each letter of the form how it was served."""
        for box in self.main.locator("select[name$=_how]").all():
            box.select_option(label=how)

    # What they see.

    def reads(self, text: str) -> None:
        expect(self.main).to_contain_text(text)

    def shows(self, text: str) -> None:
        """Anywhere on the page: in the bar of a case above what it is about, say."""
        expect(self.page.locator("body")).to_contain_text(text)

    def does_not_read(self, *texts: str) -> None:
        shown = self.page.content()
        for text in texts:
            assert text not in shown, f"{self.path} shows {text!r}"

    def shoot(self, name: str, *, full: bool = False) -> None:
        if self.shots:
            path = self.shots / f"{name}.png"
            self.page.screenshot(path=path, full_page=full)

    def check(self) -> None:
        """Accessible, nothing sideways, nothing on the console, nothing missing."""
        self.seen += 1
        assert self.page.locator("h1").count() == 1, f"{self.path}: one h1"
        assert self.said == [], f"{self.path}: {self.said}"
        assert self.failed == [], self.failed
        if self.scripts:  # axe is one; stories with scripts come to these pages
            hold_to_rules(self.page)
