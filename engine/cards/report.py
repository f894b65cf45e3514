"""What every rule answered and why, as JSON for people who test and build.

References, dates and clinic words only: nothing that a record's text said.
"""

from typing import Any

from engine.cards.markup import day
from engine.decide.decide import Decisions
from engine.decide.outcome import ClauseResult, Decision
from engine.findings.finding import DrugUse, Finding, Measurement


def outcomes(decisions: Decisions) -> tuple[dict[str, Any], ...]:
    """One entry a rule, in the order of the rule ids."""
    return tuple(_outcome(decision) for decision in decisions.all)


def spoken(decisions: Decisions) -> tuple[dict[str, Any], ...]:
    """As `outcomes`, of the rules that are not quiet alone."""
    return tuple(_outcome(one) for one in decisions.answered if one.outcome != "quiet")


def answers(decisions: Decisions) -> tuple[dict[str, Any], ...]:
    """As `outcomes`, without the reasons: all that a hook call needs."""
    return tuple(_answer(decision) for decision in decisions.answered)


def _answer(decision: Decision) -> dict[str, Any]:
    rule = decision.rule
    return {
        "rule": rule.rule,
        "version": rule.version,
        "digest": decision.digest,
        "title": rule.title,
        "status": rule.governance.status,
        "outcome": decision.outcome,
        "urgency": rule.urgency,
        "indicator": decision.indicator,
    }


def _outcome(decision: Decision) -> dict[str, Any]:
    return {
        **_answer(decision),
        "reasons": [_result(result) for result in decision.reasons],
        "missing": [_result(result) for result in decision.missing],
        "near": [_result(result) for result in decision.near],
        "loweredBy": [_result(result) for result in decision.lowered_by],
        "notExcluded": [result.name for result in decision.not_excluded],
        "disagreement": decision.disagreement,
    }


def _result(result: ClauseResult) -> dict[str, Any]:
    made = {
        "clause": result.id,
        "name": result.name,
        "says": result.says,
        "why": result.why,
        "ask": result.ask,
        "records": [record for entry in result.entries for record in _records(entry)],
    }
    return {name: value for name, value in made.items() if value}


def _records(entry: Finding | Measurement | DrugUse) -> list[dict[str, Any]]:
    return [
        {
            "reference": source.reference,
            "written": day(source.written) if source.written else None,
            "fromText": source.from_text,
        }
        for source in entry.sources
    ]
