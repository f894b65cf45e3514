"""`pinprick serve` as its own process: starts, answers, stops; says why not."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture
def service(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = start(tmp_path, 0, ROOT / "rules")
    yield process
    process.kill()
    process.communicate()


def test_it_starts_answers_and_stops(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    greeting = "".join(service.stdout.readline() for _ in range(5))
    found = re.search(r"http://127\.0\.0\.1:\d+", greeting)
    assert found, (greeting, service.communicate())

    ready = httpx.get(f"{found[0]}/ready")
    service.send_signal(signal.SIGINT)
    _, errors = service.communicate(timeout=20)

    assert (ready.status_code, service.returncode, errors) == (200, 0, "")
    for said in ("not clinically signed", f"{found[0]}/cds-services", "Ctrl-C"):
        assert said in greeting


def test_no_query_string_reaches_its_output(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    base = re.findall(r"http://127\.0\.0\.1:\d+", service.stdout.readline())[0]

    httpx.post(f"{base}/evaluate?patient=id-of-a-person", json={"no": "FHIR"})
    service.send_signal(signal.SIGINT)

    assert "id-of-a-person" not in "".join(service.communicate(timeout=20))


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
