"""A card in two parts: nothing that is sent is lost, what it rests on comes last."""

import re
from collections import Counter
from datetime import UTC, datetime

import made_up
import pytest

from engine.evaluation import engine_of
from engine.rulebook.rule import GivenFinding
from engine.service.room.card_parts import parted
from engine.service.room.page import as_html
from engine.service.room.trial import tried_statements

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
_TAG = re.compile(r"<[^>]*>")


def words(html: str) -> Counter[str]:
    return Counter(_TAG.sub(" ", html).split())


def details(*given: dict[str, str]) -> list[str]:
    told = tuple(GivenFinding.model_validate(one) for one in given)
    engine = engine_of(made_up.shipped())
    trial = tried_statements(engine, told, NOW, "http://room.example")
    return [card.detail for card in trial.evaluation.cards]


@pytest.mark.parametrize(
    "given",
    [
        {"finding": "numbness", "site": "face", "side": "left", "began": "2 hours ago"},
        {"finding": "numbness", "site": "feet", "side": "both", "began": "3 weeks ago"},
        {"finding": "numbness", "site": "saddle", "began": "2 days ago"},
        {"finding": "numbness"},
    ],
)
def test_every_word_of_a_card_is_in_one_of_its_parts(given: dict[str, str]) -> None:
    found = details(given)

    assert found
    for detail in found:
        parts = parted(detail)
        assert words(parts.to_do) + words(parts.why) == words(as_html(detail))
        for provenance in ("Statement/1", "version 1", "Evidence:"):
            assert provenance not in parts.to_do
        assert ("Statement/1" in parts.why) == ("Statement/1" in detail)
        assert re.search(r"Rules: \S+/\S+ version", parts.why)


def test_what_to_do_and_what_to_ask_come_first() -> None:
    face = {"finding": "numbness", "site": "face", "side": "left"}
    parts = parted(details(face | {"began": "2 hours ago"})[0])

    assert parts.to_do.startswith("<p>Assess as a stroke now")
    assert "<strong>Please establish:</strong>" in parts.to_do
    assert parts.why.startswith("<p><strong>Why:</strong></p>\n<ul>")


def test_a_list_of_questions_stays_where_it_is() -> None:
    parts = parted(
        "Do.\n\n**Please establish:**\n\n- When?\n\nEvidence: E.\n\nRules: r."
    )

    assert "When?" in parts.to_do
    assert "E." in parts.why
    assert "Do." not in parts.why
