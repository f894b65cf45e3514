"""A pregnancy clause: pregnant now, or until lately?

It is a finding like others, but one that ends by itself: a statement of nine
months ago says nothing about today. Not recorded is unknown.
"""

from engine.decide.clauses import entries
from engine.decide.clauses.lines import Asked, Fit
from engine.decide.clauses.onset import ended_truth
from engine.findings.finding import Finding
from engine.rulebook.check_words_used import PREGNANCY
from engine.rulebook.clauses import Ended, FindingClause, PregnancyClause
from engine.rulebook.rulebook import LONGEST_PREGNANCY
from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import within

_PREGNANT = FindingClause(finding=PREGNANCY)


def fits(clause: PregnancyClause, asked: Asked) -> tuple[Fit, ...]:
    """Every statement of a pregnancy, with whether it holds for the clause."""
    known = asked.chart.present.get(PREGNANCY, ())
    return tuple(
        Fit.of(entry, {"time": _holds(clause, entry, asked)}) for entry in known
    )


def truth_of(held: tuple[Fit, ...], asked: Asked) -> Truth:
    """Yes, no or unknown, given every statement; a recent denial is no."""
    return entries.truth_of(_PREGNANT, held, asked)


def _holds(clause: PregnancyClause, entry: Finding, asked: Asked) -> Truth:
    if entry.state == "resolved":
        ended = clause.or_ended_within
        return ended_truth(entry, Ended(within=ended), asked.chart.now) if ended else NO
    latest = entry.onset or entry.first
    if latest is None:
        return UNKNOWN
    is_this_one = within(latest, LONGEST_PREGNANCY, asked.chart.now)
    # An older one has ended, but nobody knows whether there is another.
    return YES if is_this_one is YES else UNKNOWN
