"""JWK Sets: which of their keys count, and where they are fetched from."""

import asyncio
import gzip
from datetime import timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from made_up_clients import KeyServer, Signer, key_set

from engine.service.auth.fetch import FetchLimits, fetch, fresh_for
from engine.service.auth.jwks import KeysUnusable, read_keys
from engine.service.auth.keys import KeysFileError, agreed_keys

ALLOWED = ("ES384", "RS384")


def names(body: bytes) -> set[tuple[str, str]]:
    return set(read_keys(body, ALLOWED).by_name)


def fetch_from(server: KeyServer, limits: FetchLimits | None = None) -> bytes:
    tls = httpx.create_ssl_context()
    return asyncio.run(fetch(server.url, tls, limits or FetchLimits())).body


def test_a_public_signing_key_counts(curve: Signer) -> None:
    assert names(key_set(curve.public)) == {("curve-1", "ES384")}


def test_rsa_counts_for_each_algorithm_allowed(rsa_key: Signer) -> None:
    keys = read_keys(key_set(rsa_key.public), ("RS256", "RS384"))

    assert set(keys.by_name) == {("rsa-1", "RS256"), ("rsa-1", "RS384")}


@pytest.mark.parametrize(
    "change",
    [
        {"use": "enc"},
        {"key_ops": ["encrypt"]},
        {"key_ops": "verify"},
        {"alg": "ES256"},
        {"crv": "P-256"},
        {"x": "AAAA"},
        {"x": 7},
        {"y": "46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk"},
        {"kty": "RSA"},
        {"kid": ""},
        {"kid": None},
    ],
)
def test_other_keys_do_not_count_and_are_counted(
    curve: Signer, change: dict[str, Any]
) -> None:
    keys = read_keys(key_set({**curve.public, **change}), ALLOWED)

    assert (dict(keys.by_name), keys.left_out) == ({}, 1)


def test_a_private_key_does_not_count(curve: Signer, rsa_key: Signer) -> None:
    assert names(key_set(curve.private, rsa_key.private)) == set()


def test_a_symmetric_key_does_not_count() -> None:
    shared = {"kty": "oct", "k": "c2VjcmV0", "kid": "s", "use": "sig", "alg": "HS256"}

    assert names(key_set(shared)) == set()


def test_a_kid_that_stands_twice_does_not_count(
    curve: Signer, other_curve: Signer
) -> None:
    twice = {**other_curve.public, "kid": curve.kid}

    assert names(key_set(curve.public, twice)) == set()


def test_one_bad_key_leaves_the_others_usable(curve: Signer) -> None:
    body = key_set({"kty": "OKP"}, curve.public, {})

    assert names(body) == {("curve-1", "ES384")}


def test_a_key_without_use_counts(curve: Signer) -> None:
    unsaid = {name: value for name, value in curve.public.items() if name != "use"}

    assert names(key_set(unsaid)) == {("curve-1", "ES384")}


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"keys": {}}', key_set(*[{}] * 101)]
)
def test_what_is_no_set_of_keys_is_refused(body: bytes) -> None:
    with pytest.raises(KeysUnusable):
        read_keys(body, ALLOWED)


@pytest.mark.parametrize("content", [b"", key_set(), key_set({"kty": "oct"})])
def test_a_file_without_a_usable_key_stops_the_start(
    tmp_path: Any, content: bytes
) -> None:
    (tmp_path / "keys.json").write_bytes(content)

    with pytest.raises(KeysFileError, match=r"keys\.json"):
        agreed_keys(tmp_path / "keys.json", ALLOWED)


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Any) -> None:
    with pytest.raises(KeysFileError, match="No such file"):
        agreed_keys(tmp_path / "keys.json", ALLOWED)


def test_a_key_of_another_curve_does_not_count() -> None:
    short = Signer(ec.generate_private_key(ec.SECP256R1()), "ES256", "short")

    assert names(key_set(short.public)) == set()


def test_a_redirect_is_not_followed(key_server: KeyServer) -> None:
    key_server.status = 302
    key_server.headers = {"Location": key_server.url + "/elsewhere"}

    with pytest.raises(KeysUnusable, match="the answer was 302"):
        fetch_from(key_server)

    assert key_server.asked == ["/jwks.json"]


def test_a_body_over_the_limit_is_not_read_on(key_server: KeyServer) -> None:
    key_server.body = b" " * 300_000

    with pytest.raises(KeysUnusable, match="it is too large"):
        fetch_from(key_server)


def test_a_compressed_body_is_refused_unread(key_server: KeyServer) -> None:
    key_server.body = gzip.compress(b" " * 10_000_000)
    key_server.headers = {"Content-Encoding": "gzip"}

    with pytest.raises(KeysUnusable, match="the answer is compressed"):
        fetch_from(key_server)


def test_a_slow_server_is_given_up(key_server: KeyServer) -> None:
    key_server.may_answer.clear()

    with pytest.raises(KeysUnusable, match="it took too long"):
        fetch_from(key_server, FetchLimits(seconds=0.1))


def test_no_server_at_all_is_no_answer(key_server: KeyServer) -> None:
    key_server.url = "http://127.0.0.1:1/jwks.json"

    with pytest.raises(KeysUnusable, match="there is no answer"):
        fetch_from(key_server)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 600),
        ({"Cache-Control": "public, max-age=900"}, 900),
        ({"Cache-Control": "max-age=900", "Age": "600"}, 300),
        ({"Cache-Control": "s-maxage=120, MAX-AGE=300"}, 300),
        ({"Cache-Control": "max-age=5"}, 60),
        ({"Cache-Control": "max-age=31536000"}, 3600),
        ({"Cache-Control": "no-store"}, 60),
        ({"Cache-Control": "no-cache, max-age=900"}, 60),
        ({"Cache-Control": "max-age=soon"}, 600),
    ],
)
def test_freshness_is_what_the_server_says_within_bounds(
    headers: dict[str, str], seconds: int
) -> None:
    assert fresh_for(httpx.Headers(headers)) == timedelta(seconds=seconds)
