"""Over HTTP: the address a token is for, and what settings open or close."""

from collections.abc import Callable
from typing import Any

import pytest
from made_up_clients import BASE, CALL, ENDPOINT, Signer, bearing

from engine.service.auth.exposure import ExposureError

FEEDBACK = f"{CALL}/feedback"
ACCEPTED = {
    "card": "11111111-1111-5111-8111-111111111111",
    "outcome": "accepted",
    "acceptedSuggestions": [{"id": "s-1"}],
    "outcomeTimestamp": "2026-01-31T12:00:00Z",
}
BUNDLE = {"resourceType": "Bundle", "id": "quiet"}
Make = Callable[..., Any]


def test_a_token_of_another_endpoint_is_refused(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    headers = bearing(curve.token(aud=f"{BASE}/cds-services"))

    assert client.post(CALL, json=hook_request(), headers=headers).status_code == 401


@pytest.mark.parametrize("aud", [ENDPOINT, f"{ENDPOINT}/feedback"])
def test_feedback_is_signed_for_its_own_address_or_the_services(
    client: Any, curve: Signer, aud: str
) -> None:
    headers = bearing(curve.token(aud=aud))

    response = client.post(FEEDBACK, json={"feedback": [ACCEPTED]}, headers=headers)

    assert response.status_code == 200


def test_a_token_for_feedback_is_no_token_for_the_call(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    headers = bearing(curve.token(aud=f"{ENDPOINT}/feedback"))

    assert client.post(CALL, json=hook_request(), headers=headers).status_code == 401


def test_the_public_address_is_the_audience(
    served: Make, with_clients: Make, agreed: Make, curve: Signer, hook_request: Make
) -> None:
    public = "https://cds.example/pinprick"
    settings = with_clients(agreed(), public_base_url=public + "/")
    token = curve.token(aud=public + CALL)

    with served(settings) as service:
        response = service.post(CALL, json=hook_request(), headers=bearing(token))

    assert response.status_code == 200


def test_the_host_header_does_not_choose_the_audience(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    token = curve.token(aud=f"http://elsewhere.example{CALL}")
    headers = {**bearing(token), "Host": "elsewhere.example"}

    assert client.post(CALL, json=hook_request(), headers=headers).status_code == 401


def test_a_further_audience_can_be_set(
    served: Make, with_clients: Make, agreed: Make, curve: Signer, hook_request: Make
) -> None:
    settings = with_clients(agreed(), auth_audiences=("https://cds.example",))
    token = curve.token(aud="https://cds.example")

    with served(settings) as service:
        response = service.post(CALL, json=hook_request(), headers=bearing(token))

    assert response.status_code == 200


def test_discovery_can_be_closed(
    served: Make, with_clients: Make, agreed: Make, curve: Signer
) -> None:
    headers = bearing(curve.token(aud=f"{BASE}/cds-services"))

    with served(with_clients(agreed(), auth_discovery=True)) as service:
        without = service.get("/cds-services").status_code
        with_token = service.get("/cds-services", headers=headers).status_code

    assert (without, with_token) == (401, 200)


def test_open_discovery_does_not_look_at_a_token(client: Any) -> None:
    response = client.get("/cds-services", headers=bearing("not.a.token"))

    assert response.status_code == 200


def test_evaluate_takes_a_token_for_itself(client: Any, curve: Signer) -> None:
    headers = bearing(curve.token(aud=f"{BASE}/evaluate"))

    assert client.post("/evaluate", json=BUNDLE, headers=headers).status_code == 200


def test_evaluate_can_be_opened(served: Make, with_clients: Make, agreed: Make) -> None:
    with served(with_clients(agreed(), auth_evaluate=False)) as service:
        assert service.post("/evaluate", json=BUNDLE).status_code == 200


def test_nobody_is_asked_for_a_token_where_no_client_is_named(
    served: Make, with_clients: Make, hook_request: Make
) -> None:
    with served(with_clients()) as service:
        assert service.post(CALL, json=hook_request()).status_code == 200


def test_a_service_for_strangers_does_not_start_without_clients(
    served: Make, with_clients: Make
) -> None:
    with pytest.raises(ExposureError):
        served(with_clients(host="0.0.0.0"))
