"""What `pinprick rules mutate` prints: survivors, then a count a rule."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import orjson
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from engine.review.cases import Patients
from engine.review.mutate import Trial, trials_of
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook


def print_mutants(
    rulebook: Rulebook, beside: Path, chosen: Iterable[Rule], *, as_json: bool
) -> bool:
    """Mutate some rules and print what no case noticed; whether all were.

    ``beside`` is the directory in which cases name files of whole records.
    """
    patients = Patients(rulebook, beside)
    rules = [rule for rule in chosen if rule.governance.status != "retired"]
    progress = Console(stderr=True)
    shown = track(rules, "Mutating", console=progress, disable=not progress.is_terminal)
    tried = [trial for rule in shown for trial in trials_of(rule, patients)]
    if as_json:
        rows = [_row(trial) for trial in tried]
        print(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(tried)
    return not any(trial.verdict == "survived" for trial in tried)


def _print(tried: list[Trial]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for trial in tried:
        if trial.verdict != "killed":
            console.print(_line(trial))
    rules = dict.fromkeys(trial.rule.rule for trial in tried)
    for name in rules:
        counts = _all([trial for trial in tried if trial.rule.rule == name])
        mark = "[red]✗[/]" if counts["survived"] else "[green]✓[/]"
        console.print(f"{mark} {name}: {_counted(counts)}")
    console.print(
        f"{len(tried)} mutants of {len(rules)} rules: {_counted(_all(tried))}"
    )


def _line(trial: Trial) -> str:
    rule, says = trial.rule.rule, escape(trial.mutant.says)
    if trial.verdict == "survived":
        return f"[red]{trial.code}[/] {rule}: no case notices {says}."
    return f"[dim]{rule}: nobody can notice {says}: {escape(trial.by)}.[/]"


def _all(tried: list[Trial]) -> Counter[str]:
    return Counter(str(trial.verdict) for trial in tried)


def _counted(counts: Counter[str]) -> str:
    return (
        f"{counts['killed']} noticed, {counts['survived']} not noticed, "
        f"{counts['equivalent']} that change nothing"
    )


def _row(trial: Trial) -> dict[str, object]:
    return {
        "rule": trial.rule.rule,
        "place": list(trial.mutant.place),
        "kind": trial.mutant.kind,
        "mutant": trial.mutant.says,
        "verdict": trial.verdict,
        "by": trial.by,
        "code": trial.code if trial.verdict == "survived" else None,
    }
