"""Why there is no report."""

from engine.errors import PinprickError


class ReportError(PinprickError):
    """A run, or what should be compared with it, cannot be reported on."""
