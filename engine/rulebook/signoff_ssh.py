"""`ssh-keygen -Y`: signs a statement, says whose signature verifies.

The only module that starts `ssh-keygen`. A passphrase is asked for by
`ssh-keygen` itself, on the terminal: it never passes through here.
"""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.errors import PinprickError
from engine.rulebook.signoff import Fault

NAMESPACE: Final = "pinprick-rule"
NO_SSH_KEYGEN: Final = (
    "There is no ssh-keygen on this machine: install OpenSSH 8.2 or later "
    "(on Debian and Ubuntu: apt install openssh-client)."
)


class SigningError(PinprickError):
    """A signature that could not be made; the rules are untouched."""


def can_verify() -> bool:
    """Whether this machine has `ssh-keygen`."""
    return shutil.which("ssh-keygen") is not None


def public_key(key: Path) -> str:
    """Type and blob of a key, as in its `.pub` file and in allowed_signers.

    ``key`` is a private key, or a public one whose private part an agent
    holds. Raises SigningError if it is no key.
    """
    beside = key if key.suffix == ".pub" else key.with_name(key.name + ".pub")
    try:
        text = beside.read_text("utf-8") if beside.is_file() else _derived(key)
    except (OSError, UnicodeDecodeError):
        raise SigningError(f"{beside} cannot be read.") from None
    parts = text.split()
    if len(parts) < 2:
        raise SigningError(f"{key} is no SSH key: make one with ssh-keygen -t ed25519.")
    return " ".join(parts[:2])


def sign(file: Path, key: Path) -> Path:
    """Sign a file; the detached signature stands beside it as `….sig`."""
    done = _run(["-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key), str(file)])
    made = file.with_name(file.name + ".sig")
    if done.returncode != 0 or not made.is_file():
        raise SigningError(f"ssh-keygen did not sign: {_last_line(done.stderr)}")
    return made


def fault_of(
    file: Path, signature: Path, signer: str, allowed: Path, time: datetime
) -> Fault | None:
    """Why the signature under a file does not count; None if it verifies.

    ``time`` is when it says it was made: a key that `allowed_signers` limits
    to a period must have been valid then.
    """
    if not can_verify():
        return "not-verified"
    if not allowed.is_file():
        return "unknown-signer"
    at = f"-Overify-time={time.astimezone(UTC):%Y%m%d%H%M%S}Z"
    known = ["-f", str(allowed), "-s", str(signature), at]
    verify = ["-Y", "verify", *known, "-n", NAMESPACE, "-I", signer]
    if _run(verify, file.read_bytes()).returncode == 0:
        return None
    # A key that is listed under this name, so it is the bytes that are wrong.
    whose = _run(["-Y", "find-principals", *known])
    names = whose.stdout.decode(errors="replace").splitlines()
    is_listed = any(signer in line.split(",") for line in names)
    no_signature = _run(
        ["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signature)],
        file.read_bytes(),
    )
    return "bad-signature" if is_listed or no_signature.returncode else "unknown-signer"


def _derived(key: Path) -> str:
    if not key.is_file():
        raise SigningError(f"There is no key {key}.")
    return _run(["-y", "-f", str(key)]).stdout.decode(errors="replace")


def _run(
    arguments: Sequence[str], given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise SigningError(NO_SSH_KEYGEN)
    # Without input the terminal stays open: ssh-keygen may ask a passphrase.
    return subprocess.run(
        [program, *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=None if given is None else 30,
    )


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it gave no reason."
