"""The response models refuse what CDS Hooks 2.0.1 refuses."""

from typing import Any

import pytest
from pydantic import ValidationError

from engine.cards.card import Action, Card, Coding, Link, Source, Suggestion

TOPIC = Coding(system="urn:a", code="b", display="c")
ACTION = Action(type="create", description="Order", resource={"resourceType": "Task"})
SUGGESTION = Suggestion(label="Order it", uuid="u", actions=(ACTION,))


def card(**lines: Any) -> Card:
    given = {
        "uuid": "u",
        "summary": "Summary.",
        "indicator": "info",
        "source": Source(label="Pinprick", topic=TOPIC),
        "detail": "Detail.",
    }
    return Card.model_validate({**given, **lines})


def test_j3_a_card_with_the_least_has_no_null_and_no_empty_member() -> None:
    assert card().as_json() == {
        "uuid": "u",
        "summary": "Summary.",
        "indicator": "info",
        "source": {
            "label": "Pinprick",
            "topic": {"system": "urn:a", "code": "b", "display": "c"},
        },
        "detail": "Detail.",
    }


def test_j3_an_empty_extension_is_left_out() -> None:
    assert "extension" not in card(extension={}).as_json()


def test_c1_a_summary_is_shorter_than_140_characters() -> None:
    assert len(card(summary="x" * 139).summary) == 139
    with pytest.raises(ValidationError, match="at most 139"):
        card(summary="x" * 140)
    with pytest.raises(ValidationError, match="at least 1"):
        card(summary="")


def test_c2_an_indicator_is_one_of_three_words() -> None:
    for word in ("info", "warning", "critical"):
        assert card(indicator=word).as_json()["indicator"] == word
    with pytest.raises(ValidationError, match="indicator"):
        card(indicator="hard-stop")


def test_c6_suggestions_and_selection_behaviour_go_together() -> None:
    both = card(suggestions=(SUGGESTION,), selectionBehavior="any").as_json()

    assert both["selectionBehavior"] == "any"
    with pytest.raises(ValidationError, match="goes with suggestions"):
        card(suggestions=(SUGGESTION,))
    with pytest.raises(ValidationError, match="goes with suggestions"):
        card(selectionBehavior="any")


def test_c7_selection_behaviour_is_one_of_two_words() -> None:
    with pytest.raises(ValidationError, match="selectionBehavior"):
        card(suggestions=(SUGGESTION,), selectionBehavior="all")


def test_s2_a_suggestion_without_actions_is_refused() -> None:
    with pytest.raises(ValidationError, match="actions"):
        Suggestion(label="Order it", uuid="u", actions=())


def test_x1_an_action_creates_and_nothing_else() -> None:
    with pytest.raises(ValidationError, match="create"):
        Action.model_validate({"type": "delete", "description": "d", "resource": {}})


def test_l1_a_link_is_absolute() -> None:
    assert Link(label="Rule", url="https://example.org/x").type == "absolute"


def test_a_member_that_the_specification_does_not_have_is_refused() -> None:
    with pytest.raises(ValidationError, match="autoLaunchable"):
        Link.model_validate({"label": "a", "url": "b", "autoLaunchable": True})
