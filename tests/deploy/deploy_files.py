"""The files of deploy/ and the programs that read them, for the tests here."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.service.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose"
OVERLAY = DEPLOY / "kubernetes" / "overlays" / "production"
UNIT = DEPLOY / "systemd" / "pinprick.service"
CADDYFILE = DEPLOY / "proxy" / "Caddyfile"


def run(
    program: str,
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """A program that came with the pinned packages, or one of the machine."""
    installed = Path(sys.executable).parent / program
    command = [str(installed) if installed.exists() else program, *arguments]
    # hadolint reads files as the locale says.
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    return subprocess.run(
        command,
        env=plain | dict(env or {}),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def assignments(file: Path) -> dict[str, str]:
    """The lines NAME=value of an environment file, a quoted value without quotes."""
    lines = [line for line in file.read_text().splitlines() if line.strip()]
    pairs = [line.split("=", 1) for line in lines if not line.startswith("#")]
    return {name: unquoted(value) for name, value in pairs}


def unquoted(value: str) -> str:
    return shlex.split(value)[0] if value[:1] in {"'", '"'} else value


def settings_of(given: Mapping[str, str], patch: pytest.MonkeyPatch) -> Settings:
    """What the service makes of these variables, and of no others."""
    for name in os.environ:
        if name.startswith("PINPRICK_"):
            patch.delenv(name)
    for name, value in given.items():
        if name.startswith("PINPRICK_"):
            patch.setenv(name, value)
    return read_settings()


def composed(folder: Path) -> dict[str, Any]:
    """compose.yaml as Docker Compose itself reads it, with .env beside it."""
    done = run(
        "docker-compose", "--project-directory", folder, "config", "--format", "json"
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def built(overlay: Path = OVERLAY) -> list[dict[str, Any]]:
    """What kustomize makes of an overlay: every object."""
    done = run("kubectl", "kustomize", overlay)
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load_all(done.stdout))


def unit_lines(text: str) -> dict[str, list[str]]:
    """The settings of a systemd unit; one that stands twice has two values."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith(("#", "[")):
            found.setdefault(name, []).append(value)
    return found
