"""The tables: cards shown or snoozed, feedback, shadow answers, tokens, counts,
and which processes run.

No patient data at rest (design.md, decision 13): rule ids, card uuids, times,
outcomes and a keyed hash of the patient. The one exception is
`Feedback.user_comment`, free text that stays empty unless a setting allows it.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept as UTC; SQLite forgets zones, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """The moment in UTC, on its way into the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """The moment with its zone, on its way out."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as declared
        datetime: UtcDateTime,
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }


class ShownCard(Base):
    """A card that was sent to a client, without its text.

    ``rules`` is a list of ``{"rule", "version", "digest", "outcome"}``: the
    rules that stand on the card. ``patient_key`` is a keyed
    hash (`engine.store.patient_key`), never an identifier.
    """

    __tablename__ = "shown_card"

    uuid: Mapped[str] = mapped_column(String(100), primary_key=True)
    service: Mapped[str] = mapped_column(String(100))
    topic: Mapped[str] = mapped_column(String(200))
    rules: Mapped[list[dict[str, Any]]]
    rules_digest: Mapped[str] = mapped_column(String(200))
    patient_key: Mapped[str] = mapped_column(String(64))
    shown_at: Mapped[datetime] = mapped_column(index=True)


class ShownEvidence(Base):
    """What one rule of a shown card rested on: for the snooze.

    ``evidence_key`` is a keyed hash of the patient, the rule and everything
    the rule's answer rests on (`engine.store.patient_key.evidence_key`).
    There are rows only where the snooze is on.
    """

    __tablename__ = "shown_evidence"

    card: Mapped[str] = mapped_column(String(100), primary_key=True)
    rule: Mapped[str] = mapped_column(String(200), primary_key=True)
    evidence_key: Mapped[str] = mapped_column(String(64), index=True)


class SnoozedCard(Base):
    """A card that was not sent, because a clinician had set it aside.

    The members are those of `ShownCard`; ``until`` is when it is shown again
    on the same evidence.
    """

    __tablename__ = "snoozed_card"

    uuid: Mapped[str] = mapped_column(String(100), primary_key=True)
    service: Mapped[str] = mapped_column(String(100))
    topic: Mapped[str] = mapped_column(String(200))
    rules: Mapped[list[dict[str, Any]]]
    rules_digest: Mapped[str] = mapped_column(String(200))
    patient_key: Mapped[str] = mapped_column(String(64))
    snoozed_at: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]


class ShadowOutcome(Base):
    """What a rule in shadow answered to one call; it was on no card.

    ``uuid`` is made of the call and the rule's digest, so that a call sent
    twice is one row. ``indicator`` is "" for a quiet one.
    """

    __tablename__ = "shadow_outcome"

    uuid: Mapped[str] = mapped_column(String(36), primary_key=True)
    rule: Mapped[str] = mapped_column(String(200), index=True)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(20))
    indicator: Mapped[str] = mapped_column(String(20))
    patient_key: Mapped[str] = mapped_column(String(64))
    answered_at: Mapped[datetime] = mapped_column(index=True)


class UsedToken(Base):
    """A web token that let a call in; a second use of it is refused.

    ``fingerprint`` is a digest of issuer and `jti`, so that neither stands
    here. The row may go once the token cannot be used any more.
    """

    __tablename__ = "used_token"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Feedback(Base):
    """One statement of a client about one card: accepted or overridden.

    Rows are only ever added. ``fingerprint`` is the digest of the statement:
    the same statement sent twice is one row. ``is_known_card`` is False when
    this service has no record of the card. ``has_comment`` says that the user
    wrote something, whether or not ``user_comment`` may be kept.
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    service: Mapped[str] = mapped_column(String(100))
    card: Mapped[str] = mapped_column(String(200), index=True)
    is_known_card: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(20))
    outcome_at: Mapped[datetime]
    received_at: Mapped[datetime]
    reason_system: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    accepted_suggestions: Mapped[list[str]]
    has_comment: Mapped[bool]
    user_comment: Mapped[str] = mapped_column(Text)


class HourlyCount(Base):
    """How often something happened in one hour: numbers, and of nobody.

    ``kind`` says what is counted (`engine.store.counts.Kind`), ``name`` which
    of its sort: a rule, the code of a data problem, a bucket of response
    times; ``version`` is a rule's, else 0. ``hour`` is its beginning, in UTC.
    Workers add to the same row.
    """

    __tablename__ = "hourly_count"

    hour: Mapped[datetime] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    service: Mapped[str] = mapped_column(String(100), primary_key=True)
    rules_digest: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


class LoadedRule(Base):
    """A rule that was asked at every call while rules of this digest ran.

    A rule that stays quiet is counted nowhere: how often it was asked is how
    often these rules were.
    """

    __tablename__ = "loaded_rule"

    rules_digest: Mapped[str] = mapped_column(String(200), primary_key=True)
    rule: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[int]
    first_at: Mapped[datetime]


class RunningProcess(Base):
    """A process that answers calls, and which rules it answers with.

    ``seen_at`` is its last heartbeat. ``host`` is the name of its machine and
    ``pid`` its number there; ``boss_pid`` is the process that reloads it, its
    supervisor or itself, and ``boss_born`` when that began, in ticks since the
    machine did, so that another process of the same number is not taken for it.
    ``refused_at`` and ``refused_faults`` tell of a last reload that was refused.
    """

    __tablename__ = "running_process"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    boss_pid: Mapped[int]
    boss_born: Mapped[int] = mapped_column(BigInteger)
    rules_digest: Mapped[str] = mapped_column(String(200))
    rules_since: Mapped[datetime]
    refused_at: Mapped[datetime | None]
    refused_faults: Mapped[int]
    seen_at: Mapped[datetime] = mapped_column(index=True)
