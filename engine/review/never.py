"""Lines of one clause that contradict each other, whatever a record holds."""

from collections.abc import Iterator

from engine.review.lengths import is_at_most, longest, shortest
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    Onset,
    Span,
)
from engine.terminology.vocabulary import Vocabulary


def never_yes(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether no record can make a clause yes."""
    return next(contradictions(clause, vocabulary), None) is not None


def contradictions(clause: Clause, vocabulary: Vocabulary) -> Iterator[str]:
    """Why a clause can never be yes, one sentence a reason."""
    if isinstance(clause, EntryLines):
        yield from _windows(clause)
        yield from _resolved(clause)
    if isinstance(clause, FindingClause | GroupClause):
        yield from _unrecordable(clause, vocabulary)
    if isinstance(clause, MeasureClause):
        yield from _empty_range(clause)
    if isinstance(clause, AgeClause):
        low, high = clause.age.at_least, clause.age.at_most
        if low is not None and high is not None and low > high:
            yield f"Nobody is at least {low} and at most {high} years old."


def _windows(clause: EntryLines) -> Iterator[str]:
    onset, lasting = clause.onset or Onset(), clause.lasting or Span()
    within, more_than = onset.within, onset.more_than
    if within and more_than and is_at_most(within, more_than):
        yield f"Nothing began within {within} and more than {more_than} ago."
    for span in (lasting, clause.lasted or Span()):
        yield from _empty_span(span)
    if lasting.or_:
        return  # an entry without any date can then have any length
    least, most = lasting.at_least, lasting.at_most
    if within and least and shortest(least) > longest(within):
        yield f"What began within {within} has not lasted {least}."
    if more_than and most and longest(most) < shortest(more_than):
        yield f"What began more than {more_than} ago has lasted longer than {most}."


def _empty_span(span: Span) -> Iterator[str]:
    least, most = span.at_least, span.at_most
    if least and most and not span.or_ and shortest(least) > longest(most):
        yield f"Nothing lasts at least {least} and at most {most}."


def _resolved(clause: EntryLines) -> Iterator[str]:
    # An entry that goes on has neither an end nor a whole length.
    if clause.state == "ongoing" and clause.lasted and not clause.lasted.or_:
        yield "lasted is about what has resolved: write state: resolved."
    if clause.state == "resolved" and clause.lasting:
        yield "lasting is about what goes on: write lasted, or state: ongoing."


def _unrecordable(
    clause: FindingClause | GroupClause, vocabulary: Vocabulary
) -> Iterator[str]:
    if isinstance(clause, FindingClause):
        word = vocabulary.findings[clause.finding]
        if not (word.codes or word.text or word.text_with_site):
            yield f"No code and no text is bound to {clause.finding}."
    asked = clause.site or ("not-recorded",)
    if "not-recorded" not in asked:
        known = _recordable(vocabulary)
        if not any(known & {s, *vocabulary.narrower_sites(s)} for s in asked):
            yield f"No record can name the site {' or '.join(asked)}."


def _recordable(vocabulary: Vocabulary) -> frozenset[str]:
    """The sites that a code, a text or a finding of their own stands for."""
    bound = {name for name, site in vocabulary.sites.items() if site.codes or site.text}
    for word in vocabulary.findings.values():
        bound.update(filter(None, (word.implied_site, *(b.site for b in word.codes))))
    return frozenset(bound)


def _empty_range(clause: MeasureClause) -> Iterator[str]:
    floors = [amount for amount in (clause.at_least, clause.above) if amount]
    ceilings = [amount for amount in (clause.at_most, clause.below) if amount]
    for floor in floors:
        for ceiling in ceilings:
            if _is_empty(floor, ceiling, clause):
                yield f"No value is at least {floor} and at most {ceiling}."


def _is_empty(floor: str, ceiling: str, clause: MeasureClause) -> bool:
    low, _, unit = floor.partition(" ")
    high, _, same = ceiling.partition(" ")
    if unit != same or "locale" in (low, high):
        return False
    closed = floor == clause.at_least and ceiling == clause.at_most
    return float(low) > float(high) or (low == high and not closed)
