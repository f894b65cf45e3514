"""What came back: "went grey when he fainted, colour came straight back".

Only of the function or the colour that the finding is of, in a clause of its own
behind it and to its end: "colour back to his face", "vision came back but blurred",
"speech back to normal, arm still weak" and "feeling not back" restore nothing of what
stands before them.
"""

from collections.abc import Iterator, Mapping, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import ENDS, PAST, clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_COLOUR = word_set("colour color colours colors")
_POWER = word_set("power strength movement")
_SPEECH = word_set("speech")
_BLADDER = word_set("voiding weeing peeing urinating passing")
_COLOURED = frozenset({"pallor", "cyanosis", "skin-discolouration", "cold-limb"})
_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("pallor", "cyanosis", "skin-discolouration"), _COLOUR),
    **dict.fromkeys(("limb-weakness", "hemiparesis", "foot-drop"), _POWER),
    **dict.fromkeys(("aphasia", "slurred-speech"), _SPEECH),
    "vision-loss": word_set("vision sight eyesight"),
    "cold-limb": word_set("warmth"),
    "numbness": word_set("feeling sensation"),
    "absent-distal-pulse": word_set("pulse pulses"),
    "urinary-retention": _BLADDER,
    "urinary-incontinence": word_set("dry"),
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
_BACK = frozenset({"back"})
_WHOLLY = word_set("returned restored recovered")
_WELL = word_set("fine well good ok okay normally freely easily")
_TO_NORMAL = frozenset({("to", "normal"), ("to", "baseline"), ("to", "usual")})
_PINKED = word_set("straight right nicely well back up out quickly")
_PINK = word_set("pink warm and back nice nicely well perfused")
_PINK_SINCE = word_set("since again ever within next after now")
_CAME = frozenset(("came", how, "back") for how in ("straight", "right", "fully"))
_CAME |= {("came", "back", "fully"), ("came", "back", "completely")}
_BY_ITSELF = frozenset(
    ("by", who) for who in ("himself", "herself", "itself", "themselves")
)
# What may stand behind it, to the end of the sentence: any other word may say that
# it is so only with oxygen, in one place or for a while.
_TAIL = {TIME_WORD} | word_set(
    """and by within in over after immediately quickly soon again completely fully
    entirely totally spontaneously on release its his her own
    minutes minute mins min seconds secs seconds second hour hours days a an the few
    since ever once reduction reduced realigned realignment ankle fracture dislocation
    x-ray traction straightened to normal baseline normally sec couple of two three
    five ten 2 3 5 10 15 20 30 1 4"""
)
_STANDING = word_set(
    """still ongoing persists persisting persisted remains remain partly partially
    slightly bit little some somewhat almost nearly mostly not hasn't hasnt n't only
    except though although worse worsening recurred reoccurred lost baby's baby fetal
    foetal unless if blurred blurry dusky weak returns comes whenever"""
)
# Told of each time, of a place or of what it depends on: "goes blue when he cries".
_EACH_TIME = word_set(
    """goes go gets get turns becomes keeps wakes whenever whilst each every feed
    feeds feeding breast bottle crying cries coughing coughs raised standing twice times
    spells episodes attacks stopped breathing apnoea sats"""
)
_NOW = word_set("still remains looks now currently remaining keeps goes")
_WHEN = word_set("when if while")
_NEAR = 3
_REDUCED = word_set("reduction reduced manipulation manipulated realigned straightened")
_SIGNS = frozenset().union(*_OF.values(), word_set("came pinked pink warm returned"))
RESTORED_WORDS = frozenset().union(
    _REDUCED,
    *(_SIGNS, _BRIEF, _LEADING, _NEXT, _WHOLLY, _WELL, _STANDING, _EACH_TIME),
    *(_TAIL - {TIME_WORD}, _PINK, _PINKED, _PINK_SINCE, *_CAME, *_TO_NORMAL),
    *_BY_ITSELF,
)


def is_restored(finding: Mark, words: Sequence[str]) -> bool:
    """Whether the last clause says that what it took away is back as it was."""
    if words[-1:] == (STOP,):
        words = words[:-1]
    if _SIGNS.isdisjoint(words[finding.end :]):
        return False
    start, end = clause(words, finding.start)
    own = words[start:end]
    if not _EACH_TIME.isdisjoint(words[start:]) or not _NOW.isdisjoint(
        words[max(0, finding.start - _NEAR) : finding.start]
    ):
        return False
    may_be_often = finding.word in _COLOURED or not _WHEN.isdisjoint(own)
    if may_be_often and PAST.isdisjoint(own):
        return False  # "fingers white in the cold"
    return any(
        _STANDING.isdisjoint(words[finding.end :]) and _is_all(words, end)
        for end in _returns(finding, words)
    )


def _returns(finding: Mark, words: Sequence[str]) -> Iterator[int]:
    """Where what tells of a return ends, in a clause of its own."""
    own = _OF.get(finding.word, frozenset())
    for start in range(finding.end + 1, len(words)):
        if words[start - 1] not in ENDS and words[start - 1] not in ("and", "then"):
            continue
        at = start
        while at < len(words) and words[at] in _LEADING and words[at] not in own:
            at += 1
        end = _end_of(finding, own, words, at)
        if end:
            yield end


def _end_of(finding: Mark, own: frozenset[str], words: Sequence[str], at: int) -> int:
    """The word behind what tells of a return; 0 if nothing does."""
    if own is _COLOUR or finding.word == "cold-limb":
        flushed = _end_of_flush(words, at, warm=own is not _COLOUR)
        if flushed:
            return flushed
    if finding.word == "absent-distal-pulse" and _is_by_reduction(words, at):
        return at + 1 + (words[at] == "came")
    if tuple(words[at : at + 3]) in _CAME:
        brief = not _BRIEF.isdisjoint(words[finding.end : at])
        is_it = words[at - 1] == "it"
        return at + 3 if finding.word == "vision-loss" and (brief or is_it) else 0
    if words[at : at + 1] == () or words[at] not in own:
        return _end_of_warmth(finding, words, at)
    verb = at + 1
    while words[verb : verb + 1] and words[verb] in _NEXT:
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
    while words[end : end + 1] and words[end] in _PINK:
        end += 1
    told = words[at:end]
    since = words[end : end + 1] != () and words[end] in _PINK_SINCE
    return end + 1 if since and ("warm" if warm else "pink") in told else 0


def _is_by_reduction(words: Sequence[str], at: int) -> bool:
    """ "Came back once the ankle was reduced", "returned after reduction"."""
    verb = words[at : at + 1] == ("returned",) or words[at : at + 2] == ("came", "back")
    pulse = words[at - 1] in ("pulse", "pulses", "it")
    return verb and pulse and not _REDUCED.isdisjoint(words[at + 1 :])


def _end_of_verb(words: Sequence[str], at: int, *, own: str) -> int:
    """ "Dry ever since", "voiding well since", "back to normal", "returned"."""
    if own == "dry":
        return len(words) if words[at:] == ("ever", "since") else 0
    if own in _BLADDER:
        rest = [word for word in words[at:] if word not in _WELL]
        return len(words) if rest == ["since"] else 0
    said = words[at] if at < len(words) else ""
    if said not in _BACK | _WHOLLY:
        return 0
    return at + 3 if tuple(words[at + 1 : at + 3]) in _TO_NORMAL else at + 1


def _end_of_warmth(finding: Mark, words: Sequence[str], at: int) -> int:
    """ "Colour and warmth back" is told of the cold hand as well."""
    both = words[at : at + 3]
    if finding.word != "cold-limb" or both[1:] != ("and", "warmth"):
        return 0
    return _end_of_verb(words, at + 3, own="") if both[0] in _COLOUR else 0


def _is_all(words: Sequence[str], end: int) -> bool:
    """Whether nothing follows but how soon: not "to his face", "with oxygen"."""
    rest = words[end:]
    if tuple(rest[-2:]) in _BY_ITSELF:
        rest = rest[:-2]
    if not _TAIL.issuperset(word for word in rest if word != "was"):
        return False
    return "again" not in rest or words[end - 1] in _PINK
