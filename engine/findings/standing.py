"""Which statements count: the latest one wins (`rule-format.md` section 2.5).

A statement is dropped when a later one covers its place. At the same time,
or where no order is known, present wins: unknown is not absent.
"""

from collections import defaultdict
from collections.abc import Iterable

from engine.findings.claim import Place, WiderSites, may_be_one_place
from engine.findings.finding import Finding
from engine.when import Interval


def standing(findings: Iterable[Finding], wider: WiderSites) -> tuple[Finding, ...]:
    """The findings that no other statement of the same finding supersedes."""
    by_word: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_word[finding.what].append(finding)
    return tuple(
        finding for told in by_word.values() for finding in _standing(told, wider)
    )


def _standing(told: list[Finding], wider: WiderSites) -> list[Finding]:
    ongoing = [one for one in told if is_ongoing(one)]
    absent = [one for one in told if one.presence == "absent"]
    over = [one for one in told if one.state == "resolved"]
    return [
        *(one for one in ongoing if not _is_over(one, absent, over, wider)),
        *(one for one in absent if not _is_disproved(one, ongoing, over, wider)),
        *(one for one in over if not _is_back(one, ongoing)),
    ]


def is_ongoing(finding: Finding) -> bool:
    """Whether a statement says that the finding is there and has not ended."""
    return finding.presence != "absent" and finding.state == "ongoing"


def _is_over(
    finding: Finding, absent: list[Finding], over: list[Finding], wider: WiderSites
) -> bool:
    """Whether it was later denied at its place, or later ended at the same."""
    return any(
        _is_later(denial, finding) and _covers(denial, finding, wider)
        for denial in absent
    ) or any(_is_later(end, finding) and _is_same_place(end, finding) for end in over)


def _is_disproved(
    denial: Finding, ongoing: list[Finding], over: list[Finding], wider: WiderSites
) -> bool:
    """Whether it was there at that place afterwards, or at the same time."""
    there = any(
        not _is_later(denial, one)
        and may_be_one_place(_place(denial), _place(one), wider)
        for one in ongoing
    )
    return there or any(
        _is_later(end, denial) and _is_same_place(end, denial) for end in over
    )


def _is_back(end: Finding, ongoing: list[Finding]) -> bool:
    """Whether a resolved one is there again, and is no episode of its own.

    With a known end it is an episode that took place, whatever came after: a
    TIA is not undone by the next one, nor by an examination without findings.
    """
    return end.ended is None and any(
        not _is_later(end, one) and _is_same_place(end, one) for one in ongoing
    )


def _is_later(one: Finding, other: Finding) -> bool:
    """Whether it was certainly stated later; never true without both dates."""
    time, before = _stated(one), _stated(other)
    return time is not None and before is not None and time.start > before.end


def _stated(finding: Finding) -> Interval | None:
    times = [time for time in (finding.written, finding.ended) if time]
    return max(times, key=lambda time: time.end, default=None)


def _covers(denial: Finding, finding: Finding, wider: WiderSites) -> bool:
    """Whether a denial speaks of the whole place of a finding."""
    if denial.side not in {None, "both", finding.side}:
        return False
    if not denial.sites:
        return True
    return bool(finding.sites) and all(
        denial.sites & {site, *wider(site)} for site in finding.sites
    )


def _is_same_place(one: Finding, other: Finding) -> bool:
    return one.sites == other.sites and one.side == other.side


def _place(finding: Finding) -> Place:
    return Place(finding.sites, finding.side)
