"""Spans of a request and its steps, and nothing at all while traces are off."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from watched import CALL, Said, hook_call, numb_face, served

from engine.evaluation import Engine
from engine.service.observe.traces import NoTelemetryError, NoTraces, traces_of

ROOT = Path(__file__).parents[3]
TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def test_a_hook_call_is_a_span_with_its_steps_below(
    tmp_path: Path, engine: Engine
) -> None:
    said, parent = Said(), {"traceparent": f"00-{TRACE}-{SPAN}-01"}
    with served(tmp_path, engine, said) as client:
        answer = client.post(CALL, json=hook_call(numb_face()), headers=parent)

    spans = said.spans.get_finished_spans()
    (whole,) = (span for span in spans if span.name == "numbness-red-flags")
    steps = [span.name for span in spans if span is not whole]
    assert steps == [
        "receive",
        "parse",
        "read",
        "gather",
        "decide",
        "cards",
        "store",
    ]
    assert {f"{span.context.trace_id:032x}" for span in spans} == {TRACE}
    assert whole.parent is not None and f"{whole.parent.span_id:016x}" == SPAN
    assert {
        span.parent.span_id for span in spans if span is not whole and span.parent
    } == {whole.context.span_id}
    attributes = dict(whole.attributes or {})
    assert attributes["pinprick.request"] == answer.headers["x-request-id"]
    assert attributes["http.response.status_code"] == 200
    assert "urgent/sudden-face-numbness" in attributes["pinprick.fires"]  # type: ignore[operator]


def test_large_bodies_are_traced_in_their_threads(
    tmp_path: Path, engine: Engine
) -> None:
    said, many = Said(), [numb_face(id=f"face-{number}") for number in range(450)]
    with served(tmp_path, engine, said) as client:
        client.post(CALL, json=hook_call(*many))

    assert {"read", "decide"} <= {s.name for s in said.spans.get_finished_spans()}


def test_an_exception_stands_in_a_span_without_its_words(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise ValueError("Mrs Secret-Name")

    said = Said()
    with served(tmp_path, engine, said) as client:
        monkeypatch.setattr(type(engine.decider), "decide", fails)
        client.post(CALL, json=hook_call(numb_face()))

    spans = said.spans.get_finished_spans()
    (whole,) = (span for span in spans if span.name == "numbness-red-flags")
    assert "Secret" not in said.spans_as_text()
    assert not whole.status.is_ok
    assert all(span.events == () for span in spans)


def kept_by(app: FastAPI, client_type: Any, patch: pytest.MonkeyPatch) -> str:
    """What FastAPI's own telemetry records when a provider is there."""
    kept = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(kept))
    here = "fastapi.telemetry._asgi.trace.get_tracer_provider"
    patch.setattr(here, lambda: provider)
    with client_type(app) as client:
        client.get("/health?patient=id-of-a-person")
    return json.dumps([span.to_json() for span in kept.get_finished_spans()])


def test_fastapi_records_no_query_by_itself(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would: this holds that it is told not to."""
    with served(tmp_path, engine) as client:
        ours = client.app

    by_default = kept_by(FastAPI(), type(client), monkeypatch)
    assert "id-of-a-person" in by_default
    assert isinstance(ours, FastAPI)
    assert kept_by(ours, type(client), monkeypatch) == "[]"


def test_nothing_is_imported_while_traces_are_off() -> None:
    code = (
        "import sys, engine.service.serve; "
        "sys.exit(any(m.startswith('opentelemetry.sdk') for m in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert done.returncode == 0
    assert isinstance(traces_of("", "1"), NoTraces)


def test_without_the_libraries_the_start_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = "opentelemetry.exporter.otlp.proto.http.trace_exporter"
    monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(NoTelemetryError, match=r"pip install pinprick\[telemetry\]"):
        traces_of("http://127.0.0.1:4318/v1/traces", "1")
