"""What holds on each page of the room, wide and narrow, light and dark."""

import pytest
from playwright.sync_api import Browser
from room_pages import PAGES, Shown
from room_window import DESKTOP, PHONE, opened

SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
@pytest.mark.parametrize(
    ("size", "scheme"), [("desktop", "light"), ("phone", "dark")], ids=str
)
def test_a_page_is_accessible_clean_and_as_wide_as_its_window(
    browser: Browser, base: str, shown: Shown, size: str, scheme: str
) -> None:
    with opened(browser, base, SIZES[size], color_scheme=scheme) as window:
        assert window.open(shown.path).status == 200
        if shown.prepare:
            shown.prepare(window.page)

        window.is_accessible()
        window.fits()
        window.is_clean()
