"""A finding: one statement about the patient in clinic words.

Everything a clause can ask stands on one `Finding`, so that site, side and
onset are always those of the same entry (`rule-format.md` section 2.2).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from engine.fhir.record import Person, Problem
from engine.terminology.models import Side
from engine.when import Interval

Presence = Literal["present", "provisional", "absent"]
State = Literal["ongoing", "resolved"]
Speed = Literal["sudden", "gradual"]
Taking = Literal["active", "stopped", "given", "not-taken", "unknown"]
Flag = Literal["low", "normal", "high", ""]
Course = Literal[
    "spreading", "ascending", "worsening", "fluctuating", "improving", "stable"
]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The record a finding rests on: a reference and its date, no content.

    ``mentioned``: named in a complaint or a note, not what the record itself
    is about.
    """

    reference: str
    kind: str
    written: Interval | None
    from_text: bool = False
    mentioned: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about one finding.

    ``presence``  present, provisional ("possible", "r/o") or absent.
    ``state``     resolved if it has ended, whatever the presence word was.
    ``sites``     site words, empty if not recorded.
    ``side``      None if not recorded; "both" for bilateral.
    ``symmetric`` recorded as symmetric, or both sides with comparable onset.
    ``onset``     when it began; None if not recorded. A future onset is kept
                  here, and is never matched.
    ``speed``     as recorded, None if not.
    ``chronic``   recorded as chronic, residual, unchanged or long-standing.
    ``first``     the latest possible onset where none is recorded: when this
                  was first written down; None if it carries no date at all.
    ``ended``     when it stopped, if resolved and known.
    ``lasted``    how long a resolved one lasted, seconds, if recorded.
    ``episodes``  how many separate episodes this one record tells of.
    ``current``   False for a symptom Observation older than 7 days.
    """

    what: str
    presence: Presence
    sources: tuple[Source, ...]
    state: State = "ongoing"
    sites: frozenset[str] = frozenset()
    side: Side | None = None
    symmetric: bool = False
    onset: Interval | None = None
    speed: Speed | None = None
    chronic: bool = False
    first: Interval | None = None
    ended: Interval | None = None
    lasted: int | None = None
    courses: frozenset[Course] = frozenset()
    severity: str = ""
    episodes: int = 1
    current: bool = True

    @property
    def written(self) -> Interval | None:
        """When the latest of its records was made, None if undated."""
        times = [source.written for source in self.sources if source.written]
        return max(times, key=lambda time: time.end, default=None)

    @property
    def from_text(self) -> bool:
        """Whether any of it was read from free text."""
        return any(source.from_text for source in self.sources)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured value in the unit of its measure word.

    ``low`` and ``high`` bound the value, both included unless the matching
    ``open`` flag is set; they are equal for a plain number, and None is
    unbounded ("> 20"). ``others`` are further records it was worked out of.
    ``flag`` is where the laboratory that reported it says it lies; "" unknown.
    """

    what: str
    low: Decimal | None
    high: Decimal | None
    taken: Interval | None
    source: Source
    low_open: bool = False
    high_open: bool = False
    others: tuple[Source, ...] = ()
    flag: Flag = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every record it rests on."""
        return (self.source, *self.others)


@dataclass(frozen=True, slots=True)
class DrugUse:
    """One statement about a drug of one class.

    ``taking``   active; stopped; given (a single dose, which says nothing
                 about the next); not-taken; or unknown.
    ``started``  when it was begun, None if not recorded.
    ``ended``    when it was stopped, or given last.
    """

    what: str
    taking: Taking
    source: Source
    started: Interval | None = None
    ended: Interval | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The one record it rests on."""
        return (self.source,)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is known about one patient, ready to be asked by clauses."""

    findings: tuple[Finding, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    patient: Person | None = None
    problems: tuple[Problem, ...] = ()
    drugs: tuple[DrugUse, ...] = ()
