"""A finding or group clause: does a single entry fit every line of it?

`rule-format.md` sections 2.2 to 2.5: yes if an entry fits, no if entries
exist and every one contradicts or the finding is documented absent, unknown
otherwise. No entry is never "no".
"""

from collections.abc import Iterable

from engine.decide.chart import Chart
from engine.decide.clauses.lines import Asked, Fit, Line, fit, lines_of
from engine.decide.clauses.onset import A_DAY
from engine.findings.finding import Finding
from engine.rulebook.clauses import FindingClause, GroupClause
from engine.truth import NO, UNKNOWN, YES, Truth, disjunction
from engine.when import within

EntryClause = FindingClause | GroupClause


def fits(
    clause: EntryClause, asked: Asked, lines: tuple[Line, ...] = ()
) -> tuple[Fit, ...]:
    """Every present entry of the clause's finding, held against its lines.

    ``lines`` are those of the clause, where they were prepared.
    """
    present = asked.chart.present
    lines = lines or lines_of(clause, asked.slow_start)
    if isinstance(clause, FindingClause):
        found = present.get(clause.finding, ())
        return tuple([fit(entry, lines, asked) for entry in found])
    return tuple(
        [
            fit(entry, lines, asked)
            for word in words(clause, asked.chart)
            for entry in present.get(word, ())
        ]
    )


def words(clause: EntryClause, chart: Chart) -> tuple[str, ...]:
    """The findings a clause is about: one, or the members of its group."""
    if isinstance(clause, FindingClause):
        return (clause.finding,)
    return chart.vocabulary.groups[clause.group].members


def truth_of(clause: EntryClause, held: tuple[Fit, ...], asked: Asked) -> Truth:
    """Yes, no or unknown of a clause, given its entries.

    A group is no only if every member is: an old dizziness says nothing about
    a new vertigo.
    """
    if held and isinstance(clause, FindingClause):
        return disjunction([one.truth for one in held])
    truths: dict[str, list[Truth]] = {}
    for one in held:
        truths.setdefault(one.entry.what, []).append(one.truth)
    return disjunction(
        disjunction(truths[word])
        if word in truths
        else _without_entry(word, clause, asked)
        for word in words(clause, asked.chart)
    )


def _without_entry(word: str, clause: EntryClause, asked: Asked) -> Truth:
    return NO if _documented_absent(word, clause, asked) else UNKNOWN


def _documented_absent(word: str, clause: EntryClause, asked: Asked) -> bool:
    """Whether a finding is denied at every site and side the clause names."""
    denials = [
        absence
        for absence in asked.chart.absent.get(word, ())
        if _counts(absence, asked)
    ]
    return all(
        any(_denies(absence, site, side, asked.chart) for absence in denials)
        for site in _named(clause.site)
        for side in _named(clause.side)
    )


def _named(places: Iterable[str] | None) -> tuple[str | None, ...]:
    return tuple(place for place in places or () if place != "not-recorded") or (None,)


def _counts(absence: Finding, asked: Asked) -> bool:
    """Not older than the onset of what the rule is about, or a day old."""
    if absence.written is None:
        return False
    if within(absence.written, A_DAY, asked.chart.now) is YES:
        return True
    begun = [entry.onset or entry.first for entry in asked.anchors]
    return bool(begun) and all(
        time is not None and absence.written.start >= time.end for time in begun
    )


def _denies(absence: Finding, site: str | None, side: str | None, chart: Chart) -> bool:
    """Whether "no numbness of the left hand" answers for one site and side."""
    if absence.side not in {None, "both", side}:
        return False
    word = chart.vocabulary.findings[absence.what]
    # A site that the word itself implies narrows nothing ("forehead moves").
    if absence.sites <= {word.implied_site}:
        return True
    return site is not None and any(
        site == wide or wide in chart.vocabulary.wider_sites(site)
        for wide in absence.sites
    )
