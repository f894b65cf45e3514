"""What `pinprick rules diff` prints: who is answered otherwise, and by what."""

import json

from rich.console import Console
from rich.markup import escape

from engine.review.diff import BehaviourDiff, Change, RuleChange
from engine.review.diff_report import (
    NO_CHANGE,
    answer,
    count,
    diff_json,
    summary,
    words_in_a_line,
)


def print_diff_json(diff: BehaviourDiff, old: str, new: str) -> None:
    """Print everything that differs for programs."""
    print(json.dumps(diff_json(diff, old, new), indent=2, ensure_ascii=False))


def print_diff(diff: BehaviourDiff, old: str, new: str) -> None:
    """Print what differs for people: rules, kinds of patient, words."""
    console = Console(highlight=False)
    console.print(f"[dim]{escape(old)} → {escape(new)}[/]", soft_wrap=True)
    if not diff.changes_behaviour:
        console.print(f"[green]{NO_CHANGE}[/]")
    for rule in diff.added:
        console.print(f"[green]+ {rule.rule}[/] ({rule.urgency}): {escape(rule.title)}")
    for rule in diff.removed:
        console.print(f"[red]- {rule.rule}[/] ({rule.urgency}): {escape(rule.title)}")
    for change in diff.rules:
        _print_rule(console, change)
    if diff.words:
        console.print("Words that differ:", style="bold")
    for word in diff.words:
        style = "yellow" if word.decides else "dim"
        console.print(f"  [{style}]{escape(words_in_a_line(word))}[/]", soft_wrap=True)


def _print_rule(console: Console, rule: RuleChange) -> None:
    console.print(f"[bold]{rule.rule.rule}[/]: {summary(rule)}", soft_wrap=True)
    for change in rule.changes:
        _print_change(console, change, rule)
    if rule.patients:
        tried = f"{rule.patients} patients of {rule.statements} statements tried"
        console.print(f"  [dim]{tried}[/]")


def _print_change(console: Console, change: Change, rule: RuleChange) -> None:
    style = "red" if change.now.urgency < change.was.urgency else "yellow"
    console.print(
        f"  [{style}]{count(change, rule)}[/]: was {answer(change.was)}, "
        f"now {answer(change.now)}. Decided by: {escape(change.clause)}.",
        soft_wrap=True,
    )
    console.print(f"    Smallest example: {escape(change.example)}.", soft_wrap=True)
