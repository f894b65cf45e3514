"""Cutting one node of a rule's logic out, or putting another in its place."""

from typing import TypeVar

from engine.decide.tree import leaves
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Node,
    NoneNode,
)
from engine.rulebook.rule import Rule
from engine.rulebook.walk import inner_nodes, steps_of
from engine.terminology.models import Words
from engine.terminology.strict_yaml import Place

W = TypeVar("W", bound=Words)

_ONLY_WHEN = ("if-unknown", "only-when")


def remade(words: W, **lines: object) -> W:
    """A copy with other lines, not checked again: a mutant may be unsound.

    Made anew, because `model_copy` would keep the hash that a clause caches.
    """
    return type(words).model_construct(**{**dict(words), **lines})


def with_node(rule: Rule, place: Place, node: Node | None) -> Rule | None:
    """The rule with another node at a place, or without it.

    None where nothing would be left to ask: a rule needs a `when`. An
    `only-when` that is left out falls back to the default.
    """
    if place[0] == "when":
        when = _within(rule.when, place[1:], node)
        return None if when is None else remade(rule, when=when)
    if place[0] == "unless":
        return _with_exception(rule, place, node)
    anchor = rule.if_unknown.only_when
    assert anchor is not None and place[:2] == _ONLY_WHEN
    only_when = _within(anchor, place[2:], node)
    return remade(rule, if_unknown=remade(rule.if_unknown, only_when=only_when))


def untied(rule: Rule) -> Rule:
    """The rule without ties to a clause that is no longer there."""
    named = {
        leaf.id
        for node in (rule.when, *rule.unless)
        for leaf in leaves(node)
        if leaf.id
    }
    for step in steps_of(rule):
        tie = getattr(step.node, "same_place_as", None)
        if tie is not None and tie not in named:
            loose = remade(step.node, same_place_as=None)
            rule = with_node(rule, step.place, loose) or rule
    return rule


def _with_exception(rule: Rule, place: Place, node: Node | None) -> Rule:
    number = place[1]
    kept = (
        _within(item, place[2:], node) if at == number else item
        for at, item in enumerate(rule.unless)
    )
    return remade(rule, unless=tuple(item for item in kept if item is not None))


def _within(node: Node, path: Place, new: Node | None) -> Node | None:
    if not path:
        return new
    number, rest = path[1], path[2:]
    _, items = inner_nodes(node)
    changed = (
        _within(item, rest, new) if at == number else item
        for at, item in enumerate(items)
    )
    kept = tuple(item for item in changed if item is not None)
    return with_items(node, kept) if kept else None


def with_items(node: Node, items: tuple[Node, ...]) -> Node:
    """A node that combines others, with other items."""
    match node:
        case All():
            return remade(node, all=items)
        case AnyNode():
            return remade(node, any=items)
        case NoneNode():
            return remade(node, none=items)
        case AtLeast():
            return remade(node, of=items)
        case AnyOf():
            return remade(node, any_of=items)
        case clause:
            return clause
