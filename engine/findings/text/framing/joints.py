"""Signs of a joint or of one spot, which are none of a limb or of the whole body.

"Knee swollen" is no swollen leg and "shoulder sore" no pain of an arm; a knee that is
hot is no fever, nor does "not hot" of a calf deny one; "with limp" is how somebody
walks. A leg, a calf, a foot or a hand beside the joint keeps the finding, and so does
what goes up to a knee, a clot, a failing heart or a temperature.
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
    down downwards downward upwards upward radiating spreading blade blades including
    reach reaches reached reaching extend extends extended extending level high at mid
    past distal proximal deep"""
)
_OF_KNEE = word_set("of in the his her my swollen swelled double size doubled")
_LEADING_OVER = word_set("over around")
_NEAR = 2
_BEFORE = 4
_CLOT = word_set(
    """dvt clot clots sob breathless breath breathe breathing embolism flight limb
    limbs numb tingling discoloured colour pulse pulses pulseless tense bedbound
    leg legs calf calves shin shins thigh thighs foot feet ankle ankles gaiter toe
    toes everything beneath below proportion cast plaster dislocated nails refill
    dusky"""
)
# Fluid is measured by how high it stands: "pitting oedema, knees".
_FLUID = word_set(
    """oedema edema oedematous edematous odema pitting pits ccf chf hf overload
    overloaded fluid jvp sacral sacrum ascites scrotum scrotal abdomen face facial
    frusemide furosemide diuretic diuretics bumetanide nephrotic albumin bnp"""
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
_NOTHING_ELSE = word_set("no nil not ? query aspirated")
# What is of the whole body: with it, hot is no spot.
_FEVERISH = word_set(
    """temp temps temperature t tmax pyrexia pyrexial pyrexic febrile fever fevers
    feverish shiver shivers shivery shivering rigor rigors chatter chattering chills
    sweats sweating sweaty clammy septic sepsis unwell drowsy c f hr tachy
    tachycardic"""
)
_FOUND = word_set("woke found collapsed wakes went")
_DEGREES = {*map(str, (37, 38, 39, 40, 41, 42)), *map(str, range(99, 107))}
_HE = word_set(
    """he she i they baby child toddler pt patient boy girl son daughter lad mum dad
    he's she's i'm him her bub infant resident"""
)
_HAS_LIMP = word_set("with slight mild bad no")
_LIMB_WORDS = word_set(
    """arm arms leg legs hand hands side body left right l r limb limbs lifeless
    useless weak floppy and"""
)
# "Limp from the waist down"
_DOWN_FROM = word_set("waist neck chest down downwards below")
JOINT_WORDS = frozenset().union(
    *(_JOINTS, _LEADING_TO, _CLOT, _NOT_HOT, _SPOTS, _HE, _HAS_LIMP, _FLUID, _DEGREES),
    *(_LIMB_WORDS, _DOWN_FROM, _TELLING, _FEVERISH, _OF_KNEE),
    *(_NOTHING_ELSE - {"?"}, filter(str.isalpha, _LOCAL)),
)


def is_of_joint(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a sign is that of a joint, of one hot spot, or a manner of walking."""
    asked = _ASKED.get(finding.word)
    return asked is not None and asked(finding, words, marks)


def _is_swollen_knee(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "R knee swollen and stiff", not "knee and calf swollen", "to the knee".

    A knee behind a swelling may be how high it goes: "swelling ++ knees".
    """
    if finding.told == "normal" or not _FLUID.isdisjoint(words):
        return False
    if not _only_at(_KNEES, words, marks):
        return False
    said = max(i for i in range(finding.start, finding.end) if words[i] not in _KNEES)
    named = [m for m in marks if m.is_place and m.start > said]
    at = named[0].start if named else said
    return all(word in _LOCAL or word in _OF_KNEE for word in words[said:at])


def _is_joint_pain(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Elbow sore after tennis"."""
    return finding.told != "normal" and _only_at(_JOINTS, words, marks)


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
    before = {*words[max(0, site.start - _BEFORE) : site.start]} - _LEADING_OVER
    around = before | {*words[site.end : site.end + _NEAR]}
    return _LEADING_TO.isdisjoint(around)


def _is_hot_spot(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Calf swollen, hot, tender", "hot swollen red L leg", "knee hot"."""
    said = tuple(words[finding.start : finding.end])
    if finding.told == "normal":
        return _is_spot_not_hot(finding, words, marks)
    if said not in _HOT or not (_FEVERISH | _DEGREES).isdisjoint(words):
        return False
    if words[-1] == STOP:
        return False  # "Red hot leg. Tymp 38.9": more is told
    sites = [mark for mark in marks if mark.axis == "site" and _is_limb(mark)]
    if _is_behind_spot(finding, words, sites):
        return _says_no_more(finding.end, words)
    spot = _spot_behind(finding, words, marks, sites)
    return spot is not None and _says_no_more(spot, words)


def _spot_behind(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], sites: Sequence[Mark]
) -> int | None:
    """Where the spot ends that follows: "hot swollen red L leg"."""
    sides = {i for m in marks if m.axis == "side" for i in range(m.start, m.end)}
    at = finding.end
    while at < len(words) and (at in sides or words[at] in _LOCAL - {",", "now"}):
        at += 1
    if "and" in words[at - 1 : at]:
        return None
    if words[at : at + 1] != () and words[at] in _SPOTS:
        return at + 1
    return next((site.end for site in sites if site.start == at), None)


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
    while at < len(words) and words[at] in _LOCAL:
        at += 1
    ends = at >= len(words) or words[at] in (STOP, ".", ";")
    return ends or words[at] in _NOTHING_ELSE


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
    """ "WB with limp", "slight limp", not "with limp left arm", "a limp child"."""
    if tuple(words[finding.start : finding.end]) != ("limp",):
        return False
    start, end = finding.start, finding.end
    beside = (*_LIMB_WORDS, *_DOWN_FROM)
    if not _FOUND.isdisjoint(words[:start]) or not set(beside).isdisjoint(words[end:]):
        return False
    if any(m.is_place and m.start >= end for m in marks):
        return False
    stops = end >= len(words) or words[end] in _ENDS - {"and"}
    return stops and start > 0 and words[start - 1] in _HAS_LIMP


def _is_limb(mark: Mark) -> bool:
    return mark.entry is not None and mark.entry.limb


_Asked = Callable[[Mark, Sequence[str], Sequence[Mark]], bool]
_ASKED: dict[str, _Asked] = {
    "leg-swelling": _is_swollen_knee,
    "limb-pain": _is_joint_pain,
    "fever": _is_hot_spot,
    "limb-weakness": _is_a_limp,
}
