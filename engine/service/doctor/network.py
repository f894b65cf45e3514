"""Who answers out there: FHIR servers, keys, the login provider, our own port."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import httpx

from engine.service.auth.jwks import KeysUnusable, read_keys
from engine.service.auth.keys import KeysFileError, agreed_keys
from engine.service.auth.lacking import source_name
from engine.service.auth.trusted_client import is_loopback
from engine.service.doctor.finding import Found, not_checked, ok, warn, wrong
from engine.service.fhir_server.origins import Origin
from engine.service.health import version_of
from engine.service.serve import AddressError, listen
from engine.service.settings import Settings
from engine.service.state import Clock

_SECONDS: Final = 3.0
_MOST_APART: Final = timedelta(seconds=30)
_CALL_OUT: Final = "Check its name, the firewall, and the certificates that are trusted"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered: a status and a body, or why nothing came."""

    status: int = 0
    body: bytes = b""
    date: str = ""
    why: str = ""


def ask(url: str, certificates: Path | None = None) -> Reply:
    """One GET, without a redirect, a proxy or a wait of more than three seconds."""
    try:
        tls = ssl.create_default_context(cafile=certificates)
        with httpx.Client(
            verify=tls, timeout=_SECONDS, follow_redirects=False, trust_env=False
        ) as client:
            reply = client.get(url)
    except (httpx.HTTPError, OSError) as error:
        return Reply(why=_why(error))
    return Reply(reply.status_code, reply.content, reply.headers.get("date", ""))


def _why(error: Exception) -> str:
    said = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return "its certificate is not accepted"
    timed_out = isinstance(error, httpx.TimeoutException)
    return "no answer within 3 seconds" if timed_out else "no connection"


def fhir_servers(settings: Settings) -> Iterator[Found]:
    """Whether each origin answers at all; nothing is read without a token."""
    if not settings.fhir_origins:
        yield not_checked("FHIR servers", "PINPRICK_FHIR_ORIGINS is empty")
    for origin in map(_url, settings.fhir_origins):
        reply = ask(origin, settings.fhir_ca_file)
        if reply.why:
            yield wrong("FHIR servers", f"{origin}: {reply.why}", _CALL_OUT)
        else:
            yield ok("FHIR servers", f"{origin} answers ({reply.status})")


def _url(origin: Origin) -> str:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    return f"{origin.scheme}://{host}:{origin.port}"


def keys(settings: Settings) -> Iterator[Found]:
    """Whether every client has keys that its tokens can be checked with."""
    if not settings.auth_clients:
        yield not_checked("signing keys", "PINPRICK_AUTH_CLIENTS is empty")
    for place, client in enumerate(settings.auth_clients):
        for number, url in enumerate(client.jku):
            yield _fetched(source_name(place, number), url, settings)
        if client.keys_file is not None:
            yield _agreed(f"auth_clients[{place}]", client.keys_file, settings)


def _fetched(name: str, url: str, settings: Settings) -> Found:
    reply = ask(url)
    if reply.why or reply.status != 200:
        why = reply.why or f"it answers {reply.status}"
        return wrong("signing keys", f"{name}: {why}", _CALL_OUT)
    try:
        number = len(read_keys(reply.body, settings.auth_algorithms).by_name)
    except KeysUnusable as error:
        return wrong("signing keys", f"{name}: {error}", "Ask who looks after the EHR")
    if not number:
        what = f"{name}: it has no public signing key that is allowed"
        return wrong("signing keys", what, "Compare with PINPRICK_AUTH_ALGORITHMS")
    return ok("signing keys", f"{name}: {number} keys")


def _agreed(name: str, file: Path, settings: Settings) -> Found:
    try:
        agreed_keys(file, settings.auth_algorithms)
    except KeysFileError as error:
        return wrong("signing keys", f"{name}: {error}", "Exchange the keys anew")
    return ok("signing keys", f"{name}: keys in a file")


def login(settings: Settings) -> Iterator[Found]:
    """Whether the OpenID Connect provider says who it is."""
    if not settings.oidc_issuer:
        yield not_checked("login", "PINPRICK_OIDC_ISSUER is empty")
        return
    url = f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
    reply = ask(url, settings.oidc_ca_file)
    if reply.why or reply.status != 200:
        why = reply.why or f"its configuration answers {reply.status}"
        yield wrong("login", f"PINPRICK_OIDC_ISSUER: {why}", _CALL_OUT)
    else:
        yield ok("login", "the provider answers")


def clock(settings: Settings, clock_of: Clock) -> Iterator[Found]:
    """This machine's clock against the header Date of the servers that are set."""
    asked = [*map(_url, settings.fhir_origins), settings.oidc_issuer]
    found = [_apart(url, settings, clock_of) for url in asked if url]
    known = [apart for apart in found if apart is not None]
    if not known:
        yield not_checked("clock", "no configured server tells the time")
        return
    if (apart := max(known)) > _MOST_APART:
        step = "Set this machine's clock by NTP: tokens are refused by a wrong clock"
        yield wrong("clock", f"{apart} from that of a configured server", step)
    else:
        yield ok("clock", "as that of the configured servers, within 30 seconds")


def _apart(url: str, settings: Settings, clock_of: Clock) -> timedelta | None:
    theirs = _moment(ask(url, settings.fhir_ca_file).date)
    return None if theirs is None else abs(theirs - clock_of())


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return None


def port(settings: Settings) -> Iterator[Found]:
    """Whether the port is free, or who answers there."""
    try:
        listen(settings.host, settings.port).close()
    except AddressError as error:
        yield _running(settings, str(error))
    else:
        yield ok("port", f"{settings.host}:{settings.port} is free")


def _running(settings: Settings, taken: str) -> Found:
    host = settings.host if is_loopback(settings.host) else "127.0.0.1"
    named = f"[{host}]" if ":" in host else host
    reply = ask(f"http://{named}:{settings.port}/health")
    if b'"durable_rules"' not in reply.body:
        return wrong("port", taken, "Stop what uses it, or set PINPRICK_PORT")
    running = httpx.Response(200, content=reply.body).json()
    version, digest = running["versions"]["pinprick"], running["rules"]["digest"]
    said = f"Pinprick {version} runs there, rules {digest}, mode {running['mode']}"
    if version != version_of("pinprick"):
        step = "Start it again to run the release that is installed"
        return warn("port", f"{said}; installed is {version_of('pinprick')}", step)
    return ok("port", said)
