"""A proposal laid over the rules that run: what it would be, and its faults."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from engine.errors import Diagnostic, RuleError
from engine.review.check import CHECKS
from engine.review.check_gaps import time_gaps
from engine.review.check_pairs import contradicting, shadowed
from engine.review.library import Library
from engine.review.proposal import Proposal
from engine.rulebook.check_words_used import UsedWords
from engine.rulebook.load import checked, load_once
from engine.rulebook.read_rule import RuleFile, read_rules
from engine.rulebook.rulebook import Rulebook
from engine.terminology.words import read_words

_OF_SEVERAL: Final = (shadowed, contradicting, time_gaps)
_RULES: Final = ("urgent/", "chronic/")
# What a proposal cannot have yet, and what its people owe, is no fault of it.
_LATER: Final = ("RF703", "RF704")


@dataclass(frozen=True, slots=True, eq=False)
class Proposed:
    """The rules as they would be; ``files`` are those the proposal holds.

    ``every`` are the files of all rules, with the lines of what stands in them.
    """

    rulebook: Rulebook
    files: tuple[RuleFile, ...]
    every: tuple[RuleFile, ...]

    def faults(self, today: date) -> tuple[Diagnostic, ...]:
        """What reviewing the proposed files finds, beyond what the loader does."""
        return tuple(sorted(set(self._found(today))))

    def _found(self, today: date) -> Iterator[Diagnostic]:
        rules = frozenset(file.rule.rule for file in self.files)
        names = {file.document.file for file in self.files}
        own = Library(self.files, self.rulebook, today, {})
        every = Library(self.every, self.rulebook, today, {}, rules)
        for check in CHECKS if rules else ():
            if check not in _OF_SEVERAL:
                yield from (one for one in check(own) if one.code not in _LATER)
                continue
            for one in check(every):
                if one.file in names or any(rule in one.text for rule in rules):
                    yield one


def propose(base: Path, proposal: Proposal, locale: str) -> Proposed:
    """A proposal over the rules of a directory, loaded as if it stood there.

    It stands in a temporary directory while it is read. Raises RuleError with
    every fault of the loader.
    """
    return _proposed(base, frozenset(proposal.files.items()), proposal.is_whole, locale)


def loading_faults(
    base: Path, proposal: Proposal, locale: str
) -> tuple[Diagnostic, ...]:
    """What keeps a proposal from being loaded, soon enough to be told while typing.

    Of rules alone only they are read, over the words that run.
    """
    if proposal.is_whole or not all(name.startswith(_RULES) for name in proposal.files):
        try:
            propose(base, proposal, locale)
        except RuleError as error:
            return error.diagnostics
        return ()
    with tempfile.TemporaryDirectory(prefix="pinprick-") as scratch:
        _write(Path(scratch), proposal.files.items())
        files, faults = read_rules(Path(scratch))
    used = _words(base)
    found = (fault for file in files for fault in checked(file, used))
    return tuple(sorted((*faults, *found)))


@lru_cache(maxsize=1)
def _words(base: Path) -> UsedWords:
    return UsedWords(read_words(base))


def _write(directory: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name, content in files:
        path = directory / name
        if not path.resolve().is_relative_to(directory.resolve()):
            raise AssertionError("a name that was checked leads out")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@lru_cache(maxsize=2)
def _proposed(
    base: Path, files: frozenset[tuple[str, bytes]], is_whole: bool, locale: str
) -> Proposed:
    with tempfile.TemporaryDirectory(prefix="pinprick-") as scratch:
        directory = Path(scratch) / "rules"
        _copy(base, directory, is_whole=is_whole)
        _write(directory, files)
        rulebook = load_once(directory, locale)
        read, faults = read_rules(directory)
    if faults:
        raise RuleError(faults)
    names = {name for name, _ in files}
    every = tuple(f for f in read if f.rule.governance.status != "retired")
    own = tuple(file for file in every if file.document.file.as_posix() in names)
    return Proposed(rulebook, own, every)


def _copy(base: Path, into: Path, *, is_whole: bool) -> None:
    """The words and rules of the base; of a whole proposal, only its code lists.

    Signatures stay behind: none is of what is proposed.
    """
    if is_whole:
        into.mkdir()
        if (base / "expansions").is_dir():
            shutil.copytree(base / "expansions", into / "expansions")
        return
    ignored = shutil.ignore_patterns("signoffs", "schema", ".*")
    shutil.copytree(base, into, ignore=ignored, symlinks=True)
