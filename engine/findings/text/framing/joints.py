"""Signs of a joint or of one spot, which are none of a limb or of the whole body.

"Knee swollen" is no swollen leg and "shoulder sore" no pain of an arm; a knee that is
hot is no fever, nor does "not hot" of a calf deny one; "a limp" is how somebody walks,
a limp arm is weak. A leg, a calf, a foot or a hand beside the joint keeps the finding.
"""

from collections.abc import Callable, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_JOINTS = word_set(
    "knee knees kneecap patella elbow elbows shoulder shoulders hip hips"
)
_KNEES = word_set("knee knees kneecap patella")
# "Pain to the knee", "from the knee down", "post knee replacement" name more of it.
_LEADING_TO = word_set(
    """to from above below past under behind into toward towards beyond until over up
    near around between post replacement replacements arthroplasty surgery op operation
    down downwards upwards radiating spreading blade blades"""
)
_LEADING_OVER = word_set("over around")
_NEAR = 2
_CLOT = word_set(
    """dvt clot clots sob breathless breath breathe breathing embolism flight limb
    limbs numb tingling discoloured colour pulse pulses pulseless tense bedbound"""
)
_HOT = frozenset({("hot",), ("red", "hot")})
_NOT_HOT = word_set("not hot isn't isnt at all to touch")
_LOCAL = word_set(
    """swollen red tender warm painful sore inflamed stiff puffy tight tense deformed
    angry and , & is are was looks very ++ + now"""
)
_TELLING = word_set("swollen red tender painful sore inflamed stiff deformed")
_SPOTS = word_set("joint joints wound wounds ulcer ulcers cellulitis lump scar abscess")
_ENDS = word_set(", . ; ? and but") | {STOP}
_AFTER_COMMA = _LOCAL | word_set("no nil not ? - query questioned")
_HE = word_set(
    """he she i they baby child toddler pt patient boy girl son daughter lad mum dad
    he's she's i'm him her bub infant resident"""
)
_HAS_LIMP = word_set("with a slight mild bad the no")
_LIMB_WORDS = word_set(
    """arm arms leg legs hand hands side body left right l r limb limbs lifeless
    useless weak floppy and"""
)
_OF_LIMP = word_set(
    """from for after when due secondary following post persists persisting worse
    improving noted today yesterday"""
)
# "Limp from the waist down"
_DOWN_FROM = word_set("waist neck chest down downwards below")
_FAR = 5
_DOWN_TO = word_set("to down into as going shooting radiating")
_SCIATIC = frozenset({"sciatica", "radicular-pain"})
_DENIED = word_set("no nil not without denies denied never")
JOINT_WORDS = frozenset().union(
    *(_JOINTS, _LEADING_TO, _CLOT, _NOT_HOT, _SPOTS, _HE, _HAS_LIMP),
    *(
        _LIMB_WORDS,
        _OF_LIMP,
        _DOWN_TO,
        _DOWN_FROM,
        _TELLING,
        filter(str.isalpha, _LOCAL),
    ),
)


def is_of_joint(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a sign is that of a joint, of one hot spot, or a manner of walking."""
    asked = _ASKED.get(finding.word)
    return asked is not None and asked(finding, words, marks)


def _is_swollen_knee(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "R knee swollen and stiff", not "knee and calf swollen", "to the knee"."""
    return finding.told != "normal" and _only_at(_KNEES, words, marks)


def _is_joint_pain(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Elbow sore after tennis", and a sciatica that is told once: "to the toe"."""
    if finding.told == "normal":
        return False
    return _only_at(_JOINTS, words, marks) or _is_of_sciatica(finding, words, marks)


def _only_at(
    joints: frozenset[str], words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether every limb part that a sentence names is one of some joints."""
    if joints.isdisjoint(words) or not _CLOT.isdisjoint(words):
        return False
    sites = [mark for mark in marks if mark.axis == "site" and _is_limb(mark)]
    return sites != [] and all(_is_joint(mark, joints, words) for mark in sites)


def _is_joint(site: Mark, joints: frozenset[str], words: Sequence[str]) -> bool:
    if not joints.issuperset(words[site.start : site.end]):
        return False
    before = {*words[max(0, site.start - _NEAR) : site.start]} - _LEADING_OVER
    around = before | {*words[site.end : site.end + _NEAR]}
    return _LEADING_TO.isdisjoint(around)


def _is_of_sciatica(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Left L5 sciatica, pain to big toe", not "sciatica, calf painful"."""
    named = (m for m in marks if m.word in _SCIATIC and m.end <= finding.start)
    if not any(_DENIED.isdisjoint(words[max(0, m.start - 3) : m.start]) for m in named):
        return False
    said = words[finding.start : finding.end]
    goes = words[finding.end : finding.end + 1]
    starts = said[:1] in (("pain",), ("shooting",), ("pains",))
    return starts and not _DOWN_TO.isdisjoint((*said[1:], *goes))


def _is_hot_spot(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Calf swollen, hot, tender", "hot swollen red L leg", "knee hot"."""
    said = tuple(words[finding.start : finding.end])
    if finding.told == "normal":
        return _is_spot_not_hot(finding, words, marks)
    if said not in _HOT:
        return False
    sites = [mark for mark in marks if mark.axis == "site" and _is_limb(mark)]
    return _is_before_spot(finding, words, marks, sites) or (
        _is_behind_spot(finding, words, sites) and _says_no_more(finding.end, words)
    )


def _is_before_spot(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], sites: Sequence[Mark]
) -> bool:
    sides = {i for m in marks if m.axis == "side" for i in range(m.start, m.end)}
    at = finding.end
    while at < len(words) and (at in sides or words[at] in _LOCAL - {",", "now"}):
        at += 1
    plain = "and" not in words[at - 1 : at]
    is_spot = words[at : at + 1] != () and words[at] in _SPOTS
    return plain and (is_spot or any(site.start == at for site in sites))


def _is_behind_spot(finding: Mark, words: Sequence[str], sites: Sequence[Mark]) -> bool:
    at = finding.start
    while at and words[at - 1] in _LOCAL:
        at -= 1
    between = words[at : finding.start]
    if "," in between and _TELLING.isdisjoint(between):
        return False
    is_spot = at > 0 and words[at - 1] in _SPOTS
    return is_spot or any(site.end == at for site in sites)


def _says_no_more(at: int, words: Sequence[str]) -> bool:
    """Whether nothing of the whole body follows: not "leg red and hot, drowsy"."""
    while at < len(words) and words[at] in _LOCAL - {",", "and"}:
        at += 1
    if at >= len(words) or words[at] not in _ENDS:
        return at >= len(words)
    return words[at] in (STOP, ".", ";") or _AFTER_COMMA.issuperset(
        words[at + 1 : at + 2]
    )


def _is_spot_not_hot(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Discolouration R lower leg, not hot": it denies no fever."""
    if not _NOT_HOT.issuperset(words[finding.start : finding.end]):
        return False
    before = words[: finding.start]
    of_limb = any(m.axis == "site" and _is_limb(m) for m in marks)
    return _HE.isdisjoint(before[-_NEAR:]) and of_limb


def _is_a_limp(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "WB with limp", "limp from blister", not "with limp left arm"."""
    if tuple(words[finding.start : finding.end]) != ("limp",):
        return False
    start, end = finding.start, finding.end
    before, after = words[max(0, start - 1) : start], words[end : end + 1]
    if not _LIMB_WORDS.isdisjoint(words[end : end + _NEAR]):
        return False
    if not _DOWN_FROM.isdisjoint(words[end : end + _FAR]):
        return False
    if any(m.start in range(end, end + _NEAR) for m in marks if m.is_place):
        return False
    if before and before[0] in _HAS_LIMP:
        return True
    opens = not before or before[0] in _ENDS
    return opens and bool(after) and after[0] in _OF_LIMP and not _has_arm(marks)


def _has_arm(marks: Sequence[Mark]) -> bool:
    named = {mark.word for mark in marks if mark.axis == "site"}
    return not named.isdisjoint({"arm", "hands", "fingers", "half-body"})


def _is_limb(mark: Mark) -> bool:
    return mark.entry is not None and mark.entry.limb


_Asked = Callable[[Mark, Sequence[str], Sequence[Mark]], bool]
_ASKED: dict[str, _Asked] = {
    "leg-swelling": _is_swollen_knee,
    "limb-pain": _is_joint_pain,
    "fever": _is_hot_spot,
    "limb-weakness": _is_a_limp,
}
