"""Settings: who signs in to the review room, and how."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from engine.service.configuration.reading import SEPARATED_BY_COMMAS, Group, set_to
from engine.service.room.login.roles import (
    Role,
    own_names,
    role_names_from_json,
    with_openid,
)


class RoomSettings(Group):
    """Who signs in to the review room, and how."""

    title: ClassVar[str] = "Review room"

    room_login: Literal["none", "read"] = set_to("none", "read")
    """`read` asks whoever reads the review room to sign in; `none` asks only those
    who sign."""
    oidc_issuer: str = set_to("", "https://login.hospital.example")
    """The OpenID Connect provider with which people sign in."""
    oidc_client_id: str = set_to("", "pinprick")
    """What this service is called there."""
    oidc_client_secret: SecretStr | None = set_to(None, "not-this-one")
    """Its secret there."""
    oidc_client_secret_file: Path | None = set_to(None, "/run/secrets/oidc")
    """A file with `oidc_client_secret`, in its place."""
    oidc_client_secret_in: Literal["client_secret_basic", "client_secret_post"] = (
        set_to("client_secret_basic", "client_secret_post")
    )
    """How the secret is sent."""
    oidc_scopes: Annotated[
        tuple[str, ...], *SEPARATED_BY_COMMAS, AfterValidator(with_openid)
    ] = set_to(("openid", "profile"), "openid,profile,groups")
    """The scopes that are asked for, separated by commas."""
    oidc_roles_claim: str = set_to("roles", "groups", min_length=1)
    """The claim of the ID token that has the roles."""
    oidc_role_names: Annotated[
        dict[str, Role], NoDecode, BeforeValidator(role_names_from_json)
    ] = Field(
        default_factory=own_names, examples=['{"neurology-consultants": "reviewer"}']
    )
    """Which of our roles each of theirs is, as a JSON object."""
    oidc_name_claim: str = set_to("name", "preferred_username", min_length=1)
    """The claim with the name that is shown."""
    oidc_ca_file: Path | None = set_to(None, "/etc/pinprick/hospital-ca.pem")
    """A PEM file of the certificate authorities that are trusted for the provider."""
    development_login: bool = set_to(False, "true")
    """Lets anybody say who they are, on this machine alone."""
    session_secret: SecretStr | None = set_to(None, "0123456789abcdef0123456789abcdef")
    """Signs the cookies of those who signed in: 32 bytes at least, the same for
    every worker. Without one it is drawn at the start."""
    session_secret_file: Path | None = set_to(None, "/run/secrets/session")
    """A file with `session_secret`, in its place (`openssl rand -hex 32`)."""
    session_minutes: float = set_to(60, "30", ge=1, le=12 * 60)
    """When a session ends."""
