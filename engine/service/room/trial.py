"""One patient tried in the room: asked of the engine, and kept by nobody.

The same way as `POST /evaluate` and a hook call, but for what those leave
behind: no card is noted as shown, nothing is snoozed, nothing is fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from engine.evaluation import Engine, Evaluation
from engine.fhir.ndjson import parse_documents
from engine.fhir.record import Problem, Reading, Record
from engine.findings.finding import Findings
from engine.findings.gather import weighed
from engine.reading import Beside, Question, body_digest
from engine.review.patient import stated_by
from engine.rulebook.rule import Given
from engine.service.answering import Answering
from engine.service.drafted_orders import drafted_orders
from engine.service.hook_contexts import HOOKS, PATIENT_VIEW
from engine.service.hook_request import checked_request
from engine.service.prefetch import REQUIRED
from engine.service.refusal import Issue, Refusal
from engine.service.state import Running

# A made-up patient has an id, or no card could suggest an order.
_MADE_UP: Final = "made-up"
STATEMENT: Final = "Statement"


@dataclass(frozen=True, slots=True)
class Trial:
    """A patient, when, what is stated, and the engine's answer.

    ``stated`` are the statements before they are weighed; ``records`` those
    they came from, by reference; ``given`` the statements of a form.
    """

    now: datetime
    stated: Findings
    evaluation: Evaluation
    odd: tuple[Problem, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    given: tuple[Given, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not read, or odd about what was sent."""
        return (*self.odd, *self.evaluation.problems)


def engine_in(parts: Running) -> Engine:
    """The engine of the service; 503 where another one answers."""
    if isinstance(parts.engine, Answering):
        return parts.engine.engine
    what = "This service answers by another engine than its own"
    raise Refusal(503, Issue("not-supported", what))


def tried_statements(
    engine: Engine, given: tuple[Given, ...], now: datetime, base_url: str
) -> Trial:
    """The answer on statements in clinic words, each a record of its own."""
    words = engine.rulebook.vocabulary
    stated = stated_by(given, words, now, STATEMENT)
    found = _weighed(engine, stated, now)
    reading = Reading((), patient=found.patient, patient_id=_MADE_UP)
    question = Question(now, instance="try", base_url=base_url)
    return Trial(now, stated, engine.conclude(found, reading, question), given=given)


def tried_records(engine: Engine, body: bytes, question: Question) -> Trial:
    """The answer on FHIR, or on a whole CDS Hooks request.

    Raises BundleError or Refusal, each with a place, for what cannot be read.
    """
    documents = parse_documents(body).documents
    alone = documents[0][1] if len(documents) == 1 else None
    if isinstance(alone, dict) and "hook" in alone and "resourceType" not in alone:
        return _tried_hook(engine, alone, question)
    reading = engine.read_body(body, question)
    return _tried(engine, reading, question)


def _tried_hook(engine: Engine, sent: dict[str, object], question: Question) -> Trial:
    hook = HOOKS.get(str(sent["hook"]), PATIENT_VIEW)
    request = checked_request(sent, hook)
    asked = replace(
        question,
        instance=request.instance,
        patient=request.patient,
        ordered=drafted_orders(request),
    )
    beside = Beside(request.context.resources)
    reading, live = engine.read_prefetch(
        request.prefetch, dict(REQUIRED), asked, beside
    )
    return replace(_tried(engine, reading, live), odd=request.odd)


def _tried(engine: Engine, reading: Reading, question: Question) -> Trial:
    stated = engine.stated(reading, question)
    found = _weighed(engine, stated, question.now)
    evaluation = engine.conclude(found, reading, question)
    records = {record.reference: record for record in reading.records}
    return Trial(question.now, stated, evaluation, records=records)


def _weighed(engine: Engine, stated: Findings, now: datetime) -> Findings:
    told = weighed(stated.findings, engine.rulebook.vocabulary, now)
    return replace(stated, findings=told)


def question_of(body: bytes, now: datetime, patient: str, base_url: str) -> Question:
    """What is asked about pasted records; the card uuids come of their digest."""
    zone = now.tzinfo or UTC
    return Question(now, body_digest(body), patient or None, base_url, zone)
