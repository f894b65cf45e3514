"""A tiny output of a replay, written by hand."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from engine.population.keyed import KeyedHash
from engine.population.schema import (
    ANSWERS,
    EVALUATIONS,
    FORMAT,
    KEY,
    RUN,
    answers_schema,
    evaluations_schema,
)

FACE, CORD, FEET = "urgent/face", "urgent/cord", "chronic/feet"
KEY_TEXT = "0123456789abcdef0123456789abcdef"


def day(number: int, month: int = 1) -> datetime:
    """Noon of a day of 2026."""
    return datetime(2026, month, number, 12, tzinfo=UTC)


def rule(
    name: str,
    urgency: str = "emergency",
    question: str = "stroke",
    *,
    status: str = "active",
    version: int = 1,
    digest: str = "d1",
) -> dict[str, Any]:
    return {
        "rule": name,
        "title": f"Title of {name}",
        "version": version,
        "digest": digest,
        "urgency": urgency,
        "question": question,
        "status": status,
    }


RULES = (
    rule(FACE),
    rule(CORD, question="spinal cord"),
    rule(FEET, "routine", "neuropathy work-up"),
)


def stay(
    patient: str,
    time: datetime,
    cards: tuple[int, int, int] = (0, 0, 0),
    *,
    sex: str = "female",
    age_band: str = "40-64",
    site: str = "Ward A",
    problems: int = 0,
    blocking: int = 0,
    differing: int = 0,
) -> dict[str, Any]:
    """An evaluation with so many critical, warning and info cards."""
    critical, warning, info = cards
    return {
        "patient": patient,
        "time": time,
        "encounter": "",
        "sex": sex,
        "age_band": age_band,
        "site": site,
        "cards_critical": critical,
        "cards_warning": warning,
        "cards_info": info,
        "problems": problems,
        "blocking": blocking,
        "differing": differing,
    }


def answer(
    patient: str,
    time: datetime,
    name: str,
    outcome: str = "fires",
    indicator: str = "critical",
    *,
    shown: bool = True,
    status: str = "active",
    missing: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "patient": patient,
        "time": time,
        "rule": name,
        "version": 1,
        "digest": "d1",
        "status": status,
        "outcome": outcome,
        "indicator": indicator,
        "shown": shown,
        "missing": list(missing),
        "evidence": [],
    }


def write_run(
    folder: Path,
    stays: Sequence[dict[str, Any]],
    answers: Sequence[dict[str, Any]] = (),
    rules: Sequence[dict[str, Any]] = RULES,
    key: str | None = KEY_TEXT,
    **run: Any,
) -> Path:
    """The directory, with everything a replay writes but what it rejected."""
    folder.mkdir(parents=True, exist_ok=True)
    said = {
        "format": FORMAT,
        "engine": "0.1.0",
        "key_check": KeyedHash(KEY_TEXT.encode()).of(""),
        "keeps_content": False,
        "rules_digest": "sha256:made-up",
        "locale": "uk",
        "times": "encounters",
        "rules": list(rules),
        "inputs": [{"name": "Patient.ndjson", "bytes": 10, "sha256": "ab"}],
        "counts": {
            "patients": len({one["patient"] for one in stays}),
            "patients_not_sent": 0,
            "evaluations": len(stays),
            "resources": {"Patient": 1},
            "encounters": {"evaluated": len(stays)},
            "evaluations_problems": {},
            "rejected": {},
        },
        **run,
    }
    (folder / RUN).write_text(json.dumps(said), encoding="utf-8")
    _write(folder / EVALUATIONS, stays, evaluations_schema())
    _write(folder / ANSWERS, answers, answers_schema())
    if key is not None:
        (folder / KEY).write_text(key, encoding="utf-8")
    return folder


def _write(file: Path, rows: Sequence[dict[str, Any]], schema: pa.Schema) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows), schema), file)
