"""The rule pages: generated English, escaped, marked as unsigned."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.rulebook.rulebook import Rulebook
from engine.service.app import create_app
from engine.service.settings import Settings


@pytest.fixture
def pages(settings: Settings, rulebook: Rulebook, client: Any) -> Iterator[Any]:
    app = create_app(settings, rulebook, client.app.state.running.engine)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


def test_the_list_links_every_rule(pages: Any, rulebook: Rulebook) -> None:
    page = pages.get("/rules")

    assert page.status_code == 200
    assert "Not clinically signed" in page.text
    for rule in rulebook.rules:
        assert f'href="/rules/{rule.rule}"' in page.text


def test_every_rule_has_its_page_with_version_and_digest(
    pages: Any, rulebook: Rulebook
) -> None:
    for rule in rulebook.rules:
        page = pages.get(f"/rules/{rule.rule}")

        assert (page.status_code, page.text.count("<h1>")) == (200, 1), rule.rule
        assert rulebook.digest_of(rule.rule) in page.text
        assert f"version {rule.version}" in page.text
        assert "Not clinically signed" in page.text


def test_html_in_a_rule_stays_text(
    settings: Settings, rulebook: Rulebook, client: Any
) -> None:
    words = "<script>alert(1)</script> [x](javascript:alert(1))"
    hostile = rulebook.rules[0].model_copy(update={"title": words, "purpose": words})
    changed = replace(rulebook, rules=(hostile,))
    app = create_app(settings, changed, client.app.state.running.engine)

    with type(client)(app) as pages:
        texts = [pages.get(at).text for at in ("/rules", f"/rules/{hostile.rule}")]

    assert not [text for text in texts if "<script>" in text]
    assert not [text for text in texts if 'href="javascript' in text]
