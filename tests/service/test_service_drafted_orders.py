"""An order that the clinician has drafted is not suggested again."""

from collections.abc import Iterator
from typing import Any

import pytest
from hook_calls import NOW, NUMB_FACE, SNOMED, STROKE_SERVICE, address, bundle, call

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings


@pytest.fixture
def whole(settings: Settings, engine: Engine, client: Any) -> Iterator[Any]:
    answering = Answering(engine, "https://rules.example")
    app = create_app(settings, engine.rulebook, answering, lambda: NOW)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


def suggested(whole: Any, *drafted: dict[str, Any]) -> set[str]:
    body = call("order-sign", draftOrders=bundle(*drafted))
    body["prefetch"]["conditions"] = bundle(NUMB_FACE)
    (card,) = whole.post(address("order-sign"), json=body).json()["cards"]
    return {
        suggestion["actions"][0]["resource"]["code"]["coding"][0]["code"]
        for suggestion in card.get("suggestions", ())
    }


def test_an_order_that_is_drafted_is_not_suggested_again(whole: Any) -> None:
    before = suggested(whole)

    after = suggested(whole, STROKE_SERVICE)

    assert before - after == {"306802002"}
    assert after


@pytest.mark.parametrize(
    "change",
    [
        {"status": "revoked"},
        {"doNotPerform": True},
        {"resourceType": "Task"},
        {"code": {"coding": [{"system": "urn:local", "code": "306802002"}]}},
    ],
)
def test_what_is_no_such_order_takes_no_suggestion_away(
    whole: Any, change: dict[str, Any]
) -> None:
    assert suggested(whole, STROKE_SERVICE | change) == suggested(whole)


def test_a_card_without_a_suggestion_left_has_no_selection_behaviour(
    whole: Any,
) -> None:
    drafted = [
        STROKE_SERVICE
        | {"id": f"s-{code}", "code": {"coding": [{"system": SNOMED, "code": code}]}}
        for code in suggested(whole)
    ]
    body = call("order-sign", draftOrders=bundle(*drafted))
    body["prefetch"]["conditions"] = bundle(NUMB_FACE)

    (card,) = whole.post(address("order-sign"), json=body).json()["cards"]

    assert card["indicator"] == "critical"
    assert {"suggestions", "selectionBehavior"}.isdisjoint(card)
