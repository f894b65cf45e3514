"""Rows F, P8 and T12: feedback, refusals, browsers."""

from typing import Any

import pytest
from conformance_calls import OUTCOME, SERVICE, call, feedback, places

FEEDBACK = f"{SERVICE}/feedback"
SUGGESTION = [{"id": "e56e1945-20b3-4393-8503-a1a20fd73152"}]
CODE = {"code": "patient-refuses"}


def test_f1_f6_f7_feedback_is_an_array(client: Any) -> None:
    assert client.post(FEEDBACK, json=feedback()).status_code == 200
    assert client.post(FEEDBACK, json=[]).status_code == 400


@pytest.mark.parametrize("name", ["card", "outcome", "outcomeTimestamp"])
def test_f2_what_is_required_is_missed_by_name(client: Any, name: str) -> None:
    response = client.post(FEEDBACK, json=feedback(**{name: None}))

    assert (response.status_code, places(response)) == (400, [f"feedback[0].{name}"])


@pytest.mark.parametrize(
    ("suggestions", "status"), [(None, 400), ([], 400), (SUGGESTION, 200)]
)
def test_f3_an_accepted_card_names_its_suggestions(
    client: Any, suggestions: object, status: int
) -> None:
    body = feedback(outcome="accepted", acceptedSuggestions=suggestions)

    assert client.post(FEEDBACK, json=body).status_code == status


@pytest.mark.parametrize(
    "reason",
    [{"reason": CODE}, {"userComment": "no"}, {"reason": CODE | {"system": "x"}}],
)
def test_f4_a_reason_may_lack_its_display(client: Any, reason: dict[str, Any]) -> None:
    response = client.post(FEEDBACK, json=feedback(overrideReason=reason))

    assert response.status_code == 200


def test_f5_several_cards_and_the_same_again_are_accepted(client: Any) -> None:
    both = {"feedback": feedback()["feedback"] + feedback(card="another")["feedback"]}

    statuses = [client.post(FEEDBACK, json=both).status_code for _ in range(2)]

    assert statuses == [200, 200]


def refused(client: Any) -> list[Any]:
    return [
        client.get("/nothing"),
        client.get(SERVICE),
        client.post(f"{SERVICE}-none", json=call()),
        client.post(SERVICE, json=[]),
        client.post(SERVICE, content=b"{"),
        client.post(SERVICE, content=b"{", headers={"Content-Type": "text/plain"}),
        client.post(SERVICE, json=call(conditions=OUTCOME)),
        client.post(SERVICE, json=call() | {"pad": "x" * 17_000_000}),
        client.post("/evaluate?when=now", json={"resourceType": "Bundle"}),
        client.options(
            SERVICE,
            headers={
                "Origin": "https://evil.example",
                "Access-Control-Request-Method": "POST",
            },
        ),
    ]


def test_p8_every_refusal_is_an_operation_outcome(client: Any) -> None:
    answers = refused(client)

    assert {answer.status_code for answer in answers} == {400, 404, 405, 412, 413, 415}
    assert {answer.json()["resourceType"] for answer in answers} == {"OperationOutcome"}
    assert all(answer.json()["issue"][0]["details"]["text"] for answer in answers)


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/cds-services"), ("POST", SERVICE), ("POST", FEEDBACK)],
)
def test_t12_a_browser_may_send_a_token(client: Any, method: str, address: str) -> None:
    headers = {
        "Origin": "http://localhost:8080",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, content-type",
    }

    response = client.options(address, headers=headers)

    allowed = response.headers["access-control-allow-headers"].lower()
    assert response.status_code == 200
    assert {"authorization", "content-type"} <= set(allowed.split(", "))
