"""A trial as its page shows it: cards, every rule and why, what was not read.

Plain data for a template, which escapes all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.cards.card import Card
from engine.cards.markup import day
from engine.decide.outcome import Decision
from engine.fhir.record import Concept, Quantity, Record
from engine.review.bedside import Bedside
from engine.review.described import described
from engine.review.given import in_yaml
from engine.review.why import Line, Why, why
from engine.rulebook.questions import QUESTIONS
from engine.service.answering import Answer
from engine.service.answers import refuse_if_unanswerable
from engine.service.refusal import Refusal
from engine.service.room.card_parts import CardParts, parted
from engine.service.room.trial import STATEMENT, Trial

_LONGEST: Final = 240
_ORDER: Final = {"fires": 0, "asks": 1, "quiet": 2}
_RANK: Final = {"critical": 0, "warning": 1, "info": 2, None: 3}


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a clause: what it states, and where it stands.

    ``text`` is what the record itself says, "" for a statement of the form.
    """

    says: str
    reference: str
    kind: str
    written: str
    place: str
    text: str
    is_from_text: bool


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card, and its Markdown rendered."""

    card: Card
    detail: CardParts


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule of an answer: what it said, and why."""

    decision: Decision
    why: Why
    question: str

    @property
    def is_answering(self) -> bool:
        """Whether it fires or asks."""
        return self.decision.outcome != "quiet"


@dataclass(frozen=True, slots=True)
class TrialShown:
    """Everything that the answer's part of the page is made of."""

    trial: Trial
    bedside: Bedside
    rule: str

    @property
    def cards(self) -> tuple[CardShown, ...]:
        """The cards, most urgent first."""
        cards = self.trial.evaluation.cards
        return tuple(CardShown(card, parted(card.detail)) for card in cards)

    @property
    def rules(self) -> tuple[RuleShown, ...]:
        """Every rule, those that answer first, the most urgent first."""
        trial = self.trial
        found = self.bedside.answers(self.bedside.chart(trial.stated, trial.now))
        shown = (
            RuleShown(
                decision,
                why(self.bedside, found, decision.rule.rule),
                QUESTIONS.get(decision.rule.question, decision.rule.question),
            )
            for decision in trial.evaluation.decisions.answered
        )
        return tuple(sorted(shown, key=_in_order))

    @property
    def refusal(self) -> tuple[str, ...]:
        """What an EHR would be told in place of cards; nothing if it gets them."""
        evaluation = self.trial.evaluation
        answer = Answer(
            (),
            evaluation.problems,
            evaluation.missing,
            evaluation.all_foreign,
            (),
            evaluation,
        )
        try:
            refuse_if_unanswerable(answer)
        except Refusal as refusal:
            return tuple(str(issue) for issue in refusal.issues)
        return ()

    def behind(self, line: Line) -> Iterator[Behind]:
        """The records that a clause rests on, or that came nearest to it."""
        words = self.bedside.rulebook.vocabulary
        for entry in line.entries:
            for source in entry.sources:
                record = self.trial.records.get(source.reference)
                yield Behind(
                    says=described(entry, words),
                    reference=source.reference.replace(f"{STATEMENT}/", "Statement "),
                    kind="" if record is None else record.kind,
                    written=day(source.written) if source.written else "undated",
                    place=record.place if record else "",
                    text=_text(record) if record else "",
                    is_from_text=source.from_text,
                )

    @property
    def as_case(self) -> str:
        """The statements as a case of the chosen rule, or of the first that answers."""
        if not self.trial.given:
            return ""
        told = self._told_of()
        lines = ["- name: tried in the review room"]
        lines += ["  given:", in_yaml(self.trial.given, "    ")]
        if told is not None:
            lines.append(f"  expect: {told.outcome}")
            lines += [f"  as: {told.indicator}"] if told.indicator else []
        return "\n".join(lines) + "\n"

    @property
    def case_of(self) -> str:
        """The rule that the case is one of, "" while none answers."""
        told = self._told_of()
        return told.rule.rule if told else ""

    def _told_of(self) -> Decision | None:
        decisions = self.trial.evaluation.decisions.answered
        chosen = [one for one in decisions if one.rule.rule == self.rule]
        answering = sorted(
            (one for one in decisions if one.outcome != "quiet"),
            key=lambda one: (_ORDER[one.outcome], _RANK[one.indicator]),
        )
        return next(iter((*chosen, *answering)), None)


def _in_order(shown: RuleShown) -> tuple[object, ...]:
    decision = shown.decision
    return (
        _ORDER[decision.outcome],
        _RANK[decision.indicator],
        list(QUESTIONS).index(decision.rule.question)
        if decision.rule.question in QUESTIONS
        else len(QUESTIONS),
        decision.rule.rule,
    )


def _text(record: Record) -> str:
    """What a record says of itself, so that it can be found again."""
    said = " · ".join(filter(None, _texts(record)))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _texts(record: Record) -> Iterator[str]:
    yield _concept(record.code)
    match record.value:
        case Concept():
            yield _concept(record.value)
        case Quantity():
            yield f"{record.value.comparator}{record.value.value} {record.value.unit}"
        case str():
            yield record.value
    for part in record.components:
        yield _concept(part.code)
    yield from record.notes


def _concept(concept: Concept) -> str:
    coded = next((one for one in concept.codings if one.display or one.code), None)
    named = coded and (coded.display or coded.code)
    return concept.text or named or ""
