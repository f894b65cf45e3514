"""Who answers: how each is started, what it is sent, what it should answer."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
import orjson

from side_by_side.patients import SIX, Known
from side_by_side.payloads import request
from side_by_side.process import resident_mb

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NODE = HERE / "peers" / "node"
HEALTHCHAIN = HERE / "peers" / "healthchain"
_LONGEST_START = 90  # seconds
HOOK = "/cds-services/numbness-red-flags"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One service on a port of 127.0.0.1.

    ``command`` starts it, given the port and the file of code lists. ``sent`` is
    what a request carries: the call as an EHR sends it, or Pinprick's findings in
    its place. ``fault`` says what is wrong with its answer to a known patient.
    """

    name: str
    does: str
    command: Callable[[int, Path], list[str]]
    path: str = HOOK
    sent: Literal["call", "facts"] = "call"
    fault: Callable[["Service", Known, bytes], str] = lambda *_: ""


@dataclass(frozen=True, slots=True)
class Service:
    """A contestant that runs: ``ready`` is the seconds until its first answer."""

    contestant: Contestant
    pid: int
    port: int
    ready: float
    resident: float

    def post(self, body: bytes, path: str = "") -> bytes:
        """The body of an answer; RuntimeError if it is not 200."""
        path = path or self.contestant.path
        return _posted(f"http://127.0.0.1:{self.port}{path}", body)


class WrongAnswer(RuntimeError):
    """A contestant does not answer as it should: its times would mean nothing."""


@contextmanager
def running(contestant: Contestant, lists: Path, first: bytes) -> Iterator[Service]:
    """The service from its start, `first` answered, until the block ends."""
    port = _free_port()
    store = {"PINPRICK_DATABASE_URL": f"sqlite:///{lists.parent}/bench-{port}.sqlite"}
    began = time.perf_counter()
    with (lists.parent / f"{contestant.name}.log").open("wb") as log:
        process = subprocess.Popen(
            contestant.command(port, lists),
            cwd=ROOT,
            env=os.environ | store | {"PYTHONPATH": str(HERE.parent)},
            stdout=log,
            stderr=log,
        )
    try:
        url = f"http://127.0.0.1:{port}{contestant.path}"
        _wait_for_answer(process, url, first, log.name)
        took = time.perf_counter() - began
        yield Service(contestant, process.pid, port, took, resident_mb(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def check(service: Service, patients: tuple[tuple[Known, bytes], ...]) -> None:
    """Raise WrongAnswer unless the service answers each patient right."""
    for known, body in patients:
        if fault := service.contestant.fault(service, known, body):
            raise WrongAnswer(f"{service.contestant.name} on '{known.name}': {fault}")


def known_body(known: Known) -> dict[str, Any]:
    """The call about a known patient."""
    return request(list(known.conditions), list(known.observations))


def _python(*words: str) -> Callable[[int, Path], list[str]]:
    return lambda port, _: [sys.executable, *words, str(port)]


def _node(kind: str) -> Callable[[int, Path], list[str]]:
    script = str(NODE / "server.mjs")
    return lambda port, lists: ["node", script, kind, str(port), str(lists)]


def _healthchain(*words: str) -> Callable[[int, Path], list[str]]:
    python, script = HEALTHCHAIN / ".venv/bin/python", HEALTHCHAIN / "service.py"
    return lambda port, _: [str(python), str(script), str(port), *words]


def _pinprick(port: int, _: Path) -> list[str]:
    command = Path(sys.executable).with_name("pinprick")
    return [str(command), "serve", "--port", str(port)]


def _constant(service: Service, known: Known, body: bytes) -> str:
    return _unless(1, len(_cards(service, body)))


def _counted(service: Service, known: Known, body: bytes) -> str:
    sent = len(known.conditions) + len(known.observations)
    return _unless([f"{sent} resources"], _summaries(service, body))


def _six(service: Service, known: Known, body: bytes) -> str:
    return _unless(sorted(known.fires), _summaries(service, body))


def _of_all(service: Service, known: Known, body: bytes) -> str:
    """Which of the six fire, by /evaluate; the hook names the leading rule alone."""
    prefetch = orjson.loads(body)["prefetch"]
    entries = [{"resource": prefetch["patient"]}]
    for key in ("conditions", "observations"):
        entries += prefetch[key]["entry"]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    answer = orjson.loads(service.post(orjson.dumps(bundle), "/evaluate"))
    fires = {one["rule"] for one in answer["outcomes"] if one["outcome"] == "fires"}
    if answer["cards"] and not _cards(service, body):
        return "the hook shows no card"
    return _unless(sorted(known.fires), sorted(fires & set(SIX)))


def _cards(service: Service, body: bytes) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = orjson.loads(service.post(body))["cards"]
    return cards


def _summaries(service: Service, body: bytes) -> list[str]:
    return sorted(card["summary"] for card in _cards(service, body))


def _unless(right: object, answered: object) -> str:
    return "" if answered == right else f"{answered} instead of {right}"


CONTESTANTS = (
    Contestant(
        "floor",
        "FastAPI, parses the body with orjson, constant card",
        _python("-m", "side_by_side.floor"),
        fault=_constant,
    ),
    Contestant(
        "pinprick",
        "`pinprick serve`: every rule, both evaluators, cards",
        _pinprick,
        fault=_of_all,
    ),
    Contestant(
        "healthchain",
        "HealthChain, counts the entries as they came",
        _healthchain(),
        path="/cds/cds-services/count",
        fault=_counted,
    ),
    Contestant(
        "healthchain-models",
        "HealthChain, counts them as the FHIR objects it offers",
        _healthchain("models"),
        path="/cds/cds-services/count",
        fault=_counted,
    ),
    Contestant(
        "cql",
        "cql-execution, six rules, a new patient source a request",
        _node("cql"),
        fault=_six,
    ),
    Contestant(
        "json-rules",
        "json-rules-engine, six rules, is sent Pinprick's findings",
        _node("facts"),
        sent="facts",
        fault=_six,
    ),
)


def _wait_for_answer(
    process: "subprocess.Popen[bytes]", url: str, body: bytes, log: str
) -> None:
    end = time.perf_counter() + _LONGEST_START
    while time.perf_counter() < end and process.poll() is None:
        with suppress(httpx.TransportError):
            _posted(url, body)
            return
        time.sleep(0.005)
    raise RuntimeError(f"{url} does not answer: {Path(log).read_text()[-800:]}")


def _posted(url: str, body: bytes) -> bytes:
    headers = {"Content-Type": "application/json"}
    answer = httpx.post(url, content=body, headers=headers, timeout=60)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answers {answer.status_code}: {answer.text[:400]}")
    return answer.content


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
