"""Settings under which nobody could sign in safely stop the start."""

from pathlib import Path
from typing import Any

import pytest
from conftest import MakeRoom, Room
from pydantic import SecretStr

from engine.service.room.login.setup import LoginError, login_of
from engine.service.settings import Settings, SettingsError, read_settings

ISSUER = {"oidc_issuer": "https://login.example", "oidc_client_id": "pinprick"}
PUBLIC = {"public_base_url": "https://pinprick.example"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"oidc_issuer": "https://login.example"}, "OIDC_CLIENT_ID"),
        ({**ISSUER, "oidc_issuer": "http://login.example"}, "https address"),
        ({**ISSUER, "oidc_issuer": "https://u:p@login.example"}, "https address"),
        ({**ISSUER, "public_base_url": "http://pinprick.example"}, "https only"),
        ({**ISSUER, "host": "0.0.0.0"}, "https only"),
        ({"room_login": "read"}, "lets nobody read"),
        ({"development_login": True, "host": "0.0.0.0"}, "only|refused"),
        ({"development_login": True, **PUBLIC}, "refused"),
    ],
    ids=str,
)
def test_an_unsafe_login_stops_the_start(given: dict[str, Any], said: str) -> None:
    with pytest.raises(LoginError, match=said):
        login_of(Settings(**given))


def test_a_short_session_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match="shorter than 32"):
        login_of(Settings(session_secret=SecretStr("short")))


def test_two_secrets_of_one_name_are_refused(tmp_path: Path) -> None:
    given = {"session_secret": "k" * 32, "session_secret_file": tmp_path}

    with pytest.raises(SettingsError, match="both set"):
        read_settings(given)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("s" * 40 + "\n")

    assert login_of(Settings(session_secret_file=file)).is_possible is False


def test_a_secret_file_that_is_not_there_is_named_without_its_path(
    tmp_path: Path,
) -> None:
    with pytest.raises(SettingsError, match="SESSION_SECRET_FILE") as caught:
        read_settings({"session_secret_file": tmp_path / "nothing"})

    assert str(tmp_path) not in str(caught.value)


def test_secrets_are_never_shown() -> None:
    given = {"session_secret": "hidden-one" * 4, "oidc_client_secret": "hidden-two"}

    assert "hidden" not in repr(read_settings(given))


def test_roles_are_named_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINPRICK_OIDC_ROLE_NAMES", '{"neuro": "reviewer"}')

    assert read_settings().oidc_role_names == {"neuro": "reviewer"}


@pytest.mark.parametrize("value", ["neuro=reviewer", '{"neuro": "admin"}', "[]"])
def test_a_role_that_there_is_not_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PINPRICK_OIDC_ROLE_NAMES", value)

    with pytest.raises(SettingsError, match="OIDC_ROLE_NAMES"):
        read_settings()


@pytest.mark.parametrize(
    ("claim", "person"),
    [
        ("groups", {"groups": ["x", "neuro"]}),
        ("access.roles", {"access": {"roles": ["neuro"]}}),
        ("https://clinic.example/roles", {"https://clinic.example/roles": "neuro"}),
        ("groups", {"groups": "x,neuro"}),
    ],
    ids=str,
)
def test_roles_are_read_where_the_provider_has_them(
    make_room: MakeRoom, claim: str, person: dict[str, Any]
) -> None:
    names = {"neuro": "reviewer"}
    room = make_room(oidc_roles_claim=claim, oidc_role_names=names)
    room.provider.person = {"sub": "person-1", **person}

    assert room.sign_in().status_code == 303


def development(make_room: MakeRoom) -> Room:
    return make_room(oidc_issuer="", development_login=True)


def form(room: Room) -> dict[str, Any]:
    page = room.client.get("/login?next=/rules").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    return {"csrf": token, "name": "Made Up", "role": ["reviewer"]}


def test_the_development_login_says_what_it_is_on_every_page(
    make_room: MakeRoom,
) -> None:
    room = development(make_room)

    answer = room.post("/login/development", form(room))

    assert answer.status_code == 303
    assert "Development login" in room.client.get("/rules").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "192.0.2.1:8080"},
        {"X-Forwarded-For": "192.0.2.1"},
        {"Forwarded": "for=192.0.2.1"},
    ],
    ids=str,
)
def test_the_development_login_refuses_what_may_come_from_elsewhere(
    make_room: MakeRoom, headers: dict[str, str]
) -> None:
    room = development(make_room)
    fields = form(room)

    assert room.post("/login/development", fields, **headers).status_code == 403
    assert not room.is_signed_in


def test_the_development_login_needs_its_own_form(make_room: MakeRoom) -> None:
    room = development(make_room)

    answer = room.post("/login/development", {**form(room), "csrf": "another"})

    assert answer.status_code == 403


@pytest.mark.parametrize("lacking", [{"name": " "}, {"role": []}, {"role": ["king"]}])
def test_the_development_login_needs_a_name_and_a_role(
    make_room: MakeRoom, lacking: dict[str, Any]
) -> None:
    room = development(make_room)

    assert room.post("/login/development", {**form(room), **lacking}).status_code == 400


def test_there_is_no_development_login_unless_it_is_set(room: Room) -> None:
    room.begin()

    assert room.post("/login/development", {"name": "x"}).status_code == 404


def test_without_any_login_the_page_says_so(make_room: MakeRoom) -> None:
    room = make_room(oidc_issuer="")

    page = room.client.get("/login")

    assert page.status_code == 200
    assert "Nobody can sign in here yet" in page.text
