"""The rules of a directory with the lines they stand on, for the checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.errors import Diagnostic
from engine.review.faults import found
from engine.rulebook.load import load_rulebook
from engine.rulebook.read_rule import RuleFile, read_rules
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.signoff_files import signoffs_of
from engine.terminology.strict_yaml import Place


@dataclass(frozen=True, slots=True)
class Library:
    """Every rule that is not retired, the words, and the day of the review.

    ``unsigned`` says of each rule that lacks signatures what it lacks. ``about``
    narrows the pairs to those with one of some rules; None leaves all.
    """

    files: tuple[RuleFile, ...]
    rulebook: Rulebook
    today: date
    unsigned: Mapping[str, str]
    about: frozenset[str] | None = None

    def pairs(self) -> Iterator[tuple[RuleFile, RuleFile]]:
        """Each rule with each other one, in both orders."""
        for one in self.files:
            for other in self.files:
                if other is not one and self._is_about(one, other):
                    yield one, other

    def _is_about(self, one: RuleFile, other: RuleFile) -> bool:
        named = {one.rule.rule, other.rule.rule}
        return self.about is None or not self.about.isdisjoint(named)


def library_of(directory: Path, locale: str, today: date) -> Library:
    """The library of a directory; raises RuleError if it cannot load."""
    rulebook = load_rulebook(directory, locale)
    files, _ = read_rules(directory)
    judged = signoffs_of(directory, rulebook.rules, rulebook.digests)
    return Library(
        tuple(f for f in files if f.rule.governance.status != "retired"),
        rulebook,
        today,
        {name: str(s.state) for name, s in judged.items() if not s.is_signed},
    )


def at(file: RuleFile, place: Place, code: str, text: str) -> Diagnostic:
    """A finding at a line of a rule file."""
    return found(file.document.spot(place), code, text)
