"""The way from records to findings: read, weigh, date, combine.

Pure: the same reading, words and `now` give the same findings, whatever the
order of the records.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from engine.fhir.record import Reading, Record
from engine.findings.adjusted import with_adjusted
from engine.findings.both_sides import on_both_sides
from engine.findings.episodes import since_first_written, with_currency
from engine.findings.finding import Finding, Findings, Measurement
from engine.findings.glossary import Glossary
from engine.findings.problems import written_later
from engine.findings.said import Reader, Tools
from engine.findings.spread import spreading
from engine.findings.standing import standing
from engine.findings.statements import statements_of
from engine.terminology.vocabulary import Vocabulary


def gather(  # noqa: PLR0913 - what a request brings, and what is built once
    reading: Reading,
    vocabulary: Vocabulary,
    now: datetime,
    reader: Reader,
    zone: tzinfo = UTC,
    *,
    glossary: Glossary | None = None,
) -> Findings:
    """All that is known about one patient at `now`, in clinic words.

    A record written after `now` does not exist: the past is replayed as it
    was. What could not be read stands in `Findings.problems`, together with
    the problems of the reading itself. A caller that answers many requests
    builds the ``glossary`` of its vocabulary once (about a millisecond).
    """
    told = stated(reading, vocabulary, now, reader, zone, glossary=glossary)
    return replace(told, findings=weighed(told.findings, vocabulary, now))


def stated(  # noqa: PLR0913 - as `gather`
    reading: Reading,
    vocabulary: Vocabulary,
    now: datetime,
    reader: Reader,
    zone: tzinfo = UTC,
    *,
    glossary: Glossary | None = None,
) -> Findings:
    """What `gather` weighs: every statement of the records, outranked or not."""
    tools = Tools(glossary or Glossary.of(vocabulary), reader, zone)
    later = [record for record in reading.records if _is_later(record, now)]
    stated = [
        statements_of(record, tools, now)
        for record in reading.records
        if not _is_later(record, now)
    ]
    findings = (finding for one in stated for finding in one.findings)
    measurements = (value for one in stated for value in one.measurements)
    problems = {problem for one in stated for problem in one.problems}
    problems.update(written_later(record, now) for record in later)
    return Findings(
        tuple(findings),
        tuple(sorted(with_adjusted(measurements, vocabulary), key=_as_measured)),
        reading.patient,
        tuple(sorted(problems.union(reading.problems))),
        tuple(sorted({use for one in stated for use in one.drugs}, key=str)),
    )


def weighed(
    findings: Iterable[Finding], vocabulary: Vocabulary, now: datetime
) -> tuple[Finding, ...]:
    """Statements of all records, in any order, as the findings that count."""
    told = sorted(set(findings), key=_in_order)
    current = with_currency(
        since_first_written(standing(told, vocabulary.wider_sites)), vocabulary, now
    )
    known = (*current, *on_both_sides(current))
    known = (*known, *spreading(known, vocabulary, now))
    return tuple(sorted(set(known), key=_in_order))


def _is_later(record: Record, now: datetime) -> bool:
    return record.written is not None and record.written.start > now


def _as_measured(one: Measurement) -> tuple[str, ...]:
    """A key that depends on what a measurement says alone.

    Its representation would be one too, and takes ten times as long.
    """
    taken = (one.taken.start, one.taken.end) if one.taken else ()
    return (
        one.what,
        *map(str, taken),
        "",
        *(source.reference for source in one.sources),
        "",
        str((one.low, one.high, one.low_open, one.high_open, one.flag)),
    )


def _in_order(finding: Finding) -> tuple[str, ...]:
    """A key that depends on what a finding says alone.

    The sets are sorted: their own order changes from run to run.
    """
    return (
        finding.what,
        finding.presence,
        finding.state,
        *sorted(finding.sites),
        "",
        str(finding.side),
        str(finding.onset),
        str(finding.first),
        *sorted(finding.courses),
        "",
        str((finding.sources, finding.speed, finding.severity, finding.lasted)),
        str((finding.symmetric, finding.chronic, finding.ended, finding.current)),
    )
