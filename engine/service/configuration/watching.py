"""Settings: logs, metrics, traces, and the record of what was shown."""

from pathlib import Path
from typing import ClassVar, Literal

from engine.service.configuration.reading import Group, set_to

MetricsFor = Literal["off", "loopback", "on"]


class WatchingSettings(Group):
    """Logs, metrics, traces, and the record of what was shown."""

    title: ClassVar[str] = "Watching it"

    log_format: Literal["console", "json"] = set_to("console", "json")
    """How a line of the log (standard error) is written: for a person, or one JSON
    object a line."""
    log_level: Literal["debug", "info", "warning", "error"] = set_to("info", "warning")
    """The least of what is logged. `info` has one line a request; probes are
    `debug`."""
    metrics: MetricsFor = set_to("loopback", "on")
    """Who may read `/metrics`: nobody, this machine (and not through a proxy), or
    whoever reaches the port. `on` needs a network policy: the numbers say how many
    patients had which warning."""
    otlp_endpoint: str = set_to(
        "", "http://127.0.0.1:4318/v1/traces", pattern=r"^(https?://[^\s?#@]+)?$"
    )
    """Where traces are sent, as OTLP over HTTP. Needs `pip install
    pinprick[telemetry]`; empty is off."""
    audit_dir: Path | None = set_to(None, "/var/log/pinprick/audit")
    """A directory that gets a FHIR AuditEvent for each hook call with cards, as
    NDJSON. Not set, none is written."""
    audit_max_bytes: int = set_to(64 * 1024 * 1024, "16777216", ge=1024)
    """The size at which a file of AuditEvents is closed and the next begun; so it is
    at the end of a day (UTC)."""
    audit_references: bool = set_to(False, "true")
    """Also writes the references of the patient and the user into AuditEvents,
    beside the keyed hash: patient data."""
