"""The one way through: records in, decisions, cards and problems out.

`service`, `cli` and `review` all come here; nothing does the work twice.
Pure: the same data, rules and `now` give the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import Any

from engine.cards.build import Occasion, cards
from engine.cards.card import Card
from engine.cards.detail import UNDER_16
from engine.cards.evidence import evidence_of
from engine.cards.report import answers, outcomes, spoken
from engine.decide.chart import Chart
from engine.decide.clauses.person import age
from engine.decide.decide import Decider, Decisions
from engine.fhir.found import Unwrapped
from engine.fhir.record import Problem, Reading
from engine.findings.finding import Findings
from engine.findings.gather import gather, stated
from engine.findings.glossary import Glossary
from engine.findings.late_reader import LateReader
from engine.findings.said import Reader
from engine.reading import (
    NOTHING_BESIDE,
    Beside,
    Question,
    body_reading,
    found_reading,
    prefetch_reading,
)
from engine.rulebook.rulebook import Rulebook
from engine.steps import step
from engine.terminology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer about one patient.

    ``missing`` are required prefetch keys that were not received or came as
    an error; ``all_foreign`` is set when every record was somebody else's.
    ``without`` makes the cards again with rules set aside, each until when.
    """

    cards: tuple[Card, ...]
    decisions: Decisions
    problems: tuple[Problem, ...]
    missing: tuple[str, ...] = ()
    all_foreign: bool = False
    without: Callable[[Mapping[str, datetime]], tuple[Card, ...]] = field(
        kw_only=True, repr=False, compare=False
    )

    @property
    def evidence(self) -> Mapping[str, str]:
        """A digest of what each rule's answer rests on, by rule id."""
        return evidence_of(self.decisions.answered)

    @property
    def outcomes(self) -> tuple[dict[str, Any], ...]:
        """What every rule answered and why, ready for JSON."""
        return outcomes(self.decisions)

    @property
    def spoken(self) -> tuple[dict[str, Any], ...]:
        """What the rules that are not quiet answered and why."""
        return spoken(self.decisions)

    @property
    def answers(self) -> tuple[dict[str, Any], ...]:
        """What every rule answered, without why: quiet rules are not explained."""
        return answers(self.decisions)


@dataclass(frozen=True, slots=True)
class Engine:
    """A rulebook made ready: its network is built, the words when a text comes.

    ``texts_remembered``: of how many texts the reading is kept. A replay asks
    about one patient again and again; a service keeps nothing of a patient.
    """

    rulebook: Rulebook
    texts_remembered: int = 0
    decider: Decider = field(init=False)
    reader: Reader = field(init=False)
    glossary: Glossary = field(init=False)

    def __post_init__(self) -> None:
        words = self.rulebook.vocabulary
        object.__setattr__(self, "decider", Decider(self.rulebook))
        object.__setattr__(self, "reader", LateReader(words, self.texts_remembered))
        object.__setattr__(self, "glossary", Glossary.of(words))

    def close(self) -> None:
        """Free what lies outside Python's memory; asked again, it is made again."""
        self.decider.close()

    def evaluate(self, reading: Reading, question: Question) -> Evaluation:
        """The answer on records that were already read."""
        return self.conclude(self.findings(reading, question), reading, question)

    def findings(self, reading: Reading, question: Question) -> Findings:
        """What the records say in clinic words, with nothing decided."""
        with step("gather"):
            return gather(*self._told(reading, question), glossary=self.glossary)

    def stated(self, reading: Reading, question: Question) -> Findings:
        """Every statement of the records by itself, before they are weighed."""
        return stated(*self._told(reading, question), glossary=self.glossary)

    def conclude(
        self, found: Findings, reading: Reading, question: Question
    ) -> Evaluation:
        """The answer on findings; ``reading`` says whose and what is missing."""
        with step("decide"):
            chart = self.charted(found, question.now)
            decisions = self.decider.decide(chart)
        problems = (*found.problems, *_own_problems(decisions))
        occasion = _occasion(reading, question)
        deal = partial(cards, decisions.answered, problems, self.rulebook)
        with step("cards"):
            dealt = deal(occasion)
        return Evaluation(
            dealt,
            decisions,
            problems,
            reading.missing,
            reading.all_foreign,
            without=lambda rules: deal(replace(occasion, set_aside=rules)),
        )

    def charted(self, found: Findings, now: datetime) -> Chart:
        """Findings as the clauses see them."""
        return Chart.of(found, self.rulebook.vocabulary, self.rulebook.locale, now)

    def evaluate_body(self, body: bytes, question: Question) -> Evaluation:
        """The answer on a Bundle, an array, one resource or NDJSON.

        Raises BundleError if the body is no FHIR, or about several patients
        and none is named.
        """
        return self.evaluate(self.read_body(body, question), question)

    def evaluate_found(self, found: Unwrapped, question: Question) -> Evaluation:
        """The answer on resources that were found before, as a replay has them."""
        return self.evaluate(found_reading(self.rulebook, found, question), question)

    def chart(self, body: bytes, question: Question) -> Chart:
        """The patient of a body as the rules see it, with nothing decided.

        For the cases of rules; raises BundleError as `evaluate_body` does.
        """
        reading = self.read_body(body, question)
        return self.charted(self.findings(reading, question), question.now)

    def evaluate_prefetch(
        self,
        prefetch: object,
        required: dict[str, str],
        question: Question,
        beside: Beside = NOTHING_BESIDE,
    ) -> Evaluation:
        """The answer on the prefetch of a CDS Hooks call.

        A call is about the present: what the EHR wrote up to five minutes
        after `now` is of now, its clock being ahead of ours.
        """
        reading, live = self.read_prefetch(prefetch, required, question, beside)
        return self.evaluate(reading, live)

    def read_prefetch(
        self,
        prefetch: object,
        required: dict[str, str],
        question: Question,
        beside: Beside = NOTHING_BESIDE,
    ) -> tuple[Reading, Question]:
        """What a prefetch holds, and the question as of its latest record."""
        with step("read"):
            return prefetch_reading(self.rulebook, prefetch, required, question, beside)

    def read_body(self, body: bytes, question: Question) -> Reading:
        """The records of a body; raises BundleError as `evaluate_body` does."""
        with step("read"):
            return body_reading(self.rulebook, body, question)

    def _told(
        self, reading: Reading, question: Question
    ) -> tuple[Reading, Vocabulary, datetime, Reader, tzinfo]:
        words = self.rulebook.vocabulary
        return reading, words, question.now, self.reader, question.zone


@lru_cache(maxsize=4)
def engine_of(rulebook: Rulebook) -> Engine:
    """The engine of a rulebook, made once: building a network costs time."""
    return Engine(rulebook)


def _own_problems(decisions: Decisions) -> tuple[Problem, ...]:
    """What went wrong inside: said like anything else that was not read."""
    if not decisions.failed:
        return ()
    text = "A rule could not be asked about these records. Please report this."
    return (Problem("clause-failed", "", "", text, blocking=True),)


def _occasion(reading: Reading, question: Question) -> Occasion:
    years = age(reading.patient, question.now)
    return Occasion(
        instance=question.instance,
        patient_id=reading.patient_id,
        base_url=question.base_url,
        notes=(UNDER_16,) if years is not None and years[1] < 16 else (),
        ordered=question.ordered,
    )
