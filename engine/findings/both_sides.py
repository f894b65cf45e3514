"""A left and a right entry of one site, as one entry on both sides.

`rule-format.md` section 2.9. The single-sided entries stay.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from engine.findings.finding import Finding, Presence, Source, Speed
from engine.findings.standing import is_ongoing
from engine.when import Interval

_COMPARABLE = timedelta(weeks=4)
_A_YEAR = timedelta(days=364)
_SEVERITIES = ("", "mild", "moderate", "severe")


def on_both_sides(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The additional entries: each one-sided entry with its nearest match."""
    sided: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if is_ongoing(finding) and finding.current and finding.sites:
            sided[finding.what, finding.side or ""].append(finding)
    paired = [
        pair
        for (what, side), lefts in sided.items()
        if side == "left"
        for pair in _pairs(lefts, sided.get((what, "right"), []))
    ]
    return tuple(dict.fromkeys(paired))


def _pairs(lefts: list[Finding], rights: list[Finding]) -> list[Finding]:
    # Each with its nearest only: all with all would grow with the square.
    couples = [(left, _nearest(left, rights)) for left in lefts]
    couples += [(_nearest(right, lefts), right) for right in rights]  # type: ignore[misc]
    return [_pair(left, right) for left, right in couples if left and right]


def _nearest(finding: Finding, others: list[Finding]) -> Finding | None:
    fitting = [other for other in others if other.sites & finding.sites]
    return min(fitting, key=lambda other: _distance(finding, other), default=None)


def _distance(one: Finding, other: Finding) -> tuple[bool, bool, timedelta]:
    apart = abs(_begun(one) - _begun(other))
    differ = (one.onset is None) != (other.onset is None)
    return one.sites != other.sites, differ, apart


def _begun(finding: Finding) -> datetime:
    time = finding.onset or finding.first
    return time.start if time else datetime.min.replace(tzinfo=UTC)


def _pair(left: Finding, right: Finding) -> Finding:
    earlier, later = sorted((left, right), key=_begun)
    return replace(
        combined(earlier, later),
        sites=left.sites & right.sites,
        side="both",
        symmetric=_is_comparable(left.onset, right.onset),
        onset=later.onset if earlier.onset else None,
        speed=_speed(earlier, later),
        courses=left.courses | right.courses,
    )


def combined(earlier: Finding, later: Finding) -> Finding:
    """Two entries as one: what both have, on the sources of both."""
    both = (earlier, later)
    presence: Presence = "present"
    if any(one.presence == "provisional" for one in both):
        presence = "provisional"
    firsts = [one.first for one in both if one.first]
    return Finding(
        later.what,
        presence,
        _sources(both),
        chronic=earlier.chronic and later.chronic,
        first=max(firsts, key=lambda time: time.end, default=None),
        severity=max((one.severity for one in both), key=_SEVERITIES.index),
    )


def _sources(both: Iterable[Finding]) -> tuple[Source, ...]:
    sources = {source for one in both for source in one.sources}
    return tuple(sorted(sources, key=str))


def _speed(earlier: Finding, later: Finding) -> Speed | None:
    if later.speed == "gradual":
        return "gradual" if earlier.speed == "gradual" else None
    return later.speed


def _is_comparable(one: Interval | None, other: Interval | None) -> bool:
    """Both unrecorded, within 4 weeks of each other, or in the same year."""
    if one is None or other is None:
        return one is other
    if min(one.length, other.length) >= _A_YEAR:
        return one.start <= other.end and other.start <= one.end
    starts, ends = abs(one.start - other.start), abs(one.end - other.end)
    return max(starts, ends) <= _COMPARABLE
