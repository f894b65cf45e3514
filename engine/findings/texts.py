"""The words of a record beside its codes: onset, own text, notes.

They bind to their own record. A note may qualify what the record codes
("on the left, since this morning") and may name findings of its own.
"""

from dataclasses import replace

from engine.fhir.record import Onset, Record
from engine.findings.bind import completed, contradicted, folded
from engine.findings.claim import Claim, Qualities
from engine.findings.problems import problem
from engine.findings.said import Said, Tools
from engine.findings.spoken import all_heard, as_mentions, beside, heard
from engine.when import read_time

_SEVERAL = 2


def completed_by_words(said: Said, record: Record, tools: Tools) -> Said:
    """What a record says, with its onset in words, its texts and its notes."""
    said = _with_onset_words(said, record, tools)
    said = _with_own_words(said, all_heard(said.texts, record, tools), tools)
    for note in dict.fromkeys(record.notes):
        said = _with_note(said, note, record, tools)
    return said


def _with_own_words(said: Said, told: Said, tools: Tools) -> Said:
    # The words of its own code name what was asked: beside "absent" they are no
    # contradiction, while a complaint or a note may be one.
    if _adds_nothing(told, said):
        return said
    claims = folded(said.claims, told.claims, tools.glossary)
    return replace(said, claims=claims, problems=said.problems + told.problems)


def _adds_nothing(told: Said, said: Said) -> bool:
    # Two claims that are the same become one even so.
    return not told.claims and not told.problems and len(said.claims) < _SEVERAL


def with_texts(said: Said, told: Said, record: Record, tools: Tools) -> Said:
    """What a record says, with the claims of one or more of its texts."""
    if _adds_nothing(told, said):
        return said
    problems = said.problems + told.problems
    if contradicted(said.claims, told.claims, tools.glossary):
        problems += (problem("text-contradicts-code", record),)
    claims = folded(said.claims, told.claims, tools.glossary)
    return replace(said, claims=claims, problems=problems)


def _with_note(said: Said, note: str, record: Record, tools: Tools) -> Said:
    told = heard(note, record, tools)
    if told.claims or told.problems:
        claims = as_mentions(told.claims, tools.glossary.vocabulary)
        return with_texts(said, replace(told, claims=claims), record, tools)
    own = {claim.what for claim in said.claims if not claim.mentioned}
    remarks = [beside(what, note, record, tools) for what in own if len(own) == 1]
    claims = tuple(remark for remark in remarks if remark)
    return replace(said, claims=completed(said.claims, claims, tools.glossary))


def _with_onset_words(said: Said, record: Record, tools: Tools) -> Said:
    """Claims with an onset that was sent as words: "2 h ago", "2015"."""
    text = record.began.text
    if not text:
        return said
    asked = {
        claim.what: _onset_words(claim.what, record, tools)
        for claim in said.claims
        if record.began == Onset(text=text) and claim.presence != "absent"
    }
    begun = (_begun(claim, asked.get(claim.what)) for claim in said.claims)
    said = replace(said, claims=tuple(begun))
    if any(found is None for found in asked.values()):
        return said + Said(problems=(problem("onset-not-understood", record),))
    return said


def _onset_words(what: str, record: Record, tools: Tools) -> Claim | None:
    date = read_time(record.began.text, tools.zone)
    if date is not None:
        return Claim(what, qualities=Qualities(onset=date.interval))
    return beside(what, record.began.text, record, tools)


def _begun(claim: Claim, told: Claim | None) -> Claim:
    if told is None or claim.presence == "absent":
        return claim
    return replace(claim, from_text=True).with_qualities(told.qualities)
