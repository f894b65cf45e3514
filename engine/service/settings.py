"""The settings of the service, from the environment (`PINPRICK_…`)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.errors import PinprickError
from engine.service.configuration.clients import ClientsSettings
from engine.service.configuration.fhir import FhirSettings
from engine.service.configuration.reading import Group
from engine.service.configuration.room import RoomSettings
from engine.service.configuration.rules import RulesSettings
from engine.service.configuration.secret_files import (
    CREDENTIALS_DIR,
    PREFIX,
    SECRETS_DIR,
    secrets_dir,
    unknown_secrets,
    variable,
    with_secrets_read,
)
from engine.service.configuration.serving import ServingSettings
from engine.service.configuration.storing import StoringSettings
from engine.service.configuration.watching import WatchingSettings


class SettingsError(PinprickError):
    """A setting that is unknown or wrong; its value is never shown."""


class Settings(
    RulesSettings,
    ServingSettings,
    StoringSettings,
    ClientsSettings,
    FhirSettings,
    RoomSettings,
    WatchingSettings,
    BaseSettings,
):
    """Everything that can be set, with what holds when nothing is.

    Each field is explained where it stands (`engine.service.configuration`) and
    on `docs/settings.md`. A secret that a file holds is read from it here.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, given: Any) -> Any:
        return with_secrets_read(given)

    @property
    def base_url(self) -> str:
        """The public base URL without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_base_url.rstrip("/") or f"http://{host}:{self.port}"


GROUPS = tuple(base for base in Settings.__bases__ if issubclass(base, Group))


def read_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """The settings of this process; ``given`` outranks the environment.

    The environment outranks the directory of secrets. Raises `SettingsError`
    naming every setting that is unknown or wrong: a misspelled one would
    otherwise be ignored in silence.
    """
    _refuse_unknown(os.environ)
    try:
        directory = {"_secrets_dir": _directory(os.environ)}
        return Settings(**{**(given or {}), **directory})
    except ValidationError as error:
        faults = "; ".join(map(_fault, error.errors()))
        raise SettingsError(f"Wrong setting. {faults}") from None


def _fault(error: ErrorDetails) -> str:
    if not error["loc"]:
        return error["msg"]
    place = ".".join(str(part) for part in error["loc"])
    return f"{variable(place)}: {error['msg']}"


def _known() -> frozenset[str]:
    return frozenset(map(variable, Settings.model_fields))


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = _known()
    sent = {name for name in environment if name.upper().startswith(PREFIX)}
    unknown = {name for name in sent if name.upper() not in known | {SECRETS_DIR}}
    _refuse(sorted(unknown), "Unknown setting")


def _directory(environment: Mapping[str, str]) -> Path | None:
    directory = secrets_dir(environment)
    if directory is None:
        return None
    try:
        unknown = unknown_secrets(directory, _known())
    except OSError as error:
        raise SettingsError(
            f"The directory of secrets ({SECRETS_DIR} or {CREDENTIALS_DIR}) cannot be "
            f"read: {error.strerror}. Name one that this user may list"
        ) from None
    _refuse(unknown, "Unknown setting in the directory of secrets:")
    return directory


def _refuse(unknown: list[str], what: str) -> None:
    if unknown:
        raise SettingsError(
            f"{what} {', '.join(unknown)}. "
            f"The settings are {', '.join(sorted(_known()))}."
        )
