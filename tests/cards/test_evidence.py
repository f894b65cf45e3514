"""The digest of what an answer rests on: the same for the same, else another."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from made_up import entry
from made_up_decisions import asked, fired, quiet, result

from engine.cards.evidence import evidence_digest, evidence_of
from engine.decide.outcome import Decision
from engine.truth import UNKNOWN
from engine.when import Interval

FACE = entry(sites=["face"], side="left", onset="2 hours", reference="Condition/1")
ARM = entry(sites=["arm"], side="left", onset="2 hours", reference="Condition/2")
WORDS = """
from made_up import entry
from made_up_decisions import fired, result
from engine.cards.evidence import evidence_digest
sites = ["face", "arm", "leg", "hand", "foot", "trunk"]
print(evidence_digest(fired("urgent/a", reasons=(result(entry(sites=sites)),))))
"""


def resting_on(*entries: Any, **more: Any) -> Decision:
    return fired("urgent/a", reasons=(result(*entries),), **more)


BASE = resting_on(FACE)


@pytest.mark.parametrize(
    "other",
    [
        resting_on(FACE, ARM),
        resting_on(ARM),
        resting_on(replace(FACE, side="right")),
        resting_on(replace(FACE, sources=())),
        resting_on(replace(FACE, severity="severe")),
        replace(BASE, digests={BASE.rule.rule: "sha256:changed"}),
        replace(BASE, indicator="warning"),
        replace(BASE, outcome="asks"),
        replace(BASE, disagreement=True),
        replace(BASE, lowered_by=(result(ARM),)),
        replace(BASE, not_excluded=(result(truth=UNKNOWN),)),
        replace(BASE, missing=(result(truth=UNKNOWN),)),
    ],
)
def test_whatever_changes_is_another_digest(other: Decision) -> None:
    assert evidence_digest(other) != evidence_digest(BASE)


def test_the_order_of_records_is_no_difference() -> None:
    one, other = resting_on(FACE, ARM), resting_on(ARM, FACE)

    assert evidence_digest(one) == evidence_digest(other)


def test_the_zone_a_time_is_written_in_is_no_difference() -> None:
    assert FACE.onset is not None
    east = timezone(timedelta(hours=5))
    start, end = FACE.onset.start.astimezone(east), FACE.onset.end.astimezone(east)
    moved = replace(FACE, onset=Interval(start, end))

    assert evidence_digest(resting_on(moved)) == evidence_digest(BASE)


def test_every_process_makes_the_same_digest() -> None:
    tests = Path(__file__).parents[1]
    path = os.pathsep.join(map(str, (tests, tests / "cards", tests.parent)))

    digests = {
        subprocess.run(
            [sys.executable, "-c", WORDS],
            env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(digests) == 1


def test_only_what_can_stand_on_a_card_has_one() -> None:
    shadow = fired("urgent/s", status="shadow")
    decisions = [fired("urgent/a"), asked("urgent/b"), quiet("urgent/c"), shadow]

    assert set(evidence_of(decisions)) == {"urgent/a", "urgent/b"}
