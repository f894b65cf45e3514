"""Findings tied to another by the very words beside them, whatever else is said.

"Hit by a confused patient", "needlestick from a patient with cancer", "found partner
cold and mottled, RIP", "carer herself has carpal tunnel", "maternal pyrexia",
"cancelled, his support worker has a fever", "wife's back pain means she can't help".
What is so now, or behind "now", is none of these.
"""

from collections.abc import Sequence

from engine.findings.text.persons.apart import pronouns_of
from engine.findings.text.persons.attached_words import (
    ALIVE,
    CALLED,
    CANCELS,
    CANNOT,
    CARE_ROLES,
    DEAD,
    FINDING,
    FRIENDS,
    HANDLING,
    HARMED,
    HAS,
    HELPERS,
    HELPS,
    HIM,
    HURT,
    ITSELF,
    MINE,
    MOURNING,
    NOW,
    OFF_WITH,
    SAME,
    STAFF_HELD,
    WITH,
)
from engine.findings.text.persons.other_record import (
    is_maternal,
    is_misfiled,
    is_needle,
    is_of_file,
)
from engine.findings.text.persons.party_words import OBJECTS, PARTIES, SUBJECTS
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import INFORMING, PERSONS

_SHORT = 3
_NEAR = 5
_FAR = 9


def is_attached(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], text: Sequence[str]
) -> bool:
    """Whether the words beside a finding tie it to somebody else."""
    nouns = [i for i, word in enumerate(words) if word in PARTIES]
    before = [i for i in nouns if i < finding.start]
    noun = before[-1] if before else None
    if _is_by_another(finding, words) or is_needle(finding, words, text):
        return True
    if is_maternal(finding, words, text) or is_misfiled(finding, words, text):
        return True
    if noun is None:
        return _is_of_rest(finding, words)
    since = words[noun + 1 : finding.start]
    return (
        _is_handled(noun, finding, words)
        or _is_dead(noun, finding, words, text)
        or (finding.word in OFF_WITH and _is_of_helper(noun, since, words))
        or _is_own_of_carer(noun, since, words, marks)
        or _is_why(noun, finding, words)
        or _is_cancelled(noun, finding, words)
        or _is_of_family(noun, finding, words)
        or _is_called_for(noun, finding, words)
        or _is_told_of_himself(noun, finding, words)
        or is_of_file(noun, finding, words)
        or _is_harming(finding, words)
        or _is_of_rest(finding, words)
    )


def _is_by_another(finding: Mark, words: Sequence[str]) -> bool:
    """ "Hit by a confused patient", "bitten by a patient having a seizure"."""
    before = words[max(0, finding.start - _FAR) : finding.start]
    if "by" not in before or HARMED.isdisjoint(before):
        return False
    by = finding.start - len(before) + max(i for i, w in enumerate(before) if w == "by")
    if HARMED.isdisjoint(words[max(0, by - 4) : by]):
        return False
    said = words[by + 1 : finding.start]
    behind = words[finding.end : finding.end + _SHORT]
    if STAFF_HELD.issuperset(said) and not PARTIES.isdisjoint(behind[:2]):
        return True
    people = [i for i, word in enumerate(said) if word in PARTIES]
    if len(people) != 1 or not STAFF_HELD.issuperset(said[: people[0]]):
        return False
    rest = said[people[0] + 1 :]
    return len(rest) <= _SHORT and bool(rest[:1]) and rest[0] in WITH | {"opposite"}


def _is_harming(finding: Mark, words: Sequence[str]) -> bool:
    """ "A resident has seizures and hit this lady": who did it is another."""
    rest = words[finding.end : finding.end + _NEAR]
    if rest[:1] != ("and",) or not HARMED.intersection(rest[1:3]):
        return False
    return not {"this", "our"}.isdisjoint(rest[2:4])


def _is_handled(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Hurt her back lifting her husband, who has", "assisted bystander who was"."""
    before = words[max(0, noun - 4) : noun]
    rest = [word for word in words[noun + 1 : finding.start] if word != ","]
    who = bool(rest) and rest[0] in WITH and NOW.isdisjoint(rest)
    if not HANDLING.isdisjoint(before):
        return who and not HURT.isdisjoint(words[:noun])
    if {"assisted", "helped"} & set(before) and not {"pt", "patient"}.isdisjoint(
        before
    ):
        return who
    donated = "donated" in words[:noun] and "to" in before
    sat = tuple(before[-4:-1]) == ("sat", "next", "to") or "sat" in before
    met = (
        sat
        and "next" in before
        and INFORMING.isdisjoint(rest[:4])
        and WITH.intersection(rest[:_NEAR])
    )
    return (donated and who) or bool(met and NOW.isdisjoint(rest))


def _is_dead(
    noun: int, finding: Mark, words: Sequence[str], text: Sequence[str]
) -> bool:
    """ "Found partner cold and mottled, RIP", "bereaved. Husband was breathless"."""
    if words[noun] not in PERSONS or not NOW.isdisjoint(
        words[noun + 1 : finding.start]
    ):
        return False
    found = not FINDING.isdisjoint(words[max(0, noun - 2) : noun])
    rest = words[finding.end :]
    stop = next(
        (i for i, word in enumerate(rest) if word in ("pt", "patient", "but")), 99
    )
    if found and not DEAD.isdisjoint(rest[:stop]) and ALIVE.isdisjoint(rest):
        return True
    said = words[noun + 1 : finding.start]
    mourned = not MOURNING.isdisjoint(text) and "died" in said[:2] and "was" in said
    return mourned and set(SUBJECTS) & set(said) <= _may_be(words[noun])


def _may_be(person: str) -> set[str]:
    others = pronouns_of(person)
    return {word for word, one in SUBJECTS.items() if others and one not in others}


def _is_of_helper(noun: int, since: Sequence[str], words: Sequence[str]) -> bool:
    """ "Cancelled, his support worker is off with sciatica"."""
    if words[noun] not in HELPERS or CANCELS.isdisjoint(words[:noun]):
        return False
    return (NOW | INFORMING).isdisjoint(since) and len(since) <= _NEAR


def _is_own_of_carer(
    noun: int, since: Sequence[str], words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Carer herself has carpal tunnel", "she herself suffers with vertigo"."""
    itself = [i for i, word in enumerate(since) if word in ITSELF]
    if not itself or any(m.time is not None and is_recent(m.time) for m in marks):
        return False
    at = itself[0]
    if not HAS.intersection(since[at + 1 : at + 2]) or not NOW.isdisjoint(since):
        return False
    if not at:
        return words[noun] in CARE_ROLES
    told = SUBJECTS.get(since[at - 1], "") and not INFORMING.isdisjoint(since[:at])
    return bool(told) and not {"caller", *CARE_ROLES}.isdisjoint(words[: noun + 1])


def _is_why(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Wife's back pain means she can't help", "and can't transfer him"."""
    rest = words[finding.end : finding.end + _NEAR + 2]
    if not CANNOT.intersection(rest[:4]) or not NOW.isdisjoint(
        words[noun + 1 : finding.start]
    ):
        return False
    at = next(i for i, word in enumerate(rest) if word in CANNOT)
    if not {"means", "so", "and"}.intersection(rest[:at]):
        return False
    can = [word for word in rest[at + 1 :] if word not in ("to", "always")]
    if not can or can[0] not in HELPS:
        return False
    him = {"him", "her", "pt", "patient"}.intersection(can[1:3])
    return bool(him) or (can[0] in ("help", "assist") and "herself" not in can)


def _is_cancelled(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "My son had a seizure last night so I need to cancel my appointment"."""
    if CANCELS.isdisjoint(words):
        return False
    rest = words[finding.end :]
    if words[noun - 1 : noun] == ("my",) and "so" in rest:
        at = rest.index("so")
        said = rest[at + 1 : at + 6]
        asks = said[:1] in (("i",), ("i'm",)) and not CANCELS.isdisjoint(said)
        told = words[noun + 1 : finding.start]
        return asks and NOW.isdisjoint(told) and HIM.isdisjoint(rest[at:])
    # "His partner rang to cancel for him, she has done her back in"
    him = [i for i in range(noun, finding.start - 1) if words[i] in ("him", "her")]
    if not him or words[him[0] - 1] != "for" or noun > 2:
        return False
    if CANCELS.isdisjoint(words[noun : him[0]]):
        return False
    who = {"him": "she", "her": "he"}[words[him[0]]]
    said = [word for word in words[him[0] + 1 : finding.start] if word != ","]
    theirs = OBJECTS["he" if who == "she" else "she"]
    return SUBJECTS.get(said[0] if said else "") == who and theirs.isdisjoint(said)


def _is_of_family(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "His daddy has carpal tunnel and so has the granda": a disease of many."""
    if finding.entry is None or finding.entry.event:
        return False
    rest = words[finding.end : finding.end + _NEAR]
    so = rest[:2] == ("and", "so") and rest[2:3] and rest[2] in SAME
    another = not PARTIES.isdisjoint(words[finding.end + 2 : finding.end + 6])
    own = noun == 0 or words[noun - 1] in MINE
    return bool(so) and another and own and NOW.isdisjoint(words[noun : finding.start])


def _is_called_for(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Neighbour collapsed with facial droop, she rang the ambulance for him"."""
    if words[noun] not in FRIENDS or not NOW.isdisjoint(words[noun : finding.start]):
        return False
    rest = words[finding.end : finding.end + _FAR + 2]
    for at, word in enumerate(rest[:-2]):
        who = SUBJECTS.get(word, "")
        if who and rest[at + 1] in CALLED:
            other = OBJECTS["he" if who == "she" else "she"]
            telling = INFORMING.intersection(words[noun + 1 : noun + 3])
            return not other.isdisjoint(rest[at + 2 :]) and not telling
    return False


def _is_told_of_himself(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Neighbour told her his foot went black, so she came to have hers"."""
    if words[noun] not in FRIENDS or words[noun + 1 : noun + 2] != ("told",):
        return False
    pair = tuple(words[noun + 2 : noun + 4])
    return pair in (("her", "his"), ("him", "her")) and "so" in words[finding.end :]


def _is_of_rest(finding: Mark, words: Sequence[str]) -> bool:
    """ "Rest of household had fever", of a catching illness and of the past."""
    before = tuple(words[max(0, finding.start - _NEAR - 1) : finding.start])
    if "rest" not in before:
        return False
    said = [
        w for w in before[before.index("rest") + 1 :] if w not in ("the", "his", "her")
    ]
    had = said[2:3] in (["had"], ["has"], ["have"])
    where = said[1:2] in (["household"], ["family"], ["class"])
    return said[:1] == ["of"] and where and had and len(said) <= 4
