"""What a line of the log and the metrics cost a hook call, in microseconds of CPU.

`.venv/bin/python tests/benchmarks/observing.py`; the layer alone, around an
application that does nothing but note an answer of 70 rules and two cards.
"""

import asyncio
import logging
import os
import time
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from engine.fhir.record import Problem
from engine.service.observe.layer import Watch
from engine.service.observe.logs import set_up_logs
from engine.service.observe.seen import seen
from engine.service.observe.watching import Watching
from engine.service.settings import Settings

CALLS = 20_000
TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
PROBLEMS = (
    Problem("shape", "entry[0]", "", "", True),
    Problem("no-code", "entry[1]", "", "", False),
)


class Answer:
    """Three rules of seventy fire."""

    cards = ({"indicator": "critical"}, {"indicator": "info"})
    outcomes = tuple(
        {
            "rule": f"urgent/rule-{number}",
            "outcome": "fires" if number < 3 else "quiet",
            "status": "active",
        }
        for number in range(70)
    )


async def answers(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    answer: Any = Answer()
    seen().answered("numbness-red-flags", "patient-view", answer, PROBLEMS)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x" * 3000})


async def receive() -> Any:
    return {"type": "http.request", "body": b"x" * 100_000}


async def send(_: Any) -> None:
    return


async def asked(app: Any) -> float:
    headers = [(b"traceparent", TRACE), (b"content-type", b"application/json")]
    began = time.process_time()
    for _ in range(CALLS):
        scope = {"type": "http", "method": "POST", "path": "/x", "headers": headers}
        await app(scope, receive, send)
    return (time.process_time() - began) / CALLS * 1e6


def best_of_three(app: Any) -> float:
    return min(asyncio.run(asked(app)) for _ in range(3))


def main() -> None:
    alone = best_of_three(answers)
    for form in ("json", "console"):
        set_up_logs(Settings(log_format=form))
        with_lines = best_of_three(Watch(answers, Watching())) - alone
        logging.getLogger("pinprick").setLevel(logging.WARNING)
        numbers = best_of_three(Watch(answers, Watching())) - alone
        print(f"{form}: {with_lines:.0f} us a call, {numbers:.0f} of it numbers")


if __name__ == "__main__":
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stderr(nowhere),
    ):
        main()
