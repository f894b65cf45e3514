"""`pinprick serve` as a process of its own, and what its clients saw."""

import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
CALL = "/cds-services/numbness-red-flags"
SERVE = "import sys; from engine.cli import main; sys.argv[1:] = {!r}; main()"
GREETING = re.compile(r"http://127\.0\.0\.1:\d+")
STARTS_WITHIN = 60.0


@dataclass
class Service:
    """A running service: its process, where it listens, and what it logged."""

    process: subprocess.Popen[str]
    base: str
    log: Path

    @property
    def workers(self) -> list[int]:
        """The processes under it, in the order of their numbers."""
        pid = self.process.pid
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
        return sorted(int(one) for one in told.split())

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.base}{path}", timeout=20)

    def status(self, path: str) -> int:
        """The status of a page; 0 if nobody answers."""
        try:
            return self.get(path).status_code
        except httpx.TransportError:
            return 0

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def a_service(directory: Path, *options: str, **settings: str) -> Iterator[Service]:
    """Serves from a directory with these PINPRICK_ settings, in small letters."""
    log = directory / "service.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(["serve", "--port", "0", *options])],
            cwd=directory,
            env=environment(**settings),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        assert process.stdout is not None
        found = GREETING.search(process.stdout.readline())
        assert found, log.read_text()
        service = Service(process, found[0], log)
        until(lambda: service.status("/ready") == 200)
        yield service
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def environment(**settings: str) -> dict[str, str]:
    """The environment of this process with these settings and no others."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINPRICK_")}
    given = {f"PINPRICK_{name.upper()}": value for name, value in settings.items()}
    return clean | {"PYTHONPATH": str(ROOT)} | given


def until(
    is_so: Callable[[], bool], seconds: float = STARTS_WITHIN, pause: float = 0.05
) -> float:
    """Wait until something is so; the seconds that it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() < began + seconds, "it never came to be so"
        time.sleep(pause)
    return time.monotonic() - began


def hook_call(number: int, **members: Any) -> dict[str, Any]:
    """A call of its own about a face that went numb an hour ago: one critical card."""
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    numb = {
        "resourceType": "Condition",
        "id": "c1",
        "subject": {"reference": "Patient/1"},
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": an_hour_ago.isoformat(),
        "recordedDate": an_hour_ago.isoformat(),
    }
    searched = {"resourceType": "Bundle", "type": "searchset"}
    request: dict[str, Any] = {
        "hook": "patient-view",
        "hookInstance": f"d1577c69-dfbe-44ad-ba6d-{number:012d}",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "prefetch": {
            "conditions": searched | {"entry": [{"resource": numb}]},
            "observations": searched,
        },
    }
    return request | members


def feedback(card: str) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    entry = {"card": card, "outcome": "overridden", "outcomeTimestamp": at}
    return {"feedback": [entry]}


@dataclass
class Seen:
    """What clients saw: answers by status, broken connections, cards, digests.

    ``kept`` are cards whose feedback was acknowledged, ``slowest`` the longest
    wait for an answer in seconds.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    cards: list[dict[str, Any]] = field(default_factory=list)
    without_cards: int = 0
    digests: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def see(self, answer: httpx.Response, took: float) -> list[dict[str, Any]]:
        """Note an answer to a hook call; its cards."""
        cards = answer.json()["cards"] if answer.status_code == 200 else []
        with self.lock:
            self.statuses[answer.status_code] += 1
            self.slowest = max(self.slowest, took)
            if answer.status_code == 200:
                self.cards += cards
                self.without_cards += not cards
                self.digests.append(answer.headers["Pinprick-Rules"])
        return list(cards)


class Load:
    """Callers that call without a pause until they are stopped, 2000 times at most.

    Each says of its first card what a clinician did, if ``with_feedback``. A
    broken connection is noted and the next call made on another.
    """

    def __init__(
        self, base: str, callers: int = 3, *, with_feedback: bool = True
    ) -> None:
        self.seen = Seen()
        self._base, self._with_feedback = base, with_feedback
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._call, args=(number,))
            for number in range(callers)
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=60)
            assert not thread.is_alive()

    def answered(self, more: int) -> None:
        """Wait until so many more calls were answered with 200."""
        goal = self.seen.statuses[200] + more
        until(lambda: self.seen.statuses[200] >= goal, 30)

    def _call(self, caller: int) -> None:
        with httpx.Client(base_url=self._base, timeout=20) as client:
            for number in range(2000):
                if self._ended.is_set():
                    return
                try:
                    self._once(client, caller * 1_000_000 + number)
                except httpx.TransportError as error:
                    with self.seen.lock:
                        self.seen.broken[type(error).__name__] += 1
                    time.sleep(0.05)

    def _once(self, client: httpx.Client, number: int) -> None:
        began = time.monotonic()
        answer = client.post(CALL, json=hook_call(number))
        cards = self.seen.see(answer, time.monotonic() - began)
        if not (cards and self._with_feedback):
            return
        card = cards[0]["uuid"]
        if client.post(f"{CALL}/feedback", json=feedback(card)).status_code == 200:
            with self.seen.lock:
                self.seen.kept.append(card)


def limit(pid: int, kind: int, most: int) -> tuple[int, int]:
    """Set the soft limit of a process; the limits before."""
    before = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (most, before[1]))
    return before
