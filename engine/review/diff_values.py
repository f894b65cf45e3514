"""Every value that the lines of some clauses can tell apart.

Finitely many: the sites, sides and words that are named and one of each other
sort, and for each limit one unit below, the limit itself, one unit above, and
the day and the month around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import product
from typing import Final, get_args

from engine.findings.finding import Course, Flag, Speed, Taking
from engine.review.diff_statements import NOW, Entry, Moment, Statement, Use, Value, Who
from engine.review.limits import moved
from engine.rulebook.clauses import (
    AgeClause,
    DrugClause,
    EntryLines,
    MeasureClause,
    Span,
)
from engine.terminology.models import Locale, Side
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration

A_DAY: Final = Duration(24, "hours")
_OLDER: Final = Moment(Duration(25, "hours"))
_SEVERITIES: Final = ("mild", "moderate", "severe")


@dataclass(frozen=True, slots=True)
class Asking:
    """What asks about one finding: its clauses, in both versions.

    ``tells_sides`` is set where left and right differ: because a clause names
    one of them alone, or because another entry has to be in the same limb.
    ``extra_limits`` are those of clauses that are no list of lines.
    """

    clauses: tuple[EntryLines, ...]
    words: Vocabulary
    is_tied: bool = False
    tells_sides: bool = False
    extra_limits: tuple[Duration, ...] = ()


def around(limit: Duration) -> Iterator[Moment]:
    """One unit below, the limit, one above; now where that would be nothing."""
    for length in (*moved(limit), limit):
        assert isinstance(length, Duration)
        yield Moment(length if length.amount else None)


def entries(what: str, asking: Asking) -> Iterator[Entry]:
    """Every entry of a finding that the clauses can tell from another."""
    for site, (side, symmetric) in product(_sites(asking), _sides(asking)):
        place = Entry(what, site, side, symmetric)
        for timed in _timed(place, asking):
            yield from _described(timed, asking)
    for site in ("", *_named_sites(asking)):
        yield Entry(what, site, presence="absent")
        yield Entry(what, site, presence="absent", recorded=_OLDER)


def _timed(place: Entry, asking: Asking) -> Iterator[Entry]:
    for began, recorded, chronic in _times(asking):
        for speed in _speeds(asking):
            yield replace(
                place, began=began, recorded=recorded, chronic=chronic, speed=speed
            )


def _described(entry: Entry, asking: Asking) -> Iterator[Entry]:
    for course, severity in product(_courses(asking), _severities(asking)):
        for (resolved, ended), lasted, episodes in product(
            _ends(asking), _lengths(asking), _episodes(asking)
        ):
            yield replace(
                entry,
                course=course,
                severity=severity,
                resolved=resolved,
                ended=ended,
                lasted=lasted,
                episodes=episodes,
            )


def _sites(asking: Asking) -> Sequence[str]:
    named = _named_sites(asking)
    if not named and not asking.is_tied:
        return ("",)
    words = asking.words
    near = [
        f(site) for site in named for f in (words.narrower_sites, words.wider_sites)
    ]
    others = [min(sites) for sites in near if sites]
    known = {*named, *(site for sites in near for site in sites)}
    foreign = sorted(set(words.sites) - known)
    limbs = [_limb(limb, words) for limb in ("upper", "lower") if asking.is_tied]
    return tuple(dict.fromkeys(("", *named, *limbs, *others, *foreign[:1])))


def _limb(limb: str, words: Vocabulary) -> str:
    return min(name for name, site in words.sites.items() if site.limb == limb)


def _named_sites(asking: Asking) -> Sequence[str]:
    named = {site for clause in asking.clauses for site in clause.site or ()}
    return sorted(named & set(asking.words.sites))


def _sides(asking: Asking) -> Sequence[tuple[Side | None, bool]]:
    named = {side for clause in asking.clauses for side in clause.side or ()}
    symmetric = any(clause.symmetric for clause in asking.clauses)
    if not named and not symmetric and not asking.is_tied:
        return ((None, False),)
    sides: list[Side | None] = [None, "left", "both", "one"]
    sides += ["right"] if asking.tells_sides else []
    sides += ["midline"] if "midline" in named else []
    return [(s, False) for s in sides] + ([("both", True)] if symmetric else [])


_Time = tuple[Moment | None, Moment | None, bool]


def _times(asking: Asking) -> Sequence[_Time]:
    # By length: which version a limit comes from is not to choose the example.
    told = dict.fromkeys((*_limits(asking), *asking.extra_limits))
    limits = sorted(told, key=lambda limit: limit.before(datetime.max), reverse=True)
    if not limits:
        return ((None, NOW, False),)
    times: list[_Time] = [(None, NOW, False), (None, None, False), (None, NOW, True)]
    for limit in limits:
        doubtful = (Moment(limit, "day"), Moment(limit, "month"))
        times += [(moment, NOW, False) for moment in (*around(limit), *doubtful)]
        times += [(None, moment, False) for moment in around(limit)]
    return tuple(dict.fromkeys(times))


def _limits(asking: Asking) -> Iterator[Duration]:
    for clause in asking.clauses:
        if clause.episodes:
            yield clause.episodes.within
        if clause.onset:
            yield from filter(None, (clause.onset.within, clause.onset.more_than))
            # what began within a day is sudden until someone writes otherwise
            yield from (A_DAY,) if clause.onset.speed else ()
        yield from _bounds(clause.lasting)


def _bounds(span: Span | None) -> Iterator[Duration]:
    if span:
        yield from filter(None, (span.at_least, span.at_most))


def _speeds(asking: Asking) -> Sequence[Speed | None]:
    asked = any(clause.onset and clause.onset.speed for clause in asking.clauses)
    return (None, "sudden", "gradual") if asked else (None,)


def _courses(asking: Asking) -> Sequence[Course | None]:
    asked = any(clause.course for clause in asking.clauses)
    return (None, *get_args(Course)) if asked else (None,)


def _severities(asking: Asking) -> Sequence[str]:
    asked = any(clause.severity for clause in asking.clauses)
    return ("", *_SEVERITIES) if asked else ("",)


def _ends(asking: Asking) -> Sequence[tuple[bool, Moment | None]]:
    windows = [clause.ended.within for clause in asking.clauses if clause.ended]
    asked = windows or any(clause.state == "resolved" for clause in asking.clauses)
    if not asked:
        return ((False, None),)
    moments = [m for w in windows for m in (*around(w), Moment(w, "day"))]
    ends = [(True, moment) for moment in dict.fromkeys(moments)]
    return ((False, None), (True, None), *ends)


def _lengths(asking: Asking) -> Sequence[Duration | None]:
    limits = {limit for clause in asking.clauses for limit in _bounds(clause.lasted)}
    edges = [m.ago for limit in limits for m in around(limit) if m.ago is not None]
    return (None, *sorted(set(edges), key=str))


def _episodes(asking: Asking) -> Sequence[int]:
    counts = {one.episodes.at_least for one in asking.clauses if one.episodes}
    return (1, *sorted({n for count in counts for n in (count - 1, count)} - {1}))


def values(
    what: str, clauses: Iterable[MeasureClause], words: Vocabulary, locale: Locale
) -> Iterator[Value]:
    """Values one step below, at and above each limit, inside and outside."""
    asked = tuple(clauses)
    unit = words.measures[what].unit
    limits = {cut for clause in asked for cut in cuts(clause, locale)} or {Decimal(1)}
    times = [m for c in asked for m in around(c.latest_within)]
    for value in sorted({step for cut in limits for step in steps(cut)}):
        for taken in dict.fromkeys((NOW, *times)):
            for flag in _flags(asked):
                yield Value(what, value, unit, taken, flag)


def _flags(asked: Sequence[MeasureClause]) -> Sequence[Flag]:
    return get_args(Flag) if any(clause.flagged for clause in asked) else ("",)


def cuts(clause: MeasureClause, locale: Locale) -> Iterator[Decimal]:
    """The limits of a clause, in the unit of its measure."""
    for amount in (clause.at_least, clause.at_most, clause.above, clause.below):
        number, _, name = (amount or "").partition(" ")
        if number == "locale":
            threshold = locale.values[name]
            yield from (threshold.by_sex or {}).values()
            yield from (threshold.value,) if threshold.value is not None else ()
        elif number:
            yield Decimal(number)


def steps(cut: Decimal) -> Iterator[Decimal]:
    """One step of the last written digit below a limit, the limit, one above."""
    step = Decimal(1).scaleb(int(cut.as_tuple().exponent))
    yield from (cut - step, cut, cut + step)


def uses(what: str, clauses: Iterable[DrugClause]) -> Iterator[Use]:
    """Taken, stopped, given, not taken or unknown, around each limit."""
    asked = tuple(clauses)
    windows = [
        window
        for clause in asked
        for window in (clause.or_stopped_within, clause.stopped_within)
        if window
    ]
    lasting = [limit for clause in asked for limit in _bounds(clause.lasting)]
    starts = (None, *dict.fromkeys(m for limit in lasting for m in around(limit)))
    ends = (None, *dict.fromkeys(m for window in windows for m in around(window)))
    for taking, started in product(get_args(Taking), starts):
        has_end = taking in ("stopped", "given")
        yield from (
            Use(what, taking, started, e) for e in (ends if has_end else (None,))
        )


def people(clauses: Iterable[AgeClause], *, asks_sex: bool) -> Iterator[Statement]:
    """Ages around each bound, known or not, with each sex that is asked for."""
    bounds = [b for c in clauses for b in (c.age.at_least, c.age.at_most)]
    ages = {a for b in bounds if b is not None for a in (b - 1, b, b + 1) if a >= 0}
    sexes = (None, "female", "male") if asks_sex else (None,)
    for age, sex in product((None, *sorted(ages)), sexes):
        if age is not None or sex is not None:
            yield Who(age, sex)  # type: ignore[arg-type]
