"""Settings: which CDS Clients may call, and what their tokens may be."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode

from engine.service.auth.trusted_client import (
    Algorithm,
    TrustedClient,
    clients_from_json,
    each_issuer_once,
)
from engine.service.configuration.reading import SEPARATED_BY_COMMAS, Group, set_to

_Address = Annotated[str, Field(pattern=r"^https?://[^\s#]+$")]


class ClientsSettings(Group):
    """Which CDS Clients may call, and what their tokens may be."""

    title: ClassVar[str] = "Clients"

    auth_clients: Annotated[
        tuple[TrustedClient, ...],
        NoDecode,
        BeforeValidator(clients_from_json),
        AfterValidator(each_issuer_once),
    ] = set_to(
        (), '[{"iss": "https://ehr.example", "jku": ["https://ehr.example/jwks"]}]'
    )
    """The CDS Clients that may call, as a JSON array of objects with `iss`, `jku`,
    `keys_file` and `tenants`. Without any there is no authentication."""
    auth_algorithms: Annotated[
        tuple[Algorithm, ...], *SEPARATED_BY_COMMAS, Field(min_length=1)
    ] = set_to(("ES384", "RS384"), "ES384,RS384,ES256,RS256")
    """The algorithms that may sign tokens, separated by commas."""
    auth_audiences: Annotated[tuple[_Address, ...], *SEPARATED_BY_COMMAS] = set_to(
        (), "https://old-name.hospital.example/cds-services/numbness-red-flags"
    )
    """Further absolute URLs that a token's `aud` may name, separated by commas; the
    address that is called is always one."""
    auth_leeway: int = set_to(30, "60", ge=0, le=300)
    """How far clocks may be apart, in seconds."""
    auth_longest_token: int = set_to(3600, "300", ge=30)
    """How long a token may hold, in seconds."""
    auth_keys_longest_use: int = set_to(24 * 3600, "3600", ge=60)
    """How long fetched keys go on when their address does not answer, in seconds."""
    auth_discovery: bool = set_to(False, "true")
    """Whether `GET /cds-services` needs a token too."""
    auth_evaluate: bool = set_to(True, "false")
    """Whether `POST /evaluate` needs a token too."""
    allow_unauthenticated: bool = set_to(False, "true")
    """Allows more than this machine to be served without authentication, where
    something else keeps strangers out."""
