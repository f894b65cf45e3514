"""RF305 and RF306: what two rules say together."""

from collections.abc import Hashable, Iterator, Mapping

from engine.decide.conclude import Conclusion, rank
from engine.errors import Diagnostic
from engine.review.equivalence import Valuations
from engine.review.library import Library, at
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.rule import Rule
from engine.terminology.models import Order
from engine.truth import YES

# Hidden while an emergency or same-day rule fires (`rule-format.md` 2.14), so
# their buttons never stand beside those of an urgent card.
_HIDDEN_BESIDE_URGENT = frozenset({"routine", "self-care"})
_URGENT = frozenset({"emergency", "same-day"})


def shadowed(library: Library) -> Iterator[Diagnostic]:
    """RF305: a rule that another of its question and urgency always joins."""
    for one, other in library.pairs():
        if _kin(one.rule) == _kin(other.rule) and _is_implied(one, other, library):
            text = f"{other.rule.rule} fires whenever this rule does."
            yield at(one, ("when",), "RF305", text)


def _kin(rule: Rule) -> tuple[str, str]:
    return rule.question, rule.urgency


def _is_implied(one: RuleFile, other: RuleFile, library: Library) -> bool:
    """Whether the other always fires too, and as urgently.

    What an exception makes quiet is silent, and what it lowers says less.
    """
    truths = Valuations(library.rulebook, one.rule, other.rule)
    alone = truths.diagrams.combined(
        lambda a, b: _fired_as(a) > _fired_as(b), *map(truths.outcome, truths.rules)
    )
    return not truths.has(alone, True)


def _fired_as(conclusion: Hashable) -> int:
    """How urgent a rule that fired is shown, 0 if it did not fire."""
    if isinstance(conclusion, Conclusion) and conclusion.outcome == "fires":
        return rank(conclusion.indicator)
    return 0


def contradicting(library: Library) -> Iterator[Diagnostic]:
    """RF306: one act at two urgencies, or two that exclude each other.

    Two orders contradict if they carry one code with two priorities, or if
    one names the other under `not-with`.
    """
    orders = library.rulebook.vocabulary.orders
    for one, other in library.pairs():
        if not _are_shown_together(one.rule, other.rule):
            continue
        for number, suggestion in enumerate(one.rule.card.suggestions):
            against = _against(orders[suggestion.order], other.rule, orders)
            if against and _fire_together(one, other, library):
                text = f"{other.rule.rule} suggests {against}, which contradicts it."
                place = ("card", "suggestions", number)
                yield at(one, place, "RF306", text)


def _are_shown_together(one: Rule, other: Rule) -> bool:
    urgencies = {one.urgency, other.urgency}
    return not (urgencies & _URGENT and urgencies & _HIDDEN_BESIDE_URGENT)


def _against(order: Order, other: Rule, orders: Mapping[str, Order]) -> str:
    for suggestion in other.card.suggestions:
        second = orders[suggestion.order]
        two_urgencies = order.code == second.code and order.priority != second.priority
        excluded = second.order in order.not_with or order.order in second.not_with
        if two_urgencies or excluded:
            return suggestion.order
    return ""


def _fire_together(one: RuleFile, other: RuleFile, library: Library) -> bool:
    truths = Valuations(library.rulebook, one.rule, other.rule)
    both = truths.diagrams.combined(
        lambda a, b: a is YES and b is YES, *map(truths.fires, truths.rules)
    )
    return truths.has(both, True)
