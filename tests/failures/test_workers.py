"""Two workers on PostgreSQL: what one of them knows holds for the other.

A worker that is stopped (SIGSTOP) takes no call, so the other one must.
"""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from failing_service import CALL, ROOT, a_service, feedback, hook_call, until
from failure_scenarios import Client, a_database
from made_up_clients import ISSUER, curve_signer, key_set

FEEDBACK = f"{CALL}/feedback"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of two workers that share one PostgreSQL."""
    directory = tmp_path_factory.mktemp("two-workers")
    signer, keys = curve_signer("key-1"), directory / "keys.json"
    keys.write_bytes(key_set(signer.public))
    with a_database() as (_, url):
        given = {
            "database_url": url,
            "upgrade_at_start": "true",
            "patient_key_secret": "made-up-for-this-test",
            "development_login": "true",
            "auth_clients": json.dumps([{"iss": ISSUER, "keys_file": str(keys)}]),
        }
        with a_service(directory, "--workers", "2", **given) as service:
            until(lambda: len(service.workers) == 2)
            for one in (0, 1):
                with only(Client(service, signer), one):
                    until(lambda: service.status("/ready") == 200)
            yield Client(service, signer)


@contextmanager
def only(client: Client, worker: int) -> Iterator[None]:
    """Calls go to the first or the second worker alone."""
    others = client.service.workers[1 - worker : 2 - worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def neuropathy(number: int) -> Any:
    """A call of its own that gets one info card, which may be set aside."""
    file = ROOT / "fhir_examples/hooks/diabetic-neuropathy.json"
    request = json.loads(file.read_text(encoding="utf-8"))
    return request | {"hookInstance": f"d1577c69-dfbe-44ad-ba6d-{number:012d}"}


def test_a_token_that_one_worker_took_the_other_refuses(client: Client) -> None:
    token = client.token("used-once")
    with only(client, 0):
        first = client.post(hook_call(1), token).status_code
    with only(client, 1):
        second = client.post(hook_call(2), token).status_code
        other = client.post(hook_call(3), client.token("another")).status_code

    assert (first, second, other) == (200, 401, 200)


def test_a_card_set_aside_at_one_worker_is_not_shown_by_the_other(
    client: Client,
) -> None:
    with only(client, 0):
        shown = client.post(neuropathy(11), client.token("n-1")).json()["cards"]
        said = feedback(shown[0]["uuid"])
        kept = client.post(said, client.token("n-2", FEEDBACK), FEEDBACK)
    with only(client, 1):
        again = client.post(neuropathy(12), client.token("n-3")).json()["cards"]

    assert (len(shown), kept.status_code, again) == (1, 200, [])


def test_who_signed_in_at_one_worker_is_signed_in_at_the_other(client: Client) -> None:
    """No secret is set: the one that is drawn at the start is the same for both."""
    with httpx.Client(base_url=client.service.base, timeout=20) as browser:
        with only(client, 0):
            (token,) = set(
                re.findall(r'name="csrf" value="([^"]+)"', browser.get("/login").text)
            )
            said = {"name": "Dr Made-Up", "role": "reviewer", "csrf": token}
            origin = {"Origin": client.service.base}
            browser.post("/login/development", data=said, headers=origin)
        names = []
        for worker in (0, 1):
            with only(client, worker):
                browser.headers["Connection"] = "close"
                names.append("Dr Made-Up" in browser.get("/rules").text)

    assert names == [True, True]


def test_each_worker_is_known_by_its_supervisor_and_rules(client: Client) -> None:
    with only(client, 1):
        told = client.service.get("/health").json()["rules"]

    assert sum(told["processes"].values()) >= 1
    assert list(told["processes"]) == [told["digest"]]
