"""What let up for good: "headache Tuesday, the paracetamol shifted it".

The clause behind the finding has no subject of its own but "it" or what was done
about it, and closes: "leg swelling went down completely", "cleared once treated",
"temp has come down and stayed down". What went down a bit, went down the leg, came
back or is only better with a tablet has not let up.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.framing.stopped import is_noun
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, NOT_YET, PERSONS
from engine.findings.text.wording.own_clause import ENDS, PAST, clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_PAIRED = frozenset({"pallor", "cyanosis", "skin-discolouration", "cold-limb"})
_GOING_DOWN = frozenset({"leg-swelling", "fever"})
_WHOLLY = word_set("completely completly fully totally entirely altogether overnight")
_DOWN = frozenset(
    {("stayed", "down"), ("down", "for", "good"), ("right", "down")}
    | {("down", how) for how in _WHOLLY}
    | {(how, "down") for how in _WHOLLY}
)
_WENT = frozenset(("went", how) for how in _WHOLLY)
_WITHIN = word_set("within in after by") | {TIME_WORD}
_CLEARING = word_set("cleared settled resolved disappeared")
_ONCE = word_set("once when as")
_NO_MORE = frozenset(
    {("not", "happened", "again"), ("not", "happened", "since"), ("not", "in", "years")}
    | {("not", "had", "one", "since"), ("not", "had", "any", "since")}
    | {("hasn't", "happened", "again"), ("hasnt", "happened", "again")}
    | {("hasn't", "happened", "since"), ("none", "in", "years"), ("not", "a", "bother")}
    | {("no", "trouble", "with", "it", "now"), ("no", "trouble", "with", "it", "since")}
    | {("a", "distant", "memory"), ("no", "bother", "since"), ("no", "bother", "now")}
    | {("no", "issue", "since"), ("no", "issues", "since"), ("issue", "resolved")}
    | {("problem", "resolved"), ("issue", "sorted"), ("problem", "sorted")}
    | {("never", "happened", "again"), ("has", "not", "happened", "again")}
)
_GOOD_AGAIN = frozenset({("came", "good"), ("came", "right")})
_RECOVERED = word_set("recovered resolved")
_LIFTS = word_set("settled cleared subsided disappeared vanished lifted abated passed")
_IT = word_set("it they that all this symptoms which issue problem everything")
_LEADING = (_IT | FILLERS) - {"gone", "went"} | word_set(
    "and has have had was is then since now all but"
)
# What may stand between a noun and its verb.
_BETWEEN = word_set("in of her his my the has have had all then just")
_TREATED = word_set(
    "treated treatment surgery op operation decompression physio steroids"
)
# What may stand behind it to the end of its clause: any other word may say that it
# is so only with a tablet, at rest, at some hours or in part.
_TAIL = _WHOLLY | _TREATED | {TIME_WORD, "since", "years", "now", "today"}
_TAIL |= word_set(
    """and after within a an the her his my few couple of by in stayed down
    itself minutes hours hour days day week weeks month months following once it"""
)
STANDING = word_set(
    """still ongoing persists persisting persisted remains remain partly partially
    slightly bit little some somewhat almost nearly mostly until till except though
    although worse worsening recurred reoccurred recurs unless if returned returns
    comes keeps every each whenever usually sometimes always temporarily briefly but
    then up twice times"""
)
_BACK = word_set("again back")
_SPOKEN_OF_NOW = word_set("still remains looks now currently keeps goes ongoing")
# Of what it is told, "no issues since" may be told as well: "numb since the op".
_SINCE_THEN = word_set("since like from when with while")
_LINKING = word_set("with after from during when in and following post due to the of")
_NEAR = 3
_GOING = word_set("has have had gone went come came is was been and stayed all")
_SIGNS = frozenset().union(
    *({one[-1] for one in (*_NO_MORE, *_GOOD_AGAIN, *_DOWN, *_WENT)}, _CLEARING),
    *(_RECOVERED, _LIFTS, _WHOLLY, {"down"}),
)
LET_UP_WORDS = frozenset().union(
    *(_SIGNS, _WHOLLY, *_DOWN, *_NO_MORE, *_GOOD_AGAIN, _LEADING, _GOING),
    *(_BETWEEN, STANDING, _BACK, _ONCE, _TAIL - {TIME_WORD}, {"stopped"}),
)


def is_let_up(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether what stands behind it says that it is no more."""
    if words[-1:] == (STOP,):
        words = words[:-1]
    if _SIGNS.isdisjoint(words[finding.end :]) or finding.word == "seizure":
        return False
    if finding.told:
        return False
    if not _SPOKEN_OF_NOW.isdisjoint(
        words[max(0, finding.start - _NEAR) : finding.end]
    ):
        return False
    return (
        any(
            _is_of_it(finding, words, marks, at) and _is_for_good(words, at, end)
            for at, end in _clauses(finding, words)
        )
        or any(
            _is_for_good(words, at, end, whole=False)
            for at, end in _verbs(finding, words, marks)
        )
        or _is_no_more(finding, words, marks)
    )


def _verbs(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> Iterator[tuple[int, int]]:
    """ "Foot drop recovered after surgery", "dizziness passed within a week"."""
    at = finding.end
    ends = {m.start: m.end for m in marks if m.is_place or m.time is not None}
    while at < len(words) and (at in ends or words[at] in _BETWEEN):
        at = ends.get(at, at + 1)
    after = words[at + 1] if at + 1 < len(words) else STOP
    if not at < len(words):
        return
    lifts = words[at] in _LIFTS and (after in ENDS or after in _TAIL)
    if lifts and is_noun(finding, words):
        yield at, at + 1
    if words[at] in _RECOVERED and words[at - 1] != ",":
        yield at, at + 1


def _clauses(finding: Mark, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses behind it that say so."""
    for start in range(finding.end, len(words)):
        if start > finding.end and words[start - 1] not in ENDS | {"and"}:
            continue
        at = start
        while at < len(words) and words[at] in _LEADING:
            at += 1
        end = _end_of(finding, words, start, at)
        if end:
            yield start, end


def _end_of(finding: Mark, words: Sequence[str], start: int, at: int) -> int:
    """The word behind what ends it; 0 if nothing does."""
    is_own = start == finding.end
    down = 0
    if finding.word in _GOING_DOWN:
        down = _end_of_down(words, at)
    if down or is_own or at == len(words):
        return down
    return _end_of_clause(finding, words, at)


def _end_of_clause(finding: Mark, words: Sequence[str], at: int) -> int:
    """ "Cleared once treated", "it came good", "passed within a week"."""
    said, pair = words[at], tuple(words[at : at + 2])
    after = words[at + 1] if at + 1 < len(words) else STOP
    if (said in _CLEARING and after in _ONCE) or (
        said == "passed" and after in _WITHIN
    ):
        return at + 1
    good = pair in _GOOD_AGAIN and words[at - 1] in _IT
    went = pair in _WENT and is_noun(finding, words)
    return at + 2 if good or went else 0


def _end_of_down(words: Sequence[str], at: int) -> int:
    """ "Has gone down completely", "has come down and stayed down"."""
    for i in range(at, len(words)):
        if words[i] in ENDS:
            return 0
        for n in (2, 3):
            if tuple(words[i : i + n]) in _DOWN:
                return i + n
        if words[i] not in _GOING | {"down"}:
            break
    return 0


def _is_of_it(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], at: int
) -> bool:
    """Whether no other finding stands between that may be what has let up."""
    between = [
        mark
        for mark in marks
        if _may_let_up(mark) and finding.end <= mark.start and mark.end <= at
    ]
    return (STANDING - {"but"}).isdisjoint(words[finding.end : at]) and all(
        not _LINKING.isdisjoint(words[max(finding.end, m.start - 2) : m.start])
        and "," not in words[finding.end : m.start]
        and not (words[m.start - 1] == "and" and m.word not in _PAIRED)
        for m in between
    )


def _may_let_up(mark: Mark) -> bool:
    return mark.is_finding and mark.entry is not None and mark.entry.event


def _is_for_good(
    words: Sequence[str], start: int, end: int, *, whole: bool = True
) -> bool:
    """Whether nothing of it is left, and nothing tells of what it depends on."""
    said, rest = words[start:end], words[end:]
    if not NOT_YET.isdisjoint(said) or not PERSONS.isdisjoint(said):
        return False
    if not (STANDING | _BACK).isdisjoint(rest):
        return False
    close = next((i for i, word in enumerate(rest) if word in ENDS), len(rest))
    if rest[:1] != () and rest[0] in _ONCE and rest[close - 1] == "stopped":
        return close == len(rest)
    return _TAIL.issuperset(rest if whole else rest[:close])


def _is_no_more(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Wet the bed as a child, not happened since": of what stands right before it."""
    start, end = clause(words, finding.start)
    if not (_SINCE_THEN | _BACK).isdisjoint(words[start:end]):
        return False
    at = end + 1
    while at < len(words) and words[at] in _LEADING:
        at += 1
    times = (m.time for m in marks if m.time is not None and m.end <= end)
    past = any(time.year or time.ago for time in times)
    return (past or not PAST.isdisjoint(words[start:end])) and any(
        tuple(words[at:]) == said or tuple(words[end + 1 :]) == said
        for said in _NO_MORE
    )
