"""What can go wrong, as one tree with three leaves to act on.

PinprickError
├── BundleError   the data that was sent: fix the request
├── RuleError     the rule files: fix the file, line and code are named
└── EngineError   this software: report it

A message about a record gives its place in the JSON and never its content;
a message about a rule file may quote the file.
"""

from dataclasses import dataclass
from pathlib import Path


class PinprickError(Exception):
    """The root of everything this package raises on purpose."""


class BundleError(PinprickError):
    """The data that was sent cannot be answered as a whole.

    ``place`` is where in the request, as a path such as
    ``prefetch.observations.entry[3].resource``; ``next_step`` says what the
    sender can do. Neither carries anything that was recorded about a patient.
    """

    def __init__(self, what: str, *, place: str = "", next_step: str = "") -> None:
        super().__init__(". ".join(part for part in (what, next_step) if part))
        self.what = what
        self.place = place
        self.next_step = next_step


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault of one rule file, as data: collected, never raised singly.

    ``code`` is stable (RF101 …) and has a page in the docs; ``fix`` is a
    sentence that says what to write instead.
    """

    file: Path
    line: int
    code: str
    text: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.text} Fix: {self.fix}"


class RuleError(PinprickError):
    """A directory of rules that cannot be used; carries every fault at once."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class EngineError(PinprickError):
    """A fault of this software, never of the data or the rules."""
