"""What a burst of hook calls meets: run by hand, against a real server.

    python tests/benchmarks/a_burst.py 500

starts a service on this machine, sends so many calls at the same instant and
prints how many were answered and refused, and how long each kind waited.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
EMPTY = {"resourceType": "Bundle", "type": "searchset"}


def body(observations: int) -> bytes:
    """A call with a numb face and so many laboratory results."""
    numb = {
        "resourceType": "Condition",
        "id": "c1",
        "subject": {"reference": "Patient/1"},
        "code": {"text": "Sudden numbness of left face"},
        "recordedDate": "2026-01-01T12:00:00Z",
    }
    results = [
        {
            "resourceType": "Observation",
            "id": f"o{number}",
            "status": "final",
            "category": [{"coding": [{"code": "laboratory"}]}],
            "subject": {"reference": "Patient/1"},
            "code": {
                "coding": [{"system": "http://loinc.org", "code": f"{number}-9"}],
                "text": "Sodium in serum",
            },
            "effectiveDateTime": "2026-01-01T12:00:00Z",
            "valueQuantity": {"value": number, "unit": "mmol/L", "code": "mmol/L"},
        }
        for number in range(observations)
    ]
    request = {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "prefetch": {
            "conditions": EMPTY | {"entry": [{"resource": numb}]},
            "observations": EMPTY | {"entry": [{"resource": r} for r in results]},
        },
    }
    return json.dumps(request).encode()


async def call(port: int, head: str, content: bytes) -> tuple[int, float]:
    """The status of one call on a connection of its own, and its seconds."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = f"{head} HTTP/1.1\r\nHost: x\r\n"
    if content:
        lines += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
    writer.write(lines.encode() + b"\r\n" + content)
    status = int((await reader.readline()).split()[1])
    took = time.perf_counter() - began
    writer.close()
    return status, took


async def burst(port: int, calls: int, content: bytes) -> None:
    """Send the calls together, /health among them, and print what came."""
    hook = "POST /cds-services/numbness-red-flags"
    one = [await call(port, hook, content) for _ in range(5)]
    print(f"alone: {one[-1][0]} in {one[-1][1] * 1000:.1f} ms, {len(content)} bytes")
    together = [call(port, hook, content) for _ in range(calls)]
    health = [call(port, "GET /health", b"") for _ in range(5)]
    got = await asyncio.gather(*together, *health)
    print_times("health", [took for _, took in got[calls:]])
    for status in sorted({status for status, _ in got[:calls]}):
        times = [took for known, took in got[:calls] if known == status]
        print_times(str(status), times)


def print_times(name: str, times: list[float]) -> None:
    """One line: how many, and median and longest wait in milliseconds."""
    longest = max(times) * 1000
    print(f"{name:>6}: {len(times):4}  {median(times) * 1000:7.1f}  {longest:7.1f} ms")


def main(calls: int, observations: int) -> None:
    """Start a service, send the burst, stop the service."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        start = "from engine.cli import main; main()"
        server = subprocess.Popen(
            [sys.executable, "-c", start, "serve", "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env=os.environ | {"PINPRICK_DATABASE_URL": f"sqlite:///{folder}/b.sqlite"},
        )
        assert server.stdout is not None
        server.stdout.readline()
        try:
            asyncio.run(_when_open(port, calls, body(observations)))
        finally:
            server.terminate()
            server.wait(20)


async def _when_open(port: int, calls: int, content: bytes) -> None:
    for _ in range(100):
        try:
            await call(port, "GET /health", b"")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            break
    await burst(port, calls, content)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 150)
