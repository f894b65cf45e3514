"""What came back: "went grey when he fainted, colour came straight back".

Only of the function or the colour that the finding is of, in a clause of its own
behind it and to its end: "colour back to his face", "vision came back but blurred",
"speech back to normal, arm still weak" and "feeling not back" restore nothing of what
stands before them.
"""

from collections.abc import Iterator, Mapping, Sequence

from engine.findings.text.framing.let_up import without_no_more
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import ENDS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_COLOUR = word_set("colour color colours colors")
_POWER = word_set("power strength movement movements grip")
_SPEECH = word_set("speech voice talking")
_BLADDER = word_set("bladder voiding voided weeing peeing urinating passing")
_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("pallor", "cyanosis", "skin-discolouration"), _COLOUR),
    **dict.fromkeys(("limb-weakness", "hemiparesis", "foot-drop"), _POWER),
    **dict.fromkeys(("aphasia", "slurred-speech"), _SPEECH),
    **dict.fromkeys(("vision-loss", "diplopia"), word_set("vision sight eyesight")),
    **dict.fromkeys(
        ("gait-unsteady", "ataxia"), word_set("walking walked gait balance")
    ),
    "cold-limb": word_set("warmth"),
    "numbness": word_set("feeling sensation"),
    "trouble-breathing": word_set("breathing"),
    "absent-distal-pulse": word_set("pulse pulses"),
    "urinary-retention": _BLADDER,
    "urinary-incontinence": word_set("bladder continent dry"),
    "fever": word_set("temperature afebrile"),
}
# "Went black for a few seconds, came straight back": no word for what came.
_BRIEF = word_set("sec secs second seconds moment moments min mins minute minutes")
_LEADING = word_set(
    """his her the my all and then but with their had has full good normal skin w both
    it she he baby they child pt soon quickly eventually immediately since is was
    now again urine water"""
)
_NEXT = word_set(
    """came come has have had was is are were all straight right soon quickly and then
    warmth fully completely entirely totally now it urine water"""
)
_TIMES = word_set("x2 x3 x4 x 2 3 4 twice several times")
_BACK = frozenset({"back"})
_WHOLLY = word_set("returned restored recovered")
_NORMAL = word_set("normal normally fine well good ok okay freely easily steadily")
_AGAIN = word_set("since again ever by within straight next after now the")
_DRY = word_set("continent dry afebrile")
_TO_NORMAL = frozenset({("to", "normal"), ("to", "baseline"), ("to", "usual")})
_PINKED = word_set("straight right nicely well back up out quickly")
_PINK = word_set("pink warm and back nice nicely well perfused")
_PINK_SINCE = _AGAIN - {"straight", "the", "by"}
_CAME = frozenset(("came", how, "back") for how in ("straight", "right", "fully"))
_CAME |= {("came", "back", "fully"), ("came", "back", "completely")}
_TAIL = ENDS - {"but", "though", "although", "except", "however", "yet"}
_TAIL |= {TIME_WORD} | word_set(
    """and by within after once when since as straight immediately quickly soon before
    now again completely fully entirely totally on next spontaneously over"""
)
_OVER_TIME = word_set("months weeks days minutes hours years the")
_ON = frozenset({"on"})
_OWN = word_set("its his her their own release")
_STANDING = word_set(
    """still ongoing persists persisting persisted remains remain partly partially
    slightly bit little some somewhat almost nearly mostly not hasn't hasnt n't only
    until till but except though although worse worsening recurred reoccurred lost
    unless if blurred blurry dusky weak returns comes keeps every each whenever"""
)
_STANDING_BEFORE = _STANDING - {"until", "till"}
_RETURN = word_set("again back")
_NOT_AGAIN = _NORMAL | _DRY | word_set("straight right")
_NOW = word_set("still remains looks now currently remaining keeps goes")
_NEAR = 3
_FAR = 7
_REDUCED = word_set("reduction reduced manipulation manipulated realigned straightened")
_SIGNS = frozenset().union(*_OF.values(), word_set("came pinked pink warm returned"))
RESTORED_WORDS = frozenset().union(
    _REDUCED,
    *(_SIGNS, _BRIEF, _LEADING, _NEXT, _WHOLLY, _NORMAL, _AGAIN, _STANDING, _OWN),
    *(_TAIL - {",", ";", STOP, TIME_WORD}, _PINK, _PINKED, *_CAME, *_TO_NORMAL),
)


def is_restored(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a later clause says that what it took away is back as it was."""
    if _SIGNS.isdisjoint(words[finding.end :]):
        return False
    if not _NOW.isdisjoint(words[max(0, finding.start - _NEAR) : finding.start]):
        return False
    return any(
        _STANDING_BEFORE.isdisjoint(words[finding.end : start])
        and _leaves_nothing(finding, words, marks, end)
        for start, end in _returns(finding, words)
    )


def _returns(finding: Mark, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the clauses begin and end that tell of a return."""
    own = _OF.get(finding.word, frozenset())
    for start in range(finding.end + 1, len(words)):
        if words[start - 1] not in ENDS and words[start - 1] not in ("and", "then"):
            continue
        at = start
        while at < len(words) and words[at] in _LEADING and words[at] not in own:
            at += 1
        end = _end_of(finding, own, words, at)
        if end:
            yield start, end


def _end_of(finding: Mark, own: frozenset[str], words: Sequence[str], at: int) -> int:
    """The word behind what tells of a return; 0 if nothing does."""
    if own is _COLOUR or finding.word == "cold-limb":
        flushed = _end_of_flush(words, at, warm=own is not _COLOUR)
        if flushed:
            return flushed
    if finding.word == "absent-distal-pulse" and _is_by_reduction(words, at):
        ends = (i for i in range(at, len(words)) if words[i] in ENDS)
        return next(ends, len(words))
    if tuple(words[at : at + 3]) in _CAME:
        brief = not _BRIEF.isdisjoint(words[finding.end : at])
        is_it = words[at - 1] == "it"
        return at + 3 if finding.word == "vision-loss" and (brief or is_it) else 0
    if words[at : at + 1] == () or words[at] not in own:
        return _end_of_warmth(finding, words, at)
    verb = at + 1
    times = _TIMES if words[at] in _BLADDER else _NEXT
    while words[verb : verb + 1] and (words[verb] in _NEXT or words[verb] in times):
        verb += 1
    return _end_of_verb(words, verb, own=words[at])


def _end_of_flush(words: Sequence[str], at: int, *, warm: bool) -> int:
    """ "Pinked up", "pink since"; of a cold limb "warm and pink again"."""
    end = at
    if words[at : at + 1] == ("pinked",) and not warm:
        end = at + 1
        while words[end : end + 1] and words[end] in _PINKED:
            end += 1
        return end
    if words[at : at + 2] in (("normal", "colour"), ("normal", "color")):
        return at + 2 if not warm and _is_since(words, at + 2) else 0
    while words[end : end + 1] and words[end] in _PINK:
        end += 1
    told = words[at:end]
    since = words[end : end + 1] != () and words[end] in _PINK_SINCE
    return end + 1 if since and ("warm" if warm else "pink") in told else 0


def _is_by_reduction(words: Sequence[str], at: int) -> bool:
    """ "Came back once the ankle was reduced", "returned after reduction"."""
    verb = words[at : at + 1] == ("returned",) or words[at : at + 2] == ("came", "back")
    return verb and not _REDUCED.isdisjoint(words[at + 1 : at + _FAR])


def _end_of_verb(words: Sequence[str], at: int, *, own: str) -> int:
    said = words[at] if at < len(words) else ""
    if own in _DRY:
        stands = words[at - 1] == own and words[at : at + 1] != ("by",)
        return at + 1 if stands and _is_since(words, at) else 0
    if said in _BACK:
        pair = tuple(words[at + 1 : at + 3])
        return at + 3 if pair in _TO_NORMAL else at + 1
    if said in _WHOLLY:
        return at + 3 if tuple(words[at + 1 : at + 3]) in _TO_NORMAL else at + 1
    if own in _BLADDER and said == "since":
        return at + 1
    now = "now" in words[at - 2 : at]
    return at + 1 if said in _NORMAL and (now or _is_since(words, at + 1)) else 0


def _is_since(words: Sequence[str], at: int) -> bool:
    """ "Normal since", "fine within a day", not "normal" at the examination."""
    return words[at : at + 1] != () and (words[at] in _AGAIN or words[at] == TIME_WORD)


def _end_of_warmth(finding: Mark, words: Sequence[str], at: int) -> int:
    """ "Colour and warmth back" is told of the cold hand as well."""
    both = words[at : at + 3]
    if finding.word != "cold-limb" or both[1:] != ("and", "warmth"):
        return 0
    return _end_of_verb(words, at + 3, own="") if both[0] in _COLOUR else 0


def _leaves_nothing(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], end: int
) -> bool:
    """Whether it is back everywhere and for good: not "to his face", "in one eye"."""
    after = words[end : end + 1]
    pinked = "pinked" in words[end - _NEAR : end]
    if after and after[0] not in _TAIL and not (pinked and after[0] in ("with", "w")):
        return False
    rest = without_no_more(words[end:])
    if not _STANDING.isdisjoint(rest):
        return False
    gone_again = any(
        word in _RETURN and (words[end - 1], *rest)[i] not in _NOT_AGAIN
        for i, word in enumerate(rest)
    )
    if after == ("over",) and not (rest[1:2] and rest[1] in _OVER_TIME | {TIME_WORD}):
        return False
    if gone_again or (after and after[0] in _ON and _OWN.isdisjoint(rest[1:2])):
        return False
    close = next((i for i in range(end, len(words)) if words[i] in ENDS), len(words))
    return not any(mark.is_place and end <= mark.start < close for mark in marks)
