"""What `pinprick rules sign` does and prints."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from engine.rulebook.english import rule_english
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.signoff import Statement
from engine.rulebook.signoff_files import signer_of, write_signature
from engine.rulebook.signoff_request import SignRequest
from engine.rulebook.signoff_ssh import SigningError


@dataclass(frozen=True, slots=True)
class Words:
    """What the signer says beside the name: role, verdict, remark."""

    role: str
    verdict: str
    remark: str


def signed(  # noqa: PLR0913, PLR0917 - what is signed, by whom, when
    rule: Rule,
    rulebook: Rulebook,
    rules: Path,
    key: Path,
    words: Words,
    now: datetime,
) -> Path:
    """Sign a rule as it is loaded; the statement's file.

    Raises SigningError with what to do if it cannot be signed.
    """
    if not words.role.strip():
        raise SigningError("say your role: --role 'consultant neurologist'.")
    if words.verdict not in ("approve", "changes"):
        raise SigningError("the verdict is approve or changes.")
    if words.verdict == "changes" and not words.remark.strip():
        raise SigningError("say what should change: --remark '...'.")
    statement = Statement(
        rule=rule.rule,
        version=rule.version,
        digest=rulebook.digest_of(rule.rule),
        signer=signer_of(rules, key),
        role=words.role.strip(),
        time=now.replace(microsecond=0),
        verdict="approve" if words.verdict == "approve" else "changes",
        remark=words.remark.strip(),
    )
    return write_signature(rules, statement, key)


def print_asked(request: SignRequest, rule: Rule, rulebook: Rulebook) -> None:
    """Print a request from the review room: the English, then what is said of it."""
    console = Console(highlight=False)
    standing = str(rulebook.signoff_of(rule))
    console.print(Markdown(rule_english(rule, rulebook.vocabulary, standing)))
    console.rule("asked to be signed", style="dim")
    verdicts = {"approve": "I approve this rule", "changes": "I ask for changes"}
    lines = {
        "rule": f"{request.rule} ({rule.title})",
        "version": str(request.version),
        "digest": request.digest,
        "thresholds": f"of {request.locale}",
        "verdict": verdicts[request.verdict],
        "remark": request.remark or "none",
        "role": request.role,
        "asked by": f"{request.requested_by}, {request.requested_at:%d %b %Y %H:%M %Z}",
    }
    for name, said in lines.items():
        # No markup: a remark may hold brackets.
        console.print(Text(f"{name:11}{said}"), soft_wrap=True)
    console.print("The digest covers this rule and every word, code and order in it.")


def signed_request(
    request: SignRequest, signer: str, rules: Path, key: Path, now: datetime
) -> Path:
    """Sign what was asked; the statement's file. Raises SigningError."""
    statement = request.statement(signer, now.replace(microsecond=0))
    return write_signature(rules, statement, key)


def print_request(rule: Rule, rulebook: Rulebook, *, as_json: bool) -> None:
    """Print the English and the digest: what a signature would cover."""
    standing = str(rulebook.signoff_of(rule))
    english = rule_english(rule, rulebook.vocabulary, standing)
    digest = rulebook.digest_of(rule.rule)
    if as_json:
        told = {"rule": rule.rule, "version": rule.version, "digest": digest}
        print(json.dumps({**told, "english": english}, indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(Markdown(english))
    console.rule("to be signed", style="dim")
    console.print(f"rule     {rule.rule}\nversion  {rule.version}\ndigest   {digest}")
    console.print("The digest covers this rule and every word, code and order in it.")
    console.print(
        f"Sign with: pinprick rules sign {rule.rule} --key YOUR_KEY --role YOUR_ROLE",
        style="bold",
        soft_wrap=True,
    )


def print_signed(file: Path, rule: Rule, rulebook: Rulebook) -> None:
    """Print where the signature is and how the rule stands now."""
    console = Console(highlight=False)
    signoff = rulebook.signoff_of(rule)
    style = "green" if signoff.is_signed else "yellow"
    console.print(f"Signed: {file}", soft_wrap=True)
    console.print(f"{rule.rule}: {signoff}", style=style, soft_wrap=True)
