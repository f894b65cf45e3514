"""How the rules of this process stand: since when, what was refused, who differs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

RELOAD_REFUSED: Final = "the last reload of the rules was refused"
DIFFERENT_RULES: Final = "processes on this database run different rules"


@dataclass(frozen=True, slots=True)
class Refused:
    """A reload that was refused: when, and for how many faults."""

    at: datetime
    faults: int


@dataclass(slots=True)
class RulesStanding:
    """What `/health` says of the rules in use; replaced in part, never halfway.

    ``refused`` is the last reload if it was refused. ``digests`` are those of
    all processes that were alive at the last beat of this one's heart, itself
    included; empty until then.
    """

    since: datetime
    refused: Refused | None = None
    digests: Counter[str] = field(default_factory=Counter)

    def heard(self, digests: Iterable[str]) -> None:
        """Know the digest that each living process runs."""
        self.digests = Counter(digests)

    @property
    def differ(self) -> bool:
        """Whether the processes run different rules."""
        return len(self.digests) > 1

    def as_json(self) -> dict[str, Any]:
        """The members of `/health`."""
        refused = self.refused
        return {
            "since": self.since.isoformat(),
            "refused_reload": refused
            and {"at": refused.at.isoformat(), "faults": refused.faults},
            "processes": dict(sorted(self.digests.items())),
        }
