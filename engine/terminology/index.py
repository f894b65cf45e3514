"""Code -> meaning, and text -> worth reading, over a whole vocabulary.

Built once when the rules are loaded; a look-up is one dict access. Only what
is not found so is tried in the other ways in which a system may be written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol

from engine.terminology.models import SYSTEM_URIS, Side
from engine.terminology.seen import Seen

Axis = Literal["finding", "measure", "drug", "site", "qualifier"]

_ICD = SYSTEM_URIS["icd-10-cm"]
# WHO's ICD-10: used where a code has the same title in both (`expansions.py`).
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
# As C-CDA converters send them; each pair was seen in several public repositories.
_OIDS = {
    "2.16.840.1.113883.6.96": SYSTEM_URIS["snomed"],
    "2.16.840.1.113883.6.1": SYSTEM_URIS["loinc"],
    "2.16.840.1.113883.6.90": SYSTEM_URIS["icd-10-cm"],
    "2.16.840.1.113883.6.3": ICD_10,
    "2.16.840.1.113883.6.88": SYSTEM_URIS["rxnorm"],
    "2.16.840.1.113883.6.8": SYSTEM_URIS["ucum"],
}
_CATEGORY = 3  # the shortest ICD-10-CM code: a letter and two characters


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code says: a word on an axis, and what it carries along.

    ``word`` is a finding, a measure, a drug, a site, or a qualifier such as
    "speed/sudden". ``site``, ``side``, ``severity``, ``course`` come with
    pre-coordinated codes ("numbness of face").
    """

    axis: Axis
    word: str
    site: str | None = None
    side: Side | None = None
    severity: str | None = None
    course: str | None = None


class TextFilter(Protocol):
    """Anything that finds a word in a text: a pattern, or a `WordFilter`."""

    def search(self, string: str, /) -> re.Match[str] | None:
        """The first word found, None if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class CodeIndex:
    """Every code the rules can use, and the words worth reading in a text.

    ``by_code`` is keyed by (system URI, code as `normalised`). ``codes`` holds
    the normalised codes alone: the cheap first look before a record is built
    (`knows` adds the codes under an ICD-10-CM category). ``words`` finds the
    word of a finding in a text; a text without one names no finding, whatever
    side or site it mentions. ``drugs`` finds the name of a drug.
    ``known_codes`` and ``known_texts`` are the answers of `knows` and of
    ``words``, by what was asked: most of a chart is the terminology of one
    hospital, and the same few thousand codes and displays come again and again.
    """

    by_code: Mapping[tuple[str, str], tuple[Meaning, ...]]
    codes: frozenset[str]
    words: TextFilter
    drugs: TextFilter = re.compile(r"(?!)")
    known_codes: Seen[str, bool] = field(init=False, repr=False, compare=False)
    known_texts: Seen[str, bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Frozen: the two are made of the others. Neither refers to the index, or
        # the rules of before a reload would never be freed.
        object.__setattr__(self, "known_codes", Seen(partial(_may_mean, self.codes)))
        object.__setattr__(self, "known_texts", Seen(partial(_is_found, self.words)))

    def meanings(self, system: str, code: str) -> tuple[Meaning, ...]:
        """All meanings of a code; empty if the rules do not use it.

        An ICD-10-CM code also means what the categories above it mean: E11.42
        is E11; the most specific come first.
        """
        plain = normalised(code)
        known = self.by_code.get((system, plain))
        return self._otherwise(system, plain) if known is None else known

    def _otherwise(self, system: str, plain: str) -> tuple[Meaning, ...]:
        """A code whose system is written in another way, or of a later release."""
        uri = canonical(system)
        known = self.by_code.get((uri, plain))
        if known is not None:
            return known
        return self.by_category(plain) if uri == _ICD else ()

    def by_category(self, plain: str) -> tuple[Meaning, ...]:
        """What the categories mean that a code of ICD-10-CM begins with."""
        found: dict[Meaning, None] = {}
        for end in range(len(plain), _CATEGORY - 1, -1):
            found.update(dict.fromkeys(self.by_code.get((_ICD, plain[:end]), ())))
        return tuple(found)

    def knows(self, code: str) -> bool:
        """Whether a code of any system may mean something.

        True for too much rather than too little: the system is not looked at.
        """
        return _is_known(self.codes, code)


def _is_known(codes: frozenset[str], code: str) -> bool:
    plain = normalised(code)
    if plain in codes:
        return True
    # only ICD-10-CM has categories, and only its codes look like "E11"
    if not (plain[:1].isalpha() and plain[1:2].isdigit()):
        return False
    ends = range(len(plain) - 1, _CATEGORY - 1, -1)
    return any(plain[:end] in codes for end in ends)


def _may_mean(codes: frozenset[str], code: object) -> bool:
    return _is_known(codes, _of_some_length(code))


def _is_found(words: TextFilter, text: object) -> bool:
    return words.search(_of_some_length(text)) is not None


def _of_some_length(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise KeyError  # another shape; not named, it may be a record's text
    return text


def canonical(system: str) -> str:
    """The URI that FHIR uses for a system sent as an OID, or nearly so.

    A slash at the end and https are no other system; a local one stays itself.
    """
    known = _OIDS.get(system.removeprefix("urn:oid:"))
    return known or system.rstrip("/").replace("https://", "http://", 1)


def normalised(code: str) -> str:
    """A code without blanks and dots, in capitals: "r29.810" is "R29810"."""
    return code.strip().replace(".", "").upper()
