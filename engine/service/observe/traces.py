"""Spans of a request and its steps, sent by OTLP over HTTP where a setting says so.

Made by hand: a span holds ids, fixed words and counts, never a URL, a header or
the message of an exception. Nothing of OpenTelemetry's SDK is imported while
traces are off, and no global provider is set: FastAPI would record every query
string through one.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.errors import PinprickError
from engine.service.observe.seen import Seen
from engine.service.observe.traceparent import Parent
from engine.steps import Step, watched_by

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

# FastAPI would record query strings and the messages of exceptions as soon as any
# library in the process sets a provider of OpenTelemetry.
OURS_ALONE: Final["TelemetryConfig"] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
_SECONDS_TO_SEND: Final = 5


class NoTelemetryError(PinprickError):
    """Traces are wanted, and the libraries for them are not installed."""


class NoSpan:
    """The span of a request that nobody traces."""

    __slots__ = ()

    def __enter__(self) -> "NoSpan":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def end(self, request: Seen, service: str, status: int) -> None:
        """Nothing."""


_NO_SPAN: Final = NoSpan()


class NoTraces:
    """Traces switched off."""

    def request(self, request: Seen, parent: Parent | None) -> NoSpan:
        """The span of a request."""
        return _NO_SPAN

    def close(self) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class RequestSpan:
    """The span of one request."""

    span: "Span"

    def end(self, request: Seen, service: str, status: int) -> None:
        """Say what became of the request."""
        from opentelemetry.trace import StatusCode  # noqa: PLC0415

        said: dict[str, str | int | list[str]] = {
            "pinprick.request": request.request_id,
            "pinprick.service": service,
            "pinprick.hook": request.hook,
            "pinprick.refused": request.refused,
            "http.response.status_code": status,
            "pinprick.cards": len(request.cards),
            "pinprick.problems": len(request.problems),
            "pinprick.fires": [
                r for r, outcome, _ in request.told if outcome == "fires"
            ],
        }
        self.span.update_name(service)
        self.span.set_attributes({k: v for k, v in said.items() if v not in ("", [])})
        if status >= 500 or not status:
            self.span.set_status(StatusCode.ERROR)


@dataclass(frozen=True, slots=True)
class Traces:
    """Traces switched on."""

    provider: "TracerProvider"

    @contextmanager
    def request(self, request: Seen, parent: Parent | None) -> Iterator[RequestSpan]:
        """The span of a request, its steps below it."""
        from opentelemetry.trace import SpanKind, set_span_in_context  # noqa: PLC0415

        tracer = self.provider.get_tracer("pinprick")
        span = tracer.start_span("request", _context_of(parent), kind=SpanKind.SERVER)
        request.trace_id = f"{span.get_span_context().trace_id:032x}"
        inside = set_span_in_context(span)

        def watch(step: Step) -> AbstractContextManager[object]:
            # An exception's message quotes what it failed on.
            return tracer.start_as_current_span(
                step, inside, record_exception=False, set_status_on_exception=False
            )

        try:
            with watched_by(watch):
                yield RequestSpan(span)
        finally:
            span.end()

    def close(self) -> None:
        """Send what waits, and stop."""
        self.provider.shutdown()


def traces_of(endpoint: str, version: str) -> Traces | NoTraces:
    """Traces to an OTLP endpoint, or none for "".

    Raises `NoTelemetryError` where the extra `telemetry` is not installed.
    """
    if not endpoint:
        return NoTraces()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        raise NoTelemetryError(
            "PINPRICK_OTLP_ENDPOINT needs OpenTelemetry's libraries: install them with "
            "`pip install pinprick[telemetry]`, or leave the setting empty."
        ) from None
    exporter = OTLPSpanExporter(endpoint=endpoint, timeout=_SECONDS_TO_SEND)
    traces = Traces(_provider(version))
    traces.provider.add_span_processor(BatchSpanProcessor(exporter))
    return traces


def traces_to(exporter: "SpanExporter", version: str) -> Traces:
    """Traces that an exporter gets as soon as a span ends."""
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor  # noqa: PLC0415

    traces = Traces(_provider(version))
    traces.provider.add_span_processor(SimpleSpanProcessor(exporter))
    return traces


def _provider(version: str) -> "TracerProvider":
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    known = {"service.name": "pinprick", "service.version": version}
    return TracerProvider(resource=Resource.create(known), shutdown_on_exit=False)


def _context_of(parent: Parent | None) -> "Context":
    from opentelemetry.context import Context  # noqa: PLC0415
    from opentelemetry.trace import (  # noqa: PLC0415
        NonRecordingSpan,
        SpanContext,
        TraceFlags,
        set_span_in_context,
    )

    if parent is None:
        return Context()
    flags = TraceFlags(TraceFlags.SAMPLED if parent.is_sampled else 0)
    ids = int(parent.trace_id, 16), int(parent.span_id, 16)
    theirs = SpanContext(*ids, is_remote=True, trace_flags=flags)
    return set_span_in_context(NonRecordingSpan(theirs), Context())
