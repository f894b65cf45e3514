"""The key under which patients are recognised: from a setting or a file."""

from pathlib import Path

import pytest

from engine.service.settings import Settings, SettingsError, read_settings
from engine.service.snooze import NO_KEY, SWITCHED_OFF, snooze_of

KEY = "0123456789abcdef"


def test_without_a_key_the_snooze_is_off_and_says_so() -> None:
    snooze = snooze_of(Settings())

    assert snooze.as_json() == {"status": NO_KEY}


def test_without_a_key_each_start_has_its_own() -> None:
    secrets = {snooze_of(Settings()).secret for _ in range(2)}

    assert len(secrets) == 2


def test_with_a_key_it_is_on_for_a_day() -> None:
    snooze = snooze_of(read_settings({"patient_key_secret": KEY}))

    assert snooze.as_json() == {"status": "on", "hours": 24.0, "cardsNotShown": {}}


def test_no_hours_switch_it_off() -> None:
    given = {"patient_key_secret": KEY, "snooze_hours": 0}

    assert snooze_of(read_settings(given)).as_json() == {"status": SWITCHED_OFF}


def test_a_file_and_the_setting_give_the_same_key(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="ascii")

    from_file = snooze_of(read_settings({"patient_key_file": file}))
    from_setting = snooze_of(read_settings({"patient_key_secret": KEY}))

    assert (from_file.secret, from_file.why_off) == (from_setting.secret, "")


@pytest.mark.parametrize("content", [b"", b"short\n", b"               \n"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)

    with pytest.raises(SettingsError, match="PINPRICK_PATIENT_KEY_"):
        read_settings({"patient_key_file": file})


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        snooze_of(read_settings({"patient_key_file": tmp_path / "none"}))


def test_two_keys_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(KEY, encoding="ascii")
    given = {"patient_key_file": file, "patient_key_secret": KEY}

    with pytest.raises(SettingsError, match="both set"):
        snooze_of(read_settings(given))


def test_a_short_key_is_refused_and_not_shown() -> None:
    with pytest.raises(SettingsError, match="PATIENT_KEY_SECRET") as caught:
        read_settings({"patient_key_secret": "too-short"})

    assert "too-short" not in str(caught.value)
