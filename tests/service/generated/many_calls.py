"""Made-up hook calls sent to the whole service, and what must never come back.

    PYTHONPATH=tests/service python tests/service/generated/many_calls.py 10000

sends so many, with a seed as second word, and counts the answers.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hook_calls import address
from made_up_calls import Calls, Made
from served import NOW, ROOT, running

from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook

KEY = "a made-up key of the tests"
JSON = {"Content-Type": "application/json"}
ONE_IN = 10  # calls after which the cards are overridden


@dataclass
class Answers:
    """What came back: how often what, and each answer that must not be."""

    counted: Counter[str] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    false_reassurances: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, made: Made, response: Any) -> None:
        """One more answer."""
        status, said = response.status_code, response.json()
        if status != 200:
            self.counted[str(status)] += 1
            is_refused = status in {400, 412} and said["issue"]
            if not is_refused:
                self.failures.append(_told(made, response))
            return
        blocking = [one["code"] for one in _problems(said) if one["blocking"]]
        self.blocked.update(set(blocking))
        is_lossy = bool(blocking) or made.is_lossy
        cards = "cards" if said["cards"] else "no cards"
        self.counted[f"200 {cards}, {'lossy' if is_lossy else 'whole'}"] += 1
        if is_lossy and not said["cards"]:
            self.false_reassurances.append(_told(made, response))


def _problems(said: Any) -> list[dict[str, Any]]:
    return list(said.get("extension", {}).get("org.pinprick.problems", []))


def _told(made: Made, response: Any) -> str:
    return f"{made.hook} {made.body!r}: {response.status_code} {response.text[:500]}"


def answers_to(client: Any, calls: Iterable[Made]) -> Answers:
    """What the service answers; some cards are overridden, which snoozes them."""
    answers = Answers()
    for made in calls:
        at = address(made.hook)
        response = client.post(at, content=made.body, headers=JSON)
        answers.add(made, response)
        if response.status_code == 200 and made.number % ONE_IN == 0:
            _override(client, at, response.json()["cards"])
    return answers


def _override(client: Any, at: str, cards: list[dict[str, Any]]) -> None:
    said = {"outcome": "overridden", "outcomeTimestamp": NOW.isoformat()}
    entries = [{"card": card["uuid"], **said} for card in cards]
    if entries:
        told = client.post(f"{at}/feedback", json={"feedback": entries})
        assert told.status_code == 200, told.text


def main(number: int, seed: int = 1) -> int:
    """The exit status: 1 if any answer must not be."""
    engine = Engine(load_rulebook(ROOT / "rules", "uk"))
    start = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), engine, patient_key_secret=KEY) as client,
    ):
        got = answers_to(client, Calls(seed).some(number))
        ready = client.get("/ready").status_code
    took = time.perf_counter() - start
    print(f"{number} calls in {took:.0f} s, ready: {ready}")
    for name, count in sorted(got.counted.items()):
        print(f"  {count:6} {name}")
    print(f"  blocking problems seen: {dict(got.blocked.most_common())}")
    wrong = [*got.false_reassurances, *got.failures]
    print("\n".join(wrong[:20]) or "no false reassurance, no 5xx")
    return 1 if wrong or ready != 200 else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
