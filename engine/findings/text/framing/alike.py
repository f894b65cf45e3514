"""Words that sound like a finding and are said of a thing, a test or another time.

"FIT sent", "shoes dont fit", "unable to feel DP"; and what seems normal and is not
of this finding: "neuro exam normal, but attacks go on", "wees fine, no accidents".
"""

from collections.abc import Callable, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_FAR = 6
_FIT = frozenset({("fit",), ("fits",), ("fitting",)})
_HAVING = word_set(
    """had having has have a an another first second third last one his her the this
    more tonic clonic febrile ?"""
)
_RESULT = word_set(
    "result results sample samples awaited pending requested ordered pot"
)
_DONE = word_set("sent negative neg positive pos")
_ENDS = word_set(". , ;") | {STOP}
_CLOTHES = word_set(
    """shoe shoes boot boots trainers slippers sandals mask masks gown denture dentures
    plate retainer aligner aligners ring rings splint brace collar glove gloves helmet
    stocking stockings glasses prosthesis liner mould socket afo orthotics insoles
    trousers jeans dress clothes uniform bra hat cuff wig bracelet"""
)
_NEGATED = word_set(
    "not n't don't dont doesn't doesnt won't wont didn't didnt longer never isn't"
)
_NOT = _NEGATED | word_set("no quite really properly even still just anymore")
_FELT = word_set("the a any l r left right his her my their either both pedal coil iud")
_PULSES = word_set(
    """dp dpa pta pulse pulses dorsalis spleen liver lump lumps threads thread strings
    fundus hernia mass"""
)
_OF_ARTERY = word_set("popliteal femoral radial brachial ulnar tibial")
_PARTS = word_set(
    """finger fingers thumb sole toe toes foot feet leg legs hand hands arm arms face
    touch it side anything"""
)
_ROMBERG = word_set("romberg romberg's rombergs")
_GO_ON = word_set("attacks episodes spells turns symptoms")
_BUT = word_set("but although though however")
_ACCIDENTS = word_set("accident accidents")
_OF_URINE = word_set("wee wees weeing urine bladder pee pees peeing waterworks dry pu")
_OF_BOWEL = word_set(
    """bowel bowels poo poos stool stools faeces faecal bo opened opens soiling soils
    poop motions"""
)
_DENIED = word_set("no not nil without denies denied never")
ALIKE_WORDS = frozenset().union(
    *(_HAVING - {"?"}, _RESULT, _DONE, _CLOTHES, _NOT, _FELT, _PULSES, _OF_ARTERY),
    *(_PARTS, _ROMBERG, _GO_ON, _BUT, _OF_URINE, _OF_BOWEL),
)


def is_alike(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the words of a finding mean a thing, a test or another finding."""
    asked = _ASKED.get(finding.word)
    return asked is not None and asked(finding, words, marks)


def _is_test_or_size(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "FIT sent", "FIT result awaited", "my shoes dont fit"."""
    if tuple(words[finding.start : finding.end]) not in _FIT:
        return False
    before, after = words[: finding.start], words[finding.end :]
    is_one = words[finding.end - 1] == "fit"
    return (is_one and _is_test(before, after)) or _is_too_small(before, after)


def _is_test(before: Sequence[str], after: Sequence[str]) -> bool:
    """A test of the stool is sent or awaited; a figure behind counts the fits."""
    if (before and before[-1] in _HAVING) or not after:
        return False
    ends = _ENDS.issuperset(after[1:2])
    if after[0] in _RESULT:
        return ends or after[1] in _RESULT | _DONE
    opens = not before or before[-1] in (".", ";", ",", STOP)
    return after[0] in _DONE and ends and opens


def _is_too_small(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "The mask doesn't fit", with nothing between the thing and the verb."""
    at = len(before)
    while at and before[at - 1] in _NOT:
        at -= 1
    counted = after[:1] and (after[0].isdigit() or after[0] == TIME_WORD)
    if counted or _NEGATED.isdisjoint(before[at:]):
        return False
    return at > 0 and before[at - 1] in _CLOTHES


def _is_balance(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """A test that an unsteady gait makes no denial of it."""
    romberg = not _ROMBERG.isdisjoint(words[finding.start : finding.end])
    if finding.told != "normal" or not romberg:
        return False
    others = (m for m in marks if m.word == "gait-unsteady" and not m.told)
    return any(_DENIED.isdisjoint(words[max(0, m.start - 3) : m.start]) for m in others)


def _is_of_feeling(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    return _is_of_attacks(finding, words, marks) or _is_palpating(finding, words)


def _is_palpating(finding: Mark, words: Sequence[str]) -> bool:
    """ "Unable to feel R DP": what the examiner's fingers do not find.

    Not "can't feel the ulnar two fingers", nor "radial or thumb".
    """
    if words[finding.end - 1] != "feel":
        return False
    at = finding.end
    while at < len(words) and words[at] in _FELT:
        at += 1
    named = words[at : at + 2]
    if not named or not (
        named[1:] == ("in",) or _PARTS.isdisjoint(words[at : at + _FAR])
    ):
        return False
    if named[0] in _OF_ARTERY or named[0] == "pt":
        return not _PULSES.isdisjoint(named[1:])
    return named[0] in _PULSES


def _is_of_attacks(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "Neuro exam normal, but attacks go on": what is found between them."""
    if finding.told != "normal":
        return False
    after = words[finding.end : finding.end + _FAR]
    at = next((i for i, word in enumerate(after) if word in _BUT), None)
    return at is not None and not _GO_ON.isdisjoint(after[at + 1 : at + 3])


def _is_of_bladder(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "Wees fine and no accidents" tells nothing of the bowel."""
    if finding.told != "normal":
        return False
    of_accidents = not _ACCIDENTS.isdisjoint(words[finding.start : finding.end])
    if not of_accidents or not _OF_BOWEL.isdisjoint(words):
        return False
    return not _OF_URINE.isdisjoint(words)


_Asked = Callable[[Mark, Sequence[str], Sequence[Mark]], bool]
_ASKED: dict[str, _Asked] = {
    "seizure": _is_test_or_size,
    "gait-unsteady": _is_balance,
    "numbness": _is_of_feeling,
    "limb-weakness": _is_of_attacks,
    "generalised-weakness": _is_of_attacks,
    "bowel-incontinence": _is_of_bladder,
}
