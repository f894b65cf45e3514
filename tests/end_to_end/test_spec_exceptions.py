"""Known exceptions lower and never silence (`rule-format.md` 2.10)."""

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    LIMB,
    SPREAD,
    SPREAD_TODAY,
    Claim,
    bundle,
    cards,
    condition,
    days,
    evaluate,
    hours,
    procedure,
    verdict,
)

URGENT = "fires critical"
LOWERED = "fires warning"
FACE_NOW = condition("numb-face", sites=("left",), began=hours(2))
LEG_NOW = condition("numb-leg", sites=("left",), began=hours(2))
COLD_NOW = condition("cold-limb", id="c2", began=hours(2))
BLOCK = "Dental local anaesthetic"

CLAIMS = [
    Claim(
        "a dental block 3 hours ago lowers",
        FACE,
        LOWERED,
        (FACE_NOW, procedure(BLOCK, done=hours(3))),
    ),
    Claim(
        "American spelling lowers too",
        FACE,
        LOWERED,
        (FACE_NOW, procedure("Dental anesthesia", done=hours(3))),
    ),
    Claim(
        "a dental block 30 hours ago does not",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK, done=hours(30))),
    ),
    Claim(
        "a dental block without a date is not known to be recent",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK)),
    ),
    Claim(
        "a dental block in this year is not known to be recent",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK, done="2026")),
    ),
    Claim(
        "a dental block that was not done does not lower",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK, done=hours(3), status="not-done")),
    ),
    Claim(
        "a dental block entered in error does not lower",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK, done=hours(3), status="entered-in-error")),
    ),
    Claim(
        "a dental block planned for tomorrow does not lower",
        FACE,
        URGENT,
        (FACE_NOW, procedure(BLOCK, done=hours(-20), status="preparation")),
    ),
    Claim(
        "no anaesthetic recorded is critical",
        FACE,
        URGENT,
        (FACE_NOW,),
    ),
    Claim(
        "an anaesthetic never silences numbness with dizziness",
        DIZZY,
        "not quiet",
        (
            FACE_NOW,
            condition("dizzy", id="c2", began=hours(1)),
            procedure(BLOCK, done=hours(3)),
        ),
    ),
    Claim(
        "a nerve block 3 hours ago lowers a cold numb leg",
        LIMB,
        LOWERED,
        (LEG_NOW, COLD_NOW, procedure("Femoral nerve block", done=hours(3))),
    ),
    Claim(
        "a spinal anaesthetic 3 hours ago lowers a cold numb leg",
        LIMB,
        LOWERED,
        (LEG_NOW, COLD_NOW, procedure("Spinal anaesthesia", done=hours(3))),
    ),
    Claim(
        "a spinal anaesthetic two days ago does not",
        LIMB,
        URGENT,
        (LEG_NOW, COLD_NOW, procedure("Spinal anaesthesia", done=days(2))),
    ),
    Claim(
        "a same-day rule is lowered to info",
        SPREAD_TODAY,
        "fires info",
        (
            condition({"text": "spreading numbness of the left leg"}, began=hours(5)),
            procedure("Femoral nerve block", done=hours(6)),
        ),
    ),
    Claim(
        "an emergency of spreading is lowered to a warning",
        SPREAD,
        LOWERED,
        (
            condition({"text": "spreading numbness of both legs"}, began=hours(5)),
            procedure("Epidural anaesthesia", done=hours(6)),
        ),
    ),
    Claim(
        "diabetes is no exception",
        FACE,
        URGENT,
        (FACE_NOW, condition("diabetes-2", id="dm", began=days(3000))),
    ),
    Claim(
        "diabetic polyneuropathy is no exception",
        FACE,
        URGENT,
        (FACE_NOW, condition("diabetes-polyneuropathy-icd", id="dm", began=days(900))),
    ),
    Claim(
        "diabetes does not mute a cold numb leg",
        LIMB,
        URGENT,
        (LEG_NOW, COLD_NOW, condition("diabetes-icd", id="dm", began=days(900))),
    ),
    Claim(
        "alcohol is no exception",
        FACE,
        URGENT,
        (FACE_NOW, condition("alcohol", id="al", began=days(900))),
    ),
    Claim(
        "alcohol does not mute dizziness with numbness",
        DIZZY,
        URGENT,
        (
            FACE_NOW,
            condition("dizzy", id="c2", began=hours(1)),
            condition("alcohol-icd", id="al", began=days(900)),
        ),
    ),
    Claim(
        "an old stroke does not mute a new one",
        FACE,
        URGENT,
        (FACE_NOW, condition("stroke", id="st", began=days(3300))),
    ),
    Claim(
        "a history of stroke does not mute a new one",
        FACE,
        URGENT,
        (FACE_NOW, condition("stroke-history", id="st", began=days(3300))),
    ),
    Claim(
        "a numb foot of years does not mute a new face",
        FACE,
        URGENT,
        (
            FACE_NOW,
            condition("numb-foot", id="old", sites=("both",), began=days(2000)),
        ),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_only_a_known_exception_lowers_and_none_silences(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer


def test_the_card_names_the_exception_and_its_record() -> None:
    block = procedure(BLOCK, done=hours(3))

    detail = cards(evaluate(bundle(FACE_NOW, block)))[0]["detail"]

    named = ("anaesthetic" in detail.lower(), "Procedure/x1" in detail)
    assert named == (True, True)


def test_an_unknown_exception_is_printed() -> None:
    detail = cards(evaluate(bundle(FACE_NOW)))[0]["detail"]

    assert "Not excluded:" in detail


def test_an_anaesthetic_alone_brings_no_card() -> None:
    got = cards(evaluate(bundle(procedure(BLOCK, done=hours(3)))))

    assert got == []
