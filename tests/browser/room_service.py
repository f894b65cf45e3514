"""A review room of its own: `pinprick serve` on loopback, and a browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = "/usr/bin/chromium"
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_COMMAND = "from engine.cli import main; main()"


@contextmanager
def serving_room(folder: Path, settings: Mapping[str, str] = {}) -> Iterator[str]:
    """The base URL of a service that keeps its data in a folder.

    ``settings`` are environment variables (`PINPRICK_…`). It may log nothing,
    and has to stop in order.
    """
    process = _started(folder, settings)
    try:
        assert process.stdout is not None
        greeting = "".join(process.stdout.readline() for _ in range(5))
        found = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        if found is None:
            raise AssertionError(f"no start: {process.communicate()[1]}")
        yield found[0]
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
        process.communicate()
    assert (process.returncode, errors) == (0, "")


def _started(folder: Path, settings: Mapping[str, str]) -> subprocess.Popen[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINPRICK_")}
    # A line for each request would fill the pipe that nobody reads meanwhile.
    clean["PINPRICK_LOG_LEVEL"] = "warning"
    database = {"PINPRICK_DATABASE_URL": f"sqlite:///{folder / 'service.sqlite'}"}
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, "serve", "--port", "0"],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | database | dict(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser that asks nobody but us for anything."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIETLY), timeout=60_000
        )
        yield opened
        opened.close()
