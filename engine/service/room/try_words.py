"""The words that the form of "Try it" offers: findings, places, values, drugs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from engine.review.described import shown
from engine.rulebook.rule import Given, GivenFinding
from engine.rulebook.rulebook import Rulebook
from engine.terminology.models import FindingWord

_COMMON: Final = 12
_SYNONYMS: Final = 60


def words_of_form(rulebook: Rulebook) -> dict[str, Any]:
    """Every word by kind, findings with what else they are called."""
    words = rulebook.vocabulary
    findings = sorted(words.findings.values(), key=lambda word: word.says.lower())
    return {
        "findings": [_finding(word) for word in findings],
        "common": list(_common(rulebook)),
        "sites": [
            {"word": name, "says": site.says, "paired": site.paired}
            for name, site in words.sites.items()
        ],
        "measures": [
            {
                "word": name,
                "says": word.says,
                "units": [
                    {"unit": unit, "says": shown(unit) or "no unit"}
                    for unit in dict.fromkeys((word.unit, *word.units))
                ],
            }
            for name, word in words.measures.items()
        ],
        "drugs": [
            {"word": name, "says": word.says, "names": list(word.text[:_SYNONYMS])}
            for name, word in words.drugs.items()
        ],
    }


def written(given: Given) -> dict[str, Any]:
    """A statement as JSON, in the words of a case."""
    said: dict[str, Any] = given.model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    return said


def _finding(word: FindingWord) -> Mapping[str, Any]:
    kind = "procedure" if "Procedure" in word.look_in else word.kind
    return {
        "word": word.finding,
        "says": word.says,
        "kind": kind,
        "site": word.has_site and word.implied_site is None,
        "side": word.has_site and word.implied_side is None,
        "also": list(dict.fromkeys((*word.text, *word.text_with_site)))[:_SYNONYMS],
    }


def _common(rulebook: Rulebook) -> Iterator[str]:
    """The symptoms and signs that most rules have a case about."""
    findings = rulebook.vocabulary.findings
    used = Counter(
        word
        for rule in rulebook.rules
        for word in {
            given.finding
            for case in rule.cases
            for given in case.given
            if isinstance(given, GivenFinding)
        }
    )
    of_patients = (
        word
        for word, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))
        if findings[word].kind in ("symptom", "sign")
    )
    yield from (word for word, _ in zip(of_patients, range(_COMMON), strict=False))
