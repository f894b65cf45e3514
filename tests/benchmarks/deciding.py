"""What deciding costs, and how it grows with the number of rules.

    .venv/bin/python tests/benchmarks/deciding.py

The shipped rules once, and eight times under new ids. The copies share no
atom: each hangs on an anchor of its own. Medians of many runs, in milliseconds.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.decide.ask import answers
from engine.decide.decide import Decider
from engine.decide.plan import default_only_when
from engine.evaluation import Engine
from engine.reading import Question
from engine.rulebook.clauses import AnyNode, Node
from engine.rulebook.load import load_rulebook
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook, rulebook_of

ROOT = Path(__file__).parents[2]
# A mild numb leg of long standing: one finding, nearly every rule quiet.
SMALL = (
    b'[{"resourceType": "Patient", "id": "1", "birthDate": "1970-01-01"},'
    b'{"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/1"},'
    b'"code": {"text": "numb left leg"}, "onsetDateTime": "2019-05-01",'
    b'"recordedDate": "2019-06-01T09:00:00Z"}]'
)
QUESTION = Question(datetime(2026, 11, 20, 15, tzinfo=UTC), "benchmark", "1")


@dataclass(frozen=True)
class Cost:
    """Medians in milliseconds; ``whole`` is bytes to cards."""

    rules: int
    atoms: int
    ask: float
    decide: float
    explain: float
    whole: float


def multiplied(book: Rulebook, times: int) -> Rulebook:
    """The rules so many times under new ids, no clause shared between copies."""
    copies = [_copy(rule, number) for number in range(times) for rule in book.rules]
    made = rulebook_of(tuple(copies), book.vocabulary, book.locale)
    return replace(made, signoffs=book.signoffs)


def _copy(rule: Rule, number: int) -> Rule:
    if number == 0:
        return rule
    anchor: Node = rule.if_unknown.only_when or default_only_when(rule)
    for _ in range(number):
        anchor = AnyNode(any=(anchor,))
    own = rule.if_unknown.model_copy(update={"only_when": anchor})
    name = f"{rule.rule}-{number}"
    return rule.model_copy(update={"rule": name, "if_unknown": own})


def cost_of_deciding(book: Rulebook, body: bytes = SMALL, rounds: int = 200) -> Cost:
    engine = Engine(book)
    chart, decider = engine.chart(body, QUESTION), Decider(book)
    return Cost(
        rules=len(book.rules),
        atoms=len(decider._plan.atoms),
        ask=_median(lambda: answers(decider._plan, chart), rounds),
        decide=_median(lambda: decider.decide(chart), rounds),
        explain=_median(lambda: decider.decide(chart).all, rounds),
        whole=_median(lambda: engine.evaluate_body(body, QUESTION), rounds),
    )


def _median(work: Callable[[], Any], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    book = load_rulebook(ROOT / "rules")
    print("rules  atoms  atoms asked  decided  all explained  bytes to cards (ms)")
    for times in (1, 8):
        cost = cost_of_deciding(multiplied(book, times))
        print(
            f"{cost.rules:5}  {cost.atoms:5}  {cost.ask:11.3f}  {cost.decide:7.3f}"
            f"  {cost.explain:13.3f}  {cost.whole:14.3f}"
        )


if __name__ == "__main__":
    main()
