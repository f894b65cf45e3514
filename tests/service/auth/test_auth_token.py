"""Tokens: which are let in, and every reason why others are not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import example, given
from hypothesis import strategies as st
from made_up_clients import ENDPOINT, SECONDS, Asked, Signer, key_set, rsa_signer

from engine.service.auth.refused import TokenRefused
from engine.service.auth.token import read_token, sent_token
from engine.store.database import Store

ALLOWED = ("ES384", "RS384")
Make = Callable[..., Any]


def in_base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def by_hand(header: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    parts = [in_base64(json.dumps(part).encode()) for part in (header, claims)]
    signed = ".".join(parts)
    mac = hmac.new(secret, signed.encode(), hashlib.sha384).digest()
    return f"{signed}.{in_base64(mac if secret else b'')}"


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_a_token_of_a_curve_is_let_in(asked: Asked, curve: Signer) -> None:
    assert asked.answer(curve.token()) == "let in"


def test_a_token_of_rsa_is_let_in(asked: Asked, rsa_key: Signer) -> None:
    assert asked.answer(rsa_key.token()) == "let in"


def test_one_of_several_audiences_is_enough(asked: Asked, curve: Signer) -> None:
    token = curve.token(aud=["https://elsewhere.example", ENDPOINT])

    assert asked.answer(token) == "let in"


def test_none_is_never_an_algorithm(asked: Asked, curve: Signer) -> None:
    claims = claims_of(curve.token())
    header = {"alg": "none", "typ": "JWT", "kid": curve.kid}

    assert asked.answer(by_hand(header, claims, b"")) == (
        "the algorithm is not allowed"
    )


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_a_public_key_is_no_shared_secret(
    asked: Asked, rsa_key: Signer, alg: str
) -> None:
    public = rsa_key.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    header = {"alg": alg, "typ": "JWT", "kid": rsa_key.kid}
    token = by_hand(header, claims_of(rsa_key.token()), public)

    assert asked.answer(token) == "the algorithm is not allowed"


def test_es256_is_refused_until_a_setting_allows_it(
    store: Store, tmp_path: Any, with_clients: Make
) -> None:
    short = Signer(ec.generate_private_key(ec.SECP256R1()), "ES256", "short")
    file = tmp_path / "two.json"
    usual = Signer(ec.generate_private_key(ec.SECP384R1()), "ES384", "usual")
    file.write_bytes(key_set(short.public, usual.public))
    client = {"iss": "https://ehr.example", "keys_file": file}

    before = Asked(with_clients(client), store).answer(short.token())
    allowed = with_clients(client, auth_algorithms=("ES256",))
    after = Asked(allowed, store).answer(short.token())

    assert (before, after) == ("the algorithm is not allowed", "let in")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"aud": "https://elsewhere.example"}, "aud is not the address of this call"),
        ({"aud": ENDPOINT + "/"}, "aud is not the address of this call"),
        ({"aud": []}, "aud is not the address of this call"),
        ({"aud": {ENDPOINT: 1}}, "aud is not the address of this call"),
        ({"aud": [[ENDPOINT]]}, "aud is not the address of this call"),
        ({"exp": SECONDS - 30}, "the token is expired"),
        ({"exp": SECONDS - 86400}, "the token is expired"),
        ({"iat": SECONDS + 31}, "iat is in the future"),
        ({"nbf": SECONDS + 31}, "nbf is in the future"),
        ({"nbf": "soon"}, "nbf is missing, or no number"),
        ({"exp": SECONDS + 3600}, "the token holds longer than is allowed"),
        ({"exp": float("nan")}, "exp is no time in seconds"),
        ({"exp": float("inf")}, "exp is no time in seconds"),
        ({"exp": 10**400}, "exp is no time in seconds"),
        ({"iat": -1}, "iat is no time in seconds"),
        ({"exp": str(SECONDS + 300)}, "exp is missing, or no number"),
        ({"exp": True}, "exp is missing, or no number"),
        ({"jti": ""}, "jti is missing, or no text"),
        ({"jti": 7}, "jti is missing, or no text"),
        ({"jti": "x" * 1025}, "jti is missing, or no text"),
        ({"iss": "https://nobody.example"}, "the issuer is not on the list"),
        ({"iss": "https://ehr.example/"}, "the issuer is not on the list"),
    ],
)
def test_a_claim_that_is_not_right_is_refused(
    asked: Asked, curve: Signer, changed: dict[str, Any], reason: str
) -> None:
    assert asked.answer(curve.token(**changed)) == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("aud", "aud is not the address of this call"),
        ("exp", "exp is missing, or no number"),
        ("iat", "iat is missing, or no number"),
        ("jti", "jti is missing, or no text"),
        ("iss", "the issuer is not on the list"),
    ],
)
def test_a_required_claim_that_is_missing_is_refused(
    asked: Asked, curve: Signer, name: str, reason: str
) -> None:
    assert asked.answer(curve.token(without=[name])) == reason


@pytest.mark.parametrize(
    "changed",
    [{"exp": SECONDS - 29}, {"iat": SECONDS + 29}, {"nbf": SECONDS + 29}],
)
def test_clocks_may_be_a_little_apart(
    asked: Asked, curve: Signer, changed: dict[str, Any]
) -> None:
    assert asked.answer(curve.token(**changed)) == "let in"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"typ": "JWE"}, "the type is not JWT"),
        ({"typ": None}, "typ is missing from the header, or no text"),
        ({"kid": ""}, "kid is missing from the header, or no text"),
        ({"jku": 7}, "jku is missing from the header, or no text"),
        ({"kid": "unknown"}, "there is no key of this kid"),
        ({"crit": ["exp"], "exp": 1}, "the token cannot be read"),
        ({"jku": "https://ehr.example/jwks"}, "the jku is not on the list"),
    ],
)
def test_a_header_that_is_not_right_is_refused(
    asked: Asked, curve: Signer, changed: dict[str, Any], reason: str
) -> None:
    assert asked.answer(curve.token(header=changed)) == reason


def test_a_key_inside_the_token_is_not_believed(
    asked: Asked, other_curve: Signer
) -> None:
    header = {"kid": "curve-1", "jwk": other_curve.public}

    assert asked.answer(other_curve.token(header=header)) == "the signature is wrong"


def test_a_changed_claim_breaks_the_signature(asked: Asked, curve: Signer) -> None:
    head, _, signature = curve.token().split(".")
    changed = in_base64(json.dumps(claims_of(curve.token(jti="other"))).encode())

    assert asked.answer(f"{head}.{changed}.{signature}") == "the signature is wrong"


def test_the_algorithm_must_be_that_of_the_key(asked: Asked, rsa_key: Signer) -> None:
    token = rsa_key.token(header={"kid": "curve-1"})

    assert asked.answer(token) == "there is no key of this kid"


def test_a_short_rsa_key_proves_nothing(
    store: Store, tmp_path: Any, with_clients: Make
) -> None:
    weak = rsa_signer("weak", 1024)
    file = tmp_path / "weak.json"
    file.write_bytes(key_set(weak.public))
    asked = Asked(
        with_clients({"iss": "https://ehr.example", "keys_file": file}), store
    )
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = weak.token()

    assert asked.answer(token) == "the key is too short"


def test_a_key_counts_for_its_own_issuer_only(
    store: Store, agreed: Make, tmp_path: Any, other_curve: Signer, with_clients: Make
) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(key_set(other_curve.public))
    other = {"iss": "https://other.example", "keys_file": file}
    asked = Asked(with_clients(agreed(), other), store)

    as_itself = asked.answer(other_curve.token(iss="https://other.example"))
    as_another = asked.answer(other_curve.token())

    assert (as_itself, as_another) == ("let in", "there is no key of this kid")


@pytest.mark.parametrize(
    ("tenant", "expected"),
    [
        ("north", "let in"),
        ("south", "the tenant is not on the list"),
        (["north"], "the tenant is not on the list"),
        (None, "the tenant is not on the list"),
    ],
)
def test_tenants_are_let_in_by_their_list(
    tenants_listed: Asked, curve: Signer, tenant: object, expected: str
) -> None:
    assert tenants_listed.answer(curve.token(tenant=tenant)) == expected


def test_a_token_without_tenant_is_refused_where_tenants_are_listed(
    tenants_listed: Asked, curve: Signer
) -> None:
    assert tenants_listed.answer(curve.token()) == "the tenant is not on the list"


@pytest.fixture
def tenants_listed(store: Store, agreed: Make, with_clients: Make) -> Asked:
    return Asked(with_clients(agreed(tenants=["north"])), store)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([], "there is no Authorization header"),
        (["Bearer a", "Bearer b"], "there are several Authorization headers"),
        (["Basic dXNlcjpwYXNz"], "the Authorization header holds no bearer token"),
        (["Bearer " + "x" * 9000], "the token is too long"),
    ],
)
def test_the_authorization_header_holds_one_bearer_token(
    headers: list[str], reason: str
) -> None:
    with pytest.raises(TokenRefused, match=reason):
        sent_token(headers)


def test_the_word_bearer_may_be_written_in_any_case() -> None:
    assert sent_token(["bearer abc"]) == "abc"


@given(st.one_of(st.text(), st.from_regex(r"[\w-]*\.[\w-]*\.[\w-]*", fullmatch=True)))
@example(by_hand({"alg": "ES384", "typ": "JWT", "kid": "k", "b64": False}, {}, b"x"))
@example(in_base64(b"[" * 5000) + ".e30.eA")
@example(in_base64(b'{"alg": [1]}') + ".e30.eA")
def test_whatever_is_sent_as_a_token_is_refused_in_fixed_words(raw: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        read_token(raw, ALLOWED)

    assert str(caught.value) in (
        "the token cannot be read",
        "the algorithm is not allowed",
        "the type is not JWT",
        "alg is missing from the header, or no text",
        "kid is missing from the header, or no text",
        "typ is missing from the header, or no text",
    )
