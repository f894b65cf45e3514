"""The rule that an address names."""

from engine.rulebook.rule import Rule
from engine.service.contract import RulesInUse
from engine.service.refusal import Issue, Refusal


def rule_of(rulebook: RulesInUse, rule_id: str) -> Rule:
    """The rule of this id; a 404 that says where the ids are."""
    for known in rulebook.rules:
        if known.rule == rule_id:
            return known
    what = "There is no rule of this id"
    raise Refusal(404, Issue("not-found", what, "", "See /rules for the ids"))
