"""A rule on paper: two pages at most, whatever the rule."""

import re

from playwright.sync_api import Browser, Page
from room_window import opened


def test_every_rule_fits_on_two_pages(browser: Browser, base: str) -> None:
    with opened(browser, base) as window:
        window.open("/rules")
        rules = window.page.eval_on_selector_all(
            "tr[data-rule] a", "all => all.map(one => one.getAttribute('href'))"
        )
        pages = {rule: _pages(window.page, f"{base}{rule}/print") for rule in rules}
        window.is_clean()

    assert len(pages) > 80
    assert {rule: count for rule, count in pages.items() if count > 2} == {}


def _pages(page: Page, address: str) -> int:
    page.goto(address)
    paper = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", paper))


def test_paper_is_black_on_white_in_the_dark_too(browser: Browser, base: str) -> None:
    with opened(browser, base, color_scheme="dark") as window:
        window.open("/rules/urgent/sudden-face-numbness/print")
        looks = window.page.evaluate(
            """(({ color, backgroundColor }) => [color, backgroundColor])(
            getComputedStyle(document.querySelector(".paper")))"""
        )

    assert looks == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
