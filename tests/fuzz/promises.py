"""What has to hold for every sequence of bytes that somebody may send.

`Promises.kept` raises `Broken` with what did not hold; bytes are never part of
the message.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from served import application

from engine.errors import BundleError
from engine.evaluation import Engine, Evaluation
from engine.reading import Question, body_digest
from engine.rulebook.load import load_rulebook

ROOT: Final = Path(__file__).parents[2]
NOW: Final = datetime(2026, 11, 20, 15, tzinfo=UTC)
# 503 is for a call that takes longer than it may: its seconds are asked of below.
REFUSED: Final = frozenset({400, 404, 412, 413, 415, 422, 503})
PATHS: Final = (
    "/cds-services/numbness-red-flags",
    "/cds-services/numbness-red-flags-order-select",
    "/cds-services/numbness-red-flags/feedback",
    "/evaluate?now=2026-11-20T15:00:00Z",
    "/evaluate?validate=true&now=2026-11-20T15:00:00Z",
    "/try",
)
SECONDS: Final = 20
_EMERGENCY: Final = json.loads(
    (ROOT / "fhir_examples/bundles/sudden-face-numbness.json").read_bytes()
)


class Broken(AssertionError):
    """A promise that some bytes broke."""


@dataclass
class Promises:
    """The engine and the service around it, ready to be sent anything."""

    folder: Path
    engine: Engine = field(init=False)
    app: Any = field(init=False)
    loop: asyncio.AbstractEventLoop = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(load_rulebook(ROOT / "rules"))
        self.app = application(self.folder, self.engine)
        self.loop = asyncio.new_event_loop()

    def kept(self, data: bytes, number: int = 0) -> None:
        """Hold all promises to some bytes; ``number`` chooses the address."""
        began = time.process_time()
        self._engine_answers(data)
        self._emergency_stays(data)
        self._service_answers(data, PATHS[number % len(PATHS)])
        took = time.process_time() - began
        _hold(took < SECONDS, f"answering took {took:.0f} s of CPU")

    def close(self) -> None:
        """Let go of the loop and the store."""
        self.app.state.running.store.close()
        self.loop.close()

    def _engine_answers(self, data: bytes) -> None:
        """An answer, the same each time, or an error that says where."""
        first, second = self._evaluated(data), self._evaluated(data)
        _hold(first == second, "the same bytes were answered in two ways")

    def _evaluated(self, data: bytes) -> bytes:
        try:
            answer = self.engine.evaluate_body(
                data, Question(NOW, body_digest(data), "p1")
            )
        except BundleError as error:
            return str(error).encode()
        except RecursionError:  # the service answers it with 400, and so is asked
            return b"too deep"
        _agreed(answer)
        return _as_bytes(answer)

    def _emergency_stays(self, data: bytes) -> None:
        """What is sent beside an emergency takes no card of it away.

        Records that are well read may say that it was no emergency, so what is
        added has another patient, or cannot be read.
        """
        try:
            more = _of_another(json.loads(data))
        except (ValueError, RecursionError):
            return
        prefetch = {"conditions": _EMERGENCY, "more": more}
        try:
            answer = self.engine.evaluate_prefetch(
                prefetch, {}, Question(NOW, "fuzz", "ada")
            )
        except RecursionError:
            return
        _agreed(answer)
        critical = any(card.indicator == "critical" for card in answer.cards)
        _hold(critical, "an emergency lost its card to what was sent beside it")

    def _service_answers(self, data: bytes, path: str) -> None:
        """An answer or a refusal in JSON, never a failure of ours."""
        status, body = self.loop.run_until_complete(_posted(self.app, path, data))
        _hold(status in REFUSED | {200}, f"{path} answered with {status}")
        if path == "/try":
            return
        try:
            whole = json.loads(body) if body else {}
        except ValueError:
            raise Broken(f"{path} answered {status} with no JSON") from None
        if status != 200:
            is_said = whole.get("resourceType") == "OperationOutcome"
            _hold(is_said, f"{path} refused with {status} and did not say why")


def _agreed(answer: Evaluation) -> None:
    decisions = answer.decisions
    _hold(not decisions.differing, f"the evaluators differ: {decisions.differing}")
    _hold(not decisions.failed, f"a clause failed: {decisions.failed}")
    _hold(not decisions.network_failed, "the network gave no answer")


def _as_bytes(answer: Evaluation) -> bytes:
    cards = [card.as_json() for card in answer.cards]
    for card in cards:
        _hold(len(card["summary"]) <= 140, "a summary is longer than a card may have")
    return json.dumps(
        [cards, answer.outcomes, list(map(str, answer.problems))]
    ).encode()


def _of_another(value: Any) -> Any:
    """The same with every subject somebody else's."""
    if isinstance(value, dict):
        made = {name: _of_another(part) for name, part in value.items()}
        if isinstance(made.get("resourceType"), str):
            stranger = {"reference": "Patient/somebody-else"}
            made |= {"subject": stranger, "patient": stranger}
            made["id"] = f"other-{made.get('id')}"
        return made
    if isinstance(value, list):
        return [_of_another(part) for part in value]
    return value


async def _posted(app: Any, path: str, data: bytes) -> tuple[int, bytes]:
    route, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": route,
        "raw_path": route.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (b"host", b"127.0.0.1:8080"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(data)).encode()),
            (b"sec-fetch-site", b"same-origin"),
        ],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8080),
    }
    sent: list[Any] = []
    waiting = [{"type": "http.request", "body": data, "more_body": False}]

    async def receive() -> Any:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:])


def _hold(is_kept: bool, otherwise: str) -> None:
    if not is_kept:
        raise Broken(otherwise)


def seeds(folders: Iterable[Path]) -> list[bytes]:
    """The files to begin with, in a fixed order; only JSON that is not large."""
    files = sorted(
        file for folder in folders for file in folder.rglob("*") if file.is_file()
    )
    chosen = [file for file in files if file.suffix in (".json", ".ndjson")]
    return [data for file in chosen if len(data := file.read_bytes()) < 60_000]
