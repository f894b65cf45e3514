"""The settings of the service, from the environment (`PINPRICK_…`)."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from engine.errors import PinprickError
from engine.service.auth.trusted_client import (
    Algorithm,
    TrustedClient,
    clients_from_json,
    each_issuer_once,
)
from engine.service.discovery import HooksVersion
from engine.service.fhir_server.origins import (
    Origin,
    loopback_if_allowed,
    origins_from_text,
)
from engine.service.fhir_server.policy import Network, networks_from_text
from engine.service.modes import Mode
from engine.service.room.login.roles import (
    Role,
    own_names,
    role_names_from_json,
    with_openid,
)

PREFIX = "PINPRICK_"
EVERY_LOOPBACK_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?"


class SettingsError(PinprickError):
    """A setting that is unknown or wrong; its value is never shown."""


def _separated_by_commas(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


class Settings(BaseSettings):
    """Everything that can be set, with what holds when nothing is.

    ``mode`` production refuses to start with an emergency rule that is not
    clinically signed. ``evaluate_drafts`` has draft rules evaluated and
    recorded like those in shadow; neither is ever shown on a card.
    ``workers`` processes answer on one port, restarted when one dies; each has
    the limits below for itself.
    ``public_base_url`` is how clients reach this service, for the links on
    cards; empty means ``http://host:port``.
    ``upgrade_at_start`` lets the start upgrade the tables of an older release;
    not set, SQLite is upgraded and PostgreSQL waits for `pinprick database
    upgrade`.
    ``patient_key_secret``, or the file ``patient_key_file``, keys the hash under
    which a patient is remembered, 16 characters at least and the same for every
    worker; without one a new key is drawn at every start, nothing can be linked
    across starts, and the snooze is off.
    ``snooze_hours`` is how long a card that was overridden is not shown again
    for the same evidence; 0 is off.
    ``keep_comments`` allows the free text of feedback into the database: it
    may hold patient data, so the default is no.
    ``cors_origins`` are separated by commas; ``cors_origin_regex`` must match
    the whole origin.
    ``hooks_version`` 3.0 adds the members of the ballot to discovery.
    ``observation_categories``, separated by commas, narrow the observations
    that discovery asks for: only where every observation has a category, for
    one without would never be sent.
    ``max_calls`` are in work and waiting at once, with ``max_waiting_bytes``
    of bodies and of what is fetched for them; ``large_calls`` with a large body
    are in work. ``call_seconds`` is how long a call may last. What is too much
    gets 503 with Retry-After. ``max_resources`` is for one body.
    ``auth_clients`` are the CDS Clients that may call, as a JSON array of
    `engine.service.auth.trusted_client.TrustedClient`; without any there is no
    authentication, which ``allow_unauthenticated`` has to allow where more
    than this machine is served. ``auth_algorithms`` may sign tokens.
    ``auth_audiences`` are further absolute URLs that a token's `aud` may name;
    the address that is called is always one. ``auth_leeway`` is how far clocks
    may be apart, ``auth_longest_token`` how long a token may hold, and
    ``auth_keys_longest_use`` how long fetched keys go on when their address
    does not answer, all in seconds. ``auth_discovery`` and ``auth_evaluate``:
    whether `GET /cds-services` and `POST /evaluate` need a token too.
    ``fhir_origins`` are the only FHIR servers that missing prefetch keys and
    further pages are fetched from, as ``https://host:port``; without any,
    nothing is fetched. ``fhir_private_networks`` are networks such as
    10.2.0.0/16 that they may be in although these are not public;
    ``fhir_loopback`` allows this machine, over http too: for development.
    ``fhir_seconds`` and ``fhir_max_bytes`` bound what one hook call fetches in
    all, ``fhir_max_pages`` the pages of one key. ``fhir_ca_file`` has the
    certificates that are trusted in place of the usual ones.
    ``room_login`` read asks whoever reads the review room to sign in; none asks
    only those who sign. People sign in with the OpenID Connect provider
    ``oidc_issuer``, where this service is ``oidc_client_id`` with
    ``oidc_client_secret``, or the file ``oidc_client_secret_file``, sent as
    ``oidc_client_secret_in`` says. ``oidc_roles_claim`` of the ID token has the
    roles, ``oidc_role_names`` (a JSON object) says which of ours each is, and
    ``oidc_name_claim`` the name that is shown. ``oidc_ca_file`` is as
    ``fhir_ca_file``. ``development_login`` lets anybody say who they are, on this
    machine alone. ``session_secret``, or ``session_secret_file``, signs the
    cookies of those who signed in, the same for every worker; without one it is
    drawn at the start. A session ends after ``session_minutes``.
    ``replay_dir`` is the directory that the last replay wrote: the room shows
    from its counts how often a rule fired and asked.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    rules_dir: Path = Path(__file__).parents[2] / "rules"
    rules_versions: Annotated[
        tuple[Path, ...], NoDecode, BeforeValidator(_separated_by_commas)
    ] = ()
    locale: str = "uk"
    mode: Mode = "evaluation"
    evaluate_drafts: bool = False
    database_url: SecretStr = SecretStr("sqlite:///pinprick.sqlite")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    public_base_url: str = Field(default="", pattern=r"^(https?://[^\s?#]+)?$")
    hooks_version: HooksVersion = "2.0"
    observation_categories: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[a-z][a-z-]{1,40}$")], ...],
        NoDecode,
        BeforeValidator(_separated_by_commas),
    ] = ()
    max_body_bytes: int = Field(default=16 * 1024 * 1024, ge=1024)
    max_resources: int = Field(default=10_000, ge=1)
    max_calls: int = Field(default=64, ge=1)
    max_waiting_bytes: int = Field(default=128 * 1024 * 1024, ge=1024)
    large_calls: int = Field(default=2, ge=1, le=64)
    call_seconds: float = Field(default=10, gt=0, le=300)
    cors_origins: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(_separated_by_commas)
    ] = ()
    cors_origin_regex: re.Pattern[str] = re.compile(EVERY_LOOPBACK_ORIGIN)
    upgrade_at_start: bool | None = None
    patient_key_secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    patient_key_file: Path | None = None
    snooze_hours: float = Field(default=24, ge=0, le=24 * 90)
    keep_comments: bool = False
    auth_clients: Annotated[
        tuple[TrustedClient, ...],
        NoDecode,
        BeforeValidator(clients_from_json),
        AfterValidator(each_issuer_once),
    ] = ()
    auth_algorithms: Annotated[
        tuple[Algorithm, ...],
        NoDecode,
        BeforeValidator(_separated_by_commas),
        Field(min_length=1),
    ] = ("ES384", "RS384")
    auth_audiences: Annotated[
        tuple[Annotated[str, Field(pattern=r"^https?://[^\s#]+$")], ...],
        NoDecode,
        BeforeValidator(_separated_by_commas),
    ] = ()
    auth_leeway: int = Field(default=30, ge=0, le=300)
    auth_longest_token: int = Field(default=3600, ge=30)
    auth_keys_longest_use: int = Field(default=24 * 3600, ge=60)
    auth_discovery: bool = False
    auth_evaluate: bool = True
    allow_unauthenticated: bool = False
    fhir_loopback: bool = False
    fhir_origins: Annotated[
        tuple[Origin, ...],
        NoDecode,
        BeforeValidator(origins_from_text),
        AfterValidator(loopback_if_allowed),
    ] = ()
    fhir_private_networks: Annotated[
        tuple[Network, ...], NoDecode, BeforeValidator(networks_from_text)
    ] = ()
    fhir_seconds: float = Field(default=3.0, ge=0.05, le=60)
    fhir_max_bytes: int = Field(default=8 * 1024 * 1024, ge=1024)
    fhir_max_pages: int = Field(default=10, ge=1, le=1000)
    fhir_ca_file: Path | None = None
    room_login: Literal["none", "read"] = "none"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_client_secret_file: Path | None = None
    oidc_client_secret_in: Literal["client_secret_basic", "client_secret_post"] = (
        "client_secret_basic"
    )
    oidc_scopes: Annotated[
        tuple[str, ...],
        NoDecode,
        BeforeValidator(_separated_by_commas),
        AfterValidator(with_openid),
    ] = ("openid", "profile")
    oidc_roles_claim: str = Field(default="roles", min_length=1)
    oidc_role_names: Annotated[
        dict[str, Role], NoDecode, BeforeValidator(role_names_from_json)
    ] = Field(default_factory=own_names)
    oidc_name_claim: str = Field(default="name", min_length=1)
    oidc_ca_file: Path | None = None
    development_login: bool = False
    session_secret: SecretStr | None = None
    session_secret_file: Path | None = None
    session_minutes: float = Field(default=60, ge=1, le=12 * 60)
    replay_dir: Path | None = None

    @property
    def base_url(self) -> str:
        """The public base URL without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_base_url.rstrip("/") or f"http://{host}:{self.port}"


def read_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """The settings of this process; ``given`` outranks the environment.

    Raises `SettingsError` naming every setting that is unknown or wrong: a
    misspelled one would otherwise be ignored in silence.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings(**(given or {}))
    except ValidationError as error:
        faults = [f"{PREFIX}{_name(e['loc'])}: {e['msg']}" for e in error.errors()]
        raise SettingsError("Wrong setting. " + "; ".join(faults)) from None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    sent = {name for name in environment if name.upper().startswith(PREFIX)}
    if unknown := sorted(name for name in sent if name.upper() not in known):
        raise SettingsError(
            f"Unknown setting {', '.join(unknown)}. "
            f"The settings are {', '.join(sorted(known))}."
        )


def _name(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place).upper()
