"""Secrets from files, the same way for every setting that is one.

A secret stands in its own variable, in a file that `…_FILE` names, or in a
directory of secrets (`PINPRICK_SECRETS_DIR`, or systemd's credentials) as a file
with the variable's name in lower case.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pydantic_core import PydanticCustomError

PREFIX: Final = "PINPRICK_"
SECRETS_DIR: Final = "PINPRICK_SECRETS_DIR"
CREDENTIALS_DIR: Final = "CREDENTIALS_DIRECTORY"
# The field of a secret, and that of the file which may hold it.
SECRETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "database_url": "database_url_file",
        "patient_key_secret": "patient_key_file",
        "oidc_client_secret": "oidc_client_secret_file",
        "session_secret": "session_secret_file",
    }
)


def with_secrets_read(given: Any) -> Any:
    """The values of all settings, those of secret files in their places."""
    if not isinstance(given, Mapping):
        return given
    read = {
        secret: _read(secret, given[file], file)
        for secret, file in SECRETS.items()
        if given.get(file) is not None and _is_alone(secret, file, given)
    }
    return {**given, **read}


def secrets_dir(environment: Mapping[str, str]) -> Path | None:
    """The directory of secrets, if the environment names one."""
    named = environment.get(SECRETS_DIR) or environment.get(CREDENTIALS_DIR)
    return Path(named) if named else None


def unknown_secrets(directory: Path, known: frozenset[str]) -> list[str]:
    """Files of the directory that are named like a setting which there is not."""
    names = (file.name for file in directory.iterdir())
    ours = (name for name in names if name.lower().startswith(PREFIX.lower()))
    return sorted(name for name in ours if name.upper() not in known)


def _is_alone(secret: str, file: str, given: Mapping[str, Any]) -> bool:
    if given.get(secret) is None:
        return True
    both = f"{variable(secret)} and {variable(file)} are both set: keep one"
    raise PydanticCustomError("two_secrets", "{both}", {"both": both})


def _read(secret: str, file: Any, name: str) -> str:
    try:
        content = Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise _fault(name, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise _fault(name, "cannot be read (it is not UTF-8)") from None
    if not content:
        raise _fault(name, f"holds nothing, and {variable(secret)} is expected in it")
    return content


def _fault(name: str, what: str) -> PydanticCustomError:
    said = f"{variable(name)} {what}"
    return PydanticCustomError("secret_file", "{said}", {"said": said})


def variable(field: str) -> str:
    """The variable of a field."""
    return PREFIX + field.upper()
