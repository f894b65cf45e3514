"""Which side, site, onset and course belong to which finding.

A qualifier belongs to the finding of its own part; a part without a finding
lends what it says to its neighbour ("numb L arm and leg"); findings named
together share their place ("weakness and numbness of the left arm").
Nothing is lent to a finding that has its own (`knowledge.md` 6.3).
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.clauses.clauses import Part
from engine.findings.text.clauses.draft import Draft, split
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import Time
from engine.findings.text.wording.grammar import EVEN_JOINS

_SHARED_AFTER = ("time", "state")


def drafts(clause: Sequence[Part]) -> tuple[list[Draft], list[Mark]]:
    """The drafts of one clause, and the marks that found none to belong to."""
    found: list[Draft] = []
    waiting: list[Mark] = []
    of_other = False
    for i, part in enumerate(clause):
        if part.findings:
            own = split(part)
            if not (of_other and own[0].places):
                own[0].take(mark for mark in waiting if mark.is_place)
            own[0].places.sort(key=lambda mark: mark.start)
            waiting = [mark for mark in waiting if not mark.is_place]
            found.extend(own)
            of_other = False
        else:
            of_other = of_other or part.of_other or _spreads_to(part)
            to_next = _begins_next(clause, i) or _is_pain_and(clause, i)
            waiting.extend(_lend(part, found, to_next))
    if found:
        _lend_leading(waiting, found)
        _share(found)
    return found, [] if found else waiting


def _begins_next(clause: Sequence[Part], at: int) -> bool:
    """Whether a bare place begins the next part's: "left face | and arm numb"."""
    if at + 1 >= len(clause) or clause[at].join in EVEN_JOINS:
        return False
    following = clause[at + 1]
    first = following.marks[0]
    return (
        following.join in EVEN_JOINS
        and bool(following.findings)
        and first.axis == "site"
    )


def _is_pain_and(clause: Sequence[Part], at: int) -> bool:
    """ "L arm pain and numbness" is a numb arm; "chest pain, numbness" no chest."""
    sided = any(mark.axis == "side" for mark in clause[at].marks)
    joined = at + 1 < len(clause) and clause[at + 1].join in EVEN_JOINS
    return clause[at].is_taken and sided and joined


def _spreads_to(part: Part) -> bool:
    """ "Pain spreading to left arm": the arm is not that of what follows."""
    return part.has_subject and any(mark.axis == "course" for mark in part.marks)


def _free_places(part: Part, to_next: bool) -> list[Mark]:
    if (part.is_taken or part.is_elsewhere) and not to_next:
        return []
    return [mark for mark in part.marks if mark.is_place]


def _lend(part: Part, found: list[Draft], to_next: bool) -> list[Mark]:
    """Lend a part without a finding to those before it; what is left waits."""
    places = _free_places(part, to_next)
    others = [m for m in part.marks if not (m.is_place or part.has_subject)]
    left: list[Mark] = []
    owner = next((draft for draft in reversed(found) if draft.takes_site), None)
    if owner and not to_next and _is_of_its_own(owner, part, places):
        found.append(Draft(part.join, list(owner.findings), part.is_next))
        found[-1].take((*places, *others))
        return left
    if owner and not to_next:
        owner.take(places)
    else:
        left.extend(places)
    if not found:
        return left + others
    found[-1].take(mark for mark in others if mark.axis not in _SHARED_AFTER)
    lend_after([mark for mark in others if mark.axis in _SHARED_AFTER], found)
    return left


def _is_of_its_own(owner: Draft, part: Part, places: Sequence[Mark]) -> bool:
    """Whether "then left arm x 1 h" is a second one, with its own beginning."""
    axes = {mark.axis for mark in part.marks}
    moved = "course" in axes or part.has_subject or part.of_other
    return (
        "time" in axes
        and bool(places and owner.places)
        and not moved
        and (owner.is_dated)
    )


def lend_after(marks: Sequence[Mark], found: Sequence[Draft]) -> None:
    """Give a time or an end, written by itself, to all before it that lack one."""
    times = [mark for mark in marks if mark.axis == "time"]
    states = [mark for mark in marks if mark.axis == "state"]
    for draft in found:
        if draft.is_event and (states or not draft.is_dated):
            draft.take(times)
        elif draft.is_event:  # "on Saturday. It lasted 20 min"
            draft.take(m for m in times if m.time and m.time.kind == "lasted")
        if _ends_apart(draft, found[-1]):
            continue
        if (draft.is_event or draft is found[-1]) and not draft.of("state"):
            draft.take(states)


def _ends_apart(draft: Draft, last: Draft) -> bool:
    """ "Legs weak since Monday, tummy bug 3 weeks ago, settled": the bug did."""
    if draft is last or last.join != "," or not _begins(draft):
        return False
    points = [mark.time for mark in last.began() if mark.time and _is_point(mark.time)]
    return bool(points) or all(m.entry and m.entry.exposure for m in last.findings)


def _begins(draft: Draft) -> bool:
    return any(mark.time and mark.time.kind == "began" for mark in draft.began())


def _is_point(time: Time) -> bool:
    """ "3 weeks ago", not "for 10 min", which may be how long all of it lasted."""
    return time.kind == "began" and (time.ago or not time.amount)


def _lend_leading(waiting: Sequence[Mark], found: Sequence[Draft]) -> None:
    """Give what stands before the first finding to all that lack it."""
    first = found[0]
    times = [mark for mark in waiting if mark.axis == "time"]
    times += [mark for mark in first.of("time") if _leads(mark, first)]
    # "Back to normal at 8, left arm numb again at 9": an end ends what stands before.
    first.take(mark for mark in waiting if mark.axis != "state")
    for draft in found[1:]:
        if draft.is_event and not draft.is_dated:
            draft.take(times)


def _leads(time: Mark, draft: Draft) -> bool:
    marks = (*draft.findings, *draft.places)
    return all(time.start < mark.start for mark in marks)


def _share(found: Sequence[Draft]) -> None:
    pairs = list(pairwise(found))
    for before, after in pairs:
        _share_forward(before, after)
    for before, after in reversed(pairs):
        _share_back(before, after)
    for before, after in pairs:
        _unite(before, after)
        _date_by_diagnosis(before, after)


def _date_by_diagnosis(before: Draft, after: Draft) -> None:
    """ "TIA 2019 with arm numbness": the arm was numb in 2019."""
    is_of_it = after.join == "with" and after.is_event and not before.is_event
    if is_of_it and before.of("time") and not after.is_dated:
        after.is_past = True
        after.take(before.of("time"))


def _unite(before: Draft, after: Draft) -> None:
    """ "Numbness and tingling of the fingers, on and off" is one finding."""
    same = {mark.word for mark in before.findings} == {m.word for m in after.findings}
    if same and before.places == after.places and after.join in EVEN_JOINS:
        before.take(after.others)
        after.take(before.others)


def _share_forward(before: Draft, after: Draft) -> None:
    """ "sudden left arm numbness and weakness": place and speed of both."""
    is_joined = after.is_next and after.join in {",", *EVEN_JOINS}
    if after.places or not is_joined or not after.is_event:
        return
    is_general = (
        all(m.told == "normal" for m in after.findings) and not after.needs_site
    )
    takes = after.takes_site and not is_general
    if takes and (before.begins_with_place or after.needs_site):
        after.take(before.places)
    speeds = [m for m in before.of("speed") if m.start < before.findings[0].start]
    if after.join in EVEN_JOINS and not after.is_dated and not after.of("speed"):
        after.take(speeds)


def _share_back(before: Draft, after: Draft) -> None:
    """ "weakness and numbness of the left arm since 0730": place and time of both."""
    joined = after.join in EVEN_JOINS
    if not before.is_event or not (joined or after.join == ","):
        return
    is_shared = after.places and not after.begins_with_place and after.is_event
    if is_shared and not before.places and before.takes_site and after.takes_site:
        before.take(after.places)
    if joined or after.join == "with":
        last = after.findings[-1].start
        lend_after(
            [m for m in after.others if m.start > last and m.axis in _SHARED_AFTER],
            [before],
        )
