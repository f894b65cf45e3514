"""No made-up call is answered with a false reassurance, and none with 5xx.

How the test sees what was lost: by the blocking problems in the answer's
extension, and by what the maker of the call knows it broke.
More of it: PYTHONPATH=tests/service python tests/service/generated/many_calls.py 10000
"""

from pathlib import Path

import pytest
from made_up_calls import Calls, Made
from many_calls import KEY, Answers, answers_to
from served import running

from engine.evaluation import Engine

NUMBER = 1_000
# Else the calls would say nothing.
EVERY_KIND = (
    "200 cards, lossy",
    "200 cards, whole",
    "200 no cards, whole",
    "400",
    "412",
)


def test_a_seed_makes_the_same_calls_again() -> None:
    once, again = (list(Calls(3).some(50)) for _ in range(2))

    assert once == again


# One test, and not one a claim: two processes would send every call twice.
@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_lost_is_never_answered_with_an_empty_list_and_nothing_with_5xx(
    seed: int, tmp_path: Path, engine: Engine
) -> None:
    with running(tmp_path, engine, patient_key_secret=KEY) as client:
        answers = answers_to(client, Calls(seed).some(NUMBER))
        ready = client.get("/ready").status_code

    counted = [answers.counted[kind] for kind in EVERY_KIND]
    assert (answers.false_reassurances, answers.failures, ready) == ([], [], 200)
    assert (min(counted) >= NUMBER / 100, len(answers.blocked) >= 8) == (True, True)


def test_an_empty_list_after_a_loss_would_be_seen() -> None:
    class Empty:
        status_code = 200
        text = ""

        def json(self) -> dict[str, list[str]]:
            return {"cards": []}

    seen = Answers()

    seen.add(Made(0, "patient-view", b"", is_lossy=True), Empty())

    assert len(seen.false_reassurances) == 1
