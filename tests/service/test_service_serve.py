"""`pinprick serve` as its own process: starts, answers, stops; says why not."""

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SERVE = (
    "import sys; from pathlib import Path; from engine.service.serve import serve; "
    "sys.exit(serve('127.0.0.1', int(sys.argv[1]), Path(sys.argv[2])))"
)


def start(directory: Path, port: int, rules: Path) -> subprocess.Popen[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PINPRICK_")
    }
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port), str(rules)],
        cwd=directory,
        env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@dataclass(frozen=True)
class Life:
    """What a process said from its start to its end."""

    base: str
    greeting: str
    ready: int
    status: int
    output: str
    errors: str


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A service that starts, is asked about a person, and is stopped."""
    process = start(tmp_path_factory.mktemp("life"), 0, ROOT / "rules")
    try:
        assert process.stdout is not None
        greeting = "".join(process.stdout.readline() for _ in range(5))
        found = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert found, (greeting, process.communicate())
        ready = httpx.get(f"{found[0]}/ready").status_code
        httpx.post(f"{found[0]}/evaluate?patient=id-of-a-person", json={"no": "FHIR"})
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    return Life(found[0], greeting, ready, process.returncode, output, errors)


def test_it_starts_answers_and_stops(life: Life) -> None:
    assert (life.ready, life.status) == (200, 0)
    (line,) = life.errors.splitlines()
    assert "service=/evaluate status=400" in line
    for said in ("not clinically signed", f"{life.base}/cds-services", "Ctrl-C"):
        assert said in life.greeting


def test_no_query_string_reaches_its_output(life: Life) -> None:
    assert "id-of-a-person" not in life.greeting + life.output + life.errors


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path, taken.getsockname()[1], ROOT / "rules")
        output, errors = process.communicate(timeout=60)

    assert (process.returncode, output) == (1, "")
    assert "the port is in use" in errors
    assert len(errors.splitlines()) == 1


def test_bad_rules_stop_the_start_with_every_fault(tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "urgent"
    rules.mkdir(parents=True)
    (rules / "one.yaml").write_text("rule: urgent/one\n")
    (rules / "two.yaml").write_text("rule: urgent/two\n")

    process = start(tmp_path, 0, tmp_path / "rules")
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    for file in ("one.yaml", "two.yaml"):
        assert re.search(rf"{file}:\d+: RF\d+ ", errors)
