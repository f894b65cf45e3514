"""Answers of rules in shadow, counted in the database."""

from datetime import UTC, datetime, timedelta

from engine.population.report.rates import Sums
from engine.population.report.shadow import ShadowCount
from engine.store.database import Store
from engine.store.shadow import ShadowAnswer, keep_shadow, shadow_counts

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def answered(
    call: int,
    patient: str,
    outcome: str = "quiet",
    indicator: str = "",
    *,
    rule: str = "urgent/a",
    digest: str = "d1",
) -> ShadowAnswer:
    """What a rule said to a call, the calls a day apart."""
    return ShadowAnswer(
        uuid=f"{rule}-{digest}-{call}",
        rule=rule,
        version=1,
        digest=digest,
        outcome=outcome,
        indicator=indicator,
        patient_key=patient,
        answered_at=AT + timedelta(days=call),
    )


def test_calls_are_counted_by_rule_and_over_patients(store: Store) -> None:
    """Ann: fires, fires, quiet. Bob: asks."""
    ann = [
        answered(0, "ann", "fires", "critical"),
        answered(1, "ann", "fires", "warning"),
        answered(2, "ann"),
    ]
    keep_shadow(store, [*ann, answered(3, "bob", "asks", "warning")])

    assert shadow_counts(store) == (
        ShadowCount(
            rule="urgent/a",
            version=1,
            digest="d1",
            first=AT,
            last=AT + timedelta(days=3),
            fires=Sums(clusters=2, with_any=1, n=4, y=2, yy=4, yn=6, nn=10),
            asks=Sums(clusters=2, with_any=1, n=4, y=1, yy=1, yn=1, nn=10),
            critical=1,
            warning=1,
            info=0,
        ),
    )


def test_a_rule_that_was_changed_is_counted_anew(store: Store) -> None:
    one = answered(0, "ann", "fires", "critical")
    other = answered(0, "ann", digest="d2")
    third = answered(0, "ann", rule="urgent/b")
    keep_shadow(store, [one, other, third])

    found = [(c.rule, c.digest, c.fires.y, c.fires.n) for c in shadow_counts(store)]
    assert found == [
        ("urgent/a", "d1", 1, 1),
        ("urgent/a", "d2", 0, 1),
        ("urgent/b", "d1", 0, 1),
    ]


def test_nothing_recorded_is_nothing_counted(store: Store) -> None:
    assert shadow_counts(store) == ()
