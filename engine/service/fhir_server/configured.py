"""The client of FHIR servers as the settings want it."""

import logging
import ssl
from pathlib import Path
from typing import Any

import httpx

from engine.service.fhir_server.complete import FhirServers
from engine.service.fhir_server.not_fetched import SWITCHED_OFF
from engine.service.fhir_server.policy import Policy
from engine.service.prefetch import REQUIRED
from engine.service.settings import Settings, SettingsError


def fhir_servers(settings: Settings) -> FhirServers:
    """The client; `SettingsError` for a file of certificates that is none."""
    policy = Policy(
        origins=frozenset(settings.fhir_origins),
        networks=settings.fhir_private_networks,
        seconds=settings.fhir_seconds,
        max_bytes=settings.fhir_max_bytes,
        max_pages=settings.fhir_max_pages,
    )
    _keep_urls_out_of_the_log()
    return FhirServers(policy, _tls(policy, settings.fhir_ca_file), frozenset(REQUIRED))


def status(settings: Settings) -> dict[str, Any]:
    """Whether missing keys are fetched, for `GET /health`: no host is named."""
    number = len(settings.fhir_origins)
    if not number:
        return {"fallback": "off", "why": SWITCHED_OFF}
    return {
        "fallback": "on",
        "origins": number,
        "loopback": settings.fhir_loopback,
        "seconds": settings.fhir_seconds,
    }


def _tls(policy: Policy, certificates: Path | None) -> ssl.SSLContext:
    if policy.is_off:
        # It trusts nobody, and spares every start the reading of all roots.
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if certificates is None:
        return httpx.create_ssl_context()
    try:
        return ssl.create_default_context(cafile=certificates)
    except OSError:  # ssl.SSLError is one
        what = "PINPRICK_FHIR_CA_FILE: no certificates can be read from the file"
        raise SettingsError(f"Wrong setting. {what}") from None


def _keep_urls_out_of_the_log() -> None:
    # They log the URL of every request, which names the patient, at INFO and
    # the headers of the answer at DEBUG.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
