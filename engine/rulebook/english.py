"""A rule in English, generated: what a committee reads and signs.

The wording follows `rule-format.md` section 3. Nothing here is written by
hand for one rule, so it cannot say anything else than the rule does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from engine.rulebook.amounts import drug_english, measure_english, person_is
from engine.rulebook.clauses import (
    AgeClause,
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Common,
    DrugClause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    Node,
    NoneNode,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.override_reasons import OVERRIDE_REASONS
from engine.rulebook.phrases import is_plural, predicates, subject
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.reading_notes import lowered_when_slow, reading_notes
from engine.rulebook.rule import ASKS_AS, FIRES_AS, Rule, Urgency
from engine.rulebook.signoff import NOT_SIGNED
from engine.rulebook.walk import inner_nodes, steps_of
from engine.terminology.models import FindingKind
from engine.terminology.vocabulary import Vocabulary

EXCEPTION: Mapping[Urgency, str] = {
    "emergency": "**Lowered to a warning**, which names the exception, when",
    "same-day": "**Lowered to info**, which names the exception, when",
    "two-weeks": "**No card** when",
    "routine": "**No card** when",
    "self-care": "**No card** when",
}


def clause_english(
    node: Node, vocabulary: Vocabulary, named: Mapping[str, Node] | None = None
) -> str:
    """One clause as a sentence without a capital or a full stop.

    ``named`` are the clauses of the rule by id, so that "the same limb" can
    say whose; without it the id itself stands there.
    """
    others = named or {}
    match node:
        case FindingClause() | GroupClause():
            return _entry(node, vocabulary, others)
        case MeasureClause():
            return measure_english(node, vocabulary)
        case DrugClause():
            return drug_english(node, vocabulary)
        case PregnancyClause() | AgeClause() | SexClause():
            return f"the patient is {person_is(node)}"
        case All() | AnyNode() | NoneNode() | AtLeast() | AnyOf():
            return _combined(node, vocabulary, others)
    assert_never(node)


def rule_english(rule: Rule, vocabulary: Vocabulary, standing: str = NOT_SIGNED) -> str:
    """A whole rule as Markdown, in the order of its file.

    ``standing`` is the last line: what the signatures amount to.
    """
    parts = (
        f"# {rule.title}",
        _headline(rule),
        rule.purpose.strip(),
        decision_english(rule, vocabulary),
        *_card(rule, vocabulary),
        *_evidence(rule),
        *_governance(rule),
        "**How this is read**\n\n" + _list(reading_notes(rule, vocabulary)),
        f"**{standing}.**",
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def decision_english(rule: Rule, vocabulary: Vocabulary) -> str:
    """When a rule alerts, what lowers it, and when it asks, as Markdown."""
    logic, lowered = _logic(rule, vocabulary), _exceptions(rule, vocabulary)
    slow = lowered_when_slow(rule, vocabulary)
    parts = (logic, lowered, slow, _if_unknown(rule, vocabulary))
    return "\n\n".join(part for part in parts if part)


def _entry(
    clause: FindingClause | GroupClause,
    vocabulary: Vocabulary,
    others: Mapping[str, Node],
) -> str:
    what, rest = entry_english(clause, vocabulary, others)
    if not rest:
        are = is_plural(_says(clause, vocabulary))
        return f"{what} {'are' if are else 'is'} recorded"
    return f"{what} {'; and '.join(rest)}"


def entry_english(
    clause: FindingClause | GroupClause,
    vocabulary: Vocabulary,
    others: Mapping[str, Node],
) -> tuple[str, tuple[str, ...]]:
    """What and where an entry has to be, and what else is asked of it."""
    says, kind = _says(clause, vocabulary), _kind(clause, vocabulary)
    same_place = _same_place(clause, vocabulary, others)
    rest = predicates(clause, kind, are=is_plural(says), same_place=same_place)
    return subject(says, clause, vocabulary), rest


def _says(clause: FindingClause | GroupClause, vocabulary: Vocabulary) -> str:
    if isinstance(clause, FindingClause):
        return vocabulary.findings[clause.finding].says
    return vocabulary.groups[clause.group].says


def _kind(clause: FindingClause | GroupClause, vocabulary: Vocabulary) -> FindingKind:
    """The kind of a finding; of a group only if all members share it."""
    if isinstance(clause, FindingClause):
        return vocabulary.findings[clause.finding].kind
    members = vocabulary.groups[clause.group].members
    kinds = {vocabulary.findings[member].kind for member in members}
    return kinds.pop() if len(kinds) == 1 else "symptom"


def _same_place(
    clause: EntryLines, vocabulary: Vocabulary, others: Mapping[str, Node]
) -> str:
    other = others.get(clause.same_place_as or "")
    if isinstance(other, FindingClause | GroupClause):
        what = subject(_says(other, vocabulary), other, vocabulary)
        return f"the {what.partition(', or with no')[0]}"
    return f'the entry of clause "{clause.same_place_as}"'


def _combined(node: Node, vocabulary: Vocabulary, others: Mapping[str, Node]) -> str:
    _, items = inner_nodes(node)
    said = [clause_english(item, vocabulary, others) for item in items]
    if len(said) == 1 and not isinstance(node, NoneNode):
        return said[0]
    # an inner list in brackets, so that no reader takes its end for the outer's
    texts = (
        f"[{text}]" if inner_nodes(item)[1] else text
        for item, text in zip(items, said, strict=True)
    )
    numbered = (f"({number}) {text}" for number, text in enumerate(texts, start=1))
    return f"{heading(node)}: {'; '.join(numbered)}"


def heading(node: Node) -> str:
    """How a node joins its items: "all of these are true"."""
    match node:
        case All():
            return "all of these are true"
        case NoneNode():
            return "each of these is known not to be true"
        case AtLeast():
            verb = "is" if node.at_least == 1 else "are"
            return f"at least {node.at_least} of these {verb} true"
        case _:
            return "at least one of these is true"


def _headline(rule: Rule) -> str:
    question = QUESTIONS.get(rule.question, rule.question)
    covers = ", ".join(rule.covers)
    return (
        f"`{rule.rule}`, version {rule.version}. Urgency: {rule.urgency} "
        f"({FIRES_AS[rule.urgency]} card). "
        f"Question: {question}. Covers {covers}."
    )


def _logic(rule: Rule, vocabulary: Vocabulary) -> str:
    outline = _outline(rule, rule.when, vocabulary)
    return f"**Alert** when {outline}"


def _exceptions(rule: Rule, vocabulary: Vocabulary) -> str:
    if not rule.unless:
        return ""
    items = [_indented(_outline(rule, node, vocabulary)) for node in rule.unless]
    opening = f"{EXCEPTION[rule.urgency]} at least one of these is known to be true:"
    return f"{opening}\n\n{_list(items)}"


def _if_unknown(rule: Rule, vocabulary: Vocabulary) -> str:
    if not asks(rule):
        return "**If data is missing**, no card."
    anchor = rule.if_unknown.only_when
    only = (
        "numbness or the like is recorded at a fitting site"
        if anchor is None
        else clause_english(anchor, vocabulary, named_nodes(rule))
    )
    return f"**If data is missing**, ask, but only when {only}."


def asks(rule: Rule) -> bool:
    """Whether a rule puts a question where data is missing."""
    return rule.if_unknown.ask and ASKS_AS[rule.urgency] is not None


def _outline(rule: Rule, node: Node, vocabulary: Vocabulary) -> str:
    """A node as a sentence, or as a numbered list where it combines others."""
    _, items = inner_nodes(node)
    remarks = _remarks(rule, node)
    if not items:
        return f"{clause_english(node, vocabulary, named_nodes(rule))}.{remarks}"
    lines = (
        f"{number}. {_indented(_outline(rule, item, vocabulary))}"
        for number, item in enumerate(items, start=1)
    )
    return f"{heading(node)}:{remarks}\n\n" + "\n".join(lines)


def _remarks(rule: Rule, node: Node) -> str:
    if not isinstance(node, Common):
        return ""
    why = f" *{node.why.strip()}*" if node.why else ""
    confirmed = {item.id: item.confirmed for item in rule.evidence}
    cited = (_cited(name, confirmed=confirmed.get(name)) for name in node.evidence)
    return why + (f" [{', '.join(cited)}]" if node.evidence else "")


def _cited(name: str, *, confirmed: bool | None) -> str:
    if name == "UNCONFIRMED":
        return "unconfirmed"
    return name if confirmed else f"{name} (unconfirmed)"


def named_nodes(rule: Rule) -> dict[str, Node]:
    """The clauses of a rule by id, for "the same limb as"."""
    return {
        step.node.id: step.node
        for step in steps_of(rule)
        if isinstance(step.node, Common) and step.node.id
    }


def _card(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    card = rule.card
    detail = "\n".join(f"> {line}" for line in card.detail.strip().splitlines())
    yield f"**The card says**: {card.summary}\n\n{detail}"
    if asks(rule):
        indicator = ASKS_AS[rule.urgency]
        yield f"**When it asks, it says** ({indicator} card): {card.ask_summary}"
    if card.suggestions:
        orders = vocabulary.orders
        yield "**It suggests**\n\n" + _list(
            f"{item.label}: {orders[item.order].code.display}, "
            f"{orders[item.order].priority}"
            for item in card.suggestions
        )
    if card.may_override:
        reasons = (OVERRIDE_REASONS.get(word, word) for word in card.may_override)
        yield "**Reasons to set it aside**\n\n" + _list(reasons)


def _evidence(rule: Rule) -> Iterator[str]:
    if rule.evidence:
        yield "**Evidence**\n\n" + _list(
            f"{item.id}: {item.cite}{'' if item.confirmed else ' (unconfirmed)'}"
            for item in rule.evidence
        )


def _governance(rule: Rule) -> Iterator[str]:
    terms = rule.governance
    yield f"**Harm if missed**: {terms.harm_if_missed}"
    yield f"**Harm of a false alarm**: {terms.harm_if_false}"
    if terms.known_false_alarms:
        yield "**Known false alarms**\n\n" + _list(terms.known_false_alarms)
    needs = terms.sign_off_needs.clinicians
    yield (
        f"Status: {terms.status}. Review by {terms.review_by.isoformat()}. "
        f"Signatures needed: {needs}."
    )


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _indented(text: str) -> str:
    first, *rest = text.splitlines()
    return "\n".join([first, *(f"   {line}" if line else "" for line in rest)])
