"""Which statement counts (`rule-format.md` 2.5)."""

from typing import Any

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    LIMB,
    Claim,
    Json,
    ago,
    condition,
    days,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"


def face(**words: Any) -> Json:
    """An Observation of facial numbness."""
    return observation("numb-face", **words)


def no_face(**words: Any) -> Json:
    """The same, recorded as absent."""
    return observation("numb-face", id="o9", value="absent", **words)


def numb_now() -> Json:
    """A hand that went numb two hours ago."""
    return condition("numb-hand", sites=("left",), began=hours(2))


def dizzy(**words: Any) -> Json:
    """An Observation of dizziness."""
    return observation("dizzy", id="d1", **words)


def steady(recorded: str | None) -> tuple[Json, ...]:
    """Dizziness, vertigo, ataxia and unsteady gait, each recorded as absent.

    One of them denied leaves the others unknown.
    """
    return tuple(
        observation(word, id=word, value="absent", recorded=recorded)
        for word in ("dizzy", "vertigo", "ataxia", "unsteady")
    )


def limb(recorded: str) -> tuple[Json, Json]:
    """A numb and a cold left leg, both only written down."""
    return (
        observation("numb-leg", id="o1", site="left", recorded=recorded),
        observation("cold-limb", id="o2", recorded=recorded),
    )


CLAIMS = [
    Claim(
        "a later absent wins",
        FACE,
        "quiet",
        (face(began=hours(3), issued=hours(3)), no_face(recorded=hours(1))),
    ),
    Claim(
        "a later absent of the face wins over one side",
        FACE,
        "quiet",
        (face(site="left", recorded=hours(3)), no_face(recorded=hours(1))),
    ),
    Claim(
        "an earlier absent loses",
        FACE,
        URGENT,
        (face(recorded=hours(1)), no_face(recorded=hours(3))),
    ),
    Claim(
        "at the same time present wins",
        FACE,
        URGENT,
        (face(recorded=hours(1)), no_face(recorded=hours(1))),
    ),
    Claim(
        "an absent statement without a date does not silence a dated one",
        FACE,
        URGENT,
        (face(recorded=hours(1)), no_face()),
    ),
    Claim(
        "absent on the right does not silence the left",
        FACE,
        URGENT,
        (
            face(site="left", recorded=hours(3)),
            no_face(site="right", recorded=hours(1)),
        ),
    ),
    Claim(
        "absent on the left silences the left",
        FACE,
        "quiet",
        (
            face(site="left", recorded=hours(3)),
            no_face(site="left", recorded=hours(1)),
        ),
    ),
    Claim(
        "absent on the right does not silence a side that was not recorded",
        FACE,
        URGENT,
        (face(recorded=hours(3)), no_face(site="right", recorded=hours(1))),
    ),
    Claim(
        "a leg that is not numb does not silence the face",
        FACE,
        URGENT,
        (
            face(recorded=hours(3)),
            observation("numb-leg", id="o9", value="absent", recorded=hours(1)),
        ),
    ),
    Claim(
        "a later present wins over an absent in between",
        FACE,
        URGENT,
        (
            face(id="o1", recorded=hours(5)),
            no_face(recorded=hours(3)),
            face(id="o2", recorded=hours(1)),
        ),
    ),
    Claim(
        "dizziness absent today answers the question",
        DIZZY,
        "quiet",
        (numb_now(), *steady(hours(1))),
    ),
    Claim(
        "dizziness absent 20 hours ago counts, at most 24 hours old",
        DIZZY,
        "quiet",
        (numb_now(), *steady(hours(20))),
    ),
    Claim(
        "dizziness absent before the numbness and more than 24 hours ago asks",
        DIZZY,
        "asks",
        (numb_now(), *steady(hours(30))),
    ),
    Claim(
        "dizziness absent three weeks ago asks",
        DIZZY,
        "asks",
        (numb_now(), *steady(days(21))),
    ),
    Claim(
        "dizziness absent without a date asks",
        DIZZY,
        "asks",
        (numb_now(), *steady(None)),
    ),
    Claim(
        "dizziness refuted today answers the question",
        DIZZY,
        "quiet",
        (
            numb_now(),
            *steady(hours(1))[1:],
            condition("dizzy", id="d1", verification="refuted", recorded=hours(1)),
        ),
    ),
    Claim(
        "dizziness denied leaves an unsteady gait unknown",
        DIZZY,
        "not fires",
        (numb_now(), dizzy(value="absent", recorded=hours(1))),
    ),
    Claim(
        "an unsteady gait counts though dizziness is denied",
        DIZZY,
        URGENT,
        (
            numb_now(),
            dizzy(value="absent", recorded=hours(1)),
            condition("unsteady", began=hours(2)),
        ),
    ),
    Claim("dizziness not recorded asks", DIZZY, "asks", (numb_now(),)),
    Claim(
        "dizziness that began 14 days ago is acute",
        DIZZY,
        URGENT,
        (numb_now(), condition("dizzy", began=days(14))),
    ),
    Claim(
        "dizziness of more than 14 days is not new and says nothing on vertigo",
        DIZZY,
        "asks",
        (numb_now(), condition("dizzy", began=ago(days=14, minutes=1))),
    ),
    Claim(
        "dizziness without an onset, first recorded in 14 days, is acute",
        DIZZY,
        URGENT,
        (numb_now(), condition("dizzy", recorded=days(13))),
    ),
    Claim(
        "dizziness without an onset, first recorded earlier, is not new either",
        DIZZY,
        "asks",
        (numb_now(), condition("dizzy", recorded=days(20))),
    ),
    Claim(
        "a dizziness that has gone is not there now",
        DIZZY,
        "not fires",
        (numb_now(), condition("dizzy", clinical="resolved", recorded=hours(1))),
    ),
    Claim("a symptom is current for six days", LIMB, URGENT, limb(days(6))),
    Claim("a symptom is current for exactly 7 days", LIMB, URGENT, limb(days(7))),
    Claim(
        "a symptom older than 7 days is not current",
        LIMB,
        "quiet",
        limb(ago(days=7, minutes=1)),
    ),
    Claim(
        "a condition is current until it abates",
        LIMB,
        URGENT,
        (
            condition("numb-leg", id="c1", sites=("left",), began=days(10)),
            condition("cold-limb", id="c2", began=days(10)),
        ),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_latest_statement_that_may_count_wins(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
