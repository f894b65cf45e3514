"""When a FHIR server is asked at all: listed, a Bearer token, this patient."""

import asyncio
import ssl
from typing import Any

import pytest
from fhir_calls import (
    EMPTY,
    LOOPBACK_POLICY,
    REQUIRED,
    TEMPLATES,
    TOKEN,
    hook_body,
    no_name,
    policy_for,
    request_of,
    said,
)

from engine.service.contract import Fetched
from engine.service.fhir_server.access import Access, access_of
from engine.service.fhir_server.complete import FhirServers
from engine.service.fhir_server.not_fetched import NotOffered
from engine.service.fhir_server.policy import Policy

BASE = "https://ehr.example/fhir"


def unasked(body: dict[str, Any], policy: Policy | None = None) -> Fetched:
    """What comes of a body where no server is asked: a name would be resolved."""
    tls = ssl.create_default_context()
    servers = FhirServers(policy or policy_for(BASE), tls, REQUIRED, no_name)
    return asyncio.run(servers.fetched(request_of(body), TEMPLATES))


def access(**changes: Any) -> Access:
    body = hook_body(BASE)
    body["fhirAuthorization"] |= changes
    return access_of(body, policy_for(BASE))


@pytest.mark.parametrize("kind", ["Bearer", "bearer"])
def test_a_bearer_token_gives_access(kind: str) -> None:
    assert access(token_type=kind).token == TOKEN


def test_the_token_is_not_in_the_representation() -> None:
    assert TOKEN not in repr(access())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"token_type": "Basic"}, "no usable Bearer token"),
        ({"token_type": None}, "no usable Bearer token"),
        ({"access_token": ""}, "no usable Bearer token"),
        ({"access_token": 7}, "no usable Bearer token"),
        ({"access_token": "two words"}, "no usable Bearer token"),
        ({"access_token": "a\r\nX-Injected: b"}, "no usable Bearer token"),
        ({"access_token": "é"}, "no usable Bearer token"),
        ({"expires_in": 0}, "expired"),
        ({"expires_in": -1}, "expired"),
        ({"patient": "2"}, "for another patient"),
        ({"patient": "Patient/2"}, "for another patient"),
    ],
)
def test_a_token_that_cannot_be_used_is_not_sent(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(NotOffered) as failure:
        access(**changes)

    assert reason in failure.value.why


@pytest.mark.parametrize(
    "changes",
    [{"patient": "1"}, {"patient": "Patient/1"}, {"patient": ""}, {"expires_in": "x"}],
)
def test_what_others_send_besides_is_no_obstacle(changes: dict[str, Any]) -> None:
    assert access(**changes).token == TOKEN


@pytest.mark.parametrize(
    "server",
    [
        "https://ehr.example",
        "https://EHR.example/fhir/",
        "https://ehr.example:443/fhir",
    ],
)
def test_the_origin_counts_however_it_is_written(server: str) -> None:
    body = hook_body(server)

    found = access_of(body, policy_for(BASE))

    assert found.origin == ("https", "ehr.example", 443)


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        ("https://other.example/fhir", "not in PINPRICK_FHIR_ORIGINS"),
        ("https://ehr.example:8443/fhir", "not in PINPRICK_FHIR_ORIGINS"),
        ("http://ehr.example/fhir", "not in PINPRICK_FHIR_ORIGINS"),
        ("http://ehr.example:443/fhir", "not in PINPRICK_FHIR_ORIGINS"),
        ("https://ehr.example.evil.example/", "not in PINPRICK_FHIR_ORIGINS"),
        ("https://ehr.example./fhir", "not in PINPRICK_FHIR_ORIGINS"),
        ("https://ehr.example\\@evil.example/", "no URL"),
        ("https://ehr.example@evil.example/", "no URL"),
        ("https://user:pass@ehr.example/", "no URL"),
        ("https://ehr.example/fhir?x=1", "no URL"),
        ("https://ehr.example/fhir#x", "no URL"),
        ("file:///etc/passwd", "no URL"),
        ("ehr.example/fhir", "no URL"),
        ("https://[", "not in PINPRICK_FHIR_ORIGINS"),
        ("https://ehr.example:x/", "no URL"),
        ("https://", "no URL"),
        (["https://ehr.example"], "no URL"),
    ],
)
def test_a_server_that_is_not_listed_is_not_asked(server: Any, reason: str) -> None:
    texts = said(unasked(hook_body(server)))

    assert all(reason in text for text, _ in texts.values())
    assert set(texts) == {
        "prefetch.patient",
        "prefetch.conditions",
        "prefetch.observations",
    }


def test_only_required_keys_weigh_where_no_server_is_asked() -> None:
    texts = said(unasked(hook_body("https://other.example")))

    assert {place: blocks for place, (_, blocks) in texts.items()} == {
        "prefetch.patient": False,
        "prefetch.conditions": True,
        "prefetch.observations": True,
    }


@pytest.mark.parametrize("lacking", ["fhirServer", "fhirAuthorization"])
def test_a_call_without_a_server_or_a_token_stays_as_it_is(lacking: str) -> None:
    body = hook_body(BASE, {"others": EMPTY})
    del body[lacking]

    fetched = unasked(body)

    assert fetched == Fetched({"others": EMPTY})


def test_an_empty_list_of_origins_switches_it_off() -> None:
    texts = said(unasked(hook_body(BASE), LOOPBACK_POLICY))

    assert all("PINPRICK_FHIR_ORIGINS is empty" in text for text, _ in texts.values())


def test_nothing_is_asked_where_nothing_is_missing() -> None:
    prefetch = {"patient": None, "conditions": EMPTY, "observations": EMPTY}

    fetched = unasked(hook_body(BASE, prefetch))

    assert fetched == Fetched(prefetch)


def test_a_patient_that_is_no_fhir_id_is_not_asked_for() -> None:
    body = hook_body("http://127.0.0.1:1/fhir")
    body["context"]["patientId"] = body["fhirAuthorization"]["patient"] = "a_b"
    policy = policy_for("http://127.0.0.1:1/fhir")
    servers = FhirServers(policy, ssl.create_default_context(), REQUIRED)

    fetched = asyncio.run(servers.fetched(request_of(body), TEMPLATES))

    assert all("no FHIR id" in text for text, _ in said(fetched).values())
