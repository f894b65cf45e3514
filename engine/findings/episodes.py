"""How long a finding is known, and whether it still counts as now.

`rule-format.md` sections 2.5 and 2.6. An older, separate episode must never
age a new one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter

from engine.findings.finding import Finding
from engine.findings.standing import is_ongoing
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO
from engine.when import Duration, within

_LONGEST_GAP = timedelta(days=7)
_CURRENT_FOR = Duration(7, "days")
# What a Condition codes is current until it is abated; what is observed, or
# only mentioned in a text, is true of the day it was written.
_OF_ITS_DAY = frozenset({"Observation", "Encounter"})


def since_first_written(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with `first` chained back over statements of one episode.

    To be called with what stands only: a statement that was denied or ended
    in between is gone by then, and the chain with it.
    """
    chains: dict[object, list[tuple[datetime, Finding]]] = defaultdict(list)
    rest = []
    for finding in findings:
        if is_ongoing(finding) and finding.written:
            place = finding.what, finding.sites, finding.side
            chains[place].append((finding.written.end, finding))
        else:
            rest.append(finding)
    return (*rest, *(one for chain in chains.values() for one in _chained(chain)))


def _chained(chain: list[tuple[datetime, Finding]]) -> list[Finding]:
    done: list[Finding] = []
    before: datetime | None = None
    for written, finding in sorted(chain, key=itemgetter(0)):
        if before is not None and _is_same_episode(before, written, finding):
            finding = replace(finding, first=done[-1].first)  # noqa: PLW2901
        done.append(finding)
        before = written
    return done


def _is_same_episode(before: datetime, written: datetime, finding: Finding) -> bool:
    if written - before > _LONGEST_GAP:
        return False
    # What is recorded to have begun after the earlier statement is new.
    return finding.onset is None or finding.onset.start <= before


def with_currency(
    findings: Iterable[Finding], vocabulary: Vocabulary, now: datetime
) -> tuple[Finding, ...]:
    """Findings, a symptom observed more than 7 days before `now` not current.

    What ended or was denied has its own windows in `decide/`; signs have the
    window that a clause names.
    """
    return tuple(
        replace(finding, current=False)
        if _has_expired(finding, vocabulary, now)
        else finding
        for finding in findings
    )


def _has_expired(finding: Finding, vocabulary: Vocabulary, now: datetime) -> bool:
    written = finding.written
    if written is None or not is_ongoing(finding):
        return False
    is_of_its_day = any(
        source.kind in _OF_ITS_DAY or source.mentioned for source in finding.sources
    )
    is_symptom = vocabulary.findings[finding.what].kind == "symptom"
    return is_symptom and is_of_its_day and within(written, _CURRENT_FOR, now) is NO
