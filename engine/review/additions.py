"""What could be stated besides: one more finding, value, drug, or the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.decide.clauses.person import age
from engine.findings.finding import Finding
from engine.review.changes import Change, Part
from engine.review.described import added, shown
from engine.review.diff_values import cuts, steps
from engine.review.places import fitting, near
from engine.review.possible import Possible
from engine.rulebook.check_words_used import NOT_RECORDED, PREGNANCY
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    DrugClause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.rule import (
    Given,
    GivenDrug,
    GivenFinding,
    GivenMeasure,
    GivenPatient,
)
from engine.rulebook.uses import DEFAULT_ANCHOR
from engine.terminology.models import Sex, Side
from engine.when import Duration

# Of a group, a few members say as much as all.
_MEMBERS: Final = 4
_USUAL: Final = tuple(
    Duration.parse(text)
    for text in ("1 hours", "1 days", "3 days", "10 days", "3 weeks", "3 months")
)


@dataclass(frozen=True, slots=True)
class Additions:
    """One more statement, for each clause that some rules ask."""

    possible: Possible

    def all(self) -> Iterator[Change]:
        """Every addition; some are the same in the end."""
        for clause in self.possible.clauses:
            yield from self._of(clause)

    def values(self) -> Iterator[Change]:
        """Every value on either side of a limit, of what was not measured."""
        for clause in self.possible.clauses:
            if isinstance(clause, MeasureClause):
                yield from self._of_measure(clause)

    def _of(self, clause: Clause) -> Iterator[Change]:
        match clause:
            case FindingClause():
                yield from self._of_entry(clause.finding, clause)
            case GroupClause():
                for word in self._members(clause):
                    yield from self._of_entry(word, clause)
            case PregnancyClause():
                yield from self._of_entry(PREGNANCY, None)
            case MeasureClause():
                yield from self._of_measure(clause)
            case DrugClause():
                yield from self._of_drug(clause)
            case AgeClause() | SexClause():
                yield from self._of_person(clause)

    def _members(self, clause: GroupClause) -> tuple[str, ...]:
        groups = self.possible.rulebook.vocabulary.groups
        return groups[clause.group].members[:_MEMBERS]

    def _of_entry(self, word: str, lines: EntryLines | None) -> Iterator[Change]:
        if any(one.what == word for one in self.possible.stated.findings):
            return  # an edit of it says more
        told = self._fitting(word, lines)
        words = self.possible.rulebook.vocabulary
        says = words.findings[word].says
        yield _added(added(told, words), "finding", told)
        denied = GivenFinding.model_validate({"finding": word, "is": "absent"})
        yield _added(f"{says} were documented as absent", "finding", denied)

    def _fitting(self, word: str, lines: EntryLines | None) -> GivenFinding:
        if lines is None:
            return GivenFinding.model_validate({"finding": word})
        site, side = self._place(word, lines)
        courses = [c for c in lines.course or () if c != "not-recorded"]
        said = {
            "finding": word,
            "site": site or None,
            "side": side,
            "symmetric": lines.symmetric,
            "began": _began(lines),
            "ended": "1 hours ago" if lines.state == "resolved" else None,
            "speed": lines.onset.speed if lines.onset else None,
            "course": courses[:1] or None,
            "episodes": lines.episodes.at_least if lines.episodes else 1,
        }
        return GivenFinding.model_validate(said)

    def _place(
        self, name: str, lines: EntryLines
    ) -> tuple[tuple[str, ...], Side | None]:
        """Where it would be: as the clause says, or where it is looked for.

        Never where it makes no sense: a block of the leg is one of the leg.
        """
        book = self.possible.rulebook
        word = book.vocabulary.findings[name]
        beside = self._beside()
        if not word.has_site:
            return (), None
        is_tied = lines.same_place_as is not None and beside is not None
        sites = self._sites(name, lines, beside if is_tied else None)
        sides = [side for side in lines.side or () if side != "not-recorded"]
        side: Side | None = sides[0] if sides else None
        if beside is not None and (is_tied or beside.side in sides):
            own = sites or ((word.implied_site,) if word.implied_site else ())
            is_there = any(near(one, beside.sites, book) for one in own)
            side = beside.side if is_there or beside.side in sides else side
        return sites, None if word.implied_side else side

    def _sites(
        self, name: str, lines: EntryLines, tied: Finding | None
    ) -> tuple[str, ...]:
        book = self.possible.rulebook
        if book.vocabulary.findings[name].implied_site:
            return ()
        asked = tuple(site for site in lines.site or () if site != NOT_RECORDED)
        if tied is None:
            return asked[:1]
        narrow = book.vocabulary.narrower_sites
        within = {s for one in asked for s in (one, *narrow(one))}
        beside = [s for s in tied.sites if not asked or s in within]
        return fitting(name, beside, book) or asked[:1]

    def _beside(self) -> Finding | None:
        """The entry in whose place another one would be looked for."""
        findings = self.possible.stated.findings
        placed = [one for one in findings if one.sites or one.side]
        numb = [one for one in placed if one.what == DEFAULT_ANCHOR]
        return next(iter((*numb, *placed)), None)

    def _of_measure(self, clause: MeasureClause) -> Iterator[Change]:
        stated = self.possible.stated.measurements
        if any(one.what == clause.measure for one in stated):
            return
        book = self.possible.rulebook
        word = book.vocabulary.measures[clause.measure]
        for cut in sorted(set(cuts(clause, book.locale))):
            for value in steps(cut):
                amount = f"{value} {word.unit}"
                told = GivenMeasure(measure=clause.measure, value=amount)
                says = f"{word.says} were {shown(amount)}, taken now"
                yield _added(says, "measure", told)

    def _of_drug(self, clause: DrugClause) -> Iterator[Change]:
        if any(one.what == clause.drug for one in self.possible.stated.drugs):
            return
        says = self.possible.rulebook.vocabulary.drugs[clause.drug].says
        if clause.active:
            told = _drug(drug=clause.drug, started="1 years ago")
            yield _added(f"{says} were being taken, for a year", "drug", told)
        if clause.stopped_within:
            told = _drug(drug=clause.drug, stopped=f"{clause.stopped_within} ago")
            says = f"{says} had been stopped {clause.stopped_within} ago"
            yield _added(says, "drug", told)

    def _of_person(self, clause: AgeClause | SexClause) -> Iterator[Change]:
        patient = self.possible.stated.patient
        known = age(patient, self.possible.now)
        years = known[0] if known else None
        was = patient.sex or None if patient else None
        if isinstance(clause, SexClause):
            sexes: tuple[Sex, ...] = ("female", "male")
            for sex in sexes:
                if sex != was:
                    told = GivenPatient(age=years, sex=sex)
                    yield _added(f"the patient were {sex}", "person", told, "sex")
            return
        bounds = (clause.age.at_least, clause.age.at_most)
        for bound in (b for b in bounds if b is not None):
            for other in (bound - 1, bound, bound + 1):
                if other >= 0 and other != years:
                    told = GivenPatient(age=other, sex=was)
                    far = abs(other - (years or 0)) / 100
                    says = f"the patient were {other} years old"
                    yield _added(says, "person", told, "age", far)


def _drug(**said: str) -> GivenDrug:
    return GivenDrug.model_validate(said)


def _began(lines: EntryLines) -> str:
    """An onset that fits the lines, the plainest that does."""
    at_least = lines.lasting.at_least if lines.lasting else None
    if at_least is not None:
        return f"{at_least} ago"
    onset = lines.onset
    if onset is None or not (onset.within or onset.more_than):
        return "unknown"
    lower, upper = onset.more_than, onset.within
    for length in _USUAL:
        is_late = lower is None or _days(length) > _days(lower)
        if is_late and (upper is None or _days(length) <= _days(upper)):
            return f"{length} ago"
    return f"{upper} ago" if upper else "unknown"


def _days(length: Duration) -> float:
    in_days = {"minutes": 1 / 1440, "hours": 1 / 24, "weeks": 7, "months": 31}
    return length.amount * in_days.get(length.unit, 1 if length.unit == "days" else 366)


def _added(
    says: str, part: Part, told: Given, size: str = "add", far: float = 0.0
) -> Change:
    return Change(says, size, part, added=told, far=far)
