"""What stands around every answer: headers, CORS, 500, readiness, OpenAPI."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

CALL = "/cds-services/numbness-red-flags"
BREAKS = {"resourceType": "Bundle", "id": "breaks"}
INLINE_SCRIPT = r'<script(?! type="module" src="/static/)'
LOOPBACK = [
    "http://localhost:8080",
    "https://localhost",
    "http://127.0.0.1:3000",
    "https://127.0.0.1:443",
    "http://[::1]:5173",
]


def test_a_fault_of_ours_is_500_without_details(client: Any) -> None:
    response = client.post("/evaluate", json=BREAKS)

    (issue,) = response.json()["issue"]
    assert (response.status_code, issue["code"]) == (500, "exception")
    assert "Secret" not in response.text
    assert client.get("/health").status_code == 200


def test_a_fault_is_logged_by_type_and_line_without_its_message(
    client: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.post("/evaluate", json=BREAKS)

    assert response.headers["x-request-id"] in caplog.text
    assert "ValueError at " in caplog.text
    assert "conftest.py:" in caplog.text
    assert "Secret" not in caplog.text


def test_a_patient_in_the_query_is_not_logged(
    client: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="pinprick"):
        client.post("/evaluate?patient=id-of-a-person", json=BREAKS)

    assert "id-of-a-person" not in caplog.text


@pytest.mark.parametrize("address", ["/", "/health", "/cds-services", "/nothing"])
def test_every_answer_has_an_id_and_is_not_cached_or_sniffed(
    client: Any, address: str
) -> None:
    headers = client.get(address).headers

    assert len(headers["x-request-id"]) == 32
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/health", "/cds-services", "/nothing"])
def test_no_answer_but_a_page_may_run_a_script(client: Any, address: str) -> None:
    headers = client.get(address).headers

    assert "script" not in headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/", "/rules"])
def test_a_page_runs_scripts_of_ours_and_holds_none(client: Any, address: str) -> None:
    page = client.get(address)

    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "<style" not in page.text and "style=" not in page.text
    assert not re.search(INLINE_SCRIPT, page.text)


def test_two_requests_have_two_ids(client: Any) -> None:
    ids = {client.get("/health").headers["x-request-id"] for _ in range(2)}

    assert len(ids) == 2


@pytest.mark.parametrize("origin", LOOPBACK)
@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/cds-services"), ("POST", CALL), ("POST", f"{CALL}/feedback")],
)
def test_a_loopback_origin_may_call_with_a_token(
    client: Any, origin: str, method: str, address: str
) -> None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, content-type",
    }

    response = client.options(address, headers=headers)

    assert (response.status_code, response.headers["access-control-allow-origin"]) == (
        200,
        origin,
    )


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://evil.example:80/localhost",
        "null",
    ],
)
def test_another_origin_may_not(client: Any, origin: str) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}

    preflight = client.options(CALL, headers=headers)
    plain = client.get("/cds-services", headers={"Origin": origin})

    assert (preflight.status_code, preflight.json()["resourceType"]) == (
        400,
        "OperationOutcome",
    )
    assert "access-control-allow-origin" not in preflight.headers
    assert "access-control-allow-origin" not in plain.headers


@pytest.mark.parametrize(
    "body", [BREAKS, {"resourceType": "Bundle", "id": "x" * 2**21}]
)
def test_a_browser_can_read_a_500_and_a_413(client: Any, body: dict[str, str]) -> None:
    response = client.post("/evaluate", json=body, headers={"Origin": LOOPBACK[0]})

    assert response.status_code in (413, 500)
    assert response.headers["access-control-allow-origin"] == LOOPBACK[0]


def test_health_says_mode_signature_versions_and_digest(client: Any) -> None:
    body = client.get("/health").json()

    assert (body["status"], body["mode"], body["signature"]) == (
        "ok",
        "evaluation",
        "Not clinically signed",
    )
    assert body["rules"]["digest"] == "sha256:tiny"
    assert {"pinprick", "python", "durable_rules"} <= set(body["versions"])


def test_a_service_without_faults_is_ready(client: Any) -> None:
    response = client.get("/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


def test_a_disagreement_is_answered_logged_and_ends_readiness(
    client: Any, caplog: pytest.LogCaptureFixture, hook_request: Callable[..., Any]
) -> None:
    answered = client.post(CALL, json=hook_request("disagrees"))

    ready = client.get("/ready")
    assert (answered.status_code, ready.status_code) == (200, 503)
    assert "urgent/face" in caplog.text
    assert "urgent/face" in ready.json()["issue"][0]["details"]["text"]


def test_openapi_describes_every_endpoint_with_bodies_and_errors(client: Any) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    call = paths["/cds-services/{service_id}"]["post"]
    assert {"200", "400", "404", "412", "413", "415"} <= set(call["responses"])
    assert "application/fhir+json" in call["requestBody"]["content"]
    assert {p["name"] for p in paths["/evaluate"]["post"]["parameters"]} == {
        "now",
        "patient",
        "validate",
    }
    assert {"/cds-services", "/health", "/ready", "/rules", "/"} <= set(paths)


def test_the_first_page_links_what_there_is(client: Any) -> None:
    page = client.get("/")

    assert page.headers["content-type"].startswith("text/html")
    assert "Not clinically signed" in page.text
    for address in ("/rules", "/cds-services", "/openapi.json"):
        assert f'href="{address}"' in page.text
