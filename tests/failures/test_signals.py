"""SIGHUP reloads from the first moment on, and a terminal that closes ends it."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from failing_service import GREETING, SERVE, environment, until

HANGUP = 1 << (signal.SIGHUP - 1)


@dataclass
class OnTerminal:
    """A service in the foreground of a terminal; ``window`` is our end of it."""

    process: subprocess.Popen[str]
    window: int
    log: Path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[OnTerminal]:
    window, terminal = pty.openpty()
    log = tmp_path / "log"
    # A session of its own that takes the terminal, as a shell in a window does.
    take = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", take + SERVE.format(["serve", "--port", "0"])],
            cwd=tmp_path,
            env=environment(),
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    os.close(terminal)
    yield OnTerminal(process, window, log)
    process.kill()
    process.communicate()


def blocks_hangup(pid: int) -> bool:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    blocked = next(line for line in lines if line.startswith("SigBlk"))
    return bool(int(blocked.split()[1], 16) & HANGUP)


def test_hangup_reloads_even_during_the_start_and_a_closed_window_ends(
    served: OnTerminal,
) -> None:
    process = served.process
    until(lambda: blocks_hangup(process.pid))
    process.send_signal(signal.SIGHUP)
    assert process.stdout is not None
    found = GREETING.search(process.stdout.readline())
    assert found, served.log.read_text()
    until(lambda: "reloaded in" in served.log.read_text())
    assert httpx.get(f"{found[0]}/ready").status_code == 200

    os.close(served.window)

    assert process.wait(timeout=20) == -signal.SIGTERM
    assert served.log.read_text().count("reloaded in") == 1
