"""Texts of a record, read into claims.

The reader itself leaves a text without a word of a finding alone, at the cost
of splitting it. Where a text qualifies a finding that stands beside it as a
code ("2 h ago", "on the left"), the finding's own word is put before it, so
that the reader binds it.
"""

from collections.abc import Iterable
from dataclasses import replace

from engine.fhir.record import Concept, Record
from engine.findings.bind import folded
from engine.findings.claim import Claim, Place, Qualities
from engine.findings.finding import Presence
from engine.findings.glossary import wordings
from engine.findings.problems import problem
from engine.findings.said import NOTHING, Said, Tools
from engine.findings.text.finding import TextFinding
from engine.terminology.vocabulary import Vocabulary

EMERGENCY_DIAGNOSES = "emergency-diagnosis"


def heard(text: str, record: Record, tools: Tools) -> Said:
    """The claims of one text of a record; history is none, unless lifelong."""
    reading = tools.reader.read(text, record.written, tools.zone)
    words = tools.glossary.vocabulary.findings
    told = [
        one
        for one in reading.findings
        if not one.is_history or words[one.what].lifelong
    ]
    # Past or not, what is lifelong is so: only how sure a denial is matters there.
    sure = [
        one
        for one in told
        if one.certain or (one.is_history and one.presence != "absent")
    ]
    claims = tuple(claim_of(one, tools.glossary.vocabulary) for one in sure)
    codes = ["text-unclear"] * (len(claims) < len(told))
    codes += ["text-too-long"] * (not reading.complete)
    problems = [problem(code, record) for code in codes]
    past = {one.what for one in reading.findings} - {one.what for one in told}
    if past or reading.set_aside:
        named = ", ".join(sorted(words[word].says for word in past | reading.set_aside))
        problems.append(problem("text-set-aside", record, detail=f"Named: {named}."))
    return Said(claims=claims, problems=tuple(problems))


def all_heard(texts: Iterable[str], record: Record, tools: Tools) -> Said:
    """The claims of several texts of a record, each text read once."""
    said = [heard(text, record, tools) for text in dict.fromkeys(texts)]
    return sum(said, NOTHING)


def concept_heard(concept: Concept, record: Record, tools: Tools) -> Said:
    """The claims in the words of a concept: its text, completed by displays."""
    said = [heard(text, record, tools) for text in wordings(concept)]
    claims: tuple[Claim, ...] = ()
    for one in said:
        claims = folded(claims, one.claims, tools.glossary)
    return replace(sum(said, NOTHING), claims=claims)


def as_mentions(claims: Iterable[Claim], vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """Claims as mentions: named, not what a record is about.

    The name of an emergency diagnosis in a complaint or a note is no recorded
    diagnosis (`rule-format.md` section 2.12) and is left out.
    """
    group = vocabulary.groups.get(EMERGENCY_DIAGNOSES)
    left_out = group.members if group else ()
    return tuple(
        replace(claim, mentioned=True) for claim in claims if claim.what not in left_out
    )


def beside(what: str, text: str, record: Record, tools: Tools) -> Claim | None:
    """What a text without a finding of its own says about a coded one.

    None if it says nothing about it that is understood.
    """
    prompted = f"{_own_word(what, tools.glossary.vocabulary)} {text}"
    reading = tools.reader.read(prompted, record.written, tools.zone)
    told = [one for one in reading.findings if one.what == what and one.certain]
    words = tools.glossary.vocabulary
    claims = [claim_of(one, words) for one in told if not one.is_history]
    bare = _bare(what, tools.glossary.vocabulary)
    return next((claim for claim in claims if claim != bare), None)


def _bare(what: str, vocabulary: Vocabulary) -> Claim:
    word = vocabulary.findings[what]
    sites = frozenset({word.implied_site} if word.implied_site else ())
    return Claim(what, place=Place(sites, word.implied_side), from_text=True)


def _own_word(what: str, vocabulary: Vocabulary) -> str:
    word = vocabulary.findings[what]
    plain = [text for text in word.text if text not in word.lay]
    return (plain or [word.says])[0]


def claim_of(told: TextFinding, vocabulary: Vocabulary) -> Claim:
    """A statement of a text as a claim.

    "Numb after crossing the legs, gone now": it is the numbness that has gone.
    """
    lasts = vocabulary.findings[told.what].kind != "exposure"
    is_over = told.state == "resolved" and lasts
    return Claim(
        told.what,
        told.presence,
        "resolved" if is_over else "ongoing",
        Place(told.sites, told.side),
        Qualities(
            symmetric=told.symmetric,
            onset=told.onset,
            ended=told.ended if lasts else None,
            speed=told.speed,
            chronic=told.chronic,
            courses=told.courses,
            severity=told.severity,
            lasted=told.lasted if lasts else None,
        ),
        from_text=True,
    )


def under(presence: Presence, claim: Claim) -> Presence | None:
    """The presence of a claim inside a record of that presence.

    None where a denial is itself denied.
    """
    if claim.presence == "absent":
        return None if presence == "absent" else "absent"
    return claim.presence if presence == "present" else presence
