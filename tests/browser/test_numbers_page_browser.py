"""Numbers in the browser: filtered by hand, downloaded, read without a mouse."""

import csv
from pathlib import Path

from made_up_use import MONTH, RULES
from room_window import Window


def test_one_rule_is_chosen_and_its_numbers_are_downloaded(
    window: Window, tmp_path: Path
) -> None:
    page = window.page
    window.open(f"/numbers?{MONTH}")
    page.get_by_label("Rule", exact=True).select_option(RULES[0])
    page.get_by_label("By", exact=True).select_option("week")

    page.get_by_role("button", name="Show").click()
    page.get_by_role("columnheader", name="Week from").first.wait_for()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download by day and rule").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)

    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert {row["rule"] for row in rows} == {RULES[0]}
    assert {row["version"] for row in rows} == {"1", "2"}
    assert "rule=urgent" in page.url
    window.is_clean()


def test_each_chart_is_an_image_with_a_name_and_as_wide_as_it_may_be(
    window: Window,
) -> None:
    window.open(f"/numbers?{MONTH}")

    charts = window.page.get_by_role("img")
    names = [charts.nth(n).locator("title").inner_html() for n in range(6)]

    assert charts.count() == 6
    assert names[0] == "Fired and asked in 1,000 calls"
    boxes = [charts.nth(n).bounding_box() for n in range(6)]
    assert all(box and box["width"] > 400 and box["height"] > 60 for box in boxes)
    window.is_clean()


def test_charts_are_drawn_in_the_colour_of_the_page(window: Window) -> None:
    window.open(f"/numbers?{MONTH}")

    colours = window.page.evaluate(
        "[...document.querySelectorAll('svg.plot, body')]"
        ".map(e => getComputedStyle(e).color)"
    )

    assert len(set(colours)) == 1
