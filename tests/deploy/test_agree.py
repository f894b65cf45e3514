"""What several files of deploy/ say of the same thing, they say alike."""

import json
import re
import subprocess
from typing import Any

import pytest
import yaml
from annotated_types import Le
from deploy_files import (
    CADDYFILE,
    COMPOSE,
    DEPLOY,
    OVERLAY,
    ROOT,
    UNIT,
    assignments,
    built,
    settings_of,
    unit_lines,
)
from dockerfile import CONTAINER, stages

from engine.service.configuration.secret_files import SECRETS_DIR, variable
from engine.service.run import GRACE_SECONDS
from engine.service.settings import Settings

TUTORIAL = ROOT / "docs" / "tutorial-operator.md"
PORT = "8080"
# Of compose and make, not of the service.
NO_SETTINGS = {"PINPRICK_IMAGE", SECRETS_DIR}


def texts() -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "deploy"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    files = [*(ROOT / name for name in listed), TUTORIAL]
    return {str(f.relative_to(ROOT)): f.read_text() for f in files if f.is_file()}


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((COMPOSE / "compose.yaml").read_text())
    return read


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


def test_every_setting_that_is_named_is_one() -> None:
    known = {variable(name) for name in Settings.model_fields} | NO_SETTINGS

    unknown = {
        (file, name)
        for file, text in texts().items()
        for name in re.findall(r"\bPINPRICK_[A-Z_]*[A-Z]\b", text)
        if name not in known
    }
    assert unknown == set()


def test_the_example_of_compose_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    given = assignments(COMPOSE / ".env.example")
    own = {name: v for name, v in given.items() if name not in NO_SETTINGS}

    assert settings_of(own, monkeypatch).auth_clients


def test_the_port_is_the_same_everywhere() -> None:
    final = stages(CONTAINER / "Dockerfile")[-1]
    service = unit_lines((DEPLOY / "systemd/pinprick.env.example").read_text())
    objects = {(o["kind"], o["metadata"]["name"]): o for o in built()}
    deployment = objects["Deployment", "pinprick"]["spec"]["template"]["spec"]
    proxy = objects["Deployment", "pinprick-proxy"]["spec"]["template"]["spec"]
    said = {
        "image": final.environment["PINPRICK_PORT"],
        "server": service["PINPRICK_PORT"][0],
        "proxy": re.findall(r"127\.0\.0\.1:(\d+)\}", CADDYFILE.read_text())[0],
        "compose": compose()["services"]["proxy"]["environment"]["PROXY_UPSTREAM"]
        .partition(":")[2],
        "pod": str(deployment["containers"][0]["ports"][0]["containerPort"]),
        "service": str(objects["Service", "pinprick"]["spec"]["ports"][0]["port"]),
        "proxy of the cluster": next(
            e["value"] for e in proxy["containers"][0]["env"]
            if e["name"] == "PROXY_UPSTREAM"
        ).partition(":")[2],
    }  # fmt: skip

    assert set(said.values()) == {PORT}, said


def test_the_proxy_takes_a_body_as_large_as_pinprick_does() -> None:
    default = str(Settings.model_fields["max_body_bytes"].default)

    for file in ("deploy/proxy/Caddyfile", "deploy/compose/compose.yaml"):
        found = re.findall(r"\{\$?PINPRICK_MAX_BODY_BYTES:-?(\d+)\}", texts()[file])
        assert found
        assert set(found) == {default}


def test_the_proxy_waits_longer_than_a_call_may_last() -> None:
    metadata = Settings.model_fields["call_seconds"].metadata
    (longest,) = (bound.le for bound in metadata if isinstance(bound, Le))
    text = CADDYFILE.read_text()

    for name in ("response_header_timeout", "write"):
        (waits,) = re.findall(rf"^\s+{name} (\d+s)$", text, re.M)
        assert seconds(waits) > int(str(longest))


def test_everybody_gives_it_the_time_to_stop_in_order() -> None:
    graceful = int(Settings.model_fields["call_seconds"].default) + GRACE_SECONDS
    unit = unit_lines(UNIT.read_text())
    objects = {(o["kind"], o["metadata"]["name"]): o for o in built()}
    pod = objects["Deployment", "pinprick"]["spec"]["template"]["spec"]
    before = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]

    given = {
        "systemd": seconds(unit["TimeoutStopSec"][0]),
        "compose": seconds(compose()["services"]["pinprick"]["stop_grace_period"]),
        "cluster": pod["terminationGracePeriodSeconds"] - before,
    }
    assert min(given.values()) >= graceful + 10, given


def test_the_same_user_everywhere() -> None:
    final = stages(CONTAINER / "Dockerfile")[-1]
    person = final.all("USER")[-1].value
    (pod,) = (
        o["spec"]["template"]["spec"]["securityContext"]
        for o in built()
        if (o["kind"], o["metadata"]["name"]) == ("Deployment", "pinprick")
    )

    assert compose()["services"]["pinprick"]["user"] == person
    assert f"{pod['runAsUser']}:{pod['runAsGroup']}" == person


def test_the_same_release_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    (release,) = re.findall(r'^version = "(.+)"$', project, re.M)
    named = {
        (file, tag)
        for file, text in texts().items()
        for tag in re.findall(r"(?<![/\w])pinprick:(\d+\.\d[\w.]*)", text)
    }
    tags = {
        image["newTag"]
        for file in (DEPLOY / "kubernetes/base", OVERLAY)
        for image in yaml.safe_load((file / "kustomization.yaml").read_text())["images"]
    }

    assert len(named) > 3
    assert {tag for _, tag in named} | tags == {release}


def test_the_same_proxy_in_compose_and_in_a_cluster() -> None:
    image = compose()["services"]["proxy"]["image"]
    kustomization = yaml.safe_load((DEPLOY / "proxy/kustomization.yaml").read_text())
    (named,) = kustomization["images"]
    (mapped,) = (
        o["data"]["Caddyfile"]
        for o in built()
        if o["kind"] == "ConfigMap" and "proxy" in o["metadata"]["name"]
    )

    assert image == f"{named['name']}:{named['newTag']}"
    assert mapped == CADDYFILE.read_text()


SECRET = re.compile(
    r"-----BEGIN|://[^/\s:@%$]+:(?!PASSWORD@)[^@\s%$]{3,}@|\b[0-9a-f]{32,}\b|eyJ[\w-]{10}|AKIA"
)


@pytest.mark.parametrize(
    "text",
    ["-----BEGIN PRIVATE KEY-----", "postgresql://pinprick:hunter22@db/x", "ab" * 16],
)
def test_a_secret_would_be_seen(text: str) -> None:
    assert SECRET.search(text)


def test_no_secret_is_in_the_tree() -> None:
    found = {
        (file, hit[0])
        for file, text in texts().items()
        for hit in SECRET.finditer(text)
    }
    assert found == set()
    ignored = (COMPOSE / ".gitignore").read_text().split()
    assert ignored == [".env", "secrets/"]


def test_a_client_is_written_in_the_same_way_everywhere() -> None:
    """One example, so that nobody wonders which is right."""
    written = re.compile(r"PINPRICK_AUTH_CLIENTS='?(\[.*\])")
    examples = [
        json.loads(hit) for text in texts().values() for hit in written.findall(text)
    ]

    assert len(examples) >= 3
    assert all(one == examples[0] for one in examples)
