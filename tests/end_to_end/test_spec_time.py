"""Time is measured back from now (`rule-format.md` 2.6)."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from fhir_builders import (
    FACE,
    LIMB,
    Claim,
    Json,
    ago,
    condition,
    days,
    hours,
    observation,
    patient,
    verdict,
)

URGENT = "fires critical"
BORN = patient(birthDate="1960-05-01")


def face(began: str | None = None, **words: Any) -> Json:
    """Numbness of the face."""
    return condition("numb-face", began=began, **words)


def sudden(**words: Any) -> Json:
    """Sudden numbness of the face."""
    return observation("numb-face", parts={"speed": "sudden"}, **words)


def limb(began: str) -> tuple[Json, Json]:
    """A numb and pulseless left leg."""
    return (
        condition("numb-leg", id="c1", sites=("left",), began=began),
        condition("pulse-lost", id="c2", began=hours(2)),
    )


def aged(value: float) -> Json:
    """An age in years."""
    uri = "http://unitsofmeasure.org"
    return {"value": value, "unit": "a", "system": uri, "code": "a"}


CLAIMS = [
    Claim("two hours ago", FACE, URGENT, (face(hours(2)),)),
    Claim("exactly 24 hours is within", FACE, URGENT, (face(hours(24)),)),
    Claim("23 h 59 min is within", FACE, URGENT, (face(ago(hours=23, minutes=59)),)),
    Claim("24 h + 1 min is not", FACE, "quiet", (face(ago(hours=24, minutes=1)),)),
    Claim("24 h + 1 s is not", FACE, "quiet", (face(ago(hours=24, seconds=1)),)),
    Claim(
        "24 h + 1 min is not, though recorded as sudden",
        FACE,
        "quiet",
        (sudden(began=ago(hours=24, minutes=1)),),
    ),
    Claim("exactly now", FACE, URGENT, (face(hours(0)),)),
    Claim("a date alone, today", FACE, URGENT, (face("2026-11-20"),)),
    Claim("a date alone, yesterday, is possible", FACE, URGENT, (face("2026-11-19"),)),
    Claim("a date alone, two days ago, is not", FACE, "quiet", (face("2026-11-18"),)),
    Claim("this month alone is unknown", FACE, "asks", (face("2026-11"),)),
    Claim("this year alone is unknown", FACE, "asks", (face("2026"),)),
    Claim("last month alone is not", FACE, "quiet", (face("2026-10"),)),
    Claim("last year alone is not", FACE, "quiet", (face("2025"),)),
    Claim(
        "an eastern zone is counted",
        FACE,
        URGENT,
        (face("2026-11-20T15:00:00+05:00"),),
    ),
    Claim(
        "a western zone is counted, 23.5 hours",
        FACE,
        URGENT,
        (face("2026-11-19T06:30:00-06:00"),),
    ),
    Claim(
        "an eastern zone is counted, 25 hours",
        FACE,
        "quiet",
        (face("2026-11-19T13:00:00+02:00"),),
    ),
    Claim(
        "a time without a zone is read as UTC",
        FACE,
        URGENT,
        (face("2026-11-20T10:00:00"),),
    ),
    Claim(
        "a time without a zone is read in the zone of the request, 25 hours",
        FACE,
        "quiet",
        (face("2026-11-19T13:00:00"),),
        options={"zone": timezone(timedelta(hours=2))},
    ),
    Claim(
        "onsetPeriod.start is the onset",
        FACE,
        URGENT,
        (face(onsetPeriod={"start": hours(2)}),),
    ),
    Claim(
        "onsetPeriod.start 25 hours ago is not within",
        FACE,
        "quiet",
        (face(onsetPeriod={"start": hours(25)}),),
    ),
    Claim(
        "effectivePeriod.start is an onset",
        FACE,
        URGENT,
        (observation("numb-face", began=hours(23)),),
    ),
    Claim(
        "effectivePeriod.start 25 hours ago is not within",
        FACE,
        "quiet",
        (sudden(began=hours(25)),),
    ),
    Claim(
        "a single effective time today leaves the onset open, which fires",
        FACE,
        URGENT,
        (observation("numb-face", recorded=hours(2)),),
    ),
    Claim(
        "a single effective time exactly 24 hours ago fires",
        FACE,
        URGENT,
        (observation("numb-face", recorded=hours(24)),),
    ),
    Claim(
        "a single effective time is the latest possible onset: 25 hours is too old",
        FACE,
        "quiet",
        (observation("numb-face", recorded=hours(25)),),
    ),
    Claim(
        "a recordedDate today leaves the onset open, which fires",
        FACE,
        URGENT,
        (face(recorded=hours(2)),),
    ),
    Claim(
        "a recordedDate three days ago is too old",
        FACE,
        "quiet",
        (face(recorded=days(3)),),
    ),
    Claim(
        "an old onset counts, not a new recordedDate",
        FACE,
        "quiet",
        (face(days(400), recorded=hours(1)),),
    ),
    Claim(
        "issued is not an onset",
        FACE,
        "quiet",
        (sudden(began=days(3), issued=hours(1)),),
    ),
    Claim(
        "a sudden onset without any date asks",
        FACE,
        "asks",
        (sudden(),),
    ),
    Claim(
        "onsetAge is the whole year of that age: unknown",
        FACE,
        "asks",
        (BORN, face(onsetAge=aged(66))),
    ),
    Claim(
        "onsetAge long ago is not within",
        FACE,
        "quiet",
        (BORN, face(onsetAge=aged(40))),
    ),
    Claim(
        "onsetAge without a birth date is unknown",
        FACE,
        "not fires",
        (face(onsetAge=aged(66)),),
    ),
    Claim(
        "onsetRange that reaches to now is unknown",
        FACE,
        "asks",
        (BORN, face(onsetRange={"low": aged(60), "high": aged(66)})),
    ),
    Claim(
        "onsetRange long ago is not within",
        FACE,
        "quiet",
        (BORN, face(onsetRange={"low": aged(30), "high": aged(40)})),
    ),
    Claim(
        "onsetString counts from the record's own time",
        FACE,
        URGENT,
        (face(onsetString="2 h ago", recorded=hours(20)),),
    ),
    Claim(
        "onsetString of an old record is old",
        FACE,
        "quiet",
        (face(onsetString="2 h ago", recorded=hours(30)),),
    ),
    Claim(
        "onsetString yesterday, recorded now, is possible",
        FACE,
        URGENT,
        (face(onsetString="yesterday", recorded=hours(0)),),
    ),
    Claim(
        "onsetString three years ago, recorded now, is old",
        FACE,
        "quiet",
        (face(onsetString="3 years ago", recorded=hours(0)),),
    ),
    Claim("a limb after exactly 14 days", LIMB, URGENT, limb(days(14))),
    Claim("a limb after 14 days + 1 min", LIMB, "quiet", limb(ago(days=14, minutes=1))),
    Claim(
        "a limb dated to this month alone stays unknown",
        LIMB,
        "not fires",
        limb("2026-11"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_onset_decides(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
