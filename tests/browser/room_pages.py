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


def _when_the_cases_ran(page: Page) -> None:
    page.locator("#running").wait_for(state="detached")


FACE = "urgent/sudden-face-numbness"
PAGES = (
    Shown("home", "/rules", _when_the_cases_ran),
    Shown("rule", f"/rules/{FACE}"),
    Shown("rule-on-paper", f"/rules/{FACE}/print"),
    Shown("rule-versions", f"/rules/{FACE}/history"),
    Shown("rule-mutants", f"/rules/{FACE}/mutants"),
    Shown("sign", f"/rules/{FACE}/sign"),
    Shown("login", "/login"),
    Shown("numbers", f"/numbers?{MONTH}"),
    Shown("numbers-rule", f"/numbers?{MONTH}&rule={FACE}&by=week"),
)
