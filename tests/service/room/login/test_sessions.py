"""The session: its cookie, its end, and what a foreign page cannot do with it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, OURS, MakeRoom, Room
from pydantic import SecretStr

SESSION = "pinprick-session"
KEY = SecretStr("k" * 32)


def cookies_of(answer: Any) -> SimpleCookie:
    found = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        found.load(line)
    return found


def test_the_cookie_on_loopback_is_http_only_lax_and_short(room: Room) -> None:
    cookie = cookies_of(room.sign_in())[SESSION]

    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("lax", "/")
    assert (cookie["domain"], cookie["secure"]) == ("", "")
    assert cookie["max-age"] == "3600"


def test_the_cookie_over_https_is_secure_and_of_this_host_alone(
    make_room: MakeRoom,
) -> None:
    room = make_room(
        public_base_url="https://pinprick.example", allow_unauthenticated=True
    )

    found = cookies_of(room.sign_in())

    cookie = found[f"__Host-{SESSION}"]
    assert cookie["secure"]
    assert (cookie["domain"], cookie["path"]) == ("", "/")


def test_the_session_has_another_number_after_each_login(room: Room) -> None:
    first = cookies_of(room.sign_in())[SESSION].value
    second = cookies_of(room.sign_in())[SESSION].value

    assert first != second


def test_session_fixation_a_planted_session_ends_at_the_login(
    make_room: MakeRoom,
) -> None:
    attacker, victim = make_room(session_secret=KEY), make_room(session_secret=KEY)
    planted = cookies_of(attacker.sign_in())[SESSION].value
    victim.client.cookies.set(SESSION, planted, domain="127.0.0.1")

    own = cookies_of(victim.sign_in())[SESSION].value

    assert own != planted
    assert not attacker.is_signed_in  # the session both had is over


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(
    room: Room,
) -> None:
    copied = cookies_of(room.sign_in())[SESSION].value

    room.post("/logout", {"csrf": room.token})
    room.client.cookies.set(SESSION, copied, domain="127.0.0.1")

    assert not room.is_signed_in


def test_a_session_ends_by_itself(make_room: MakeRoom) -> None:
    now = [NOW]
    room = make_room(lambda: now[0])
    room.sign_in()
    assert room.is_signed_in

    now[0] = NOW + timedelta(minutes=61)

    assert not room.is_signed_in


@pytest.mark.parametrize("spoil", ["", "x", "cookie.of.nobody", "\u00e9"])
def test_a_cookie_that_we_did_not_sign_is_nobody(room: Room, spoil: str) -> None:
    headers = {"Cookie": f"{SESSION}={spoil}".encode()}

    page = room.client.get("/rules", headers=headers)  # type: ignore[arg-type]

    assert page.status_code == 200
    assert 'action="/logout"' not in page.text


def test_the_cookie_of_a_login_that_began_is_no_session(room: Room) -> None:
    room.begin()
    begun = room.client.cookies["pinprick-login"]

    room.client.cookies.set(SESSION, begun, domain="127.0.0.1")

    assert not room.is_signed_in


def test_a_worker_with_the_same_secret_knows_the_session(make_room: MakeRoom) -> None:
    one, other = make_room(session_secret=KEY), make_room(session_secret=KEY)
    cookie = cookies_of(one.sign_in())[SESSION].value

    other.client.cookies.set(SESSION, cookie, domain="127.0.0.1")

    assert other.is_signed_in


def test_csrf_no_form_without_the_token_of_the_session_counts(room: Room) -> None:
    room.sign_in()

    answers = [room.post("/logout", fields) for fields in ({"x": "y"}, {"csrf": "z"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert room.is_signed_in


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
    ids=str,
)
def test_csrf_a_form_on_a_foreign_page_is_refused(
    room: Room, headers: dict[str, str]
) -> None:
    room.sign_in()

    answer = room.client.post("/logout", data={"csrf": room.token}, headers=headers)

    assert answer.status_code == 403
    assert room.is_signed_in


def test_a_form_of_another_type_is_refused(room: Room) -> None:
    answer = room.client.post("/logout", json={"csrf": "x"}, headers=OURS)

    assert answer.status_code == 415


def test_calls_of_an_ehr_are_answered_with_no_cookie(room: Room) -> None:
    room.sign_in()

    discovery = room.client.get("/cds-services")

    assert "set-cookie" not in discovery.headers


def test_reading_needs_no_login_unless_it_is_set(make_room: MakeRoom) -> None:
    room = make_room()

    assert room.client.get("/rules", follow_redirects=False).status_code == 200


def test_where_reading_needs_a_login_every_page_sends_there_first(
    make_room: MakeRoom,
) -> None:
    room = make_room(room_login="read")

    answer = room.client.get("/rules?q=face", follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Frules%3Fq%3Dface"
    room.sign_in()
    assert room.client.get("/rules?q=face").status_code == 200


def test_styles_and_health_and_an_ehr_need_no_login_of_people(
    make_room: MakeRoom,
) -> None:
    room = make_room(room_login="read")

    for path in ("/static/room.css", "/health", "/ready", "/cds-services"):
        assert room.client.get(path, follow_redirects=False).status_code == 200


def test_a_store_that_fails_lets_nobody_in_and_is_said(
    room: Room, tmp_path: Path
) -> None:
    room.sign_in()
    with closing(sqlite3.connect(tmp_path / "room.sqlite")) as database:
        database.execute("DROP TABLE used_token")

    assert not room.is_signed_in
    assert room.client.get("/ready").status_code == 503
