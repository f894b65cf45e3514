"""Settings come from the environment; none is ignored."""

import pytest

from engine.service.settings import Settings, SettingsError, read_settings


def test_the_defaults_are_local_and_for_evaluation() -> None:
    settings = Settings()

    assert (settings.host, settings.port, settings.mode) == (
        "127.0.0.1",
        8080,
        "evaluation",
    )
    assert settings.max_body_bytes == 16 * 1024 * 1024
    assert not settings.keep_comments


def test_a_setting_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINPRICK_PORT", "9000")

    assert read_settings().port == 9000


def test_what_is_given_outranks_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINPRICK_PORT", "9000")

    assert read_settings({"port": 9001}).port == 9001


def test_an_unknown_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINPRICK_PROT", "9000")

    with pytest.raises(SettingsError, match="PINPRICK_PROT"):
        read_settings()


def test_a_wrong_value_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINPRICK_PORT", "secret")

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert "PINPRICK_PORT" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINPRICK_CORS_ORIGINS", "https://a.example, https://b.example")

    assert read_settings().cors_origins == ("https://a.example", "https://b.example")


def test_a_mode_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINPRICK_MODE", "relaxed")

    with pytest.raises(SettingsError, match="PINPRICK_MODE"):
        read_settings()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "http://127.0.0.1:8080"),
        ({"host": "::1", "port": 1}, "http://[::1]:1"),
        ({"public_base_url": "https://x.example/p/"}, "https://x.example/p"),
    ],
)
def test_links_start_with_the_public_base_url(
    given: dict[str, object], expected: str
) -> None:
    assert read_settings(given).base_url == expected
