"""What watches one process, put together from the settings."""

from dataclasses import dataclass, field

from engine.service.admission import Load
from engine.service.observe.audit import Audit, audit_of
from engine.service.observe.meters import Meters
from engine.service.observe.traces import NoTraces, Traces, traces_of
from engine.service.settings import Settings


@dataclass(frozen=True, slots=True)
class Watching:
    """Numbers, traces, AuditEvents, and the load that admission counts."""

    meters: Meters = field(default_factory=Meters)
    traces: Traces | NoTraces = field(default_factory=NoTraces)
    audit: Audit | None = None
    load: Load = field(default_factory=Load)

    def close(self) -> None:
        """Send what waits to be sent, and close what is open."""
        self.traces.close()
        if self.audit is not None:
            self.audit.close()


def watching_of(settings: Settings, version: str) -> Watching:
    """What the settings want.

    Raises `NoTelemetryError` or `AuditDirError` where that cannot be had.
    """
    audit = audit_of(
        settings.audit_dir,
        settings.audit_max_bytes,
        references=settings.audit_references,
    )
    return Watching(traces=traces_of(settings.otlp_endpoint, version), audit=audit)
