"""What the sentences of a text state together, each statement once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.findings.text.certainty.sureness import Sureness
from engine.findings.text.clauses.draft import Draft
from engine.findings.text.finding import TextFinding
from engine.findings.text.framing.past import is_of_old, is_old
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.sentence import Sentence
from engine.findings.text.statement import Clock, statements

_DEAD_LEG = ("dead", "leg")


def told_by(read: Sequence[Sentence], clock: Clock) -> tuple[TextFinding, ...]:
    """All statements, each once, in the order of the text."""
    sure: dict[TextFinding, None] = {}
    told: list[tuple[TextFinding, Mark, Sureness]] = []
    knocked = any(map(_is_knock, read))
    for one in map(_without_dead_leg, read) if knocked else read:
        told.extend(_of_sentence(one, clock))
    for at, (named, _, said) in enumerate(told):
        is_back = said.was and _is_taken_back(named, told[at + 1 :])
        sure[replace(named, state="resolved") if is_back else named] = None
    return tuple(sure)


def _is_knock(one: Sentence) -> bool:
    """Whether a limb was knocked: a "dead leg" is a bruise then, and no more is."""
    sites = (mark for mark in one.marks if mark.axis == "site")
    return one.says("injury") and all(mark.entry and mark.entry.limb for mark in sites)


def _without_dead_leg(one: Sentence) -> Sentence:
    kept = {
        (at, word): said
        for (at, word), said in one.sure.items()
        if one.words[at : at + 2] != _DEAD_LEG
    }
    return replace(one, sure=kept)


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
    earlier: TextFinding, later: Sequence[tuple[TextFinding, Mark, Sureness]]
) -> bool:
    """ "Had a numb arm, no numbness now": what was there is denied of now."""
    if earlier.presence == "absent" or earlier.state != "ongoing":
        return False
    return any(
        one.what == earlier.what
        and one.presence == "absent"
        and said.now
        and _may_be_of(one, earlier)
        for one, _, said in later
    )


def _may_be_of(one: TextFinding, other: TextFinding) -> bool:
    """Whether neither their sides nor their body parts differ."""
    sides = not (one.side and other.side and one.side != other.side)
    return sides and not (
        one.sites and other.sites and one.sites.isdisjoint(other.sites)
    )


def _is_of_old(mark: Mark, draft: Draft, one: Sentence, clock: Clock) -> bool:
    if clock.written is None or (mark.entry is not None and mark.entry.lifelong):
        return False
    year = clock.written.start.year
    times = (held.time for held in draft.began() if held.time)
    if draft.is_past and any(is_old(time, year, told=True) for time in times):
        return True
    return is_of_old(mark, one.words, one.marks, year)
