"""What `pinprick rules show` prints: a rule in English."""

from rich.console import Console
from rich.markdown import Markdown

from engine.rulebook.english import rule_english
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook


def print_rule(rule: Rule, rulebook: Rulebook) -> None:
    """Print what a committee reads, and the digest it would sign."""
    console = Console(highlight=False)
    console.print(Markdown(rule_english(rule, rulebook.vocabulary)))
    console.print(f"Digest: {rulebook.digest_of(rule.rule)}", style="dim")
