"""Spreading, where nobody wrote the word: foot first, the thigh later.

`knowledge.md` EM-21. Two entries of one symptom whose sites go up a limb,
each with a known onset, the higher one later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from engine.findings.both_sides import combined
from engine.findings.claim import WiderSites
from engine.findings.finding import Finding
from engine.findings.standing import is_ongoing
from engine.terminology.vocabulary import Vocabulary
from engine.truth import YES
from engine.when import Duration, Interval, within

_LOOK_BACK = Duration(4, "weeks")
_LEAST_APART = timedelta(hours=1)
_CENTRE = ("trunk", "chest", "abdomen", "saddle", "neck", "face", "head")


def _ladder(*steps: tuple[str, ...]) -> Mapping[str, int]:
    rungs = {site: height for height, step in enumerate(steps) for site in step}
    return MappingProxyType(rungs)


_LEG = _ladder(
    ("toes", "sole", "feet"),
    ("calf", "lower-leg", "knee", "leg"),
    ("thigh",),
    ("hip", "buttock"),
    _CENTRE,
)
_ARM = _ladder(
    ("fingers", "hands"), ("forearm", "arm"), ("upper-arm", "shoulder"), _CENTRE
)


def spreading(
    findings: Iterable[Finding], vocabulary: Vocabulary, now: datetime
) -> tuple[Finding, ...]:
    """The additional entries: each higher site with where it came from."""
    dated = [
        (finding, finding.onset)
        for finding in findings
        if finding.onset and _may_have_spread(finding, vocabulary)
        if within(finding.onset, _LOOK_BACK, now) is YES
    ]
    found = []
    for higher, onset in dated:
        origins = [
            lower
            for lower, begun in dated
            if _came_from(higher, lower, vocabulary.wider_sites)
            and _is_later(onset, begun)
        ]
        if origins:
            found.append(_spread(min(origins, key=_start), higher))
    return tuple(found)


def _may_have_spread(finding: Finding, vocabulary: Vocabulary) -> bool:
    return (
        is_ongoing(finding)
        and finding.current
        and not finding.courses
        and vocabulary.findings[finding.what].kind == "symptom"
    )


def _is_later(onset: Interval, begun: Interval) -> bool:
    return onset.start - begun.end >= _LEAST_APART


def _start(finding: Finding) -> tuple[str, str]:
    return str(finding.onset and finding.onset.start), str(finding.sources)


def _came_from(higher: Finding, lower: Finding, wider: WiderSites) -> bool:
    if higher.what != lower.what:
        return False
    if higher.side and lower.side and higher.side != lower.side:
        return False
    return any(
        _height(lower, ladder, wider) < _height(higher, ladder, wider)
        for ladder in (_LEG, _ARM)
        if -1 < _height(lower, ladder, wider) < max(ladder.values())
    )


def _height(finding: Finding, ladder: Mapping[str, int], wider: WiderSites) -> int:
    """How far up the limb an entry reaches, -1 if it is not on it."""
    heights = (_rung(site, ladder, wider) for site in finding.sites)
    return max(heights, default=-1)


def _rung(site: str, ladder: Mapping[str, int], wider: WiderSites) -> int:
    if site in ladder:
        return ladder[site]
    return min((ladder[wide] for wide in wider(site) if wide in ladder), default=-1)


def _spread(lower: Finding, higher: Finding) -> Finding:
    return replace(
        combined(lower, higher),
        sites=lower.sites | higher.sites,
        side=higher.side or lower.side,
        symmetric=lower.symmetric and higher.symmetric,
        onset=higher.onset,
        speed=higher.speed if higher.speed == lower.speed else None,
        courses=frozenset({"spreading"}),
    )
