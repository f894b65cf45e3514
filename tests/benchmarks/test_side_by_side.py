"""What `make bench` sends is sound, its rules are right, its page can be written."""

import asyncio
import subprocess
import sys
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from fhir.resources.R4B.condition import Condition
from fhir.resources.R4B.observation import Observation
from side_by_side import patients, payloads
from side_by_side.client import Connection
from side_by_side.contestants import (
    CONTESTANTS,
    NODE,
    WrongAnswer,
    check,
    known_body,
    running,
)
from side_by_side.figures import Life, Load, Machine, Run, percentile
from side_by_side.patients import SIX, known_patients
from side_by_side.process import cpu_seconds, resident_mb, tree
from side_by_side.report import BEGIN, END, write
from side_by_side.rounds import Pace, sent, turned
from side_by_side.targets import targets
from side_by_side.words import facts, words

from engine.evaluation import Engine
from engine.reading import Question
from engine.rulebook.load import load_rulebook
from engine.terminology.models import SYSTEM_URIS

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
QUESTION = Question(NOW, "benchmark", "p1")
KNOWN = known_patients(NOW)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulebook(ROOT / "rules"))


@pytest.mark.parametrize("form", payloads.FORMS)
def test_a_payload_is_the_same_bytes_each_time(form: payloads.Form) -> None:
    once = payloads.payload(form, 50, NOW)

    assert once == payloads.payload(form, 50, NOW)
    prefetch = orjson.loads(once.body)["prefetch"]
    assert len(prefetch["observations"]["entry"]) == 50
    assert len(prefetch["conditions"]["entry"]) == payloads.CONDITIONS


@pytest.mark.parametrize("form", payloads.FORMS)
def test_a_payload_is_valid_fhir(form: payloads.Form) -> None:
    conditions, observations = payloads.records(form, 50, NOW)

    for one in conditions:
        Condition.model_validate(one)
    for one in observations:
        Observation.model_validate(one)


def test_only_the_form_with_text_has_sentences() -> None:
    said = {form: payloads.payload(form, 500, NOW).body for form in payloads.FORMS}

    assert said["text"].count(b'"valueString"') == 20
    assert said["coded"].count(b'"valueString"') == 0
    assert said["quiet"].count(b'"valueString"') == 0


@pytest.mark.parametrize("codes", [payloads.CODES, patients.CODES])
def test_every_code_stands_in_our_value_sets(
    codes: dict[str, tuple[str, str, str]], engine: Engine
) -> None:
    ours = {
        (SYSTEM_URIS[code.system], code.code, code.display)
        for one in engine.rulebook.vocabulary.value_sets.values()
        for code in one.codes
    }

    assert set(codes.values()) <= ours


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_pinprick_answers_the_known_patients(
    known: patients.Known, engine: Engine
) -> None:
    prefetch = orjson.loads(orjson.dumps(known_body(known)))["prefetch"]

    answers = engine.evaluate_prefetch(prefetch, {}, QUESTION).answers
    fires = {one["rule"] for one in answers if one["outcome"] == "fires"}
    assert fires & set(SIX) == known.fires


@pytest.mark.parametrize("kind", ["cql", "facts"])
def test_the_rules_of_the_peers_are_right(
    kind: str, engine: Engine, tmp_path: Path
) -> None:
    lists, calls = tmp_path / "words.json", tmp_path / "calls.json"
    lists.write_bytes(orjson.dumps(words(engine.rulebook.vocabulary) | {"auditC": 5}))
    calls.write_bytes(orjson.dumps([_call(engine, known) for known in KNOWN]))

    command = ["node", NODE / "check.mjs", kind, lists, calls]
    ended = subprocess.run(command, check=True, capture_output=True, timeout=60)
    fired = orjson.loads(ended.stdout.splitlines()[-1])
    got = {one.name: set(rules) for one, rules in zip(KNOWN, fired, strict=True)}
    assert got == {one.name: set(one.fires) for one in KNOWN}


def test_every_code_list_of_the_cql_has_codes(engine: Engine) -> None:
    text = (NODE / "six_rules.cql").read_text()
    named = {line.split("'urn:pinprick:")[1].rstrip("'") for line in _sets(text)}

    lists = words(engine.rulebook.vocabulary)["lists"]
    assert len(named) == 25
    assert all(lists[name] for name in named)


def test_each_contestant_begins_a_round_and_nobody_is_left_out() -> None:
    orders = [turned(CONTESTANTS, number) for number in range(len(CONTESTANTS))]

    assert all(set(order) == set(CONTESTANTS) for order in orders)
    assert {order[0] for order in orders} == set(CONTESTANTS)


def test_percentiles_are_of_the_values_themselves() -> None:
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([7], 0.99) == 7


def test_a_process_is_counted_with_those_it_started() -> None:
    work = "import time\nwhile time.process_time() < 0.2: 0"
    nested = (
        f"import subprocess, sys; print(1, flush=True)\n"
        f"subprocess.run([sys.executable, '-c', {work!r}]); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", nested], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        started.stdout.readline()
        below = tree(started.pid)
        _until(lambda: cpu_seconds(started.pid) >= 0.2)

        assert below[0] == started.pid
        assert resident_mb(started.pid) > 5
        started.kill()


def test_the_floor_is_measured_from_start_to_last_answer(tmp_path: Path) -> None:
    body, known = tmp_path / "call.json", ((KNOWN[0], orjson.dumps({})),)
    body.write_bytes(payloads.payload("coded", 50, NOW).body)
    floor = next(one for one in CONTESTANTS if one.name == "floor")

    with running(floor, tmp_path / "words.json", b"{}") as service:
        check(service, known)
        seen = sent(service, body, 2, Pace(warm=0.05, seconds=0.1, least=200))
    assert len(seen["latencies"]) >= 200
    assert seen["failed"] == 0
    assert 0 < seen["cpu"] < 10


def test_the_client_opens_a_connection_again_that_the_server_closed() -> None:
    opened = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)
        await reader.readexactly(4)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()

    async def twice() -> list[int]:
        async with await asyncio.start_server(once, "127.0.0.1") as server:
            connection = Connection(server.sockets[0].getsockname()[1])
            answers = [await connection.answer(b"ask!") for _ in range(2)]
            connection.close()
        return answers

    assert asyncio.run(twice()) == [200, 200]
    assert len(opened) == 2


def test_a_wrong_answer_stops_a_run(tmp_path: Path) -> None:
    floor = next(one for one in CONTESTANTS if one.name == "floor")
    wrong = type(floor)(
        "wrong", "", floor.command, fault=lambda *_: "one card too many"
    )

    with (
        running(wrong, tmp_path / "words.json", b"{}") as service,
        pytest.raises(WrongAnswer, match="one card too many"),
    ):
        check(service, ((KNOWN[0], b"{}"),))


def test_the_page_says_what_was_measured(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\nafter\n")

    write(_run(), page)
    text = page.read_text()
    assert "old" not in text
    assert text.startswith("# Performance\n")
    assert text.endswith(f"{END}\nafter\n")
    # The median of 2, 3 and 7 ms, over a floor of 1 ms.
    assert "| floor + 1.5 ms | floor + 2.00 ms | **missed** |" in text
    assert "| under 3 s | 2.00 s to the first answer | reached |" in text
    assert "| flat within 5 % | not taken | not taken |" in text
    for name in ("cpu-coded", "cpu-text", "p95-coded"):
        drawing = (tmp_path / "performance" / f"{name}.svg").read_text()
        assert Xml.fromstring(drawing).tag.endswith("svg")
        assert f"performance/{name}.svg" in text


def test_a_page_without_its_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n")

    with pytest.raises(ValueError, match="once each"):
        write(_run(), page)
    assert page.read_text() == "# Performance\n"


def test_growth_is_judged_by_what_one_more_record_takes() -> None:
    def growth(many: float) -> tuple[str, bool | None]:
        alone = {
            "instructions, coded, 5": 5_000.0,
            "instructions, coded, 500": 500_000.0,
            "instructions, coded, 2000": many,
        }
        (row,) = (one for one in targets(_run(alone)) if "growth" in one.figure)
        return row.measured, row.reached

    assert growth(2_000_000) == ("+0.0%", True)
    assert growth(2_300_000) == ("+20.0%", False)


def test_the_project_page_has_the_marks() -> None:
    text = (ROOT / "docs" / "performance.md").read_text()

    assert text.count(BEGIN) == text.count(END) == 1


def _call(engine: Engine, known: patients.Known) -> dict[str, Any]:
    call = orjson.loads(orjson.dumps(known_body(known)))
    found = facts(engine, call["prefetch"], QUESTION)
    return call | {"facts": found, "now": NOW.isoformat()}


def _sets(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("valueset ")]


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(10_000_000):
        if holds():
            return
    pytest.fail("it never came true")


def _run(alone: dict[str, float] | None = None) -> Run:
    loads = [_load("floor", 1.0), *(_load("pinprick", cpu) for cpu in (2.0, 3.0, 7.0))]
    lives = [Life("floor", 1.0, 40, 41), Life("pinprick", 2.0, 200, 201)]
    machine = Machine("A processor", 2, "3.11", "20")
    return Run(machine, "1 May 2026", 3, tuple(loads), tuple(lives), alone or {})


def _load(name: str, cpu: float) -> Load:
    return Load(name, "coded", 50, 1, cpu, p50=1, p95=2, p99=3, rate=100)
