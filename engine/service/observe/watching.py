"""What watches one process, put together from the settings."""

from dataclasses import dataclass, field

from engine.service.admission import Load
from engine.service.observe.audit import Audit
from engine.service.observe.meters import Meters
from engine.service.observe.traces import NoTraces, Traces


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
