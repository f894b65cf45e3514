"""Records to findings: what each of them states, before any is weighed.

One function a kind of record; all end in the same few steps: claims of codes,
completed by the record's own words and its notes, then dated.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from engine.fhir.medication import MEDICATION_KINDS
from engine.fhir.record import Concept, Problem, Record
from engine.findings.bind import body_spots, joined_claims, placed
from engine.findings.claim import UNQUALIFIED, Claim, Qualities
from engine.findings.coded import coded_claims, with_displayed_side
from engine.findings.dated import finding_of
from engine.findings.drugs import coded_as_taken, taken
from engine.findings.finding import DrugUse, Finding, Measurement, Presence, State
from engine.findings.glossary import own_words, qualities_of
from engine.findings.observed import said_by
from engine.findings.part import component_parts, main_part
from engine.findings.problems import problem
from engine.findings.said import NOTHING, Said, Tools
from engine.findings.spoken import all_heard, as_mentions, concept_heard, under
from engine.findings.status import condition_presence, exists, state_of
from engine.findings.texts import completed_by_words, with_texts


@dataclass(frozen=True, slots=True)
class Stated:
    """All that one record states."""

    findings: tuple[Finding, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    problems: tuple[Problem, ...] = ()
    drugs: tuple[DrugUse, ...] = ()


def statements_of(record: Record, tools: Tools, now: datetime) -> Stated:
    """What one record states; its failure is a problem of its own."""
    if record.has_unknown_modifier or not exists(record):
        return Stated()  # the modifier is already a problem of the fhir layer
    try:
        said = _READERS[record.kind](record, tools, now)
    except Exception:
        # One record nobody foresaw (or a text the reader chokes on) must not
        # lose the answer about all others.
        return Stated(problems=(problem("record-not-read", record),))
    findings = tuple(finding_of(claim, record) for claim in said.claims)
    problems = said.problems + _future(findings, record, now)
    return Stated(findings, said.measurements, problems, said.drugs)


def _future(
    findings: Iterable[Finding], record: Record, now: datetime
) -> tuple[Problem, ...]:
    is_future = any(one.onset and one.onset.start > now for one in findings)
    return (problem("future-onset", record),) if is_future else ()


def _observation(record: Record, tools: Tools, now: datetime) -> Said:
    main = said_by(main_part(record), record, tools)
    if _is_only_measured(main, record):
        return main
    components = tuple(said_by(part, record, tools) for part in component_parts(record))
    inner = sum(components, NOTHING)
    own = _dated(joined_claims(record, main, components, tools.glossary), record)
    own = tuple(_in_state(state_of(record, now), claim) for claim in own)
    said = replace(main + inner, claims=own, mentions=())
    if mentions := main.mentions + inner.mentions:
        complaints = all_heard(mentions, record, tools)
        told = _dated(as_mentions(complaints.claims, tools.glossary.vocabulary), record)
        said = with_texts(said, replace(complaints, claims=told), record, tools)
    return completed_by_words(said, record, tools)


def _is_only_measured(main: Said, record: Record) -> bool:
    """Whether there is nothing to bind or to read: no finding, no word beside."""
    told = main.claims or main.texts or main.mentions
    return not (told or record.components or record.notes)


def _condition(record: Record, tools: Tools, now: datetime) -> Said:
    said = _coded(record.code, record, tools)
    severity = qualities_of(tools.glossary.said(record.severity))
    claims = placed(
        said.claims, body_spots(record, tools.glossary), severity, tools.glossary
    )
    presence, state = condition_presence(record), state_of(record, now)
    said = _under_record(presence, replace(said, claims=_dated(claims, record)), record)
    said = completed_by_words(said, record, tools)
    drugs = coded_as_taken(record, tools, presence, state)
    if state == "ongoing" and not drugs:
        return said
    claims = tuple(_in_state(state, one) for one in said.claims)
    return replace(said, claims=claims, drugs=drugs)


def _procedure(record: Record, tools: Tools, now: datetime) -> Said:
    return completed_by_words(_about(UNQUALIFIED, record, tools), record, tools)


def _about(qualities: Qualities, record: Record, tools: Tools) -> Said:
    """What the code of a record says, at its body sites and since its onset."""
    said, spots = _coded(record.code, record, tools), body_spots(record, tools.glossary)
    claims = placed(said.claims, spots, qualities, tools.glossary)
    return replace(said, claims=_dated(claims, record))


def _encounter(record: Record, tools: Tools, now: datetime) -> Said:
    said = NOTHING
    for reason in record.reasons:
        one = _coded(reason, record, tools)
        told = (claim for claim in one.claims if claim.from_text)
        coded = tuple(claim for claim in one.claims if not claim.from_text)
        named = as_mentions(told, tools.glossary.vocabulary)
        said += replace(one, claims=coded + named)
    return completed_by_words(said, record, tools)


_READERS: Mapping[str, Callable[[Record, Tools, datetime], Said]] = MappingProxyType(
    {
        "Observation": _observation,
        "Condition": _condition,
        "Procedure": _procedure,
        "Encounter": _encounter,
        **dict.fromkeys(MEDICATION_KINDS, taken),
    }
)


def _coded(code: Concept, record: Record, tools: Tools) -> Said:
    """The claims of a code; of its words alone where the code is unknown."""
    claims = coded_claims(tools.glossary.coded(code), tools.glossary)
    if not claims:
        return concept_heard(code, record, tools)
    claims = with_displayed_side(claims, code, tools.glossary)
    return Said(claims=claims, texts=own_words(code))


def _dated(claims: Iterable[Claim], record: Record) -> tuple[Claim, ...]:
    if record.began.at is None:
        return tuple(claims)
    onset = Qualities(onset=record.began.at)
    return tuple(claim.with_qualities(onset) for claim in claims)


def _in_state(state: State, claim: Claim) -> Claim:
    if state == "ongoing" or claim.presence == "absent":
        return claim
    return replace(claim, state=state)


def _under_record(presence: Presence, said: Said, record: Record) -> Said:
    """Claims of a refuted or unconfirmed record are so themselves."""
    if presence == "present":
        return said
    verified = [(claim, under(presence, claim)) for claim in said.claims]
    kept = (replace(claim, presence=word) for claim, word in verified if word)
    denied = any(word is None for _, word in verified)
    problems = (problem("denied-twice", record),) if denied else ()
    return replace(said, claims=tuple(kept), problems=said.problems + problems)
