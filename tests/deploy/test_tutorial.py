"""The operator's tutorial: what it names is there, what can be run here is run.

`make server-check` runs its chapter about a plain server, whole.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main
import yaml
from deploy_files import COMPOSE, DEPLOY, ROOT, run
from tutorial import PAGE, chapter, commands

from engine.cli import app

CHAPTERS = ("A plain server", "Compose", "Kubernetes")


@pytest.mark.parametrize("title", CHAPTERS)
def test_its_commands_are_shell(title: str) -> None:
    found = commands(chapter(title))

    assert len(found) >= 2
    for command in found:
        done = subprocess.run(
            ["sh", "-n"], input=command, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), command


def test_every_file_it_names_is_there() -> None:
    text = PAGE.read_text()
    named = set(re.findall(r"(?:deploy|fhir_examples|docs)/[\w./-]*\w", text))
    named |= {f"docs/{link}" for link in re.findall(r"\]\(([\w.-]+\.md)\)", text)}

    assert len(named) > 10
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_heading_it_links_to_is_there() -> None:
    text = PAGE.read_text()
    headings = {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.M)
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) - headings == set()


def test_every_command_of_pinprick_that_it_names_is_one() -> None:
    groups = vars(typer.main.get_command(app))["commands"]
    named = re.findall(
        r"pinprick(?:-admin)? ((?:rules|database) \w+)", PAGE.read_text()
    )

    assert len(set(named)) >= 3
    for words in named:
        group, name = words.split()
        assert name in vars(groups[group])["commands"], words


def test_every_target_of_make_that_it_names_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text()
    lines = re.findall(r"`make ([a-z -]+)`", PAGE.read_text())
    named = {name for line in lines for name in line.split()}

    assert named >= {"server-check", "image-check", "image", "sbom", "licences"}
    for name in named:
        assert re.search(rf"^{name}: ", makefile, re.M), name


def test_composes_first_commands_do_what_they_say(tmp_path: Path) -> None:
    """Up to the point where an engine is needed."""
    ignored = shutil.ignore_patterns(".env", "secrets")
    shutil.copytree(COMPOSE, tmp_path / "deploy/compose", ignore=ignored)
    shutil.copytree(DEPLOY / "proxy", tmp_path / "deploy/proxy")
    first, second = commands(chapter("Compose"))

    made = subprocess.run(
        ["sh", "-eu", "-c", first],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    checked = run(
        "docker-compose", "--project-directory", tmp_path / "deploy/compose",
        "config", "--quiet",
    )  # fmt: skip

    assert made.returncode == 0, made.stderr
    assert "docker compose config --quiet" in second
    assert checked.returncode == 0, checked.stderr


def test_the_cluster_reads_the_secrets_that_are_made(tmp_path: Path) -> None:
    (text,) = (one for one in commands(chapter("Kubernetes")) if "create secret" in one)
    generic = text.replace("\\\n", " ").splitlines()[1]
    for name in ("database_url", "patient_key", "session_secret"):
        (tmp_path / name).write_text("made up")

    dry = ("--dry-run=client", "--output=yaml")
    done = run("kubectl", *generic.split()[1:], *dry, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert set(yaml.safe_load(done.stdout)["data"]) == {
        "pinprick_database_url", "pinprick_patient_key_secret",
        "pinprick_session_secret",
    }  # fmt: skip


def test_what_it_quotes_of_the_service_is_said_by_it() -> None:
    table = chapter("Where to look").rpartition("| it says |")[2]
    quoted = re.findall(r"^\| `(.+?)(?: PINPRICK_…)?` \|", table, re.M)
    source = "\n".join(path.read_text() for path in (ROOT / "engine").rglob("*.py"))
    joined = re.sub(r'"\s*\n\s*f?"', "", source).replace("`", "")

    assert len(quoted) == 4
    assert [said for said in quoted if said not in joined] == []
