"""What a signature would be about: a rule as it runs, or as it is proposed."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.rulebook.english import decision_english
from engine.rulebook.rule import Rule
from engine.rulebook.uses import words_used
from engine.service.contract import RulesInUse


@dataclass(frozen=True, slots=True)
class Signable:
    """A rule, the digest that a signature binds to, and what it covers.

    ``english`` is Markdown; ``covers`` how many words of each kind.
    """

    rule: Rule
    digest: str
    english: str
    covers: tuple[tuple[str, int], ...]


def signable(rule: Rule, book: RulesInUse) -> Signable:
    """A rule of a rulebook as it would be signed."""
    return Signable(
        rule,
        book.digest_of(rule.rule),
        decision_english(rule, book.vocabulary),
        _covers(rule, book),
    )


def _covers(rule: Rule, book: RulesInUse) -> tuple[tuple[str, int], ...]:
    """What the digest covers beside the rule: how many words of each kind."""
    used = words_used(rule, book.vocabulary)
    kinds = {
        "finding": used.findings,
        "group of findings": used.groups,
        "measure": used.measures,
        "drug": used.drugs,
        "body part": used.sites,
        "qualifier": used.qualifiers,
        "value set": used.value_sets,
        "order": used.orders,
        "threshold": used.thresholds,
    }
    return tuple(
        (_many(kind, names), len(names)) for kind, names in kinds.items() if names
    )


def _many(kind: str, names: Collection[str]) -> str:
    first, _, rest = kind.partition(" of ")
    plural = first if len(names) == 1 else f"{first}s"
    return f"{plural} of {rest}" if rest else plural
