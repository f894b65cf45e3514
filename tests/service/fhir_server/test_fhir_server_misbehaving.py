"""What a FHIR server may do wrong, and what comes of it."""

import asyncio
import ssl
import time
from collections.abc import Iterator

import pytest
from fhir_calls import (
    EMPTY,
    SEARCHES,
    TOKEN,
    Asking,
    hook_body,
    ids,
    policy_for,
    request_of,
    said,
)
from misbehaving import Misbehaving

from engine.service.fhir_server.complete import FhirServers
from engine.service.fhir_server.configured import fhir_servers
from engine.service.settings import Settings

CONDITIONS = {"conditions": SEARCHES["conditions"]}


def why(server: Misbehaving, way: str, **limits: object) -> str:
    """The reason that is given for the only key asked for; it must block."""
    fetched = Asking(server.base(way), CONDITIONS).fetched(**limits)
    (problem,) = fetched.problems
    assert (problem.code, problem.place) == ("not-received", "prefetch.conditions")
    assert (fetched.prefetch, problem.blocking) == ({}, True)
    return problem.text


@pytest.fixture
def elsewhere(misbehaving: Misbehaving) -> Iterator[Misbehaving]:
    """Another origin, where the misbehaving server's links point."""
    with Misbehaving() as other:
        misbehaving.elsewhere = other.base("").rstrip("/")
        yield other


@pytest.mark.parametrize("way", ["silent", "drip", "dripping-headers"])
def test_the_time_is_over_for_bytes_that_trickle_too(
    misbehaving: Misbehaving, way: str
) -> None:
    started = time.monotonic()

    text = why(misbehaving, way, seconds=0.3)

    assert "PINPRICK_FHIR_SECONDS" in text
    assert time.monotonic() - started < 1.5


def test_one_time_is_for_all_keys_together(misbehaving: Misbehaving) -> None:
    templates = {f"key{number}": SEARCHES["conditions"] for number in range(8)}
    started = time.monotonic()

    fetched = Asking(misbehaving.base("drip"), templates).fetched(seconds=0.3)

    assert len(fetched.problems) == 8
    assert time.monotonic() - started < 1.5


def test_a_call_that_is_given_up_waits_for_nobody(misbehaving: Misbehaving) -> None:
    base = misbehaving.base("drip")
    servers = FhirServers(policy_for(base), ssl.create_default_context(), frozenset())

    async def given_up() -> None:
        async with asyncio.timeout(0.2):
            await servers.fetched(request_of(hook_body(base)), CONDITIONS)

    started = time.monotonic()
    with pytest.raises(TimeoutError):
        asyncio.run(given_up())

    assert time.monotonic() - started < 1.5


def test_a_slow_key_takes_nothing_from_the_others(misbehaving: Misbehaving) -> None:
    templates = {"slow": "../drip/Condition?a=b", "fast": "Condition?a=b"}

    fetched = Asking(misbehaving.base("empty"), templates).fetched(seconds=0.3)

    assert (set(fetched.prefetch), set(said(fetched))) == ({"fast"}, {"prefetch.slow"})


@pytest.mark.parametrize("way", ["endless", "large"])
def test_a_larger_answer_than_allowed_is_not_read_to_its_end(
    misbehaving: Misbehaving, way: str
) -> None:
    assert "PINPRICK_FHIR_MAX_BYTES" in why(misbehaving, way, max_bytes=50_000)


@pytest.mark.parametrize(("max_bytes", "all_came"), [(350_000, True), (250_000, False)])
def test_the_bytes_of_all_answers_count_together(
    misbehaving: Misbehaving, max_bytes: int, all_came: bool
) -> None:
    templates = {f"key{number}": SEARCHES["conditions"] for number in range(3)}

    fetched = Asking(misbehaving.base("large"), templates).fetched(max_bytes=max_bytes)

    assert (len(fetched.prefetch) == 3, fetched.problems == ()) == (all_came, all_came)


def test_a_compressed_answer_is_not_unpacked(misbehaving: Misbehaving) -> None:
    assert "compressed" in why(misbehaving, "gzip")


def test_a_redirect_is_not_followed(
    misbehaving: Misbehaving, elsewhere: Misbehaving
) -> None:
    text = why(misbehaving, "redirect")

    assert "redirect" in text
    assert (len(misbehaving.seen), elsewhere.seen) == (1, [])


@pytest.mark.parametrize("status", [201, 204, 304, 400, 403, 404, 429, 500, 503])
def test_only_200_brings_data(misbehaving: Misbehaving, status: int) -> None:
    assert f"answered {status}" in why(misbehaving, f"status/{status}")


@pytest.mark.parametrize(
    ("status", "blocks"), [(403, False), (404, False), (429, True), (503, True)]
)
def test_a_server_without_an_optional_resource_is_no_failure(
    misbehaving: Misbehaving, status: int, blocks: bool
) -> None:
    optional = {"statements": "MedicationStatement?patient={{context.patientId}}"}

    fetched = Asking(misbehaving.base(f"status/{status}"), optional).fetched()

    assert [problem.blocking for problem in fetched.problems] == [blocks]


@pytest.mark.parametrize("way", ["html", "number", "person"])
def test_what_is_not_the_fhir_that_was_asked_for_is_no_data(
    misbehaving: Misbehaving, way: str
) -> None:
    assert "not the FHIR" in why(misbehaving, way)


def test_an_outcome_in_place_of_a_bundle_is_handed_on(misbehaving: Misbehaving) -> None:
    fetched = Asking(misbehaving.base("outcome"), CONDITIONS).fetched()

    assert fetched.prefetch["conditions"]["resourceType"] == "OperationOutcome"


def test_a_connection_that_breaks_is_said(misbehaving: Misbehaving) -> None:
    assert "connection" in why(misbehaving, "hang-up")


def test_nobody_at_the_port_is_said() -> None:
    fetched = Asking("http://127.0.0.1:1/fhir", CONDITIONS).fetched()

    assert "connection" in said(fetched)["prefetch.conditions"][0]


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("linked-elsewhere", "not at the origin"),
        ("linked-to-nothing", "not at the origin"),
        ("circle", "read already"),
        ("forever", "FHIR_MAX_PAGES"),
        ("then-html", "not the FHIR"),
        ("then-person", "not the FHIR"),
    ],
)
def test_a_page_that_cannot_be_had_is_said_and_still_named(
    misbehaving: Misbehaving, elsewhere: Misbehaving, way: str, reason: str
) -> None:
    fetched = Asking(misbehaving.base(way), CONDITIONS).fetched(max_pages=5)

    (problem,) = fetched.problems
    (link,) = fetched.prefetch["conditions"]["link"]
    assert (problem.code, link["relation"]) == ("page-not-fetched", "next")
    assert reason in problem.text
    assert len(misbehaving.seen) <= 5


@pytest.mark.parametrize("way", ["linked-elsewhere", "redirect"])
def test_the_token_goes_to_the_one_origin_alone(
    misbehaving: Misbehaving, elsewhere: Misbehaving, way: str
) -> None:
    Asking(misbehaving.base(way), CONDITIONS).fetched()

    tokens = [one.authorization for one in misbehaving.seen]
    assert (tokens, elsewhere.seen) == ([f"Bearer {TOKEN}"], [])


def test_the_next_link_of_the_prefetch_is_bound_to_the_origin_too(
    misbehaving: Misbehaving, elsewhere: Misbehaving
) -> None:
    link = {"relation": "next", "url": f"{elsewhere.base('empty')}/Condition"}
    sent = EMPTY | {"link": [link]}

    fetched = Asking(misbehaving.base("empty"), CONDITIONS).fetched(
        {"conditions": sent}
    )

    assert (fetched.prefetch["conditions"], elsewhere.seen) == (sent, [])


@pytest.mark.parametrize(
    "url",
    [
        "{origin}@127.0.0.1:9/x",
        "http://user:secret@127.0.0.1:{port}/empty/Condition",
        "//evil.example/x",
        "file:///etc/passwd",
        "http://[",
        "",
    ],
)
def test_a_next_link_of_another_kind_is_not_followed(
    misbehaving: Misbehaving, url: str
) -> None:
    base = misbehaving.base("empty")
    origin = base.removesuffix("/empty")
    link = {"relation": "next", "url": url.format(origin=origin, port=misbehaving.port)}
    sent = EMPTY | {"link": [link]}

    fetched = Asking(base, CONDITIONS).fetched({"conditions": sent})

    assert (misbehaving.seen, len(fetched.problems)) == ([], 1)


def test_a_relative_next_link_is_one_of_the_base(misbehaving: Misbehaving) -> None:
    entry = [{"resource": {"resourceType": "Condition", "id": "a"}}]
    link = {"relation": "next", "url": "Condition?page=2"}
    sent = EMPTY | {"entry": entry, "link": [link]}

    fetched = Asking(misbehaving.base("empty"), CONDITIONS).fetched(
        {"conditions": sent}
    )

    assert misbehaving.paths() == ["/empty/Condition"]
    assert (ids(fetched.prefetch["conditions"]), fetched.problems) == (["a"], ())


def test_a_lost_entry_of_a_page_stays_a_lost_entry(misbehaving: Misbehaving) -> None:
    link = {"relation": "next", "url": "Condition?page=2"}
    sent = EMPTY | {"entry": [None], "link": [link]}

    fetched = Asking(misbehaving.base("empty"), CONDITIONS).fetched(
        {"conditions": sent}
    )

    assert fetched.prefetch["conditions"]["entry"] == [None]


def test_no_proxy_of_the_environment_is_used(
    misbehaving: Misbehaving, elsewhere: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, misbehaving.elsewhere)
    monkeypatch.setenv("no_proxy", "")

    Asking(misbehaving.base("empty"), CONDITIONS).fetched()

    assert (len(misbehaving.seen), elsewhere.seen) == (1, [])


def test_what_no_url_may_hold_is_sent_encoded(misbehaving: Misbehaving) -> None:
    template = {"measures": "Observation?code=http://loinc.org|1-8,http://loinc.org|2"}

    Asking(misbehaving.base("empty"), template).fetched()

    (request,) = misbehaving.seen
    assert request.path == (
        "/empty/Observation?code=http://loinc.org%7C1-8,http://loinc.org%7C2"
    )


def test_nothing_that_was_recorded_and_no_token_is_in_a_problem(
    misbehaving: Misbehaving,
) -> None:
    ways = ["html", "status/500", "redirect", "gzip", "linked-elsewhere", "then-html"]

    said_of_all = "".join(
        repr(Asking(misbehaving.base(way), CONDITIONS).fetched().problems)
        for way in ways
    )

    for secret in ("Secret-Name", TOKEN, "127.0.0.1", "patient="):
        assert secret not in said_of_all


def test_nothing_of_a_call_is_logged(
    misbehaving: Misbehaving, caplog: pytest.LogCaptureFixture
) -> None:
    fhir_servers(Settings())
    caplog.set_level(1)

    Asking(misbehaving.base("empty"), CONDITIONS).of(
        hook_body(misbehaving.base("empty"))
    )

    assert len(misbehaving.seen) == 1
    for secret in (TOKEN, "patient=1", "/empty/"):
        assert secret not in caplog.text
