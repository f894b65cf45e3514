"""The card of a rule as an EHR gets it, made of one of the rule's own cases."""

from dataclasses import dataclass, replace

from engine.cards.build import Occasion, cards
from engine.cards.card import Card
from engine.decide.outcome import Decision
from engine.rulebook.rule import Case
from engine.rulebook.rulebook import Rulebook
from engine.service.room.card_parts import CardParts, parted

# Nobody: an order is suggested only where somebody is named.
_PATIENT = "example"


@dataclass(frozen=True, slots=True)
class Preview:
    """A card, its Markdown rendered, and the case whose patient it is about."""

    card: Card
    detail: CardParts
    case: Case


def preview(
    found: tuple[Case, Decision] | None, rulebook: Rulebook, base_url: str
) -> Preview | None:
    """What the EHR shows when this rule alone answers; None for no card."""
    if found is None:
        return None
    case, decision = found
    occasion = Occasion("preview", _PATIENT, base_url)
    shown = cards((_in_service(decision),), (), rulebook, occasion)
    return Preview(shown[0], parted(shown[0].detail), case) if shown else None


def _in_service(decision: Decision) -> Decision:
    """The decision as if the rule were active: a draft is on no card."""
    rule = decision.rule
    terms = rule.governance.model_copy(update={"status": "active"})
    return replace(decision, rule=rule.model_copy(update={"governance": terms}))
