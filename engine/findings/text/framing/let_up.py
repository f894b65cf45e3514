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
from engine.findings.text.wording.own_clause import ENDS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_PAIRED = frozenset({"pallor", "cyanosis", "skin-discolouration", "cold-limb"})
_GOING_DOWN = frozenset({"leg-swelling", "fever"})
_WHOLLY = word_set("completely completly fully totally entirely altogether overnight")
_DOWN = frozenset(
    {("down", "to", "normal"), ("stayed", "down"), ("down", "for", "good")}
    | {("right", "down"), ("down", "and", "never")}
    | {("down", "again", when) for when in ("once", "when", "after", "since")}
    | {("down", how) for how in _WHOLLY}
    | {(how, "down") for how in _WHOLLY}
)
_WENT_DOWN = frozenset(
    ("went", "down", when) for when in ("once", "when", "after", "following")
)
_WENT = frozenset(("went", how) for how in _WHOLLY | {"totally"})
_WITHIN = word_set("within in after by") | {TIME_WORD}
_CLEARING = word_set("cleared gone settled resolved disappeared vanished")
_ONCE = word_set("once when as")
_SHIFTED = word_set("shifted cleared sorted fixed cured settled killed stopped lifted")
_SHIFTS = _SHIFTED - {"stopped"}
_SORTED = word_set("sorted over")
_SORTED_BY = ENDS | {TIME_WORD} | word_set("with by out since after now itself")
_NO_MORE = frozenset(
    {("not", "happened", "again"), ("not", "happened", "since"), ("not", "in", "years")}
    | {("not", "had", "one", "since"), ("not", "had", "any", "since")}
    | {
        ("has", "not", "been", "back"),
        ("hasn't", "been", "back"),
        ("not", "a", "bother"),
    }
    | {("hasn't", "happened", "again"), ("hasnt", "happened", "again")}
    | {("hasn't", "happened", "since"), ("none", "in", "years")}
    | {("no", "trouble", "with", "it", "now"), ("no", "trouble", "with", "it", "since")}
    | {("a", "distant", "memory"), ("no", "bother", "since"), ("no", "bother", "now")}
    | {("no", "issue", "since"), ("no", "issues", "since"), ("never", "came", "back")}
    | {("not", "been", "back", "since"), ("issue", "resolved"), ("problem", "resolved")}
    | {("issue", "sorted"), ("problem", "sorted"), ("never", "happened", "again")}
    | {("no", "accidents", "since"), ("not", "been", "back")}
    | {("has", "not", "happened", "again"), ("not", "come", "back", "since")}
)
_GOOD_AGAIN = frozenset({("came", "good"), ("came", "right")})
_BETTER_ONCE = frozenset({("better", "once"), ("better", "as", "soon")})
_RECOVERED = word_set("recovered resolved")
_BY = word_set("after with by within in over since following fully completely") | ENDS
_LIFTS = word_set("settled cleared subsided disappeared vanished lifted abated passed")
_LIFTING = ENDS | {TIME_WORD} | word_set("within over after by in once when fully")
_IT = word_set("it they that all this symptoms which issue problem everything")
_LEADING = (_IT | FILLERS) - {"gone", "went"} | word_set(
    "and has have had was is then since now all but"
)
# What may stand between a noun and its verb.
_BETWEEN = word_set("in of her his my the has have had all then just")
_FUNCTIONS = word_set(
    """feeling feelings sensation power strength movement speech voice words vision
    sight use grip pulse pulses colour color"""
)
STANDING = word_set(
    """still ongoing persists persisting persisted remains remain partly partially
    slightly bit little some somewhat almost nearly mostly until till except though
    although worse worsening recurred reoccurred recurs unless if returned returns
    comes keeps every each whenever usually sometimes always temporarily briefly but"""
)
_BACK = word_set("again back")
_SPOKEN_OF_NOW = word_set("still remains looks now currently keeps goes ongoing")
_TENS = frozenset({"36", "37"})
_AS_OF = word_set("now today since again") | {TIME_WORD}
_LINKING = word_set("with after from during when in and following post due to the of")
_NEAR = 3
_LONGEST = 5
_FAR = 9
_GOING = word_set("has have had gone went come came is was been back and stayed all")
_SIGNS = frozenset().union(
    *({one[0] for one in (*_NO_MORE, *_GOOD_AGAIN, *_DOWN)}, _CLEARING, _SHIFTED),
    *(_SORTED, _RECOVERED, _LIFTS, {"better", "down", "back"}),
) - {"not", "no", "has", "a"}
_SIGNS |= word_set(
    "normal bother trouble accidents memory issue issues happened had years"
)
LET_UP_WORDS = frozenset().union(
    *(_SIGNS, _WHOLLY, *_DOWN, *_WENT_DOWN, *_NO_MORE, *_GOOD_AGAIN, _LEADING),
    _GOING,
    *(_BETWEEN, STANDING, _BACK, _FUNCTIONS, _ONCE, word_set("better once as soon")),
    _SORTED_BY - {",", ";", STOP, TIME_WORD},
    _BY - {",", ";", STOP},
)


def is_let_up(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether what stands behind it says that it is no more."""
    if _SIGNS.isdisjoint(words[finding.end :]) or finding.word == "seizure":
        return False
    if finding.told:
        return False
    if not _SPOKEN_OF_NOW.isdisjoint(
        words[max(0, finding.start - _NEAR) : finding.end]
    ):
        return False
    return any(
        _is_of_it(finding, words, marks, at) and _is_for_good(words, at, end, marks)
        for at, end in (*_verbs(finding, words, marks), *_clauses(finding, words))
    )


def _verbs(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> Iterator[tuple[int, int]]:
    """ "Foot drop recovered after surgery", "leg swelling went down once"."""
    at = finding.end
    ends = {m.start: m.end for m in marks if m.is_place or m.time is not None}
    while at < len(words) and (at in ends or words[at] in _BETWEEN):
        at = ends.get(at, at + 1)
    after = words[at + 1] if at + 1 < len(words) else STOP
    if not at < len(words):
        return
    down = tuple(words[at : at + 3]) in _WENT_DOWN
    if down and finding.word == "leg-swelling" and is_noun(finding, words):
        yield at, at + 2
    lifts = words[at] in _LIFTS and after in _LIFTING and is_noun(finding, words)
    if lifts and (after != "in" or TIME_WORD in words[at + 2 : at + 4]):
        yield at, at + 1
    if words[at] in _RECOVERED and after in _BY and words[at - 1] != ",":
        yield at, at + 1
    if words[at] in _SORTED and after in _SORTED_BY and words[at] != "over":
        yield at, at + 1


def _clauses(finding: Mark, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses behind it that say so."""
    for start in range(finding.end, len(words)):
        if start > finding.end and words[start - 1] not in ENDS | {"and"}:
            continue
        at = start
        while at < len(words) and words[at] in _LEADING and not _is_no_more(words, at):
            at += 1
        end = _end_of(finding, words, start, at)
        if end:
            yield start, end


def _end_of(finding: Mark, words: Sequence[str], start: int, at: int) -> int:
    """The word behind what ends it; 0 if nothing does."""
    length = _is_no_more(words, at)
    if length:
        return at + length
    if finding.word == "leg-swelling" and tuple(words[at : at + 3]) in _WENT_DOWN:
        return at + 2
    is_own = start == finding.end
    down = 0
    if finding.word in _GOING_DOWN:
        down = _end_of_down(finding, words, at, is_own=is_own)
    if down or is_own or at == len(words):
        return down
    return _end_of_clause(finding, words, at) or _end_of_shift(words, at)


def _end_of_clause(finding: Mark, words: Sequence[str], at: int) -> int:
    """ "Cleared once treated", "it came good", "better as soon as", "over it"."""
    said, pair = words[at], tuple(words[at : at + 2])
    after = words[at + 1] if at + 1 < len(words) else STOP
    lost = not _FUNCTIONS.isdisjoint(words[finding.start : finding.end])
    clears = said in _CLEARING and after in _ONCE and not (lost and said == "gone")
    if clears or (said == "passed" and after in _WITHIN):
        return at + 1
    if said == "sorted" and after in _SORTED_BY:
        return at + 1
    good = pair in _GOOD_AGAIN and words[at - 1] in _IT
    went = pair in _WENT and is_noun(finding, words)
    better = pair in _BETTER_ONCE or tuple(words[at : at + 3]) in _BETTER_ONCE
    return at + 2 if good or went or better or pair == ("over", "it") else 0


def _is_no_more(words: Sequence[str], at: int) -> int:
    """The length of "not happened again", "no trouble with it now"; 0 if not there."""
    lengths = (2, 3, 4, 5)
    return next((n for n in lengths if tuple(words[at : at + n]) in _NO_MORE), 0)


def _end_of_down(finding: Mark, words: Sequence[str], at: int, *, is_own: bool) -> int:
    """ "Has gone right down", "has come down and stayed down", "back to 36.8"."""
    near = range(at, min(at + _FAR, len(words)))
    for i in near:
        if words[i] in ENDS:
            return 0
        for n in (2, 3):
            if tuple(words[i : i + n]) in _DOWN:
                return i + n
        if not is_own and words[i] not in _GOING:
            break
    if finding.word == "fever" and tuple(words[at : at + 2]) == ("back", "to"):
        degrees = words[at + 2 : at + 4]
        if degrees[:1] == ("36",) or degrees in [("37", str(i)) for i in range(5)]:
            return at + 4
    pair = tuple(words[at : at + 2])
    is_normal = finding.word == "fever" and pair[:1] == ("normal",)
    return at + 2 if is_normal and pair[1:] and pair[1] in _AS_OF else 0


def _end_of_shift(words: Sequence[str], at: int) -> int:
    """ "The paracetamol shifted it", "pelvic floor exercises sorted it"."""
    for i in range(at, min(at + _LONGEST, len(words) - 1)):
        if words[i] in ENDS or words[i] in STANDING:
            return 0
        if words[i] in _SHIFTS and words[i + 1] == "it":
            return 0 if words[i + 2 : i + 3] == (TIME_WORD,) else i + 2  # "for an hour"
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
    words: Sequence[str], start: int, end: int, marks: Sequence[Mark]
) -> bool:
    """Whether nothing of it is left, and it did not come again."""
    said, rest = words[start:end], without_no_more(words[end:])
    if not NOT_YET.isdisjoint(without_no_more(said)) or not PERSONS.isdisjoint(said):
        return False
    if any(
        word in STANDING and not _is_handed_in(rest, i) for i, word in enumerate(rest)
    ):
        return False
    for_a_time = rest[:1] == ("for",) and rest[1:2] != ("good",)
    if for_a_time or rest[:1] in (("yet",), ("to",)) or not _BACK.isdisjoint(rest):
        return False
    close = next((i for i in range(end, len(words)) if words[i] in ENDS), len(words))
    places = (m for m in marks if m.is_place and not _is_no_place(m, words))
    return not any(start <= place.start < close for place in places)


def _is_handed_in(rest: Sequence[str], at: int) -> bool:
    """ "Stockings returned": not "it returned", "and has returned"."""
    before = rest[at - 1] if at else STOP
    return rest[at] == "returned" and before not in _IT | ENDS | _LEADING


def _is_no_place(mark: Mark, words: Sequence[str]) -> bool:
    """ "Has gone right down", "has not been back": no side and no back."""
    said, after = words[mark.start], words[mark.start + 1 : mark.start + 2]
    return said == "back" or (said == "right" and after in (("down",), ("away",)))


def without_no_more(words: Sequence[str]) -> tuple[str, ...]:
    """The words without "not happened again", which tells of no return."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = _is_no_more(words, at)
        kept.extend(() if length else words[at : at + 1])
        at += length or 1
    return tuple(kept)
