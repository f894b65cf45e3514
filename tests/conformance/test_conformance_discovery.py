"""Rows D: what GET /cds-services says."""

from typing import Any

import pytest
from conformance_calls import CONTEXTS, blanks

from engine.service.discovery import discovery

Services = list[dict[str, Any]]


def test_d1_d2_discovery_is_an_object_with_services(client: Any) -> None:
    response = client.get("/cds-services")

    assert (response.status_code, [*response.json()]) == (200, ["services"])


def test_d3_no_service_is_an_empty_array() -> None:
    assert discovery((), "2.0") == {"services": []}


@pytest.mark.parametrize("name", ["hook", "description", "id"])
def test_d4_each_service_has_what_is_required(services: Services, name: str) -> None:
    assert all(isinstance(one[name], str) and one[name] for one in services)


def test_d5_each_service_has_a_title_of_its_own(services: Services) -> None:
    assert len({one["title"] for one in services}) == len(services)


def test_d6_prefetch_maps_keys_to_queries(services: Services) -> None:
    queries = [query for one in services for query in one["prefetch"].values()]

    assert queries and all(isinstance(query, str) for query in queries)
    assert all(isinstance(one["usageRequirements"], str) for one in services)


def test_d7_no_two_services_share_an_id(services: Services) -> None:
    assert len({one["id"] for one in services}) == len(services) == len(CONTEXTS)


@pytest.mark.parametrize("name", ["version", "hookVersion"])
def test_d8_d9_the_members_of_the_ballot_need_the_setting(
    services: Services, ballot: Any, name: str
) -> None:
    spoken = ballot.get("/cds-services").json()["services"]

    assert not any(name in one for one in services)
    assert all(one[name] for one in spoken)


def test_d9_the_version_of_a_hook_is_the_published_one(ballot: Any) -> None:
    spoken = ballot.get("/cds-services").json()["services"]

    versions = {one["hook"]: one["hookVersion"] for one in spoken}
    assert versions == dict.fromkeys(CONTEXTS, "1.0") | {
        "problem-list-item-create": "0.1.0"
    }


def test_d10_a_description_is_plain_in_markdown_too(services: Services) -> None:
    text = "".join(one["description"] for one in services)

    assert not set("*_`<>[]#\\") & set(text)


def test_j2_j3_j4_nothing_in_discovery_is_empty(client: Any, ballot: Any) -> None:
    for spoken in (client, ballot):
        assert [*blanks(spoken.get("/cds-services").json())] == []
