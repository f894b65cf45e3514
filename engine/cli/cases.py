"""What `pinprick rules test` prints: the failures, then a count a rule."""

from collections import Counter
from pathlib import Path

import orjson
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from engine.review.cases import CaseResult, run_cases
from engine.rulebook.rulebook import Rulebook


def print_cases(
    rulebook: Rulebook, beside: Path | None = None, *, as_json: bool = False
) -> bool:
    """Run and print every case; whether all that could be run passed.

    ``beside`` is the directory in which cases name files of whole records.
    """
    progress = Console(stderr=True)
    total = sum(len(rule.cases) for rule in rulebook.rules)
    results = list(
        track(
            run_cases(rulebook, beside),
            "Cases",
            total=total,
            console=progress,
            disable=not progress.is_terminal,
        )
    )
    if as_json:
        rows = [_row(result) for result in results]
        print(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(results)
    return all(result.passed for result in results if result.ran)


def _print(results: list[CaseResult]) -> None:
    console = Console(highlight=False)
    for result in results:
        if not result.ran:
            console.print(_not_run(result))
        elif not result.passed:
            console.print(_failure(result))
    ran = Counter(result.rule.rule for result in results if result.ran)
    passed = Counter(result.rule.rule for result in results if result.passed)
    for name, count in ran.items():
        mark = "[green]✓[/]" if passed[name] == count else "[red]✗[/]"
        console.print(f"{mark} {name}: {passed[name]} of {count} cases")
    console.print(
        f"{passed.total()} of {ran.total()} cases passed, {len(ran)} rules."
        " Not clinically signed."
    )


def _not_run(result: CaseResult) -> str:
    case = result.case
    return f"[yellow]?[/] {result.rule.rule}: not run, {case.bundle} is not there"


def _failure(result: CaseResult) -> str:
    case, decision = result.case, result.decision
    assert decision is not None
    wanted = f"{case.expect}{f' as {case.as_}' if case.as_ else ''}"
    got = (
        f"{decision.outcome}{f' as {decision.indicator}' if decision.indicator else ''}"
    )
    differed = " (the evaluators differed)" if decision.disagreement else ""
    lines = [f"[red]✗ {result.rule.rule}[/]: {escape(case.name)}"]
    lines.append(f"  expected {wanted}, got {got}{differed}")
    lines += [f"  {clause.says}: {clause.why}" for clause in decision.near]
    return "\n".join(lines)


def _row(result: CaseResult) -> dict[str, object]:
    decision = result.decision
    return {
        "rule": result.rule.rule,
        "case": result.case.name,
        "expected": result.case.expect,
        "expected-as": result.case.as_,
        "outcome": decision.outcome if decision else None,
        "indicator": decision.indicator if decision else None,
        "passed": result.passed if decision else None,
        "code": "RF607" if decision and not result.passed else None,
    }
