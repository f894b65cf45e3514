"""docs/coverage.md: source statement -> row -> rule -> cases, generated.

`rules/coverage.yaml` names the statements of the source articles and the rows
of the pattern table (`clinical/knowledge.md`) that answer them; the rules say
themselves which rows they cover.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import RuleError
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.terminology.models import Words
from engine.terminology.strict_yaml import read_file
from engine.terminology.validation import validated

FILE = "coverage.yaml"
_MADE = "<!-- Generated: pinprick rules coverage -->"


class Statement(Words):
    """What a source article says, and the rows that answer it.

    ``conflict`` is lay advice that no card repeats; ``note`` says why a
    statement needs no row.
    """

    says: str
    rows: tuple[str, ...] = ()
    conflict: str | None = None
    note: str | None = None


class SourceArticle(Words):
    """One source article and its statements."""

    source: str
    statements: tuple[Statement, ...]


class Coverage(Words):
    """The rows of the pattern table with their titles, and the articles."""

    rows: Mapping[str, str]
    sources: tuple[SourceArticle, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """What has to be answered, and the rules that cover each row."""

    wanted: Coverage
    rules: Mapping[str, tuple[Rule, ...]]
    all_rules: tuple[Rule, ...]

    def gaps(self) -> tuple[str, ...]:
        """One sentence for each row without a rule, or statement without a row."""
        rows = (f"{row} has no rule" for row in self.wanted.rows if not self.rules[row])
        return (*rows, *_unanswered(self.wanted), *self._unknown())

    def _unknown(self) -> Iterator[str]:
        for rule in self.all_rules:
            for row in rule.covers:
                if row not in self.wanted.rows:
                    yield f"{rule.rule} covers {row}, which is no row"


def _unanswered(wanted: Coverage) -> Iterator[str]:
    for article in wanted.sources:
        for statement in article.statements:
            if not (statement.rows or statement.conflict or statement.note):
                yield f"{statement.says!r} has no row"
            for row in statement.rows:
                if row not in wanted.rows:
                    yield f"{statement.says!r} names {row}, which is no row"


def coverage_of(directory: Path, rulebook: Rulebook) -> Covered:
    """What the rules of a directory cover; raises RuleError for a bad file."""
    document, faults = read_file(directory / FILE, Path(FILE))
    wanted = None
    if document is not None:
        wanted, faults = validated(document, (), Coverage, {})
    if wanted is None:
        raise RuleError(faults)
    return Covered(
        wanted,
        {
            row: tuple(rule for rule in rulebook.rules if row in rule.covers)
            for row in wanted.rows
        },
        rulebook.rules,
    )


def page(covered: Covered) -> str:
    """The page as Markdown."""
    gaps = covered.gaps()
    parts = (
        f"{_MADE}\n# Coverage",
        "What the source articles say, the rows of the pattern table that answer it, "
        "the rules that cover each row, and the cases that hold each rule.",
        _numbers(covered),
        "## Gaps\n\n" + ("\n".join(f"- {gap}" for gap in gaps) or "None."),
        "## Rows\n\n" + _rows(covered),
        *(_article(article, covered) for article in covered.wanted.sources),
    )
    return "\n\n".join(parts) + "\n"


def _numbers(covered: Covered) -> str:
    rules = covered.all_rules
    unconfirmed = sum(not item.confirmed for rule in rules for item in rule.evidence)
    return (
        f"{len(rules)} rules with {sum(len(rule.cases) for rule in rules)} cases; "
        f"{unconfirmed} citations marked as unconfirmed. No rule is clinically signed."
    )


def _rows(covered: Covered) -> str:
    lines = [
        (row, title, _rules(covered.rules[row]), _evidence(covered.rules[row]))
        for row, title in covered.wanted.rows.items()
    ]
    return _table(("row", "pattern", "rules (cases)", "evidence"), lines)


def _rules(rules: Iterable[Rule]) -> str:
    return ", ".join(
        f"[{rule.rule}](../rules/{rule.rule}.yaml) ({len(rule.cases)})"
        for rule in rules
    )


def _evidence(rules: Iterable[Rule]) -> str:
    named = {
        item.id if item.confirmed or item.id == "UNCONFIRMED" else f"{item.id} (partly)"
        for rule in rules
        for item in rule.evidence
    }
    return ", ".join(sorted(named)) or "none"


def _article(article: SourceArticle, covered: Covered) -> str:
    lines = [
        (_escaped(one.says), ", ".join(one.rows) or "-", _answer(one, covered))
        for one in article.statements
    ]
    return f"## {article.source}\n\n" + _table(("statement", "rows", "rules"), lines)


def _answer(statement: Statement, covered: Covered) -> str:
    rules = dict.fromkeys(
        rule for row in statement.rows for rule in covered.rules.get(row, ())
    )
    said = [", ".join(rule.rule for rule in rules)]
    if statement.conflict:
        said.append(f"never repeated: {statement.conflict}")
    if statement.note:
        said.append(statement.note)
    return _escaped("; ".join(filter(None, said)))


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _table(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    names = tuple(heads)
    rows = (names, ("---",) * len(names), *lines)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
