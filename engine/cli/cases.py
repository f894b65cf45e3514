"""What `pinprick rules test` prints: the failures, then a count a rule."""

from collections import Counter

from rich.console import Console
from rich.markup import escape

from engine.review.cases import CaseResult, run_cases
from engine.rulebook.rulebook import Rulebook


def print_cases(rulebook: Rulebook) -> bool:
    """Run and print every case; whether all passed."""
    console = Console(highlight=False)
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for result in run_cases(rulebook):
        (passed if result.passed else failed)[result.rule.rule] += 1
        if not result.passed:
            console.print(_failure(result))
    for rule in rulebook.rules:
        good, bad = passed[rule.rule], failed[rule.rule]
        mark = "[red]✗[/]" if bad else "[green]✓[/]"
        console.print(f"{mark} {rule.rule}: {good} of {good + bad} cases")
    total = passed.total() + failed.total()
    console.print(
        f"{passed.total()} of {total} cases passed, {len(rulebook.rules)} rules."
        " Not clinically signed."
    )
    return not failed


def _failure(result: CaseResult) -> str:
    case, decision = result.case, result.decision
    wanted = f"{case.expect}{f' as {case.as_}' if case.as_ else ''}"
    got = (
        f"{decision.outcome}{f' as {decision.indicator}' if decision.indicator else ''}"
    )
    differed = " (the evaluators differed)" if decision.disagreement else ""
    lines = [f"[red]✗ {result.rule.rule}[/]: {escape(case.name)}"]
    lines.append(f"  expected {wanted}, got {got}{differed}")
    lines += [f"  {clause.says}: {clause.why}" for clause in decision.near]
    return "\n".join(lines)
