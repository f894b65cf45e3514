"""A finding or group clause: does a single entry fit every line of it?

`rule-format.md` sections 2.2 to 2.5: yes if an entry fits, no if entries
exist and every one contradicts or the finding is documented absent, unknown
otherwise. No entry is never "no".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.decide.chart import Chart
from engine.decide.clauses.course import course_truth, severity_truth
from engine.decide.clauses.episodes import episodes_truth
from engine.decide.clauses.onset import (
    A_DAY,
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
from engine.rulebook.clauses import FindingClause, GroupClause
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction, disjunction
from engine.when import within

EntryClause = FindingClause | GroupClause


@dataclass(frozen=True, slots=True)
class Fit:
    """One entry held against a clause: the truth of each of its lines."""

    entry: Finding
    lines: Mapping[str, Truth]

    @property
    def truth(self) -> Truth:
        """Whether the entry fits every line."""
        return conjunction(self.lines.values())

    def named(self, truth: Truth) -> tuple[str, ...]:
        """The lines that are `truth`, in the order of the clause."""
        return tuple(name for name, value in self.lines.items() if value is truth)


@dataclass(frozen=True, slots=True)
class Asked:
    """What surrounds a clause when it is put to a patient.

    ``anchors`` are the entries the rule is about (its `only-when`), ``tied``
    the fits of the clause that `same-place-as` names.
    """

    chart: Chart
    slow_start: Truth = NO
    anchors: tuple[Finding, ...] = ()
    tied: tuple[Fit, ...] = field(default=())


def fits(clause: EntryClause, asked: Asked) -> tuple[Fit, ...]:
    """Every present entry of the clause's finding, held against its lines."""
    present = asked.chart.present
    return tuple(
        Fit(entry, _lines(clause, entry, asked))
        for word in words(clause, asked.chart)
        for entry in present.get(word, ())
    )


def words(clause: EntryClause, chart: Chart) -> tuple[str, ...]:
    """The findings a clause is about: one, or the members of its group."""
    if isinstance(clause, FindingClause):
        return (clause.finding,)
    return chart.vocabulary.groups[clause.group].members


def truth_of(clause: EntryClause, held: Iterable[Fit], asked: Asked) -> Truth:
    """Yes, no or unknown of a clause, given its entries.

    A group is no only if every member is: an old dizziness says nothing about
    a new vertigo.
    """
    truths: dict[str, list[Truth]] = {}
    for fit in held:
        truths.setdefault(fit.entry.what, []).append(fit.truth)
    return disjunction(
        disjunction(truths[word])
        if word in truths
        else _without_entry(word, clause, asked)
        for word in words(clause, asked.chart)
    )


def _without_entry(word: str, clause: EntryClause, asked: Asked) -> Truth:
    return NO if _documented_absent(word, clause, asked) else UNKNOWN


def _lines(clause: EntryClause, entry: Finding, asked: Asked) -> dict[str, Truth]:
    chart, now = asked.chart, asked.chart.now
    lines = {"state": YES if entry.state == clause.state else NO}
    if clause.site is not None:
        lines["site"] = site_truth(entry, clause.site, chart.vocabulary)
    if clause.side is not None:
        lines["side"] = side_truth(entry, clause.side)
    if clause.symmetric is not None:
        lines["symmetric"] = symmetric_truth(entry)
    if clause.onset is not None:
        beginning = _beginning(entry, asked)
        lines["onset"] = onset_truth(entry, clause.onset, beginning)
    if clause.lasting is not None:
        lines["lasting"] = lasting_truth(entry, clause.lasting, now)
    if clause.lasted is not None:
        lines["lasted"] = lasted_truth(entry, clause.lasted, now)
    if clause.ended is not None:
        lines["ended"] = ended_truth(entry, clause.ended, now)
    if clause.episodes is not None:
        lines["episodes"] = episodes_truth(entry, clause.episodes, chart)
    if clause.course is not None:
        lines["course"] = course_truth(entry, clause.course)
    if clause.severity is not None:
        lines["severity"] = severity_truth(entry, clause.severity)
    if clause.same_place_as is not None:
        lines["same-place-as"] = _tie(entry, asked)
    return lines


def _beginning(entry: Finding, asked: Asked) -> Beginning:
    word = asked.chart.vocabulary.findings[entry.what]
    return Beginning(
        asked.chart.now,
        asked.slow_start,
        new_is_sudden=word.new_is_sudden,
        undated_counts=word.kind == "diagnosis" and asked.chart.has_symptom,
    )


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
