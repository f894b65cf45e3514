"""What `pinprick rules show` prints: a rule in English."""

import json

from rich.console import Console
from rich.markdown import Markdown

from engine.rulebook.english import rule_english
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook


def print_rule(rule: Rule, rulebook: Rulebook) -> None:
    """Print what a committee reads, and the digest it would sign."""
    console = Console(highlight=False)
    standing = str(rulebook.signoff_of(rule))
    console.print(Markdown(rule_english(rule, rulebook.vocabulary, standing)))
    console.print(f"Digest: {rulebook.digest_of(rule.rule)}", style="dim")


def print_rule_json(rule: Rule, rulebook: Rulebook) -> None:
    """Print the same for programs, with the state of every signature."""
    signoff = rulebook.signoff_of(rule)
    told = {
        "rule": rule.rule,
        "version": rule.version,
        "status": rule.governance.status,
        "digest": rulebook.digest_of(rule.rule),
        "signoff": {
            "state": signoff.state,
            "approvals": signoff.approvals,
            "needed": signoff.needed,
            "signatures": [
                {"file": one.signature.file, "standing": one.standing}
                for one in signoff.signatures
            ],
        },
        "english": rule_english(rule, rulebook.vocabulary, str(signoff)),
    }
    print(json.dumps(told, indent=2, ensure_ascii=False))
