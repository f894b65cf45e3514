"""`make install` on a machine that lacks something: one clear sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "deploy" / "check-machine.sh"


def said(
    python: str, path: str | None = None, purpose: str = "install"
) -> tuple[int, str]:
    env = os.environ | ({"PATH": path} if path else {})
    done = subprocess.run(
        ["/bin/sh", str(SCRIPT), python, purpose],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def a_python(folder: Path, answers: str) -> str:
    fake = folder / "python"
    fake.write_text(f"#!/bin/sh\n{answers}\n", encoding="utf-8")
    fake.chmod(0o755)
    return str(fake)


def test_a_machine_with_everything_is_told_nothing() -> None:
    assert said(sys.executable) == (0, "")


def test_no_python_of_that_name() -> None:
    status, sentence = said("python-that-is-not-there")

    assert status == 1
    assert sentence.count("\n") == 1
    assert "apt-get install python3.11" in sentence


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ('case "$2" in *version_info*) exit 1;; *) echo Python 3.9.2;; esac', "3.9.2"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "python3.11-venv"),
        ('case "$2" in *sysconfig*) echo /nowhere;; esac', "python3.11-dev"),
    ],
)
def test_a_python_that_will_not_do(tmp_path: Path, answers: str, told: str) -> None:
    status, sentence = said(a_python(tmp_path, answers))

    assert status == 1
    assert sentence.count("\n") == 1
    assert told in sentence


def test_no_compiler(tmp_path: Path) -> None:
    status, sentence = said(sys.executable, path=str(tmp_path))

    assert status == 1
    assert "apt-get install gcc" in sentence


def test_tests_without_ssh_keygen(tmp_path: Path) -> None:
    (tmp_path / "gcc").symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install openssh-client" in sentence


def test_tests_without_node(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen"):
        (tmp_path / tool).symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install nodejs" in sentence


def test_tests_with_a_node_that_is_too_old(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen"):
        (tmp_path / tool).symlink_to("/bin/true")
    (tmp_path / "node").symlink_to("/bin/false")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "node 18 or newer" in sentence


def test_tests_without_postgresql(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen", "node", "npm"):
        (tmp_path / tool).symlink_to("/bin/true")

    # `ls` is not on this path either, so nothing is found where Debian puts it.
    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install postgresql" in sentence


def test_tests_without_promtool(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen", "node", "npm", "initdb"):
        (tmp_path / tool).symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install prometheus" in sentence


def test_tests_without_chromium(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen", "node", "npm", "initdb", "promtool"):
        (tmp_path / tool).symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install chromium" in sentence


def test_tests_without_java(tmp_path: Path) -> None:
    for tool in ("gcc", "ssh-keygen", "node", "npm", "initdb", "promtool", "chromium"):
        (tmp_path / tool).symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install openjdk-17-jre-headless" in sentence


def test_tests_without_systemd(tmp_path: Path) -> None:
    others = ("gcc", "ssh-keygen", "node", "npm", "initdb", "chromium", "java")
    for tool in (*others, "promtool"):
        (tmp_path / tool).symlink_to("/bin/true")

    status, sentence = said(sys.executable, path=str(tmp_path), purpose="tests")

    assert status == 1
    assert "apt-get install systemd" in sentence
