"""What is invented, acted, examined or searched for: "mock 999 call: 'he can't speak'".

"Give three causes of sudden blindness" is a question of a paper, "exclusion criteria:
epilepsy" a rule of a trial, "search for 'carpal tunnel'" one of records. A drill can
end in earnest, so what is real, now, or told of the patient stays.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ASSERTING, NOT_SO
from engine.findings.text.wording.word_set import word_set

_INVENTED = word_set("invented fictional fictitious simulated hypothetical")
_OF = word_set("case patient scenario casualty call vignette story person")
_MOCK = word_set("mock")
_MOCKED = word_set("999 911 112 call arrest emergency casualty osce station patient")
_ONLY = frozenset({("exercise", "only"), ("drill", "only"), ("simulation", "only")})
_ASKED = word_set("asked asks told asking")
_PRETEND = ("to", "pretend")
_PRETENDING = word_set("him her them me us patient actor volunteer student")
_TASK = word_set("give list name state outline")
_MANY = word_set("two three four five six 2 3 4 5 6 some")
_POINTS = word_set("causes cause signs symptoms features differentials complications")
_POINTED = word_set("of for sudden acute common")
_CRITERIA = word_set("exclusion inclusion eligibility")
# A patient is held against criteria as well: "exclusion criteria: seizure at onset".
_TRIALS = word_set("trial study research recruiting recruitment")
_ACTING = word_set("plays playing acting acts portrays portraying played acted")
_ACTOR = word_set("actor actress osce simulated drama theatre")
_PART = word_set("a an the part of role")
_ROLES = word_set("man woman patient casualty person lady gentleman victim role")
_SEARCH = word_set("search searched searching")
_RETURNED = word_set("returned")
_BREAKS = word_set(", ; : . but")
_IN_ERROR = frozenset({("in", "error"), ("by", "mistake"), ("by", "error")})
_CODED = word_set("code coded codes entry flag")
_REAL = word_set(
    """real really actually genuine genuinely now then today since none nil met meets
    meet because but excluded fails until then tonight yesterday then he she still
    confirmed however"""
)
_CUES = (_INVENTED | _MOCK | _TASK | _CRITERIA | _ACTING | _SEARCH | _CODED) | {
    "only",
    "pretend",
}
ACTED_WORDS = frozenset().union(
    *(
        _CUES,
        _OF,
        _TRIALS,
        _MOCKED,
        _ASKED,
        _PRETEND,
        _PRETENDING,
        _MANY,
        _POINTS,
        _POINTED,
    ),
    *(_ACTOR, _PART, _ROLES, _RETURNED, _REAL, *_IN_ERROR, *_ONLY),
)
_NEAR = 4
_TWO = 2
_FAR = 9


def is_acted(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only acted, set as a task, searched for or a rule of a trial."""
    if _CUES.isdisjoint(words):
        return False
    if any(mark.axis == "side" for mark in marks):
        return False
    before, after = words[: finding.start], words[finding.end :]
    if _is_played(before, after):
        return True
    return not any(mark.time for mark in marks) and (
        _is_pretended(before)
        or (after[:1] in ((), (".",)) and _is_task(before))
        or _is_criterion(before, words)
        or _is_invented(before, words)
        or _is_of_search(before, after)
        or _is_coded_wrongly(before, after)
    )


def _is_pretended(before: Sequence[str]) -> bool:
    """ "Asked him to pretend his hand was weak"."""
    near = tuple(before[-_FAR:])
    at = next((i for i, pair in enumerate(pairwise(near)) if pair == _PRETEND), 0)
    asked = at and near[at - 1] in _PRETENDING and not _ASKED.isdisjoint(near[:at])
    return bool(asked) and (_REAL | _BREAKS).isdisjoint(near[at:])


def _is_played(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "Actor, plays a breathless man in an OSCE"."""
    part = [word for word in before[-_NEAR:] if word not in _PART]
    if not part or part[-1] not in _ACTING or before[-1] not in _PART:
        return False
    played = after[:1] != () and after[0] in _ROLES
    return played and not _ACTOR.isdisjoint((*before, *after))


def _is_task(before: Sequence[str]) -> bool:
    """ "Give three causes of sudden blindness"."""
    at = len(before) - 1
    while at > 0 and before[at] in _POINTED:
        at -= 1
    if at < 1 or before[at] not in _POINTS or "of" not in before[at:]:
        return False
    counted = before[at - 1] in _MANY and at > 1
    return counted and before[at - 2] in _TASK


def _is_criterion(before: Sequence[str], words: Sequence[str]) -> bool:
    """ "Trial exclusion criteria: epilepsy", and no word of a patient."""
    if _TRIALS.isdisjoint(words):
        return False
    at = next((i for i, word in enumerate(before) if word in _CRITERIA), -1)
    if at < 0 or words[at + 1 : at + 3] != ("criteria", ":"):
        return False
    return (_REAL | ASSERTING | NOT_SO).isdisjoint(words[at:])


def _is_invented(before: Sequence[str], words: Sequence[str]) -> bool:
    """ "Case for students (invented): drooping face", "mock 999 call: can't speak"."""
    if ":" not in before or not _REAL.isdisjoint(words):
        return False
    label = before[: len(before) - 1 - list(reversed(before)).index(":")]
    named = [word for word in label if word not in _BREAKS]
    if not _INVENTED.isdisjoint(named):
        bracketed = any(
            pair[0] == "," and pair[1] in _INVENTED for pair in pairwise(label)
        )
        begins = bracketed and named[0] in _OF and named[-1] in _INVENTED
        return begins or (
            named[0] in _INVENTED and named[-1] in _OF and len(named) == _TWO
        )
    mocked = any(one in _MOCK and other in _MOCKED for one, other in pairwise(label))
    return mocked and (not _ONLY.isdisjoint(pairwise(label)) or len(label) <= _NEAR)


def _is_of_search(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "Search for 'carpal tunnel' in free text returned 88"."""
    searched = any((one, "for") == tuple(before[-2:]) for one in _SEARCH)
    return (
        searched
        and _BREAKS.isdisjoint(after[:1])
        and not _RETURNED.isdisjoint(after[: _NEAR + 1])
    )


def _is_coded_wrongly(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "Code 'epilepsy' entered in error"."""
    coded = before[-1:] != () and before[-1] in _CODED
    return coded and not _IN_ERROR.isdisjoint(pairwise(after[:_NEAR]))
