"""The page of numbers: what is on it, for whom, and its files."""

import csv
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from engine.service.settings import Settings
from engine.store.counts import Counted, Loaded, add_counts, hour_of
from engine.store.feedback import CardFeedback, keep_feedback
from engine.store.shown import CardShown, keep_shown

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
HOUR = hour_of(NOW)
OURS = {"Sec-Fetch-Site": "same-origin"}
DIGEST = "sha256:1"
HOSTILE = "urgent/<script>alert(1)</script>"
FILES = ("cards", "reasons", "calls", "problems")
MakeApp = Callable[..., FastAPI]
Open = Callable[..., Any]


@pytest.fixture
def open_room(make_app: MakeApp, tmp_path: Path) -> Iterator[Open]:
    """Opens a room with settings; its store has a day of use in it."""
    opened: list[TestClient] = []
    url = SecretStr(f"sqlite:///{tmp_path / 'room.sqlite'}")

    def make(**more: Any) -> Any:
        settings = Settings(database_url=url, **more)
        app = make_app(settings, lambda: NOW)
        client = TestClient(
            app, base_url=settings.base_url, client=("127.0.0.1", 50_000)
        )
        client.__enter__()
        opened.append(client)
        _fill(app.state.running.store)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


def _fill(store: Any) -> None:
    rules = ({"rule": HOSTILE, "version": 3, "digest": "d", "outcome": "fires"},)
    keep_shown(store, [CardShown("c", "s", "t", rules, DIGEST, "k", NOW)])
    keep_feedback(store, [CardFeedback("s", "c", "overridden", NOW)], NOW)
    counts = {
        Counted(HOUR, "calls", "s", DIGEST, "card"): 4,
        Counted(HOUR, "fires", "s", DIGEST, HOSTILE, 3): 1,
        Counted(HOUR, "time", "s", DIGEST, "8"): 4,
        Counted(HOUR, "milliseconds", "s", DIGEST): 30,
        Counted(HOUR, "problem", "s", DIGEST, "no-code"): 2,
    }
    add_counts(store, counts, [Loaded(DIGEST, HOSTILE, 3, NOW)])


def sign_in(client: Any, *roles: str) -> None:
    page = client.get("/login").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    fields = {"csrf": token, "name": "Made Up", "role": list(roles)}
    client.post("/login/development", data=fields, headers=OURS)


def test_the_page_has_a_chart_and_a_table_of_each_figure(open_room: Open) -> None:
    page = open_room().get("/numbers")

    assert page.status_code == 200
    for name in (
        "outcomes",
        "replies",
        "reasons",
        "overrides",
        "times",
        "problems",
    ):
        assert f'aria-labelledby="{name}-title {name}-desc"' in page.text
    assert page.text.count("<svg") == 6
    assert page.text.count("<table") == 6


def test_nothing_on_the_page_needs_a_style_of_its_own(open_room: Open) -> None:
    page = open_room().get("/numbers").text

    assert "style=" not in page
    assert "<style" not in page


def test_the_name_of_a_rule_is_text_on_the_page_and_in_the_charts(
    open_room: Open,
) -> None:
    page = open_room().get("/numbers", params={"rule": HOSTILE}).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_page_without_any_use_says_so(make_app: MakeApp, settings: Settings) -> None:
    with TestClient(make_app(settings, lambda: NOW)) as client:
        page = client.get("/numbers")

    assert page.status_code == 200
    assert "No call was counted and no card was shown" in page.text
    assert "<svg" not in page.text


@pytest.mark.parametrize(("is_open", "links"), [(False, 1), (True, 2)])
def test_every_link_to_sign_in_leads_somewhere(
    open_room: Open, is_open: bool, links: int
) -> None:
    """Only the page itself offers it, beside the header, where somebody can."""
    page = open_room(development_login=is_open).get("/numbers").text

    assert 'href=""' not in page
    assert page.count('href="/login?next=%2Fnumbers"') == links


def test_what_is_wrong_in_an_address_is_said_on_the_page(open_room: Open) -> None:
    page = open_room().get("/numbers?first=yesterday")

    assert page.status_code == 200
    assert "The first day is no date" in page.text


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_csv_to_be_saved(open_room: Open, name: str) -> None:
    answer = open_room().get(f"/numbers/{name}.csv")

    rows = list(csv.reader(answer.text.splitlines()))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="pinprick-{name}-2026-01-02-2026-01-31.csv"'
    )
    assert len({len(row) for row in rows}) == 1
    assert len(rows) >= 2


def test_the_file_of_cards_has_a_line_a_day_rule_and_version(open_room: Open) -> None:
    text = open_room().get("/numbers/cards.csv").text

    assert text.splitlines()[1] == f"2026-01-31,{HOSTILE},3,1,0,0,1,0,0"


def test_where_nobody_can_sign_in_this_machine_sees_how_the_service_ran(
    open_room: Open,
) -> None:
    client = open_room()

    assert "Response times" in client.get("/numbers").text
    assert client.get("/numbers/calls.csv").status_code == 200


@pytest.mark.parametrize("roles", [(), ("reader",), ("reviewer",)])
def test_how_the_service_ran_is_for_operators(
    open_room: Open, roles: tuple[str, ...]
) -> None:
    client = open_room(development_login=True)
    if roles:
        sign_in(client, *roles)

    page = client.get("/numbers").text

    assert "are for operators" in page
    assert "no-code" not in page
    for name in ("calls", "problems"):
        assert client.get(f"/numbers/{name}.csv").status_code == 403
    assert client.get("/numbers/cards.csv").status_code == 200


def test_an_operator_sees_how_the_service_ran(open_room: Open) -> None:
    client = open_room(development_login=True)
    sign_in(client, "operator")

    assert "no-code" in client.get("/numbers").text
    assert client.get("/numbers/problems.csv").status_code == 200


def test_a_service_for_others_without_a_login_keeps_it_to_itself(
    open_room: Open,
) -> None:
    client = open_room(host="0.0.0.0", allow_unauthenticated=True)

    assert "are for operators" in client.get("/numbers").text


def test_a_store_that_fails_is_said_and_not_shown_as_zero(
    open_room: Open, tmp_path: Path
) -> None:
    client = open_room()
    with closing(sqlite3.connect(tmp_path / "room.sqlite")) as database:
        database.execute("DROP TABLE hourly_count")

    assert client.get("/numbers").status_code == 503
