"""What an order or a prescription waits for: "call 911 for droop or slurred speech".

"Advised call 911 for facial droop or trouble speaking", "any stiff neck, go to ER",
"ring physio should leg pain start" and "PRN order: Tylenol for headache" tell of
nobody. What has a side or began at a time, is "his", was done ("called 911 for",
"given for"), was ordered by another ("told by the GP to attend") or asked for by the
caller ("please ring back for") stays as it is.
"""

from collections.abc import Sequence

from engine.findings.text.certainty.stated import is_joined
from engine.findings.text.forms.graded import behind_places, is_measured
from engine.findings.text.framing.instructed import HAPPENED, is_nobodys, part_end
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, FILLERS, PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD, UNKNOWN_WORD

_ORDERS = word_set(
    """call ring dial phone attend return reattend represent come go seek contact alert
    notify rted"""
)
_REPORT = word_set("report")
_TOLD_TO = word_set(
    "told advised instructed asked reminded advise tell advice knows aware instructions"
)
_TELLING = word_set("told advised instructed asked reminded")
_WHOM = word_set("pt patient family carer carers staff and to parents client") | PERSONS
_BEFORE_ORDER = word_set(", ; : . to and or must should") | {STOP} | _TOLD_TO
_DONE = word_set(
    """had has needed able unable did managed forced wanted wants decided rang rung
    called phoned brought came attended here wishes refused refuses declined declines
    trying tried by gp 111 ooh doctor physio consultant crew paramedics midwife"""
)
_FOR = word_set("for with if")
# All that may stand between the order and what it is for: "call 911 at once for".
_WHOM_TO = word_set(
    """911 999 111 112 an ambulance the to ed er a e & hospital gp us ward unit clinic
    doctor md provider surgeon immediately straight away at once in care help medical
    urgent urgently line office your asap back or / emergency department any on same
    day seek ring call ae"""
)
_COMING = word_set("attend return reattend represent come go report")
_AT_ONCE = word_set("straight immediately once asap urgently any")
_FEW = 2
_NEAR = 6
_LIST = word_set(", or / and any new sudden the very a of to in") | FILLERS
_OR = "or"
_TAUGHT_TO = word_set("instructions teaching precautions understanding taught printed")
_ANY = "any"
_ANSWERED = word_set("questioned yes positive")
_OPENING = frozenset({",", ":", ";", ".", STOP})
_WHERE = word_set("in of or and , to / the a new sudden pain")
_COME = word_set(
    "start develop occur appear swell return recur come begin happen arise blur strike"
)
_COMES = word_set("on up back")
_SHOULD = "should"
_PRESCRIBED = word_set("standing prn rescue")
_ORDERED = word_set("order orders plan")
_TAKEN = word_set(
    """given gave had took taken takes taking used using needed needing required
    requiring administered effect effective settled stopped onset x1 x2 presenting pt"""
)
_LASTING = word_set("min mins minutes lasting longer than over <time>")
_GIVING = word_set("give administer use call notify . then repeat")
_PUT = word_set(
    "for / or and any a mild severe prolonged temp temperature pain pyrexia discomfort"
)
_TO_OCCUR = frozenset(
    ("if", one, was, "to", occur)
    for one in ("one", "it", "this", "they")
    for was in ("were", "was")
    for occur in ("occur", "happen", "recur")
)
_CUES = _ORDERS | _REPORT | _PRESCRIBED | {_SHOULD, _ANY, "if"}
ORDERED_WORDS = frozenset().union(
    *(_CUES, _TOLD_TO, _WHOM, _DONE, _FOR, _TAUGHT_TO, _COME, _ORDERED, _TAKEN, _PUT),
    *(_COMES, *_TO_OCCUR, _WHOM_TO, _AT_ONCE, _ANSWERED, _LASTING, _GIVING),
) - {"/", "&", "a", "e", ".", TIME_WORD}


def is_ordered(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether an order, a condition or a prescription only waits for it."""
    if _CUES.isdisjoint(words):
        return False
    if _is_to_occur(finding, words, marks):
        return True
    if _is_should_it(finding, words, marks) or _is_prescribed(finding, words, marks):
        return True
    if is_measured(finding, words, marks):
        return False
    return _is_to_call_for(finding, words, marks) or _is_any_to_call(
        finding, words, marks
    )


def _is_order(words: Sequence[str], at: int) -> bool:
    """ "Advised call", "to ring", ", attend"; not "had to call", "told by GP to"."""
    before = words[at - 1] if at else STOP
    whom = before in _WHOM and at > 1 and words[at - 2] in _TOLD_TO
    if before not in _BEFORE_ORDER and not whom:
        return False
    said = words[max(0, at - _NEAR) : at]
    teller = next((i for i in range(at) if words[i] in _TELLING), at)
    by_whom = words[teller - 1 : teller] if teller < at else ()
    others = _WHOM | {",", ":", ".", STOP, "/", "given", "was"}
    return _DONE.isdisjoint(said) and others.issuperset(by_whom)


def _is_to_call_for(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Advised call 911 for facial droop or slurred speech", "report cold or blue"."""
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
            # "Reattend with headache or rash" is what was done.
            told = words[at - 1] if at else STOP
            free = words[at] in _COMING and told not in _TOLD_TO | _WHOM
            if free and _TAUGHT_TO.isdisjoint(words[:at]):
                continue
            # "Call for facial droop or stroke" is one that was made.
            bare = first == at + 1 and words[at] in ("call", "attend", "come")
            if bare and (not at or words[at - 1] != "to"):
                continue
        end = part_end(words, first)
        listed = words[first:end]
        # "For confused resident or fall": more than names up to the last "or".
        last = max((i for i in range(first, end) if words[i] == _OR), default=first)
        if not is_joined(first + 1, last, words, marks, _LIST | {UNKNOWN_WORD}):
            continue
        if not _is_of_what_may_be(words, at, listed) or not is_joined(
            first + 1, finding.start, words, marks, _LIST
        ):
            continue
        if HAPPENED.isdisjoint(listed) and is_nobodys(words, marks, first, end):
            return not _is_told_behind(finding, words, marks, first + 1)
    return False


def _is_of_what_may_be(words: Sequence[str], at: int, listed: Sequence[str]) -> bool:
    """ "X or Y", taught; "to attend for X or Y" may be why the patient came."""
    taught = not _TAUGHT_TO.isdisjoint(words[:at])
    if words[at] not in _COMING:
        return taught or _OR in listed
    # "Report numb or weak legs, to be seen" is no order of ours.
    many = listed.count(",") + listed.count(_OR) >= _FEW and words[at] not in _REPORT
    return _OR in listed and (many or not _AT_ONCE.isdisjoint(listed))


def _is_told_behind(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """ "For droop or slurred speech, confused": a bare adjective behind a comma."""
    bare = behind_places(finding.end, marks) == finding.end
    told = words[finding.end - 1] in ADJECTIVES and bare
    goes_on = words[finding.end : finding.end + 1] in (("or",), (",",))
    return told and finding.start > start and "," in words[start:finding.start] and (
        not goes_on
    )  # fmt: skip


def _is_any_to_call(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Any stiff neck, go to ER", "any numbness, loosen the splint and call us"."""
    start = max(
        (
            i
            for i in range(finding.start)
            if words[i] == _ANY
            and (not i or words[i - 1] in (",", ":", ";", ".", STOP))
        ),
        default=-1,
    )
    if start < 0 or not is_joined(start, finding.start, words, marks, _LIST | {_ANY}):
        return False
    end = part_end(words, finding.end)
    rest = range(finding.end, end)
    places = {i for m in marks if m.is_place or m.is_finding
              for i in range(m.start, m.end)}  # fmt: skip
    at = finding.end
    while at < end and (words[at] in _WHERE or at in places):
        at += 1
    near = [i for i in rest if at <= i < at + _NEAR and words[i] in _ORDERS]
    if not near or near[0] == at == finding.end:
        orders = bool(near)
    else:
        orders = words[near[0] - 1] in _BEFORE_ORDER
    answered = not _ANSWERED.isdisjoint(words[finding.end : end])
    asked = answered or TIME_WORD in words[start:at]
    return orders and not asked and is_nobodys(words, marks, start, end)


def _is_to_occur(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "DVLA rules re seizures discussed if one were to occur"."""
    length = 5
    at = next(
        (
            i
            for i in range(finding.end, len(words) - length + 1)
            if tuple(words[i : i + length]) in _TO_OCCUR
        ),
        None,
    )
    if at is None or "," in words[finding.end : at]:
        return False
    return is_nobodys(words, marks, 0, at) and words[at + length : at + length + 1] != (
        "again",
    )


def _is_should_it(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Ring physio should leg pain or tingling start": the verb stands behind it."""
    at = next(
        (i for i in range(finding.start - 1, -1, -1) if words[i] == _SHOULD), None
    )
    also = frozenset({"a", "an", "any", "or", "and", ",", "/", "new", "pain"})
    if at is None or not is_joined(at + 1, finding.start, words, marks, also):
        return False
    end = finding.end
    named = {i for m in marks if m.is_finding or m.is_place
             for i in range(m.start, m.end)}  # fmt: skip
    while end < len(words) and (words[end] in also or end in named):
        end += 1
    said, after = words[end : end + 1], words[end + 1 : end + 2]
    if not said or said[0] not in _COME or "questioned" in words[end:]:
        return False  # "should arm weakness come in today?"
    return said[0] != "come" or not _COMES.isdisjoint(after)


def _is_prescribed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Standing order: for seizure give midazolam", "PRN order: X for headache"."""
    at = next((i for i in range(finding.start) if words[i] == ":"), 0)
    head = words[:at]
    if _PRESCRIBED.isdisjoint(head) or "questioned" in words:
        return False
    if len(head) > 1 and _ORDERED.isdisjoint(head):
        return False
    since = [i for i in range(at, finding.start) if words[i] == "for"]
    if not since or not _TAKEN.isdisjoint(words):
        return False
    if not is_joined(since[-1], finding.start, words, marks, _PUT | {UNKNOWN_WORD}):
        return False
    end = part_end(words, at)
    return is_nobodys(words, marks, 0, end) and _ends(words, marks, finding.end, end)


def _ends(words: Sequence[str], marks: Sequence[Mark], at: int, end: int) -> bool:
    """Whether nothing but an order follows: not "for seizure, 3 so far"."""
    named = {
        i
        for mark in marks
        if mark.is_finding or mark.is_place
        for i in range(mark.start, mark.end)
    }
    while at < end:
        lasting = words[at] in _LASTING or words[at].isdigit()
        if not (at in named or lasting or words[at] in _PUT):
            break
        at += 1
    next_one = words[at : at + 1] == (",",) and "for" in words[at:end]
    return at >= end or words[at] in _GIVING or next_one
