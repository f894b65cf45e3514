"""The unit of a plain server, as systemd reads it."""

import json
import sys
from pathlib import Path

import pytest
from deploy_files import DEPLOY, UNIT, assignments, run, settings_of, unit_lines

from engine.service.configuration.secret_files import SECRETS, variable

# systemd's own scale ends at 10; a service without any of this has 9.6.
MOST_EXPOSED = 1.5
ADMIN = DEPLOY / "systemd" / "pinprick-admin"


@pytest.fixture(scope="module")
def unit() -> dict[str, list[str]]:
    return unit_lines(UNIT.read_text())


def somewhere(folder: Path, text: str) -> Path:
    """The unit with a program that is on this machine, as verify wants it."""
    copy = folder / "pinprick.service"
    copy.write_text(text.replace("/opt/pinprick/bin/pinprick", sys.executable))
    return copy


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    done = run("systemd-analyze", "verify", somewhere(tmp_path, UNIT.read_text()))

    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_would_find_a_misspelled_line(tmp_path: Path) -> None:
    wrong = UNIT.read_text().replace("ProtectHome=", "ProtectedHome=")

    done = run("systemd-analyze", "verify", somewhere(tmp_path, wrong))

    assert "ProtectedHome" in done.stderr


def test_it_is_exposed_as_little_as_it_was(tmp_path: Path) -> None:
    copy = somewhere(tmp_path, UNIT.read_text())

    done = run(
        "systemd-analyze", "security", "--offline=yes", "--no-pager",
        f"--threshold={int(MOST_EXPOSED * 10)}", copy,
    )  # fmt: skip
    bare = run("systemd-analyze", "security", "--offline=yes", "--json=short", copy)
    open_to = [one["name"] for one in json.loads(bare.stdout) if one["set"] is False]

    assert done.returncode == 0, done.stdout
    assert "PrivateNetwork=" in open_to
    for closed in ("ProtectSystem=", "MemoryDenyWriteExecute=", "NoNewPrivileges="):
        assert closed not in open_to


def test_the_address_of_every_secret_ends_up_as_a_setting(
    unit: dict[str, list[str]],
) -> None:
    """systemd names each file of a folder ID_FILE, and the service reads that name."""
    (credential,) = unit["LoadCredential"]
    name, _, folder = credential.partition(":")

    assert folder == "/etc/pinprick/secrets"
    for field in SECRETS:
        assert f"{name}_{field}".upper() == variable(field)


def test_the_example_of_the_settings_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    given = assignments(DEPLOY / "systemd" / "pinprick.env.example")

    settings = settings_of(given, monkeypatch)

    assert (settings.host, settings.port) == ("127.0.0.1", 8080)


def test_the_lines_to_uncomment_are_valid_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = (DEPLOY / "systemd" / "pinprick.env.example").read_text()
    file = tmp_path / "pinprick.env"
    file.write_text(example.replace("#PINPRICK_", "PINPRICK_"))

    settings = settings_of(assignments(file), monkeypatch)

    assert settings.base_url == "https://pinprick.hospital.example"
    assert settings.auth_clients[0].jku == ("https://ehr.hospital.example/jwks.json",)


def test_an_administrators_command_has_what_the_service_has(
    unit: dict[str, list[str]],
) -> None:
    said = ADMIN.read_text()

    for name in ("User", "Group", "EnvironmentFile", "LoadCredential",
                 "StateDirectory", "CacheDirectory", "WorkingDirectory"):  # fmt: skip
        assert f"--property={name}={unit[name][0]} " in said
    for line in unit["Environment"]:
        # What it prints goes to a person: bytecode and output are as they are.
        assert f"--setenv={line} " in said or line.startswith("PYTHON")


def test_the_user_that_is_made_is_the_one_that_runs_it(
    unit: dict[str, list[str]],
) -> None:
    made = (DEPLOY / "systemd" / "pinprick.sysusers.conf").read_text().split()

    assert made[:2] == ["u", unit["User"][0]]
