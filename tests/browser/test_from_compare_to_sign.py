"""From a comparison to a request about the proposal, and back to the comparison."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from made_up import RULES
from playwright.sync_api import Browser, Page, expect
from room_service import serving_room
from room_window import DESKTOP, PHONE, Window, opened
from typer.testing import CliRunner

from engine.cli import app

expect.set_options(timeout=60_000)
FEET = "chronic/symmetric-neuropathy-diabetes"
REMARK = "Four weeks were agreed."
KEEPER = "the made-up rules team, rules@hospital.example"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room where anybody on this machine may sign in, and that has a keeper."""
    settings = {
        "PINPRICK_DEVELOPMENT_LOGIN": "true",
        "PINPRICK_RULES_KEEPER": KEEPER,
    }
    with serving_room(tmp_path_factory.mktemp("asking"), settings) as base:
        yield base


@pytest.fixture(params=["desktop", "phone"])
def window(
    request: pytest.FixtureRequest, browser: Browser, room: str
) -> Iterator[Window]:
    size = DESKTOP if request.param == "desktop" else PHONE
    with opened(browser, room, size) as one:
        yield one


def five_weeks(text: str) -> str:
    changed = text.replace("at-least: 4 weeks", "at-least: 5 weeks", 1)
    assert changed != text
    return changed


def compared(window: Window) -> Page:
    """Compare, with four weeks of a rule made five, to the end."""
    page = window.page
    window.open(f"/compare?rule={FEET}")
    page.locator("html[data-ready]").wait_for()
    page.fill("#text", five_weeks(page.input_value("#text")))
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator("#result [data-done=true]").wait_for()
    return page


def sign_in(page: Page, name: str = "Dr Made-Up") -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Sign in").click()


def shows_the_comparison(page: Page) -> None:
    page.locator("#result [data-done=true]").wait_for()
    expect(page.locator("#result ins").first).to_have_text("5")
    assert "at-least: 5 weeks" in page.input_value("#text")


def test_changes_are_asked_for_to_the_proposal_that_was_compared(
    window: Window, tmp_path: Path
) -> None:
    proposed = Path(shutil.copytree(RULES, tmp_path / "rules"))
    file = proposed / f"{FEET}.yaml"
    file.write_text(five_weeks(file.read_text("utf-8")), "utf-8")

    page = compared(window)
    page.locator(".compared").get_by_role("link", name="Ask for changes").click()
    expect(page.get_by_text("about the proposal that you compared")).to_be_visible()
    expect(page.locator(".read .english")).to_contain_text("5 weeks")
    page.get_by_role("region", name="What you say").get_by_role("link").click()
    sign_in(page)
    expect(page.get_by_label("I ask for changes")).to_be_checked()
    window.is_accessible()
    window.fits()
    page.get_by_label("Your role").fill("a made-up role")
    page.get_by_label("Remark").fill(REMARK)
    page.get_by_role("button", name="Make the request").click()

    expect(page.get_by_text("Nothing has been sent")).to_be_visible()
    expect(page.get_by_role("note").filter(has_text=KEEPER)).to_be_visible()
    window.is_accessible()
    window.fits()
    letter = page.get_by_role("link", name="Begin an e-mail").get_attribute("href")
    assert letter and letter.startswith("mailto:rules@hospital.example?")
    assert FEET in unquote(letter)
    assert "weeks" not in unquote(letter)
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the request").click()
    saved = tmp_path / started.value.suggested_filename
    started.value.save_as(saved)
    asked = json.loads(saved.read_text())
    assert (asked["verdict"], asked["remark"]) == ("changes", REMARK)
    told = {
        rules: CliRunner().invoke(
            app, ["rules", "sign", "--request", str(saved), "--rules", str(rules)]
        )
        for rules in (proposed, RULES)
    }
    assert REMARK in told[proposed].output
    assert asked["digest"][:12] in told[proposed].output
    assert told[RULES].exit_code != 0
    page.get_by_role("link", name="How a rule is signed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How a rule is signed")
    assert not [url for url in window.requests if "weeks" in unquote(url)]
    window.is_clean()


def test_signing_in_comes_back_to_the_comparison(window: Window) -> None:
    page = compared(window)

    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    sign_in(page)

    shows_the_comparison(page)
    page.locator(".compared").get_by_role("link", name="Approve").click()
    page.get_by_role("link", name="Back to the comparison").click()
    shows_the_comparison(page)
    window.is_clean()


def test_a_comparison_is_not_shown_to_who_signs_in_next(window: Window) -> None:
    page = compared(window)
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    sign_in(page)
    shows_the_comparison(page)

    other = page.context.new_page()
    compared(replace(window, page=other))

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("banner").get_by_role("link", name="Sign in").wait_for()

    assert page.evaluate("sessionStorage.length") == 0
    expect(other.locator("#text")).to_have_value("")
    expect(other.locator("#result")).to_be_empty()
    assert other.evaluate("sessionStorage.length") == 0
    window.open("/login?next=/compare")
    sign_in(page, "Dr Other")

    page.locator("html[data-ready]").wait_for()
    expect(page.locator("#result")).to_be_empty()
    assert page.input_value("#text") == ""
    assert page.evaluate("sessionStorage.length") == 0


def test_a_service_that_does_not_answer_is_said_and_the_page_stays_usable(
    window: Window,
) -> None:
    """Of what is begun, begun again, and shown again after a reload."""
    page = window.page
    window.open(f"/compare?rule={FEET}")
    page.locator("html[data-ready]").wait_for()
    start, known = "**/compare/start", "**/compare/made-up"
    stopped = '<button type="button" id="again">Compare it to the end</button>'
    result = f'<div data-done="true" data-step="">{stopped}</div>'
    page.route("**/compare/start", lambda route: route.abort())
    page.route("**/compare/made-up/again", lambda route: route.abort())
    go = page.get_by_role("button", name="Compare", exact=True)
    fault = page.get_by_role("alert")

    def is_said() -> None:
        expect(fault).to_contain_text("cannot be reached")
        expect(go).to_be_enabled()
        expect(page.locator("#progress")).to_be_hidden()

    go.click()
    is_said()
    page.unroute(start)
    page.route(start, lambda route: route.fulfill(json={"comparison": "made-up"}))
    page.route(known, lambda route: route.fulfill(body=result))
    go.click()
    expect(fault).to_be_hidden()
    again = page.get_by_role("button", name="Compare it to the end")
    again.click()
    is_said()
    expect(again).to_be_enabled()
    page.unroute(known)
    page.route(known, lambda route: route.abort())
    page.reload()
    is_said()
    expect(page.locator("#text")).not_to_have_value("")


def test_what_was_stopped_can_be_compared_to_the_end(window: Window) -> None:
    page = window.page
    window.open("/compare?rule=urgent/sudden-face-numbness")
    page.locator("html[data-ready]").wait_for()
    text = page.input_value("#text")
    to_the_end = page.get_by_role("button", name="Compare it to the end")
    for hours in (48, 47, 46):  # a comparison may be done before it is stopped
        page.fill(
            "#text", text.replace("within: 24 hours", f"within: {hours} hours", 1)
        )
        page.get_by_role("button", name="Compare", exact=True).click()
        page.locator(".compared").wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_role("button", name="Stop").wait_for(state="hidden")
        if to_the_end.count():
            break

    to_the_end.click()

    expect(page.locator("#result [data-done=false]")).to_be_attached()
    page.get_by_role("button", name="Stop").click()


def test_a_proposal_that_is_not_kept_is_refused_in_words(window: Window) -> None:
    response = window.open(f"/rules/{FEET}/sign?comparison=nobody-knows-this")

    assert response.status == 404
    expect(window.page.get_by_role("heading", level=1)).to_contain_text(
        "This comparison is not kept any more"
    )
