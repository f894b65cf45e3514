"""`pinprick rules deploy | rollback | versions | reload`, beside a real service."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copy, copytree

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from engine.cli import app

ROOT = Path(__file__).parents[2]
FACE = "urgent/sudden-face-numbness.yaml"
WORDS = ("findings", "locale", "value-sets", "expansions", "schema")
_SERVE = "import sys; from engine.cli import main; sys.argv[1:] = {!r}; main()"
Run = Callable[..., Result]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """One rule and the words of all."""
    rules = tmp_path / "source" / "rules"
    for folder in WORDS:
        copytree(ROOT / "rules" / folder, rules / folder)
    for file in ("orders.yaml", "coverage.yaml"):
        copy(ROOT / "rules" / file, rules / file)
    (rules / "urgent").mkdir()
    copy(ROOT / "rules" / FACE, rules / FACE)
    return rules


@pytest.fixture
def current(tmp_path: Path) -> Path:
    return tmp_path / "deployed" / "current"


@pytest.fixture
def settings(tmp_path: Path, current: Path) -> dict[str, str]:
    return {
        "PINPRICK_DATABASE_URL": f"sqlite:///{tmp_path / 'kept.sqlite'}",
        "PINPRICK_RULES_DIR": str(current / "rules"),
    }


@pytest.fixture
def run(settings: dict[str, str]) -> Run:
    def call(*arguments: str, **more: str) -> Result:
        given = [str(one) for one in ("rules", *arguments)]
        return CliRunner().invoke(app, given, env=settings | more)

    return call


@pytest.fixture
def service(
    request: pytest.FixtureRequest, settings: dict[str, str], run: Run, source: Path
) -> Iterator[str]:
    """A service on what was deployed first, of a country if given; its address."""
    country = {"PINPRICK_LOCALE": getattr(request, "param", "uk")}
    assert run("deploy", str(source)).exit_code == 0
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINPRICK_")}
    with (source.parent / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE.format(["serve", "--port", "0"])],
            env=clean | settings | country | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        assert _ready(found[0]) == 200
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _ready(address: str) -> int:
    """What it says when it listens: its address is told a moment before."""
    for _ in range(100):
        with suppress(httpx.ConnectError):
            return httpx.get(f"{address}/ready").status_code
        time.sleep(0.1)
    return 0


def change(source: Path, old: str, new: str) -> None:
    file = source / FACE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def digest_at(base: str) -> str:
    return str(httpx.get(f"{base}/health").json()["rules"]["digest"])


def digest_of(said: Result) -> str:
    found = re.search(r"digest ([0-9a-f]{64})", said.output)
    assert found, said.output
    return found[1]


def test_deploy_and_rollback_reach_a_running_service(
    service: str, run: Run, source: Path, current: Path
) -> None:
    first = digest_at(service)
    change(source, "\n  summary: ", "\n  summary: New. ")

    deployed = run("deploy", str(source))
    second = digest_at(service)
    listed = run("versions")
    back = run("rollback")

    assert (deployed.exit_code, digest_of(deployed)) == (0, second)
    assert second != first
    assert [line[:2] for line in listed.output.splitlines()[:2]] == ["* ", "  "]
    assert f"{second[:12]}  deployed" in listed.output.splitlines()[0]
    assert listed.output.splitlines()[0].endswith("1 run it")
    assert (back.exit_code, digest_of(back), digest_at(service)) == (0, first, first)
    assert run("rollback").exit_code == 2  # nothing was in use before the first
    assert digest_of(run("rollback", second[:12])) == second


def test_reload_of_faulty_rules_is_refused_and_says_so(
    service: str, run: Run, current: Path
) -> None:
    before = digest_at(service)
    broken = current / "rules/urgent/broken.yaml"
    broken.write_text("rule: urgent/broken\n")
    refused = run("reload")
    broken.unlink()
    taken = run("reload")

    assert (refused.exit_code, digest_at(service)) == (1, before)
    assert re.search(r"REFUSED: .* refused \d+ faults at", refused.output)
    assert taken.exit_code == 0


@pytest.mark.parametrize("service", ["us"], indirect=True)
def test_a_release_that_a_service_refuses_does_not_stay_in_use(
    service: str, run: Run, source: Path, current: Path
) -> None:
    """A restart would find it: the link goes back to what runs."""
    before, digest = current.readlink(), digest_at(service)
    (source / "locale/us.yaml").unlink()  # the service needs it, the command does not

    refused = run("deploy", str(source))

    assert refused.exit_code == 1
    assert "REFUSED" in refused.output
    assert f"Back in use: {before.name}" in refused.output
    assert (current.readlink(), digest_at(service)) == (before, digest)


@pytest.mark.parametrize(
    ("change_to", "said"),
    [
        (("\ntitle: ", "\ntitel: "), "faults in"),
        (("expect: fires", "expect: quiet"), "cases fail"),
    ],
)
def test_what_is_faulty_or_fails_a_case_is_not_deployed(
    change_to: tuple[str, str], said: str, run: Run, source: Path, current: Path
) -> None:
    change(source, *change_to)
    done = run("deploy", str(source))

    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert not current.exists()


def test_production_deploys_no_unsigned_emergency(
    run: Run, source: Path, current: Path
) -> None:
    done = run("deploy", str(source), PINPRICK_MODE="production")

    assert (done.exit_code, "emergency rule signed" in done.output) == (2, True)
    assert not current.exists()


def test_a_directory_without_releases_is_told_how(run: Run, source: Path) -> None:
    done = run("deploy", str(source), PINPRICK_RULES_DIR=str(source))

    assert done.exit_code == 2
    assert "must end in /current/rules" in done.output


def test_without_a_process_reload_does_nothing_and_says_so(run: Run) -> None:
    done = run("reload")

    assert (done.exit_code, "no process of this machine" in done.output) == (2, True)
