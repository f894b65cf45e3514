"""The proxy, running: what it lets through, what it refuses, what it writes down."""

import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from deploy_files import CADDYFILE, COMPOSE, run

NAME = "id-of-a-person"
LARGEST = 4096
UUID = "0b59dd35-12c6-4a7a-8a5c-6b1f3c1a0f11"


@dataclass
class Behind:
    """A service that notes what reaches it, on a port of its own."""

    seen: list[tuple[str, dict[str, str], int]] = field(default_factory=list)


@dataclass(frozen=True)
class Proxy:
    """A proxy with something behind it, and one with nothing; and what they log."""

    client: httpx.Client
    to_nothing: httpx.Client
    behind: Behind
    log: Path

    def lines(self) -> list[dict[str, object]]:
        read = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [one for one in read if "access" in one.get("logger", "")]


def handler(behind: Behind) -> type[BaseHTTPRequestHandler]:
    class Noting(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.answer(0)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.answer(len(self.rfile.read(length)))

        def answer(self, length: int) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            behind.seen.append((self.path, headers, length))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.send_header("Set-Cookie", f"session={NAME}")
            self.send_header("Location", f"/?{NAME}")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    return Noting


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def started(folder: Path, port: int, upstream: int) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "PROXY_PORT": str(port),
        "PROXY_UPSTREAM": f"127.0.0.1:{upstream}",
        "PROXY_CERTIFICATE": str(folder / "secrets" / "tls_certificate"),
        "PROXY_KEY": str(folder / "secrets" / "tls_key"),
        "PINPRICK_MAX_BODY_BYTES": str(LARGEST),
    }
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(Path(sys.executable).parent / "caddy"), "run",
             "--config", str(CADDYFILE), "--adapter", "caddyfile"],
            env=environment,
            stdout=log,
            stderr=log,
        )  # fmt: skip


def reached(port: int, trusted: ssl.SSLContext) -> httpx.Client:
    client = httpx.Client(
        base_url=f"https://localhost:{port}", verify=trusted, trust_env=False
    )
    until = time.monotonic() + 30
    while True:
        try:
            client.get("/health")
            return client
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("proxy")
    subprocess.run(["cp", COMPOSE / "make-secrets.sh", folder], check=True)
    subprocess.run(["sh", folder / "make-secrets.sh", "self-signed"], check=True)
    trusted = ssl.create_default_context(cafile=folder / "secrets/tls_certificate")
    behind = Behind()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(behind))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ports = free_port(), free_port()
    upstreams = server.server_address[1], free_port()
    processes = [
        started(folder, port, upstream)
        for port, upstream in zip(ports, upstreams, strict=True)
    ]
    clients = [reached(port, trusted) for port in ports]
    try:
        yield Proxy(clients[0], clients[1], behind, folder / "log")
    finally:
        for client in clients:
            client.close()
        for process in processes:
            process.kill()
            process.wait()
        server.shutdown()
        server.server_close()


def test_the_file_is_valid_and_written_as_caddy_writes_it(proxy: Proxy) -> None:
    where = proxy.log.parent / "secrets"
    keys = {"PROXY_CERTIFICATE": str(where / "tls_certificate"),
            "PROXY_KEY": str(where / "tls_key")}  # fmt: skip

    valid = run(
        "caddy", "validate", "--config", CADDYFILE, "--adapter", "caddyfile", env=keys
    )
    written = run("caddy", "fmt", "--diff", CADDYFILE)

    assert valid.returncode == 0, valid.stderr
    assert [line for line in written.stdout.splitlines() if line[:1] in "+-"] == []


def test_a_call_goes_through_with_an_id_and_where_it_came_from(proxy: Proxy) -> None:
    answer = proxy.client.post(f"/evaluate?patient={NAME}", content=b"{}")

    path, headers, length = proxy.behind.seen[-1]
    assert answer.status_code == 200
    assert (path, length) == (f"/evaluate?patient={NAME}", 2)
    assert len(headers["x-request-id"]) == 36
    assert headers["x-forwarded-proto"] == "https"
    assert headers["x-forwarded-for"] == "127.0.0.1"


def test_browsers_are_told_to_stay_with_tls(proxy: Proxy) -> None:
    for answer in (proxy.client.get("/"), proxy.to_nothing.get("/")):
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("brought", "is_kept"),
    [(UUID, True), (UUID.replace("-", ""), True), (NAME, False), ("4711", False)],
)
def test_an_id_of_the_client_is_kept_only_if_it_is_a_uuid(
    proxy: Proxy, brought: str, is_kept: bool
) -> None:
    proxy.client.get("/", headers={"X-Request-ID": brought})

    passed = proxy.behind.seen[-1][1]["x-request-id"]
    assert (passed == brought) is is_kept


@pytest.mark.parametrize(
    "path", ["/metrics", "/metrics/", "/%6Detrics", "//metrics", "/METRICS"]
)
def test_numbers_are_not_for_the_outside(proxy: Proxy, path: str) -> None:
    before = len(proxy.behind.seen)

    # Put together by hand: httpx would take //metrics for the name of a host.
    answer = proxy.client.get(f"https://{proxy.client.base_url.netloc.decode()}{path}")

    assert answer.status_code == 404
    assert len(proxy.behind.seen) == before


def test_a_body_that_pinprick_would_refuse_is_refused(proxy: Proxy) -> None:
    fits = proxy.client.post("/evaluate", content=b"x" * LARGEST)
    too_large = proxy.client.post("/evaluate", content=b"x" * (LARGEST + 1))

    assert fits.status_code == 200
    assert too_large.status_code == 413


def test_nothing_behind_it_is_said_as_pinprick_says_it(proxy: Proxy) -> None:
    answer = proxy.to_nothing.post(f"/evaluate?patient={NAME}", content=b"{}")

    assert answer.status_code == 502
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["resourceType"] == "OperationOutcome"
    assert answer.json()["issue"][0]["code"] == "transient"


def test_no_plain_http_is_answered_in_plain(proxy: Proxy) -> None:
    answer = httpx.get(str(proxy.client.base_url).replace("https", "http"))

    assert answer.status_code == 400
    assert NAME not in answer.text


def test_its_log_names_no_patient_and_no_token(proxy: Proxy) -> None:
    secret = "eyJ-secret-token"
    headers = {"Authorization": f"Bearer {secret}", "Cookie": f"a={secret}",
               "Referer": f"https://ehr.example/?patient={NAME}"}  # fmt: skip
    for client in (proxy.client, proxy.to_nothing):
        client.post(f"/evaluate?patient={NAME}", content=NAME, headers=headers)
        client.get(f"/metrics?patient={NAME}", headers=headers)

    log = proxy.log.read_text()
    paths = {line["request"]["uri"] for line in proxy.lines()}  # type: ignore[index]
    assert {"/evaluate", "/metrics"} <= paths
    for told in (NAME, secret, "?"):
        assert not any(told in str(path) for path in paths)
    assert NAME not in log
    assert secret not in log
