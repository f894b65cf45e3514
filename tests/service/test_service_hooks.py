"""CDS Hooks over HTTP: discovery, the call, 412 where silence would mislead."""

from collections.abc import Callable
from typing import Any

import pytest

CALL = "/cds-services/numbness-red-flags"
Make = Callable[..., dict[str, Any]]


def places(response: Any) -> list[str]:
    return [
        place for issue in response.json()["issue"] for place in issue["expression"]
    ]


def test_discovery_names_the_patient_view_service_first(client: Any) -> None:
    response = client.get("/cds-services")

    service, *_ = response.json()["services"]
    assert (response.status_code, service["id"], service["hook"]) == (
        200,
        "numbness-red-flags",
        "patient-view",
    )


def test_discovery_has_every_required_string_and_no_empty_value(client: Any) -> None:
    services = client.get("/cds-services").json()["services"]

    required = {"id", "hook", "title", "description", "prefetch"}
    assert all(required <= set(service) for service in services)
    assert all(all(service.values()) for service in services)


def test_a_call_answers_with_the_cards(client: Any, hook_request: Make) -> None:
    response = client.post(CALL, json=hook_request("fires"))

    (card,) = response.json()["cards"]
    assert (response.status_code, card["indicator"]) == (200, "critical")
    assert response.headers["content-type"] == "application/json"


def test_a_quiet_answer_is_an_empty_list_and_nothing_else(
    client: Any, hook_request: Make
) -> None:
    response = client.post(CALL, json=hook_request("quiet"))

    assert (response.status_code, response.json()) == (200, {"cards": []})


def test_data_problems_travel_in_the_extension(client: Any, hook_request: Make) -> None:
    response = client.post(CALL, json=hook_request("problem"))

    (problem,) = response.json()["extension"]["org.pinprick.problems"]
    assert problem["place"] == "entry[0].resource.code"


def test_an_unknown_service_is_404(client: Any, hook_request: Make) -> None:
    response = client.post("/cds-services/nobody", json=hook_request())

    assert (response.status_code, response.json()["issue"][0]["code"]) == (
        404,
        "not-found",
    )


def test_the_wrong_hook_is_400_with_the_right_one(
    client: Any, hook_request: Make
) -> None:
    body = hook_request() | {"hook": "order-sign"}

    response = client.post(CALL, json=body)

    assert (response.status_code, places(response)) == (400, ["hook"])
    assert "patient-view" in response.json()["issue"][0]["details"]["text"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"hook": None}, ["hook"]),
        ({"hook": 7}, ["hook"]),
        ({"hookInstance": None}, ["hookInstance"]),
        ({"hookInstance": ""}, ["hookInstance"]),
        ({"context": None}, ["context"]),
        ({"context": []}, ["context"]),
        ({"context": {"userId": "Practitioner/1"}}, ["context.patientId"]),
        ({"context": {"patientId": 12}}, ["context.patientId"]),
        ({"context": {"patientId": "Practitioner/1"}}, ["context.patientId"]),
        ({"context": {"patientId": "a b"}}, ["context.patientId"]),
        ({"prefetch": []}, ["prefetch"]),
        ({"hook": None, "hookInstance": None}, ["hook", "hookInstance"]),
    ],
)
def test_what_cannot_be_answered_is_400_with_every_place(
    client: Any, hook_request: Make, change: dict[str, Any], expected: list[str]
) -> None:
    response = client.post(CALL, json=hook_request() | change)

    assert (response.status_code, places(response)) == (400, expected)


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null"])
def test_a_body_that_is_no_object_is_400(client: Any, body: str) -> None:
    headers = {"Content-Type": "application/json"}

    response = client.post(CALL, content=body, headers=headers)

    assert (response.status_code, response.json()["issue"][0]["code"]) == (
        400,
        "structure",
    )


@pytest.mark.parametrize(
    ("change", "odd"),
    [
        ({"context": {"patientId": "Patient/1", "userId": "u/1"}}, "context.patientId"),
        ({"context": {"patientId": "1"}}, "context.userId"),
        ({"hookInstance": "not-a-uuid"}, "hookInstance"),
        ({"fhirAuthorization": {"access_token": "t"}}, "fhirServer"),
    ],
)
def test_what_is_odd_is_accepted_and_said(
    client: Any, hook_request: Make, change: dict[str, Any], odd: str
) -> None:
    response = client.post(CALL, json=hook_request("fires") | change)

    problems = response.json()["extension"]["org.pinprick.problems"]
    said = [problem["place"] for problem in problems]
    assert all("" not in problem.values() for problem in problems)
    assert (response.status_code, said) == (200, [odd])


@pytest.mark.parametrize(
    "change",
    [
        {"fhirServer": "https://ehr.example/fhir"},
        {"user": "Practitioner/1", "somethingNew": {"a": [1]}},
        {"extension": {"org.example": {"x": 1}}},
        {"context": {"patientId": "1", "userId": "u/1", "encounterId": "Encounter/2"}},
    ],
)
def test_what_others_send_besides_is_accepted_without_a_word(
    client: Any, hook_request: Make, change: dict[str, Any]
) -> None:
    response = client.post(CALL, json=hook_request("fires") | change)

    assert (response.status_code, set(response.json())) == (200, {"cards"})


def test_fhir_json_with_a_charset_is_accepted(client: Any, hook_request: Make) -> None:
    headers = {"Content-Type": "application/fhir+json; charset=utf-8"}

    response = client.post(CALL, json=hook_request(), headers=headers)

    assert response.status_code == 200


def test_missing_data_and_no_word_of_any_rule_is_412_with_the_keys(
    client: Any, hook_request: Make
) -> None:
    body = hook_request()
    del body["prefetch"]

    response = client.post(CALL, json=body)

    assert (response.status_code, places(response)) == (
        412,
        ["prefetch.conditions", "prefetch.observations"],
    )


def test_a_failed_key_is_412_as_a_missing_one(client: Any, hook_request: Make) -> None:
    body = hook_request()
    body["prefetch"]["conditions"] = "failed"

    response = client.post(CALL, json=body)

    assert (response.status_code, places(response)) == (412, ["prefetch.conditions"])


@pytest.mark.parametrize("say", ["fires", "asks"])
def test_missing_data_does_not_silence_a_rule_that_speaks(
    client: Any, hook_request: Make, say: str
) -> None:
    body = hook_request(say)
    del body["prefetch"]["conditions"]

    assert client.post(CALL, json=body).status_code == 200


def test_only_another_patients_records_is_412(client: Any, hook_request: Make) -> None:
    response = client.post(CALL, json=hook_request("foreign"))

    assert (response.status_code, places(response)) == (412, ["context.patientId"])


def test_a_large_body_is_answered_as_a_small_one(
    client: Any, hook_request: Make
) -> None:
    body = hook_request("fires") | {"extension": {"pad": "x" * 300_000}}

    response = client.post(CALL, json=body)

    assert (response.status_code, len(response.json()["cards"])) == (200, 1)
