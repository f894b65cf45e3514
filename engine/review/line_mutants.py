"""One clause with one of its lines changed: limits, gaps, sites, sides.

Driven by the shape of the models, so that a new kind of clause is mutated
without a line here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from engine.review.limits import moved
from engine.review.surgery import remade
from engine.rulebook.clauses import Clause, Common, FindingClause, GroupClause
from engine.terminology.models import Words
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration

Kind = Literal["limit", "line", "gap", "place", "node"]

_WORDING = frozenset(Common.model_fields)
_BOUNDS = ("at_least", "at_most", "above", "below")
_GAPS = {
    "not-recorded": "one that is not recorded",
    "possibly": "a date that may lie inside",
    "undated": "an entry without any date",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed line of a clause, and the change as words that follow
    the name of the clause: "23 hours instead of 24 hours".
    """

    kind: Kind
    says: str
    words: Words


def line_changes(clause: Clause, vocabulary: Vocabulary) -> Iterator[Change]:
    """The clause with each of its lines changed in every way, one at a time."""
    for name, value in clause:
        if name in _WORDING or value is None:
            continue
        if name == "or_":
            yield from _gaps(clause, value)
        elif isinstance(value, Words):
            yield from _inside(clause, name, value)
        elif isinstance(value, tuple):
            yield from _listed(clause, name, value, vocabulary)
        else:
            yield from _single(clause, name, value)
        if not _is_needed(clause, name, value):
            says = f"without the line {_key(name)}"
            yield Change("line", says, remade(clause, **{name: None}))


def _is_needed(words: Words, name: str, value: object) -> bool:
    field = type(words).model_fields[name]
    return field.is_required() or field.default is not None or not value


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _inside(clause: Clause, name: str, lines: Words) -> Iterator[Change]:
    """The changes of a line that has lines of its own: onset, lasting, age."""
    for inner, value in lines:
        if value is None or value == ():
            continue
        if inner == "or_":
            changes = _gaps(lines, value)
        else:
            changes = _single(lines, inner, value)
            others = any(v for n, v in lines if n not in (inner, "or_"))
            if others and not _is_needed(lines, inner, value):
                says = f"without {_key(inner)} in {_key(name)}"
                without = remade(lines, **{inner: None})
                yield Change("line", says, remade(clause, **{name: without}))
        for change in changes:
            changed = remade(clause, **{name: change.words})
            yield Change(change.kind, change.says, changed)


def _gaps(lines: Words, gaps: tuple[str, ...]) -> Iterator[Change]:
    for gap in gaps:
        kept = tuple(other for other in gaps if other != gap)
        says = f"without `or: {gap}` ({_GAPS.get(gap, gap)} no longer counts)"
        yield Change("gap", says, remade(lines, or_=kept))


def _single(words: Words, name: str, value: object) -> Iterator[Change]:
    if isinstance(value, Duration | int) or name in _BOUNDS:
        for other in moved(value):
            says = f"{other} instead of {value}"
            yield Change("limit", says, remade(words, **{name: other}))
    for other in _choices(words, name):
        if other != value:
            says = f"{_key(name)}: {other} instead of {value}"
            yield Change("line", says, remade(words, **{name: other}))


def _choices(words: Words, name: str) -> tuple[object, ...]:
    """The other words that a line may hold: resolved for ongoing."""
    annotation = type(words).model_fields[name].annotation
    literals = (annotation, *get_args(annotation))
    return tuple(
        choice
        for literal in literals
        if getattr(literal, "__origin__", None) is Literal
        for choice in get_args(literal)
    )


def _listed(
    clause: Clause, name: str, words: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Change]:
    for word in words if len(words) > 1 else ():
        kept = tuple(other for other in words if other != word)
        says = f"without {word!r} in {_key(name)}"
        yield Change("place", says, remade(clause, **{name: kept}))
    for word in words:
        for other in _instead(clause, name, word, vocabulary):
            if other not in words:
                changed = tuple(other if w == word else w for w in words)
                says = f"{_key(name)} {other!r} instead of {word!r}"
                yield Change("place", says, remade(clause, **{name: changed}))


def _instead(
    clause: Clause, name: str, word: str, vocabulary: Vocabulary
) -> Iterator[str]:
    """What an author could have written by mistake: the next wider site."""
    if not isinstance(clause, FindingClause | GroupClause):
        return
    if name == "site" and word in vocabulary.sites:
        yield from vocabulary.sites[word].within
    if name == "side":
        swaps = {"left": ("right",), "right": ("left",), "both": ("left",)}
        yield from swaps.get(word, ())
