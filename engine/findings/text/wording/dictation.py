"""Marks that are spoken in a dictation: "denies fever period weakness of right leg".

A denial would reach over them. "Period" is one only where it is no length of time
and none of the monthly ones.
"""

import re

_NO_STOP_AFTER = (
    "a|an|the|this|that|her|his|my|your|their|our|of|for|in|on|last|next|first|second"
    "|same|any|each|every|no|some|one|time|long|short|brief|prolonged|longer|shorter"
    "|menstrual|monthly|heavy|heavier|light|lighter|painful|late|missed|normal|regular"
    "|irregular|due|post|neonatal|postnatal|perinatal|recovery|observation|follow-up"
    "|trial|holiday|grace|ictal|month|week|day|hour|minute|year|whole|entire"
    "|intermenstrual|pre|during|per|between|since|after|before|with|hrs|hours|mins"
    "|minutes|days|weeks|months|years"
)
_NO_STOP_BEFORE = (
    "of|pains?|cramps?|started|starts|due|late|products?|tracker|problems?|like|when"
    "|where|during|which|that|was|is|has|bleed(?:ing)?|flow|tender|wise|now|yesterday"
    "|today|apnoea|prevalence"
)
_SPOKEN = re.compile(
    rf"(?P<before>\b[\w']+)?(?P<gap>\s+|^)(?:(?P<period>period)\b(?!\s+(?:{_NO_STOP_BEFORE})\b)"
    r"|(?P<stop>full\s?stop|(?:new|next)\s(?:line|paragraph)\b"
    r"(?!\s(?:of|sited|inserted|placed|in|treatment|therapy|agent|management)\b))"
    r"|(?P<comma>comma))\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"\b(?:period|comma|full\s?stop|(?:new|next)\s)", re.IGNORECASE)
# A bar ends a sentence even behind "R", which a full stop would only shorten.
_STOP = " | "
_IS_LENGTH = re.compile(rf"(?:{_NO_STOP_AFTER}|\d+)", re.IGNORECASE)


def written(text: str) -> str:
    """The text with its spoken marks as marks."""
    return _SPOKEN.sub(_mark, text) if _ANY.search(text) else text


def _mark(said: re.Match[str]) -> str:
    before = said["before"] or ""
    if said["period"] and (not before or _IS_LENGTH.fullmatch(before)):
        return said[0]
    return before + (", " if said["comma"] else _STOP)
