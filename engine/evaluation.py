"""The one way through: records in, decisions, cards and problems out.

`service`, `cli` and `review` all come here; nothing does the work twice.
Pure: the same data, rules and `now` give the same bytes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property, lru_cache, partial
from typing import Any

from engine.cards.build import Occasion, OrderCode, cards
from engine.cards.card import Card
from engine.cards.detail import UNDER_16
from engine.cards.evidence import evidence_of
from engine.cards.report import answers, outcomes
from engine.decide.chart import Chart
from engine.decide.clauses.person import age
from engine.decide.decide import Decider, Decisions
from engine.fhir.found import Unwrapped
from engine.fhir.ndjson import parse_documents
from engine.fhir.prefetch import read_prefetch
from engine.fhir.problems import below
from engine.fhir.read import Asking, read
from engine.fhir.record import Problem, Reading
from engine.fhir.unwrap import unwrap_documents
from engine.findings.finding import Findings
from engine.findings.gather import gather, stated
from engine.findings.glossary import Glossary
from engine.findings.said import Reader
from engine.findings.text.finding import TextReading
from engine.rulebook.rulebook import Rulebook
from engine.steps import step
from engine.terminology.lexicon import lexicon
from engine.terminology.vocabulary import Vocabulary
from engine.when import Interval

CLOCK_SKEW = timedelta(minutes=5)
DEFAULT_BASE_URL = "http://127.0.0.1:8080"


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
    def answers(self) -> tuple[dict[str, Any], ...]:
        """What every rule answered, without why: quiet rules are not explained."""
        return answers(self.decisions)


@dataclass(frozen=True, slots=True)
class Question:
    """Who and when is asked about, and where the review pages are.

    ``instance`` makes the card uuids: the hookInstance, or a digest of the
    body. ``zone`` is for times that were written without one. ``ordered`` are
    the codes of orders that are drafted already: none is suggested again.
    """

    now: datetime
    instance: str
    patient: str | None = None
    base_url: str = DEFAULT_BASE_URL
    zone: tzinfo = UTC
    ordered: frozenset[OrderCode] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes with a prefetch: the context's resources, and problems.

    ``context`` has the resources by the member they stand in; ``noted`` is
    what went wrong before, while a prefetch was fetched.
    """

    context: Mapping[str, object] = field(default_factory=dict)
    noted: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _LateReader:
    """The reader of texts, made when the first text comes.

    Its lexicon takes as long as all else of an answer to coded records.
    """

    words: Vocabulary
    remembered: int

    def read(self, text: str, written: Interval | None, zone: tzinfo) -> TextReading:
        """The statements of a text: `TextReader.read`."""
        return self._read(text, written, zone)

    @cached_property
    def _read(self) -> Callable[[str, Interval | None, tzinfo], TextReading]:
        from engine.findings.text.reader import TextReader  # noqa: PLC0415

        findings, sites = self.words.findings.values(), self.words.sites.values()
        words = lexicon(findings, sites, self.words.qualifiers.values())
        read = TextReader(words).read
        return lru_cache(self.remembered)(read) if self.remembered else read


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
        object.__setattr__(self, "reader", _LateReader(words, self.texts_remembered))
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
        return self.evaluate(self._read(found, self._asking(question)), question)

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
        beside: Beside = Beside(),
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
        beside: Beside = Beside(),
    ) -> tuple[Reading, Question]:
        """What a prefetch holds, and the question as of its latest record."""
        with step("read"):
            return self._prefetched(prefetch, required, question, beside)

    def _prefetched(
        self,
        prefetch: object,
        required: dict[str, str],
        question: Question,
        beside: Beside,
    ) -> tuple[Reading, Question]:
        prefetched = read_prefetch(prefetch, required, question.zone, beside.context)
        asking = replace(
            self._asking(question),
            foreign_blocks=True,
            missing=(*prefetched.missing, *prefetched.failed),
        )
        unwrapped = prefetched.unwrapped
        noted = (*beside.noted, *_not_received(prefetched.missing, beside.noted))
        whole = replace(unwrapped, problems=(*noted, *unwrapped.problems))
        reading = self._read(whole, asking)
        return reading, replace(question, now=_as_of(reading, question.now))

    def read_body(self, body: bytes, question: Question) -> Reading:
        """The records of a body; raises BundleError as `evaluate_body` does."""
        with step("read"):
            parsed = parse_documents(body)
            unwrapped = unwrap_documents(parsed.documents, question.zone)
            problems = (*parsed.problems, *unwrapped.problems)
            whole = replace(unwrapped, problems=problems)
            return self._read(whole, self._asking(question))

    def _read(self, unwrapped: Unwrapped, asking: Asking) -> Reading:
        return read(unwrapped, self.rulebook.vocabulary.index, asking)

    def _told(
        self, reading: Reading, question: Question
    ) -> tuple[Reading, Vocabulary, datetime, Reader, tzinfo]:
        words = self.rulebook.vocabulary
        return reading, words, question.now, self.reader, question.zone

    def _asking(self, question: Question) -> Asking:
        return Asking(
            patient=question.patient,
            zone=question.zone,
            widest=self.rulebook.widest_window.before(question.now),
        )


@lru_cache(maxsize=4)
def engine_of(rulebook: Rulebook) -> Engine:
    """The engine of a rulebook, made once: building a network costs time."""
    return Engine(rulebook)


def body_digest(body: bytes) -> str:
    """A name for a body that carries nothing of it."""
    return hashlib.sha256(body).hexdigest()


def _not_received(
    missing: Iterable[str], noted: Iterable[Problem]
) -> Iterator[Problem]:
    """A problem for each key that is missing, unless one says more of it."""
    known = {one.place for one in noted}
    for key in missing:
        if (place := below("prefetch", key)) not in known:
            text = "A prefetch key that the rules need was not received."
            yield Problem("not-received", place, "", text, blocking=True)


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


def _as_of(reading: Reading, now: datetime) -> datetime:
    """`now`, set forward to a record that an EHR's fast clock wrote just after."""
    written = (record.written.start for record in reading.records if record.written)
    ahead = (time for time in written if now < time <= now + CLOCK_SKEW)
    return max(ahead, default=now)
