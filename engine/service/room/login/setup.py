"""The login of a service, put together from its settings, or refused."""

import ssl
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes
from typing import Final
from urllib.parse import urlsplit

from engine.errors import PinprickError
from engine.service.auth.fetch import FetchLimits
from engine.service.auth.trusted_client import is_loopback
from engine.service.configuration.secret_files import PREFIX
from engine.service.room.login.provider import Provider, Registered, is_safe_address
from engine.service.room.login.session import Cookies
from engine.service.settings import Settings, SettingsError

CALLBACK: Final = "/login/callback"
_SHORTEST_KEY: Final = 32


class LoginError(PinprickError):
    """Settings under which nobody could sign in safely."""


@dataclass(frozen=True, slots=True)
class Login:
    """How people sign in here.

    ``provider`` is None where no issuer is set, ``is_for_development`` lets
    anybody on this machine say who they are.
    """

    cookies: Cookies
    provider: Provider | None
    is_for_development: bool

    @property
    def is_possible(self) -> bool:
        """Whether anybody can sign in at all."""
        return self.provider is not None or self.is_for_development


def login_of(settings: Settings) -> Login:
    """The login of the settings.

    Raises `LoginError` for settings that would let strangers in or send a
    cookie in clear, `SettingsError` for a secret that is too short.
    """
    _check_reading(settings)
    _check_development(settings)
    _check_provider(settings)
    given = settings.session_secret
    key = given.get_secret_value().encode() if given else None
    if key is not None and len(key) < _SHORTEST_KEY:
        raise SettingsError(
            f"The session secret is shorter than {_SHORTEST_KEY} bytes: "
            "write one with `openssl rand -hex 32`"
        )
    cookies = Cookies(
        key or token_bytes(32),
        timedelta(minutes=settings.session_minutes),
        is_secure=urlsplit(settings.base_url).scheme == "https",
    )
    provider = _provider(settings) if settings.oidc_issuer else None
    return Login(cookies, provider, settings.development_login)


def is_only_here(settings: Settings) -> bool:
    """Whether the service listens to this machine alone and says no other address."""
    public = urlsplit(settings.base_url).hostname or ""
    return is_loopback(settings.host) and is_loopback(public)


def _check_reading(settings: Settings) -> None:
    has_login = settings.oidc_issuer or settings.development_login
    if settings.room_login == "read" and not has_login:
        raise LoginError(
            f"{PREFIX}ROOM_LOGIN=read lets nobody read: set {PREFIX}OIDC_ISSUER "
            "to the provider with which people sign in (docs/room-login.md)."
        )


def _check_development(settings: Settings) -> None:
    if settings.development_login and not is_only_here(settings):
        raise LoginError(
            f"{PREFIX}DEVELOPMENT_LOGIN lets anybody say who they are: it is refused "
            "where more than this machine is served. Serve on 127.0.0.1 without a "
            f"public base URL, or set {PREFIX}OIDC_ISSUER (docs/room-login.md)."
        )


def _check_provider(settings: Settings) -> None:
    if not settings.oidc_issuer:
        return
    if not settings.oidc_client_id:
        raise LoginError(f"{PREFIX}OIDC_ISSUER needs {PREFIX}OIDC_CLIENT_ID.")
    if not is_safe_address(settings.oidc_issuer):
        raise LoginError(
            f"{PREFIX}OIDC_ISSUER must be an https address (http on this machine "
            "only), without a user in it."
        )
    if not is_safe_address(settings.base_url):
        raise LoginError(
            "People sign in over https only. Set PINPRICK_PUBLIC_BASE_URL to the "
            "https address under which browsers reach this service."
        )


def _provider(settings: Settings) -> Provider:
    secret = settings.oidc_client_secret
    registered = Registered(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=secret.get_secret_value() if secret else "",
        secret_in=settings.oidc_client_secret_in,
        scopes=settings.oidc_scopes,
        redirect_uri=settings.base_url + CALLBACK,
    )
    return Provider(registered, _tls(settings.oidc_ca_file), FetchLimits(seconds=5))


def _tls(certificates: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=certificates)
    except OSError:
        raise SettingsError(
            f"{PREFIX}OIDC_CA_FILE cannot be read as certificates"
        ) from None
