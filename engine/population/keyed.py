"""Names that cannot be read back without the key: HMAC-SHA256, cut short."""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import PinprickError
from engine.population.schema import HASH_DIGITS

_FEWEST_BYTES = 16
_OWNER_ONLY = 0o600


class KeyFileError(PinprickError):
    """The key file cannot be used; the message never shows the key."""


@dataclass(frozen=True, slots=True)
class KeyedHash:
    """Hashes of one key: equal names are equal, and nobody can try names out.

    The same key over two runs makes their patients comparable.
    """

    key: bytes = field(repr=False)

    def of(self, name: str) -> str:
        """The hash of a name, in `HASH_DIGITS` hexadecimal digits."""
        return hmac.digest(self.key, name.encode(), "sha256").hex()[:HASH_DIGITS]

    def of_patient(self, patient: str) -> str:
        """The hash of a patient by the logical id, as the output has it."""
        return self.of(f"Patient/{patient.removeprefix('Patient/')}")

    def of_reference(self, reference: str, kind: str) -> str:
        """A record as the output names it: the type in clear, the rest hashed."""
        return f"{kind}/{self.of(reference)}"


def read_key(file: Path) -> KeyedHash:
    """The key in a file; KeyFileError if it is not there or too short."""
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        raise KeyFileError(
            f"Cannot read the key file {file}: {error.strerror}."
        ) from None
    if len(key) < _FEWEST_BYTES:
        message = f"The key in {file} is shorter than {_FEWEST_BYTES} bytes."
        raise KeyFileError(f"{message} Make one with: openssl rand -hex 32 > {file}")
    return KeyedHash(key)


def drawn_key(file: Path) -> KeyedHash:
    """The key of an output directory, drawn at random when it is first asked for.

    Kept with mode 600, so that a run that was stopped goes on with it.
    """
    if not file.exists():
        fresh = file.with_name(f".{file.name}.new")
        fresh.unlink(missing_ok=True)
        with open(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w"
        ) as out:
            out.write(secrets.token_hex(32))
        fresh.rename(file)
    return read_key(file)
