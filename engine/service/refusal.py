"""Why a request is not answered: what, where, and the next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from engine.errors import PinprickError

# The part of http://hl7.org/fhir/ValueSet/issue-type that is used here.
IssueCode = Literal[
    "structure",
    "required",
    "value",
    "invalid",
    "login",
    "forbidden",
    "security",
    "not-found",
    "not-supported",
    "too-long",
    "too-costly",
    "throttled",
    "timeout",
    "processing",
    "transient",
    "exception",
]


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of a request.

    ``place`` is where in the request (`context.patientId`); no part of it
    carries anything that was recorded about a patient.
    """

    code: IssueCode
    what: str
    place: str = ""
    next_step: str = ""

    def __str__(self) -> str:
        place = f"at {self.place}" if self.place else ""
        return ". ".join(part for part in (self.what, place, self.next_step) if part)

    def as_json(self) -> dict[str, Any]:
        """The issue as `OperationOutcome.issue`."""
        where = f"At {self.place}" if self.place else ""
        diagnostics = ". ".join(part for part in (where, self.next_step) if part)
        issue: dict[str, Any] = {
            "severity": "error",
            "code": self.code,
            "details": {"text": self.what},
        }
        if diagnostics:
            issue["diagnostics"] = diagnostics
        if self.place:
            issue["expression"] = [self.place]
        return issue


class Refusal(PinprickError):
    """A request that is answered with an error status and why."""

    def __init__(
        self, status: int, *issues: Issue, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__("; ".join(str(issue) for issue in issues))
        self.status = status
        self.issues = issues
        self.headers = headers or {}
