"""Rows R, A, H and N: what a call must have, and what it may."""

import logging
import time
from pathlib import Path
from typing import Any

import pytest
from conformance_calls import (
    CONTEXTS,
    INSTANCE,
    SERVICE,
    address,
    bundle,
    call,
    fires,
    places,
    problems,
)

from engine.service.hook_contexts import PATIENT_VIEW
from engine.service.hook_request import checked_request

EACH_HOOK = pytest.mark.parametrize("hook", CONTEXTS)


@pytest.mark.parametrize("name", ["hook", "hookInstance", "context"])
def test_r1_what_is_required_is_missed_by_name(client: Any, name: str) -> None:
    body = call()
    del body[name]

    response = client.post(SERVICE, json=body)

    assert (response.status_code, places(response)) == (400, [name])


def test_r3_a_call_without_prefetch_is_legal(client: Any) -> None:
    body = call()
    del body["prefetch"]

    assert client.post(SERVICE, json=body).status_code == 412


def test_r3_an_extension_is_let_pass(client: Any) -> None:
    body = call() | {"extension": {"com.example": {"a": 1}}}

    assert client.post(SERVICE, json=body).json() == {"cards": []}


def test_r4_a_second_call_of_an_instance_is_answered_alike(client: Any) -> None:
    first, second = (client.post(SERVICE, json=fires()) for _ in range(2))

    assert first.content == second.content


def test_r5_members_nobody_knows_are_ignored(client: Any) -> None:
    body = call() | {"user": "Practitioner/1", "new": [None]}
    body["context"]["new"] = {"a": []}

    assert client.post(SERVICE, json=body).json() == {"cards": []}


@EACH_HOOK
def test_r6_another_hook_is_400(client: Any, hook: str) -> None:
    response = client.post(address(hook), json=call(hook) | {"hook": "another"})

    assert (response.status_code, places(response)) == (400, ["hook"])


def test_r8_a_usual_chart_takes_less_than_500_ms(client: Any) -> None:
    results = [
        {
            "resourceType": "Observation",
            "id": str(number),
            "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "2951-2"}]},
            "valueQuantity": {"value": 140, "unit": "mmol/L"},
        }
        for number in range(150)
    ]
    body = fires() | {}
    body["prefetch"]["observations"] = bundle(*results)
    client.post(SERVICE, json=body)

    began = time.perf_counter()
    client.post(SERVICE, json=body)

    assert time.perf_counter() - began < 0.5


def test_a2_the_access_token_is_neither_kept_nor_logged(
    client: Any, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = fires() | {
        "fhirServer": "https://ehr.example/fhir",
        "fhirAuthorization": {
            "access_token": "very-secret-token",
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": "patient/Observation.rs",
            "subject": "pinprick",
        },
    }

    with caplog.at_level(logging.DEBUG):
        response = client.post(SERVICE, json=body)

    kept = b"".join(one.read_bytes() for one in database.parent.iterdir())
    assert response.status_code == 200
    assert "very-secret-token" not in caplog.text + response.text
    assert b"very-secret-token" not in kept


@EACH_HOOK
def test_h1_h2_h3_h4_h5_h6_h7_a_hook_with_its_context_is_answered(
    client: Any, hook: str
) -> None:
    response = client.post(address(hook), json=fires(hook))

    assert response.json()["cards"][0]["indicator"] == "critical"


@pytest.mark.parametrize(
    ("hook", "name"), [(h, name) for h, names in CONTEXTS.items() for name in names]
)
def test_h2_h3_h4_h5_h6_h7_what_a_context_requires_is_missed_by_name(
    client: Any, hook: str, name: str
) -> None:
    body = fires(hook)
    del body["context"][name]

    response = client.post(address(hook), json=body)

    assert (response.status_code, places(response)) == (400, [f"context.{name}"])


@EACH_HOOK
def test_h1_a_patient_is_required_of_every_hook(client: Any, hook: str) -> None:
    body = fires(hook)
    del body["context"]["patientId"]

    response = client.post(address(hook), json=body)

    assert (response.status_code, places(response)) == (400, ["context.patientId"])


@EACH_HOOK
def test_h8_a_missing_user_is_noted(client: Any, hook: str) -> None:
    body = fires(hook)
    del body["context"]["userId"]

    response = client.post(address(hook), json=body)

    noted = [one["place"] for one in problems(response)]
    assert (response.status_code, noted) == (200, ["context.userId"])


def test_h9_no_other_hook_is_offered(services: list[dict[str, Any]]) -> None:
    assert {one["hook"] for one in services} == set(CONTEXTS)


def test_n3_an_instance_that_is_no_uuid_is_noted(client: Any) -> None:
    response = client.post(SERVICE, json=call() | {"hookInstance": f"x{INSTANCE}"})

    noted = [one["place"] for one in problems(response)]
    assert (response.status_code, noted) == (200, ["hookInstance"])


def test_a2_no_token_is_held_when_fetching_is_over() -> None:
    access = {"access_token": "of-one-call", "token_type": "Bearer"}
    request = checked_request(call() | {"fhirAuthorization": access}, PATIENT_VIEW)

    later = request.completed(request.prefetch, ())

    assert "of-one-call" in str(request.body)
    assert "of-one-call" not in str(later)
