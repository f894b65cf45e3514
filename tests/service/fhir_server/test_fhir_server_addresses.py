"""Which addresses may be called, and that a name cannot talk its way in."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from ipaddress import ip_network

import pytest
from fhir_calls import REQUIRED, SEARCHES, hook_body, policy_for, request_of
from misbehaving import Misbehaving

from engine.service.contract import Fetched
from engine.service.fhir_server.addresses import is_permitted
from engine.service.fhir_server.complete import FhirServers

CONDITIONS = {"conditions": SEARCHES["conditions"]}
Resolve = Callable[[str, int], Awaitable[list[str]]]


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1"])
def test_a_public_address_is_permitted(address: str) -> None:
    assert is_permitted(address, ())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "fec0::1",
        "3fff::1",
        "ff02::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:80ff:fffe",
    ],
)
def test_an_address_that_is_not_public_is_not_permitted(address: str) -> None:
    assert not is_permitted(address, ())


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3"])
def test_a_listed_network_is_permitted_and_no_other(address: str) -> None:
    listed = [ip_network("10.1.0.0/16"), ip_network("fd00::/8")]

    assert is_permitted(address, listed)
    assert not is_permitted("10.2.0.1", listed)


def resolving_to(*answers: list[str]) -> tuple[Resolve, list[str]]:
    """A resolver that gives one answer after the other, and what it was asked."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


def fetch(base: str, resolve: Resolve, networks: tuple[str, ...] = ()) -> Fetched:
    policy = policy_for(base, networks=tuple(map(ip_network, networks)), seconds=0.5)
    tls = ssl.create_default_context()
    servers = FhirServers(policy, tls, REQUIRED, resolve)
    return asyncio.run(servers.fetched(request_of(hook_body(base)), CONDITIONS))


def only_problem(fetched: Fetched) -> str:
    (problem,) = fetched.problems
    return problem.text


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::ffff:127.0.0.1"]
)
def test_a_listed_name_with_an_inner_address_is_not_called(address: str) -> None:
    resolve, _ = resolving_to([address])

    fetched = fetch("https://ehr.example/fhir", resolve)

    assert "no address that may be called" in only_problem(fetched)


def test_a_name_is_resolved_once_for_all_requests(misbehaving: Misbehaving) -> None:
    base = misbehaving.base("forever").replace("127.0.0.1", "localhost")
    resolve, asked = resolving_to(["127.0.0.1"], ["10.0.0.1"])

    fetch(base, resolve)

    assert len(asked) == 1
    assert len(misbehaving.seen) == 20


def test_the_connection_goes_to_the_checked_address_alone(
    misbehaving: Misbehaving,
) -> None:
    base = misbehaving.base("empty").replace("127.0.0.1", "localhost")
    # What the system says of localhost leads to the server: it is not asked.
    resolve, _ = resolving_to(["127.0.0.9"])

    fetched = fetch(base, resolve)

    assert "connection" in only_problem(fetched)
    assert misbehaving.seen == []


def test_an_address_that_is_not_permitted_is_left_out(misbehaving: Misbehaving) -> None:
    base = misbehaving.base("empty").replace("127.0.0.1", "localhost")
    resolve, _ = resolving_to(["10.0.0.1", "127.0.0.1"])

    fetched = fetch(base, resolve)

    assert fetched.problems == ()


def test_the_next_address_is_tried_where_one_does_not_answer(
    misbehaving: Misbehaving,
) -> None:
    base = misbehaving.base("empty").replace("127.0.0.1", "localhost")
    resolve, _ = resolving_to(["127.0.0.9", "127.0.0.1"])

    fetched = fetch(base, resolve)

    assert (fetched.problems, len(misbehaving.seen)) == ((), 1)


def test_a_name_that_does_not_resolve_is_said() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError("secret.example")

    text = only_problem(fetch("https://ehr.example/fhir", resolve))

    assert "connection" in text
    assert "example" not in text


def test_a_resolver_that_hangs_ends_with_the_time() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        raise AssertionError

    fetched = fetch("https://ehr.example/fhir", resolve)

    assert "PINPRICK_FHIR_SECONDS" in only_problem(fetched)
