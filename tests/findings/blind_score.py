"""Precision and recall on texts by somebody who had not seen the lexicon.

    .venv/bin/python tests/findings/blind_score.py [--all]

`blind_text.jsonl` says of each text what a triage nurse would take from it;
`blind_text_README.md` how it was written. What counts here is what rules see:
present (possible included) and ongoing, or denied for certain.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.evaluation import Engine
from engine.findings.text.finding import TextFinding
from engine.rulebook.load import load_rulebook
from engine.when import Interval

HERE = Path(__file__).resolve().parent
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
# The words that the author was given.
WORDS = frozenset(
    {
        "numbness",
        "facial-weakness",
        "limb-weakness",
        "slurred-speech",
        "aphasia",
        "vision-loss",
        "diplopia",
        "dizziness",
        "vertigo",
        "ataxia",
        "gait-unsteady",
        "confusion",
        "cold-limb",
        "pallor",
        "cyanosis",
        "skin-discolouration",
        "absent-distal-pulse",
        "diabetes",
        "harmful-alcohol-use",
        "atrial-fibrillation",
        "dental-anaesthetic",
    }
)
Said = set[tuple[str, str]]


def texts() -> list[dict[str, Any]]:
    """The set, one text each."""
    lines = (HERE / "blind_text.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_by_engine(engine: Engine, text: str) -> Said:
    """What the engine takes from a text, in the words of the set."""
    found = engine.reader.read(text, WRITTEN, UTC).findings
    return {said for one in found if (said := _said(one)) and one.what in WORDS}


def _said(one: TextFinding) -> tuple[str, str] | None:
    if one.presence == "absent":
        return (one.what, "absent") if one.certain else None
    is_now = one.state == "ongoing" and not one.is_history
    return (one.what, "present") if is_now and one.presence else None


def expected(entry: dict[str, Any]) -> Said:
    """What the author of the set takes from a text."""
    return {(finding["what"], finding["is"]) for finding in entry["findings"]}


def figures(engine: Engine, kind: str) -> tuple[int, int, int]:
    """Right, wrong and missed statements of one kind, "present" or "absent"."""
    right = wrong = missed = 0
    for entry in texts():
        got = {one for one in read_by_engine(engine, entry["text"]) if one[1] == kind}
        want = {one for one in expected(entry) if one[1] == kind}
        right, wrong = right + len(got & want), wrong + len(got - want)
        missed += len(want - got)
    return right, wrong, missed


def main() -> None:
    """Print what is read otherwise, then the figures."""
    engine = Engine(load_rulebook(HERE.parents[1] / "rules"))
    for entry in texts():
        got, want = read_by_engine(engine, entry["text"]), expected(entry)
        if got != want:
            print(f"{entry['text']!r}\n  only read {got - want}, missed {want - got}")
    for kind in ("present", "absent"):
        right, wrong, missed = figures(engine, kind)
        print(
            f"{kind}: {right} right, {wrong} wrong, {missed} missed; "
            f"precision {right / (right + wrong):.3f}, "
            f"recall {right / (right + missed):.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
