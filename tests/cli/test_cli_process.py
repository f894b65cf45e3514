"""The command `pinprick` as a process of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINPRICK = Path(sys.executable).with_name("pinprick")
FACE = {
    "resourceType": "Condition",
    "id": "c1",
    "code": {"text": "Numbness of the left face"},
    "onsetDateTime": "2026-11-20T13:30:00Z",
}


def pinprick(*arguments: str, body: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PINPRICK), *arguments],
        input=body,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["evaluate", "--help"], ["rules"]])
def test_help_is_quick(arguments: list[str]) -> None:
    began = time.perf_counter()
    shown = pinprick(*arguments)
    seconds = time.perf_counter() - began

    assert "Usage" in shown.stdout + shown.stderr
    assert seconds < 3  # 0.3 s alone; the limit leaves room for a busy machine


def test_help_imports_nothing_slow() -> None:
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from engine.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print(*sys.modules)\n"
    )

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    slow = {"spacy", "medspacy", "fhir", "durable_rules_engine", "pydantic", "fastapi"}
    assert slow.isdisjoint(told.stdout.split())


def test_evaluate_reads_standard_input_and_writes_json_only() -> None:
    told = pinprick(
        "evaluate", "-", "--now", "2026-11-20T15:30:00Z", "--format", "cards",
        body=json.dumps(FACE),
    )  # fmt: skip

    assert told.returncode == 0
    assert told.stderr == ""
    assert json.loads(told.stdout)["cards"][0]["indicator"] == "critical"


def test_a_bad_body_is_one_line_on_standard_error() -> None:
    told = pinprick("evaluate", "-", body="{")

    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.startswith("pinprick: ")
    assert "Traceback" not in told.stderr


def test_rules_test_exits_0_for_the_rules_that_ship() -> None:
    assert pinprick("rules", "test").returncode == 0
