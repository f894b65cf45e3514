"""The CDS Clients that may call, as the setting names them."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

import httpx
import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

# Asymmetric ones only: CDS Hooks 2.0.1 forbids `none` and every HMAC. The two
# with 384 bits are recommended there; the others are for clients that lack them.
Algorithm = Literal["ES256", "ES384", "RS256", "RS384"]


def is_loopback(host: str) -> bool:
    """Whether only this machine is reached under the host name."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _checked_address(value: str) -> str:
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL:
        raise ValueError("is not a URL") from None
    is_safe = url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host))
    if not url.host or not is_safe:
        raise ValueError("must be an https URL (http on this machine only)")
    if url.userinfo or url.fragment:
        raise ValueError("must have no user, password or fragment")
    return value


KeysAddress = Annotated[str, AfterValidator(_checked_address)]


class TrustedClient(BaseModel):
    """A CDS Client: its name in tokens, and where its keys come from.

    ``iss`` is the issuer exactly as in the token. ``jku`` are the addresses of
    JWK Sets its tokens may name; a token without a jku is checked with
    ``keys_file`` (a JWK Set exchanged out of band), or with the one address
    listed. ``tenants`` are the tenant claims let in; empty means that the
    claim is not looked at.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    iss: str = Field(min_length=1)
    jku: tuple[KeysAddress, ...] = ()
    keys_file: Path | None = None
    tenants: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_keys(self) -> Self:
        if not self.jku and self.keys_file is None:
            raise ValueError(
                "needs jku or keys_file: a client without keys cannot call"
            )
        return self


def clients_from_json(value: object) -> object:
    """The value of the setting, read from JSON when it is text."""
    if not isinstance(value, str):
        return value
    try:
        return tuple(orjson.loads(value))
    except (orjson.JSONDecodeError, TypeError):
        raise ValueError(
            'must be a JSON array such as [{"iss": "https://ehr.example", '
            '"jku": ["https://ehr.example/jwks.json"]}]'
        ) from None


def each_issuer_once(clients: tuple[TrustedClient, ...]) -> tuple[TrustedClient, ...]:
    """The clients, if no two have the same issuer."""
    if len({client.iss for client in clients}) != len(clients):
        raise ValueError("names an issuer twice")
    return clients
