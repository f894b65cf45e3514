"""The image, made and used without a container engine: `make image-check`.

Two or three minutes, as root, with Debian's and PyPI's registries: a command of
its own, not part of `make test`. Its steps are read from the Dockerfile.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from container_root import (
    StepFailed,
    base,
    build_context,
    carry_out,
    inside,
    tracked,
    unpacked,
)
from dockerfile import CONTAINER, ROOT, stages

PERSON = "10001:10001"
# A compiler, what fetches packages, what only tests need.
NOT_THERE = {"gcc", "cc", "ld", "as", "make", "pip", "pip3", "pytest", "git", "curl"}
DECLARED_BUT_NOT_IMPORTED = {"pytest", "pluggy", "iniconfig"}
DEBIANS = {"openssh-client", "python3.11", "ca-certificates"}


@pytest.fixture(scope="session")
def empty_debian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert os.geteuid() == 0, "make image-check needs root: chroot and mounts"
    return base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def image(empty_debian: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root file system that the Dockerfile ends with."""
    work = tmp_path_factory.mktemp("image")
    context = build_context(work / "context")
    build, final = stages(CONTAINER / "Dockerfile")
    builder = unpacked(empty_debian, work / "build")
    carry_out(build, builder, context, {})
    root = unpacked(empty_debian, work / "root")
    carry_out(final, root, context, {build.name: builder})
    return root


def distributions(root: Path) -> set[str]:
    metadata = root.glob("opt/pinprick/lib/python3.11/site-packages/*.dist-info")
    return {normal(path.name.split("-")[0]) for path in metadata}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> set[str]:
    lines = (ROOT / "requirements-runtime.lock").read_text().splitlines()
    return {normal(line.split("==")[0]) for line in lines if re.match(r"\w", line)}


def test_exactly_the_locked_packages_are_in_it(image: Path) -> None:
    expected = (locked() - DECLARED_BUT_NOT_IMPORTED) | {"pinprick"}

    assert distributions(image) == expected


def test_the_engine_and_the_rules_are_there_file_by_file(image: Path) -> None:
    packages = image / "opt/pinprick/lib/python3.11/site-packages"
    engine = {
        str(path.relative_to(packages))
        for path in packages.glob("engine/**/*")
        if path.is_file() and path.suffix != ".pyc"
    }
    rules = {
        str(path.relative_to(image / "opt/pinprick"))
        for path in image.glob("opt/pinprick/rules/**/*")
        if path.is_file()
    }

    assert engine == set(tracked("engine"))
    assert rules == set(tracked("rules"))


def test_no_compiler_no_installer_no_tests(image: Path) -> None:
    folders = ("usr/bin", "usr/local/bin", "usr/sbin", "bin", "opt/pinprick/bin")
    programs = {path.name for folder in folders for path in (image / folder).iterdir()}
    ours = [
        path for path in image.glob("opt/pinprick/**/tests") if "engine" in str(path)
    ]

    assert programs & NOT_THERE == set()
    assert ours == []
    assert not (image / "source").exists()


def test_what_is_new_beside_debians_packages_is_ours(
    image: Path, empty_debian: Path
) -> None:
    """Every file that neither the base nor a package of Debian brought."""
    listed = subprocess.run(
        ["tar", "-tf", empty_debian], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    brought = {os.path.normpath(f"/{name}") for name in listed}
    for names in image.glob("var/lib/dpkg/info/*.list"):
        brought |= set(names.read_text().splitlines())
    present = {
        f"/{path.relative_to(image)}"
        for path in image.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    # Debian moved /bin, /lib and /sbin below /usr; its lists say it the old way.
    brought |= {f"/usr{name}" for name in brought}

    new = {name for name in present - brought if not made_by_debian(name)}

    assert {"/".join(name.split("/")[:4]) for name in new} == {
        "/opt/pinprick/bin",
        "/opt/pinprick/healthy.py",
        "/opt/pinprick/lib",
        "/opt/pinprick/pyvenv.cfg",
        "/opt/pinprick/rules",
        "/var/cache/pinprick",
    } | {top for top in ("/opt/pinprick/share", "/opt/pinprick/include",
        "/opt/pinprick/demo_data") if any(n.startswith(top) for n in new)}  # fmt: skip


def made_by_debian(name: str) -> bool:
    """What the scripts of packages write: lists, caches, certificates, users."""
    folders = ("/etc/ssl/certs/", "/var/lib/dpkg/", "/var/log/", "/var/cache/debconf/",
               "/var/cache/ldconfig/", "/usr/share/python3", "/var/lib/systemd/",
               "/var/cache/apt/", "/var/lib/python/", "/run/adduser",
               "/etc/alternatives/", "/usr/lib/python3")  # fmt: skip
    return name.startswith(folders) or name in {
        "/etc/ca-certificates.conf", "/etc/ld.so.cache", "/etc/passwd-", "/etc/group-",
        "/etc/shadow-", "/etc/gshadow-", "/etc/gshadow", "/etc/resolv.conf",
        "/run/ca-of-this-machine.crt", "/etc/subuid", "/etc/subgid", "/etc/subuid-",
        "/etc/subgid-", "/etc/.pwd.lock", "/usr/lib/ssl/cert.pem",
        "/etc/inputrc",
    }  # fmt: skip


def test_nobody_but_root_could_change_what_runs(image: Path) -> None:
    loose = [
        path
        for path in (image / "opt/pinprick").rglob("*")
        if not path.is_symlink()
        and (path.stat().st_uid != 0 or path.stat().st_mode & 0o022)
    ]

    assert loose == []


def test_the_packages_of_debian_are_those_that_were_asked_for(image: Path) -> None:
    command = ["apt-mark", "showmanual"]
    done = subprocess.run(
        inside(image, command, "0:0", {"PATH": "/usr/bin:/bin"}, writable=False),
        capture_output=True,
        text=True,
        check=True,
    )

    names = set(done.stdout.split())
    assert names >= DEBIANS
    assert not any(name.endswith("-dev") for name in names)


def settings(**given: str) -> dict[str, str]:
    _, final = stages(CONTAINER / "Dockerfile")
    return final.environment | given


def command_line() -> list[str]:
    _, final = stages(CONTAINER / "Dockerfile")
    return [*final.one("ENTRYPOINT").words, *final.one("CMD").words]


def as_started(image: Path, told: dict[str, str]) -> list[str]:
    """The command line of a container: read-only, its user, no capability."""
    _, final = stages(CONTAINER / "Dockerfile")
    return inside(
        image, command_line(), PERSON, told, final.one("WORKDIR").value, writable=False
    )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def served(image: Path, **given: str) -> Iterator[tuple[httpx.Client, int, int]]:
    """A client of the image as it runs, its port, and its first process."""
    port = free_port()
    process = subprocess.Popen(
        as_started(image, settings(PINPRICK_PORT=str(port), **given)),
        text=True,
    )
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
    try:
        with client:
            wait_until_ready(client, process)
            yield client, port, first_inside(process)
    finally:
        # With the first process of a namespace go all the others.
        if process.poll() is None:
            os.kill(first_inside(process), signal.SIGKILL)
        process.communicate()


def first_inside(process: subprocess.Popen[str]) -> int:
    of_unshare = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return int(of_unshare.read_text().split()[0])


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"it stopped with {process.returncode}")
        try:
            if client.get("/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail("not ready after a minute")


def health_check(image: Path, port: int) -> int:
    _, final = stages(CONTAINER / "Dockerfile")
    words = json.loads(final.one("HEALTHCHECK").value.partition("CMD")[2])
    told = settings(PINPRICK_PORT=str(port))
    command = inside(image, words, PERSON, told, writable=False)
    return subprocess.run(command, check=False).returncode


def a_call() -> dict[str, object]:
    began = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    condition = {
        "resourceType": "Condition",
        "id": "c1",
        "subject": {"reference": "Patient/1"},
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": began,
        "recordedDate": began,
    }
    found = {"resourceType": "Bundle", "type": "searchset"}
    found["entry"] = [{"resource": condition}]  # type: ignore[assignment]
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "prefetch": {
            "patient": {"resourceType": "Patient", "id": "1"},
            "conditions": found,
        },
    }


def test_it_answers_read_only_as_its_user_without_capabilities(image: Path) -> None:
    with served(image, PINPRICK_ALLOW_UNAUTHENTICATED="true") as (client, port, _):
        answer = client.post("/cds-services/numbness-red-flags", json=a_call())
        page = client.get("/rules/urgent/sudden-face-numbness")
        healthy = health_check(image, port)

    assert answer.status_code == 200, answer.text
    assert answer.json()["cards"][0]["indicator"] == "critical"
    assert page.status_code == 200
    assert healthy == 0
    assert health_check(image, port) == 1


def test_it_stops_in_order_on_its_stop_signal(image: Path) -> None:
    _, final = stages(CONTAINER / "Dockerfile")
    stop = signal.Signals[final.one("STOPSIGNAL").value]
    with served(image, PINPRICK_ALLOW_UNAUTHENTICATED="true") as (client, _, first):
        begun = time.monotonic()
        os.kill(first, stop)
        while Path(f"/proc/{first}").exists() and time.monotonic() < begun + 30:
            time.sleep(0.1)

        with pytest.raises(httpx.ConnectError):
            client.get("/health")
        assert time.monotonic() - begun < 10


def test_it_serves_nobody_while_nobody_is_let_in(image: Path) -> None:
    done = subprocess.run(
        as_started(image, settings(PINPRICK_PORT=str(free_port()))),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 1
    assert "PINPRICK_AUTH_CLIENTS" in done.stderr


def test_what_was_read_from_the_rules_is_kept_in_the_image(image: Path) -> None:
    (kept,) = image.glob("var/cache/pinprick/pinprick/rules/*.json")

    assert kept.stat().st_uid == 10001


def test_rules_of_a_hospital_become_an_image_only_without_a_fault(
    image: Path, tmp_path: Path
) -> None:
    (stage,) = stages(CONTAINER / "own-rules.Dockerfile")
    subprocess.run(["cp", "-R", ROOT / "rules", tmp_path / "rules"], check=True)
    subprocess.run(["cp", "-a", image, tmp_path / "root"], check=True)
    rule = tmp_path / "rules/urgent/sudden-face-numbness.yaml"
    whole = rule.read_text()

    rule.write_text(whole.replace("version: 1\n", "version: 2\n"))
    carry_out(stage, tmp_path / "root", tmp_path, {}, settings())
    rule.write_text(whole.replace("urgency: emergency", "urgency: soon"))
    with pytest.raises(StepFailed, match=r"sudden-face-numbness\.yaml"):
        carry_out(stage, tmp_path / "root", tmp_path, {}, settings())
