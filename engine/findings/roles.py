"""Codes with a role of their own: they say how the value beside them is meant.

"Symptom" (present) and "Symptom absent" carry the finding as their value and
differ in the code alone (`knowledge.md` 6.1).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from engine.fhir.record import Concept, Quantity, Record
from engine.findings.answer import in_words, of_concept
from engine.findings.claim import Claim
from engine.findings.coded import coded_claims, qualified_by
from engine.findings.glossary import own_words, qualities_of, spots_of
from engine.findings.part import Part
from engine.findings.problems import problem
from engine.findings.said import NOTHING, Said, Tools
from engine.findings.spoken import all_heard, as_mentions
from engine.terminology.index import Meaning

Role = Callable[[Part, Record, Tools], Said]
LOST_PULSE = "absent-distal-pulse"


def _complaint(part: Part, record: Record, tools: Tools) -> Said:
    if claims := _coded_value(part, tools):
        return Said(claims=claims, texts=_own_words(part))
    return Said(mentions=part.texts)


def _symptom_absent(part: Part, record: Record, tools: Tools) -> Said:
    said = NOTHING
    claims = _coded_value(part, tools)
    if not claims:
        said = all_heard(part.texts, record, tools)
        claims = as_mentions(said.claims, tools.glossary.vocabulary)
    denied = tuple(replace(claim, presence="absent") for claim in claims)
    return replace(said, claims=denied)


def _coded_value(part: Part, tools: Tools) -> tuple[Claim, ...]:
    if not isinstance(part.value, Concept):
        return ()
    if not coded_claims(tools.glossary.coded(part.value), tools.glossary):
        return ()
    return qualified_by((), tools.glossary.said(part.value), tools.glossary)


def _own_words(part: Part) -> tuple[str, ...]:
    return own_words(part.value) if isinstance(part.value, Concept) else ()


def _quality(part: Part, record: Record, tools: Tools) -> Said:
    """A side, speed, course or severity of what the record is about."""
    if part.value is None:
        return NOTHING
    meanings = _phrases(part, tools)
    if not meanings:
        return Said(problems=(problem("qualifier-not-understood", record, part.place),))
    return Said(spots=spots_of(meanings), qualities=qualities_of(meanings))


def _phrases(part: Part, tools: Tools) -> tuple[Meaning, ...]:
    if isinstance(part.value, Concept):
        return tools.glossary.said(part.value)
    return tools.glossary.in_words(part.texts[0]) if part.texts else ()


def _pulse(part: Part, record: Record, tools: Tools) -> Said:
    """A pulse that is absent is lost: a sign that is there.

    A pulse that is felt says nothing: it must not cancel limb ischaemia
    (`knowledge.md` 6.10).
    """
    word = tools.glossary.vocabulary.findings.get(LOST_PULSE)
    if word is None or not _is_lost(part, tools):
        return NOTHING
    return Said(claims=(Claim(LOST_PULSE),))


def _is_lost(part: Part, tools: Tools) -> bool:
    match part.value:
        case bool():
            return not part.value
        case str():
            return in_words(part.value) == "absent"
        case Concept():
            return of_concept(part.value, tools.glossary) == "absent"
        case Quantity():
            return part.value.value == 0 and not part.value.comparator
    return False


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "role/symptom": _complaint,
        "role/symptom-absent": _symptom_absent,
        "role/text": _complaint,
        "role/problem-list": _complaint,
        "role/speed": _quality,
        "role/course": _quality,
        "role/trend": _quality,
        "role/severity": _quality,
        "role/laterality": _quality,
        "role/pulse-intensity": _pulse,
    }
)
