"""A made-up patient in clinic words, as the findings the rules decide on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from engine.fhir.record import Person
from engine.findings.finding import (
    Course,
    DrugUse,
    Finding,
    Findings,
    Measurement,
    Source,
    Taking,
)
from engine.findings.gather import weighed
from engine.rulebook.rule import (
    Case,
    Given,
    GivenDrug,
    GivenFinding,
    GivenMeasure,
    GivenPatient,
)
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration, Interval, read_time

_NOW, _UNKNOWN, _UNDATED = "now", "unknown", "undated"
_AS_IT_IS = (Decimal(1), Decimal(0))
_YESTERDAY, _ON_THE_DAY = "yesterday", "the day "


def findings_of(case: Case, vocabulary: Vocabulary, now: datetime) -> Findings:
    """What the records of a case's patient would say.

    Raises ValueError for a time that is none of "2 hours ago", "now",
    "yesterday", "the day 14 days ago", "2 to 3 weeks ago", "unknown" or "undated".
    """
    told = stated_by(case.given, vocabulary, now)
    return replace(told, findings=weighed(told.findings, vocabulary, now))


def stated_by(
    statements: Iterable[Given],
    vocabulary: Vocabulary,
    now: datetime,
    record: str = "Case",
) -> Findings:
    """What each statement says by itself, in their order.

    The first one stands in a ``record`` "Case/1". Raises ValueError as
    `findings_of` does.
    """
    findings, measurements, patient = [], [], None
    drugs: list[DrugUse] = []
    for number, given in enumerate(statements, start=1):
        source = f"{record}/{number}"
        match given:
            case GivenFinding():
                findings.append(_finding(given, source, vocabulary, now))
            case GivenMeasure():
                measurements.append(_measurement(given, source, vocabulary, now))
            case GivenDrug():
                drugs.append(_drug(given, source, now))
            case GivenPatient():
                patient = _person(given, now)
    return Findings(tuple(findings), tuple(measurements), patient, drugs=tuple(drugs))


def _finding(
    given: GivenFinding, reference: str, vocabulary: Vocabulary, now: datetime
) -> Finding:
    word = vocabulary.findings[given.finding]
    written = moment(given.recorded, now)
    ended = moment(given.ended, now) if given.ended else None
    sites = given.site or ((word.implied_site,) if word.implied_site else ())
    return Finding(
        what=given.finding,
        presence=given.is_,
        sources=(Source(reference, "Observation", written),),
        state="resolved" if given.ended else "ongoing",
        sites=frozenset(sites),
        side=given.side or word.implied_side,
        symmetric=given.symmetric is not None,
        onset=moment(given.began, now),
        speed=given.speed,
        chronic=given.chronic is not None,
        first=written,
        ended=ended,
        lasted=_seconds(given.lasted, now),
        courses=frozenset[Course](given.course or ()),
        severity=given.severity or "",
        episodes=given.episodes,
    )


def _measurement(
    given: GivenMeasure, reference: str, vocabulary: Vocabulary, now: datetime
) -> Measurement:
    number, _, unit = given.value.partition(" ")
    factor, offset = vocabulary.measures[given.measure].units.get(unit, _AS_IT_IS)
    value = Decimal(number) * factor + offset
    taken = moment(given.taken, now)
    source = Source(reference, "Observation", taken)
    flag = given.flag or ""
    return Measurement(given.measure, value, value, taken, source, flag=flag)


def _drug(given: GivenDrug, reference: str, now: datetime) -> DrugUse:
    started, stopped = moment(given.started, now), given.stopped
    ended = moment(stopped, now) if stopped else None
    taking: Taking = "active" if given.is_ == "taken" else given.is_
    return DrugUse(
        given.drug,
        "stopped" if stopped and taking == "active" else taking,
        Source(reference, "MedicationRequest", Interval.at(now)),
        started,
        ended,
    )


def _person(given: GivenPatient, now: datetime) -> Person:
    born = Duration(given.age, "years").before(now) if given.age is not None else None
    return Person("Patient/case", Interval.at(born) if born else None, given.sex or "")


def moment(text: str, now: datetime) -> Interval | None:
    """When that was, None if nobody knows; raises ValueError as `findings_of`."""
    if text in {_UNKNOWN, _UNDATED}:
        return None
    if text == _NOW:
        return Interval.at(now)
    if text == _YESTERDAY:
        text = f"{_ON_THE_DAY}1 days ago"
    if " to " in text:
        return _about(text.removesuffix(" ago"), now)
    if text.startswith(_ON_THE_DAY):
        instant = Duration.parse(text[len(_ON_THE_DAY) :].removesuffix(" ago"))
        return _day(instant.before(now))
    return Interval.at(Duration.parse(text.removesuffix(" ago")).before(now))


def _about(text: str, now: datetime) -> Interval:
    """The time between "2" and "3 weeks" ago, as people tell it."""
    latest, _, earliest = text.partition(" to ")
    unit = earliest.partition(" ")[2]
    start, end = Duration.parse(earliest), Duration.parse(f"{latest} {unit}")
    return Interval(start.before(now), end.before(now))


def _day(instant: datetime) -> Interval:
    """A date without a time, as records often have it."""
    day = read_time(instant.date().isoformat(), instant.tzinfo or UTC)
    assert day is not None
    return day.interval


def _seconds(text: str | None, now: datetime) -> int | None:
    if text is None:
        return None
    return int((now - Duration.parse(text).before(now)).total_seconds())
