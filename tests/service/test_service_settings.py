"""Settings come from the environment; none is ignored."""

from pathlib import Path

import pytest

from engine.service.configuration.page import settings_page
from engine.service.configuration.secret_files import (
    CREDENTIALS_DIR,
    SECRETS,
    SECRETS_DIR,
    variable,
)
from engine.service.settings import GROUPS, Settings, SettingsError, read_settings

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
KEY = "0123456789abcdef0123456789abcdef"


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


def test_the_page_of_settings_is_that_of_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page(GROUPS)


def test_every_setting_stands_on_the_page_with_a_meaning_and_an_example() -> None:
    rows = [row for row in settings_page(GROUPS).splitlines() if row.startswith("| `")]

    named = {row.split("`")[1].removeprefix("PINPRICK_").lower() for row in rows}
    assert named == set(Settings.model_fields)
    for row in rows:
        *_, meaning, example, _ = row.split(" | " if "\\|" not in row else "|")
        assert row.count(" | ") >= 4 and meaning and example


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_example_of_a_setting_is_one_that_is_accepted(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (example,) = Settings.model_fields[name].examples or ()
    if name in SECRETS.values():
        (tmp_path / "secret").write_text("0123456789abcdef0123456789abcdef\n")
        example = str(tmp_path / "secret")
    monkeypatch.setenv(variable(name), str(example))

    assert name in read_settings().model_fields_set


@pytest.mark.parametrize(("secret", "file"), SECRETS.items())
def test_every_secret_may_stand_in_a_file(
    secret: str, file: str, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(f"{KEY}\n")

    settings = read_settings({file: tmp_path / "secret"})

    assert getattr(settings, secret).get_secret_value() == KEY


def test_every_setting_that_is_a_secret_has_a_file() -> None:
    secrets = {n for n, f in Settings.model_fields.items() if "Secret" in f"{f!r}"}

    assert secrets == set(SECRETS)


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
@pytest.mark.parametrize(("secret", "file"), SECRETS.items())
def test_a_file_without_a_secret_is_refused_by_its_setting(
    secret: str, file: str, content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "place-of-a-person"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SettingsError, match=variable(file)) as caught:
        read_settings({file: path})

    assert "place-of-a-person" not in str(caught.value)


@pytest.mark.parametrize(("secret", "file"), SECRETS.items())
def test_a_secret_and_its_file_together_are_refused(
    secret: str, file: str, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(KEY)

    with pytest.raises(SettingsError, match="both set: keep one") as caught:
        read_settings({file: tmp_path / "secret", secret: KEY})

    assert KEY not in str(caught.value)


@pytest.mark.parametrize("named_by", [SECRETS_DIR, CREDENTIALS_DIR])
def test_secrets_may_stand_in_a_directory(
    named_by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for secret in SECRETS:
        (tmp_path / variable(secret).lower()).write_text(f"{KEY}\n")
    (tmp_path / "of-another-service").write_text("x")
    monkeypatch.setenv(named_by, str(tmp_path))

    settings = read_settings()

    assert {getattr(settings, one).get_secret_value() for one in SECRETS} == {KEY}


def test_a_variable_outranks_the_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pinprick_session_secret").write_text(KEY)
    monkeypatch.setenv(SECRETS_DIR, str(tmp_path))
    monkeypatch.setenv("PINPRICK_SESSION_SECRET", "k" * 40)

    secret = read_settings().session_secret

    assert secret is not None and secret.get_secret_value() == "k" * 40


def test_an_unknown_secret_of_the_directory_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pinprick_sesion_secret").write_text(KEY)
    monkeypatch.setenv(SECRETS_DIR, str(tmp_path))

    with pytest.raises(SettingsError, match="pinprick_sesion_secret"):
        read_settings()


def test_a_directory_of_secrets_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SECRETS_DIR, str(tmp_path / "nothing"))

    with pytest.raises(SettingsError, match="PINPRICK_SECRETS_DIR"):
        read_settings()
