"""The made-up patient of a case in words, for a table that people read."""

import re
from collections.abc import Iterator
from datetime import UTC

from engine.rulebook.phrases import joined
from engine.rulebook.rule import (
    Case,
    Given,
    GivenDrug,
    GivenFinding,
    GivenMeasure,
    GivenPatient,
)
from engine.terminology.vocabulary import Vocabulary

_SIDES = {
    "left": "left",
    "right": "right",
    "both": "both sides,",
    "one": "one side,",
    "midline": "midline",
}
_ONE = re.compile(r"\b1 ([a-z]+)s\b")


def case_words(case: Case, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What is recorded of the patient: a line an entry, one for all absent ones."""
    if case.bundle is not None and case.now is not None:
        now = case.now.astimezone(UTC).strftime("%-d %b %Y %H:%M UTC")
        return (f"the records of {case.bundle}, as of {now}",)
    present = [_given(one, vocabulary) for one in case.given if not _is_absent(one)]
    absent = [_given(one, vocabulary) for one in case.given if _is_absent(one)]
    lines = [*present, *([f"recorded absent: {'; '.join(absent)}"] if absent else [])]
    return tuple(_ONE.sub(r"1 \1", line) for line in lines) or ("nothing",)


def _is_absent(given: Given) -> bool:
    return isinstance(given, GivenFinding) and given.is_ == "absent"


def _given(given: Given, vocabulary: Vocabulary) -> str:
    match given:
        case GivenFinding():
            said = (_what(given, vocabulary), *_lines(given), *_times(given))
            return ", ".join(said)
        case GivenMeasure():
            says = vocabulary.measures[given.measure].says
            flag = f", flagged {given.flag}" if given.flag else ""
            return f"{says} {given.value}{flag}, {_taken(given.taken)}"
        case GivenDrug():
            return ", ".join(_drug(given, vocabulary))
        case GivenPatient():
            return ", ".join(_person(given)) or "a patient"


def _what(given: GivenFinding, vocabulary: Vocabulary) -> str:
    says = vocabulary.findings[given.finding].says
    sites = [vocabulary.sites[site].says for site in given.site or ()]
    place = joined([site.removeprefix("the ") for site in sites], "and")
    side = _SIDES.get(given.side or "", "")
    where = f"{side} {place}".strip(" ,")
    certain = "possible " if given.is_ == "provisional" else ""
    return f"{certain}{says}{f' ({where})' if where else ''}"


def _lines(given: GivenFinding) -> Iterator[str]:
    if given.symmetric:
        yield "symmetric"
    yield from (word for word in (given.speed, given.severity) if word)
    yield from given.course or ()
    if given.chronic:
        yield "recorded as chronic"


def _times(given: GivenFinding) -> Iterator[str]:
    if given.began != "unknown":
        yield f"began {given.began}"
    if given.recorded == "undated":
        yield "recorded without a date"
    elif given.recorded != "now":
        yield f"recorded {given.recorded}"
    elif given.began == "unknown" and given.is_ != "absent":
        yield "no start recorded"
    if given.lasted:
        yield f"lasted {given.lasted}"
    if given.ended:
        gone = "has gone, not known when" if given.ended == "unknown" else ""
        yield gone or f"ended {given.ended}"
    if given.episodes > 1:
        yield f"{given.episodes} separate times"


def _taken(taken: str) -> str:
    return "measured now" if taken == "now" else f"measured {taken}"


def _drug(given: GivenDrug, vocabulary: Vocabulary) -> Iterator[str]:
    yield vocabulary.drugs[given.drug].says
    yield {"unknown": "not known whether taken"}.get(
        given.is_, given.is_.replace("-", " ")
    )
    if given.started != "unknown":
        yield f"started {given.started}"
    if given.stopped:
        yield f"stopped {given.stopped}"


def _person(given: GivenPatient) -> Iterator[str]:
    if given.age is not None:
        yield f"{given.age} years old"
    if given.sex:
        yield given.sex
