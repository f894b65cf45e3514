"""The signatures under `rules/signoffs/`: read with their worth, written.

    signoffs/allowed_signers                            who may sign (ssh-keygen(1))
    signoffs/urgent/sudden-face-numbness/<name>.json      the statement
    signoffs/urgent/sudden-face-numbness/<name>.json.sig  its SSH signature

Anybody can verify one without this program; `docs/sign-off.md` shows how.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from engine.rulebook.rule import Rule
from engine.rulebook.signoff import Signature, SignOff, Statement, judged, unsigned
from engine.rulebook.signoff_ssh import (
    NAMESPACE,
    SigningError,
    fault_of,
    public_key,
    sign,
)

FOLDER: Final = "signoffs"
ALLOWED_SIGNERS: Final = "allowed_signers"
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def signoffs_of(
    directory: Path, rules: tuple[Rule, ...], digests: Mapping[str, str]
) -> dict[str, SignOff]:
    """The sign-off of every rule of a directory, signatures verified."""
    folder = directory / FOLDER
    return {rule.rule: _signoff(rule, folder, digests) for rule in rules}


def _signoff(rule: Rule, folder: Path, digests: Mapping[str, str]) -> SignOff:
    signatures = tuple(_signatures(folder, rule.rule))
    # without any the digest, which takes its time, is not asked for
    return (
        judged(rule, digests[rule.rule], signatures) if signatures else unsigned(rule)
    )


def statement_bytes(statement: Statement) -> bytes:
    """A statement as the bytes that are signed, one line a field."""
    return (statement.model_dump_json(indent=2) + "\n").encode()


def write_signature(directory: Path, statement: Statement, key: Path) -> Path:
    """Sign a statement and put both files in place; the statement's path.

    Raises SigningError before anything is written if the key does not sign,
    or if the same signer has signed at the same second.
    """
    folder = directory / FOLDER / statement.rule
    target = folder / f"{_name(statement)}.json"
    if target.exists():
        raise SigningError(f"{target} is there already: a signature is never replaced.")
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / target.name
        draft.write_bytes(statement_bytes(statement))
        signature = sign(draft, key)
        folder.mkdir(parents=True, exist_ok=True)
        # The signature first: a statement without one would be a false trace.
        shutil.move(signature, folder / signature.name)
        shutil.move(draft, target)
    return target


def signer_of(directory: Path, key: Path) -> str:
    """The name under which `allowed_signers` lists a key.

    Raises SigningError with the line to add if it does not: nobody's name
    is taken from a key's comment.
    """
    allowed = directory / FOLDER / ALLOWED_SIGNERS
    public = public_key(key)
    lines = allowed.read_text("utf-8").splitlines() if allowed.is_file() else []
    for line in lines:
        fields = line.split()
        if not line.startswith("#") and public in line and fields:
            return fields[0].strip('"').split(",")[0]
    raise SigningError(
        f"This key is not listed in {allowed}. Whoever looks after the rules adds "
        f'this line there, with your name: name@clinic namespaces="{NAMESPACE}" '
        f"{public}"
    )


def _name(statement: Statement) -> str:
    signer = _NOT_IN_A_NAME.sub("-", statement.signer).strip("-.") or "signer"
    return f"{statement.time:%Y%m%dT%H%M%SZ}-{signer}-{statement.verdict}"


def _signatures(folder: Path, rule: str) -> Iterator[Signature]:
    for file in sorted((folder / rule).glob("*.json")):
        yield _signature(file, folder)


def _signature(file: Path, folder: Path) -> Signature:
    name = file.relative_to(folder).as_posix()
    try:
        statement = Statement.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return Signature(name, None, "bad-signature")
    signature = file.with_name(file.name + ".sig")
    if not signature.is_file():
        return Signature(name, statement, "bad-signature")
    allowed = folder / ALLOWED_SIGNERS
    fault = fault_of(file, signature, statement.signer, allowed, statement.time)
    return Signature(name, statement, fault)
