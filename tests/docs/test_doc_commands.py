"""Every command that a page of the documentation shows is run, or says why not.

The commands of one page are run one block after the other, in one shell's
folder: a copy of the project, its programs, and a service on a free port in the
place of 127.0.0.1:8080.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from blocks import PAGES, PROJECT, Commands, commands_of
from docs_service import serving

BIN = Path(sys.executable).parent
SHOWN = re.compile(r"127\.0\.0\.1:8080")
RUN = [page for page in PAGES if any(not one.why for one in commands_of(page))]
SIGNED_CALLS = "authorization: bearer"


def ids(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(PROJECT)) for page in pages]


@contextmanager
def _project(folder: Path) -> Iterator[Path]:
    """A copy of what commands may read or change, with its programs and its past."""
    copied = folder / "project"
    copied.mkdir()
    for name in ("rules", "fhir_examples", "docs", "tests", "engine", "deploy"):
        link = copied / name
        if name == "rules":
            shutil.copytree(PROJECT / name, link)
        else:
            link.symlink_to(PROJECT / name)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (copied / name).symlink_to(PROJECT / name)
    (copied / ".venv").symlink_to(BIN.parent)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "-q"], ["add", "rules"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], cwd=copied, check=True)
    yield copied


def _run(block: Commands, where: Path, base: str) -> str:
    text = SHOWN.sub(base.removeprefix("http://"), block.text)
    environment = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOME": str(where),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "LANG": "C.UTF-8",
        # The programs are those of the project that is tested: never installed anew.
        "MAKEFLAGS": "-o .venv/.installed",
        "TMPDIR": str(where),
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text.replace("/tmp/", f"{where}/")],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    said = f"{block.name} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, said
    return done.stdout


@pytest.mark.parametrize("page", RUN, ids=ids(RUN))
def test_commands_do_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    with ExitStack() as held:
        where = held.enter_context(_project(tmp_path))
        base = ""
        for block in commands_of(page):
            if block.why:
                continue
            if "8080" in block.text:
                needs = _needed(block, where)
                if not base or needs:
                    base = held.enter_context(serving(tmp_path, needs))
            printed = _run(block, where, base)
            at = 0
            for wanted in block.seen:
                found = _flat(printed).find(_flat(wanted), at)
                assert found >= 0, (
                    f"{block.name} printed no {wanted!r}:\n{printed[:2000]}"
                )
                at = found


def _flat(text: str) -> str:
    return " ".join(re.sub("[─-╿]+", " ", text).split())


def _needed(block: Commands, where: Path) -> dict[str, Any]:
    """The settings of the service that this block speaks to."""
    if SIGNED_CALLS not in block.text.lower():
        return {}
    keys = where / "pinprick-client" / "jwks.json"
    clients = f'[{{"iss": "https://ehr.example", "keys_file": "{keys}"}}]'
    return {"PINPRICK_AUTH_CLIENTS": clients}


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_a_block_that_is_not_run_says_why(page: Path) -> None:
    for block in commands_of(page):
        assert not block.why or len(block.why) > 10, block.name


def test_the_tutorials_are_mostly_run() -> None:
    blocks = commands_of(PROJECT / "docs" / "tutorial-integrator.md")

    assert sum(not one.why for one in blocks) >= 8
    assert any(one.seen for one in blocks)
