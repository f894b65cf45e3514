"""Two versions of a rule: a proposal is read after what runs, a loss is red."""

from collections.abc import Iterator

import pytest
from planted import INJURY, planted_loss
from playwright.sync_api import Browser, expect
from room_service import serving_room
from room_window import Window, opened

expect.set_options(timeout=60_000)
HISTORY = f"/rules/{INJURY}/history"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room that knows a proposal which loses alerts."""
    folder = tmp_path_factory.mktemp("versions")
    settings = {"PINPRICK_RULES_VERSIONS": str(planted_loss(folder))}
    with serving_room(folder, settings) as base:
        yield base


@pytest.fixture
def window(browser: Browser, room: str) -> Iterator[Window]:
    with opened(browser, room) as one:
        yield one


def loses(window: Window) -> None:
    """The page says that the proposal loses alerts, in words and in red."""
    page = window.page
    heads = page.locator("#content table thead").first
    expect(heads).to_contain_text("Running")
    said = heads.inner_text().split()
    assert said.index("Running") < said.index("Proposed")
    warning = page.get_by_text("From running to proposed, alerts are lost or lowered")
    lost = page.locator("tbody .bad-word").first
    expect(lost).to_contain_text("quiet, lower")
    expect(lost.locator("xpath=preceding::td[1]")).to_have_text("fires (critical)")
    colours = [
        one.evaluate("one => getComputedStyle(one).color") for one in (warning, lost)
    ]
    plain = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    assert colours[0] == colours[1] != plain


def test_what_runs_is_preselected_before_the_proposal(window: Window) -> None:
    page = window.page
    window.open(HISTORY)

    chosen = [
        page.get_by_label(label, exact=True).locator("option:checked").inner_text()
        for label in ("From", "To")
    ]
    assert "the rules that run now" in chosen[0]
    assert "proposed: directory planted" in chosen[1]
    page.get_by_role("button", name="Compare").click()

    loses(window)
    expect(page.get_by_text("The version number was not raised")).to_be_visible()
    expect(page.locator("tbody").first).to_contain_text("first recorded 6 hours ago")
    window.is_accessible()
    window.is_clean()


def test_a_proposal_asked_for_the_wrong_way_round_is_put_in_order(
    window: Window,
) -> None:
    window.open(f"{HISTORY}?old=directory-1&new=now")

    loses(window)
    expect(window.page.get_by_text("Put in order")).to_be_visible()
