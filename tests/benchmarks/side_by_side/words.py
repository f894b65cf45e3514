"""What the peers are told of our vocabulary: code lists, groups and findings.

The CQL and the JSON rules name lists ("finding/numbness", "at/face"); the codes
come from the value sets that Pinprick itself uses, every time anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.evaluation import Engine
from engine.findings.finding import Finding, Measurement
from engine.reading import Question
from engine.terminology.index import Meaning
from engine.terminology.vocabulary import Vocabulary
from engine.when import Interval

_DISTAL = ("feet", "toes", "lower-leg", "hands", "fingers")
_SITES = {
    name: (name,) for name in ("face", "trunk", "saddle", "limb", "arm", "leg")
} | {"distal": _DISTAL}
_ICD = "http://hl7.org/fhir/sid/icd-10"
_CATEGORY = 3


def words(vocabulary: Vocabulary) -> dict[str, Any]:
    """The code lists by name, and the findings that each group stands for."""
    return {
        "lists": code_lists(vocabulary),
        "groups": {
            name: list(group.members) for name, group in vocabulary.groups.items()
        },
    }


def code_lists(vocabulary: Vocabulary) -> dict[str, list[dict[str, str]]]:
    """Name -> codes: findings, groups, sites, sides, courses, roles, measures."""
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for (system, code), meanings in vocabulary.index.by_code.items():
        names = {name for one in meanings for name in _names(one, vocabulary)}
        for name in names:
            found[name].append({"system": system, "code": _dotted(system, code)})
    return dict(found)


def facts(engine: Engine, prefetch: object, question: Question) -> dict[str, Any]:
    """What Pinprick found in a prefetch: the facts of json-rules-engine."""
    reading, live = engine.read_prefetch(prefetch, {}, question)
    found = engine.findings(reading, live)
    present = (one for one in found.findings if _is_there(one))
    return {
        "findings": [
            _finding(one, engine.rulebook.vocabulary, live) for one in present
        ],
        "measurements": [_measurement(one, live) for one in found.measurements],
    }


def _names(meaning: Meaning, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"{meaning.axis}/{meaning.word}"
    if meaning.axis == "finding":
        for name, group in vocabulary.groups.items():
            if meaning.word in group.members:
                yield f"group/{name}"
    site = meaning.word if meaning.axis == "site" else meaning.site
    around = {site, *vocabulary.wider_sites(site)} if site else set()
    yield from (f"at/{name}" for name, sites in _SITES.items() if around & {*sites})
    yield from _qualities(meaning)


def _qualities(meaning: Meaning) -> Iterator[str]:
    if meaning.side:
        yield f"side/{meaning.side}"
    if meaning.axis == "qualifier" and meaning.word.startswith("side/"):
        yield meaning.word
    courses = {f"course/{meaning.course}", meaning.word}
    if courses & {"course/spreading", "course/ascending"}:
        yield "course/spreads"


def _dotted(system: str, code: str) -> str:
    """The code as it is written: the index has ICD-10 without its dot."""
    if system.startswith(_ICD) and len(code) > _CATEGORY:
        return f"{code[:_CATEGORY]}.{code[_CATEGORY:]}"
    return code


def _is_there(finding: Finding) -> bool:
    return (
        finding.current and finding.state == "ongoing" and finding.presence != "absent"
    )


def _finding(
    finding: Finding, vocabulary: Vocabulary, question: Question
) -> Mapping[str, Any]:
    sites = {
        name for site in finding.sites for name in (site, *vocabulary.wider_sites(site))
    }
    return {
        "what": finding.what,
        "sites": sorted(sites),
        "side": finding.side,
        "symmetric": finding.symmetric,
        "courses": sorted(finding.courses),
        "hours": _hours(finding.onset or finding.first, question.now),
    }


def _measurement(measurement: Measurement, question: Question) -> Mapping[str, Any]:
    low = measurement.low
    return {
        "what": measurement.what,
        "value": None if low is None else float(low),
        "hours": _hours(measurement.taken, question.now),
    }


def _hours(time: Interval | None, now: datetime) -> float | None:
    """The hours from the latest possible beginning until now."""
    return None if time is None else (now - time.end).total_seconds() / 3600
