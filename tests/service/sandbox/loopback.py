"""What a browser needs on this machine: the page, the keys, the service."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ISSUER = "https://sandbox.example"
KID = "sandbox-1"
COMMAND = "from engine.cli import main; main()"


class QuietFiles(SimpleHTTPRequestHandler):
    """The files of a folder, with nothing said about it."""

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The base URL of a server of these files."""
    handler = partial(QuietFiles, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class SandboxClient:
    """A CDS Client that signs as the public sandbox does: ES256, with a jku."""

    key: ec.EllipticCurvePrivateKey
    jku: str

    def token(self, url: str) -> str:
        """A token for one call of this address."""
        now = int(time.time())
        times = {"iat": now, "exp": now + 300, "jti": str(uuid.uuid4())}
        claims = {"iss": ISSUER, "sub": "sandbox", "aud": url, **times}
        header = {"kid": KID, "jku": self.jku}
        return jwt.encode(claims, self.key, "ES256", header)


@contextmanager
def signing(folder: Path) -> Iterator[SandboxClient]:
    """A client, its public key served on an origin of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    keys = {"keys": [{**public, "kid": KID, "use": "sig"}]}
    (folder / "jwks.json").write_text(json.dumps(keys), encoding="ascii")
    with serving(folder) as origin:
        yield SandboxClient(key, f"{origin}/jwks.json")


@dataclass(frozen=True)
class Service:
    """A running `pinprick serve`: where it is, and what it keeps."""

    base: str
    database: str


@contextmanager
def pinprick(folder: Path, client: SandboxClient) -> Iterator[Service]:
    """`pinprick serve` as a process of its own, for this one client.

    All it may log is that a token was refused, which a test provokes.
    """
    database = f"sqlite:///{folder / 'service.sqlite'}"
    settings = {
        "PINPRICK_AUTH_CLIENTS": json.dumps([{"iss": ISSUER, "jku": [client.jku]}]),
        "PINPRICK_AUTH_ALGORITHMS": "ES256",
        "PINPRICK_AUTH_DISCOVERY": "true",
        "PINPRICK_DATABASE_URL": database,
    }
    process = _started(folder, settings)
    try:
        assert process.stdout is not None
        greeting = "".join(process.stdout.readline() for _ in range(5))
        (base, *_) = re.findall(r"http://127\.0\.0\.1:\d+", greeting)
        yield Service(base, database)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    refused = "a call was refused: the token cannot be read"
    others = [line for line in errors.splitlines() if refused not in line]
    assert (process.returncode, others) == (0, [])


def _started(folder: Path, settings: Mapping[str, str]) -> subprocess.Popen[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINPRICK_")}
    # A line for each request would fill the pipe that nobody reads meanwhile.
    clean["PINPRICK_LOG_LEVEL"] = "warning"
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", "--port", "0"],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
