"""Statements about a made-up patient, as a page sends them and a case has them.

The words are those of the cases in the rule files, so that what somebody has
tried can be kept as a case.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from engine.review.patient import moment
from engine.rulebook.rule import Given, GivenDrug, GivenFinding, GivenMeasure
from engine.terminology.validation import did_you_mean
from engine.terminology.vocabulary import Vocabulary

MOST: Final = 60
_ADAPTER: Final[TypeAdapter[tuple[Given, ...]]] = TypeAdapter(tuple[Given, ...])
_NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
_TIMES: Final = (
    "Write it as 2 hours ago, now, yesterday, the day 14 days ago, 2 to 3 weeks ago "
    "or unknown"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent: where, what, what to do."""

    place: str
    text: str
    fix: str = ""


class GivenError(ValueError):
    """Statements that describe no patient; carries every fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{one.place}: {one.text}" for one in self.faults))


def read_given(
    sent: object, vocabulary: Vocabulary, now: datetime
) -> tuple[Given, ...]:
    """The statements, if each is one and every word of them is known.

    Raises GivenError with all faults and their places ("given[1].began").
    """
    if not isinstance(sent, list):
        raise GivenError([Fault("given", "It is not a list of statements")])
    if len(sent) > MOST:
        text = f"There are more than {MOST} statements"
        raise GivenError([Fault("given", text, "Leave some out")])
    try:
        given = _ADAPTER.validate_python(sent)
    except ValidationError as error:
        shown = error.errors(include_url=False, include_input=False)
        raise GivenError(_of_shape(one) for one in shown) from None
    faults = [
        Fault(f"given[{number}].{fault.place}", fault.text, fault.fix)
        for number, one in enumerate(given)
        for fault in _faults(one, vocabulary, now)
    ]
    if faults:
        raise GivenError(faults)
    return given


def _of_shape(error: ErrorDetails) -> Fault:
    number, *steps = error["loc"]
    # The second step is the kind that the statement was taken for.
    place = ".".join(str(step) for step in steps[1:])
    text = {"missing": "It is missing", "extra_forbidden": "It is not known here"}
    at = f"given[{number}]" + (f".{place}" if place else "")
    return Fault(at, text.get(error["type"], error["msg"]))


def _faults(given: Given, words: Vocabulary, now: datetime) -> Iterator[Fault]:
    match given:
        case GivenFinding():
            yield from _unknown("finding", given.finding, words.findings)
            for site in given.site or ():
                yield from _unknown("site", site, words.sites)
            yield from _times(given, ("began", "recorded", "ended"), now)
            if given.lasted is not None:
                yield from _time("lasted", f"{given.lasted} ago", now)
        case GivenMeasure():
            yield from _unknown("measure", given.measure, words.measures)
            yield from _value(given, words)
            yield from _times(given, ("taken",), now)
        case GivenDrug():
            yield from _unknown("drug", given.drug, words.drugs)
            yield from _times(given, ("started", "stopped"), now)
        case _ if given.age is not None and not 0 <= given.age <= 130:
            yield Fault("age", "It is not the age of a person", "Write years")


def _unknown(place: str, name: str, known: Iterable[str]) -> Iterator[Fault]:
    if name not in known:
        text = f"{name[:60]!r} is not a word of these rules"
        yield Fault(place, text, did_you_mean(name[:60], known) or "")


def _value(given: GivenMeasure, words: Vocabulary) -> Iterator[Fault]:
    number, _, unit = given.value.partition(" ")
    if not _NUMBER.fullmatch(number):
        yield Fault("value", "It does not begin with a number", "Write it as 6.5 %")
    measure = words.measures.get(given.measure)
    if measure and unit != measure.unit and unit not in measure.units:
        units = ", ".join(filter(None, sorted({measure.unit, *measure.units})))
        yield Fault("value", "The unit is not known", f"Use one of {units}")


def _times(given: Given, names: tuple[str, ...], now: datetime) -> Iterator[Fault]:
    for name in names:
        text = getattr(given, name)
        if text is not None:
            yield from _time(name, text, now)


def _time(place: str, text: str, now: datetime) -> Iterator[Fault]:
    try:
        moment(text, now)
    except (ValueError, OverflowError):
        yield Fault(place, "It is not a time that can be read", _TIMES)


def in_yaml(given: Iterable[Given], indent: str = "  ") -> str:
    """The statements as the lines of `given` in a rule file."""
    return "\n".join(f"{indent}- {_flow(one)}" for one in given)


def _flow(given: Given) -> str:
    said = given.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    parts = (f"{name}: {_scalar(value)}" for name, value in said.items())
    return f"{{{', '.join(parts)}}}"


def _scalar(value: object) -> str:
    if isinstance(value, list):
        inner = [_scalar(one) for one in value]
        return inner[0] if len(inner) == 1 else f"[{', '.join(inner)}]"
    if isinstance(value, int | Decimal):
        return str(value)
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ./_-]*", text) and not text.isdigit()
    # As in JSON, which is YAML: a sign that means something is never bare.
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
