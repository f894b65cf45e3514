"""A measured value against a limit; a value may itself be an interval."""

from collections.abc import Callable
from decimal import Decimal

from engine.decide.chart import Chart
from engine.findings.finding import Measurement
from engine.rulebook.clauses import MeasureClause
from engine.truth import NO, UNKNOWN, YES, Truth, conjunction, disjunction, negation
from engine.when import within

Comparison = Callable[[Measurement, Decimal], Truth]


def latest(clause: MeasureClause, chart: Chart) -> tuple[Measurement, ...]:
    """The newest measurements inside the window; several if equally new."""
    inside = [
        (measured.taken.end, measured)
        for measured in chart.measured.get(clause.measure, ())
        if measured.taken is not None
        and within(measured.taken, clause.latest_within, chart.now) is YES
    ]
    newest = max((taken for taken, _ in inside), default=None)
    return tuple(measured for taken, measured in inside if taken == newest)


def truth_of(
    clause: MeasureClause, measured: tuple[Measurement, ...], chart: Chart
) -> Truth:
    """Yes if the value fits; no result in the window is unknown, never normal.

    It is yes where the author says that a missing result must not hide the rule.
    """
    if not measured:
        return YES if clause.or_ else UNKNOWN
    return disjunction(
        conjunction(
            (
                _flagged(value, clause),
                *(
                    _against(value, cuts(amount, chart), compare)
                    for amount, compare in _limits(clause)
                ),
            )
        )
        for value in measured
    )


def _flagged(value: Measurement, clause: MeasureClause) -> Truth:
    """Whether the laboratory itself calls the value low, or high."""
    if clause.flagged is None:
        return YES
    if not value.flag:
        return UNKNOWN
    return YES if value.flag == clause.flagged else NO


def _limits(clause: MeasureClause) -> list[tuple[str, Comparison]]:
    named: list[tuple[str | None, Comparison]] = [
        (clause.at_least, _reaches),
        (clause.above, _exceeds),
        (clause.below, lambda value, cut: negation(_reaches(value, cut))),
        (clause.at_most, lambda value, cut: negation(_exceeds(value, cut))),
    ]
    return [(amount, compare) for amount, compare in named if amount is not None]


def cuts(amount: str, chart: Chart) -> tuple[Decimal, ...]:
    """The limits an amount may mean for this patient.

    "6.5 %" is one; "locale audit-c-positive" may differ by sex, and where the
    sex is not known every cut is possible.
    """
    number, _, name = amount.partition(" ")
    if number != "locale":
        return (Decimal(number),)
    threshold = chart.locale.values[name]
    if threshold.by_sex is None:
        return (threshold.value,) if threshold.value is not None else ()
    sex = chart.patient.sex if chart.patient else ""
    return (threshold.by_sex[sex],) if sex else tuple(sorted(threshold.by_sex.values()))


def _against(
    value: Measurement, possible: tuple[Decimal, ...], compare: Comparison
) -> Truth:
    truths = {compare(value, cut) for cut in possible}
    return truths.pop() if len(truths) == 1 else UNKNOWN


def _reaches(value: Measurement, cut: Decimal) -> Truth:
    if value.low is not None and value.low >= cut:
        return YES
    high = value.high
    below = high is not None and (high < cut or (high == cut and value.high_open))
    return NO if below else UNKNOWN


def _exceeds(value: Measurement, cut: Decimal) -> Truth:
    low = value.low
    if low is not None and (low > cut or (low == cut and value.low_open)):
        return YES
    return NO if value.high is not None and value.high <= cut else UNKNOWN
