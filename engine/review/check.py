"""Every check of a library that the loader leaves to the review.

A check is a function from a library to diagnostics, in the module of what it
looks at, and a line in CHECKS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.errors import Diagnostic
from engine.review.check_advice import forbidden_advice
from engine.review.check_evidence import old_evidence, strange_links, uncited
from engine.review.check_gaps import time_gaps
from engine.review.check_governance import (
    no_false_alarms,
    no_shadow,
    not_signed,
    overdue,
)
from engine.review.check_logic import (
    always_fires,
    dead_clauses,
    idle_clauses,
    never_fires,
    one_sided,
)
from engine.review.check_pairs import contradicting, shadowed
from engine.review.check_safety import broad_exceptions, hidden_by_gaps
from engine.review.library import Library, library_of

Check = Callable[[Library], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    dead_clauses,
    never_fires,
    always_fires,
    idle_clauses,
    one_sided,
    shadowed,
    contradicting,
    time_gaps,
    broad_exceptions,
    hidden_by_gaps,
    forbidden_advice,
    uncited,
    old_evidence,
    strange_links,
    overdue,
    no_false_alarms,
    not_signed,
    no_shadow,
)


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks found: faults of files, and facts about people apart."""

    rules: int
    faults: tuple[Diagnostic, ...]
    people: tuple[Diagnostic, ...]


def check_rules(directory: Path, locale: str, today: date) -> Review:
    """Review the rules of a directory; raises RuleError if they cannot load."""
    library = library_of(directory, locale, today)
    found = sorted({fault for check in CHECKS for fault in check(library)})
    people = tuple(fault for fault in found if fault.code.startswith("RF7"))
    faults = tuple(fault for fault in found if fault not in people)
    return Review(len(library.files), faults, people)
