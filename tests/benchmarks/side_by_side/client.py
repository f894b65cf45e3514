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


async def load(asked: dict[str, Any]) -> dict[str, Any]:
    """Warm up, tell the parent so, wait for its word, send, and say what was seen."""
    request = _request(asked["path"], Path(asked["body"]).read_bytes())
    pairs = [
        await asyncio.open_connection("127.0.0.1", asked["port"])
        for _ in range(asked["connections"])
    ]
    await _send(pairs, request, asked["warm"], least=2)
    print("warm", flush=True)
    sys.stdin.buffer.readline()
    began = time.perf_counter()
    seen = await _send(pairs, request, asked["seconds"], asked["least"])
    took = time.perf_counter() - began
    for _, writer in pairs:
        writer.close()
    return {"latencies": seen.latencies, "seconds": took, "failed": seen.failed}


async def _send(
    pairs: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]],
    request: bytes,
    seconds: float,
    least: int,
) -> Seen:
    seen, end = Seen(), time.perf_counter() + seconds

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (time.perf_counter() < end or len(seen.latencies) < least) and len(
            seen.latencies
        ) < MOST:
            began = time.perf_counter()
            writer.write(request)
            status = await _answered(reader)
            seen.latencies.append((time.perf_counter() - began) * 1000)
            seen.failed += status != 200

    await asyncio.gather(*(one(*pair) for pair in pairs))
    return seen


async def _answered(reader: asyncio.StreamReader) -> int:
    """The status of an answer, read to its end."""
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
