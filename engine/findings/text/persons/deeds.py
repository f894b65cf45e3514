"""Persons who do something: "boyfriend got her to hospital, blurred vision".

What a comma parts from a deed is told of the patient, unless the deed itself has a
finding in it ("wife had a fit"). A twin pregnancy is no twin.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

# Not "had", "developed", "suffered", "went numb": those are told of oneself.
_DEEDS = word_set(
    """got went came drove broke heard started began ran tried gave did helped carried
    rushed lifted sat put let left stayed waited arrived returned turned looked checked
    woke slept rings ringing calling phoning phones rang called phoned alerted summoned
    dialled performed opened entered forced discovered spotted tells telling brings
    brought died"""
)
# "Was woken by banging", "was driving", "is on the way".
_BEING = word_set("was were is became got")
_DOING = word_set(
    """woken called alerted rung phoned summoned asleep out away driving at on with in
    there here worried concerned alarmed anxious scared awake sleeping upstairs
    downstairs asked told"""
) | {TIME_WORD}
_ENDS = frozenset({","})
# "Mum ringing as 3 year old fitting": why somebody rings is told of the patient.
_CALLING = word_set("rings ringing calling phoning phones rang called phoned")
_REASONS = word_set("as because cos")
_THEN = word_set("then and but when")
_OTHERS = word_set("he she pt patient")
_BACK_TO = frozenset({("back", "to"), ("home", "to"), ("to", "find"), ("and", "found")})
_OF_BIRTH = word_set(
    """pregnancy pregnancies pregnant delivery deliveries gestation birth births labour
    labor antenatal clinic"""
)
_ANOTHER = word_set("too also same")
_FAMILY = word_set("fh fhx family")
DEED_WORDS = frozenset().union(
    *(
        _DEEDS,
        _BEING,
        _REASONS,
        _THEN,
        _OTHERS,
        *_BACK_TO,
        _DOING - {TIME_WORD},
        _OF_BIRTH,
        _ANOTHER,
        _FAMILY,
    )
)


def is_beside_deed(
    person: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether the person only does something, and the finding is told apart."""
    said = words[person + 1 : finding.start]
    if not said or person >= finding.start:
        return False
    if words[person] == "twin":
        return said[0] in _OF_BIRTH
    if returns_to(finding, words):
        return True
    if finding.entry is None or not finding.entry.event:
        return False
    ends = _ENDS | _REASONS if said[0] in _CALLING else _ENDS
    end = next((i for i, w in enumerate(said) if w in ends or _anew(said, i)), None)
    if end is None:
        return False
    deed = said[:end]
    does = bool(deed) and (
        deed[0] in _DEEDS
        or (deed[0] in _BEING and not _DOING.isdisjoint(deed[1:2]))
        # "Unaccompanied, daughter at home, confused", not "daughter at home, fever"
        or (deed == ("at", "home") and words[max(0, person - 1)] == ",")
    )
    own = range(person, person + 1 + end)
    named = any(_is_had(m, deed) for m in marks if m.start in own[2:])
    near = words[finding.end : finding.end + 2]
    shared = not _ANOTHER.isdisjoint(near) or not _FAMILY.isdisjoint(words[:person])
    return does and not named and not shared


def returns_to(finding: Mark, words: Sequence[str]) -> bool:
    """ "Wife went to the shop, came back to slurred speech"."""
    return tuple(words[max(0, finding.start - 2) : finding.start]) in _BACK_TO


def _anew(said: Sequence[str], at: int) -> bool:
    """ "Girlfriend started CPR then he": another subject."""
    return said[at] in _THEN and not _OTHERS.isdisjoint(said[at + 1 : at + 2])


def _is_had(mark: Mark, deed: Sequence[str]) -> bool:
    """A symptom in the deed itself; who "died of a stroke" tells why one worries."""
    if mark.entry is None or not mark.is_finding:
        return False
    return mark.entry.event or deed[0] != "died"
