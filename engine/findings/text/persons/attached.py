"""Findings tied to another by the very words beside them, whatever else is said.

"Needlestick from a patient with cancer", "found partner
cold and mottled, RIP", "carer herself has carpal tunnel", "maternal pyrexia",
"cancelled, his support worker has a fever", "wife's back pain means she can't help".
What is so now, or behind "now", is none of these.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.persons.apart import pronouns_of
from engine.findings.text.persons.attached_words import (
    ALIVE,
    CANCELS,
    CANNOT,
    CARE_ROLES,
    FINDING,
    FRIENDS,
    HAS,
    HELPERS,
    HIM,
    MINE,
    MOURNING,
    MY_APPOINTMENT,
    NOW,
    OFF_WITH,
    SAME,
    WHO_IS,
    WORN,
)
from engine.findings.text.persons.other_record import (
    is_maternal,
    is_misfiled,
    is_needle,
    is_of_file,
)
from engine.findings.text.persons.party_words import OBJECTS, PARTIES, SUBJECTS
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import INFORMING, PERSONS

_NEAR = 5


def is_attached(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words beside a finding tie it to somebody else."""
    nouns = [i for i, word in enumerate(words) if word in PARTIES]
    before = [i for i in nouns if i < finding.start]
    noun = before[-1] if before else None
    if is_needle(finding, words):
        return True
    if is_maternal(finding, words, text) or is_misfiled(finding, words, text):
        return True
    if noun is None:
        return _is_of_rest(finding, words)
    since = words[noun + 1 : finding.start]
    return (
        _is_met(noun, finding, words)
        or _is_dead(noun, finding, words, text)
        or (finding.word in OFF_WITH and _is_of_helper(noun, since, words))
        or _is_own_of_carer(noun, finding, words)
        or _is_why(noun, finding, words)
        or _is_cancelled(noun, finding, words)
        or _is_of_family(noun, finding, words)
        or _is_told_of_himself(noun, finding, words)
        or is_of_file(finding, words)
        or _is_of_rest(finding, words)
    )


def _is_met(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Assisted bystander who was", "sat next to a lad on the train who had".

    By whom the patient is helped is another matter, and kin may be the patient.
    """
    before = words[max(0, noun - 4) : noun]
    rest = words[noun + 1 : finding.start]
    who = tuple(rest[-2:]) in WHO_IS and {",", *NOW}.isdisjoint(rest)
    if not who or "by" in before or len(rest) > _NEAR:
        return False
    if "donated" in words[:noun] and "to" in before:
        return len(rest) == 2
    if words[noun] in PERSONS or words[noun] in ("pt", "patient"):
        return False
    helped = {"assisted", "helped"}.intersection(before)
    if helped and len(rest) == 2:
        return not {"pt", "patient"}.isdisjoint(before)
    return tuple(before) == ("sat", "next", "to", "a") or before[1:] == (
        "next",
        "to",
        "a",
    )


def _is_dead(
    noun: int, finding: Mark, words: Sequence[str], text: Sequence[str]
) -> bool:
    """ "Found partner cold and mottled, RIP", "bereaved. Husband died, was breathless".

    A limb only "looks dead", and the father of a wife found slurring died.
    """
    said = words[noun + 1 : finding.start]
    if words[noun] not in PERSONS or not NOW.isdisjoint(said):
        return False
    found = not FINDING.isdisjoint(words[max(0, noun - 2) : noun])
    rest = words[finding.end :]
    stop = next(
        (i for i, word in enumerate(rest) if word in ("pt", "patient", "but")), 99
    )
    if found and "rip" in rest[:stop] and ALIVE.isdisjoint(rest):
        return True
    mourned = not MOURNING.isdisjoint(text) and FINDING.isdisjoint(words)
    died = mourned and "died" in said[:2] and "was" in said
    return died and set(SUBJECTS) & set(said) <= _may_be(words[noun])


def _may_be(person: str) -> set[str]:
    others = pronouns_of(person)
    return {word for word, one in SUBJECTS.items() if others and one not in others}


def _is_of_helper(noun: int, since: Sequence[str], words: Sequence[str]) -> bool:
    """ "Cancelled, his support worker is off with sciatica", within a clause."""
    if words[noun] not in HELPERS or CANCELS.isdisjoint(words[:noun]):
        return False
    if (since[:1] != ("off",) and since[:2] != ("is", "off")) or "," in since:
        return False
    return (NOW | INFORMING).isdisjoint(since) and len(since) <= _NEAR


def _is_own_of_carer(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Carer herself has carpal tunnel", of what keeps her from her work."""
    since = words[noun + 1 : finding.start]
    return (
        words[noun] in CARE_ROLES
        and finding.word in WORN
        and since[:1] in (("himself",), ("herself",))
        and not HAS.isdisjoint(since[1:2])
        and NOW.isdisjoint(since)
    )


def _is_why(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Wife's back pain means she can't help", "caregiver ... and can't transfer him".

    Only of a back: who "can't assist with transfers" for his weak legs is the patient.
    """
    rest = words[finding.end : finding.end + _NEAR + 2]
    told = words[noun + 1 : finding.start]
    if finding.word not in WORN or not NOW.isdisjoint((*told, *rest)):
        return False
    means = rest[:1] == ("means",) and rest[1:2] and rest[1] in SUBJECTS
    if means and not CANNOT.isdisjoint(rest[2:3]):
        return rest[3:4] in (("help",), ("assist",))
    him = rest[:1] == ("and",) and not CANNOT.isdisjoint(rest[1:2])
    lifts = rest[2:3] in (("transfer",), ("lift",)) and rest[3:4] in (
        ("him",),
        ("her",),
    )
    return him and lifts and words[noun] in CARE_ROLES


def _is_cancelled(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "My son had a seizure last night so I need to cancel my appointment".

    Not of what somebody has now: "has slurred speech so I need to cancel".
    """
    if CANCELS.isdisjoint(words):
        return False
    rest = words[finding.end :]
    if words[noun - 1 : noun] == ("my",) and "so" in rest:
        said = rest[rest.index("so") + 1 :]
        asks = said[:1] in (("i",), ("i'm",)) and not CANCELS.isdisjoint(said[:5])
        mine = any(said[i : i + 2] in MY_APPOINTMENT for i in range(len(said)))
        had = words[noun + 1 : noun + 2] == ("had",)
        told = (*words[noun + 1 : finding.start], *rest[: rest.index("so")])
        return asks and mine and had and NOW.isdisjoint(told) and HIM.isdisjoint(said)
    # "His partner rang to cancel for him, she has done her back in"
    him = [i for i in range(noun, finding.start - 1) if words[i] in ("him", "her")]
    if not him or words[him[0] - 1] != "for" or noun > 2:
        return False
    if CANCELS.isdisjoint(words[noun : him[0]]) or finding.word not in WORN:
        return False
    who = {"him": "she", "her": "he"}[words[him[0]]]
    said = [word for word in words[him[0] + 1 : finding.start] if word != ","]
    theirs = OBJECTS["he" if who == "she" else "she"]
    return SUBJECTS.get(said[0] if said else "") == who and theirs.isdisjoint(said)


def _is_of_family(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "His daddy has carpal tunnel and so has the granda": a disease of many.

    Nothing else may follow but the writer's own: "... and so has he, foot black".
    """
    if finding.entry is None or finding.entry.event:
        return False
    rest = words[finding.end :]
    so = rest[:2] == ("and", "so") and rest[2:3] and rest[2] in SAME
    people = [i for i, word in enumerate(rest[:6]) if word in PARTIES]
    own = noun == 0 or words[noun - 1] in MINE
    if not so or not people or not own:
        return False
    behind = rest[people[-1] + 1 :]
    ends = behind[:1] in ((), (".",)) or not {"i", "me", "my"}.isdisjoint(behind)
    return ends and NOW.isdisjoint(words[noun : finding.start])


def _is_told_of_himself(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Neighbour told her his foot went black, so she came to have hers"."""
    if words[noun] not in FRIENDS or words[noun + 1 : noun + 2] != ("told",):
        return False
    pair = tuple(words[noun + 2 : noun + 4])
    rest = words[finding.end :]
    hers = not {("have", "hers"), ("have", "his")}.isdisjoint(pairwise(rest))
    return pair in (("her", "his"), ("him", "her")) and "so" in rest and hers


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
