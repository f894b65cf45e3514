"""`POST /evaluate`: the query, the answer, never a 412."""

from typing import Any

import pytest
from starlette.datastructures import QueryParams

from engine.service.query import asked
from engine.service.refusal import Refusal

SEVERAL = {"resourceType": "Bundle", "id": "several"}


def ask(client: Any, query: str = "", **resource: str) -> Any:
    body = {"resourceType": "Bundle", "id": "when"} | resource
    return client.post(f"/evaluate{query}", json=body)


def test_the_answer_has_cards_outcomes_and_problems(client: Any) -> None:
    response = ask(client, id="fires")

    body = response.json()
    assert (response.status_code, set(body)) == (200, {"cards", "outcomes", "problems"})
    assert set(body["outcomes"][0]) >= {
        "rule",
        "version",
        "outcome",
        "urgency",
        "reasons",
        "missing",
        "near",
    }


def test_a_problem_has_its_place_and_reference(client: Any) -> None:
    (problem,) = ask(client, id="problem").json()["problems"]

    assert problem == {
        "code": "shape",
        "place": "entry[0].resource.code",
        "reference": "Condition/1",
        "text": "Not read.",
        "blocking": True,
    }


def test_another_patients_records_are_200_and_no_cards(client: Any) -> None:
    response = ask(client, id="foreign")

    assert (response.status_code, response.json()["cards"]) == (200, [])


def test_the_clock_is_now_without_a_query(client: Any) -> None:
    (outcome,) = ask(client).json()["outcomes"]

    assert outcome["near"] == ["2026-01-31T12:00:00+00:00", "None"]


def test_the_query_says_when_and_about_whom(client: Any) -> None:
    query = "?now=2025-06-01T10:00:00%2B02:00&patient=Patient/7"

    (outcome,) = ask(client, query).json()["outcomes"]

    assert outcome["near"] == ["2025-06-01T10:00:00+02:00", "7"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("2025-06-01T10:00:00Z", "2025-06-01T10:00:00+00:00"),
        ("2025-06-01T10:00:00+02:00", "2025-06-01T10:00:00+02:00"),
        ("2025-06-01T10:00:00 02:00", "2025-06-01T10:00:00+02:00"),
        ("2025-06-01 10:00:00 02:00", "2025-06-01T10:00:00+02:00"),
        ("2025-06-01T10:00 0200", "2025-06-01T10:00:00+02:00"),
        ("2025-06-01T10:00:00.500 02:00", "2025-06-01T10:00:00.500000+02:00"),
        ("2025-06-01T10:00:00-05:00", "2025-06-01T10:00:00-05:00"),
        ("2025-06-01 10:00", "2025-06-01T10:00:00+00:00"),
        ("2025-06-01T10:00:00", "2025-06-01T10:00:00+00:00"),
        ("2025-06-01", "2025-06-01T00:00:00+00:00"),
        ("2176-06-01T10:00:00Z", "2176-06-01T10:00:00+00:00"),
    ],
)
def test_now_is_read_in_every_form_of_iso_8601(sent: str, expected: str) -> None:
    question = asked(QueryParams({"now": sent}), _no_clock)

    assert question.now.isoformat() == expected


@pytest.mark.parametrize(
    "query",
    [
        "?now=yesterday",
        "?now=",
        "?now=0001-01-01T00:00:00Z",
        "?now=9999-12-31T00:00:00Z",
        "?now=2025-13-01",
        "?patient=",
        "?nwo=2025-01-01",
        "?patient=1&patient=2",
    ],
)
def test_a_query_that_is_not_understood_is_400(client: Any, query: str) -> None:
    response = ask(client, query)

    (issue,) = response.json()["issue"]
    assert (response.status_code, issue["expression"][0][:5]) == (400, "query")


def test_a_refused_query_is_not_repeated_in_the_answer(client: Any) -> None:
    response = ask(client, "?now=Mrs-Secret-Name")

    assert "Secret" not in response.text


def test_several_patients_and_none_named_is_400(client: Any) -> None:
    assert client.post("/evaluate", json=SEVERAL).status_code == 400
    assert client.post("/evaluate?patient=1", json=SEVERAL).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/fhir+json;charset=UTF-8", "application/x-ndjson"],
)
def test_every_accepted_content_type_is_read(client: Any, content_type: str) -> None:
    body = b'{"resourceType": "Bundle"}'

    response = client.post(
        "/evaluate", content=body, headers={"Content-Type": content_type}
    )

    assert response.status_code == 200


def _no_clock() -> Any:
    raise Refusal(500)


def test_what_is_not_valid_fhir_is_listed_only_when_asked(client: Any) -> None:
    plain = ask(client, id="fires", entry="x").json()
    asked_for = ask(client, "?validate=true", id="fires").json()

    assert "invalid" not in plain
    assert asked_for["invalid"] == []


def test_validate_is_true_or_false(client: Any) -> None:
    response = ask(client, "?validate=maybe")

    assert response.status_code == 400
