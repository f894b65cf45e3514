"""The tutorial's plain server, carried out: `make server-check`.

An empty Debian 12 is booted with systemd in namespaces of this machine, and every
command of that chapter is run in it, in order, as it stands in the text. Root,
mmdebstrap and systemd-container are needed, Debian's and PyPI's registries, and
the ports 443, 5432 and 8080 of this machine; it takes three to five minutes.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from deploy_files import ROOT
from tutorial import chapter, commands

# What a server has when it is handed over: it boots, and knows its registries.
SERVER = "systemd,systemd-sysv,dbus,iproute2"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
CERTIFICATE = "/etc/pinprick/tls/certificate.pem"


@dataclass(frozen=True)
class Server:
    """A booted Debian; ``minutes`` is how long a chapter's part took."""

    root: Path
    leader: int

    def run(self, script: str) -> str:
        environment = [f"PATH={PATH}", "HOME=/root", "DEBIAN_FRONTEND=noninteractive"]
        if "PIP_CERT" in os.environ:
            environment.append("PIP_CERT=/root/ca-of-this-machine.crt")
        done = subprocess.run(
            ["nsenter", f"--target={self.leader}", "--all", "env", "-i", *environment,
             "sh", "-eu", "-c", f"cd /root/pinprick\n{script}"],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, (
            f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
        )
        return done.stdout

    def asked(self, path: str) -> str:
        told = "--silent --fail --retry 60 --retry-delay 1 --retry-all-errors"
        return self.run(f"curl {told} --cacert {CERTIFICATE} https://localhost{path}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert os.geteuid() == 0, "make server-check needs root: it boots a Debian"
    root = tmp_path_factory.mktemp("server") / "root"
    subprocess.run(
        ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={SERVER}",
         "bookworm", root],
        check=True,
    )  # fmt: skip
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    if "PIP_CERT" in os.environ:
        shutil.copy(os.environ["PIP_CERT"], root / "root/ca-of-this-machine.crt")
    subprocess.run(["git", "clone", "-q", ROOT, root / "root/pinprick"], check=True)
    booted = subprocess.Popen(
        ["systemd-nspawn", f"--directory={root}", "--boot", "--register=no",
         "--keep-unit", "--console=pipe", "--resolv-conf=off", "--quiet"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Server(root, _leader(booted))
    finally:
        booted.send_signal(signal.SIGTERM)
        try:
            booted.wait(60)
        except subprocess.TimeoutExpired:
            booted.kill()
            booted.wait()


def _leader(booted: "subprocess.Popen[bytes]") -> int:
    """The process that is the first one inside, once its bus answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        children = Path(f"/proc/{booted.pid}/task/{booted.pid}/children").read_text()
        if children.split():
            leader = int(children.split()[0])
            bus = Path(f"/proc/{leader}/root/run/dbus/system_bus_socket")
            if bus.exists():
                return leader
        assert booted.poll() is None, "the Debian did not boot"
        time.sleep(0.2)
    raise AssertionError("the Debian did not boot in a minute")


def test_every_command_of_the_chapter_in_order(server: Server) -> None:
    text = chapter("A plain server")
    install, rest = text.split("### Backup")
    backup, rest = rest.split("### Upgrade")
    upgrade, rollback = rest.split("### Rollback")

    begun = time.monotonic()
    for command in commands(install):
        server.run(command)
    minutes = (time.monotonic() - begun) / 60
    _first_card(server)
    _sandbox(server)
    for command in commands(backup):
        server.run(command)
    assert '"ready"' in server.asked("/ready")
    before = server.run("readlink /opt/pinprick")
    # A release is what a commit is: the next one, without a change.
    who = "-c user.name=a -c user.email=a@localhost"
    server.run(f"git {who} commit --quiet --allow-empty --message next")
    for command in commands(upgrade):
        server.run(command)
    assert '"ready"' in server.asked("/ready")
    assert server.run("readlink /opt/pinprick") != before
    for command in commands(rollback):
        server.run(command)
    assert '"ready"' in server.asked("/ready")
    assert server.run("readlink /opt/pinprick") == before
    _no_patient_in_the_logs(server)
    print(f"\nfirst deployment: {minutes:.1f} minutes from a clone to a card")


def _first_card(server: Server) -> None:
    cards = json.loads(server.run("cat /tmp/first-card.json"))["cards"]

    assert cards[0]["indicator"] == "critical"
    assert "stroke" in cards[0]["summary"]
    feedback = server.run("pinprick-admin database status")
    assert "as this release needs" in feedback


def _sandbox(server: Server) -> None:
    """What systemd was asked for, the kernel does."""
    status = server.run(
        "cat /proc/$(systemctl show --property=MainPID --value pinprick)/status"
    )
    held = dict(re.findall(r"^(\w+):\s+(.+)$", status, re.M))

    assert held["NoNewPrivs"] == "1"
    assert held["Seccomp"] == "2"
    assert int(held["CapEff"], 16) == int(held["CapBnd"], 16) == 0
    assert held["Uid"].split()[0] != "0"
    # Pages with pictures and rules that run: what a filter would break first.
    for page in ("/rules/urgent/sudden-face-numbness", "/try", "/numbers", "/compare"):
        assert "<html" in server.asked(page)
    refused = server.run(
        f"curl --silent --output /dev/null --write-out '%{{http_code}}' "
        f"--cacert {CERTIFICATE} https://localhost/metrics"
    )
    assert refused == "404"


def _no_patient_in_the_logs(server: Server) -> None:
    server.asked("/?patient=id-of-a-person")

    log = server.run("journalctl --no-pager --output=cat")

    assert "handled request" in log
    assert "hana" not in log
    assert "id-of-a-person" not in log
