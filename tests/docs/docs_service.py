"""`pinprick serve` on a free port, for the commands of a page."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PINPRICK = Path(sys.executable).with_name("pinprick")
READY_WITHIN = 60  # seconds


@contextmanager
def serving(folder: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of a running service, with a database in the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    environment = {
        **{name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")},
        "PINPRICK_PORT": str(port),
        "PINPRICK_DATABASE_URL": f"sqlite:///{folder / f'{port}.sqlite'}",
        "PINPRICK_PUBLIC_BASE_URL": base,
        **settings,
    }
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [PINPRICK, "serve"], env=environment, cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(process, base, folder / f"{port}.log")
            yield base
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{base}/ready", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"not ready within {READY_WITHIN} s")
