"""Over HTTP: what needs a token, what is open, and the bare 401."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_up_clients import (
    BASE,
    CALL,
    ISSUER,
    SECONDS,
    KeyServer,
    Signer,
    bearing,
    curve_signer,
    key_set,
)

from engine.service.state import Running

FEEDBACK = f"{CALL}/feedback"
Make = Callable[..., Any]


def test_a_call_with_a_token_is_answered(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    response = client.post(
        CALL, json=hook_request("fires"), headers=bearing(curve.token())
    )

    assert (response.status_code, len(response.json()["cards"])) == (200, 1)


def test_a_second_call_with_the_token_is_not(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    headers = bearing(curve.token())

    answers = [
        client.post(CALL, json=hook_request(), headers=headers).status_code
        for _ in range(2)
    ]

    assert answers == [200, 401]


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", CALL), ("post", FEEDBACK), ("post", "/evaluate")],
)
def test_what_computes_or_keeps_needs_a_token(
    client: Any, method: str, path: str
) -> None:
    assert client.request(method, path, json={}).status_code == 401


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/cds-services", "/", "/rules", "/static/room.css"]
)
def test_what_holds_no_record_is_open(client: Any, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/try", "/try/answer", "/try/changes", "/compare/check"]
)
def test_a_stranger_cannot_have_the_review_room_compute(client: Any, path: str) -> None:
    ours = {"Sec-Fetch-Site": "same-origin"}

    assert client.post(path, json={}, headers=ours).status_code == 401


def test_every_endpoint_is_closed_but_those_named_here(client: Any) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    asked = {
        (method, path): client.request(method, path, json={}).status_code
        for path, methods in paths.items()
        for method in methods
    }

    closed = {place for place, status in asked.items() if status == 401}
    assert set(asked) - closed == {
        ("get", "/"),
        ("get", "/cds-services"),
        ("get", "/compare"),
        ("get", "/try"),
        ("get", "/health"),
        ("get", "/ready"),
        ("get", "/rules"),
        ("get", "/rules/{rule_id}"),
        ("get", "/rules/{rule_id}.svg"),
        ("get", "/rules/{rule_id}/history"),
        ("get", "/rules/{rule_id}/mutants"),
        ("get", "/rules/{rule_id}/print"),
    }


def test_every_refusal_looks_the_same(
    client: Any, curve: Signer, other_curve: Signer, hook_request: Make
) -> None:
    tokens = [
        curve.token(exp=SECONDS - 3600),
        curve.token(iss="https://nobody.example"),
        curve.token(aud="https://elsewhere.example"),
        curve.token(without=["jti"]),
        other_curve.token(header={"kid": curve.kid}),
        other_curve.token(),
        "not.a.token",
    ]
    sent = [*map(bearing, tokens), {}, {"Authorization": "Basic dTpw"}]

    answers = [client.post(CALL, json=hook_request(), headers=one) for one in sent]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
    # The id of the request is drawn anew each time and says nothing of the token.
    ids = [answer.headers["x-request-id"].encode() for answer in answers]
    bodies = {one.content.replace(n, b"") for one, n in zip(answers, ids, strict=True)}
    assert len(bodies) == 1


def test_a_refusal_is_an_operation_outcome(client: Any) -> None:
    response = client.post(CALL, json={})

    assert response.headers["content-type"] == "application/fhir+json"
    assert response.json() == {
        "resourceType": "OperationOutcome",
        "id": response.headers["x-request-id"],
        "issue": [
            {
                "severity": "error",
                "code": "login",
                "details": {"text": "The call is not authenticated"},
            }
        ],
    }


def test_the_log_has_the_reason_and_nothing_of_the_token(
    client: Any, curve: Signer, caplog: pytest.LogCaptureFixture
) -> None:
    token = curve.token(iss="https://secret.example", jti="secret", tenant="secret")

    with caplog.at_level(logging.DEBUG, logger="pinprick"):
        client.post(CALL, json={}, headers=bearing(token))

    reason, request = caplog.records
    assert reason.getMessage() == "a call was refused: the issuer is not on the list"
    assert "secret" not in str(request.__dict__)


def test_an_unknown_service_is_401_before_it_is_404(client: Any, curve: Signer) -> None:
    path = "/cds-services/nobody"
    headers = bearing(curve.token(aud=BASE + path))

    without = client.post(path, json={}).status_code
    with_token = client.post(path, json={}, headers=headers).status_code

    assert (without, with_token) == (401, 404)


def test_a_browser_may_send_the_authorization_header(client: Any) -> None:
    asked = {
        "Origin": "http://localhost:3000",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }

    response = client.options(CALL, headers=asked)

    assert response.status_code == 200
    assert "authorization" in response.headers["access-control-allow-headers"].lower()


def test_a_browser_can_read_that_it_was_refused(client: Any) -> None:
    origin = "http://localhost:3000"

    response = client.post(CALL, json={}, headers={"Origin": origin})

    assert (response.status_code, response.headers["access-control-allow-origin"]) == (
        401,
        origin,
    )


def test_a_large_body_without_a_token_is_not_taken_from_the_wire(client: Any) -> None:
    taken: list[int] = []
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        taken.append(1)
        return {"type": "http.request", "body": b" " * 65536, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": CALL,
        "raw_path": CALL.encode(),
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8080),
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(client.app(scope, receive, send))

    assert (sent[0]["status"], taken) == (401, [])


def test_a_store_that_fails_is_503_and_readiness_says_so(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    running: Running = client.app.state.running
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("DROP TABLE used_token")

    response = client.post(CALL, json=hook_request(), headers=bearing(curve.token()))

    assert (response.status_code, list(running.readiness.reasons)) == (
        503,
        ["the use of a token could not be kept"],
    )


def test_readiness_recovers_with_the_store(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    running: Running = client.app.state.running
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE used_token RENAME TO gone")
    headers = bearing(curve.token())
    before = client.post(CALL, json=hook_request(), headers=headers).status_code
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE gone RENAME TO used_token")

    after = client.post(CALL, json=hook_request(), headers=headers).status_code

    assert (before, after, running.readiness.reasons) == (503, 200, {})


def test_two_authorization_headers_are_refused(
    client: Any, curve: Signer, hook_request: Make
) -> None:
    token = f"Bearer {curve.token()}"
    twice = [("Authorization", token), ("Authorization", token)]

    assert client.post(CALL, json=hook_request(), headers=twice).status_code == 401


def test_keys_that_cannot_be_fetched_are_401_and_readiness_says_so(
    served: Make,
    with_clients: Make,
    key_server: KeyServer,
    curve: Signer,
    hook_request: Make,
) -> None:
    key_server.status = 500
    settings = with_clients({"iss": ISSUER, "jku": [key_server.url]})

    with served(settings) as service:
        headers = bearing(curve.token())
        call = service.post(CALL, json=hook_request(), headers=headers)
        ready = service.get("/ready")

    assert (call.status_code, ready.status_code) == (401, 503)
    assert "no signing keys from auth_clients[0].jku[0]" in ready.text
    assert key_server.url not in ready.text


def test_fetched_keys_serve_several_calls(
    served: Make,
    with_clients: Make,
    key_server: KeyServer,
    hook_request: Make,
) -> None:
    signer = curve_signer("fetched")
    key_server.body = key_set(signer.public)
    settings = with_clients({"iss": ISSUER, "jku": [key_server.url]})

    with served(settings) as service:
        answers = [
            service.post(
                CALL, json=hook_request(), headers=bearing(signer.token(jti=jti))
            ).status_code
            for jti in ("1", "2", "3")
        ]

    assert (answers, len(key_server.asked)) == ([200, 200, 200], 1)


def test_a_file_of_keys_is_read_once_at_the_start(
    client: Any, curve: Signer, tmp_path: Path, hook_request: Make
) -> None:
    (tmp_path / "agreed.json").unlink()

    response = client.post(CALL, json=hook_request(), headers=bearing(curve.token()))

    assert response.status_code == 200
