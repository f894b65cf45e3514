"""What is feared, read about, or asked of in general: "terrified of going blind".

A question or a fear may be about what the patient has: only what is feared to
come, and what is asked or read of a bare name, is nobody's. "His numb hand", a side
or a time stay, and so does all that another clause tells.
"""

from collections.abc import Sequence
from itertools import takewhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ASSERTING, FILLERS, WORRYING
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_FEARING = (WORRYING - {"thinks", "thought", "believes", "suspects", "wonders"}) | (
    word_set(
        """scared terrified petrified dreads dreading dread nervous fear paranoid
        panicking phobia horror frightened"""
    )
)
_OF = word_set("of about")
_COMING = word_set("going becoming getting turning ending losing developing suffering")
_WAKING = word_set("waking wakening")
_AFTER = word_set("from after")
_OPERATION = word_set(
    "the an her his epidural spinal surgery op operation anaesthetic anesthetic"
)
_WILL = word_set("will i'll he'll she'll they'll")
_TURNS = word_set("start begin become go turn lose end get come develop")
_TURNED = FILLERS | word_set("to up like as")
_SOON = 5
_ASKING = 3
_OF_FEAR = 2
_DREADS = word_set("fears dreads feared dreaded")
_HERE = word_set("again now today still already since is are has had")
_HE = word_set("he she i they pt patient")
_READ = word_set("read reads")
_WHERE = word_set("on online in somewhere up off it once an a the")
_PAPERS = word_set(
    """article website forum internet google advert documentary magazine newspaper
    facebook tiktok blog podcast"""
)
_TELLS = word_set("tells told says said claims claimed suggests suggested warns warned")
_WHOM = word_set("her him me them that you patients people")
_MEANING = word_set(
    "mean means can could may might cause causes give gives make makes lead leads sign"
)
_NO_READING = word_set("call ring go phone dial see it this symptoms")
_OWN = word_set(
    """his her my he she him me i i've i'm mine our we pt patient patient's now still
    today already currently since these this again has have had was woke started"""
)
# "Read that numb hands can mean a stroke so rang 999", "his are numb".
_CAME = word_set(
    "so rang came called hers both therefore hence worried attended is are"
)
_ENDS = word_set(", ; : .")
_ASKS = word_set("do does would could can should is are will did")
_ANYONE = word_set("always people anyone everyone everybody someone patients")
_UNREAL = word_set("hypothetically novel quiz trivia")
_OF_ALL = ("is", "it", "true")
_ILLNESSES = frozenset(
    {"diabetes", "atrial-fibrillation", "malignancy", "b12-deficiency"}
    | {"carpal-tunnel"}
)
_COULD_I = frozenset(
    {(can, "i", "have") for can in ("could", "do", "might", "can")}
    | {("have", "i", "got"), ("could", "i", "be")}
)
_ASKED = "questioned"
_CUES = _FEARING | _DREADS | _READ | _PAPERS | {_ASKED}
FEARED_WORDS = frozenset().union(
    *(
        _FEARING,
        _HERE,
        _CAME,
        _OF,
        _COMING,
        _WAKING,
        _AFTER,
        _OPERATION,
        _WILL,
        _TURNS,
        _TURNED,
        _DREADS,
        _HE,
        _READ,
        _WHERE,
    ),
    *(
        _PAPERS,
        _TELLS,
        _WHOM,
        _MEANING,
        _NO_READING,
        _OWN,
        _ASKS,
        _ANYONE,
        _UNREAL,
        _OF_ALL,
        *_COULD_I,
    ),
    word_set("what is that most"),
)
_OF_PATIENT = _OWN | ASSERTING


def is_feared(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only feared to come, read about, or asked of in general."""
    if _CUES.isdisjoint(words):
        return False
    return (
        _is_dreaded(finding, words, marks)
        or _is_feared_to_come(finding, words, marks)
        or _is_read_of(finding, words, marks)
        or _is_asked_of_all(finding, words, marks)
        or _could_i_have(finding, words)
    )


def _is_dreaded(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Terrified of going blind", "dizziness is what she fears"."""
    after = words[finding.end : finding.end + 4]
    if tuple(after[:2]) == ("is", "what") and after[2:3] and after[2] in _HE:
        return after[3:4] != () and after[3] in _DREADS
    at = finding.start
    if words[at] not in _COMING | _WAKING:
        while at and words[at - 1] in FILLERS - _OF - {"been", "had"}:
            at -= 1
        at -= words[max(0, at - 1) : at] == ("up",)
        at -= 1
    if at < _OF_FEAR or words[at] not in _COMING | _WAKING or words[at - 1] not in _OF:
        return False
    if _is_of_now(finding, words, marks):
        return False
    behind = words[finding.end :]
    if words[at] in _WAKING and not (
        behind and behind[0] in _AFTER and _OPERATION.issuperset(behind[1:3])
    ):
        return False  # "worried about waking with numb hands" is had each morning
    return words[at - 2] in _FEARING - {"concerned"}


def _is_of_now(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Scared of another fit, had 2 this morning", "going blind in my left eye"."""
    rest = range(finding.end, len(words))
    told = any(mark.axis in ("side", "time") and mark.start in rest for mark in marks)
    return told or not _HERE.isdisjoint(words[finding.end :])


def _is_feared_to_come(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Frightened her speech will start to slur", "worried he'll go blind"."""
    for at in range(max(0, finding.start - _SOON), finding.end - 1):
        if words[at] not in _WILL or words[at + 1] not in _TURNS:
            continue
        if not _TURNED.issuperset(words[at + 2 : finding.start]):
            continue
        before = [*takewhile(lambda w: w not in _ENDS, reversed(words[:at]))][:_SOON]
        worried = not _FEARING.isdisjoint(before)
        return worried and not _is_of_now(finding, words, marks)
    return False


def _is_nobodys(words: Sequence[str], marks: Sequence[Mark], span: range) -> bool:
    """Whether nothing there tells of one person, a side or a time."""
    told = any(mark.axis in ("side", "time") and mark.start in span for mark in marks)
    return not told and _OF_PATIENT.isdisjoint(words[i] for i in span)


def _is_read_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Read on a forum that numb hands mean MS", "an article tells her backache"."""
    for at in range(finding.start):
        start = _read_from(words, at)
        if start is None or start > finding.start:
            continue
        if not _ENDS.isdisjoint(words[at : finding.end]):
            continue
        end = finding.end + len(
            [*takewhile(lambda word: word not in _ENDS, words[finding.end :])]
        )
        said = words[start:end]
        # "That it might be MS": what the patient has, whatever it is.
        means = not _MEANING.isdisjoint(said) and _NO_READING.isdisjoint(said)
        rest = [*takewhile(lambda word: word not in (STOP, ";"), words[end:])]
        came = not (_OWN | _CAME).isdisjoint(rest) or "so" in said
        if means and not came and _is_nobodys(words, marks, range(start, end)):
            return True
    return False


def _read_from(words: Sequence[str], at: int) -> int | None:
    """Where it begins what was read: behind "read on a forum that"."""
    if words[at] in _READ:
        near = range(at + 1, min(at + 1 + _SOON, len(words)))
        that = next((i for i in near if words[i] == "that"), None)
        where = words[at + 1 : that] if that else ("",)
        # "Read out that" and "cannot read" are no reading of it.
        told = not where or where[0] in _WHERE
        return that + 1 if that and told else None
    if words[at] in _PAPERS and words[at + 1] in _TELLS:
        end = at + 2
        while end < len(words) and words[end] in _WHOM:
            end += 1
        return end
    return None


def _is_asked_of_all(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Is it true a cold foot means a clot?", "do blue lips always need 999?"."""
    end = next((i for i in range(finding.end, len(words)) if words[i] == _ASKED), 0)
    if not end or STOP in words[finding.end : end]:
        return False
    start = finding.start
    while start and words[start - 1] not in (STOP, ";"):
        start -= 1
    for at in range(start, finding.start):
        if words[at] not in _ASKS or not _OWN.isdisjoint(words[at : finding.start]):
            continue
        asked = words[at:end]
        of_all = tuple(asked[:3]) == _OF_ALL or not _ANYONE.isdisjoint(asked)
        # "Can someone visit, confused and febrile?" asks for somebody in particular.
        first = min(m.start for m in marks if m.is_finding and m.start > at)
        if "," in words[at:first]:
            continue
        # "Hypothetically, would seeing double cost me the licence?"
        unreal = not _UNREAL.isdisjoint(words[start:])
        span = range(at, finding.end if unreal else end)
        if (of_all or unreal) and _is_nobodys(words, marks, span):
            return True
    return False


def _could_i_have(finding: Mark, words: Sequence[str]) -> bool:
    """ "Could I have AF?": who has it does not ask; "I have my diabetes check"."""
    if finding.word not in _ILLNESSES or finding.start < _ASKING:
        return False
    asked = tuple(words[finding.start - _ASKING : finding.start]) in _COULD_I
    return asked and words[finding.end : finding.end + 1] == (_ASKED,)
