"""Signatures against the mode that the settings want."""

from collections.abc import Iterator

from engine.rulebook.rulebook import Rulebook
from engine.service.doctor.finding import Found, ok, warn, wrong
from engine.service.modes import (
    NotSignedError,
    check_mode,
    signature_counts,
    signature_line,
)
from engine.service.settings import Settings

_NAME = "signatures"


def signatures(settings: Settings, rulebook: Rulebook) -> Iterator[Found]:
    """Whether the mode allows these rules, and what their signatures are worth."""
    counts = ", ".join(f"{n} {word}" for word, n in signature_counts(rulebook).items())
    said = f"{signature_line(rulebook)}: {counts or 'no active rule'}"
    try:
        check_mode(settings.mode, rulebook)
    except NotSignedError as error:
        lines = str(error).splitlines()
        yield wrong(_NAME, f"{lines[0]} {len(lines) - 2} are not", lines[-1])
        return
    if settings.mode == "evaluation":
        step = "For care: sign them (docs/sign-off.md), then PINPRICK_MODE=production"
        yield warn(_NAME, f"mode evaluation. {said}", step)
    else:
        yield ok(_NAME, said)
