"""Whether a finding is there, as the value beside its code says it.

Yes, no, possibly, not known, or unclear: two answers at once. None is no plain
answer at all. A form that is not understood is neither present nor absent
(`knowledge.md` 6.1).
"""

from collections.abc import Mapping
from typing import Literal

from engine.fhir.record import Concept
from engine.findings.glossary import Glossary, wordings
from engine.findings.part import Part
from engine.terminology.index import Meaning

Answer = Literal["present", "provisional", "absent", "unknown", "unclear"]

_BY_QUALIFIER: Mapping[str, Answer] = {
    "presence/present": "present",
    "presence/absent": "absent",
    "presence/possible": "provisional",
    "presence/unknown": "unknown",
}
_WORDS: Mapping[str, Answer] = {
    **dict.fromkeys(
        ("yes", "y", "true", "present", "positive", "pos", "confirmed", "detected"),
        "present",
    ),
    **dict.fromkeys(("confirmed present", "known present"), "present"),
    **dict.fromkeys(
        ("no", "n", "false", "absent", "none", "negative", "neg", "nil", "denied"),
        "absent",
    ),
    **dict.fromkeys(
        ("denies", "not present", "known absent", "not detected", "never"), "absent"
    ),
    **dict.fromkeys(("possible", "possibly", "probable", "suspected"), "provisional"),
    **dict.fromkeys(("maybe", "equivocal", "likely"), "provisional"),
    **dict.fromkeys(
        ("unknown", "not known", "unsure", "not sure", "don't know", "do not know"),
        "unknown",
    ),
    **dict.fromkeys(
        ("not asked", "asked but unknown", "not assessed", "not recorded", "n/a"),
        "unknown",
    ),
    **dict.fromkeys(("unable to assess", "not applicable", "declined"), "unknown"),
}
# HL7 v3 ObservationInterpretation; "N" (normal) says nothing plain about a
# symptom, and so does what is not listed and not a grade.
_INTERPRETATIONS: Mapping[str, Answer] = {
    **dict.fromkeys(("POS", "A", "AA", "DET", "ABNORMAL"), "present"),
    **dict.fromkeys(("NEG", "ND"), "absent"),
    **dict.fromkeys(("IND", "E"), "provisional"),
}
_NORMAL = frozenset({"N", "NORMAL"})


def answer_of(part: Part, glossary: Glossary) -> Answer | None:
    """What the value of a part answers about the finding of its code."""
    if part.value is None:
        return "unknown" if part.absent_reason else _interpreted(part.interpretation)
    answer = _of_value(part, glossary)
    # A denial and the reason why nothing was asked exclude each other.
    return "unclear" if part.absent_reason and answer == "absent" else answer


def _of_value(part: Part, glossary: Glossary) -> Answer | None:
    value = part.value
    if isinstance(value, bool):
        return "present" if value else "absent"
    if isinstance(value, str):
        return in_words(value) or _qualifying(glossary.made_of(value))
    return of_concept(value, glossary) if isinstance(value, Concept) else None


def in_words(text: str) -> Answer | None:
    """The answer of a text that is nothing but an answer ("no", "present")."""
    return _WORDS.get(" ".join(text.casefold().strip(" .!").split()))


def of_concept(concept: Concept, glossary: Glossary) -> Answer | None:
    """The answer of a coded value; one that only qualifies says present."""
    meanings = glossary.coded(concept)
    answers = {_BY_QUALIFIER[m.word] for m in meanings if m.word in _BY_QUALIFIER}
    if answers:
        return _agreed(answers)
    worded = {word for text in wordings(concept) if (word := in_words(text))}
    if worded:
        return _agreed(worded)
    phrases = [m for text in wordings(concept) for m in glossary.made_of(text)]
    return _qualifying((*meanings, *phrases))


def _agreed(answers: set[Answer]) -> Answer:
    return answers.pop() if len(answers) == 1 else "unclear"


def _qualifying(meanings: tuple[Meaning, ...]) -> Answer | None:
    return "present" if meanings else None


def _interpreted(interpretation: tuple[Concept, ...]) -> Answer:
    words = {coding.code.upper() for one in interpretation for coding in one.codings}
    texts = [text for one in interpretation for text in wordings(one)]
    if _NORMAL & (words | {text.upper() for text in texts}):
        return "unclear"
    answers = {_INTERPRETATIONS[word] for word in words if word in _INTERPRETATIONS}
    answers |= {answer for text in texts if (answer := in_words(text))}
    return _agreed(answers or {"present"})
