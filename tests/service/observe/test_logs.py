"""One line a request, and what it says."""

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from watched import CALL, Said, hook_call, logs_kept, numb_face, served

from engine.evaluation import Engine
from engine.service.observe.logs import ConsoleLines, JsonLines, Lines

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}


def requests_of(said: Said) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in said.json.getvalue().splitlines()]
    return [line for line in lines if line["logger"] == "pinprick.request"]


def test_a_hook_call_is_one_line_of_ids_and_counts(
    tmp_path: Path, engine: Engine
) -> None:
    said = Said()
    with logs_kept(said), served(tmp_path, engine) as client:
        answer = client.post(CALL, json=hook_call(numb_face()), headers=PARENT)

    (line,) = requests_of(said)
    assert line["request"] == answer.headers["x-request-id"]
    assert (line["trace"], line["status"], line["method"]) == (TRACE, 200, "POST")
    assert (line["service"], line["hook"]) == ("numbness-red-flags", "patient-view")
    assert line["cards"]["critical"] == 1
    assert "urgent/sudden-face-numbness" in line["fires"]
    assert line["bytes_out"] == len(answer.content)
    assert line["bytes_in"] == len(answer.request.content)
    assert 0 < line["ms"] < 60_000


def test_a_person_reads_the_same_on_one_line(tmp_path: Path, engine: Engine) -> None:
    said = Said()
    with logs_kept(said), served(tmp_path, engine) as client:
        client.post(CALL, json=hook_call(numb_face()))

    (line,) = (
        one
        for one in said.console.getvalue().splitlines()
        if " POST" in one or "method=POST" in one
    )
    assert "cards=critical:1" in line and "service=numbness-red-flags" in line


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics"])
def test_a_probe_is_logged_for_debugging_only(
    tmp_path: Path, engine: Engine, path: str
) -> None:
    said = Said()
    with logs_kept(said), served(tmp_path, engine) as client:
        client.get(path)

    (line,) = requests_of(said)
    assert (line["service"], line["level"]) == (path, "debug")


def test_a_path_of_the_clients_choosing_is_not_a_service(
    tmp_path: Path, engine: Engine
) -> None:
    said = Said()
    with logs_kept(said), served(tmp_path, engine) as client:
        client.get("/id-of-a-person")
        client.get("/rules/id-of-a-person")

    services = [line["service"] for line in requests_of(said)]
    assert services[0] == "unmatched"
    assert "id-of-a-person" not in services[1]


def test_a_refusal_is_logged_by_its_code(tmp_path: Path, engine: Engine) -> None:
    said = Said()
    with logs_kept(said), served(tmp_path, engine) as client:
        client.post(CALL, json={})

    (line,) = requests_of(said)
    assert (line["status"], line["refused"]) == (400, "required")


def record(name: str, message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, None)


@pytest.mark.parametrize("form", [JsonLines(), ConsoleLines()])
def test_the_words_of_a_library_are_not_shown(form: logging.Formatter) -> None:
    assert "Mrs" not in form.format(record("sqlalchemy", "Mrs %s", "Secret"))
    assert "Mrs Secret" in form.format(record("pinprick.service", "Mrs %s", "Secret"))


def test_a_line_that_cannot_be_made_says_so_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handler = Lines(io.StringIO())
    handler.setFormatter(JsonLines())

    handler.handle(record("pinprick.service", "%d", "Mrs Secret"))

    assert (
        capsys.readouterr().err == "a line of pinprick.service could not be written\n"
    )
