"""What an order waits for: "told to call 911 for droop or slurred speech".

"Advised call 911 for facial droop or trouble speaking" and "ring physio should leg
pain start" tell of nobody, if the text ends there. What has a side or a beginning, is
"his", was done ("called 911 for"), was ordered of the staff ("contact surgeon for")
or by another ("told by the GP to attend") stays as it is, and so does all behind
which something else is told ("Ringing", "has both").
"""

from collections.abc import Sequence

from engine.findings.text.certainty.stated import is_joined
from engine.findings.text.forms.graded import is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ASSERTING, FILLERS, VERBS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, UNKNOWN_WORD

_OWN = word_set(
    """his her my he she him me i i've i'm mine our we they pt patient patient's still
    today already currently since these this again has have had was were started woke
    began ongoing tonight noticed found both"""
)
_NOW = word_set("now").union(_OWN, ASSERTING)
_HAPPENED = word_set(
    """ambulance crew called arrived attended came brought so therefore per witnessed by
    reported refusing refused waiting did done made sent exam examination but won't
    rings rang ringing calling all seen positive noted present followed matches fits
    returned returns attends because reports spots spotted met ticks ticked yes same
    worse true"""
)
_ORDERS = word_set("call ring dial phone attend return reattend come go seek rted")
_REPORT = word_set("report")
_TELLING = word_set("told advised instructed reminded taught instructions teaching")
# Who is told of what may come; a relative is told what to do now.
_WHOM = word_set(
    ", : and to or pt patient client given reviewed printed d / c discharge"
)
_DONE = word_set(
    """had has needed able unable did managed forced wanted wants decided rang rung
    called phoned brought came attended here wishes refused refuses declined declines
    trying tried by gp 111 ooh doctor physio consultant crew paramedics midwife staff
    was been unsure whether"""
)
_FOR = word_set("for with if")
# All that may stand between the order and what it is for: "call 911 at once for".
_WHOM_TO = word_set(
    """911 999 111 112 an ambulance the to ed er a e & hospital us ward unit clinic
    doctor md provider surgeon physio nurse immediately straight away at once in care
    help medical urgent urgently line office your asap back or / emergency department
    any on same day seek ring call ae"""
)
_COMING = word_set("attend return reattend come go")
_AT_ONCE = word_set("straight immediately once asap urgently any")
_FEW = 2
_NEAR = 6
_LIST = word_set(", or / and any new sudden the very a of to in") | FILLERS
_BEHIND = _WHOM_TO | word_set(
    """, and understood understands verbalised verbalises verbalized understanding
    agrees agreed happy plan leaflet given cast splint loosen stop go attend return
    reattend he she should to"""
)
_OR = "or"
_COME = word_set(
    "start develop occur appear swell return recur come begin happen arise blur strike"
)
_COMES = word_set("on up back")
_SHOULD = "should"
_AGAIN = frozenset({"it", "he", "she", "they", "we", "i", "not"})
_CUES = _ORDERS | _REPORT | {_SHOULD}
ORDERED_WORDS = frozenset().union(
    *(_CUES, _TELLING, _WHOM, _DONE, _FOR, _COME, _BEHIND, _COMES, _AT_ONCE),
    *(_NOW, _HAPPENED),
) - {"/", "&", "a", "e", ",", ":", "d", "c"}


def is_ordered(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether an order or a condition only waits for it."""
    if _CUES.isdisjoint(words) or not _HAPPENED.isdisjoint(words):
        return False
    if STOP in words or ";" in words:
        return False  # "told to call 999 for a, b or c. Has all three"
    return _is_should_it(finding, words, marks) or (
        not is_measured(finding, words, marks)
        and _is_to_call_for(finding, words, marks)
    )


def _is_order(words: Sequence[str], at: int) -> bool:
    """ "Advised call", "told to ring"; not "had to call", "told by GP to"."""
    teller = next((i for i in range(at - 1, -1, -1) if words[i] in _TELLING), None)
    if teller is None:
        return words[at] in _REPORT and words[:at] == ("to",)
    start = next((i + 1 for i in range(teller, -1, -1) if words[i] == ","), 0)
    said = {*words[start:teller], *words[teller + 1 : at]} - _TELLING
    return said <= _WHOM and _DONE.isdisjoint(words[:at])


def _is_to_call_for(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Told to call 911 for facial droop or slurred speech", "to report cold or"."""
    for at in range(finding.start):
        reports = words[at] in _REPORT
        if not (reports or words[at] in _ORDERS) or not _is_order(words, at):
            continue
        first = at
        if not reports:
            near = range(at + 1, min(at + 1 + _NEAR, finding.start))
            first = next((i for i in near if words[i] in _FOR), -1)
            if first < 0 or not _WHOM_TO.issuperset(words[at + 1 : first]):
                continue
        if not _is_of_what_may_be(words, at, words[first:]):
            continue
        if _is_list_of_signs(finding, words, marks, first + 1):
            return _is_nobodys(words, marks, first, len(words))
    return False


def _is_list_of_signs(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """Whether a sign stands behind the last "or": not "for weak arm or drive in"."""
    last = max((i for i in range(start, len(words)) if words[i] == _OR), default=0)
    signs = [m for m in marks if m.is_finding and m.start > last and m.start >= start]
    if not last or not signs:
        return False
    first = min(signs, key=lambda m: m.start)
    if first.entry is not None and not first.entry.event:
        return False  # "for back pain or sciatica"
    end = max(m.end for m in signs)
    joined = is_joined(start, finding.start, words, marks, _LIST)
    listed = is_joined(start, last, words, marks, _LIST | {UNKNOWN_WORD})
    closed = is_joined(last, end, words, marks, _LIST)
    done = is_joined(end, len(words), words, marks, _BEHIND)
    return joined and listed and closed and done


def _is_of_what_may_be(words: Sequence[str], at: int, listed: Sequence[str]) -> bool:
    """ "To attend for X or Y" may be why the patient came, "X, Y or Z" is not."""
    many = listed.count(",") + listed.count(_OR) >= _FEW
    return words[at] not in _COMING or many or not _AT_ONCE.isdisjoint(listed)


def _is_should_it(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Ring physio should leg pain or tingling start": the verb stands behind it."""
    at = next(
        (i for i in range(finding.start - 1, -1, -1) if words[i] == _SHOULD), None
    )
    also = frozenset({"a", "an", "any", "or", "and", "/", "new", "pain"})
    if at is None or not is_joined(at + 1, finding.start, words, marks, also):
        return False
    end = finding.end
    named = {i for m in marks if m.is_finding or m.is_place
             for i in range(m.start, m.end)}  # fmt: skip
    while end < len(words) and (words[end] in also or end in named):
        end += 1
    if words[end : end + 1] == () or words[end] not in _COME:
        return False  # "should start clexane, calf swollen"
    behind = words[end + 1 :]
    if words[end] == "come" and _COMES.isdisjoint(behind[:1]):
        return False  # "should arm weakness come in today?"
    asked = at and words[at - 1] in _AGAIN
    return not asked and (_BEHIND | _COMES | {"come"}).issuperset(behind)


def _is_nobodys(
    words: Sequence[str], marks: Sequence[Mark], start: int, end: int
) -> bool:
    """Whether no side, no beginning and no person is told there."""
    told = any(
        mark.axis == "side" or (mark.time is not None and mark.time.kind == "began")
        for mark in marks
        if start <= mark.start < end
    )
    return not told and (_NOW | VERBS).isdisjoint(words[start:end])
