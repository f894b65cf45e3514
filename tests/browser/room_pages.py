"""Every page of the room: what the claims about all pages and the pictures use.

A page that belongs here is one line. ``prepare`` brings a page into the state
that should be looked at: it fills a form in, opens what is folded.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Shown:
    """A page by the name of its picture, and its path."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None


FACE = "urgent/sudden-face-numbness"
PAGES = (
    Shown("home", "/rules"),
    Shown("rule", f"/rules/{FACE}"),
    Shown("rule-on-paper", f"/rules/{FACE}/print"),
    Shown("rule-versions", f"/rules/{FACE}/history"),
    Shown("rule-mutants", f"/rules/{FACE}/mutants"),
)
