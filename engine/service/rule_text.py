"""A rule in English, as the rulebook generates it."""

from engine.rulebook.english import rule_english
from engine.rulebook.rule import Rule
from engine.service.contract import RulesInUse


def english_of(rulebook: RulesInUse, rule: Rule) -> str:
    """The generated English of a rule, in Markdown."""
    standing = str(rulebook.signoff_of(rule))
    return rule_english(rule, rulebook.vocabulary, standing)
