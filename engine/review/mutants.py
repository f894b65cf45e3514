"""A rule with one small mistake in it: what its cases have to notice.

Of `when`, `unless` and `only-when` (`rule-format.md` section 7): every clause
left out or turned round, every limit moved by one unit, every gap, site, side
and tie left out or changed, every count and every "any" changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.review.line_mutants import Kind, line_changes
from engine.review.surgery import remade, untied, with_node
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Common,
    FindingClause,
    GroupClause,
    MeasureClause,
    Node,
    NoneNode,
)
from engine.rulebook.rule import Rule
from engine.rulebook.walk import inner_nodes, steps_of
from engine.terminology.strict_yaml import Place
from engine.terminology.vocabulary import Vocabulary

_SECTIONS = {"when": "", "unless": " (unless)", "if-unknown": " (only-when)"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one mistake: where it is, and the mistake in words.

    ``says`` completes "No case notices …".
    """

    place: Place
    kind: Kind
    says: str
    rule: Rule


def mutants_of(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Every mutant of a rule, each logic once."""
    seen = {_logic(rule)}
    for mutant in _mutants(rule, vocabulary):
        logic = _logic(mutant.rule)
        if logic not in seen:
            seen.add(logic)
            yield mutant


def _logic(rule: Rule) -> str:
    nodes = (rule.when, *rule.unless, rule.if_unknown.only_when)
    return repr(nodes)


def _mutants(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mutant]:
    for step in steps_of(rule):
        for kind, says, node in _changed(step.node, vocabulary):
            changed = with_node(rule, step.place, node)
            if changed is not None:
                where = _SECTIONS[str(step.place[0])]
                text = f"{_label(step.node)}{where} {says}"
                yield Mutant(step.place, kind, text, untied(changed))


def _changed(
    node: Node, vocabulary: Vocabulary
) -> Iterator[tuple[Kind, str, Node | None]]:
    yield "node", "left out", None
    yield from (("node", says, other) for says, other in _regrouped(node))
    if inner_nodes(node)[1]:
        return
    for change in line_changes(node, vocabulary):  # type: ignore[arg-type]
        yield change.kind, f"with {change.says}".replace("with w", "w"), change.words  # type: ignore[misc]


def _regrouped(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case All(all=items) if len(items) > 1:
            yield "where one is enough", AnyNode.model_construct(any=items)
        case AnyNode(any=items) | AnyOf(any_of=items) if len(items) > 1:
            yield "where all are needed", All.model_construct(all=items)
        case NoneNode(none=items):
            yield (
                "where one is enough instead of none",
                AnyNode.model_construct(any=items),
            )
        case AtLeast(at_least=count, of=items):
            for other in (count - 1, count + 1):
                if 1 <= other <= len(items):
                    yield f"at least {other} times", remade(node, at_least=other)
    if not isinstance(node, NoneNode):
        yield (
            "turned round (known not to be so)",
            NoneNode.model_construct(none=(node,)),
        )


def _label(node: Node) -> str:
    if isinstance(node, Common) and node.id:
        return f"{node.id!r}"
    match node:
        case FindingClause():
            return f"the clause {node.finding}"
        case GroupClause():
            return f"the clause {node.group}"
        case MeasureClause():
            return f"the clause {node.measure}"
        case _:
            key, items = inner_nodes(node)
            inside = ", ".join(_label(item) for item in items)
            return f"{key or type(node).__name__} of {inside}" if items else "a clause"
