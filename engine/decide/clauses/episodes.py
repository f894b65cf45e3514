"""How often something came back: separate episodes inside a window.

Crescendo TIA and stereotyped attacks (EM-05 and W2-03 of `knowledge.md`). Fewer
recorded episodes are unknown, never no: nobody writes that there was no other.
"""

from collections.abc import Iterable

from engine.decide.chart import Chart
from engine.decide.clauses.place import may_share_place
from engine.findings.finding import Finding
from engine.rulebook.clauses import Episodes
from engine.truth import UNKNOWN, YES, Truth
from engine.when import Duration, Interval, within


def episodes_truth(entry: Finding, line: Episodes, chart: Chart) -> Truth:
    """Whether a finding is known to have come back as often as a clause says."""
    told = entry.episodes if _is_inside(entry, line.within, chart) else 1
    return YES if max(told, _separate(entry, line, chart)) >= line.at_least else UNKNOWN


def _separate(entry: Finding, line: Episodes, chart: Chart) -> int:
    """Episodes at the same place that cannot be one, by when they began.

    What goes on is one episode, however it spread.
    """
    inside = [
        other
        for other in chart.present.get(entry.what, ())
        if may_share_place(entry, other, chart.vocabulary)
        and _is_inside(other, line.within, chart)
    ]
    over = (_began(one) for one in inside if one.state == "resolved")
    going_on = any(one.state == "ongoing" for one in inside)
    return _apart(time for time in over if time is not None) + going_on


def _is_inside(entry: Finding, window: Duration, chart: Chart) -> bool:
    began = _began(entry)
    return began is not None and within(began, window, chart.now) is YES


def _began(entry: Finding) -> Interval | None:
    # The end of a short episode is as good as its beginning.
    return entry.onset or entry.ended


def _apart(times: Iterable[Interval]) -> int:
    """The largest number of times that do not overlap."""
    count, last = 0, None
    for time in sorted(times, key=lambda one: (one.end, one.start)):
        if last is None or time.start > last:
            count, last = count + 1, time.end
    return count
