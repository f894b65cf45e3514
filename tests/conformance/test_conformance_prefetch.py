"""Rows P: the queries, and what came under their keys."""

import re
from typing import Any

import pytest
from conformance_calls import (
    EMPTY,
    NUMB_FACE,
    OUTCOME,
    SERVICE,
    bundle,
    call,
    places,
    problems,
)

Services = list[dict[str, Any]]
NEXT = [{"relation": "next", "url": "https://ehr.example/fhir?page=2"}]


def queries(services: Services) -> list[str]:
    return [query for one in services for query in one["prefetch"].values()]


def test_p1_the_only_token_is_the_patients_id(services: Services) -> None:
    tokens = {t for q in queries(services) for t in re.findall(r"\{\{.*?\}\}", q)}

    assert tokens == {"{{context.patientId}}"}


def test_p2_p3_only_recommended_parameters_are_used(services: Services) -> None:
    allowed = {"patient", "code", "category", "_sort", "_count"}
    searches = [query for query in queries(services) if "?" in query]

    used = {part.split("=")[0] for q in searches for part in q.split("?")[1].split("&")}

    assert used <= allowed  # no modifier, no chain, no _include


@pytest.mark.parametrize(
    ("value", "status", "codes"),
    [
        (None, 200, []),
        (EMPTY, 200, []),
        (bundle(NUMB_FACE), 200, []),
        (NUMB_FACE, 200, []),
        (OUTCOME, 412, None),
        (EMPTY | {"link": NEXT}, 200, ["page-not-followed"]),
        ("Condition?patient=1", 412, None),
    ],
)
def test_p4_p5_n4_the_states_of_a_key_are_told_apart(
    client: Any, value: object, status: int, codes: list[str] | None
) -> None:
    response = client.post(SERVICE, json=call(conditions=value))

    assert response.status_code == status
    assert codes is None or [one["code"] for one in problems(response)] == codes


def test_p4_a_key_left_out_is_no_empty_bundle(client: Any) -> None:
    body = call()
    del body["prefetch"]["conditions"]

    response = client.post(SERVICE, json=body)

    assert (response.status_code, places(response)) == (412, ["prefetch.conditions"])


def test_p4_a_part_of_the_records_is_no_reassurance(client: Any) -> None:
    page = EMPTY | {"link": NEXT}

    response = client.post(SERVICE, json=call(conditions=page))

    (card,) = response.json()["cards"]
    assert (card["indicator"], "could not be read" in card["summary"]) == ("info", True)


def test_p4_a_part_of_the_records_does_not_silence(client: Any) -> None:
    page = bundle(NUMB_FACE) | {"link": NEXT}

    response = client.post(SERVICE, json=call(conditions=page))

    assert response.json()["cards"][0]["indicator"] == "critical"


def test_p5_an_outcome_inside_a_bundle_is_seen(client: Any) -> None:
    response = client.post(SERVICE, json=call(observations=bundle(OUTCOME)))

    assert response.status_code == 412


def test_p7_p8_what_cannot_be_had_is_412_and_names_the_key(client: Any) -> None:
    body = call()
    del body["prefetch"]

    response = client.post(SERVICE, json=body)

    issue = response.json()["issue"][0]
    assert (response.status_code, issue["code"]) == (412, "processing")
    assert set(issue) >= {"severity", "code", "details", "diagnostics", "expression"}


def test_p9_n5_no_expression_and_sorting_as_fhir_has_it(services: Services) -> None:
    sorts = {s for q in queries(services) for s in re.findall(r"_sort=([^&]+)", q)}

    assert not any(word in q for q in queries(services) for word in ("today(", "%"))
    assert sorts == {"-date"}


@pytest.mark.parametrize("value", [None, OUTCOME, "left out"])
def test_n7_however_a_client_says_that_it_has_nothing(
    client: Any, value: object
) -> None:
    body = call(conditions=bundle(NUMB_FACE), observations=value)
    if value == "left out":
        del body["prefetch"]["observations"]

    response = client.post(SERVICE, json=body)

    assert response.status_code == 200
    assert response.json()["cards"][0]["indicator"] == "critical"
