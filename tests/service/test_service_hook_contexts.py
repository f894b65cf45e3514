"""Each hook has its own service, its own context, and brings its records."""

from collections.abc import Iterator
from typing import Any

import pytest
from hook_calls import (
    BOOKED,
    EACH_HOOK,
    IDS,
    MISSING,
    NOW,
    NUMB_FACE,
    STROKE_SERVICE,
    address,
    bundle,
    call,
    odd,
    places,
)

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


def test_every_hook_has_a_service_of_its_own_id(client: Any) -> None:
    services = client.get("/cds-services").json()["services"]

    assert {one["hook"]: one["id"] for one in services} == IDS


@EACH_HOOK
def test_a_service_answers_its_own_hook(client: Any, hook: str) -> None:
    response = client.post(address(hook), json=call(hook))

    assert (response.status_code, response.json()) == (200, {"cards": []})


@EACH_HOOK
def test_a_service_refuses_every_other_hook(client: Any, hook: str) -> None:
    others = [client.post(address(o), json=call(hook)) for o in IDS if o != hook]

    assert {response.status_code for response in others} == {400}
    assert all("hook" in places(response) for response in others)


@pytest.mark.parametrize(("hook", "name"), MISSING)
@pytest.mark.parametrize("is_null", [True, False])
def test_what_a_hook_requires_is_missed_by_name(
    client: Any, hook: str, name: str, is_null: bool
) -> None:
    body = call(hook, **{name: None})
    if not is_null:
        del body["context"][name]

    response = client.post(address(hook), json=body)

    assert (response.status_code, places(response)) == (400, [f"context.{name}"])


@pytest.mark.parametrize(("hook", "name"), MISSING)
def test_what_a_hook_requires_has_its_type(client: Any, hook: str, name: str) -> None:
    response = client.post(address(hook), json=call(hook, **{name: 7}))

    assert (response.status_code, places(response)) == (400, [f"context.{name}"])


@EACH_HOOK
def test_a_missing_user_is_noted_and_answered(client: Any, hook: str) -> None:
    response = client.post(address(hook), json=call(hook, userId=None))

    assert (response.status_code, odd(response)) == (200, ["context.userId"])


@EACH_HOOK
def test_members_that_a_hook_does_not_name_are_kept_out(client: Any, hook: str) -> None:
    body = call(hook, conditionsOfTheEhr=[None], encounterId="Encounter/2")

    response = client.post(address(hook), json=body)

    assert (response.status_code, response.json()) == (200, {"cards": []})


def test_an_array_in_place_of_the_bundle_is_noted_and_read(whole: Any) -> None:
    hook = "problem-list-item-create"

    response = whole.post(address(hook), json=call(hook, conditions=[NUMB_FACE]))

    assert odd(response) == ["context.conditions"]
    assert response.json()["cards"][0]["indicator"] == "critical"


def test_a_selection_without_its_order_is_noted(client: Any) -> None:
    body = call(
        "order-select",
        draftOrders=bundle(STROKE_SERVICE),
        selections=["ServiceRequest/s1", "ServiceRequest/s2", 3],
    )

    response = client.post(address("order-select"), json=body)

    assert odd(response) == ["context.selections[1]", "context.selections[2]"]


def test_the_old_form_of_a_prefetch_value_is_noted_and_read(whole: Any) -> None:
    body = call("patient-view")
    body["prefetch"]["conditions"] = {
        "response": {"status": "200 OK"},
        "resource": bundle(NUMB_FACE),
    }

    response = whole.post(address("patient-view"), json=body)

    assert odd(response) == ["prefetch.conditions"]
    assert response.json()["cards"][0]["indicator"] == "critical"


@pytest.mark.parametrize(
    ("hook", "context"),
    [
        ("problem-list-item-create", {"conditions": bundle(NUMB_FACE)}),
        ("order-sign", {"draftOrders": bundle(NUMB_FACE)}),
        ("appointment-book", {"appointments": bundle(BOOKED)}),
    ],
)
def test_what_the_context_brings_is_evaluated_with_the_records(
    whole: Any, hook: str, context: dict[str, Any]
) -> None:
    with_it = whole.post(address(hook), json=call(hook, **context)).json()["cards"]
    without = whole.post(address(hook), json=call(hook)).json()["cards"]

    assert [card["indicator"] for card in with_it] == ["critical"]
    assert without == []


def test_a_resource_in_context_and_prefetch_counts_once(whole: Any) -> None:
    hook = "problem-list-item-create"
    body = call(hook, conditions=bundle(NUMB_FACE))
    alone = whole.post(address(hook), json=body).json()

    body["prefetch"]["conditions"] = bundle(NUMB_FACE)

    assert whole.post(address(hook), json=body).json() == alone


def test_another_patients_draft_is_not_evaluated(whole: Any) -> None:
    hook = "problem-list-item-create"
    foreign = NUMB_FACE | {"subject": {"reference": "Patient/2"}}

    response = whole.post(address(hook), json=call(hook, conditions=bundle(foreign)))

    assert response.status_code == 412


def test_a_new_condition_is_no_substitute_for_the_recorded_ones(whole: Any) -> None:
    hook = "problem-list-item-create"
    body = call(hook, conditions=bundle(NUMB_FACE | {"code": {"text": "Gout"}}))
    del body["prefetch"]["conditions"]

    response = whole.post(address(hook), json=body)

    assert (response.status_code, places(response)) == (412, ["prefetch.conditions"])


def test_feedback_goes_to_the_service_of_the_hook(client: Any) -> None:
    entry = {
        "card": "9368d37b-283f-44a0-93ea-547cebab93ed",
        "outcome": "overridden",
        "outcomeTimestamp": "2026-01-31T12:01:00Z",
    }

    response = client.post(
        f"{address('order-sign')}/feedback", json={"feedback": [entry]}
    )

    assert response.status_code == 200
