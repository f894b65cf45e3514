"""Under overload a call is refused at once; nothing waits for minutes."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from engine.service.admission import Admission, Most
from engine.service.app import create_app
from engine.service.body import Threads, effort
from engine.service.hook_request import HookRequest
from engine.service.refusal import Refusal
from engine.service.settings import Settings

CALL = "/cds-services/numbness-red-flags"
JSON = {"Content-Type": "application/json"}
LARGE = {"resourceType": "Bundle", "id": "x" * 300_000}


class SlowEngine:
    """Answers a large Bundle only when it is released, all else at once."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.entered = threading.Semaphore(0)
        self.released = threading.Event()

    def answer_hook(self, request: HookRequest, now: datetime) -> Any:
        return self.answer

    def answer_bundle(self, body: bytes, now: datetime, patient: str | None) -> Any:
        if len(body) > 100_000:
            self.entered.release()
            assert self.released.wait(20)
        return self.answer


@pytest.fixture
def engine(client: Any) -> SlowEngine:
    parts = client.app.state.running
    body = b'{"resourceType": "Bundle", "id": "quiet"}'
    return SlowEngine(parts.engine.answer_bundle(body, parts.clock(), None))


@contextmanager
def serving(
    settings: Settings, client: Any, engine: SlowEngine, **limits: Any
) -> Iterator[Any]:
    given = settings.model_copy(update=limits)
    app = create_app(given, client.app.state.running.rulebook, engine)
    with type(client)(app, raise_server_exceptions=False) as service:
        yield service
        engine.released.set()


def code(response: Any) -> str:
    return str(response.json()["issue"][0]["code"])


def test_more_calls_than_the_limit_are_refused_and_the_others_answered(
    settings: Settings, client: Any, engine: SlowEngine
) -> None:
    limits = {"max_calls": 3, "large_calls": 3}
    with (
        serving(settings, client, engine, **limits) as service,
        ThreadPoolExecutor(3) as others,
    ):
        slow = [others.submit(service.post, "/evaluate", json=LARGE) for _ in range(3)]
        for _ in slow:
            assert engine.entered.acquire(timeout=20)
        refused = [service.post("/evaluate", json={"id": "a"}) for _ in range(20)]
        open_to_all = [service.get(p) for p in ("/health", "/ready", "/cds-services")]
        engine.released.set()
        answered = [one.result(20).status_code for one in slow]
        after = service.post("/evaluate", json={"id": "a"}).status_code

    assert {(r.status_code, r.headers["retry-after"]) for r in refused} == {(503, "2")}
    assert {code(response) for response in refused} == {"throttled"}
    assert [response.status_code for response in open_to_all] == [200, 200, 200]
    assert (answered, after) == ([200, 200, 200], 200)


def test_a_call_that_takes_too_long_is_given_up_with_a_word(
    settings: Settings, client: Any, engine: SlowEngine
) -> None:
    limits = {"call_seconds": 0.1, "large_calls": 1}
    with serving(settings, client, engine, **limits) as service:
        late = service.post("/evaluate", json=LARGE)
        small = service.post("/evaluate", json={"id": "a"})

    assert (late.status_code, late.headers["retry-after"], code(late)) == (
        503,
        "2",
        "timeout",
    )
    assert small.status_code == 200


def test_work_that_was_given_up_leaves_its_thread_when_it_ends(
    settings: Settings, client: Any, engine: SlowEngine
) -> None:
    limits = {"call_seconds": 0.1, "large_calls": 1}
    with serving(settings, client, engine, **limits) as service:
        late = service.post("/evaluate", json=LARGE).status_code
        engine.released.set()
        after = service.post("/evaluate", json=LARGE).status_code

    assert (late, after) == (503, 200)


MOST = Most(calls=10, body_bytes=1000, largest_body=600, seconds=0.05)


def scope(length: int | None = None, method: str = "POST") -> dict[str, Any]:
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    return {"type": "http", "method": method, "headers": headers}


async def never(*_: Any) -> Any:
    await asyncio.Event().wait()


async def waiting_for(layer: Admission, *scopes: dict[str, Any]) -> list[int]:
    """The status of each call, sent one after another to a service at rest."""

    async def status(one: dict[str, Any]) -> int:
        try:
            await layer(one, never, never)
        except Refusal as refusal:
            return 200 if refusal.issues[0].code == "timeout" else refusal.status
        return 200

    return await asyncio.gather(*map(status, scopes))


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((400, 600), [200, 200]),
        ((401, 600), [200, 503]),
        ((400, None), [200, 200]),
        ((401, None), [200, 503]),
        ((600, 401, 400), [200, 503, 200]),
    ],
)
def test_the_bodies_in_work_have_a_limit_together(
    lengths: tuple[int | None, ...], expected: list[int]
) -> None:
    async def body_waits(scope: Any, receive: Any, send: Any) -> None:
        await receive()

    statuses = asyncio.run(
        waiting_for(Admission(body_waits, MOST), *map(scope, lengths))
    )

    assert statuses == expected


def test_a_body_that_never_comes_is_given_up() -> None:
    async def body_waits(scope: Any, receive: Any, send: Any) -> None:
        await receive()

    with pytest.raises(Refusal) as refused:
        asyncio.run(Admission(body_waits, MOST)(scope(10), never, never))

    assert (refused.value.status, refused.value.issues[0].code) == (503, "timeout")


def test_a_place_is_free_again_when_a_call_fails() -> None:
    async def fails(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError

    async def eleven_times(layer: Admission) -> int:
        failed = 0
        for _ in range(11):
            try:
                await layer(scope(10), never, never)
            except ValueError:
                failed += 1
        return failed

    assert asyncio.run(eleven_times(Admission(fails, MOST))) == 11


def test_a_timeout_inside_a_call_is_not_the_calls_own() -> None:
    async def fails(scope: Any, receive: Any, send: Any) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        asyncio.run(Admission(fails, MOST)(scope(10), never, never))


def test_an_answer_that_has_begun_is_sent_whole() -> None:
    """A head without its body would look like an answer without cards."""
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(message["type"])
        await asyncio.sleep(2 * MOST.seconds)

    async def answers(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start"})
        await send({"type": "http.response.body"})

    asyncio.run(Admission(answers, MOST)(scope(10), never, send))

    assert sent == ["http.response.start", "http.response.body"]


def test_reading_has_no_limit_of_calls() -> None:
    passed: list[str] = []

    async def answers(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["method"])

    full = Admission(answers, Most(0, 0, 0, 1))
    asyncio.run(full(scope(method="GET"), never, never))

    assert passed == ["GET"]


def test_calls_that_arrive_together_are_counted_together(
    settings: Settings, client: Any, engine: SlowEngine
) -> None:
    statuses: list[int] = []

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b'{"id": "a"}', "more_body": False}

    given = settings.model_copy(update={"max_calls": 5})
    app = create_app(given, client.app.state.running.rulebook, engine)
    call = scope() | {
        "path": "/evaluate",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "http_version": "1.1",
        "scheme": "http",
    }

    async def burst() -> None:
        await asyncio.gather(*(app(dict(call), receive, send) for _ in range(50)))

    asyncio.run(burst())

    got = [status for status in statuses if status]
    assert (got.count(200), got.count(503)) == (5, 45)


@pytest.mark.parametrize("address", ["/evaluate", CALL, f"{CALL}/feedback"])
@pytest.mark.parametrize(
    "resource", ['{"resourceType": "Goal"}', '{"resource\\u0054ype": "Goal"}']
)
def test_too_many_resources_are_refused_unread(
    settings: Settings, client: Any, engine: SlowEngine, address: str, resource: str
) -> None:
    body = f"[{','.join([resource] * 6)}]"
    with serving(settings, client, engine, max_resources=5) as service:
        response = service.post(address, content=body, headers=JSON)

    assert (response.status_code, code(response)) == (413, "too-costly")


def test_as_many_resources_as_the_limit_are_read(
    settings: Settings, client: Any, engine: SlowEngine
) -> None:
    body = [{"resourceType": "Goal", "note": '"resourceType"'}] * 5
    with serving(settings, client, engine, max_resources=5) as service:
        response = service.post("/evaluate", json=body)

    assert response.status_code == 200


@pytest.mark.parametrize(("resources", "expected"), [(400, 1), (401, 2)])
def test_many_small_resources_are_worked_on_beside_the_others(
    resources: int, expected: int
) -> None:
    body = b"[" + b",".join([b'{"resourceType": "Goal"}'] * resources) + b"]"
    threads: set[int] = {threading.get_ident()}
    work = Threads(1)

    asyncio.run(work.compute(effort(body), lambda: threads.add(threading.get_ident())))

    work.close()
    assert len(threads) == expected
