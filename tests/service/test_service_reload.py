"""Other rules under a running service: wholly taken over, or refused aloud."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import made_up
import pytest
from fastapi import FastAPI

from engine.errors import Diagnostic, RuleError
from engine.evaluation import Engine
from engine.rulebook.rulebook import Rulebook
from engine.service.answering import Answering
from engine.service.loaded import Loaded, load
from engine.service.reload import Reloads
from engine.service.settings import Settings
from engine.store.counts import loaded_rules
from engine.store.feedback import all_feedback

CALL = "/cds-services/numbness-red-flags"
ROOT = Path(__file__).parents[2]
FAULTS = tuple(
    Diagnostic(Path("urgent/a.yaml"), line, "RF103", "is missing.", "Add it.")
    for line in (1, 2)
)


@dataclass
class Read:
    """What stands in the directory of rules, for whoever loads it."""

    found: Loaded | Exception | None = None
    times: int = 0
    begun: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_end.set()

    def __call__(self, settings: Settings) -> Loaded:
        self.times += 1
        self.begun.set()
        assert self.may_end.wait(10)
        if isinstance(self.found, Exception):
            raise self.found
        assert self.found is not None
        return self.found


@dataclass(frozen=True)
class Other:
    """Rules of another digest than those of `client`."""

    like: Any
    digest: str = "sha256:other"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.like, name)


@pytest.fixture
def read(client: Any) -> Read:
    """The same engine over rules of another digest, unless a test says more."""
    running = client.app.state.running
    other: Any = Other(running.rulebook)
    return Read(Loaded(other, running.engine, Path("/elsewhere/rules")))


@pytest.fixture
def reload(client: Any, app: FastAPI, settings: Settings, read: Read) -> Any:
    """Reloads as a signal does, and waits for the end."""
    reloads = Reloads(app, settings, read)
    return lambda: client.portal.call(reloads.reload)


def rules(client: Any) -> Mapping[str, Any]:
    told: Mapping[str, Any] = client.get("/health").json()["rules"]
    return told


def test_answers_and_health_are_of_the_new_rules(
    client: Any, reload: Any, hook_request: Any
) -> None:
    before = client.post(CALL, json=hook_request("fires"))
    reload()
    after = client.post(CALL, json=hook_request("fires"))

    assert before.headers["Pinprick-Rules"] == "sha256:tiny"
    assert after.headers["Pinprick-Rules"] == "sha256:other"
    assert rules(client)["digest"] == "sha256:other"


def test_a_call_in_work_ends_on_the_rules_it_began_with(
    client: Any, app: FastAPI, reload: Any, hook_request: Any
) -> None:
    """Its header, what is kept of its card, and its count are of one version."""
    running = app.state.running
    begun, may_end = threading.Event(), threading.Event()

    class Slow:
        def answer_hook(self, *asked: Any) -> Any:
            begun.set()
            assert may_end.wait(10)
            return running.engine.answer_hook(*asked)

    app.state.running = replace(running, engine=Slow())
    request = hook_request("fires")
    # Large, so that it is worked on in a thread while the rules change.
    request["prefetch"]["padding"] = "x" * 300_000
    answers: list[Any] = []
    call = threading.Thread(
        target=lambda: answers.append(client.post(CALL, json=request))
    )
    call.start()
    assert begun.wait(10)
    reload()
    assert rules(client)["digest"] == "sha256:other"
    may_end.set()
    call.join(10)

    (answer,) = answers
    assert (answer.status_code, len(answer.json()["cards"])) == (200, 1)
    assert answer.headers["Pinprick-Rules"] == "sha256:tiny"
    with running.store.reading() as session:
        kept = session.connection().exec_driver_sql(
            "SELECT rules_digest FROM shown_card"
        )
        assert [row[0] for row in kept] == ["sha256:tiny"]


def test_faulty_rules_are_refused_with_every_fault_and_the_old_ones_go_on(
    client: Any,
    read: Read,
    reload: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    good, read.found = read.found, RuleError(FAULTS)
    reload()

    told = rules(client)
    assert (told["digest"], told["refused_reload"]["faults"]) == ("sha256:tiny", 2)
    assert told["refused_reload"]["at"] == "2026-01-31T12:00:00+00:00"
    assert all(str(fault) in caplog.text for fault in FAULTS)
    assert "REFUSED: 2 faults" in caplog.text
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()["notes"]) == (
        200,
        ["the last reload of the rules was refused"],
    )

    read.found = good
    reload()
    assert rules(client)["refused_reload"] is None
    assert client.get("/ready").json() == {"status": "ready"}


def test_what_nobody_expected_is_refused_too_without_its_message(
    client: Any, read: Read, reload: Any, caplog: pytest.LogCaptureFixture
) -> None:
    read.found = MemoryError("what-it-says")
    reload()

    assert rules(client)["digest"] == "sha256:tiny"
    assert rules(client)["refused_reload"]["faults"] == 1
    assert "MemoryError" in caplog.text
    assert "what-it-says" not in caplog.text


def test_production_refuses_unsigned_emergencies(
    client: Any, app: FastAPI, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """By the real loader, on the rules that ship."""
    strict = settings.model_copy(
        update={"mode": "production", "rules_dir": ROOT / "rules"}
    )
    client.portal.call(Reloads(app, strict).reload)

    assert rules(client)["digest"] == "sha256:tiny"
    assert rules(client)["refused_reload"]["faults"] == 1
    assert "every active emergency rule signed" in caplog.text


def test_asked_again_and_again_meanwhile_it_loads_once_more(
    client: Any, app: FastAPI, settings: Settings, read: Read
) -> None:
    """One that begins after the last was asked for sees what is there then."""
    reloads = Reloads(app, settings, read)
    read.may_end.clear()
    asked = [client.portal.start_task_soon(reloads.reload)]
    assert read.begun.wait(10)
    asked += [client.portal.start_task_soon(reloads.reload) for _ in range(5)]
    read.may_end.set()
    for one in asked:
        one.result(10)

    assert read.times == 2


@pytest.fixture
def real(client: Any, rulebook: Rulebook, engine: Engine) -> Loaded:
    """One rule of those that ship; the engine is of all of them."""
    one = replace(rulebook, rules=rulebook.rules[:1])
    return Loaded(one, Answering(engine, "http://here"), Path("/elsewhere/rules"))


def test_discovery_pages_and_description_follow(
    client: Any, read: Read, reload: Any, real: Loaded
) -> None:
    read.found = real
    before = client.get("/cds-services").json()["services"][0]["prefetch"]
    client.get("/openapi.json")
    reload()

    after = client.get("/cds-services").json()["services"][0]["prefetch"]
    (rule,) = real.rulebook.rules
    assert before != after
    assert client.get(f"/rules/{rule.rule}").status_code == 200
    assert rule.title in client.get("/rules").text
    described = client.get("/openapi.json").json()["info"]["description"]
    assert described == "Not clinically signed: for evaluation, not for care."


def test_a_rule_page_shows_the_file_of_the_version_in_use(
    client: Any, app: FastAPI, reload: Any
) -> None:
    reload()

    assert app.state.running.settings.rules_dir == Path("/elsewhere/rules")


def test_feedback_on_a_card_of_the_rules_before_is_of_a_known_card(
    client: Any, app: FastAPI, reload: Any, hook_request: Any
) -> None:
    card = client.post(CALL, json=hook_request("fires")).json()["cards"][0]["uuid"]
    reload()
    at = "2026-01-31T12:00:00Z"
    said = {"card": card, "outcome": "overridden", "outcomeTimestamp": at}
    answer = client.post(f"{CALL}/feedback", json={"feedback": [said]})

    kept = all_feedback(app.state.running.store)
    assert answer.status_code == 200
    assert [(one.card, one.is_known_card) for one in kept] == [(card, True)]


def test_calls_are_counted_under_the_rules_that_answered_them(
    client: Any, reload: Any, hook_request: Any
) -> None:
    """What was counted before the swap is kept after it, under its own digest."""
    app = client.app
    old = app.state.running
    client.post(CALL, json=hook_request("fires"))
    reload()
    now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    new = app.state.running
    new.counting.refused("numbness-red-flags", ValueError(), now)
    # A call in work at the swap is counted by the old one, later.
    old.counting.refused("numbness-red-flags", ValueError(), now)
    new.counting.flush()

    with new.store.reading() as session:
        found = session.connection().exec_driver_sql(
            "SELECT rules_digest, kind, amount FROM hourly_count "
            "WHERE kind IN ('calls', 'refused') ORDER BY rules_digest DESC, kind"
        )
        counted = [tuple(row) for row in found]
    assert counted == [
        ("sha256:tiny", "calls", 1),
        ("sha256:tiny", "refused", 1),
        ("sha256:other", "refused", 1),
    ]


def test_which_rules_were_asked_is_kept_of_each_version(
    client: Any, read: Read, reload: Any, real: Loaded
) -> None:
    read.found = real
    reload()
    parts = client.app.state.running
    now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    parts.counting.refused("numbness-red-flags", ValueError(), now)
    parts.counting.flush()

    (rule,) = real.rulebook.rules
    kept = [(one.rules_digest, one.rule) for one in loaded_rules(parts.store)]
    assert kept == [(real.rulebook.digest, rule.rule)]


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "current").symlink_to(ROOT)
    yield tmp_path / "current" / "rules"


def test_what_is_loaded_stands_where_no_link_can_go_over(
    settings: Settings, linked: Path
) -> None:
    loaded = load(settings.model_copy(update={"rules_dir": linked}))

    assert loaded.directory == ROOT / "rules"
    assert loaded.rulebook.digest == made_up.shipped().digest
