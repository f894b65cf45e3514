"""The rules on the cards that were shown, counted by day in the database.

A card keeps its rules as a JSON list. SQLite and PostgreSQL each have a
function that makes rows of one; the two are told apart here alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    String,
    cast,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from engine.store.database import Store
from engine.store.models import Feedback, ShownCard, SnoozedCard
from engine.store.span import Span

Key: TypeAlias = tuple[date, str, int]
_REASON: Final = ("system", "code")


@dataclass(frozen=True, slots=True)
class OnCards:
    """How often one version of a rule stood on a card, and what became of it.

    ``accepted`` and ``overridden`` count the last word about the cards that
    were shown on ``day``, whenever it was said; of the others nothing was.
    ``snoozed`` are cards kept back because a clinician had set them aside.
    """

    day: date
    rule: str
    version: int
    fires: int = 0
    asks: int = 0
    accepted: int = 0
    overridden: int = 0
    snoozed: int = 0


def on_cards(store: Store, span: Span, rule: str = "") -> tuple[OnCards, ...]:
    """Every rule, or one, on the cards shown or kept back in a span.

    By day, rule and version. A card that was shown again on the same evidence
    counts on the day of the first time.
    """
    counted: dict[Key, Counter[str]] = {}
    with store.reading() as session:
        for statement in (_shown(session, span, rule), _kept_back(session, span, rule)):
            for row in session.execute(statement):
                key = (date.fromisoformat(row.day), row.rule, row.version)
                counted.setdefault(key, Counter()).update(_became(row))
    return tuple(_on_cards(*one) for one in sorted(counted.items(), key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class Overrides:
    """For how many shown cards of a rule this reason was the last word.

    ``system`` and ``code`` are what the client sent, "" where it sent none.
    """

    rule: str
    version: int
    system: str
    code: str
    cards: int


def overrides(store: Store, span: Span, rule: str = "") -> tuple[Overrides, ...]:
    """Why the cards first shown in a span were overridden, by rule and version."""
    counted: Counter[tuple[str, int, str, str]] = Counter()
    reason = (_last_word(Feedback.reason_system), _last_word(Feedback.reason_code))
    shown = select(
        ShownCard.shown_at.label("at"),
        ShownCard.rules,
        *(one.label(name) for one, name in zip(reason, _REASON, strict=True)),
    ).where(*_within(ShownCard.shown_at, span), _last_word() == "overridden")
    with store.reading() as session:
        for row in session.execute(_counted(session, shown, rule, _REASON)):
            counted[row.rule, row.version, row.system, row.code] += row.cards
    return tuple(Overrides(*key, cards) for key, cards in sorted(counted.items()))


def _on_cards(key: Key, counts: Counter[str]) -> OnCards:
    became = ("fires", "asks", "accepted", "overridden", "snoozed")
    return OnCards(*key, *(counts[one] for one in became))


def _became(row: Row[Any]) -> Mapping[str, int]:
    if row.said == "snoozed":  # it was on no card
        return {"snoozed": row.cards}
    said = {} if row.said is None else {row.said: row.cards}
    return {row.outcome: row.cards, **said}


def _shown(session: Session, span: Span, rule: str) -> Select[Any]:
    at = ShownCard.shown_at
    cards = select(at.label("at"), ShownCard.rules, _last_word().label("said"))
    return _counted(session, cards.where(*_within(at, span)), rule)


def _kept_back(session: Session, span: Span, rule: str) -> Select[Any]:
    at, said = SnoozedCard.snoozed_at, literal("snoozed").label("said")
    cards = select(at.label("at"), SnoozedCard.rules, said)
    return _counted(session, cards.where(*_within(at, span)), rule)


def _within(at: InstrumentedAttribute[datetime], span: Span) -> list[Any]:
    return [at >= span.begins, at < span.ends]


def _last_word(
    said: InstrumentedAttribute[str] = Feedback.outcome,
) -> ScalarSelect[str]:
    """What was said last of a card, sought by the index on cards."""
    words = select(said).where(Feedback.card == ShownCard.uuid)
    last = words.where(Feedback.is_known_card).order_by(Feedback.id.desc()).limit(1)
    return last.correlate(ShownCard).scalar_subquery()


def _counted(
    session: Session, found: Select[Any], rule: str, said: Sequence[str] = ("said",)
) -> Select[Any]:
    """Cards by day, rule, version, outcome, and what was said of them."""
    cards = found.subquery()
    read = _POSTGRESQL if session.get_bind().dialect.name == "postgresql" else _SQLITE
    rules = read.rows(cards.c.rules).table_valued("value")
    one = rules.c.value
    by = {
        "day": read.day(cards.c.at),
        "rule": read.member(one, "rule"),
        "version": cast(read.member(one, "version"), Integer),
        "outcome": read.member(one, "outcome"),
        **{name: cards.c[name] for name in said},
    }
    labelled = [column.label(name) for name, column in by.items()]
    counted = select(*labelled, func.count().label("cards")).group_by(*labelled)
    joined = counted.select_from(cards).join(rules, true())
    return joined.where(by["rule"] == rule) if rule else joined


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a database reads a list in JSON, a member of one, and a day."""

    rows: Callable[[Any], Any]
    member: Callable[[Any, str], ColumnElement[Any]]
    day: Callable[[Any], ColumnElement[Any]]


_POSTGRESQL: Final = _Dialect(
    rows=func.json_array_elements,
    member=lambda one, name: one.op("->>", return_type=String())(name),
    day=lambda at: func.to_char(func.timezone("UTC", at), "YYYY-MM-DD"),
)
# SQLite keeps a moment as text, and every moment here is in UTC.
_SQLITE: Final = _Dialect(
    rows=func.json_each,
    member=lambda one, name: func.json_extract(one, f"$.{name}"),
    day=lambda at: func.substr(at, 1, 10, type_=String()),
)
