"""From the truth of a rule's parts to what it answers.

The table of `rule-format.md` section 2.14 and the lowering of 2.8 and 2.10:
an exception or a slow start never silences an emergency.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.rulebook.rule import (
    ASKS_AS,
    FIRES_AS,
    Indicator,
    OutcomeWord,
    Rule,
    Urgency,
)

_LOWERED: Final[dict[Urgency, Indicator | None]] = {
    "emergency": "warning",
    "same-day": "info",
    "two-weeks": None,
    "routine": None,
    "self-care": None,
}
# One step below what the rule would ask as.
_ASKS_LOWERED: Final[dict[Urgency, Indicator | None]] = {
    **dict.fromkeys(_LOWERED, None),
    "emergency": "info",
    "same-day": "info",
}
_RANK: Final[dict[Indicator | None, int]] = {
    None: 0,
    "info": 1,
    "warning": 2,
    "critical": 3,
}


class Marks(NamedTuple):
    """What an evaluator found of one rule.

    ``fires``: `when` is yes, a slow start counted. ``full``: yes without it.
    ``asks``: `when` is not no, and the anchor is known. ``excepted``: some
    exception is known.
    """

    fires: bool
    full: bool
    asks: bool
    excepted: bool


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Fires, asks or quiet, and as what it is shown."""

    outcome: OutcomeWord
    indicator: Indicator | None

    @property
    def urgency(self) -> tuple[int, int]:
        """A rank: of two conclusions the greater is the more urgent."""
        return rank(self.indicator), 1 if self.outcome == "fires" else 0

    def is_lower(self, other: "Conclusion") -> bool:
        """Whether it is less urgent than another one: an alert lost, or lowered."""
        return self.urgency < other.urgency


def rank(indicator: Indicator | None) -> int:
    """The more urgent the greater; 0 for what is not shown."""
    return _RANK[indicator]


QUIET: Final = Conclusion("quiet", None)


def conclude(rule: Rule, marks: Marks) -> Conclusion:
    """What a rule answers, given what was found."""
    if marks.fires:
        lowered = marks.excepted or not marks.full
        as_ = (_LOWERED if lowered else FIRES_AS)[rule.urgency]
        return Conclusion("fires", as_) if as_ else QUIET
    if marks.asks and rule.if_unknown.ask:
        as_ = ASKS_AS[rule.urgency]
        if marks.excepted:
            as_ = _ASKS_LOWERED[rule.urgency]
        return Conclusion("asks", as_) if as_ else QUIET
    return QUIET


def more_urgent(one: Conclusion, other: Conclusion) -> Conclusion:
    """The one to show when two evaluators differ."""
    return max(one, other, key=lambda conclusion: conclusion.urgency)
