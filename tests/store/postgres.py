"""A PostgreSQL server of the tests' own, on a socket in its own directory."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {"listen_addresses": "", "fsync": "off", "lc_messages": "C"}


@contextmanager
def a_server() -> Iterator[str]:
    """The directory of the socket of a running server; gone at the end."""
    # pytest's own directories are closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="pinprick-pg-") as made:
        directory = Path(made)
        _handed_over(directory)
        data = ("-D", str(directory / "data"))
        auth = "--auth=trust --username=tests --no-sync --encoding=UTF8 --locale=C"
        _run("initdb", *data, *auth.split())
        start(made)
        try:
            yield made
        finally:
            stop(made)


def start(made: str) -> None:
    """Start the server of a directory, and wait until it answers."""
    given = SETTINGS | {"unix_socket_directories": made}
    options = " ".join(f"-c {name}='{value}'" for name, value in given.items())
    log, data = f"{made}/log", f"{made}/data"
    _run("pg_ctl", "start", "--wait", "-D", data, "--options", options, "--log", log)


def stop(made: str) -> None:
    """Stop it at once, as a machine that fails does."""
    _run("pg_ctl", "stop", "--mode=immediate", "-D", f"{made}/data")


def _handed_over(directory: Path) -> None:
    """Give the directory to the user of the server, and let clients in."""
    if os.geteuid() == 0:
        user = _server_user()
        os.chown(directory, user.pw_uid, user.pw_gid)
    directory.chmod(0o755)


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_path(program), *arguments],
        # A pipe would be inherited by the server, and never end.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        timeout=120,
        **_as_server_user(),
    )
    assert done.returncode == 0, (program, arguments)


def _as_server_user() -> dict[str, Any]:
    # The server refuses to run as root.
    if os.geteuid() != 0:
        return {}
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _server_user() -> pwd.struct_passwd:
    return pwd.getpwnam("postgres")


def _path(program: str) -> str:
    if found := shutil.which(program):
        return found
    versions = DEBIAN.glob(f"*/bin/{program}")
    return str(max(versions, key=lambda path: int(path.parents[1].name)))
