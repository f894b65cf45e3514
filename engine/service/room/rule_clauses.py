"""The clauses of a rule with the evidence each rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.rulebook.clauses import Common, Node
from engine.rulebook.english import clause_english, heading, named_nodes
from engine.rulebook.rule import Evidence, Rule, Urgency
from engine.rulebook.walk import inner_nodes, steps_of
from engine.terminology.vocabulary import Vocabulary

_LOWERED: Final[Mapping[Urgency, str]] = {
    "emergency": "Lowered to a warning when",
    "same-day": "Lowered to info when",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a clause; ``cite`` is "" where the rule does not list it."""

    id: str
    cite: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause in English, in which part of the rule, and what it rests on."""

    part: str
    name: str
    says: str
    why: str
    cited: tuple[Cited, ...]


def clause_rows(rule: Rule, vocabulary: Vocabulary) -> Iterator[ClauseRow]:
    """Every clause in the order of the file; a join only if it cites something."""
    named = named_nodes(rule)
    parts = {
        "when": "Alerts when",
        "unless": _LOWERED.get(rule.urgency, "No card when"),
        "if-unknown": "Asks only when",
    }
    listed = {item.id: item for item in rule.evidence}
    for step in steps_of(rule):
        node = step.node
        own = node if isinstance(node, Common) else Common()
        if inner_nodes(node)[1] and not (own.evidence or own.why):
            continue
        yield ClauseRow(
            part=parts[str(step.place[0])],
            name=own.id or "",
            says=_says(node, vocabulary, named),
            why=(own.why or "").strip(),
            cited=tuple(_cited(name, listed) for name in own.evidence),
        )


def _says(node: Node, vocabulary: Vocabulary, named: Mapping[str, Node]) -> str:
    is_join = inner_nodes(node)[1]
    said = heading(node) if is_join else clause_english(node, vocabulary, named)
    return said[:1].upper() + said[1:]


def _cited(name: str, listed: Mapping[str, Evidence]) -> Cited:
    item = listed.get(name)
    return Cited(
        name, item.cite if item else "", confirmed=bool(item and item.confirmed)
    )
