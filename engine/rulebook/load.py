"""A rules directory -> a rulebook, or every fault of every file at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from engine.errors import Diagnostic, RuleError
from engine.rulebook.check_cases import check_cases, check_evidence
from engine.rulebook.check_rule import check_rule
from engine.rulebook.check_words_used import UsedWords
from engine.rulebook.diagnostics import fault
from engine.rulebook.read_rule import RuleFile, read_rules
from engine.rulebook.rulebook import Rulebook, rulebook_of
from engine.rulebook.signoff_files import signoffs_of
from engine.rulebook.uses import CURRENT_SYMPTOM, DEFAULT_ANCHOR
from engine.terminology.check_words import check_words, undefined
from engine.terminology.faults import Spot
from engine.terminology.vocabulary import vocabulary_of
from engine.terminology.words import WordFiles, read_words


def load_rulebook(directory: Path, locale: str = "uk") -> Rulebook:
    """The rules and words of a directory, for the thresholds of one country.

    Signatures are verified; what they amount to never stops the loading.

    Raises RuleError with every fault of all files, sorted by file and line.
    """
    with _garbage_waiting():
        return _loaded(directory, locale)


@contextmanager
def _garbage_waiting() -> Iterator[None]:
    """No garbage collection meanwhile.

    A rulebook is a million objects that stay: looking through them for garbage,
    again and again while they grow, takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _loaded(directory: Path, locale: str) -> Rulebook:
    words = read_words(directory)
    files, faults = read_rules(directory)
    faults = (*faults, *words.faults, *check_words(words), *_needed(words, locale))
    used = UsedWords(words)
    faults += tuple(fault for file in files for fault in _checked(file, used))
    if not faults and not files:
        faults = (_no_rule(directory),)
    if faults:
        raise RuleError(faults)
    vocabulary = vocabulary_of(words)
    rules = tuple(file.rule for file in files)
    rulebook = rulebook_of(rules, vocabulary, vocabulary.locales[locale])
    signoffs = signoffs_of(directory, rules, rulebook.digests)
    return replace(rulebook, signoffs=signoffs)


def _checked(file: RuleFile, used: UsedWords) -> Iterator[Diagnostic]:
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
