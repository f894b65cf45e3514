"""No service that answers anybody, unless somebody has said so."""

import httpx

from engine.errors import PinprickError
from engine.service.auth.trusted_client import is_loopback
from engine.service.settings import Settings


class ExposureError(PinprickError):
    """Settings under which patient data would be answered to anybody."""


def check_exposure(settings: Settings) -> None:
    """Refuse to serve other machines without authentication.

    To be asked before a service starts. A public address counts as well as
    the host: behind a proxy the host is this machine.
    """
    if settings.auth_clients:
        _check_reachable(settings)
        _check_addresses(settings)
    elif _is_public(settings) and not settings.allow_unauthenticated:
        raise ExposureError(
            "Without authentication Pinprick serves this machine only. "
            "Set PINPRICK_AUTH_CLIENTS to the clients that may call, or, where "
            "something else keeps strangers out (a network policy, mutual TLS), "
            "PINPRICK_ALLOW_UNAUTHENTICATED=true."
        )


def _is_public(settings: Settings) -> bool:
    public = settings.public_base_url
    return not is_loopback(settings.host) or bool(
        public and not is_loopback(httpx.URL(public).host)
    )


def _check_reachable(settings: Settings) -> None:
    known = settings.public_base_url or settings.auth_audiences
    if not known and not is_loopback(settings.host):
        # http://0.0.0.0:8080 is no address that a client writes into aud.
        raise ExposureError(
            "Tokens name the address that is called. "
            "Set PINPRICK_PUBLIC_BASE_URL to how clients reach this service."
        )


def _check_addresses(settings: Settings) -> None:
    addresses = [url for client in settings.auth_clients for url in client.jku]
    unsafe = [url for url in addresses if httpx.URL(url).scheme != "https"]
    if unsafe and settings.mode == "production":
        raise ExposureError(
            "Mode production fetches keys over https only. "
            "Change the jku in PINPRICK_AUTH_CLIENTS that begins with http:."
        )
