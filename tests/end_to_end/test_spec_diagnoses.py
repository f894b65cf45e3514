"""A recorded emergency diagnosis counts as its row (`rule-format.md` 2.12)."""

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    LIMB,
    Claim,
    condition,
    days,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"

CLAIMS = [
    Claim(
        "arterial embolism recorded today is its row",
        LIMB,
        URGENT,
        (condition("arterial-embolism", began=hours(5)),),
    ),
    Claim(
        "arterial embolism in the Condition's own text",
        LIMB,
        URGENT,
        (condition({"text": "Acute limb ischaemia"}, recorded=hours(5)),),
    ),
    Claim(
        "arterial embolism three years ago is history",
        LIMB,
        "quiet",
        (condition("arterial-embolism", began=days(1100)),),
    ),
    Claim(
        "acute limb ischaemia refuted",
        LIMB,
        "quiet",
        (
            condition(
                {"text": "Acute limb ischaemia"},
                verification="refuted",
                recorded=hours(5),
            ),
        ),
    ),
    Claim(
        "acute limb ischaemia named in a complaint is not recorded",
        LIMB,
        "not fires",
        (
            observation(
                "complaint",
                text="worried about acute limb ischaemia",
                recorded=hours(1),
            ),
        ),
    ),
    Claim(
        "an active stroke of nine years ago is history",
        FACE,
        "quiet",
        (condition("stroke", began=days(3300)),),
    ),
    Claim(
        "an active stroke of nine years ago, in ICD",
        DIZZY,
        "quiet",
        (condition("stroke-icd", began=days(3300)),),
    ),
    Claim(
        "arterial embolism exactly 14 days ago",
        LIMB,
        URGENT,
        (condition("arterial-embolism", began=days(14)),),
    ),
    Claim(
        "arterial embolism first recorded 15 days ago",
        LIMB,
        "quiet",
        (condition("arterial-embolism", recorded=days(15)),),
    ),
    Claim(
        "acute limb ischaemia provisional",
        LIMB,
        URGENT,
        (
            condition(
                {"text": "Acute limb ischaemia"},
                verification="provisional",
                began=hours(5),
            ),
        ),
    ),
    Claim(
        "acute limb ischaemia resolved",
        LIMB,
        "not fires",
        (
            condition(
                {"text": "Acute limb ischaemia"}, clinical="resolved", began=hours(5)
            ),
        ),
    ),
    Claim(
        "acute limb ischaemia without any date, alone",
        LIMB,
        "not fires",
        (condition({"text": "Acute limb ischaemia"}),),
    ),
    Claim(
        "acute limb ischaemia without any date, beside a numb leg",
        LIMB,
        URGENT,
        (
            condition({"text": "Acute limb ischaemia"}),
            condition("numb-leg", id="n", sites=("left",), began=hours(2)),
        ),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_a_recorded_diagnosis_counts_in_its_window(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
