"""What several commands share: which rules, loaded or told why not."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from engine.rulebook.rule import Rule
    from engine.rulebook.rulebook import Rulebook

DEFAULT_RULES = Path(__file__).resolve().parents[2] / "rules"
Rules = Annotated[
    Path,
    typer.Option(
        "--rules", envvar="PINPRICK_RULES_DIR", help="The directory of rules."
    ),
]
Locale = Annotated[str, typer.Option(help="Thresholds of which country: uk or us.")]
RuleId = Annotated[str, typer.Argument(help="A rule id, such as urgent/….")]


def loaded(rules: Path, locale: str) -> "Rulebook":
    """The rules of a directory; every fault printed and exit 2 if there is one."""
    from engine.errors import RuleError  # noqa: PLC0415
    from engine.rulebook.load import load_rulebook  # noqa: PLC0415

    try:
        return load_rulebook(rules, locale)
    except RuleError as error:
        for diagnostic in error.diagnostics:
            print(f"{rules}/{diagnostic}", file=sys.stderr)
        stop(f"{len(error.diagnostics)} faults in {rules}; nothing was run.")


def rule_of(rulebook: "Rulebook", rule_id: str) -> "Rule":
    """A rule by its id; the known ids and exit 2 if there is none."""
    for rule in rulebook.rules:
        if rule.rule == rule_id:
            return rule
    known = "\n  ".join(one.rule for one in rulebook.rules)
    stop(f"there is no rule {rule_id!r}. There are:\n  {known}")


def stop(message: str) -> NoReturn:
    """One line on standard error, and exit 2: nothing was done."""
    print(f"pinprick: {message}", file=sys.stderr)
    raise typer.Exit(2)
