"""Settings of authentication: strict, and never open by accident."""

import json
from typing import Any

import pytest

from engine.service.auth.exposure import ExposureError, check_exposure
from engine.service.settings import Settings, SettingsError, read_settings

CLIENT = {"iss": "https://ehr.example", "jku": ["https://ehr.example/jwks.json"]}


def from_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"PINPRICK_{name.upper()}", value)
    return read_settings()


def test_clients_are_read_from_json(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = from_environment(monkeypatch, auth_clients=json.dumps([CLIENT]))

    (client,) = settings.auth_clients
    assert (client.iss, client.jku, client.tenants) == (
        "https://ehr.example",
        ("https://ehr.example/jwks.json",),
        (),
    )


def test_the_recommended_algorithms_are_the_default() -> None:
    assert Settings().auth_algorithms == ("ES384", "RS384")


def test_algorithms_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = from_environment(monkeypatch, auth_algorithms="ES384, RS256")

    assert settings.auth_algorithms == ("ES384", "RS256")


@pytest.mark.parametrize("name", ["none", "HS256", "HS384", "HS512", "es384", ""])
def test_no_other_algorithm_can_be_set(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_AUTH_ALGORITHMS"):
        from_environment(monkeypatch, auth_algorithms=name)


@pytest.mark.parametrize(
    "clients",
    [
        "https://ehr.example",
        "7",
        '[{"iss": "secret"}]',
        '[{"jku": ["https://secret.example"]}]',
        json.dumps([{**CLIENT, "iss": ""}]),
        json.dumps([{**CLIENT, "secret": 1}]),
        json.dumps([CLIENT, CLIENT]),
        json.dumps([{**CLIENT, "jku": ["http://secret.example/jwks"]}]),
        json.dumps([{**CLIENT, "jku": ["ftp://secret.example/jwks"]}]),
        json.dumps([{**CLIENT, "jku": ["file:///etc/secret"]}]),
        json.dumps([{**CLIENT, "jku": ["https://user:secret@ehr.example"]}]),
        json.dumps([{**CLIENT, "jku": ["https://"]}]),
        json.dumps([{**CLIENT, "jku": ["http://127.0.0.1.secret.example"]}]),
    ],
)
def test_a_wrong_client_is_named_by_setting_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, clients: str
) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_AUTH_CLIENTS") as caught:
        from_environment(monkeypatch, auth_clients=clients)

    assert "secret.example" not in str(caught.value)
    assert "user:" not in str(caught.value)


@pytest.mark.parametrize(
    "audiences", ["/cds-services", "cds.example", "ftp://cds.example"]
)
def test_an_audience_is_an_absolute_url(
    monkeypatch: pytest.MonkeyPatch, audiences: str
) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_AUTH_AUDIENCES"):
        from_environment(monkeypatch, auth_audiences=audiences)


@pytest.mark.parametrize(
    "given",
    [
        {"host": "0.0.0.0"},
        {"host": "::"},
        {"host": ""},
        {"host": "192.0.2.7"},
        {"host": "pinprick.example"},
        {"host": "localhost.example"},
        {"public_base_url": "https://cds.example"},
    ],
)
def test_strangers_are_not_served_without_authentication(
    given: dict[str, Any],
) -> None:
    with pytest.raises(ExposureError, match="PINPRICK_ALLOW_UNAUTHENTICATED"):
        check_exposure(read_settings(given))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"host": "localhost"},
        {"host": "127.0.0.2"},
        {"host": "::1"},
        {"public_base_url": "http://localhost:8080"},
        {"host": "0.0.0.0", "allow_unauthenticated": True},
        {"public_base_url": "https://cds.example", "allow_unauthenticated": True},
        {"host": "0.0.0.0", "auth_clients": (CLIENT,), "public_base_url": "https://x"},
        {"host": "::", "auth_clients": (CLIENT,), "auth_audiences": "https://x/y"},
    ],
)
def test_this_machine_a_word_or_clients_let_it_start(given: dict[str, Any]) -> None:
    settings = read_settings(given)

    assert check_exposure(settings) is None  # type: ignore[func-returns-value]


def test_clients_need_to_know_the_address_they_call() -> None:
    settings = read_settings({"host": "0.0.0.0", "auth_clients": (CLIENT,)})

    with pytest.raises(ExposureError, match="PINPRICK_PUBLIC_BASE_URL"):
        check_exposure(settings)


def test_keys_come_over_http_from_this_machine_in_evaluation_only() -> None:
    client = {"iss": "https://ehr.example", "jku": ["http://localhost:9/jwks"]}
    given = {"auth_clients": (client,)}

    check_exposure(read_settings(given))
    with pytest.raises(ExposureError, match="https only"):
        check_exposure(read_settings({**given, "mode": "production"}))
