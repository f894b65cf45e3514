"""The settings of the service, from the environment (`PINPRICK_…`)."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from engine.errors import PinprickError
from engine.service.modes import Mode

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
    ``public_base_url`` is how clients reach this service, for the links on
    cards; empty means ``http://host:port``.
    ``patient_key_secret`` keys the hash under which a patient is remembered;
    without one a new key is drawn at every start, and nothing can be linked
    across starts.
    ``keep_comments`` allows the free text of feedback into the database: it
    may hold patient data, so the default is no.
    ``cors_origins`` are separated by commas; ``cors_origin_regex`` must match
    the whole origin.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    rules_dir: Path = Path(__file__).parents[2] / "rules"
    locale: str = "uk"
    mode: Mode = "evaluation"
    evaluate_drafts: bool = False
    database_url: SecretStr = SecretStr("sqlite:///pinprick.sqlite")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_base_url: str = Field(default="", pattern=r"^(https?://[^\s?#]+)?$")
    max_body_bytes: int = Field(default=16 * 1024 * 1024, ge=1024)
    cors_origins: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(_separated_by_commas)
    ] = ()
    cors_origin_regex: re.Pattern[str] = re.compile(EVERY_LOOPBACK_ORIGIN)
    patient_key_secret: SecretStr | None = None
    keep_comments: bool = False

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
