"""The patient's age and sex; a missing one is unknown."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from engine.decide.chart import Chart
from engine.fhir.record import Person
from engine.rulebook.clauses import AgeClause, SexClause
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction

# A year is completed with the beginning of the birthday, not with its end.
_TO_MIDNIGHT = timedelta(days=1, microseconds=-1)


def age_truth(clause: AgeClause, chart: Chart) -> Truth:
    """Whether the completed years of age lie between the clause's bounds."""
    years = age(chart.patient, chart.now)
    if years is None:
        return UNKNOWN
    youngest, oldest = years
    floor, ceiling = clause.age.at_least, clause.age.at_most
    return conjunction(
        (
            YES if floor is None else _between(youngest >= floor, oldest < floor),
            YES if ceiling is None else _between(oldest <= ceiling, youngest > ceiling),
        )
    )


def age(patient: Person | None, now: datetime) -> tuple[int, int] | None:
    """The least and greatest age in completed years; None if not known."""
    if patient is None or patient.born is None or patient.born.start > now:
        return None
    latest = max(patient.born.start, patient.born.end - _TO_MIDNIGHT)
    youngest = relativedelta(now, min(latest, now)).years
    return youngest, relativedelta(now, patient.born.start).years


def _between(is_yes: bool, is_no: bool) -> Truth:
    if is_yes:
        return YES
    return NO if is_no else UNKNOWN


def sex_truth(clause: SexClause, chart: Chart) -> Truth:
    """Whether the administrative gender is the one asked for."""
    if chart.patient is None or not chart.patient.sex:
        return UNKNOWN
    return YES if chart.patient.sex == clause.sex else NO
