"""What would stop the start: unsafe combinations of settings."""

from collections.abc import Iterator

from engine.errors import PinprickError
from engine.service.auth.exposure import check_exposure
from engine.service.doctor.finding import Found, ok, warn, wrong
from engine.service.observe.audit import audit_of
from engine.service.observe.traces import traces_of
from engine.service.room.login.setup import login_of
from engine.service.settings import Settings

_NAME = "start"


def starting(settings: Settings) -> Iterator[Found]:
    """Each reason for which `pinprick serve` would refuse, or that there is none."""
    faults = list(_faults(settings))
    yield from faults
    if not faults:
        yield ok(_NAME, "nothing in the settings stops it")
    if settings.allow_unauthenticated:
        what = "PINPRICK_ALLOW_UNAUTHENTICATED: whoever reaches the port is answered"
        yield warn(_NAME, what, "Set PINPRICK_AUTH_CLIENTS, or be sure of the network")
    if settings.metrics == "on":
        what = "PINPRICK_METRICS=on: whoever reaches the port reads /metrics"
        yield warn(_NAME, what, "Let Prometheus alone through (docs/operations.md)")


def _faults(settings: Settings) -> Iterator[Found]:
    for check in (check_exposure, login_of, _audit, _traces):
        try:
            check(settings)
        except PinprickError as error:
            yield wrong(_NAME, str(error), "`pinprick serve` refuses to start so")


def _audit(settings: Settings) -> None:
    audit_of(settings.audit_dir, settings.audit_max_bytes, references=False)


def _traces(settings: Settings) -> None:
    traces_of(settings.otlp_endpoint, "doctor").close()
