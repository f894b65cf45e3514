"""What an answer rests on, as a digest: the same records saying the same."""

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum

from engine.decide.outcome import ClauseResult, Decision


def evidence_of(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """The digest of each rule that can stand on a card, by rule id."""
    return {
        decision.rule.rule: evidence_digest(decision)
        for decision in decisions
        if decision.indicator and decision.rule.governance.status == "active"
    }


def evidence_digest(decision: Decision) -> str:
    """SHA-256 over the rule, its answer, and every entry the answer rests on.

    Any change shows: a further record, another value, date or word in one, an
    exception that became known, a changed rule. What was not recorded and the
    instance of the call are no part of it.
    """
    results = (*decision.reasons, *decision.missing, *decision.lowered_by)
    said = (
        decision.rule.rule,
        decision.digest,
        decision.outcome,
        decision.indicator,
        decision.disagreement,
        sorted(_result(result) for result in results),
        sorted(result.name for result in decision.not_excluded),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _result(result: ClauseResult) -> str:
    entries = sorted(_plain(entry) for entry in result.entries)
    return repr((result.id, result.says, result.truth.name, entries))


def _plain(value: object) -> str:
    """A value in words that are the same in every process."""
    if is_dataclass(value) and not isinstance(value, type):
        members = ((one.name, getattr(value, one.name)) for one in fields(value))
        return repr([(name, _plain(member)) for name, member in members])
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Set):
        # Sets of words come in another order in every process.
        return repr(sorted(_plain(member) for member in value))
    if isinstance(value, tuple):
        return repr([_plain(member) for member in value])
    return repr(value)
