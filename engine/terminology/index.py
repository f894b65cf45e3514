"""Code -> meaning, and text -> worth reading, over a whole vocabulary.

Built once when the rules are loaded; a look-up is one dict access.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.terminology.models import Side

Axis = Literal["finding", "measure", "site", "qualifier"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code says: a word on an axis, and what it carries along.

    ``word`` is a finding, a measure, a site, or a qualifier such as
    "speed/sudden". ``site``, ``side``, ``severity``, ``course`` come with
    pre-coordinated codes ("numbness of face").
    """

    axis: Axis
    word: str
    site: str | None = None
    side: Side | None = None
    severity: str | None = None
    course: str | None = None


@dataclass(frozen=True, slots=True)
class CodeIndex:
    """Every code the rules can use, and the words worth reading in a text.

    ``by_code`` is keyed by (system URI, code as `normalised`). ``codes`` holds
    the normalised codes alone: the cheap first look before a record is built.
    ``words`` matches any lexicon word in a text.
    """

    by_code: Mapping[tuple[str, str], tuple[Meaning, ...]]
    codes: frozenset[str]
    words: re.Pattern[str]

    def meanings(self, system: str, code: str) -> tuple[Meaning, ...]:
        """All meanings of a code; empty if the rules do not use it."""
        return self.by_code.get((system, normalised(code)), ())


def normalised(code: str) -> str:
    """A code without blanks and dots, in capitals: "r29.810" is "R29810"."""
    return code.strip().replace(".", "").upper()
