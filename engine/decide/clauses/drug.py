"""A drug clause: is a drug of the class taken, or was it until lately?

`rule-format.md` section 2.12. No record of such a drug is unknown, never no:
a list of drugs is seldom known to be complete.
"""

from datetime import datetime

from engine.decide.chart import Chart
from engine.findings.finding import DrugUse
from engine.rulebook.clauses import DrugClause, Span
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction, disjunction
from engine.when import Duration, Interval, older_than, within


def deciding(clause: DrugClause, chart: Chart) -> tuple[DrugUse, ...]:
    """The statements that decide: those that fit, else those not known, else all."""
    uses = chart.taken.get(clause.drug, ())
    held = [(use, use_truth(clause, use, chart.now)) for use in uses]
    for wanted in (YES, UNKNOWN):
        if found := tuple(use for use, truth in held if truth is wanted):
            return found
    return uses


def truth_of(clause: DrugClause, uses: tuple[DrugUse, ...], now: datetime) -> Truth:
    """Yes if one statement fits, no if each contradicts, else unknown."""
    if not uses:
        return UNKNOWN
    return disjunction(use_truth(clause, use, now) for use in uses)


def use_truth(clause: DrugClause, use: DrugUse, now: datetime) -> Truth:
    """What one statement says to a clause."""
    window = clause.or_stopped_within or clause.stopped_within
    parts = [_stopped(use, window, now)] if window else []
    if clause.active:
        parts.append(_active(use, asks_past=window is not None))
    return conjunction((disjunction(parts), _lasting(use.started, clause.lasting, now)))


def _active(use: DrugUse, *, asks_past: bool) -> Truth:
    match use.taking:
        case "active":
            return YES
        case "given":
            # One dose does not say whether there will be another. Where the past
            # is asked for too, the time of the dose alone decides.
            return NO if asks_past else UNKNOWN
        case "unknown":
            return UNKNOWN
        case _:
            return NO


def _stopped(use: DrugUse, window: Duration, now: datetime) -> Truth:
    if use.taking == "unknown":
        return UNKNOWN
    if use.taking not in {"stopped", "given"}:
        return NO
    return UNKNOWN if use.ended is None else within(use.ended, window, now)


def _lasting(started: Interval | None, span: Span | None, now: datetime) -> Truth:
    if span is None:
        return YES
    if started is None:
        return YES if span.or_ else UNKNOWN
    least, most = span.at_least, span.at_most
    return conjunction(
        (
            YES if least is None else older_than(started, least, now),
            YES if most is None else within(started, most, now),
        )
    )
