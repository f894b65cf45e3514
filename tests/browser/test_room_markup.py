"""Whatever a rule directory holds is text on every page, never markup."""

from collections.abc import Iterator

import pytest
from hostile_rules import ATTACK, HOST, RULE, hostile_rules
from playwright.sync_api import Browser
from room_service import ROOT, serving_room
from room_window import opened

FOREIGN = "[onerror], img[src=x], script:not([src^='/static/']), a[href^=javascript]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room over rules whose every text is markup; beside them another copy."""
    folder = tmp_path_factory.mktemp("hostile")
    rules = hostile_rules(ROOT / "rules", folder)
    other = folder / ATTACK.replace("/", "").replace(",", "")
    other.symlink_to(rules, target_is_directory=True)
    settings = {
        "PINPRICK_RULES_DIR": str(rules),
        "PINPRICK_RULES_VERSIONS": str(other),
    }
    with serving_room(folder, settings) as base:
        yield base


@pytest.mark.parametrize(
    "path",
    [
        "/rules",
        f"/rules?q={ATTACK}",
        f"/rules/{RULE}",
        f"/rules/{RULE}.svg",
        f"/rules/{RULE}/print",
        f"/rules/{RULE}/mutants",
        f"/rules/{RULE}/history",
        f"/rules/{RULE}/history?old=directory-1&new=now",
    ],
)
def test_the_texts_of_a_rule_directory_stay_text(
    browser: Browser, hostile: str, path: str
) -> None:
    with opened(browser, hostile) as window:
        assert window.open(path).status == 200
        page = window.page
        page.evaluate(
            "document.querySelectorAll('details').forEach(one => { one.open = true })"
        )

        shown = page.evaluate("document.documentElement.textContent")
        assert ATTACK in shown or "value" in path or "?q" in path
        assert page.locator(FOREIGN).count() == 0
        assert page.evaluate("typeof window.hit") == "undefined"
        assert not [url for url in window.requests if HOST in url]
        window.is_clean()


def test_what_was_sought_is_shown_as_text(browser: Browser, hostile: str) -> None:
    with opened(browser, hostile) as window:
        window.open(f'/rules?q="><script>hit=4</script>{ATTACK}')

        sought = window.page.get_by_label("Find a rule").input_value()
        assert sought == f'"><script>hit=4</script>{ATTACK}'
        assert window.page.evaluate("typeof window.hit") == "undefined"
        window.is_clean()


def test_an_address_with_markup_is_refused_without_it(
    browser: Browser, hostile: str
) -> None:
    with opened(browser, hostile) as window:
        response = window.open(f"/rules/urgent/{ATTACK}")

        assert response.status == 404
        assert window.page.get_by_role("heading", level=1).inner_text() == (
            "There is no rule of this id"
        )
        assert window.page.evaluate("typeof window.hit") == "undefined"
