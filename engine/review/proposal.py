"""A proposal: rule and word files that somebody sends, before they are read.

What is sent may be anything: it is bounded, every name is checked, and no
archive is unpacked by its own word.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from engine.errors import PinprickError

MOST_FILES: Final = 1_000
LARGEST_FILE: Final = 512 * 1024
LARGEST: Final = 8 * 1024 * 1024
FOLDERS: Final = ("urgent", "chronic", "findings", "value-sets", "locale")
ALONE: Final = ("orders.yaml", "coverage.yaml")
_SUFFIXES: Final = (".yaml", ".yml")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()+-]{0,120}")
_DEFINES: Final = re.compile(
    r"^(?P<listed>- )?(?P<kind>rule|value-set|order|locale|finding|group|measure|drug"
    r"|site|qualifier): *[\"']?(?P<name>[a-z0-9]+(?:[-/][a-z0-9]+)*)",
    re.M,
)
_ZIP: Final = b"PK\x03\x04"


class ProposalError(PinprickError):
    """An upload that is refused; ``name`` is the file, as it was sent."""

    def __init__(self, name: str, what: str, next_step: str) -> None:
        super().__init__(f"{name}: {what}. {next_step}.")
        self.name, self.what, self.next_step = name, what, next_step


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as a browser sends it; a file of a folder has its path as name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files by their path in a directory of rules.

    ``is_whole``: rules that are not in it are proposed to be removed.
    ``ignored`` are files that no directory of rules has a use for.
    """

    files: Mapping[str, bytes]
    is_whole: bool = False
    ignored: tuple[str, ...] = field(default=())


def proposal_of(uploads: Sequence[Upload], *, is_whole: bool = False) -> Proposal:
    """The files of some uploads, archives opened.

    Raises ProposalError for one that is too large, or no file of rules at all.
    """
    files: dict[str, bytes] = {}
    ignored: list[str] = []
    for upload in _opened(uploads):
        if not upload.name.endswith(_SUFFIXES):
            ignored.append(upload.name)
            continue
        place = _place(upload)
        if place in files:
            text = f"there are two files for {place}"
            raise ProposalError(upload.name, text, "Send one of them")
        files[place] = upload.content
    if not files:
        text = "there is no rule or word file in it"
        raise ProposalError("the upload", text, "Send files that end in .yaml")
    return Proposal(files, is_whole, tuple(ignored))


def _opened(uploads: Sequence[Upload]) -> Iterator[Upload]:
    """Every file, those of archives too, within all bounds."""
    number, size = 0, 0
    for upload in uploads:
        for one in _inside(upload):
            number, size = number + 1, size + len(one.content)
            if number > MOST_FILES or size > LARGEST:
                text = f"there are more than {MOST_FILES} files, or 8 MB, in all"
                raise ProposalError(upload.name, text, "Send only what changes")
            _check_name(one.name)
            _check_size(one.name, len(one.content))
            yield one


def _inside(upload: Upload) -> Iterator[Upload]:
    if not upload.content.startswith(_ZIP):
        yield upload
        return
    try:
        with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
            yield from _unzipped(upload.name, archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        text = "it is no archive that can be opened"
        raise ProposalError(
            upload.name, text, "Zip it again, without a password"
        ) from None


def _unzipped(name: str, archive: zipfile.ZipFile) -> Iterator[Upload]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        mode = info.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            text = f"{info.filename[:80]} in it is a link or a device"
            raise ProposalError(name, text, "Put the file itself into the archive")
        if info.flag_bits & 0x1:
            raise ProposalError(name, "it is locked by a password", "Send it without")
        _check_name(info.filename)
        if not info.filename.endswith(_SUFFIXES):
            yield Upload(info.filename, b"")
            continue
        _check_size(info.filename, info.file_size)
        with archive.open(info) as opened:
            # One byte more than may be there: the declared size is only a claim.
            yield Upload(info.filename, opened.read(LARGEST_FILE + 1))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        text = f"it is larger than {LARGEST_FILE // 1024} KB"
        raise ProposalError(name, text, "No rule file is as large; send it in parts")


def _check_name(name: str) -> None:
    parts = name.split("/")
    if len(name) > 400 or not all(
        _NAME.fullmatch(part) for part in parts if part != "."
    ):
        text = "its name or path is not one of plain letters, digits, - and _"
        raise ProposalError(repr(name[:80]), text, "Rename it; no .. and no leading /")


def _place(upload: Upload) -> str:
    """Where in a directory of rules a file belongs: by its path, or what it says."""
    steps = PurePosixPath(upload.name).parts
    for number, step in enumerate(steps[:-1]):
        if step in FOLDERS:
            return "/".join(steps[number:])
    if steps[-1] in ALONE:
        return steps[-1]
    return _by_content(upload) or upload.name


def _by_content(upload: Upload) -> str:
    """The path of a file that defines one thing, by its first line; "" else."""
    first = _DEFINES.search(upload.content[:LARGEST_FILE].decode("utf-8", "replace"))
    if first is None:
        return ""
    is_listed, kind, name = first["listed"], first["kind"], first["name"]
    if kind == "rule":
        return f"{name}.yaml" if name.startswith(("urgent/", "chronic/")) else ""
    if kind == "order":
        return "orders.yaml"
    folder = {"value-set": "value-sets", "locale": "locale"}.get(kind, "findings")
    stem = PurePosixPath(upload.name).stem if is_listed else name.removeprefix("vs/")
    return f"{folder}/{stem}.yaml"
