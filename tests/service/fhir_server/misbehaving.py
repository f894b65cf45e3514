"""A server on loopback that does what a FHIR server should not.

The first part of the path says what: `{base}/drip/Condition?...`. It notes
every request it gets.
"""

import gzip
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

EMPTY = {"resourceType": "Bundle", "type": "searchset"}


class Seen(NamedTuple):
    """One request: its path, the token it carried, the host it was for."""

    path: str
    authorization: str
    host: str


class Misbehaving:
    """The server; ``elsewhere`` is where links and redirects of it point."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self.elsewhere = "http://127.0.0.1:1"
        self.stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        if tls:
            plain = self._server.socket
            # The handshake belongs to the thread of the request, not to accept().
            self._server.socket = tls.wrap_socket(
                plain, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> "Misbehaving":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.server_port

    def base(self, way: str) -> str:
        """The base URL below which every answer goes wrong in one way."""
        return f"http://127.0.0.1:{self.port}/{way}"

    def paths(self) -> list[str]:
        """The path of every request, without its query."""
        return [one.path.partition("?")[0] for one in self.seen]


def _handler(server: Misbehaving) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            token = self.headers.get("Authorization", "")
            server.seen.append(Seen(self.path, token, self.headers["Host"]))
            way = self.path.split("/")[1].replace("-", "_")
            try:
                getattr(self, f"_{way}")()
            except OSError:
                self.close_connection = True  # the client has hung up

        def _send(self, body: bytes, status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _json(self, value: Any, status: int = 200) -> None:
            self._send(json.dumps(value).encode(), status)

        def _linked(self, url: str) -> None:
            self._json(EMPTY | {"link": [{"relation": "next", "url": url}]})

        def _here(self) -> str:
            return f"http://{self.headers['Host']}{self.path}"

        def _empty(self) -> None:
            self._json(EMPTY)

        def _silent(self) -> None:
            server.stopped.wait(30)

        def _drip(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not server.stopped.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()

        def _dripping_headers(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not server.stopped.wait(0.02):
                self.wfile.write(b"X-A: b\r\n")
                self.wfile.flush()

        def _endless(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not server.stopped.is_set():
                self.wfile.write(b" " * 65536)

        def _large(self) -> None:
            self._send(json.dumps(EMPTY).encode() + b" " * 100_000)

        def _gzip(self) -> None:
            packed = gzip.compress(json.dumps(EMPTY).encode() + b" " * 10_000_000)
            self._send(packed, Content_Encoding="gzip")

        def _redirect(self) -> None:
            self._send(b"", 302, Location=f"{server.elsewhere}/empty/Condition")

        def _status(self) -> None:
            self._json({"secret": "Mrs Secret-Name"}, int(self.path.split("/")[2]))

        def _html(self) -> None:
            self._send(b"<html>Mrs Secret-Name</html>", Content_Type="text/html")

        def _number(self) -> None:
            self._json(12)

        def _person(self) -> None:
            self._json({"resourceType": "Practitioner", "id": "1"})

        def _outcome(self) -> None:
            self._json({"resourceType": "OperationOutcome", "issue": []})

        def _hang_up(self) -> None:
            self.close_connection = True
            self.connection.close()

        def _linked_elsewhere(self) -> None:
            self._linked(f"{server.elsewhere}/empty/Condition")

        def _linked_to_nothing(self) -> None:
            self._json(EMPTY | {"link": [{"relation": "next"}]})

        def _circle(self) -> None:
            self._linked(self._here())

        def _forever(self) -> None:
            self._linked(f"{self._here()}0")

        def _then_html(self) -> None:
            is_second = "page=2" in self.path
            self._html() if is_second else self._linked(f"{self._here()}&page=2")

        def _then_person(self) -> None:
            is_second = "page=2" in self.path
            self._person() if is_second else self._linked(f"{self._here()}&page=2")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: pytest shows what was seen."""

    return Handler
