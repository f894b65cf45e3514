"""Measured values, drugs, pregnancy and ages as English."""

from typing import assert_never

from engine.rulebook.clauses import (
    AgeClause,
    DrugClause,
    MeasureClause,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.phrases import joined, span_phrase
from engine.terminology.models import LocaleValue
from engine.terminology.vocabulary import Vocabulary

_BOUNDS = (
    ("above", "above"),
    ("at_least", "at least"),
    ("below", "below"),
    ("at_most", "at most"),
)


def measure_english(clause: MeasureClause, vocabulary: Vocabulary) -> str:
    """ "The latest HbA1c within the last 24 months is at least 6.5 %"."""
    says = vocabulary.measures[clause.measure].says
    bounds = [
        f"{word} {_amount(amount, vocabulary)}"
        for name, word in _BOUNDS
        if (amount := getattr(clause, name)) is not None
    ]
    if clause.flagged:
        bounds.append(f"reported as {clause.flagged} by the laboratory")
    # without a bound the clause only asks whether it was measured
    said = joined(bounds, "and") or "recorded"
    latest = f"the latest {says} within the last {clause.latest_within} is {said}"
    return f"{latest}, or there is none in that time" if clause.or_ else latest


def drug_english(clause: DrugClause, vocabulary: Vocabulary) -> str:
    """ "A neurotoxic drug is being taken, or was stopped within ..."."""
    says = vocabulary.drugs[clause.drug].says
    stopped = f"was stopped within the last {clause.stopped_within}"
    when = "is being taken" if clause.active else stopped
    if clause.or_stopped_within:
        when += f", or was stopped within the last {clause.or_stopped_within}"
    lasting = span_phrase("has been taken for", clause.lasting, "start")
    return f"{says} {when}{'; and ' + lasting if lasting else ''}"


def person_is(clause: AgeClause | PregnancyClause | SexClause) -> str:
    """What the patient has to be: "at least 50 and at most 70 years old"."""
    match clause:
        case AgeClause():
            return _aged(clause)
        case PregnancyClause():
            within = clause.or_ended_within
            return f"pregnant{f', or was within the last {within}' if within else ''}"
        case SexClause():
            return f"recorded as {clause.sex}"
    assert_never(clause)


def _aged(clause: AgeClause) -> str:
    low, high = clause.age.at_least, clause.age.at_most
    least = f"at least {low}" if low is not None else ""
    most = f"at most {high}" if high is not None else ""
    bounds = " and ".join(bound for bound in (least, most) if bound)
    return f"{bounds or 'of any number of'} years old"


def _amount(amount: str, vocabulary: Vocabulary) -> str:
    number, _, name = amount.partition(" ")
    if number != "locale":
        return f"{number} {_unit(name)}"
    values = [
        f"{locale.locale}: {_threshold(locale.values[name])}"
        for locale in vocabulary.locales.values()
        if name in locale.values
    ]
    return f"the threshold {name} ({'; '.join(values)})"


def _threshold(value: LocaleValue) -> str:
    if value.by_sex:
        cuts = value.by_sex.items()
        return ", ".join(f"{sex} {number} {_unit(value.unit)}" for sex, number in cuts)
    return f"{value.value} {_unit(value.unit)}"


def _unit(unit: str) -> str:
    # UCUM puts what is no unit into braces: {score}
    return unit.strip("{}")
