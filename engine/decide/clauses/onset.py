"""When an entry began, how fast, and for how long it lasted.

`rule-format.md` sections 2.5 to 2.8. The gaps that a rule's author accepts
("not-recorded", "possibly") are the only way from unknown to yes.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.findings.finding import Finding
from engine.rulebook.clauses import Ended, Onset, Span
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction
from engine.when import (
    Duration,
    Interval,
    before_last,
    is_short_doubt,
    older_than,
    within,
)

A_DAY = Duration(24, "hours")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an onset line needs to know beside the entry itself.

    ``slow_start`` is the truth of "sudden" for an entry recorded as gradual
    with an onset within 24 hours: no, or yes where an emergency rule may
    still answer one step lower. ``new_is_sudden`` is the finding's own (a
    headache needs its speed recorded). ``undated_counts`` is set for a
    recorded emergency diagnosis beside a current symptom.
    """

    now: datetime
    slow_start: Truth
    new_is_sudden: bool
    undated_counts: bool


def onset_truth(entry: Finding, line: Onset, asked: Beginning) -> Truth:
    """Whether an entry began as a clause's `onset` line says."""
    parts = []
    if line.within is not None:
        parts.append(_began_within(entry, line.within, line.or_, asked))
    if line.more_than is not None:
        parts.append(_began_before(entry, line.more_than, asked.now))
    if line.speed == "sudden":
        parts.append(_sudden(entry, line.or_, asked))
    if line.speed == "not-sudden":
        parts.append(NO if entry.speed == "sudden" else YES)
    return conjunction(parts)


def _began_within(
    entry: Finding, limit: Duration, gaps: Collection[str], asked: Beginning
) -> Truth:
    if entry.onset is not None:
        return _accepting(entry.onset, limit, gaps, asked.now)
    if entry.chronic:
        return NO
    if entry.first is None:
        beside_symptom = asked.undated_counts and "not-recorded" in gaps
        return YES if beside_symptom or "undated" in gaps else UNKNOWN
    latest = _accepting(entry.first, limit, gaps, asked.now)
    if latest is YES and "not-recorded" not in gaps:
        return UNKNOWN  # it may have begun long before it was written down
    return latest


def _accepting(
    time: Interval, limit: Duration, gaps: Collection[str], now: datetime
) -> Truth:
    truth = within(time, limit, now)
    # An onset in the future is a typing error: the true one is not known.
    if truth is UNKNOWN and "undated" in gaps:
        return YES
    is_vague = truth is UNKNOWN and time.start <= now
    return YES if is_vague and "possibly" in gaps and is_short_doubt(time) else truth


def _began_before(entry: Finding, limit: Duration, now: datetime) -> Truth:
    if entry.onset is not None:
        return before_last(entry.onset, limit, now)
    if entry.chronic:
        return YES
    if entry.first is None:
        return UNKNOWN
    # The onset is this early or earlier: an old record settles it, a new one not.
    return YES if before_last(entry.first, limit, now) is YES else UNKNOWN


def _sudden(entry: Finding, gaps: Collection[str], asked: Beginning) -> Truth:
    if entry.speed == "sudden":
        return YES
    if not asked.new_is_sudden:
        return NO if entry.speed == "gradual" else UNKNOWN
    if entry.chronic and entry.onset is None:
        return NO
    if entry.speed == "gradual":
        return _slow_start(entry, gaps, asked)
    latest = entry.onset or entry.first
    is_new = latest and _accepting(latest, A_DAY, gaps, asked.now) is YES
    return YES if is_new else UNKNOWN


def _slow_start(entry: Finding, gaps: Collection[str], asked: Beginning) -> Truth:
    latest = entry.onset or entry.first
    if latest is None:
        return UNKNOWN
    new = _accepting(latest, A_DAY, gaps, asked.now)
    if new is not YES:
        return new
    return asked.slow_start if entry.onset else UNKNOWN


def lasting_truth(entry: Finding, line: Span, now: datetime) -> Truth:
    """Whether an ongoing entry has lasted as long as a clause says."""
    if entry.onset is None and not entry.chronic and entry.first is None:
        return YES if line.or_ else UNKNOWN
    parts = [
        *_bound(line.at_least, lambda limit: _began_by(entry, limit, now)),
        *_bound(line.at_most, lambda limit: _still_within(entry, limit, now)),
    ]
    truth = conjunction(parts)
    # Long-standing without a date is no length that nobody recorded (section 2.7).
    is_unrecorded = entry.onset is None and not entry.chronic
    return YES if truth is UNKNOWN and line.or_ and is_unrecorded else truth


def _bound(
    limit: Duration | None, ask: Callable[[Duration], Truth]
) -> tuple[Truth, ...]:
    return () if limit is None else (ask(limit),)


def _began_by(entry: Finding, limit: Duration, now: datetime) -> Truth:
    if entry.onset is not None:
        return older_than(entry.onset, limit, now)
    if entry.chronic:
        return YES
    settled = entry.first is not None and older_than(entry.first, limit, now) is YES
    return YES if settled else UNKNOWN


def _still_within(entry: Finding, limit: Duration, now: datetime) -> Truth:
    if entry.onset is not None:
        return within(entry.onset, limit, now)
    if entry.chronic:
        return UNKNOWN
    too_old = entry.first is not None and within(entry.first, limit, now) is NO
    return NO if too_old else UNKNOWN


def lasted_truth(entry: Finding, line: Span, now: datetime) -> Truth:
    """Whether a resolved entry lasted as long as a clause says."""
    shortest, longest = _length(entry, now)
    if shortest is None or longest is None:
        return YES if line.or_ else UNKNOWN
    parts = []
    if line.at_least is not None:
        floor = _seconds(line.at_least, now)
        parts.append(_compare(shortest >= floor, longest < floor))
    if line.at_most is not None:
        ceiling = _seconds(line.at_most, now)
        parts.append(_compare(longest <= ceiling, shortest > ceiling))
    return conjunction(parts)


def _length(entry: Finding, now: datetime) -> tuple[timedelta | None, timedelta | None]:
    if entry.lasted is not None:
        recorded = timedelta(seconds=entry.lasted)
        return recorded, recorded
    if entry.onset is None or entry.ended is None:
        return None, None
    shortest = max(entry.ended.start - entry.onset.end, timedelta())
    return shortest, max(min(entry.ended.end, now) - entry.onset.start, timedelta())


def _seconds(limit: Duration, now: datetime) -> timedelta:
    return now - limit.before(now)


def _compare(is_yes: bool, is_no: bool) -> Truth:
    if is_yes:
        return YES
    return NO if is_no else UNKNOWN


def ended_truth(entry: Finding, line: Ended, now: datetime) -> Truth:
    """Whether a resolved entry stopped inside a clause's window."""
    latest = entry.ended or entry.first
    if latest is None:
        return YES if "not-recorded" in line.or_ else UNKNOWN
    return _accepting(latest, line.within, line.or_, now)
