"""What the sentences of a text state together, each statement once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.findings.text.draft import Draft
from engine.findings.text.finding import TextFinding
from engine.findings.text.marks import Mark
from engine.findings.text.past import is_of_old, is_old
from engine.findings.text.sentence import Sentence
from engine.findings.text.statement import Clock, statements
from engine.findings.text.sureness import Sureness


def told_by(read: Sequence[Sentence], clock: Clock) -> tuple[TextFinding, ...]:
    """All statements, each once, in the order of the text."""
    sure: dict[TextFinding, None] = {}
    told: list[tuple[TextFinding, Mark, Sureness]] = []
    lay: set[TextFinding] = set()
    denied: set[tuple[str, str | None]] = set()
    for one in read:
        told.extend(_of_sentence(one, clock))
    for at, (named, mark, said) in enumerate(told):
        is_back = _is_taken_back(named, told[at + 1 :], was=said.was)
        statement = replace(named, state="resolved") if is_back else named
        sure[statement] = None
        if mark.entry and mark.entry.lay:
            lay.add(statement)
        # A normal examination does not say that a lay word meant nothing.
        if statement.presence == "absent" and not mark.told:
            denied.add((statement.what, statement.side))
    injured = any(one.says("injury") for one in read)
    return tuple(
        said
        for said in sure
        if said not in lay
        or said.presence == "absent"
        or not (injured or _is_denied(said, denied))
    )


def _is_denied(said: TextFinding, denied: set[tuple[str, str | None]]) -> bool:
    """Whether it is denied without a side, or of the same one."""
    sides = {side for what, side in denied if what == said.what}
    return bool(sides) and (None in sides or said.side is None or said.side in sides)


def _of_sentence(
    one: Sentence, clock: Clock
) -> Iterator[tuple[TextFinding, Mark, Sureness]]:
    for draft in one.drafts:
        for mark in draft.findings:
            said = one.sure.get((mark.start, mark.word))
            if said is None or mark.entry is None:
                continue
            if _is_of_old(mark, draft, one, clock):
                said = replace(said, history=True)
            for statement in statements(draft, mark, said, one.words, clock):
                yield statement, mark, said


def _is_taken_back(
    earlier: TextFinding,
    later: Sequence[tuple[TextFinding, Mark, Sureness]],
    *,
    was: bool,
) -> bool:
    """ "Had a numb arm, no numbness now", "came with a droop; droop resolved".

    What was there is denied of now, or told again as over.
    """
    if earlier.presence == "absent" or earlier.state != "ongoing":
        return False
    return any(
        one.what == earlier.what
        and (
            _is_over_again(one)
            or (one.presence == "absent" and said.now and (was or _is_whole(one, mark)))
        )
        and not (one.side and earlier.side and one.side != earlier.side)
        for one, mark, said in later
    )


def _is_whole(one: TextFinding, mark: Mark) -> bool:
    """Whether it is of the whole body: "temp 38.9, 36.8 now".

    A limb that feels numb may be found normal and is numb all the same.
    """
    return one.certain and mark.entry is not None and not mark.entry.takes_site


def _is_over_again(one: TextFinding) -> bool:
    """Whether it is over, and no earlier attack with a time of its own."""
    return one.presence != "absent" and one.state == "resolved" and one.onset is None


def _is_of_old(mark: Mark, draft: Draft, one: Sentence, clock: Clock) -> bool:
    if clock.written is None or (mark.entry is not None and mark.entry.lifelong):
        return False
    year = clock.written.start.year
    times = (held.time for held in draft.began() if held.time)
    if draft.is_past and any(is_old(time, year, told=True) for time in times):
        return True
    return is_of_old(mark, one.words, one.marks, year)
