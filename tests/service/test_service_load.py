"""One request never holds up another, and a limit is a limit."""

import asyncio
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.service.app import create_app
from engine.service.frame import Frame
from engine.service.settings import Settings
from engine.service.state import Running

CORPUS = Path(__file__).parents[2] / "../shared/corpus/cdshooks"
LARGE = {"resourceType": "Bundle", "id": "x" * 300_000}


class WaitingEngine:
    """Answers a Bundle only when it is released."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.entered = threading.Event()
        self.released = threading.Event()

    def answer_hook(self, request: Mapping[str, Any], now: datetime) -> Any:
        return self.answer

    def answer_bundle(self, body: bytes, now: datetime, patient: str | None) -> Any:
        self.entered.set()
        assert self.released.wait(20)
        return self.answer


def test_a_large_body_does_not_hold_up_the_others(
    settings: Settings, client: Any
) -> None:
    running: Running = client.app.state.running
    small = b'{"resourceType": "Bundle", "id": "quiet"}'
    answer = running.engine.answer_bundle(small, running.clock(), None)
    engine = WaitingEngine(answer)
    app = create_app(settings, running.rulebook, engine)

    with type(client)(app) as service, ThreadPoolExecutor(1) as other:
        slow = other.submit(service.post, "/evaluate", json=LARGE)
        assert engine.entered.wait(20)
        meanwhile = service.get("/health").status_code
        was_done = slow.done()
        engine.released.set()
        status = slow.result(20).status_code

    assert (meanwhile, was_done, status) == (200, False, 200)


def test_no_more_than_the_limit_is_taken_from_the_wire() -> None:
    taken: list[int] = []
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        taken.append(64 * 1024)
        return {"type": "http.request", "body": bytes(64 * 1024), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    async def read_all(scope: Any, receive: Any, send: Any) -> None:
        while True:
            await receive()

    frame = Frame(read_all, max_body_bytes=1024 * 1024)
    asyncio.run(frame({"type": "http", "headers": []}, receive, send))

    assert (sent[0]["status"], sum(taken)) == (413, 1024 * 1024 + 64 * 1024)


def test_a_declared_length_over_the_limit_is_refused_unread() -> None:
    statuses: list[int] = []

    async def never() -> Any:
        raise AssertionError("the body was read")

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    scope = {"type": "http", "headers": [(b"content-length", b"2000")]}
    asyncio.run(Frame(never, max_body_bytes=1024)(scope, never, send))

    assert statuses[0] == 413


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside us")
def test_every_published_request_gets_an_answer_or_a_4xx_with_a_reason(
    client: Any,
) -> None:
    headers = {"Content-Type": "application/json"}
    files = sorted(CORPUS.glob("*.json"))

    answers = {
        file.name: client.post(
            "/cds-services/numbness-red-flags",
            content=file.read_bytes(),
            headers=headers,
        )
        for file in files
    }

    assert len(answers) > 20
    assert {answer.status_code for answer in answers.values()} <= {200, 400, 412}
    for name, answer in answers.items():
        body = orjson.loads(answer.content)
        assert "cards" in body or body["issue"][0]["details"]["text"], name
