"""From rates to a day's work in a service of a given size."""

from engine.population.report.figures import CardsADay, Overall, Workload
from engine.population.report.rates import PER, Rate, busy_day


def workload(overall: Overall, encounters_a_day: int) -> Workload:
    """Cards a day, if its encounters are like those of the run."""
    rates = {
        "critical": overall.critical,
        "warning": overall.warning,
        "info": overall.info,
        "all cards": overall.cards,
        "with a question": overall.asked,
    }
    return Workload(
        encounters_a_day,
        tuple(_a_day(kind, rate, encounters_a_day) for kind, rate in rates.items()),
    )


def _a_day(kind: str, rate: Rate, encounters: int) -> CardsADay:
    scale = encounters / PER
    mean = rate.per_1000 * scale
    return CardsADay(kind, mean, rate.low * scale, rate.high * scale, busy_day(mean))
