"""A hook call with a missing prefetch key: fetched, answered, or 412 with why."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fhir_calls import EMPTY, TOKEN, hook_body
from misbehaving import Misbehaving

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

CALL = "/cds-services/numbness-red-flags"
NOW = datetime.fromisoformat("2026-01-31T12:00:00Z")
Serve = Callable[..., Any]


@pytest.fixture
def serve(settings: Settings, engine: Engine, client: Any) -> Serve:
    """Makes a client of the service that may fetch from a base URL's origin."""

    def make(base: str, **more: Any) -> Any:
        origin = str(httpx.URL(base).copy_with(path="/"))
        given = {"fhir_loopback": True, "fhir_origins": origin} | more
        own = Settings.model_validate(settings.model_dump() | given)
        answering = Answering(engine, "https://rules.example")
        app = create_app(own, engine.rulebook, answering, lambda: NOW)
        return type(client)(app, raise_server_exceptions=False)

    return make


def critical(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    (card,) = [c for c in response.json()["cards"] if c["indicator"] == "critical"]
    return card


def test_a_call_without_prefetch_is_answered_from_the_fhir_server(
    medplum: str, serve: Serve
) -> None:
    body = hook_body(medplum)
    del body["prefetch"]

    with serve(medplum) as service:
        response = service.post(CALL, json=body)

    assert "stroke" in critical(response)["summary"].lower()
    assert "extension" not in response.json()


def test_the_answer_is_the_one_to_the_same_records_in_the_prefetch(
    medplum: str, serve: Serve
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    got = {
        key: httpx.get(f"{medplum}/{query}", headers=headers).json()
        for key, query in (
            ("patient", "Patient/1"),
            ("conditions", "Condition?patient=1"),
        )
    }

    with serve(medplum) as service:
        keys = service.get("/cds-services").json()["services"][0]["prefetch"]
        sent = dict.fromkeys(keys, EMPTY) | got
        whole = service.post(CALL, json=hook_body(medplum, sent))
        fetched = service.post(CALL, json=hook_body(medplum))

    assert fetched.json()["cards"] == whole.json()["cards"]


def test_one_missing_key_is_fetched(medplum: str, serve: Serve) -> None:
    with serve(medplum) as service:
        response = service.post(CALL, json=hook_body(medplum, {"observations": EMPTY}))

    assert "stroke" in critical(response)["summary"].lower()


def test_what_cannot_be_had_is_412_with_the_key_and_why(
    medplum: str, serve: Serve
) -> None:
    body = hook_body(medplum)
    body["fhirAuthorization"]["access_token"] = "refused-token"

    with serve(medplum) as service:
        response = service.post(CALL, json=body)

    issues = response.json()["issue"]
    places = [issue["expression"] for issue in issues]
    assert (response.status_code, response.json()["resourceType"], places) == (
        412,
        "OperationOutcome",
        [["prefetch.conditions"], ["prefetch.observations"]],
    )
    assert all("(401)" in issue["details"]["text"] for issue in issues)
    assert "refused-token" not in response.text


def test_what_cannot_be_had_stands_on_the_card_of_a_rule_that_fires(
    medplum: str, misbehaving: Misbehaving, serve: Serve
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    found = httpx.get(f"{medplum}/Condition?patient=1", headers=headers).json()
    base = misbehaving.base("drip")

    with serve(base, fhir_seconds=0.3) as service:
        response = service.post(CALL, json=hook_body(base, {"conditions": found}))

    detail = critical(response)["detail"]
    assert "prefetch.observations" in detail
    assert "could not be fetched" in detail


def test_nothing_recorded_at_the_server_is_an_empty_list(
    misbehaving: Misbehaving, serve: Serve
) -> None:
    base = misbehaving.base("empty")
    body = hook_body(base, {"patient": None})

    with serve(base) as service:
        response = service.post(CALL, json=body)

    assert (response.status_code, response.json()) == (200, {"cards": []})


@pytest.mark.parametrize(
    "way", ["forever", "linked-elsewhere", "circle", "then-html", "outcome", "html"]
)
def test_what_was_not_read_to_its_end_is_never_an_empty_list(
    misbehaving: Misbehaving, serve: Serve, way: str
) -> None:
    base = misbehaving.base(way)

    with serve(base, fhir_max_pages=3) as service:
        response = service.post(CALL, json=hook_body(base, {"patient": None}))

    assert response.status_code == 412 or response.json()["cards"] != []


def test_a_server_that_is_not_listed_gets_no_request(
    misbehaving: Misbehaving, serve: Serve
) -> None:
    base = misbehaving.base("empty")

    with serve("https://ehr.example") as service:
        response = service.post(CALL, json=hook_body(base))

    assert (response.status_code, misbehaving.seen) == (412, [])
    assert "PINPRICK_FHIR_ORIGINS" in response.text
    assert "127.0.0.1" not in response.text


def test_no_listed_origin_means_no_request_and_health_says_so(
    misbehaving: Misbehaving, client: Any
) -> None:
    response = client.post(CALL, json=hook_body(misbehaving.base("empty")))

    said = client.get("/health").json()["fhir_server"]
    assert (response.status_code, misbehaving.seen) == (412, [])
    assert (said["fallback"], "PINPRICK_FHIR_ORIGINS" in said["why"]) == ("off", True)


def test_a_call_leaves_no_token_and_no_patient_in_the_log(
    medplum: str, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    body = hook_body(medplum)
    with serve(medplum) as service:
        caplog.set_level(logging.DEBUG)

        response = service.post(CALL, json=body)

    assert response.status_code == 200
    for secret in (TOKEN, "patient=1", "Patient/1", "numb"):
        assert secret not in caplog.text
    assert TOKEN not in response.text


def test_no_token_is_kept_in_the_database(
    medplum: str, serve: Serve, settings: Settings
) -> None:
    with serve(medplum) as service:
        critical(service.post(CALL, json=hook_body(medplum)))

    file = settings.database_url.get_secret_value().removeprefix("sqlite:///")
    assert TOKEN.encode() not in Path(file).read_bytes()
