"""Whether a rule file is sound by itself: RF1xx, RF33x and RF401."""

import re
from collections.abc import Iterator

from engine.errors import Diagnostic
from engine.rulebook.clauses import (
    AgeClause,
    AnyNode,
    AnyOf,
    AtLeast,
    Common,
    DrugClause,
    EntryLines,
    MeasureClause,
    Node,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.override_reasons import OVERRIDE_REASONS
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.walk import inner_nodes, steps_of
from engine.terminology.validation import did_you_mean

_DEEPEST = 3
_ONLY_WHEN = "if-unknown"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|[{}]")
_ENTRY_FIELDS = ("site", "side", "onset", "date")
_NOT_EXCLUDED = "not-excluded"


def check_rule(file: RuleFile) -> Iterator[Diagnostic]:
    """Every fault that shows without the words and without enumeration."""
    yield from _closed_lists(file)
    yield from _clause_ids(file)
    yield from _same_places(file)
    yield from _placeholders(file)
    yield from _shape(file)
    yield from _safety(file)


def _closed_lists(file: RuleFile) -> Iterator[Diagnostic]:
    question = file.rule.question
    if question not in QUESTIONS:
        fix = did_you_mean(question, QUESTIONS) or f"Use {', '.join(QUESTIONS)}."
        text = f"The question {question!r} is not in the list."
        yield file.fault(("question",), "RF120", text, fix)
    for number, reason in enumerate(file.rule.card.may_override):
        if reason not in OVERRIDE_REASONS:
            place = ("card", "may-override", number)
            text = f"{reason!r} is no override reason."
            near = did_you_mean(reason, OVERRIDE_REASONS)
            yield file.fault(place, "RF123", text, near)


def named_nodes(file: RuleFile) -> dict[str, Node]:
    """The clauses of a rule by id; of two with one id, the first."""
    named: dict[str, Node] = {}
    for step in steps_of(file.rule):
        if isinstance(step.node, Common) and step.node.id:
            named.setdefault(step.node.id, step.node)
    return named


def _clause_ids(file: RuleFile) -> Iterator[Diagnostic]:
    lines: dict[str, int] = {}
    for step in steps_of(file.rule):
        name = step.node.id if isinstance(step.node, Common) else None
        if name is None:
            continue
        place = (*step.place, "id")
        if not _ID.fullmatch(name) or name == _NOT_EXCLUDED:
            text = f"{name!r} cannot be the id of a clause."
            fix = "Use small letters, digits and hyphens, such as one-sided."
            yield file.fault(place, "RF109", text, fix)
        if name in lines:
            text = f"The id {name!r} is already used in line {lines[name]}."
            yield file.fault(place, "RF118", text)
        lines.setdefault(name, file.spot(*place).line)


def _same_places(file: RuleFile) -> Iterator[Diagnostic]:
    tied = [
        (step, step.node.same_place_as)
        for step in steps_of(file.rule)
        if isinstance(step.node, EntryLines) and step.node.same_place_as is not None
    ]
    free = _free_places(file)
    for step, other in tied:
        if other in free and step.place[0] != _ONLY_WHEN:
            continue
        text = f"same-place-as: {other!r} is no clause to be tied to here."
        place = (*step.place, "same-place-as")
        yield file.fault(place, "RF119", text, did_you_mean(other, free))


def _free_places(file: RuleFile) -> set[str]:
    """The clauses others may be tied to: themselves free, so no tie goes round."""
    return {
        step.node.id
        for step in steps_of(file.rule)
        if isinstance(step.node, EntryLines)
        and step.node.id
        and step.node.same_place_as is None
        and step.place[0] != _ONLY_WHEN
    }


def _placeholders(file: RuleFile) -> Iterator[Diagnostic]:
    named = named_nodes(file)
    card = file.rule.card
    for match in _PLACEHOLDER.finditer(card.detail):
        said = _wrong_placeholder(match, named)
        if said:
            clause = match[0].strip("{}").partition(".")[0]
            fix = did_you_mean(clause, set(named) - {clause})
            yield file.fault(("card", "detail"), "RF108", said, fix)
    for key, text in (("summary", card.summary), ("ask-summary", card.ask_summary)):
        if _PLACEHOLDER.search(text):
            said = f"The {key} holds a placeholder."
            yield file.fault(("card", key), "RF108", said)


def _wrong_placeholder(match: re.Match[str], named: dict[str, Node]) -> str:
    inner = match[1]
    if inner is None:
        return "A brace stands alone."
    if inner == _NOT_EXCLUDED:
        return ""
    name, _, field = inner.partition(".")
    if name not in named:
        return f"{match[0]} names no clause of this rule."
    if field not in _fields(named[name]):
        return f"{match[0]}: the clause {name!r} has no {field or 'such field'!r}."
    return ""


def _fields(node: Node) -> tuple[str, ...]:
    match node:
        case EntryLines():
            return _ENTRY_FIELDS
        case MeasureClause():
            return ("value", "date")
        case DrugClause() | PregnancyClause():
            return ("date",)
        case AgeClause() | SexClause():
            return ("value",)
        case _:
            return (*_ENTRY_FIELDS, "value")


def _shape(file: RuleFile) -> Iterator[Diagnostic]:
    for step in steps_of(file.rule):
        key, items = inner_nodes(step.node)
        if not items:
            continue
        if step.depth == _DEEPEST:
            text = f"This {key} stands more than {_DEEPEST} deep."
            yield file.fault(step.place, "RF332", text)
        if isinstance(step.node, AnyNode | AnyOf) and len(items) == 1:
            text = "any has a single item."
            yield file.fault((*step.place, key), "RF331", text)
        if isinstance(step.node, AtLeast) and step.node.at_least > len(items):
            text = f"at-least: {step.node.at_least} of {len(items)} can never be yes."
            yield file.fault(step.place, "RF334", text)


def _safety(file: RuleFile) -> Iterator[Diagnostic]:
    if file.rule.urgency == "emergency" and not file.rule.if_unknown.ask:
        text = "An emergency rule has to ask when data is missing."
        yield file.fault(("if-unknown", "ask"), "RF401", text)
