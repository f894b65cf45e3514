"""One statement about a made-up patient, and a patient made of some.

Unlike the patients of cases these can also say what a rule file has no words
for: a date without a time, a month alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from engine.decide.chart import Chart
from engine.fhir.record import Person
from engine.findings.finding import (
    Course,
    DrugUse,
    Finding,
    Findings,
    Flag,
    Measurement,
    Presence,
    Source,
    Speed,
    Taking,
)
from engine.findings.gather import weighed
from engine.rulebook.rulebook import Rulebook
from engine.terminology.models import Sex, Side
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration, Interval

Precision = Literal["time", "day", "month"]
_HALF: Final[dict[Precision, timedelta]] = {
    "time": timedelta(),
    "day": timedelta(hours=12),
    "month": timedelta(days=15),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """So long ago (None: now), known to the minute, to the day or the month."""

    ago: Duration | None = None
    precision: Precision = "time"

    def at(self, now: datetime) -> Interval:
        """The interval in which it lies."""
        middle = now if self.ago is None else self.ago.before(now)
        half = _HALF[self.precision]
        return Interval(middle - half, middle + half)

    def __str__(self) -> str:
        if self.ago is None:
            return "now"
        if self.precision == "time":
            return f"{self.ago} ago"
        return f"{self.ago} ago (only the {self.precision} known)"


NOW: Final = Moment()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a finding. ``recorded`` None: it carries no date at all."""

    what: str
    site: str = ""
    side: Side | None = None
    symmetric: bool = False
    speed: Speed | None = None
    began: Moment | None = None
    chronic: bool = False
    course: Course | None = None
    severity: str = ""
    ended: Moment | None = None
    resolved: bool = False
    lasted: Duration | None = None
    episodes: int = 1
    presence: Presence = "present"
    recorded: Moment | None = NOW

    def finding(self, words: Vocabulary, now: datetime, reference: str) -> Finding:
        """What the records would say, in the words of one version."""
        word = words.findings[self.what]
        site = self.site if self.site in words.sites else word.implied_site
        kind = "Condition" if "Condition" in word.look_in else word.look_in[0]
        written = self.recorded.at(now) if self.recorded else None
        return Finding(
            what=self.what,
            presence=self.presence,
            sources=(Source(reference, kind, written),),
            state="resolved" if self.resolved else "ongoing",
            sites=frozenset({site} if site else ()),
            side=self.side or word.implied_side,
            symmetric=self.symmetric,
            onset=self.began.at(now) if self.began else None,
            speed=self.speed,
            chronic=self.chronic,
            first=written,
            ended=self.ended.at(now) if self.ended else None,
            lasted=_seconds(self.lasted, now),
            courses=frozenset({self.course} if self.course else ()),
            severity=self.severity,
            episodes=self.episodes,
        )

    def __str__(self) -> str:
        name = self.what.replace("-", " ")
        parts = (
            "no" if self.presence == "absent" else "",
            f"{self.site.replace('-', ' ')} {name}".strip(),
        )
        return ", ".join((" ".join(filter(None, parts)), *self._lines()))

    def _lines(self) -> Iterable[str]:
        if self.side:
            yield {"both": "both sides", "one": "one side"}.get(self.side, self.side)
        yield from ("symmetric",) if self.symmetric else ()
        yield from filter(None, (self.speed, self.course, self.severity))
        yield from ("long-standing",) if self.chronic else ()
        yield from (str(self.began),) if self.began else ()
        if self.recorded is None:
            yield "without any date"
        elif self.recorded != NOW or (self.presence == "present" and self._is_bare):
            yield f"first recorded {self.recorded}"
        if self.resolved:
            yield f"ended {self.ended}" if self.ended else "resolved"
        yield from (f"lasted {self.lasted}",) if self.lasted else ()
        yield from (f"{self.episodes} episodes",) if self.episodes > 1 else ()

    @property
    def _is_bare(self) -> bool:
        return not (self.began or self.chronic or self.resolved)


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value in the unit of its measure word."""

    what: str
    value: Decimal
    unit: str
    taken: Moment = NOW
    flag: Flag = ""

    def measurement(self, now: datetime, reference: str) -> Measurement:
        """What the record would say."""
        taken = self.taken.at(now)
        source = Source(reference, "Observation", taken)
        return Measurement(
            self.what, self.value, self.value, taken, source, flag=self.flag
        )

    def __str__(self) -> str:
        when = "" if self.taken == NOW else f", {self.taken}"
        flag = f", reported as {self.flag}" if self.flag else ""
        return f"{self.what.replace('-', ' ')} {self.value} {self.unit}{flag}{when}"


@dataclass(frozen=True, slots=True)
class Use:
    """A statement about a drug."""

    what: str
    taking: Taking
    started: Moment | None = None
    ended: Moment | None = None

    def drug(self, now: datetime, reference: str) -> DrugUse:
        """What the record would say."""
        return DrugUse(
            self.what,
            self.taking,
            Source(reference, "MedicationRequest", Interval.at(now)),
            self.started.at(now) if self.started else None,
            self.ended.at(now) if self.ended else None,
        )

    def __str__(self) -> str:
        parts = [self.what.replace("-", " "), self.taking.replace("-", " ")]
        parts += [f"started {self.started}"] if self.started else []
        return ", ".join(parts + ([str(self.ended)] if self.ended else []))


@dataclass(frozen=True, slots=True)
class Who:
    """The person: age in years, sex."""

    age: int | None = None
    sex: Sex | None = None

    def person(self, now: datetime) -> Person:
        """What the Patient resource would say."""
        years = self.age
        born = None if years is None else Duration(years, "years").before(now)
        return Person("Patient/1", Interval.at(born) if born else None, self.sex or "")

    def __str__(self) -> str:
        years = f"{self.age} years old" if self.age is not None else ""
        return ", ".join(filter(None, (years, self.sex)))


Statement: TypeAlias = Entry | Value | Use | Who
Patient: TypeAlias = tuple[Statement, ...]


def charted(patient: Patient, rulebook: Rulebook, now: datetime) -> Chart:
    """A patient as the clauses of one version see them.

    A finding that a version has no word for is not read by it.
    """
    words = rulebook.vocabulary
    entries, values, drugs, person = [], [], [], None
    for number, one in enumerate(patient):
        match one:
            case Entry() if one.what in words.findings:
                entries.append(one.finding(words, now, f"Condition/{number}"))
            case Value():
                values.append(one.measurement(now, f"Observation/{number}"))
            case Use():
                drugs.append(one.drug(now, f"MedicationRequest/{number}"))
            case Who():
                person = one.person(now)
    told = weighed(entries, words, now)
    known = Findings(told, tuple(values), person, drugs=tuple(drugs))
    return Chart.of(known, words, rulebook.locale, now)


def size(statement: Statement) -> int:
    """How much a statement says: the smallest example is the one to read."""
    said = 0
    for line in fields(statement):
        value = getattr(statement, line.name)
        said += value != line.default and line.name != "what"
        if isinstance(value, Moment):
            said += value.precision != "time"
    return said


def _seconds(length: Duration | None, now: datetime) -> int | None:
    if length is None:
        return None
    return int((now - length.before(now)).total_seconds())
