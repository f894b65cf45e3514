"""The page: the answer first, everything escaped, nothing loaded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from made_up_run import (
    CORD,
    FACE,
    FEET,
    RULES,
    answer,
    day,
    rule,
    stay,
    write_run,
)
from playwright.sync_api import Browser, sync_playwright

from engine.population.report.against import compare
from engine.population.report.beside import LiveShadow
from engine.population.report.build import report_of
from engine.population.report.gold import gold
from engine.population.report.labels import Label
from engine.population.report.page import page
from engine.population.report.rates import plain_share
from engine.population.report.report import Report
from engine.population.report.run import opened

HOSTILE = '<script>alert("x")</script> $a$ {{ 7 * 7 }}'
CHROMIUM = "/usr/bin/chromium"
QUIETLY = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def _answers() -> list[dict[str, Any]]:
    return [
        answer("p1", day(1), FACE),
        answer("p1", day(1), CORD),
        answer("p2", day(1), CORD, "asks", "warning", missing=[HOSTILE]),
        answer("p3", day(1), FEET, indicator="info"),
        answer("p3", day(1), "urgent/new", status="shadow", shown=False),
    ]


def whole(folder: Path) -> Report:
    """A report with every part of it."""
    stays = [
        stay(f"p{n}", day(1 + n, 1 + n % 2), (int(n == 1), 0, 0), site=HOSTILE)
        for n in range(12)
    ]
    stays += [stay(f"p{n}", day(1), (int(n == 1), 0, 0)) for n in range(1, 4)]
    shadow = rule("urgent/new", status="shadow")
    rules = ({**rule(FACE), "title": HOSTILE}, *RULES[1:], shadow)
    write_run(folder / "before", stays, _answers()[1:], RULES)
    write_run(folder / "run", stays, _answers(), rules)
    labels = [
        Label(1, "p1", day(1), "emergency"),
        Label(2, "p2", day(1), "emergency"),
        Label(3, HOSTILE, day(1), "none"),
    ]
    live = LiveShadow(
        "urgent/new",
        1,
        "d1",
        day(1),
        day(2),
        3,
        plain_share(1, 4),
        plain_share(0, 4),
        1,
        0,
        0,
        False,
    )
    with opened(folder / "run") as run:
        return replace(
            report_of(run, smallest_cell=1),
            gold=gold(run, labels, None),
            comparison=compare(run, folder / "before"),
            live=(live,),
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(whole(tmp_path_factory.mktemp("page")))


def test_the_first_screen_says_the_answer(made: str) -> None:
    _, _, after = made.partition('class="answer"')
    first = re.sub(r"<[^>]+>", "", after.partition("<h2")[0])

    assert re.search(r"critical cards per 1,000 encounters", first)
    assert re.search(r"cards in all per 1,000 encounters", first)
    assert re.search(r"asks per 1,000 encounters", first)
    assert made.index('class="answer"') < made.index("<h2")


def test_what_came_from_a_run_is_escaped_everywhere(made: str) -> None:
    assert "alert(" in made
    assert "<script" not in made
    assert "49" not in made.split("Missing")[1].split("</table>", maxsplit=1)[0]


def test_the_page_loads_nothing_and_runs_nothing(made: str) -> None:
    assert not re.search(r"(?:src|href)=\"(?!#)", made)
    assert not re.search(r"url\((?!#)|@import", made)
    assert "default-src 'none'" in made


def test_no_two_elements_share_an_id_and_every_link_arrives(made: str) -> None:
    ids = re.findall(r' id="([^"]+)"', made)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(ids)


def test_every_part_is_there(made: str) -> None:
    headings = re.findall(r"<h2[^>]*>([^<]+)", made)

    assert headings == [
        "Before and after",
        "Cards",
        "Rules",
        "Rules that fire together",
        "What the asks were missing",
        "On whom",
        "Rules in shadow",
        "Agreement with labels",
        "What could not be read",
        "How to read this",
    ]


def test_an_id_that_could_not_be_hashed_is_not_on_the_page(made: str) -> None:
    _, _, after = made.partition("Labels that belong to no encounter")
    unmatched = after.partition("</table>")[0]

    assert "alert" not in unmatched
    assert "key is not there" in unmatched


def test_the_same_report_gives_the_same_page(made: str, tmp_path: Path) -> None:
    assert page(whole(tmp_path)) == made


def test_differing_evaluators_are_said_first_and_loud(tmp_path: Path) -> None:
    write_run(tmp_path, [stay("a", day(1), differing=1)])
    with opened(tmp_path) as run:
        made = page(report_of(run))

    alarm = made.index('role="alert"')
    assert "The two evaluators differed at 1 encounters" in made[alarm:]
    assert alarm < made.index('class="answer"')


def test_no_alarm_without_a_reason(made: str) -> None:
    assert 'role="alert"' not in made


def test_an_empty_run_says_that_it_says_nothing(tmp_path: Path) -> None:
    write_run(tmp_path, [])
    with opened(tmp_path) as run:
        made = page(report_of(run))

    assert "Nothing was evaluated" in made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIETLY), timeout=60_000
        )
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("width", "media"), [(360, "screen"), (1280, "screen"), (688, "print")]
)
def test_a_browser_shows_it_whole_on_a_phone_a_desk_and_paper(
    made: str, browser: Browser, width: int, media: Literal["screen", "print"]
) -> None:
    """Nothing sticks out of the page, and its own policy refuses nothing."""
    said: list[str] = []
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.on("console", lambda one: said.append(one.text))
    shown.emulate_media(media=media)
    shown.set_content(made)

    needed = shown.evaluate("document.documentElement.scrollWidth")
    drawn = shown.locator("svg.plot").count()
    shown.close()
    assert (needed, said) == (width, [])
    assert drawn >= 7
