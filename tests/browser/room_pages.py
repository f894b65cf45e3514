"""Every page of the room: what the claims about all pages and the pictures use.

A page that belongs here is one line. ``prepare`` brings a page into the state
that should be looked at: it fills a form in, opens what is folded.
"""

from collections.abc import Callable
from dataclasses import dataclass

from made_up_use import MONTH
from playwright.sync_api import Page


@dataclass(frozen=True)
class Shown:
    """A page by the name of its picture, and its path."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None


def _numb_face(page: Page) -> None:
    """A face that went numb two hours ago, with the answer beside it."""
    page.locator("html[data-ready]").wait_for()
    page.locator("path[data-site=face][data-side=left]").click()
    page.get_by_role("button", name="2 hours ago").first.click()
    page.locator(".ehr.critical").wait_for()
    page.locator("#changes h3").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def _two_days(page: Page) -> None:
    """A rule with 24 hours made 48, and what that would change."""
    page.locator("html[data-ready]").wait_for()
    text = page.input_value("#text")
    page.fill("#text", text.replace("within: 24 hours", "within: 48 hours", 1))
    page.locator("#checked .badge.good").wait_for()
    page.get_by_role("button", name="Compare").click()
    page.locator(".example").first.wait_for()
    page.get_by_role("button", name="Stop").click()
    page.locator("#result [data-done=true]").wait_for()


def _when_the_cases_ran(page: Page) -> None:
    page.locator("#running").wait_for(state="detached")


FACE = "urgent/sudden-face-numbness"
PAGES = (
    Shown("try-it", "/try", _numb_face),
    Shown("compare", f"/compare?rule={FACE}", _two_days),
    Shown("home", "/rules", _when_the_cases_ran),
    Shown("rule", f"/rules/{FACE}"),
    Shown("rule-on-paper", f"/rules/{FACE}/print"),
    Shown("rule-versions", f"/rules/{FACE}/history"),
    Shown("rule-mutants", f"/rules/{FACE}/mutants"),
    Shown("sign", f"/rules/{FACE}/sign"),
    Shown("signing", "/signing"),
    Shown("login", "/login"),
    Shown("numbers", f"/numbers?{MONTH}"),
    Shown("numbers-rule", f"/numbers?{MONTH}&rule={FACE}&by=week"),
)
