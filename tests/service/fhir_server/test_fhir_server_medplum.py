"""The client against an independent FHIR server: Medplum's router."""

from typing import Any

import httpx
import pytest
from fhir_calls import EMPTY, SEARCHES, TOKEN, Asking, hook_body, ids, said

NEWEST_FIRST = [f"o{day}" for day in range(8, 0, -1)]


def first_page(base: str) -> dict[str, Any]:
    """What an EHR sends that prefetched one page of three observations."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    query = "Observation?patient=1&_sort=-date"
    page: dict[str, Any] = httpx.get(f"{base}/{query}", headers=headers).json()
    return page


def test_every_missing_key_is_fetched(medplum: str) -> None:
    fetched = Asking(medplum).fetched()

    prefetch = fetched.prefetch
    assert set(prefetch) == {"patient", "conditions", "observations"}
    assert (prefetch["patient"]["id"], ids(prefetch["conditions"])) == (
        "1",
        ["numb-face"],
    )
    assert fetched.problems == ()


def test_every_page_is_followed_in_its_order(medplum: str) -> None:
    fetched = Asking(medplum).fetched()

    observations = fetched.prefetch["observations"]
    relations = [link["relation"] for link in observations["link"]]
    assert (ids(observations), relations) == (NEWEST_FIRST, ["self"])


def test_the_pages_after_one_that_was_sent_are_fetched(medplum: str) -> None:
    sent = first_page(medplum)

    fetched = Asking(medplum).fetched({"observations": sent})

    assert ids(sent) == NEWEST_FIRST[:3]
    assert ids(fetched.prefetch["observations"]) == NEWEST_FIRST


@pytest.mark.parametrize("sent", [None, EMPTY, {"resourceType": "OperationOutcome"}])
def test_a_key_that_was_sent_is_not_asked_for_again(medplum: str, sent: Any) -> None:
    fetched = Asking(medplum).fetched({"conditions": sent})

    assert fetched.prefetch["conditions"] == sent


def test_keys_that_nobody_asked_for_stay(medplum: str) -> None:
    fetched = Asking(medplum).fetched({"others": EMPTY})

    assert fetched.prefetch["others"] == EMPTY


def test_what_was_sent_is_not_changed(medplum: str) -> None:
    sent = first_page(medplum)
    body = hook_body(medplum, {"observations": sent})
    before = repr(body)

    Asking(medplum).of(body)

    assert repr(body) == before


def test_a_token_that_is_refused_blocks_every_key(medplum: str) -> None:
    body = hook_body(medplum)
    body["fhirAuthorization"]["access_token"] = "another"

    fetched = Asking(medplum).of(body)

    texts = said(fetched)
    assert (fetched.prefetch, set(texts)) == (
        {},
        {"prefetch.patient", "prefetch.conditions", "prefetch.observations"},
    )
    assert all("(401)" in text and blocks for text, blocks in texts.values())


def test_a_resource_that_is_not_there_weighs_nothing_where_it_is_not_required(
    medplum: str,
) -> None:
    body = hook_body(medplum)
    body["context"]["patientId"] = body["fhirAuthorization"]["patient"] = "unknown"

    fetched = Asking(medplum).of(body)

    (problem,) = fetched.problems
    assert (problem.place, problem.blocking) == ("prefetch.patient", False)
    assert "answered 404" in problem.text


def test_a_search_that_is_not_there_blocks_where_it_is_required(medplum: str) -> None:
    fetched = Asking(f"{medplum}/nowhere").fetched()

    weights = {place: blocks for place, (_, blocks) in said(fetched).items()}
    assert weights == {
        "prefetch.patient": False,
        "prefetch.conditions": True,
        "prefetch.observations": True,
    }


def test_more_pages_than_allowed_are_left_named(medplum: str) -> None:
    fetched = Asking(medplum, SEARCHES).fetched(max_pages=2)

    observations = fetched.prefetch["observations"]
    relations = [link["relation"] for link in observations["link"]]
    assert (ids(observations), relations) == (NEWEST_FIRST[:6], ["self", "next"])
    assert "FHIR_MAX_PAGES" in said(fetched)["prefetch.observations.link"][0]


def test_a_base_url_with_a_slash_is_the_same_server(medplum: str) -> None:
    fetched = Asking(f"{medplum}/", SEARCHES).fetched()

    assert ids(fetched.prefetch["conditions"]) == ["numb-face"]
