"""What a page may rely on in every chart."""

import re
import xml.etree.ElementTree as Xml
from datetime import date
from typing import Final

import pytest

from engine.plots.bars import Series, bar_chart
from engine.plots.caption import Caption
from engine.plots.heat import heat_chart
from engine.plots.intervals import Estimate, interval_chart
from engine.plots.lines import Line, line_chart
from engine.plots.tones import LOOKS

SAID: Final = "$x_1$ <b>&"
LONG: Final = "urgent/a-rule-whose-name-is-so-long-that-it-wraps and more"
WHITE, DARK = "#ffffff", "#15181c"


def _caption(name: str) -> Caption:
    return Caption(name, f"title of {name}", SAID, "per 1,000")


def _charts() -> dict[str, str]:
    day, later = date(2026, 1, 1), date(2026, 2, 1)
    return {
        "rates": interval_chart(
            _caption("rates"),
            [
                Estimate(SAID, 3, 1, 5, "critical", "3 (1 to 5)", "fires"),
                Estimate(LONG, 2, 0, 4, "asks", "2 (0 to 4)", "asks"),
            ],
        ),
        "bars": bar_chart(
            _caption("bars"),
            [SAID, LONG],
            [Series("fires", "critical", (1, 2)), Series("asks", "asks", (3, 4))],
        ),
        "pairs": bar_chart(
            _caption("pairs"),
            [SAID, LONG],
            [Series("before", "other", (1, 2)), Series("after", "info", (3, 4))],
            arrangement="grouped",
        ),
        "lines": line_chart(
            _caption("lines"),
            [
                Line(SAID, "warning", ((day, 1.0), (later, None), (later, 2.0))),
                Line(LONG, "plain", ((day, 1.0), (later, 4.0))),
            ],
        ),
        "heat": heat_chart(_caption("heat"), [SAID, LONG], ["1"], [[3], [None]]),
    }


@pytest.fixture(scope="module")
def charts() -> dict[str, str]:
    return _charts()


def test_the_same_data_give_the_same_bytes(charts: dict[str, str]) -> None:
    assert charts == _charts()


def test_a_content_policy_has_nothing_to_refuse(charts: dict[str, str]) -> None:
    """No style sheet, no style attribute, no address, no script."""
    for svg in charts.values():
        assert not re.search(r"<style|style=|<script|metadata", svg)
        assert set(re.findall(r"https?://[^\"]+", svg)) == {
            "http://www.w3.org/2000/svg"
        }


def test_a_screen_reader_hears_title_and_description(charts: dict[str, str]) -> None:
    for name, svg in charts.items():
        root = Xml.fromstring(svg)
        words = {one.get("id"): one.text for one in root.iter() if one.get("id")}

        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{name}-title {name}-desc"
        assert words[f"{name}-title"] == f"title of {name}"
        assert words[f"{name}-desc"] == SAID


def test_charts_on_one_page_share_no_id(charts: dict[str, str]) -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(charts.values()))

    assert sorted(set(ids)) == sorted(ids)


def test_every_reference_inside_a_chart_arrives(charts: dict[str, str]) -> None:
    for svg in charts.values():
        ids = set(re.findall(r' id="([^"]+)"', svg))

        assert set(re.findall(r'(?:url\(|href=")#([^")]+)', svg)) <= ids


@pytest.mark.parametrize("name", ["rates", "bars", "pairs", "lines", "heat"])
def test_a_label_is_text_and_keeps_every_character(
    charts: dict[str, str], name: str
) -> None:
    root = Xml.fromstring(charts[name])
    said = " ".join(
        "".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text")
    )

    assert SAID in said
    assert re.sub(r"\s", "", LONG) in re.sub(r"\s", "", said)


def test_what_is_written_takes_the_colour_of_the_page(charts: dict[str, str]) -> None:
    for svg in charts.values():
        root = Xml.fromstring(svg)
        texts = [one for one in root.iter() if one.tag.endswith("}text")]

        assert {one.get("fill") for one in texts} == {"currentColor"}
        assert all(one.get("font-size") for one in texts)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", LOOKS)
def test_every_colour_is_seen_on_white_and_on_the_dark_ground(tone: str) -> None:
    colour = LOOKS[tone].colour  # type: ignore[index]

    assert _contrast(colour, WHITE) >= 3
    assert _contrast(colour, DARK) >= 3


def test_no_two_tones_differ_by_colour_alone() -> None:
    lines = {(look.marker, look.dash) for look in LOOKS.values()}
    hatches = [LOOKS[tone].hatch for tone in ("critical", "warning", "info", "asks")]

    assert len(lines) == len(LOOKS)
    assert len(set(hatches)) == len(hatches)


def test_without_data_a_chart_says_so() -> None:
    empty = _caption("empty")

    for svg in (
        interval_chart(empty, []),
        bar_chart(empty, [], []),
        line_chart(empty, []),
        heat_chart(empty, [], [], []),
    ):
        assert "Nothing to show." in svg


def test_nothing_happened_is_drawn_too() -> None:
    zero = interval_chart(_caption("zero"), [Estimate("none", 0, 0, 0)])
    bars = bar_chart(_caption("zeros"), ["none"], [Series("fires", "info", (0,))])

    assert "none" in zero
    assert "none" in bars


def test_a_name_that_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="no id"):
        Caption('a" onload="b', "title", "text")


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values"):
        bar_chart(_caption("bars"), ["a", "b"], [Series("one", "info", (1,))])
    with pytest.raises(ValueError, match="row and column"):
        heat_chart(_caption("heat"), ["a"], ["b"], [[1, 2]])
