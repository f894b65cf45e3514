"""One service for a session, one browser for a module, one window for a test."""

from collections.abc import Iterator

import pytest
from made_up_use import fill
from playwright.sync_api import Browser
from room_service import chromium, serving_room
from room_window import DESKTOP, PHONE, Window, opened


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a room with the rules that ship and a month of use."""
    folder = tmp_path_factory.mktemp("room")
    fill(folder)
    with serving_room(folder) as address:
        yield address


# Not for the session: while Playwright runs, no other test may use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened_browser:
        yield opened_browser


@pytest.fixture
def window(browser: Browser, base: str) -> Iterator[Window]:
    """A window as wide as a desk's."""
    with opened(browser, base, DESKTOP) as one:
        yield one


@pytest.fixture
def phone(browser: Browser, base: str) -> Iterator[Window]:
    """A window as wide as a telephone's."""
    with opened(browser, base, PHONE, has_touch=True, is_mobile=True) as one:
        yield one
