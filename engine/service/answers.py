"""An engine's answer as HTTP sends it, and what readiness learns from it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from engine.fhir.record import Problem
from engine.service.contract import EngineAnswer
from engine.service.refusal import Issue, Refusal

if TYPE_CHECKING:
    from engine.service.state import Readiness

LOG = logging.getLogger("pinprick.service")
PROBLEMS_EXTENSION = "org.pinprick.problems"


def hook_response(answer: EngineAnswer, odd: Sequence[Problem] = ()) -> dict[str, Any]:
    """The body of a CDS Hooks response.

    Problems that are no card travel in the extension, so that an oddity of
    the request is said without a card about it.
    """
    body: dict[str, Any] = {"cards": list(answer.cards)}
    if problems := [_without_blanks(one) for one in (*odd, *answer.problems)]:
        body["extension"] = {PROBLEMS_EXTENSION: problems}
    return body


def _without_blanks(problem: Problem) -> dict[str, Any]:
    # CDS Hooks: no value is an empty string.
    return {name: value for name, value in asdict(problem).items() if value != ""}


def evaluate_response(answer: EngineAnswer) -> dict[str, Any]:
    """The body of a response to `POST /evaluate`."""
    return {
        "cards": list(answer.cards),
        "outcomes": list(answer.outcomes),
        "problems": [asdict(problem) for problem in answer.problems],
    }


def refuse_if_unanswerable(answer: EngineAnswer, noted: Sequence[Problem] = ()) -> None:
    """412 where an empty card list would say more than is known.

    design.md, decision 1: required data is missing and no rule fires or asks
    on what came, or every record is somebody else's. `noted` may say of a key
    why it could not be fetched.
    """
    if answer.all_foreign:
        raise Refusal(412, _FOREIGN)
    if answer.missing and not _says_something(answer):
        whys = {problem.place: problem.text for problem in noted}
        raise Refusal(412, *(_missing(key, whys) for key in answer.missing))


def note_faults(answer: EngineAnswer, readiness: "Readiness") -> None:
    """Log each fault of the engine, and degrade readiness by it."""
    for fault in answer.faults:
        LOG.error("degraded: %s", fault)
        readiness.degrade(fault)


def _says_something(answer: EngineAnswer) -> bool:
    # A rule in shadow, and a question that is not shown, say nothing to anybody.
    return any(
        outcome["outcome"] != "quiet"
        and outcome["indicator"] is not None
        and outcome["status"] == "active"
        for outcome in answer.outcomes
    )


def _missing(key: str, whys: Mapping[str, str]) -> Issue:
    place = f"prefetch.{key}"
    what = (
        f"The prefetch key {key} was not received or holds an error, and no rule "
        "can answer without it"
    )
    return Issue(
        "processing",
        ". ".join(filter(None, (what, whys.get(place)))),
        place,
        f"Send prefetch.{key} as GET /cds-services describes it, or fhirServer with "
        "fhirAuthorization for a server that this service may read",
    )


_FOREIGN = Issue(
    "processing",
    "Every record that was sent is about another patient",
    "context.patientId",
    "Send the records of the patient that context.patientId names",
)
