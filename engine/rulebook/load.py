"""A rules directory -> a rulebook, or every fault of every file at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import Diagnostic, RuleError
from engine.garbage import garbage_waiting
from engine.rulebook.cache import Entry, Files, keep, kept, key_of
from engine.rulebook.check_cases import check_cases, check_evidence
from engine.rulebook.check_rule import check_rule
from engine.rulebook.check_words_used import UsedWords
from engine.rulebook.diagnostics import fault
from engine.rulebook.read_rule import (
    RuleFile,
    read_rules,
    rule_paths,
    rules_again,
    strangers,
)
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook, rulebook_of
from engine.rulebook.signoff_files import signoffs_of
from engine.rulebook.uses import CURRENT_SYMPTOM, DEFAULT_ANCHOR
from engine.terminology.check_words import check_words, undefined
from engine.terminology.faults import Spot
from engine.terminology.strict_yaml import Document, Plain
from engine.terminology.tables import Tables
from engine.terminology.vocabulary import tables_in, vocabulary_of
from engine.terminology.words import WordFiles, read_words, word_paths, words_again


def load_rulebook(directory: Path, locale: str = "uk") -> Rulebook:
    """The rules and words of a directory, for the thresholds of one country.

    Signatures are verified; what they amount to never stops the loading. What
    was read without a fault is kept for the next time (`cache.py`).

    Raises RuleError with every fault of all files, sorted by file and line.
    """
    with garbage_waiting():
        return _loaded(directory, locale)


def load_once(directory: Path, locale: str = "uk") -> Rulebook:
    """As `load_rulebook`, with nothing kept: for what is only proposed."""
    with garbage_waiting():
        read = _read(directory, locale)
        return _made(read, tables_in(read.words), directory, locale)


def _loaded(directory: Path, locale: str) -> Rulebook:
    key = _key(directory)
    known = kept(key) if key else None
    if known is not None:
        read, tables = _read_again(known.files, directory, locale), known.tables
        return _made(read, Tables.of(tables), directory, locale)
    read = _read(directory, locale)
    made = tables_in(read.words)
    if key and key == _key(directory):  # nothing was changed meanwhile
        keep(key, Entry(read.files(), made.as_plain()))
    return _made(read, made, directory, locale)


def _made(read: "_Read", tables: Tables, directory: Path, locale: str) -> Rulebook:
    vocabulary = vocabulary_of(read.words, tables)
    rulebook = rulebook_of(read.rules, vocabulary, vocabulary.locales[locale])
    signoffs = signoffs_of(directory, read.rules, rulebook.digests)
    return replace(rulebook, signoffs=signoffs)


@dataclass(frozen=True, slots=True)
class _Read:
    """Rules and words without a fault; ``documents`` are those of the rules."""

    rules: tuple[Rule, ...]
    words: WordFiles
    documents: tuple[Document, ...] = ()

    def files(self) -> dict[str, Plain]:
        """What stands in the files, by name."""
        words = (entry.document for entry in self.words.entries)
        return {one.file.as_posix(): one.data for one in (*self.documents, *words)}


def _key(directory: Path) -> str | None:
    return key_of(directory, (*rule_paths(directory), *word_paths(directory)))


def _read(directory: Path, locale: str) -> _Read:
    """What the files say; raises RuleError with all their faults."""
    words = read_words(directory)
    files, faults = read_rules(directory)
    faults = (*faults, *words.faults, *check_words(words), *_needed(words, locale))
    used = UsedWords(words)
    faults += tuple(fault for file in files for fault in checked(file, used))
    if not faults and not files:
        faults = (_no_rule(directory),)
    if faults:
        raise RuleError(faults)
    documents = tuple(file.document for file in files)
    return _Read(tuple(file.rule for file in files), words, documents)


def _read_again(files: Files, directory: Path, locale: str) -> _Read:
    """What files say in which there is no fault: one may still lie beside them."""
    words = words_again(files, directory)
    faults = (*strangers(directory, files), *_needed(words, locale))
    if faults:
        raise RuleError(faults)
    return _Read(rules_again(files), words)


def checked(file: RuleFile, used: UsedWords) -> Iterator[Diagnostic]:
    """Every fault of one rule file that was read."""
    yield from check_rule(file)
    yield from used.check(file)
    yield from check_evidence(file)
    yield from check_cases(file)


def _needed(words: WordFiles, locale: str) -> Iterator[Diagnostic]:
    """Words that no rule has to name and that every evaluation uses."""
    for kind, name, file in (
        ("locale", locale, f"locale/{locale}.yaml"),
        ("finding", DEFAULT_ANCHOR, f"findings/{DEFAULT_ANCHOR}.yaml"),
        ("group", CURRENT_SYMPTOM, "findings/groups.yaml"),
    ):
        known = words.known(kind)
        if known.lacks(name):
            yield undefined(Spot(Path(file), 1), name, known)


def _no_rule(directory: Path) -> Diagnostic:
    text = f"There is no rule in {directory.name!r}."
    fix = "Add one to urgent/ or chronic/."
    return fault(Spot(Path("urgent"), 1), "RF121", text, fix)
