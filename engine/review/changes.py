"""Single changes of what was stated about a patient: one thing said otherwise.

Each is small enough for a sentence. What the rules can tell apart decides what
is tried: onsets on both sides of every window, values around every limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar

from engine.findings.finding import DrugUse, Finding, Findings, Measurement
from engine.review.patient import moment, stated_by
from engine.rulebook.rule import (
    Given,
    GivenDrug,
    GivenFinding,
    GivenMeasure,
    GivenPatient,
)
from engine.terminology.vocabulary import Vocabulary

Part = Literal["finding", "measure", "drug", "person"]
Edit = Mapping[str, Any]
E = TypeVar("E", Finding, Measurement, DrugUse)
# What a clinician would look at again first comes first.
SIZES: Final[Mapping[str, int]] = {
    "began": 1,
    "side": 2,
    "speed": 2,
    "course": 2,
    "value": 2,
    "taken": 3,
    "age": 3,
    "sex": 3,
    "chronic": 3,
    "ended": 4,
    "is": 4,
    "drop": 5,
    "add": 6,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One statement edited, left out or added.

    ``at`` are the places of what one record states among the findings, measures
    or drugs, whichever ``part`` says. ``edit`` are the fields of a case that are
    written otherwise, None to leave the statement out; ``added`` is one more
    statement. ``far`` orders what has the same size: how far an onset moves.
    """

    says: str
    size: str
    part: Part
    at: tuple[int, ...] = ()
    edit: Edit | None = field(default=None)
    added: Given | None = None
    far: float = 0.0

    @property
    def order(self) -> tuple[int, float, str]:
        """The smaller first; of equals the one that moves least."""
        return SIZES[self.size], self.far, self.says


def changed(
    stated: Findings, change: Change, words: Vocabulary, now: datetime
) -> Findings:
    """What is stated after a change."""
    if change.added is not None:
        return _with(stated, stated_by([change.added], words, now))
    match change.part:
        case "finding":
            return replace(stated, findings=_edited(stated.findings, change, now))
        case "measure":
            values = _edited(stated.measurements, change, now)
            return replace(stated, measurements=values)
        case "drug":
            return replace(stated, drugs=_edited(stated.drugs, change, now))
    return replace(stated, patient=None)


def changed_given(given: tuple[Given, ...], change: Change) -> tuple[Given, ...]:
    """The statements of a form after a change of what they state."""
    if change.added is not None:
        is_person = isinstance(change.added, GivenPatient)
        others = (g for g in given if not is_person or not isinstance(g, GivenPatient))
        return (*others, change.added)
    kind = _KINDS[change.part]
    of_part = [place for place, one in enumerate(given) if isinstance(one, kind)]
    places = (
        set(of_part) if change.part == "person" else {of_part[n] for n in change.at}
    )
    return tuple(
        one if place not in places else _rewritten(one, change.edit or {})
        for place, one in enumerate(given)
        if place not in places or change.edit is not None
    )


_KINDS: Final[Mapping[Part, type]] = {
    "finding": GivenFinding,
    "measure": GivenMeasure,
    "drug": GivenDrug,
    "person": GivenPatient,
}


def _rewritten(given: Given, edit: Edit) -> Given:
    said = given.model_dump(by_alias=True, exclude_defaults=True) | dict(edit)
    kept = {name: value for name, value in said.items() if value is not None}
    return type(given).model_validate(kept)


def _with(stated: Findings, more: Findings) -> Findings:
    return replace(
        stated,
        findings=(*stated.findings, *more.findings),
        measurements=(*stated.measurements, *more.measurements),
        drugs=(*stated.drugs, *more.drugs),
        patient=more.patient or stated.patient,
    )


def _edited(stated: tuple[E, ...], change: Change, now: datetime) -> tuple[E, ...]:
    edit = change.edit
    return tuple(
        one if place not in change.at or edit is None else _otherwise(one, edit, now)
        for place, one in enumerate(stated)
        if place not in change.at or edit is not None
    )


def _otherwise(stated: E, edit: Edit, now: datetime) -> E:
    fields: dict[str, Any] = {}
    for name, value in edit.items():
        fields |= _FIELDS[name](value, now)
    return replace(stated, **fields)


def _time(field_name: str) -> Any:
    return lambda text, now: {field_name: moment(text or "unknown", now)}


def _plain(field_name: str) -> Any:
    return lambda value, now: {field_name: value}


def _number(text: str, _: datetime) -> dict[str, Any]:
    value = Decimal(text.partition(" ")[0])
    return {"low": value, "high": value, "low_open": False, "high_open": False}


# From the words of a case to the fields of what it states.
_FIELDS: Final[Mapping[str, Any]] = {
    "began": _time("onset"),
    "side": _plain("side"),
    "speed": _plain("speed"),
    "is": _plain("presence"),
    "course": lambda word, now: {"courses": frozenset({word} if word else ())},
    "chronic": lambda word, now: {"chronic": word is not None},
    "ended": lambda text, now: {"ended": moment(text, now), "state": "resolved"},
    "value": _number,
    "taken": _time("taken"),
}
