"""compose.yaml, read by Docker Compose itself: who may do what, and reach whom."""

import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from deploy_files import COMPOSE, DEPLOY, composed, run, settings_of

SERVICES = ("database", "upgrade", "pinprick", "proxy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """deploy/compose as the tutorial makes it ready, beside deploy/proxy."""
    made = tmp_path_factory.mktemp("deploy")
    shutil.copytree(DEPLOY / "proxy", made / "proxy")
    shutil.copytree(
        COMPOSE, made / "compose", ignore=shutil.ignore_patterns(".env", "secrets")
    )
    shutil.copy(COMPOSE / ".env.example", made / "compose" / ".env")
    make_secrets(made / "compose", "self-signed")
    return made / "compose"


@pytest.fixture(scope="module")
def project(folder: Path) -> dict[str, Any]:
    return composed(folder)


def make_secrets(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["sh", folder / "make-secrets.sh", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr


def test_it_is_read_without_a_word(folder: Path) -> None:
    done = run("docker-compose", "--project-directory", folder, "config", "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_an_address_and_clients_it_does_not_start(tmp_path: Path) -> None:
    shutil.copy(COMPOSE / "compose.yaml", tmp_path)

    done = run("docker-compose", "--project-directory", tmp_path, "config", "--quiet")

    assert done.returncode != 0
    for name in ("PINPRICK_PUBLIC_BASE_URL", "PINPRICK_AUTH_CLIENTS"):
        assert f"{name} is missing a value: set it in .env" in done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_can_do_as_little_as_it_needs(
    project: dict[str, Any], name: str
) -> None:
    service = project["services"][name]

    assert set(project["services"]) == set(SERVICES)
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (
        ["NET_BIND_SERVICE"] if name == "proxy" else []
    )
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].partition(":")[0]) > 0
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert "privileged" not in service


def test_only_the_proxy_has_a_port(project: dict[str, Any]) -> None:
    ports = {n: s["ports"] for n, s in project["services"].items() if s.get("ports")}

    assert list(ports) == ["proxy"]
    assert [port["target"] for port in ports["proxy"]] == [8443]


def test_who_reaches_whom(project: dict[str, Any]) -> None:
    reached = {n: set(s["networks"]) for n, s in project["services"].items()}

    assert reached == {
        "database": {"data"},
        "upgrade": {"data"},
        "pinprick": {"data", "front", "out"},
        "proxy": {"front", "edge"},
    }
    inner = {n for n, net in project["networks"].items() if net.get("internal")}
    assert inner == {"data", "front"}


def test_pinprick_starts_on_upgraded_tables_and_the_proxy_before_a_healthy_one(
    project: dict[str, Any],
) -> None:
    waits = {
        name: {on: how["condition"] for on, how in s.get("depends_on", {}).items()}
        for name, s in project["services"].items()
    }

    assert waits["pinprick"]["upgrade"] == "service_completed_successfully"
    assert waits["upgrade"] == {"database": "service_healthy"}
    assert waits["proxy"] == {"pinprick": "service_healthy"}
    assert project["services"]["upgrade"]["command"] == ["database", "upgrade"]


def test_no_secret_is_a_variable(project: dict[str, Any], folder: Path) -> None:
    secrets = [file.read_text().strip() for file in (folder / "secrets").iterdir()]
    said = str(project["services"])

    assert len(secrets) == 6
    assert [secret for secret in secrets if secret in said] == []


def test_the_secrets_are_named_as_settings_are(
    project: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = project["services"]["pinprick"]
    named = {one["source"] for one in service["secrets"]}
    given = service["environment"] | {"PINPRICK_SECRETS_DIR": str(folder / "secrets")}

    settings = settings_of(given, monkeypatch)

    assert {name.removeprefix("pinprick_") for name in named} == {
        "database_url", "patient_key_secret", "session_secret",
    }  # fmt: skip
    url = settings.database_url.get_secret_value()
    password = (folder / "secrets" / "database_password").read_text().strip()
    assert url == f"postgresql://pinprick:{password}@database/pinprick"
    assert settings.auth_clients[0].iss == "https://ehr.hospital.example"
    assert settings.session_secret is not None


def test_secrets_are_made_once_and_nobody_else_may_look(folder: Path) -> None:
    before = {file: file.read_text() for file in (folder / "secrets").iterdir()}

    make_secrets(folder, "self-signed")

    assert {f: f.read_text() for f in (folder / "secrets").iterdir()} == before
    assert stat.S_IMODE((folder / "secrets").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in before} == {0o444}


def test_a_certificate_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    shutil.copy(COMPOSE / "make-secrets.sh", tmp_path)

    said = make_secrets(tmp_path)

    assert "tls_certificate" in said
    assert "tls_key" in said
