"""Functions of the body and what is said of them: "sensation intact".

A normal function denies a finding as any denial does, an impaired one is the
finding. Which function belongs to which finding stands with the finding, what
calls it normal or impaired under ``function/`` of the qualifiers. What is left
open ("sensation normal until today") says nothing at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.findings.text.functions.elliptic import told_elsewhere
from engine.findings.text.functions.function_fit import (
    is_left_open,
    is_missing,
    is_own_finding,
    suits,
)
from engine.findings.text.functions.function_grades import with_grades
from engine.findings.text.functions.function_lack import missing
from engine.findings.text.functions.function_limits import (
    exception_after,
    falls_short,
    is_in_doubt,
    is_lost,
    is_of_earlier,
    is_of_one_side,
    is_refused,
    is_then,
    lacks,
    names_finding_after,
    said_of,
)
from engine.findings.text.functions.function_line import Line, Topic
from engine.findings.text.functions.function_reach import (
    goes_on,
    has_place,
    listed_after,
    listed_before,
    precedes,
    topic_after,
    topic_before,
)
from engine.findings.text.functions.function_words import NEARLY, NEGATIONS
from engine.findings.text.phrases.marks import Mark, Told
from engine.terminology.lexicon import Role

_FINE: frozenset[str] = frozenset({"normal", "there", "returned"})
_NEAR = 4
_OF_KNOWING = "confusion"
_BAD: tuple[Role, ...] = ("impaired", "lost")


@dataclass(frozen=True, slots=True)
class _Claim:
    """Topics of one state; ``of`` is the state before, if they are its own."""

    topics: tuple[Topic, ...]
    state: Mark
    follows: bool = True
    of: Mark | None = None


def with_functions(
    words: Sequence[str], marks: tuple[Mark, ...], before: Sequence[Mark] = ()
) -> tuple[Mark, ...]:
    """The marks with findings in place of functions and their states.

    ``before`` are the findings of the sentence before.
    """
    if not any(mark.axis in ("topic", "function") or mark.told for mark in marks):
        return tuple(_sorted(*marks, *told_elsewhere(words, marks, (), before)))
    marks = with_grades(words, marks)
    line = Line.of(words, marks)
    spared = [*_spared(line, marks)]
    now = (mark for mark in marks if not (mark.told and is_then(line, mark)))
    marks = tuple(_asked(line, mark) for mark in now)
    claims = list(_claims(line))
    claims += _of_later(line, claims)
    used = {(claim.state.start, claim.state.end) for claim in claims}
    used |= {(topic.start, topic.end) for claim in claims for topic in claim.topics}
    kept = (
        _told_of(mark, claims, line)
        for mark in marks
        if _is_kept(mark, (mark.start, mark.end) in used)
    )
    shared = {claim.of for claim in claims if claim.of}
    claims = [claim for claim in claims if not _is_taken_back(claim, claims, line)]
    found = (
        mark
        for claim in claims
        for mark in _findings(claim, line, at_state=claim.state in shared)
    )
    taken = {topic.start for claim in claims for topic in claim.topics}
    told = (*kept, *found, *missing(line, taken), *spared)
    states = [
        state
        for state in line.states
        if line.sort_of(state) == "normal" and (state.start, state.end) not in used
    ]
    return tuple(_sorted(*told, *told_elsewhere(words, told, states, before)))


def _asked(line: Line, mark: Mark) -> Mark:
    """ "Afebrile? No" may be a fever, "symmetrical, droops on smiling" is a droop."""
    if mark.told and is_in_doubt(line, mark):
        return replace(mark, told="doubtful")
    return mark


def _sorted(*marks: Mark) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.start)


def _is_kept(mark: Mark, is_used: bool) -> bool:
    """Of words with two meanings, the function's if it is told of."""
    return (mark.axis == "function") is is_used and mark.axis != "topic"


def _told_of(mark: Mark, claims: Sequence[_Claim], line: Line) -> Mark:
    """ "Power absent L arm, facial droop": it denies no other."""
    is_own = any(claim.follows and claim.state is mark for claim in claims)
    if mark.entry is None or not is_own or line.sort_of(mark) != "lost":
        return mark
    return replace(mark, entry=mark.entry._replace(axis="ignore"))


def _claims(line: Line) -> Iterator[_Claim]:
    taken: set[int] = set()
    last: _Claim | None = None
    for number, state in enumerate(line.states):
        if line.leads_to_state(number):
            continue
        claim = _claim(line, state, taken) or _again(line, state, last)
        if claim is None:
            continue
        taken.update(topic.start for topic in claim.topics)
        last = claim
        yield claim


def _claim(line: Line, state: Mark, taken: set[int]) -> _Claim | None:
    before, is_apart = topic_before(line, state)
    if before and not _is_had(line, before, state, taken):
        before = None
    if before and not is_apart:
        # "CNs intact, power 5/5": no grade of power is told of nerves
        list_of = (
            t for t in listed_before(line, before, taken) if suits(line, t, state)
        )
        return _Claim((*list_of, before), state)
    after = topic_after(line, state)
    is_open = after is not None and after.start not in taken
    if line.words[state.start] in ("none", "zero"):  # "weakness none, power normal"
        is_open = False
    if after and is_open and state.axis == "function" and suits(line, after, state):
        return _Claim((after, *listed_after(line, after, taken)), state, follows=False)
    return _Claim((before,), state) if before else None


def _of_later(line: Line, claims: Sequence[_Claim]) -> list[_Claim]:
    """ "R 3/5, L 5/5 power": what is bad before is told of the same function."""
    used = {claim.state for claim in claims}
    found: list[_Claim] = []
    for later in claims:
        if later.follows:
            continue
        at = line.states.index(later.state)
        for state in reversed(line.states[:at]):
            if state in used or line.sort_of(state) in _FINE:
                break
            if not precedes(line, state, later.state):
                break
            if any(is_own_finding(line, (t,), state.end, state) for t in later.topics):
                break
            found.append(_Claim(later.topics, state, of=later.state))
    return found


def _is_had(line: Line, topic: Topic, state: Mark, taken: set[int]) -> bool:
    """Whether a state can be that of the function before it."""
    if topic.start in taken or not suits(line, topic, state):
        return False
    return not is_own_finding(line, (topic,), topic.end, state, follows=True)


def _again(line: Line, state: Mark, last: _Claim | None) -> _Claim | None:
    """ "Sensation intact R, reduced L": the same function of another place."""
    if last is None:
        return None
    # "Normal sensation R, absent L": the function stands behind its state.
    end = max(last.state.end, *(t.end for t in last.topics if t.end <= state.start))
    if not goes_on(line, last.state, end, state):
        return None
    if is_own_finding(line, last.topics, end, state):
        return None
    if not all(suits(line, topic, state) for topic in last.topics):
        return None
    return _Claim(last.topics, state, of=last.state)


def _findings(claim: _Claim, line: Line, *, at_state: bool) -> Iterator[Mark]:
    told = _told(claim, line)
    exception = exception_after(line, claim.state) if told == "normal" else None
    if exception is not None:
        yield from _excepted(claim, line, exception)
        return
    one_side = is_of_one_side(line, claim.topics[0], claim.state)
    for topic in claim.topics:
        start, end = _span(claim, topic, line)
        if told != "normal" and is_left_open(line, topic, claim.state):
            continue
        if claim.of or at_state:  # "power R 5/5 L 4/5": each with its own place
            start, end = claim.state.start, claim.state.end
        if told == "normal" and is_of_earlier(
            line, topic.start, topic.end, claim.state
        ):
            continue
        for entry in topic.entries:
            if told == "normal" and not entry.takes_site and one_side:
                continue  # what has no site has no side: "vision normal R eye"
            if entry.role in _roles(claim, told, line):
                yield Mark(start, end, entry._replace(axis="finding"), told=told)


def _span(claim: _Claim, topic: Topic, line: Line) -> tuple[int, int]:
    """The words of a finding: "absent left leg sensation" is one phrase.

    So its "absent" denies nothing, and the "no" before a loss still does.
    """
    is_lost = line.sort_of(claim.state) not in _FINE
    is_first = topic is claim.topics[0]
    if claim.follows or not is_first or not is_lost:
        return topic.start, topic.end
    if not is_missing(line, topic, claim.state):
        return topic.start, topic.end
    return claim.state.start, topic.end


def _excepted(claim: _Claim, line: Line, at: int) -> Iterator[Mark]:
    """ "Intact except the left little finger": there it may be impaired."""
    if names_finding_after(line, at):
        return
    for topic in claim.topics:
        for entry in topic.entries:
            if entry.role in _BAD:
                finding = entry._replace(axis="finding")
                yield Mark(at, at + 1, finding, told="doubtful")


def _spared(line: Line, marks: Sequence[Mark]) -> Iterator[Mark]:
    """ "Moves all limbs except the left arm": there it may be impaired."""
    for mark in marks:
        at = exception_after(line, mark) if mark.told and mark.entry else None
        if at is None or mark.entry is None or not mark.entry.event:
            continue
        is_placed = "place" in line.kinds[at : at + _NEAR] and mark.entry.takes_site
        is_placed = is_placed and not names_finding_after(line, at)
        if is_placed or mark.word == _OF_KNOWING:  # "to person, not to time"
            finding = mark.entry._replace(denies=False)
            yield Mark(at, at + 1, finding, told="doubtful")


def _is_taken_back(claim: _Claim, claims: Sequence[_Claim], line: Line) -> bool:
    """ "Strength equal but reduced": the later state is of the same place."""
    return any(
        other.of is claim.state and not has_place(line, claim.state, other.state)
        for other in claims
    )


def _roles(claim: _Claim, told: Told, line: Line) -> tuple[Role, ...]:
    if told == "normal" or _is_refused(claim, line):
        return ("normal",)
    is_lesser = claim.state.word == "impaired" and claim.state.axis == "function"
    return ("impaired",) if is_lesser else _BAD


def _is_refused(claim: _Claim, line: Line) -> bool:
    """ "Speech normal? No": what the normal would deny may be there."""
    end = max(claim.state.end, claim.topics[-1].end)
    return line.sort_of(claim.state) in _FINE and is_refused(line, end)


def _told(claim: _Claim, line: Line) -> Told:
    words = said_of(line, claim.topics[-1], claim.state, follows=claim.follows)
    state = line.sort_of(claim.state)
    is_denied = not NEGATIONS.isdisjoint(words)
    if state not in _FINE:
        if not claim.follows:
            return ""
        return "normal" if is_denied else "impaired"
    if state == "there" and lacks(line, claim.topics[0]):
        return "doubtful"
    short = (falls_short(line, m.start) for m in (claim.state, claim.topics[0]))
    if any(short) or (not claim.follows and is_lost(line, claim.state)):
        return "doubtful"
    if is_denied or _is_refused(claim, line) or not NEARLY.isdisjoint(words):
        return "doubtful"
    return "returned" if state == "returned" else "normal"
