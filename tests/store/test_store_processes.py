"""Several workers on one database, and a process that dies: nothing is lost."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import httpx
import pytest

from engine.store.database import Store, open_store
from engine.store.feedback import all_feedback

ROOT = Path(__file__).parents[2]
WRITERS = 4
CALLS_EACH = 50
WRITE = """
import sys
from dataclasses import replace
sys.path.insert(0, sys.argv[2])
from made_up_rows import ACCEPTED, AT, SHOWN
from engine.store.database import open_store
from engine.store.feedback import keep_feedback
from engine.store.shown import keep_shown

store = open_store(sys.argv[1])
for number in range(int(sys.argv[4])):
    card = f"{sys.argv[3]}-{number}"
    keep_shown(store, [replace(SHOWN, uuid=card)])
    shared = [replace(ACCEPTED, card=f"shared-{number}-{n}") for n in range(5)]
    # In another order by each: what two writers both hold must not lock them.
    said = [replace(ACCEPTED, card=card), *shared]
    keep_feedback(store, said if int(sys.argv[3]) % 2 else said[::-1], AT)
"""
ENTRIES = 3


def test_four_processes_that_write_at_once_lose_nothing(store: Store, url: str) -> None:
    here = str(Path(__file__).parent)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, url, here, str(writer), str(CALLS_EACH)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(WRITERS)
    ]

    ended = [(process.communicate()[1], process.returncode) for process in processes]

    kept = sorted((row.card, row.is_known_card) for row in all_feedback(store))
    own = [(f"{w}-{n}", True) for w in range(WRITERS) for n in range(CALLS_EACH)]
    shared = [(f"shared-{n}-{m}", False) for n in range(CALLS_EACH) for m in range(5)]
    assert ended == [("", 0)] * WRITERS
    assert kept == sorted([*own, *shared])


@pytest.fixture
def service(url: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`pinprick serve` on the database, as a process of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINPRICK_")}
    settings = {"PINPRICK_DATABASE_URL": url, "PINPRICK_UPGRADE_AT_START": "true"}
    run = "import sys; from engine.service.serve import serve; sys.exit(serve(port=0))"
    process = subprocess.Popen(
        [sys.executable, "-c", run],
        cwd=tmp_path,
        env=clean | settings | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def calls(base: str, caller: int, acknowledged: Queue[str]) -> None:
    """Posts feedback until the service is gone; says what was answered."""
    with httpx.Client(base_url=base) as client:
        for number in range(100_000):
            call = f"{caller}-{number}"
            try:
                answer = client.post(
                    "/cds-services/numbness-red-flags/feedback",
                    json={"feedback": [entry(call, n) for n in range(ENTRIES)]},
                )
            except httpx.TransportError:
                return
            assert answer.status_code == 200
            acknowledged.put(call)


def entry(call: str, number: int) -> dict[str, str]:
    return {
        "card": f"{call}-{number}",
        "outcome": "overridden",
        "outcomeTimestamp": "2026-01-31T12:00:00Z",
    }


def test_kill_9_amid_feedback_loses_nothing_acknowledged(
    service: subprocess.Popen[str], url: str
) -> None:
    assert service.stdout is not None
    greeting = service.stdout.readline()
    base = re.findall(r"http://127\.0\.0\.1:\d+", greeting)[0]
    acknowledged: Queue[str] = Queue()
    said: list[str] = []

    with ThreadPoolExecutor(3) as callers:
        running = [callers.submit(calls, base, c, acknowledged) for c in range(3)]
        while len(said) < 60:
            said.append(acknowledged.get(timeout=60))
        service.kill()
    for one in running:
        one.result()
    while not acknowledged.empty():
        said.append(acknowledged.get())

    reopened = open_store(url)
    kept = {row.card for row in all_feedback(reopened)}
    reopened.close()
    lost = [c for c in said if any(f"{c}-{n}" not in kept for n in range(ENTRIES))]
    assert len(said) >= 60
    assert lost == []
    assert len(kept) % ENTRIES == 0
