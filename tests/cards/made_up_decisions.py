"""Decisions of rules that are only as long as a card needs."""

from typing import Any

from made_up import rule

from engine.decide.outcome import ClauseResult, Decision
from engine.fhir.record import Problem
from engine.findings.finding import Finding, Measurement
from engine.rulebook.rule import ASKS_AS, FIRES_AS
from engine.truth import UNKNOWN, YES

NUMB = {"finding": "numbness"}


def result(*entries: Finding | Measurement, **lines: Any) -> ClauseResult:
    given = {"id": "numb", "name": "numbness", "says": "numbness", "truth": YES}
    return ClauseResult(**{**given, **lines}, entries=entries)


def fired(name: str, urgency: str = "emergency", **lines: Any) -> Decision:
    return _decision("fires", FIRES_AS[urgency], name, urgency, lines)  # type: ignore[index]


def asked(name: str, urgency: str = "emergency", **lines: Any) -> Decision:
    given = {"missing": (result(truth=UNKNOWN, ask=f"Question of {name}?"),), **lines}
    return _decision("asks", ASKS_AS[urgency], name, urgency, given)  # type: ignore[index]


def quiet(name: str) -> Decision:
    return _decision("quiet", None, name, "emergency", {})


def _decision(
    outcome: Any, indicator: Any, name: str, urgency: str, lines: dict[str, Any]
) -> Decision:
    shown = {
        key: lines.pop(key)
        for key in tuple(lines)
        if key in Decision.__dataclass_fields__
    }
    made = rule(NUMB, rule=name, urgency=urgency, **lines)
    given = {"outcome": outcome, "indicator": indicator, **shown}
    return Decision(rule=made, **{"digests": {name: f"sha256:{name}"}, **given})


def problem(**lines: Any) -> Problem:
    given = {
        "code": "shape",
        "place": "entry[0].resource.code",
        "reference": "Condition/1",
        "text": "Not read.",
        "blocking": True,
    }
    return Problem(**{**given, **lines})
