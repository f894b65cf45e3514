"""Spreading numbness: an emergency, the same day, or neither (EM-21)."""

from typing import Any

import pytest
from fhir_builders import (
    SPREAD,
    SPREAD_TODAY,
    Claim,
    Json,
    condition,
    days,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"


def spreading(text: str, began: str | None, **words: Any) -> Json:
    """Numbness in words, with its onset."""
    return condition({"text": text}, began=began, **words)


CLAIMS = [
    Claim(
        "both legs, spreading for three days",
        SPREAD,
        URGENT,
        (spreading("numbness of both legs, spreading", days(3)),),
    ),
    Claim(
        "the trunk, spreading for two days",
        SPREAD,
        URGENT,
        (spreading("numbness of the trunk, spreading", days(2)),),
    ),
    Claim(
        "the saddle area, spreading for two days",
        SPREAD,
        URGENT,
        (spreading("spreading saddle numbness", days(2)),),
    ),
    Claim(
        "the face, spreading for two days",
        SPREAD,
        URGENT,
        (spreading("spreading numbness of the left face", days(2)),),
    ),
    Claim(
        "an ascending course grows too",
        SPREAD,
        URGENT,
        (
            observation(
                "numb-leg", site="both", began=days(3), parts={"course": "ascending"}
            ),
        ),
    ),
    Claim(
        "one leg, spreading for two days, is the same day",
        SPREAD_TODAY,
        "fires warning",
        (spreading("spreading numbness of the left leg", days(2)),),
    ),
    Claim(
        "one leg is no emergency of spreading",
        SPREAD,
        "not fires",
        (spreading("spreading numbness of the left leg", days(2)),),
    ),
    Claim(
        "one leg, spreading at an unknown rate, is the same day",
        SPREAD_TODAY,
        "fires warning",
        (spreading("spreading numbness of the left leg", None),),
    ),
    Claim(
        "one arm, spreading at an unknown rate, written today, is the same day",
        SPREAD_TODAY,
        "fires warning",
        (spreading("numb right arm, spreading", None, recorded=hours(2)),),
    ),
    Claim(
        "both feet over months is no emergency",
        SPREAD,
        "not fires",
        (spreading("numbness of both feet, slowly spreading", days(120)),),
    ),
    Claim(
        "a course that is not recorded is no emergency of spreading",
        SPREAD,
        "not fires",
        (condition("numb-leg", sites=("both",), began=days(3)),),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_course_decides(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
