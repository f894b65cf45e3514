"""The façade: what a program that embeds Pinprick may use."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import engine

RULES = Path(__file__).resolve().parents[1] / "rules"
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


def test_every_exported_name_exists_and_nothing_else_is_public() -> None:
    public = {
        name
        for name, value in vars(engine).items()
        if not name.startswith("_")
        and getattr(value, "__module__", "").startswith("engine")
    }

    assert public == set(engine.__all__)
    assert len(engine.__all__) <= 15


def test_importing_the_facade_loads_nothing_slow() -> None:
    code = "import sys, engine; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    slow = {"pydantic", "spacy", "fhir", "durable_rules_engine", "fastapi"}
    assert slow.isdisjoint(loaded)


def test_bytes_in_cards_out() -> None:
    rulebook = engine.load_rulebook(RULES)
    body = b'{"resourceType": "Bundle", "entry": []}'

    answer = engine.evaluate_json(body, rulebook, NOW)

    assert answer.cards == ()
    assert {outcome["outcome"] for outcome in answer.outcomes} == {"quiet"}
