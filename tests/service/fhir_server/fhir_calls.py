"""What the tests of the FHIR client share: a policy, a call, a request."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from engine.service.contract import Fetched
from engine.service.fhir_server.complete import FhirServers
from engine.service.fhir_server.origins import listed_origin
from engine.service.fhir_server.policy import Policy
from engine.service.hook_contexts import PATIENT_VIEW
from engine.service.hook_request import HookRequest, checked_request

TOKEN = "secret-token-of-one-call"
EMPTY = {"resourceType": "Bundle", "type": "searchset"}
SEARCHES = {
    "conditions": "Condition?patient={{context.patientId}}&_count=500",
    "observations": "Observation?patient={{context.patientId}}&_sort=-date&_count=500",
}
TEMPLATES = {"patient": "Patient/{{context.patientId}}", **SEARCHES}
REQUIRED = frozenset(SEARCHES)
LOOPBACK_POLICY = Policy(frozenset(), (), 5.0, 1_000_000, 20)


def policy_for(base: str, **changes: Any) -> Policy:
    """A policy that lists the origin of a base URL."""
    origin = str(httpx.URL(base).copy_with(path="/"))
    listed = frozenset({listed_origin(origin)})
    return replace(LOOPBACK_POLICY, origins=listed, **changes)


def hook_body(base: str, prefetch: dict[str, Any] | None = None) -> dict[str, Any]:
    """A call of patient-view for patient 1 with a server and a token."""
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "fhirServer": base,
        "fhirAuthorization": {
            "access_token": TOKEN,
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": "patient/*.read",
            "subject": "pinprick",
            "patient": "1",
        },
        "prefetch": prefetch or {},
    }


def request_of(body: Mapping[str, Any]) -> HookRequest:
    """The body as the service checked it."""
    return checked_request(dict(body), PATIENT_VIEW)


async def no_name(host: str, port: int) -> list[str]:
    """A resolver for tests that must not ask one."""
    raise AssertionError(f"{host}:{port} was resolved")


@dataclass(frozen=True)
class Asking:
    """A client of one FHIR server, and the request it is to complete."""

    base: str
    templates: Mapping[str, str] = field(default_factory=lambda: dict(TEMPLATES))
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetched(self, prefetch: dict[str, Any] | None = None, **limits: Any) -> Fetched:
        """What comes of a call with this prefetch, under these limits."""
        return self.of(hook_body(self.base, prefetch), **limits)

    def of(self, body: Mapping[str, Any], **limits: Any) -> Fetched:
        """What comes of this body."""
        servers = FhirServers(policy_for(self.base, **limits), self.tls, REQUIRED)
        return asyncio.run(servers.fetched(request_of(body), self.templates))


def ids(bundle: Mapping[str, Any]) -> list[str]:
    """The ids of a Bundle's resources, in their order."""
    return [entry["resource"]["id"] for entry in bundle.get("entry") or ()]


def said(fetched: Fetched) -> dict[str, tuple[str, bool]]:
    """The text and the weight of every problem, by its place."""
    return {one.place: (one.text, one.blocking) for one in fetched.problems}
