"""What one part of an Observation says: its code, and the value beside it.

The role of the code decides how the value is read (`roles.py`); a code that
the rules do not know is read by its words and by its value.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from engine.fhir.record import Concept, Quantity, Record
from engine.findings.answer import Answer, answer_of
from engine.findings.claim import Claim
from engine.findings.coded import (
    coded_claims,
    merged,
    qualified_by,
    with_displayed_side,
)
from engine.findings.finding import Presence
from engine.findings.glossary import own_words, qualities_of, spots_of
from engine.findings.part import Part
from engine.findings.problems import problem
from engine.findings.quantity import measured, without_value
from engine.findings.roles import ROLES
from engine.findings.said import NOTHING, Said, Tools
from engine.findings.spoken import all_heard, as_mentions, beside, concept_heard, under
from engine.terminology.index import Meaning

_PRESENCES: Mapping[Answer, Presence] = MappingProxyType(
    {"present": "present", "provisional": "provisional", "absent": "absent"}
)


def said_by(part: Part, record: Record, tools: Tools) -> Said:
    """Everything one part of an Observation says about the patient."""
    if part.is_about_family:
        return NOTHING
    meanings = tools.glossary.coded(part.code)
    role = next((m.word for m in meanings if m.word in ROLES), None)
    if role:
        return ROLES[role](part, record, tools)
    said = _by_code(meanings, part, record, tools)
    return _past(said) if part.is_past else said


def _by_code(
    meanings: tuple[Meaning, ...], part: Part, record: Record, tools: Tools
) -> Said:
    claims = coded_claims(meanings, tools.glossary)
    measures = dict.fromkeys(m.word for m in meanings if m.axis == "measure")
    if not claims and not measures:
        return _unknown_code(part, record, tools)
    said = NOTHING
    if claims:
        sided = with_displayed_side(claims, part.code, tools.glossary)
        said += _stated(sided, part, record, tools)
        said += Said(texts=own_words(part.code))
    for word in measures:
        said += _measure(word, part, record, tools)
    return said


def _past(said: Said) -> Said:
    # "Past medical history: stroke" is there, and is nothing that is new.
    return replace(
        said,
        claims=tuple(
            replace(claim, qualities=replace(claim.qualities, chronic=True))
            for claim in said.claims
        ),
    )


def _stated(
    claims: tuple[Claim, ...], part: Part, record: Record, tools: Tools
) -> Said:
    answer = answer_of(part, tools.glossary)
    if answer == "unknown":
        return NOTHING
    if answer is None:
        return _worded(claims, part, record, tools)
    if answer == "unclear":
        return Said(problems=(problem("value-not-understood", record, part.place),))
    stated = [replace(claim, presence=_PRESENCES[answer]) for claim in claims]
    return Said(
        claims=qualified_by(stated, _value_meanings(part, tools), tools.glossary)
    )


def _value_meanings(part: Part, tools: Tools) -> tuple[Meaning, ...]:
    if isinstance(part.value, Concept) and tools.glossary.coded(part.value):
        return tools.glossary.said(part.value)
    made = (tools.glossary.made_of(text) for text in part.texts)
    return next((meanings for meanings in made if meanings), ())


def _worded(
    claims: tuple[Claim, ...], part: Part, record: Record, tools: Tools
) -> Said:
    """A value that is no plain answer: a text that says more, or a problem."""
    said = all_heard(part.texts, record, tools)
    told = {claim.what: claim for claim in said.claims}
    for claim in claims:
        for text in part.texts if not said.claims else ():
            if one := beside(claim.what, text, record, tools):
                told[claim.what] = one
    own = [(claim, told.pop(claim.what, None)) for claim in claims]
    read = tuple(merged(one, claim, tools.glossary) for claim, one in own if one)
    problems = () if read else (problem("value-not-understood", record, part.place),)
    others = as_mentions(told.values(), tools.glossary.vocabulary)
    return Said(claims=read + others, problems=said.problems + problems)


def _measure(word: str, part: Part, record: Record, tools: Tools) -> Said:
    if isinstance(part.value, Quantity):
        measure = tools.glossary.vocabulary.measures[word]
        return measured(measure, part.value, record, part.place)
    if part.value is None:
        return without_value(record, part.place, is_explained=bool(part.absent_reason))
    return Said(problems=(problem("value-not-understood", record, part.place),))


def _unknown_code(part: Part, record: Record, tools: Tools) -> Said:
    """A code the rules do not know: its words name a finding, or its value."""
    named = concept_heard(part.code, record, tools)
    valued = _value_meanings(part, tools)
    if named.claims and part.is_score and answer_of(part, tools.glossary) is None:
        return Said(problems=(problem("score-not-read", record, part.place),))
    if _is_denied(named.claims) and _names_finding(valued):
        # "No numbness": numbness. One of the two is wrong, and nobody knows which.
        return Said(problems=(problem("denied-twice", record, part.place),))
    if named.claims and not (part.value is None and record.members):
        answered = _answered(named.claims, part, record, tools)
        return replace(answered, problems=named.problems + answered.problems)
    if _names_finding(valued):
        return Said(claims=qualified_by((), valued, tools.glossary))
    return Said(
        spots=spots_of(valued),
        qualities=qualities_of(valued),
        mentions=part.texts,
        problems=named.problems,
    )


def _is_denied(claims: tuple[Claim, ...]) -> bool:
    return any(claim.presence == "absent" for claim in claims)


def _names_finding(meanings: tuple[Meaning, ...]) -> bool:
    return any(meaning.axis == "finding" for meaning in meanings)


def _answered(
    named: tuple[Claim, ...], part: Part, record: Record, tools: Tools
) -> Said:
    """A question in words ("Numbness?") and the answer beside it."""
    said = _stated(named, part, record, tools)
    asked = {claim.what: claim for claim in named}
    claims = [_under_question(claim, asked) for claim in said.claims]
    denied = problem("denied-twice", record, part.place)
    return replace(
        said,
        claims=tuple(claim for claim in claims if claim),
        problems=said.problems + (denied,) * (None in claims),
    )


def _under_question(claim: Claim, asked: Mapping[str, Claim]) -> Claim | None:
    question = asked.get(claim.what)
    if question is None:
        return claim
    presence = under(claim.presence, question)
    return replace(claim, presence=presence) if presence else None
