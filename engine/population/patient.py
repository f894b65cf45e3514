"""One patient's records -> what was answered at each time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from engine.cards.build import EXTENSION
from engine.decide.clauses.person import age
from engine.decide.outcome import Decision
from engine.evaluation import Engine, Evaluation
from engine.fhir.fields import Origin
from engine.fhir.found import Found
from engine.fhir.lineage import lineage
from engine.fhir.medication import MEDICATION_KINDS, Medications
from engine.fhir.person import person
from engine.fhir.project import KINDS
from engine.fhir.read import is_passed_over
from engine.fhir.record import Person
from engine.fhir.relevance import Relevance
from engine.fhir.unwrap import Walked, gather
from engine.population.keyed import KeyedHash
from engine.population.known import Dated, at_time, dated
from engine.population.schema import AGE_BANDS
from engine.population.visits import Visit, at_dates, at_encounters
from engine.reading import Question

_SexAndAge = tuple[str, tuple[int, int] | None]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BAND_STARTS = (0, 16, 40, 65, 80)
_NAMED_OTHERWISE = ("contained", "hasMember", "related")


@dataclass(frozen=True, slots=True)
class Replayer:
    """Answers one patient after another; ``times`` None is at encounters.

    ``nothing`` has what was answered about people of whom nothing is recorded
    that a rule reads, by sex and age, all that is known of them then. Most
    evaluations of an export are of that kind.
    """

    engine: Engine
    hashed: KeyedHash
    times: tuple[datetime, ...] | None = None
    nothing: dict[_SexAndAge, dict[str, object]] = field(default_factory=dict)

    def rows(
        self, patient: str, owner: str, found: Sequence[Found]
    ) -> Iterator[dict[str, object]]:
        """A row for the patient, then one an evaluation, in order of time.

        The columns are those of `answered_schema`.
        """
        told = (
            at_encounters(found) if self.times is None else at_dates(found, self.times)
        )
        who = _person(found)
        yield {
            "patient": patient,
            "visits": told.became,
            "has_patient": who is not None,
        }
        records = self._records(found, who) if told.visits else ()
        for visit in told.visits:
            then = at_time(records, visit.time)
            question = Question(visit.time, f"{patient} {visit.time}", owner)
            yield {
                "patient": patient,
                **self._visit(visit, who),
                **self._answered(then, question, who),
            }

    def _answered(
        self, then: Sequence[Found], question: Question, who: Person | None
    ) -> dict[str, object]:
        if not _is_nothing(then):
            return self._asked(then, question)
        known = (who.sex if who else "", age(who, question.now))
        answer = self.nothing.get(known)
        if answer is None:
            answer = self._asked(then, question)
            if not answer["problems"] and not answer["answers"]:
                self.nothing[known] = answer
        return answer

    def _asked(self, then: Sequence[Found], question: Question) -> dict[str, object]:
        whole = gather([Walked(tuple(then), (), (), has_fhir=True)])
        answer = self.engine.evaluate_found(whole, question)
        kinds = {item.reference: item.kind for item in whole.found}
        return {**_counted(answer), "answers": self._answers(answer, kinds)}

    def _records(self, found: Sequence[Found], who: Person | None) -> tuple[Dated, ...]:
        born = who.born if who else None
        tree = lineage(found)
        index = self.engine.rulebook.vocabulary.index
        return tuple(
            dated(item, tree, born) for item in _worth_reading(found, Relevance(index))
        )

    def _visit(self, visit: Visit, who: Person | None) -> dict[str, object]:
        encounter = self.hashed.of(visit.encounter) if visit.encounter else ""
        return {
            "time": (visit.time - _EPOCH) // _MICROSECOND,
            "encounter": encounter,
            "sex": who.sex if who else "",
            "age_band": age_band(who, visit.time),
            "site": visit.site,
        }

    def _answers(
        self, answer: Evaluation, kinds: dict[str, str]
    ) -> list[dict[str, object]]:
        shown = {
            one["rule"]
            for card in answer.cards
            for one in (card.extension or {}).get(EXTENSION, ())
        }
        return [
            {
                "rule": one.rule.rule,
                "version": one.rule.version,
                "digest": one.digest,
                "status": one.rule.governance.status,
                "outcome": one.outcome,
                "indicator": one.indicator or "",
                "shown": one.rule.rule in shown,
                "missing": sorted({result.name for result in one.missing}),
                "evidence": sorted(
                    self.hashed.of_reference(name, kinds.get(name, "Resource"))
                    for name in _evidence(one)
                ),
            }
            for one in sorted(answer.decisions.answered, key=lambda d: d.rule.rule)
            if one.outcome != "quiet"
        ]


def _is_nothing(then: Sequence[Found]) -> bool:
    """Whether there is a Patient at most, and drugs that nobody was given."""
    people = sum(item.kind == "Patient" for item in then)
    return people < 2 and all(item.kind in ("Patient", "Medication") for item in then)


def _worth_reading(found: Sequence[Found], relevance: Relevance) -> Iterator[Found]:
    """What can change an answer, or is a problem; the rest is read by no rule.

    Reading all of a long record again at each of its encounters would take
    most of the time.
    """
    drugs = Medications(found)
    repeated = _repeated(found)
    for item in found:
        is_kept = (
            item.kind in ("Patient", "Medication")
            or any(name in item.resource for name in _NAMED_OTHERWISE)
            or not repeated.isdisjoint(_names(item))
        )
        if is_kept or not _is_passed_over(item, drugs, relevance):
            yield item


def _is_passed_over(item: Found, drugs: Medications, relevance: Relevance) -> bool:
    if item.kind not in KINDS:
        return True
    whole = drugs.completed(item) if item.kind in MEDICATION_KINDS else item
    return is_passed_over(whole, relevance)


def _repeated(found: Iterable[Found]) -> set[str]:
    """Names that stand twice: which version counts is known only at a time."""
    counts = Counter(name for item in found for name in _names(item))
    return {name for name, number in counts.items() if number > 1}


def _names(item: Found) -> set[str]:
    return {item.reference, item.full_url} - {""}


def _person(found: Iterable[Found]) -> Person | None:
    for item in found:
        if item.kind == "Patient":
            return person(item.resource, Origin("", item.reference, UTC))
    return None


def age_band(who: Person | None, now: datetime) -> str:
    """The band of `AGE_BANDS` that holds the age, "" if it cannot be told."""
    years = age(who, now)
    if years is None:
        return ""
    youngest, oldest = (_band(one) for one in years)
    return youngest if youngest == oldest else ""


def _band(years: int) -> str:
    at = sum(start <= max(years, 0) for start in _BAND_STARTS) - 1
    return AGE_BANDS[at]


def _counted(answer: Evaluation) -> dict[str, object]:
    cards = Counter(card.indicator for card in answer.cards)
    return {
        "cards_critical": cards["critical"],
        "cards_warning": cards["warning"],
        "cards_info": cards["info"],
        "problems": len(answer.problems),
        "blocking": sum(one.blocking for one in answer.problems),
        "differing": len(answer.decisions.differing),
        "codes": sorted({one.code for one in answer.problems}),
    }


def _evidence(decision: Decision) -> set[str]:
    """The records that an answer rests on."""
    results = (*decision.reasons, *decision.missing, *decision.lowered_by)
    return {
        source.reference
        for result in results
        for entry in result.entries
        for source in entry.sources
    }
