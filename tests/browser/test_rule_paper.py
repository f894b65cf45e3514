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


def test_cases_are_left_out_only_where_two_pages_are_full(
    browser: Browser, base: str
) -> None:
    """Measured as it is printed: 180 mm wide, 2 pages of 269 mm."""
    rules = ("urgent/cauda-equina", "urgent/numbness-weakness-breathing")
    with opened(browser, base, (680, 1000)) as window:
        page = window.page
        page.emulate_media(media="print")
        for rule in (*rules, "urgent/sudden-face-numbness"):
            window.open(f"/rules/{rule}/print")
            printed = page.locator("ol.cases li").count()
            whole = int(page.locator("h2", has_text="Cases:").inner_text().split()[-1])
            size = page.locator("ol.cases").evaluate(
                "one => getComputedStyle(one).fontSize"
            )
            high = page.evaluate("document.documentElement.scrollHeight")
            assert float(size.removesuffix("px")) >= 12
            said = page.get_by_text(f"{whole - printed} of {whole} cases are left out")
            assert said.count() == (rule in rules)
            assert (printed == whole) == (rule not in rules)
            assert rule not in rules or high > 0.9 * 2 * 269 * 96 / 25.4
        window.is_clean()


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
