"""History of what stays for life counts as now; other history does not."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import evaluate_json, load_rulebook

RULEBOOK = load_rulebook(Path(__file__).resolve().parents[2] / "rules")
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
DIABETES = "chronic/symmetric-neuropathy-diabetes"
LIMB = "urgent/numbness-limb-colour-change"


def outcomes(complaint: str) -> dict[str, str]:
    record = {
        "resourceType": "Observation",
        "id": "complaint",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "8661-1"}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-20T14:00:00Z",
        "valueString": complaint,
    }
    answer = evaluate_json(json.dumps(record).encode(), RULEBOOK, NOW)
    return {one["rule"]: one["outcome"] for one in answer.outcomes}


@pytest.mark.parametrize("history", ["h/o DM", "hx of diabetes", "PMH: T2DM"])
def test_history_of_diabetes_is_diabetes(history: str) -> None:
    told = outcomes(f"{history}, both feet numb for 2 years")

    assert told[DIABETES] == "fires"


@pytest.mark.parametrize("other", ["FHx of diabetes", "no h/o diabetes"])
def test_diabetes_of_somebody_else_or_denied_is_none(other: str) -> None:
    told = outcomes(f"{other}, both feet numb for 2 years")

    assert told[DIABETES] != "fires"


def test_history_of_atrial_fibrillation_still_endangers_a_limb() -> None:
    told = outcomes("h/o AF, left leg numb and weak since 2 hours")

    assert told[LIMB] == "fires"
