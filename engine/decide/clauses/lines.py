"""The lines of a clause, each a question to one entry of the records.

Rules ask the same of an entry again and again ("within 24 hours", "in the
face"): each distinct line is asked of an entry once a patient. The 575 atoms
of 89 rules have 1,176 lines, and 136 of these are distinct.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from engine.decide.chart import Chart
from engine.decide.clauses.course import course_truth, severity_truth
from engine.decide.clauses.episodes import episodes_truth
from engine.decide.clauses.onset import (
    Beginning,
    ended_truth,
    lasted_truth,
    lasting_truth,
    onset_truth,
)
from engine.decide.clauses.place import (
    may_share_place,
    side_truth,
    site_truth,
    symmetric_truth,
)
from engine.findings.finding import Finding
from engine.rulebook.clauses import EntryLines, Onset
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction

Known = defaultdict[int, dict[int | None, Truth]]
Read = Callable[[Finding, "Asked"], Truth]
LineKeys = dict[tuple[object, ...], int]


class Fit(NamedTuple):
    """One entry held against a clause: the truth of each of its lines, and of all."""

    entry: Finding
    lines: dict[str, Truth]
    truth: Truth

    @classmethod
    def of(cls, entry: Finding, lines: dict[str, Truth]) -> "Fit":
        """An entry with its lines: it fits if it fits every one."""
        return cls(entry, lines, conjunction(lines.values()))

    def named(self, truth: Truth) -> tuple[str, ...]:
        """The lines that are `truth`, in the order of the clause."""
        return tuple(name for name, value in self.lines.items() if value is truth)


class Asked(NamedTuple):
    """What surrounds a clause when it is put to a patient.

    ``anchors`` are the entries the rule is about (its `only-when`), ``tied``
    the fits of the clause that `same-place-as` names. ``known`` has what was
    found so far, by the identity of an entry of the chart and the key of a line;
    None keeps nothing.
    """

    chart: Chart
    slow_start: Truth = NO
    anchors: tuple[Finding, ...] = ()
    tied: tuple[Fit, ...] = ()
    known: Known | None = None


class Line(NamedTuple):
    """One line of a clause; equal lines have one ``key``.

    None for a line that hangs on more than the entry and the chart.
    """

    name: str
    read: Read
    key: int | None = None


def lines_of(
    clause: EntryLines, slow_start: Truth = NO, keys: LineKeys | None = None
) -> tuple[Line, ...]:
    """The lines that a clause has, in their order.

    ``keys`` numbers the distinct lines of many clauses; it grows.
    """
    numbered = {} if keys is None else keys
    return tuple(
        Line(name, read, _key((name, value, slow_start), numbered))
        for name, value, read in _written(clause)
    ) + ((Line("same-place-as", _tie),) if clause.same_place_as is not None else ())


def _key(line: tuple[object, ...], keys: LineKeys) -> int:
    return keys.setdefault(line, len(keys))


def fit(entry: Finding, lines: Iterable[Line], asked: Asked) -> Fit:
    """An entry held against every line: this is done for most of a hook call."""
    known = {} if asked.known is None else asked.known[id(entry)]
    told, whole = {}, YES
    for name, read, key in lines:
        truth = known.get(key)
        if truth is None:
            truth = read(entry, asked)
            if key is not None:
                known[key] = truth
        told[name] = truth
        # the conjunction of the lines, without going through them again
        if truth is not YES and whole is not NO:
            whole = truth
    return Fit(entry, told, whole)


def _written(clause: EntryLines) -> Iterator[tuple[str, object, Read]]:
    state = clause.state
    yield "state", state, lambda entry, _: YES if entry.state == state else NO
    if (site := clause.site) is not None:
        yield "site", site, lambda e, asked: site_truth(e, site, asked.chart.vocabulary)
    if (side := clause.side) is not None:
        yield "side", side, lambda entry, _: side_truth(entry, side)
    if clause.symmetric is not None:
        yield "symmetric", True, lambda entry, _: symmetric_truth(entry)
    if (onset := clause.onset) is not None:
        yield "onset", onset, lambda entry, asked: _begun(entry, onset, asked)
    if (lasting := clause.lasting) is not None:
        yield "lasting", lasting, lambda e, a: lasting_truth(e, lasting, a.chart.now)
    if (lasted := clause.lasted) is not None:
        yield "lasted", lasted, lambda e, a: lasted_truth(e, lasted, a.chart.now)
    if (ended := clause.ended) is not None:
        yield "ended", ended, lambda e, a: ended_truth(e, ended, a.chart.now)
    if (episodes := clause.episodes) is not None:
        yield "episodes", episodes, lambda e, a: episodes_truth(e, episodes, a.chart)
    if (course := clause.course) is not None:
        yield "course", course, lambda entry, _: course_truth(entry, course)
    if (severity := clause.severity) is not None:
        yield "severity", severity, lambda entry, _: severity_truth(entry, severity)


def _begun(entry: Finding, onset: Onset, asked: Asked) -> Truth:
    word = asked.chart.vocabulary.findings[entry.what]
    beginning = Beginning(
        asked.chart.now,
        asked.slow_start,
        new_is_sudden=word.new_is_sudden,
        undated_counts=word.kind == "diagnosis" and asked.chart.has_symptom,
    )
    return onset_truth(entry, onset, beginning)


def _tie(entry: Finding, asked: Asked) -> Truth:
    """Whether an entry lies where the clause it is tied to has one.

    The entries that fit that clause count, or, while none is known to, those
    that may: the other clause is then unknown itself and says so.
    """
    certain = [fit for fit in asked.tied if fit.truth is YES]
    possible = [fit for fit in asked.tied if fit.truth is UNKNOWN]
    if _shares_place(entry, certain or possible, asked):
        return YES
    if not asked.tied or _shares_place(entry, possible, asked):
        return UNKNOWN
    return NO


def _shares_place(entry: Finding, fits: Iterable[Fit], asked: Asked) -> bool:
    words = asked.chart.vocabulary
    return any(may_share_place(entry, fit.entry, words) for fit in fits)
