"""The load: one request again and again over some connections kept open.

A process of its own, so that what sending takes is not counted as the server's.
Reads a JSON object from standard input: port, path, body (a file), connections,
warm (seconds), seconds, least (requests). Writes one: the latencies in
milliseconds, the seconds that all took, and how many answers were not 200.
Only ever connects to 127.0.0.1.
"""

import asyncio
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import uvloop

MOST = 200_000  # requests; a bound on any run


@dataclass(slots=True)
class Seen:
    """What came back while a load ran."""

    latencies: list[float] = field(default_factory=list)
    failed: int = 0


class Connection:
    """A connection that is kept open, and opened again once the server closed it.

    A server may close what lay idle for some seconds, which happens where one
    answer takes so long and the others wait.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def answer(self, request: bytes) -> int:
        """The status of the answer to a request, read to its end."""
        if self._streams is not None:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                return await _answered(*self._streams, request)
            self.close()
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return await _answered(*self._streams, request)

    def close(self) -> None:
        """Close it; the next request would open it again."""
        if self._streams is not None:
            self._streams[1].close()


async def load(asked: dict[str, Any]) -> dict[str, Any]:
    """Warm up, tell the parent so, wait for its word, send, and say what was seen."""
    request = _request(asked["path"], Path(asked["body"]).read_bytes())
    connections = [Connection(asked["port"]) for _ in range(asked["connections"])]
    await _send(connections, request, asked["warm"], least=2)
    print("warm", flush=True)
    sys.stdin.buffer.readline()
    began = time.perf_counter()
    seen = await _send(connections, request, asked["seconds"], asked["least"])
    took = time.perf_counter() - began
    for one in connections:
        one.close()
    return {"latencies": seen.latencies, "seconds": took, "failed": seen.failed}


async def _send(
    connections: list[Connection], request: bytes, seconds: float, least: int
) -> Seen:
    seen, end = Seen(), time.perf_counter() + seconds

    async def one(connection: Connection) -> None:
        while (time.perf_counter() < end or len(seen.latencies) < least) and len(
            seen.latencies
        ) < MOST:
            began = time.perf_counter()
            status = await connection.answer(request)
            seen.latencies.append((time.perf_counter() - began) * 1000)
            seen.failed += status != 200

    await asyncio.gather(*(one(connection) for connection in connections))
    return seen


async def _answered(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> int:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))
    return int(head.split(b" ", 2)[1])


def _request(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def main() -> None:
    """Run the load that standard input asks for."""
    asked = orjson.loads(sys.stdin.buffer.readline())
    seen = uvloop.run(load(asked))
    sys.stdout.buffer.write(orjson.dumps(seen) + b"\n")


if __name__ == "__main__":
    main()
