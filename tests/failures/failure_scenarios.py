"""Faults made on purpose, each with what clients saw of it.

A scenario starts real processes on this machine, breaks something under load,
mends it, and asserts that no answer was wrong and nothing acknowledged was
lost. What it returns is a row of docs/failures.md (`table.py`).
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
from sqlalchemy import create_engine

HERE = Path(__file__).parent
for neighbour in ("store", "service/auth", "service/fhir_server"):
    sys.path.append(str(HERE.parent / neighbour))

from failing_service import (  # noqa: E402
    CALL,
    ROOT,
    Load,
    Seen,
    Service,
    a_service,
    feedback,
    hook_call,
    limit,
    until,
)
from made_up_clients import ISSUER, Signer, bearing, curve_signer, key_set  # noqa: E402
from misbehaving import Misbehaving  # noqa: E402
from postgres import a_server, start, stop  # noqa: E402

from engine.store.database import open_store  # noqa: E402
from engine.store.feedback import all_feedback  # noqa: E402
from engine.store.models import ShownCard  # noqa: E402

MEGABYTE = 1024 * 1024
FACE = "urgent/sudden-face-numbness"


@dataclass(frozen=True)
class Row:
    """A fault, what happened, what the client saw, what was lost, how long."""

    fault: str
    happened: str
    saw: str
    lost: str
    recovery: str


def seconds(took: float) -> str:
    return f"{took:.1f} s"


def shown(url: str) -> set[str]:
    """The cards that the store knows as shown."""
    store = open_store(url)
    with store.reading() as session:
        found = {row.uuid for row in session.query(ShownCard)}
    store.close()
    return found


def unkept(url: str, seen: Seen) -> list[str]:
    """Cards whose feedback was acknowledged and is not in the store."""
    store = open_store(url)
    kept = {row.card for row in all_feedback(store)}
    store.close()
    return [card for card in seen.kept if card not in kept]


def unreceived(url: str, seen: Seen) -> set[str]:
    """Cards that the store knows as shown and no client has seen."""
    return shown(url) - {card["uuid"] for card in seen.cards}


def nothing_wrong(seen: Seen) -> None:
    """No answer without its card, and nothing but answers or refusals."""
    assert seen.without_cards == 0
    assert set(seen.statuses) <= {200, 503}


def in_words(seen: Seen) -> str:
    answers = ", ".join(
        f"{n} x {status}" for status, n in sorted(seen.statuses.items())
    )
    broken = ", ".join(f"{n} x {name}" for name, n in sorted(seen.broken.items()))
    return f"{answers}; broken: {broken or 0}; slowest {seen.slowest:.2f} s"


@contextmanager
def a_database() -> Iterator[tuple[str, str]]:
    """A PostgreSQL server of its own: its directory, and the URL of a database."""
    with a_server() as made:
        admin = create_engine(
            f"postgresql+psycopg://tests@/postgres?host={made}",
            isolation_level="AUTOCOMMIT",
        )
        with admin.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE failing")
        admin.dispose()
        yield made, f"postgresql+psycopg://tests@/failing?host={made}"


def database_gone(directory: Path) -> Row:
    """PostgreSQL is stopped at once under load, and started again."""
    with a_database() as (made, url):
        given = {"database_url": url, "upgrade_at_start": "true"}
        with a_service(directory, **given) as service, Load(service.base) as load:
            load.answered(20)
            stop(made)
            until(lambda: service.status("/ready") == 503)
            load.answered(10)
            said = load.seen.kept[-1]
            refused = httpx.post(
                f"{service.base}{CALL}/feedback", json=feedback(said), timeout=20
            )
            start(made)
            took = until(lambda: service.status("/ready") == 200)
            load.answered(10)
        lost = unkept(url, load.seen)
    nothing_wrong(load.seen)
    assert refused.status_code == 503
    assert (lost, load.seen.statuses[503], load.seen.broken.total()) == ([], 0, 0)
    return Row(
        "Database gone and back",
        "cards went out; feedback got 503 and `/ready` 503 until it was back",
        in_words(load.seen),
        f"nothing acknowledged ({len(load.seen.kept)} feedbacks); cards shown "
        "meanwhile are not in the store",
        seconds(took),
    )


@contextmanager
def a_small_disk(directory: Path) -> Iterator[tuple[Path, str]]:
    """A directory whose disk can be filled, and how it is one.

    A file system in memory where this user may mount one, else a directory
    for which the size of files will be limited.
    """
    small = directory / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)]
    is_mounted = (
        os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    )
    try:
        yield small, "tmpfs of 4 MB" if is_mounted else "RLIMIT_FSIZE"
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(small)], check=True)


@contextmanager
def filled(small: Path, how: str, service: Service) -> Iterator[None]:
    """No byte can be written meanwhile."""
    if how == "RLIMIT_FSIZE":
        before = limit(service.process.pid, resource.RLIMIT_FSIZE, 1)
        yield
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, before)
        return
    ballast = small / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        for _ in range(8 * 1024):
            file.write(bytes(1024))
    yield
    ballast.unlink()


def disk_full(directory: Path) -> Row:
    """The disk of the SQLite file is full under load, and then is not."""
    with a_small_disk(directory) as (small, how):
        url = f"sqlite:///{small / 'kept.sqlite'}"
        given = {"database_url": url}
        with a_service(directory, **given) as service, Load(service.base) as load:
            load.answered(20)
            with filled(small, how, service):
                until(lambda: service.status("/ready") == 503)
                load.answered(10)
                said = feedback("a-card")
                address = f"{service.base}{CALL}/feedback"
                refused = httpx.post(address, json=said, timeout=20)
            took = until(lambda: service.status("/ready") == 200)
            load.answered(10)
        lost = unkept(url, load.seen)
    nothing_wrong(load.seen)
    assert (refused.status_code, lost, load.seen.statuses[503]) == (503, [], 0)
    return Row(
        f"Disk full ({how})",
        "cards went out; feedback got 503 and `/ready` 503 until there was room",
        in_words(load.seen),
        f"nothing acknowledged ({len(load.seen.kept)} feedbacks); cards shown "
        "meanwhile are not in the store",
        seconds(took),
    )


def slow_fhir_server(directory: Path) -> Row:
    """A FHIR server that takes calls and never answers, then does."""
    with Misbehaving() as fhir:
        origin = f"http://127.0.0.1:{fhir.port}"
        given = {"fhir_loopback": "true", "fhir_origins": origin, "fhir_seconds": "1"}
        with a_service(directory, **given) as service, Load(service.base) as load:
            load.answered(5)
            began = time.monotonic()
            refused = httpx.post(
                service.base + CALL, json=_to_complete(fhir.base("silent")), timeout=20
            )
            waited = time.monotonic() - began
            load.answered(5)
            answered = httpx.post(
                service.base + CALL, json=_to_complete(fhir.base("empty")), timeout=20
            )
    nothing_wrong(load.seen)
    assert refused.status_code == 412
    assert "could not" in refused.text or "no answer" in refused.text, refused.text
    assert waited < 3
    assert answered.status_code == 200
    assert (load.seen.statuses[503], load.seen.broken.total()) == (0, 0)
    return Row(
        "FHIR server that never answers",
        "after PINPRICK_FHIR_SECONDS (1 s here) the call was refused, naming the "
        "keys; other calls went on beside it",
        f"412 after {waited:.1f} s, never an empty list; others: {in_words(load.seen)}",
        "nothing",
        "the next call",
    )


def _to_complete(fhir: str) -> dict[str, Any]:
    """A call without the keys that the rules need, to be fetched."""
    token = {
        "access_token": "made-up",
        "token_type": "Bearer",
        "expires_in": 300,
        "scope": "patient/*.rs",
        "subject": "made-up",
    }
    said = hook_call(7, prefetch={}, fhirServer=fhir, fhirAuthorization=token)
    return said


@contextmanager
def a_key_server(port: int, keys: bytes) -> Iterator[int]:
    """Serves a JWK Set; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(keys)))
            self.end_headers()
            self.wfile.write(keys)

        def log_message(self, format: str, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Client:
    """A CDS Client with a key; each call has a token of its own."""

    service: Service
    signer: Signer
    number: int = 0

    def call(self, *, iat: int = -5, exp: int = 300) -> int:
        """The status of a call whose token is of this time from now, in seconds."""
        self.number += 1
        token = self.token(f"{self.signer.kid}-{self.number}", iat=iat, exp=exp)
        return self.post(hook_call(self.number), token).status_code

    def token(self, jti: str, path: str = CALL, iat: int = -5, exp: int = 300) -> str:
        """A token of this number for one address."""
        now = int(time.time())
        aud = self.service.base + path
        return self.signer.token(aud=aud, jti=jti, iat=now + iat, exp=now + exp)

    def post(self, body: Any, token: str, path: str = CALL) -> httpx.Response:
        """A call with a token, on a connection of its own."""
        address = self.service.base + path
        return httpx.post(address, json=body, headers=bearing(token), timeout=20)


def jwks_gone(directory: Path) -> Row:
    """The server of a client's keys goes away, and comes back with a new key."""
    old, new = curve_signer("key-1"), curve_signer("key-2")
    with a_key_server(0, key_set(old.public)) as port:
        clients = json.dumps(
            [{"iss": ISSUER, "jku": [f"http://127.0.0.1:{port}/jwks.json"]}]
        )
        running = a_service(directory, auth_clients=clients)
        service = running.__enter__()
        known = Client(service, old)
        first = known.call()
    try:
        gone = [known.call() for _ in range(5)]
        unknown = Client(service, new)
        refused = unknown.call()
        with a_key_server(port, key_set(old.public, new.public)):
            took = until(lambda: unknown.call() == 200, pause=0.5)
    finally:
        running.__exit__(None, None, None)
    assert (first, gone) == (200, [200] * 5)
    assert refused in (401, 503)
    return Row(
        "JWKS server gone",
        "the keys that were fetched before went on for PINPRICK_AUTH_KEYS_LONGEST_USE; "
        "a key that nobody knows yet lets nobody in",
        f"known key: {len(gone)} x 200; new key: {refused}",
        "nothing",
        f"{took:.1f} s after it was back (keys are not asked for more often)",
    )


def clock_skew(directory: Path) -> Row:
    """Tokens of a client whose clock is fast or slow, within the leeway and not."""
    signer = curve_signer("key-1")
    keys = directory / "keys.json"
    keys.write_bytes(key_set(signer.public))
    clients = json.dumps([{"iss": ISSUER, "keys_file": str(keys)}])
    with a_service(directory, auth_clients=clients) as service:
        client = Client(service, signer)
        near = [client.call(iat=20, exp=320), client.call(iat=-320, exp=-20)]
        far = [client.call(iat=120, exp=420), client.call(iat=-420, exp=-120)]
        again = client.call()
    assert (near, far, again) == ([200, 200], [401, 401], 200)
    return Row(
        "Clock skew of a client (by the times in its tokens)",
        "20 s fast or slow is within PINPRICK_AUTH_LEEWAY (30 s); two minutes is not",
        "20 s: 200, 200; 120 s: 401, 401",
        "nothing",
        "the next call",
    )


def sigterm(directory: Path) -> Row:
    """The service is told to end under load."""
    url = f"sqlite:///{directory / 'kept.sqlite'}"
    began = time.monotonic()
    with a_service(directory, database_url=url) as service:
        started = time.monotonic() - began
        with Load(service.base, 4) as load:
            load.answered(40)
            before = load.seen.statuses[200]
            began = time.monotonic()
            service.stop()
            ended = time.monotonic() - began
    nothing_wrong(load.seen)
    assert unreceived(url, load.seen) == set()
    assert unkept(url, load.seen) == []
    assert load.seen.statuses[200] >= before
    # A connection may be closed just as its next call is on its way, and one that
    # waits to be taken on as well.
    assert load.seen.broken.total() - load.seen.broken["ConnectError"] <= 8
    return Row(
        "SIGTERM under load",
        f"every call in work was answered; ended in {ended:.2f} s",
        in_words(load.seen) + " (nobody listens after the end)",
        f"nothing: each of {len(shown(url))} cards in the store reached its client, "
        f"{len(load.seen.kept)} feedbacks are there",
        f"start of the next: {started:.1f} s",
    )


def killed_worker(directory: Path) -> Row:
    """One of two workers is killed with -9 under load."""
    url = f"sqlite:///{directory / 'kept.sqlite'}"
    with a_service(directory, "--workers", "2", database_url=url) as service:
        until(lambda: len(service.workers) == 2)
        with Load(service.base, 4) as load:
            load.answered(20)
            killed = service.workers[0]
            os.kill(killed, signal.SIGKILL)
            took = until(lambda: len(set(service.workers) - {killed}) == 2)
            load.answered(20)
        status = service.stop()
    nothing_wrong(load.seen)
    broken = load.seen.broken.total()
    # At most what it had in work: each caller is at one call at a time.
    assert broken <= 4
    assert status == 0
    assert unkept(url, load.seen) == []
    return Row(
        "kill -9 of one of two workers under load",
        "the other answered on, the supervisor started another",
        in_words(load.seen),
        f"the calls it had in work ({len(unreceived(url, load.seen))} cards were made "
        "and not received: the client saw a broken connection); nothing acknowledged "
        f"({len(load.seen.kept)} feedbacks)",
        f"{took:.1f} s until there were two",
    )


def reload_under_load(directory: Path) -> Row:
    """Other rules, then faulty ones, then the first again, under load."""
    rules = directory / "rules"
    copytree(ROOT / "rules", rules)
    file = rules / f"{FACE}.yaml"
    first = file.read_text(encoding="utf-8")
    other = first.replace("\n  summary: ", "\n  summary: New. ", 1)
    assert other != first
    with (
        a_service(directory, rules_dir=str(rules)) as service,
        Load(service.base, 2, with_feedback=False) as load,
    ):
        load.answered(20)
        took = _go_over(service, file, other)
        load.answered(10)
        _go_over(service, file, other + "\nnot-a-key: 1\n")
        load.answered(10)
        _go_over(service, file, first)
        load.answered(10)
    seen = load.seen
    nothing_wrong(seen)
    assert (seen.statuses[503], seen.broken.total()) == (0, 0)
    told = {
        (digest, card["extension"]["org.pinprick.rules"][0]["digest"], is_new(card))
        for digest, card in zip(seen.digests, seen.cards, strict=True)
    }
    assert sorted(new for _, _, new in told) == [False, True]
    return Row(
        "Other rules, faulty rules, the first again, under load (SIGHUP)",
        "each answer was wholly of one version (header, digest of the rule and "
        "wording); the faulty directory was refused, `/health` said so",
        in_words(seen),
        "nothing",
        f"{took:.1f} s until the new rules answered",
    )


def is_new(card: dict[str, Any]) -> bool:
    return str(card["summary"]).startswith("New. ")


def _go_over(service: Service, file: Path, text: str) -> float:
    """Write a rule, have it loaded, and wait until it was taken or refused."""
    before = service.get("/health").json()["rules"]
    file.write_text(text, encoding="utf-8")
    service.process.send_signal(signal.SIGHUP)

    def is_done() -> bool:
        now = service.get("/health").json()["rules"]
        members = ("since", "refused_reload")
        return any(now[name] != before[name] for name in members)

    return until(is_done)


def memory_limit(directory: Path) -> Row:
    """Bodies that are large, and too many at once, under a limit of memory."""
    given = {
        "max_body_bytes": str(8 * MEGABYTE),
        "max_waiting_bytes": str(24 * MEGABYTE),
    }
    with a_service(directory, **given) as service:
        pid = service.process.pid
        used = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * 4096
        limit(pid, resource.RLIMIT_AS, used + 512 * MEGABYTE)
        huge = _posted(service, _large_body(12 * MEGABYTE))
        with ThreadPoolExecutor(12) as callers:
            body = _large_body(6 * MEGABYTE)
            many = list(callers.map(lambda _: _posted(service, body), range(12)))
        took = until(lambda: service.status("/ready") == 200)
        after = httpx.post(service.base + CALL, json=hook_call(1), timeout=20)
        peak = _peak(pid)
    assert huge == 413
    assert set(many) <= {200, 413, 503}
    assert 503 in many
    assert (after.status_code, len(after.json()["cards"])) == (200, 1)
    counts = {status: many.count(status) for status in sorted(set(many))}
    return Row(
        "Memory limit (RLIMIT_AS, 512 MB above what it had)",
        f"what is too much was refused at the door; it lived on (peak {peak} MB)",
        f"12 MB: 413; twelve of 6 MB at once: {counts}; the next call its card",
        "nothing",
        seconds(took),
    )


def _large_body(size: int) -> bytes:
    one = {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        "note": "x" * 2000,
    }
    entry = {"resource": one}
    bundle = {"resourceType": "Bundle", "entry": [entry] * (size // 2080)}
    prefetch = {"conditions": {"resourceType": "Bundle"}, "observations": bundle}
    return json.dumps(hook_call(3, prefetch=prefetch)).encode()


def _posted(service: Service, body: bytes) -> int:
    """The status of a large call.

    A refusal comes before the whole body was sent; a client that still writes
    may find the connection closed before it reads why, and asks again.
    """
    headers = {"Content-Type": "application/json"}
    address = service.base + CALL
    for _ in range(5):
        with suppress(httpx.TransportError):
            return httpx.post(
                address, content=body, headers=headers, timeout=60
            ).status_code
    return 0


def _peak(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(one.split()[1]) // 1024 for one in lines if one.startswith("VmHWM"))


SCENARIOS: tuple[Callable[[Path], Row], ...] = (
    database_gone,
    disk_full,
    slow_fhir_server,
    jwks_gone,
    clock_skew,
    sigterm,
    killed_worker,
    reload_under_load,
    memory_limit,
)
