"""What is wondered, feared or refused without being had: "scared of cancer".

Of the illnesses of years a fear and a question are free ("would AF show up on the
watch?", "that is how you get diabetes"), unless they are the patient's own: "his
cancer", "scared of cancer returning", "diabetes, on insulin". Of a sign only what is
plainly of nobody: "declined after hearing about possible tingling", "wants to know
would your face drop".
"""

from collections.abc import Sequence

from engine.findings.text.certainty.stated import is_joined
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ASSERTING, FILLERS, VERBS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, UNKNOWN_WORD

_ILLNESSES = frozenset(
    {"malignancy", "diabetes", "atrial-fibrillation", "b12-deficiency"}
    | {"carpal-tunnel", "myeloma", "bone-metastasis"}
)
_FEARING = word_set(
    """scared terrified petrified dreads dreading frightened afraid worried worries
    worry worrying anxious nervous fear fears phobia paranoid"""
)
_FEARED = FILLERS | word_set("of about over might could be become that he she i")
# "Afraid the lump is cancer": what it is not yet known to be.
_LUMPS = word_set("lump mole spot freckle patch")
_LUMP = FILLERS | _LUMPS | word_set("that his her my this could might be is")
_WANTING = word_set("wants wanting asking requesting checks")
_WARY = "concerned"  # and it takes "about getting": else it is a suspicion
_GETTING = word_set("getting developing catching")
_BEHIND_GETTING = frozenset({",", "as", "like", STOP})
_SCARED = word_set("scared terrified petrified afraid")
_COUNTED = word_set("phobia scare")
_DEFINITE = word_set("this these my the his her their your")
_HAS = word_set(
    """known has have had chemo radiotherapy hormones mets metastatic stage recurrence
    returning returned spreading spread coming back progressing progression control
    insulin metformin sugars hba1c glucose apixaban warfarin diagnosed diagnosis
    remission oncology relapse treatment under letrozole tamoxifen zoladex type again
    since now worse worsening gp dr doctor consultant team radiologist reg still
    meds medication strips tablets check clinic review nurse"""
)
_CARED = word_set(
    """known chemo radiotherapy hormones mets metastatic stage recurrence remission
    insulin metformin sugars hba1c glucose apixaban warfarin diagnosed oncology relapse
    letrozole tamoxifen zoladex"""
)
_YOU = word_set("you people folk folks anyone")
_GET = word_set("get gets getting catch develop")
_HOW = ("is", "how", "you", "get")
_GIVES = word_set("give gives giving cause causes")
_ASKS = word_set("would could can does do will might should is are what how")
_CAUSING = word_set("give cause causes trigger mean bring lead set")
_CAUSED = FILLERS | word_set("me you him people off on about to up") | {UNKNOWN_WORD}
_SIGNS_OF = frozenset({("signs", "of"), ("symptoms", "of"), ("sign", "of")})
_LIVING = word_set("with for")
_FAR = 7

_REFUSING = word_set(
    """declines declined declining refuses refused refusing reluctant unwilling
    decline refuse"""
)
_HEARING = word_set("hearing reading")
_TREATMENTS = word_set(
    """statin statins LP lumbar epidural spinal jab vaccine vaccination booster tablet
    tablets medication medicine drug injection injections surgery op operation procedure
    block anaesthetic anesthetic biopsy"""
)
_MAY_BE = word_set("possible potential risk risks chance")
_LISTED = frozenset({",", "and", "or", "of", "the", "about", "a", "some"}) | _MAY_BE
_OWN = word_set(
    """his her my he she him me i pt patient patient's now still today already since
    these this again currently has had have both"""
)
_CURIOUS = word_set("curious wondering planning")
_CUES = _FEARING | _COUNTED | _YOU | _HEARING | _REFUSING | _CURIOUS
_CUES |= {"questioned", _WARY}
WONDERED_WORDS = frozenset().union(
    *(_CUES, _FEARED, _DEFINITE, _HAS, _GET, _GIVES, _ASKS, _CAUSING),
    *(
        _CAUSED - {UNKNOWN_WORD},
        _LIVING,
        _MAY_BE,
        _OWN,
        _TREATMENTS,
        _CURIOUS,
    ),
    *_SIGNS_OF,
    _HOW,
) - {"/", ","}


def is_wondered(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only feared, asked of, or the reason of a refusal."""
    if _CUES.isdisjoint(words):
        return False
    if finding.word in _ILLNESSES:
        return _is_illness_of_nobody(finding, words, marks)
    if tuple(words[max(0, finding.start - 4) : finding.start]) == _HOW:
        return True
    return _is_heard_of(finding, words, marks)


def _is_illness_of_nobody(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    if words[finding.start - 1 : finding.start] and (
        words[finding.start - 1] in _DEFINITE
    ):
        return False
    end = _end(words, finding.end)
    if not _HAS.isdisjoint(words[finding.end : end]) or not _CARED.isdisjoint(words):
        return False
    return (
        _is_feared_illness(finding, words)
        or _is_got_by_anybody(finding, words)
        or _is_asked_illness(finding, words, marks)
    )


def _start(words: Sequence[str], end: int) -> int:
    """Where the part of the sentence begins that a word is in."""
    ends = {",", ";", ":", STOP, "."}
    return next((i + 1 for i in range(end - 1, -1, -1) if words[i] in ends), 0)


def _end(words: Sequence[str], start: int) -> int:
    """Where that part ends."""
    ends = {",", ";", STOP}
    return next((i for i in range(start, len(words)) if words[i] in ends), len(words))


def _is_feared_illness(finding: Mark, words: Sequence[str]) -> bool:
    """ "Scared of cancer", "afraid the lump is cancer", "worried about getting AF"."""
    if not _COUNTED.isdisjoint(words[finding.end : finding.end + 1]):
        return True
    start = max(_start(words, finding.start), finding.start - _FAR)
    fears = _FEARING | {_WARY}
    at = next((i for i in range(start, finding.start) if words[i] in fears), None)
    if at is None or not _HAS.isdisjoint(words[start:at]):
        return False
    gap, after = words[at + 1 : finding.start], words[finding.end : finding.end + 2]
    if gap[-1:] and gap[-1] in _GETTING:
        follows = after[:1] and after[0] not in _BEHIND_GETTING
        return not follows and _FEARED.issuperset(gap[:-1])
    # "Frightened of cancer, stoma bag full", "scared of prostate cancer" is had.
    bare = not after or (after[0] == "," and not _WANTING.isdisjoint(after))
    if words[at] == _WARY or not bare or finding.end - finding.start > 1:
        return False
    of_lump = not _LUMPS.isdisjoint(gap) and gap[-1] in ("is", "be")
    scared = words[at] in _SCARED and tuple(gap) == ("of",)
    return scared or (of_lump and _LUMP.issuperset(gap))


def _is_got_by_anybody(finding: Mark, words: Sequence[str]) -> bool:
    """ "That is how you get diabetes", "diet coke gives you diabetes"."""
    before = tuple(words[max(0, finding.start - 2) : finding.start])
    if len(before) < len(("you", "get")):
        return False
    gets = before[0] in _YOU and before[1] in _GET
    return gets or (before[0] in _GIVES and before[1] in _YOU)


def _is_asked_illness(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Would AF show up?", "would typing give me carpal tunnel?", "signs of X?"."""
    after = words[finding.end :]
    # A mark inside a line is a colon: "… give me carpal tunnel? just curious".
    curious = ":" in after and not _CURIOUS.isdisjoint(after)
    if "questioned" not in after and not curious:
        return False
    start = _start(words, finding.start)
    said = words[start : finding.start]
    if not said or said[0] not in _ASKS or not _LIVING.isdisjoint(said[-1:]):
        return False
    if tuple(said[-2:]) in _SIGNS_OF:
        return said[0] in ("what", "are")
    causing = [i for i in range(start, finding.start) if words[i] in _CAUSING]
    if not causing or said[0] in ("is", "are", "what", "how"):
        return False
    return is_joined(causing[-1] + 1, finding.start, words, marks, _CAUSED)


def _is_nobodys(words: Sequence[str], marks: Sequence[Mark], span: range) -> bool:
    told = any(m.axis in ("side", "time") and m.start in span for m in marks)
    own = _OWN | ASSERTING | VERBS
    return not told and own.isdisjoint(words[i] for i in span)


def _is_heard_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Declines LP after hearing about possible back pain and leg tingling"."""
    refused = next((i for i in range(finding.start) if words[i] in _REFUSING), None)
    if refused is None:
        return False
    for at in range(refused + 1, finding.start - 1):
        if words[at] not in _HEARING or words[at + 1] not in ("about", "of"):
            continue
        if _TREATMENTS.isdisjoint(words[refused:at]):
            continue
        if not is_joined(at + 2, finding.start, words, marks, _LISTED):
            continue
        end = _end(words, finding.end)
        return _is_nobodys(words, marks, range(at + 2, end))
    return False
