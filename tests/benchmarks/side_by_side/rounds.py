"""Rounds of loads: each contestant in turn, the order turned on every round."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from side_by_side.contestants import HERE, Contestant, Service, check, running
from side_by_side.figures import Life, Load, percentile
from side_by_side.patients import Known
from side_by_side.payloads import Form
from side_by_side.process import cpu_seconds, peak_mb

CONNECTIONS = (1, 8)


@dataclass(frozen=True, slots=True)
class Sent:
    """One payload on disk, in what each kind of contestant is sent."""

    form: Form
    observations: int
    files: dict[str, Path]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each load warms up and lasts (seconds), and its fewest requests."""

    warm: float
    seconds: float
    least: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run consists of; ``patients`` by what is sent of them."""

    contestants: tuple[Contestant, ...]
    payloads: tuple[Sent, ...]
    patients: dict[str, tuple[tuple[Known, bytes], ...]]
    lists: Path
    pace: Pace
    rounds: int

    @property
    def steps(self) -> int:
        """How many loads there are."""
        loads = len(self.payloads) * len(CONNECTIONS)
        return self.rounds * len(self.contestants) * loads


def measured(
    plan: Plan, tell: Callable[[str], None]
) -> tuple[tuple[Load, ...], tuple[Life, ...]]:
    """Every load and every start of the plan; `tell` hears of each load."""
    loads: list[Load] = []
    lives: list[Life] = []
    for number in range(plan.rounds):
        for contestant in turned(plan.contestants, number):
            taken, life = _one(plan, contestant, tell)
            loads += taken
            lives.append(life)
    return tuple(loads), tuple(lives)


def turned(of: Sequence[Contestant], number: int) -> list[Contestant]:
    """The order of a round: each is early in one round and late in another."""
    start = (2 * number + number // 3) % len(of)
    return [*of[start:], *of[:start]]


def _one(
    plan: Plan, contestant: Contestant, tell: Callable[[str], None]
) -> tuple[list[Load], Life]:
    known = plan.patients[contestant.sent]
    loads: list[Load] = []
    with running(contestant, plan.lists, known[0][1]) as service:
        check(service, known)
        for payload in plan.payloads:
            for connections in CONNECTIONS:
                tell(f"{contestant.name}: {payload.form}, {payload.observations}")
                loads.append(_load(service, payload, connections, plan.pace))
        peak = peak_mb(service.pid)
    return loads, Life(contestant.name, service.ready, service.resident, peak)


def _load(service: Service, payload: Sent, connections: int, pace: Pace) -> Load:
    seen = sent(service, payload.files[service.contestant.sent], connections, pace)
    latencies = seen["latencies"]
    return Load(
        service.contestant.name,
        payload.form,
        payload.observations,
        connections,
        cpu=seen["cpu"] * 1000 / len(latencies),
        p50=percentile(latencies, 0.5),
        p95=percentile(latencies, 0.95),
        p99=percentile(latencies, 0.99),
        rate=len(latencies) / seen["seconds"],
    )


def sent(service: Service, body: Path, connections: int, pace: Pace) -> dict[str, Any]:
    """What the client saw, and under ``cpu`` the seconds that the server took.

    The server's time is read between the client's warm-up and its last answer.
    """
    client = subprocess.Popen(
        [sys.executable, str(HERE / "client.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    asked = {
        "port": service.port,
        "path": service.contestant.path,
        "body": str(body),
        "connections": connections,
        "warm": pace.warm,
        "seconds": pace.seconds,
        "least": pace.least,
    }
    with client:
        assert client.stdin is not None
        assert client.stdout is not None
        client.stdin.write(orjson.dumps(asked) + b"\n")
        client.stdin.flush()
        client.stdout.readline()
        time.sleep(0.05)  # what the last answer of the warm-up left to do
        before = cpu_seconds(service.pid)
        client.stdin.write(b"go\n")
        client.stdin.flush()
        seen: dict[str, Any] = orjson.loads(client.stdout.readline())
        seen["cpu"] = cpu_seconds(service.pid) - before
    if seen["failed"]:
        name = service.contestant.name
        raise RuntimeError(f"{name}: {seen['failed']} answers were not 200")
    return seen
