"""Speed: sudden, gradual, woke up with, chronic (`rule-format.md` 2.7, 2.8)."""

from typing import Any

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    LIMB,
    SPREAD_TODAY,
    Claim,
    Json,
    bundle,
    cards,
    complaint,
    condition,
    days,
    evaluate,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"
LOWERED = "fires warning"


def face(speed: str | None = None, **words: Any) -> Json:
    """Numbness of the face with a speed of onset."""
    parts = {"speed": speed} if speed else None
    return observation("numb-face", parts=parts, **words)


def hand(speed: str | None = None, **words: Any) -> tuple[Json, Json]:
    """A numb hand with a speed of onset, and dizziness today."""
    parts = {"speed": speed} if speed else None
    numb = observation("numb-hand", parts=parts, **words)
    return (numb, condition("dizzy", began=hours(1)))


def words(text: str, **more: Any) -> Json:
    """A Condition of the left face in words, written just now."""
    return condition({"text": text}, **({"recorded": hours(0)} | more))


def lasting(code: str) -> Json:
    """Numbness of the face whose course is a code, written just now."""
    return observation("numb-face", parts={"course": code}, recorded=hours(1))


CLAIMS = [
    Claim("sudden two hours ago", FACE, URGENT, (face("sudden", began=hours(2)),)),
    Claim("acute counts as sudden", FACE, URGENT, (face("acute", began=hours(2)),)),
    Claim("new within a day is sudden", FACE, URGENT, (face(began=hours(23)),)),
    Claim(
        "sudden, onset not recorded, written today",
        FACE,
        URGENT,
        (face("sudden", recorded=hours(3)),),
    ),
    Claim(
        "neither onset nor speed, written today",
        FACE,
        URGENT,
        (face(recorded=hours(3)),),
    ),
    Claim(
        "gradual this morning is one step lower",
        FACE,
        LOWERED,
        (face("gradual", began=hours(5)),),
    ),
    Claim(
        "gradual exactly 24 hours ago is one step lower",
        FACE,
        LOWERED,
        (face("gradual", began=hours(24)),),
    ),
    Claim("gradual and older: no", FACE, "quiet", (face("gradual", began=hours(30)),)),
    Claim("gradual for a month: no", FACE, "quiet", (face("gradual", began=days(30)),)),
    Claim(
        "one gradual and one sudden entry: the sudden one leads",
        FACE,
        URGENT,
        (
            face("gradual", id="o1", site="left", began=hours(5)),
            face("sudden", id="o2", site="right", began=hours(2)),
        ),
    ),
    Claim("sudden hand and dizzy", DIZZY, URGENT, hand("sudden", began=hours(2))),
    Claim("new hand and dizzy", DIZZY, URGENT, hand(began=hours(2))),
    Claim("gradual hand and dizzy", DIZZY, LOWERED, hand("gradual", began=hours(4))),
    Claim("slow, older hand", DIZZY, "quiet", hand("gradual", began=days(3))),
    Claim("older hand", DIZZY, "quiet", hand(began=hours(25))),
    Claim("hand written today", DIZZY, URGENT, hand(recorded=hours(2))),
    Claim(
        "dizziness needs no speed of its own",
        DIZZY,
        URGENT,
        (
            condition("numb-hand", id="c1", began=hours(2)),
            observation("dizzy", parts={"speed": "gradual"}, began=days(2)),
        ),
    ),
    Claim(
        "sudden vertigo does not lend its onset to an old numb toe",
        DIZZY,
        "quiet",
        (
            condition("numb-toe", id="c1", began=days(700)),
            observation("vertigo", parts={"speed": "sudden"}, began=hours(1)),
        ),
    ),
    Claim(
        "woke up with it, in words",
        FACE,
        URGENT,
        (words("woke up with a numb left face"),),
    ),
    Claim(
        "woke up with it, as the onset",
        FACE,
        URGENT,
        (
            condition(
                "numb-face",
                onsetString="woke up with it this morning",
                recorded=hours(1),
            ),
        ),
    ),
    Claim(
        "sudden in words, written today",
        FACE,
        URGENT,
        (words("sudden numbness of the left face"),),
    ),
    Claim(
        "gradual in words with an onset today is one step lower",
        FACE,
        LOWERED,
        (words("gradual onset numbness of the left face", began=hours(5)),),
    ),
    Claim(
        "chronic without a date contradicts",
        FACE,
        "quiet",
        (words("chronic numbness of the left face"),),
    ),
    Claim(
        "residual without a date contradicts",
        FACE,
        "quiet",
        (words("residual left facial numbness"),),
    ),
    Claim(
        "long-standing without a date contradicts",
        FACE,
        "quiet",
        (words("long-standing numbness of the left face"),),
    ),
    Claim(
        "unchanged without a date contradicts",
        FACE,
        "quiet",
        (words("left facial numbness, unchanged"),),
    ),
    Claim(
        "stable without a date contradicts",
        FACE,
        "quiet",
        (words("stable numbness of the left face"),),
    ),
    Claim("chronic as a course contradicts", FACE, "quiet", (lasting("chronic"),)),
    Claim(
        "chronic foot numbness and a cold foot",
        LIMB,
        "quiet",
        (
            condition({"text": "chronic numbness of left foot"}, recorded=hours(1)),
            condition("cold-limb", id="c2", began=hours(3)),
        ),
    ),
    Claim(
        "long-standing numbness and new dizziness",
        DIZZY,
        "quiet",
        (
            condition({"text": "long-standing numb feet"}, recorded=hours(1)),
            condition("dizzy", id="c2", began=hours(3)),
        ),
    ),
    Claim(
        "chronic numbness beside new numbness does not hide it",
        FACE,
        URGENT,
        (
            condition({"text": "chronic numbness of feet"}, recorded=days(900)),
            condition("numb-face", id="c2", began=hours(3)),
        ),
    ),
    Claim(
        "the numbness of five years is not an emergency of spreading",
        SPREAD_TODAY,
        "not fires",
        (condition("numb-foot", sites=("both",), began=days(1800)),),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_speed_decides(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer


def test_a_slow_start_is_named_as_the_reason_for_the_lower_step() -> None:
    leading = cards(evaluate(bundle(face("gradual", began=hours(5)))))[0]

    said = leading["detail"].lower()
    assert any(word in said for word in ("gradual", "slow"))


def test_chronic_numbness_brings_no_urgent_card() -> None:
    text = "Chronic numbness of both feet, unchanged for years."

    got = cards(evaluate(bundle(complaint(text))))

    assert [card for card in got if card["indicator"] != "info"] == []
