"""Denials without commas or in an order of their own, before answers are read.

"Fever nil cough nil SOB nil" answers each name behind it, "0 pallor 0 cyanosis"
before it; "headache she has none", "febrile he is not" deny what they begin with,
"fits/faints: none" both. Only bare names are taken: what has a side, a time or an
adjective may be told of the patient ("numb left arm nil else").
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, PLAIN_ADJECTIVES
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import ANSWERED_NO, STOP

_NO = word_set("no nil none")
_YES = word_set("yes")
_LONGEST_ITEM = 3
_TWO = 2
_NEAR = 4
_NO_ITEM = word_set(", ; : / + and or but . not with")
_ENDS = word_set(", ; .") | {"nor"}
_NOUGHT = "0"
_SAID = word_set("called described")
_DOES = word_set("does did do")
_SHE = word_set("she he i they")
_GET = word_set("get have suffer report feel")
_HE = word_set("he she i pt patient they")
# Behind "he": "headache he has none", "febrile he is not".
_HAS_NONE = frozenset(
    {(verb, "none") for verb in ("has", "have", "had", "gets", "reports")}
    | {("has", "not", "got"), ("is", "not"), ("was", "not"), ("am", "not")}
    | {("isn't",), ("isnt",), ("wasn't",), ("does", "not", "have"), ("doesn't", "have")}
)
# Right before a name: "anything but confused", "nor does she get headaches".
_FAR_FROM = frozenset(
    {("anything", "but"), ("far", "from"), ("far", "from", "being")}
    | {("by", "no", "means"), ("in", "no", "way"), ("not", "in", "the", "least")}
    | {("not", "remotely"), ("nowhere", "near"), ("not", "the", "least", "bit")}
    | {(can, "be", said) for can in ("can't", "cannot", "couldn't") for said in _SAID}
    | {(not_, "call", who) for not_ in ("wouldn't", "not") for who in ("him", "her")}
    | {("nor", does, who, get) for does in _DOES for who in _SHE for get in _GET}
    | {("nor", verb, who) for verb in ("is", "was", "are") for who in _SHE}
    | {("nor", "has", who, had) for who in _SHE for had in ("any", "had", "got")}
    | {("no", "o", "/", "e", "evidence", "of"), ("no", "o", "/", "e", "signs", "of")}
    | {("nor", "o", "/", "e", "evidence", "of")}
)
_UNDOING = word_set(
    "not no never cannot can't couldn't unable nothing without only hardly"
)
_AT_TIMES = word_set(
    "usually normally ordinarily until before but though except yesterday always"
)
_BETTER = word_set(
    "better improved improving resolved gone settled eased cleared worse went stopped"
)
_FAR_ENDS = frozenset(phrase[-1] for phrase in _FAR_FROM)
_CUES = _NO | _HE | {"not", _NOUGHT} | {phrase[-2] for phrase in _FAR_FROM}
RUN_ON_WORDS = (
    _CUES
    | _YES
    | _UNDOING
    | _BETTER
    | _AT_TIMES
    | {word for phrase in (*_HAS_NONE, *_FAR_FROM) for word in phrase}
)


def freed(words: Sequence[str], marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with "confusion" for "no confusion" in "fever no confusion yes"."""
    if words[-1 - (words[-1] == STOP)] not in _YES:
        return marks
    last = len(words) - 1 - (words[-1] == STOP)
    return tuple(
        _freed(mark) if _is_freed(mark, words, last) else mark for mark in marks
    )


def _is_freed(mark: Mark, words: Sequence[str], last: int) -> bool:
    denies = mark.is_finding and mark.told == "normal" and mark.end == last
    begun = mark.start > 0 and words[mark.start - 1] not in _NO_ITEM
    return denies and begun and words[mark.start] in _NO and mark.end > mark.start + 1


def _freed(mark: Mark) -> Mark:
    entry = mark.entry and mark.entry._replace(denies=False)
    return replace(mark, start=mark.start + 1, told="", entry=entry)


def denied_in_turn(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words, with an answer of no behind each name that is so denied."""
    named = [mark for mark in marks if mark.is_finding and not mark.told]
    if not named or _CUES.isdisjoint(words):
        return words
    read = list(words)
    _answer_noughts(read, marks, named)
    _answer_pairs(read, named, marks)
    _answer_inverted(read, named)
    _deny_far_from(read, named, marks)
    _answer_run(read, named, marks)
    _free_next(read, named, marks)
    return tuple(read)


def _answer_noughts(
    read: list[str], marks: Sequence[Mark], named: Sequence[Mark]
) -> None:
    """ "0 pallor 0 cyanosis 0 oedema": the first is a "no" already."""
    if read[0] not in ("no", _NOUGHT):
        return
    begun = {mark.start for mark in marks if mark.is_finding and mark.start}
    starts = {mark.start for mark in named}
    for at in range(1, len(read) - 1):
        after = read[at - 1] not in _NO_ITEM and not read[at - 1].isdigit()
        if read[at] == _NOUGHT and at + 1 in starts & begun and after:
            read[at] = "no"


def _answer_pairs(
    read: list[str], named: Sequence[Mark], marks: Sequence[Mark]
) -> None:
    """ "Fits/faints: none": the second is a name that no list knows."""
    covered = {i for mark in marks for i in range(mark.start, mark.end)}
    for mark in named:
        at = mark.end
        said = read[at : at + 4]
        is_pair = len(said) > _LONGEST_ITEM and (said[0], said[2]) == ("/", ":")
        if not _closes(read, at + 4):
            continue  # "confused/agitated: none of this is usual"
        if is_pair and said[3] in _NO and at + 1 not in covered:
            read[at + 1] = "any"


def _answer_inverted(read: list[str], named: Sequence[Mark]) -> None:
    """ "Headache she has none", "febrile he is not; muddled", "dizzy not, sick not".

    "Ptosis better, double vision not": that it is better is denied.
    """
    nots = [i for i in range(len(read)) if read[i] == "not" and _closes(read, i + 1)]
    told = {mark.end for mark in named if read[mark.end - 1] in ADJECTIVES}
    if len(nots) >= _TWO and _BETTER.isdisjoint(read):
        for at in nots:
            read[at] = ANSWERED_NO if at in told else read[at]
    for mark in named:
        at = mark.end
        if at >= len(read) or read[at] not in _HE:
            continue
        for said in _HAS_NONE:
            end = at + 1 + len(said)
            if tuple(read[at + 1 : end]) == said and _closes(read, end):
                read[at:end] = [ANSWERED_NO, *["is"] * (end - at - 1)]


def _deny_far_from(
    read: list[str], named: Sequence[Mark], marks: Sequence[Mark]
) -> None:
    """ "Anything but confused"; "can't do anything but lie, confused" is none."""
    places = {mark.end: mark.start for mark in marks if mark.is_place}
    for mark in named:
        end = places.get(mark.start, mark.start)
        if not end or read[end - 1] not in _FAR_ENDS:
            continue
        if not _AT_TIMES.isdisjoint(read[mark.end : mark.end + _NEAR]):
            continue  # "nor is she confused usually but is today"
        for phrase in _FAR_FROM:
            at = end - len(phrase)
            if at < 0 or tuple(read[at:end]) != phrase:
                continue
            if _UNDOING.isdisjoint(read[max(0, at - _NEAR) : at]):
                read[at:end] = ["no", *["any"] * (len(phrase) - 1)]


def _closes(read: Sequence[str], at: int) -> bool:
    return at >= len(read) or read[at] in _ENDS


def _answer_run(read: list[str], named: Sequence[Mark], marks: Sequence[Mark]) -> None:
    """ "Fever nil cough nil SOB nil", "headache yes photophobia no neck pain no"."""
    length = len(read) - (read[-1] == STOP)
    answers = [i for i in range(length) if read[i] in _NO | _YES]
    refused = [i for i in answers if read[i] in _NO]
    if len(answers) < _TWO or not refused or not _is_run(read, answers):
        return
    tail = range(answers[-1] + 1, length)
    denying = [m for m in marks if m.told == "normal" and m.start in tail]
    normal = {i for mark in denying for i in range(mark.start, mark.end)}
    led = read[answers[0]] in _YES and len(refused) >= _TWO
    if tail and not (led and normal.issuperset(tail)):
        return
    if any(mark.axis in ("side", "time", "course") for mark in marks):
        return
    if any(read[mark.end - 1] in PLAIN_ADJECTIVES for mark in named):
        return
    ends = {mark.end for mark in named}
    for at in refused:
        if at in ends:
            read[at] = ANSWERED_NO


def _free_next(read: list[str], named: Sequence[Mark], marks: Sequence[Mark]) -> None:
    """A "no" that answers what is before it denies nothing behind it.

    "Fever no cough no SOB yes" tells of breathlessness; "weakness nil numbness L
    arm" may tell of numbness.
    """
    length = len(read) - (read[-1] == STOP)
    answers = [i for i in range(length) if read[i] in _NO | _YES | {ANSWERED_NO}]
    for at in answers:
        if read[at] not in _NO or not at or read[at - 1] in _ENDS | {":"}:
            continue
        yes = next((i for i in answers if i > at), at)
        if read[yes] in _YES and _is_item(read, at + 1, yes):
            following = next((i for i in answers if i > yes), yes)
            if yes + 1 == length or _is_item(read, yes + 1, following):
                read[at] = "but"
    ends = {mark.end for mark in named}
    placed = {mark.start for mark in marks if mark.is_place}
    for mark in named:
        at = mark.start - 1
        if at in ends and read[at] == "nil" and mark.end in placed and "," not in read:
            read[at] = ";"


def _is_item(read: Sequence[str], start: int, end: int) -> bool:
    item = read[start:end]
    return 0 < len(item) <= _LONGEST_ITEM and _NO_ITEM.isdisjoint(item)


def _is_run(read: Sequence[str], answers: Sequence[int]) -> bool:
    """Whether one short name stands before each answer, and nothing else."""
    before = -1
    for at in answers:
        item = read[before + 1 : at]
        if not 0 < len(item) <= _LONGEST_ITEM or not _NO_ITEM.isdisjoint(item):
            return False
        before = at
    return True
