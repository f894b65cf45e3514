"""Signing in with a provider: the honest way, and every dishonest one."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import NOW, MakeRoom, Room
from joserfc import jwt
from joserfc.jwk import OctKey
from made_up_provider import OidcProvider, curve_key, rsa_key


def test_a_clinician_signs_in_and_comes_back_to_the_page(room: Room) -> None:
    answer = room.sign_in("/rules?q=face")

    assert (answer.status_code, answer.headers["location"]) == (303, "/rules?q=face")
    assert room.is_signed_in
    assert "Dr Made Up" in room.client.get("/rules").text


def test_a_token_of_an_elliptic_curve_key_is_taken(
    room: Room, provider: OidcProvider
) -> None:
    provider.key, provider.alg = curve_key(), "ES256"

    assert room.sign_in().status_code == 303


def test_the_provider_is_asked_with_pkce_state_and_nonce(room: Room) -> None:
    address = room.begin()

    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert asked.keys() == {
        "client_id",
        "response_type",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8080/login/callback"
    assert asked["scope"] == "openid profile"


def test_no_two_logins_share_anything_drawn(room: Room) -> None:
    asked = [parse_qs(urlsplit(room.begin()).query) for _ in range(2)]

    for drawn in ("state", "nonce", "code_challenge"):
        assert asked[0][drawn] != asked[1][drawn]


def test_a_wrong_state_is_refused_and_no_code_is_exchanged(room: Room) -> None:
    back = room.back_from_provider(room.begin())

    answer = room.come_back({**back, "state": "another"})

    assert answer.status_code == 400
    assert (room.is_signed_in, room.provider.answered) == (False, [])


def test_a_failed_login_is_never_the_place_to_come_back_to(room: Room) -> None:
    page = room.client.get("/login/nowhere", headers={"Accept": "text/html"})

    assert page.status_code == 404
    assert 'href="/login?next=%2Frules"' in page.text
    assert "next=%2Flogin" not in page.text


def test_a_refused_page_keeps_its_place_through_the_sign_in(room: Room) -> None:
    page = room.client.get(
        "/numbers/calls.csv?first=x", headers={"Accept": "text/html"}
    )

    assert page.status_code in (401, 403)
    place = "/login?next=%2Fnumbers%2Fcalls.csv%3Ffirst%3Dx"
    assert page.text.count(f'href="{place}"') == 2


def test_a_login_that_another_browser_began_is_refused(make_room: MakeRoom) -> None:
    attacker, victim = make_room(), make_room()
    back = attacker.back_from_provider(attacker.begin())

    answer = victim.come_back(back)

    assert (answer.status_code, victim.is_signed_in) == (400, False)


def test_an_answer_of_the_provider_is_good_once(room: Room) -> None:
    back = room.back_from_provider(room.begin())
    kept = dict(room.client.cookies)
    assert room.come_back(back).status_code == 303

    room.client.cookies.update(kept)
    again = room.come_back(back)

    assert again.status_code == 400
    assert room.provider.answered == [200]


def test_a_login_that_took_too_long_is_refused(make_room: MakeRoom) -> None:
    now = [NOW]
    room = make_room(lambda: now[0])
    back = room.back_from_provider(room.begin())

    now[0] = NOW + timedelta(minutes=11)

    assert room.come_back(back).status_code == 400


SECOND = int(NOW.timestamp())


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": None},
        {"aud": ["pinprick", "another client"], "azp": "another client"},
        {"iss": "https://another.example"},
        {"iss": None},
        {"exp": SECOND - 61, "iat": SECOND - 400},
        {"exp": None},
        {"iat": SECOND + 400},
        {"iat": None},
        {"sub": None},
        {"exp": "tomorrow"},
        {"at_hash": "not of this access token"},
    ],
    ids=str,
)
def test_an_id_token_with_a_wrong_claim_is_refused(
    room: Room, said: dict[str, Any]
) -> None:
    room.provider.said = said

    answer = room.sign_in()

    assert (answer.status_code, room.is_signed_in) == (403, False)
    assert "cannot be trusted" in answer.text


def unsigned(provider: OidcProvider, nonce: str) -> str:
    claims = {**provider.person, "iss": provider.issuer, "aud": "pinprick"}
    whole = {**claims, "nonce": nonce, "iat": SECOND, "exp": SECOND + 300}
    return jwt.encode({"alg": "none"}, whole, OctKey.generate_key(), ["none"])


def by_a_stranger(provider: OidcProvider, nonce: str) -> str:
    """Signed with a key of the same name that the provider has not published."""
    stranger = OidcProvider(provider.issuer, rsa_key(provider.key.kid), now=NOW)
    return stranger._signed({"nonce": nonce})


def by_the_public_key(provider: OidcProvider, nonce: str) -> str:
    """Signed by HMAC with what everybody knows, in the hope of a confusion."""
    claims = {**provider.person, "iss": provider.issuer, "aud": "pinprick"}
    whole = {**claims, "nonce": nonce, "iat": SECOND, "exp": SECOND + 300}
    header = {"alg": "HS256", "kid": provider.key.kid}
    parts = [encoded(json.dumps(part).encode()) for part in (header, whole)]
    public = provider.key.as_pem(private=False)
    signature = hmac.digest(public, ".".join(parts).encode(), "sha256")
    return ".".join([*parts, encoded(signature)])


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("forged", [unsigned, by_a_stranger, by_the_public_key])
def test_an_id_token_not_signed_by_the_provider_is_refused(
    room: Room, forged: Callable[[OidcProvider, str], str]
) -> None:
    address = room.begin()
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    room.provider.token = forged(room.provider, nonce)

    answer = room.come_back(room.back_from_provider(address))

    assert (answer.status_code, room.is_signed_in) == (403, False)


def test_a_key_that_is_newer_than_ours_is_fetched(make_room: MakeRoom) -> None:
    now = [NOW]
    room = make_room(lambda: now[0])
    assert room.sign_in().status_code == 303

    room.provider.key = rsa_key("rsa-2")
    now[0] = NOW + timedelta(minutes=1)

    assert room.sign_in().status_code == 303


def test_tokens_of_unknown_keys_do_not_have_the_provider_asked_each_time(
    room: Room,
) -> None:
    room.sign_in()
    room.provider.published = [room.provider.key]
    room.provider.key = rsa_key("unknown")

    for _ in range(3):
        assert room.sign_in().status_code == 403

    assert room.provider.fetched_keys == 1


@pytest.mark.parametrize("roles", [None, [], ["admin"], "admin", {"a": "reviewer"}, 7])
def test_who_has_no_role_here_is_told_so_and_not_signed_in(
    room: Room, roles: object
) -> None:
    room.provider.person["roles"] = roles

    answer = room.sign_in()

    assert (answer.status_code, room.is_signed_in) == (403, False)
    assert "no role here" in answer.text


def test_a_provider_that_is_down_is_a_page_that_says_so(room: Room) -> None:
    room.provider.is_down = True

    answer = room.client.get("/login", follow_redirects=False)

    assert answer.status_code == 502
    assert "does not answer" in answer.text


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://another.example"},
        {"token_endpoint": "http://provider.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_a_discovery_document_that_cannot_be_right_is_not_used(
    room: Room, discovery: dict[str, Any]
) -> None:
    room.provider.discovery = discovery

    assert room.client.get("/login", follow_redirects=False).status_code == 502


def test_an_error_of_the_provider_is_not_shown(room: Room) -> None:
    state = parse_qs(urlsplit(room.begin()).query)["state"][0]
    error = {"error": "access_denied", "error_description": "<b>call 555</b>"}

    answer = room.come_back({"state": state, **error})

    assert answer.status_code == 403
    assert "call 555" not in answer.text


def test_what_is_logged_of_a_refused_login_is_no_token_and_no_name(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.provider.said = {"aud": "another"}

    room.sign_in()

    assert "the ID token does not hold (aud)" in caplog.text
    assert "Made Up" not in caplog.text


OPEN_REDIRECTS = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "\\\\evil.example",
    "http:evil.example",
    "/rules//evil.example",
    "javascript:alert(1)",
    "/rules\r\nX: y",
    "",
)


@pytest.mark.parametrize("next_path", OPEN_REDIRECTS)
def test_no_open_redirect_after_a_login(room: Room, next_path: str) -> None:
    answer = room.sign_in(next_path)

    assert (answer.status_code, answer.headers["location"]) == (303, "/rules")
