"""The image's recipe: what a linter says, and what an operator relies on.

`make image-check` carries the recipe out; these claims need no root and no network.
"""

import json
from pathlib import Path

import pytest
from container_root import build_context
from deploy_files import ROOT, run, settings_of
from dockerfile import CONTAINER, Stage, stages

FILES = ("Dockerfile", "own-rules.Dockerfile")


@pytest.fixture(scope="module")
def final() -> Stage:
    return stages(CONTAINER / "Dockerfile")[-1]


@pytest.mark.parametrize("name", FILES)
def test_the_linter_finds_nothing(name: str) -> None:
    done = run("hadolint", CONTAINER / name)

    assert (done.returncode, done.stdout) == (0, "")


def test_the_linter_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM debian\nRUN cd /tmp\n")

    assert run("hadolint", bad).returncode == 1


def test_both_stages_stand_on_the_same_debian() -> None:
    build, final = stages(CONTAINER / "Dockerfile")

    assert build.base == final.base == "debian:bookworm-slim"


def test_only_the_first_stage_has_a_compiler(final: Stage) -> None:
    build = stages(CONTAINER / "Dockerfile")[0]
    installs = "apt-get install"

    assert "gcc" in "".join(s.value for s in build.all("RUN") if installs in s.value)
    words = {word for step in final.all("RUN") for word in step.value.split()}
    assert {w for w in words if "gcc" in w or w.endswith("-dev") or "pip" in w} == set()


def test_it_runs_as_a_number_that_is_not_root(final: Stage) -> None:
    last = final.all("USER")[-1].value

    assert last == "10001:10001"
    assert final.steps.index(final.all("USER")[-1]) < final.steps.index(
        final.one("ENTRYPOINT")
    )


def test_its_health_is_asked_by_its_own_python(final: Stage) -> None:
    words = json.loads(final.one("HEALTHCHECK").value.partition("CMD")[2])

    assert words == ["python", "/opt/pinprick/healthy.py"]
    assert final.environment["PATH"].startswith("/opt/pinprick/bin:")


def test_it_says_what_it_is(final: Stage) -> None:
    labels = final.one("LABEL").value

    for name in ("title", "description", "version", "revision", "licenses"):
        assert f"org.opencontainers.image.{name}=" in labels
    assert final.one("STOPSIGNAL").value == "SIGTERM"


def test_what_it_writes_to_is_a_volume_or_in_memory(final: Stage) -> None:
    assert json.loads(final.one("VOLUME").value) == [final.one("WORKDIR").value]
    assert final.environment["MPLCONFIGDIR"].startswith("/tmp/")


def test_its_settings_are_settings(
    final: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(final.environment, monkeypatch)

    assert (settings.host, settings.port) == ("0.0.0.0", 8080)
    assert final.one("EXPOSE").value == "8080"
    # A variable outranks a file: a URL here would hide the secret of a hospital.
    assert "PINPRICK_DATABASE_URL" not in final.environment


def test_what_is_sent_to_the_build_is_what_it_copies(tmp_path: Path) -> None:
    context = build_context(tmp_path / "context")
    copies = [
        source
        for stage in stages(CONTAINER / "Dockerfile")
        for step in stage.all("COPY")
        if "--from" not in step.value
        for source in step.words[:-1]
    ]

    sent = {str(p.relative_to(context)) for p in context.rglob("*") if p.is_file()}
    unused = {name for name in sent if not name.startswith(tuple(copies))}
    assert unused == set()
    for source in copies:
        assert (context / source).exists(), source
    assert (context / "engine/service/templates").is_dir()
    assert ROOT not in context.parents
