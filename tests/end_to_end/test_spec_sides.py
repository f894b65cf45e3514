"""Side, one clause one entry, and the same place (`rule-format.md` 2.2, 2.9)."""

from typing import Any

import pytest
from fhir_builders import (
    DIABETES,
    FACE,
    LIMB,
    Claim,
    Json,
    condition,
    days,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"
OLD = days(200)


def one(code: str, *sites: str | Json, id: str = "c1", **words: Any) -> Json:
    """A Condition at some sites that began two hours ago."""
    return condition(code, id=id, sites=sites, **({"began": hours(2)} | words))


def other(code: str, *sites: str | Json) -> Json:
    """A second one."""
    return one(code, *sites, id="c2")


def diabetic(*numb: Json) -> tuple[Json, ...]:
    """Known diabetes and long numbness."""
    return (condition("diabetes-2", id="dm", began=days(3000)), *numb)


def slow(code: str, side: str, id: str) -> Json:
    """Numbness on one side for 200 days."""
    return condition(code, id=id, sites=(side,), began=OLD)


CLAIMS = [
    Claim("the left face", FACE, URGENT, (one("numb-face", "left"),)),
    Claim("the right face", FACE, URGENT, (one("numb-face", "right"),)),
    Claim("a face without a side", FACE, URGENT, (one("numb-face"),)),
    Claim(
        "both sides of the face alone are no one-sided deficit",
        FACE,
        "quiet",
        (one("numb-face", "both"),),
    ),
    Claim(
        "both sides of the face with slurred speech",
        "urgent/sudden-numbness-focal-sign",
        URGENT,
        (one("numb-face", "both"), other("slurred")),
    ),
    Claim(
        "perioral on both sides belongs to another row",
        FACE,
        "not fires",
        (one("numb-perioral", "both"),),
    ),
    Claim(
        "slow face and sudden foot are two entries",
        FACE,
        "quiet",
        (
            observation(
                "numb-face",
                id="o1",
                site="left",
                began=hours(30),
                parts={"speed": "gradual"},
            ),
            observation(
                "numb-foot",
                id="o2",
                site="left",
                began=hours(2),
                parts={"speed": "sudden"},
            ),
        ),
    ),
    Claim(
        "an old face and a new one: the new one counts",
        FACE,
        URGENT,
        (one("numb-face", "left", began=days(400)), other("numb-face", "right")),
    ),
    Claim(
        "left and right of the same site are both sides",
        DIABETES,
        "fires info",
        diabetic(slow("numb-foot", "left", "a"), slow("numb-foot", "right", "b")),
    ),
    Claim(
        "one bilateral entry is both sides",
        DIABETES,
        "fires info",
        diabetic(condition("numb-foot", id="a", sites=("both",), began=OLD)),
    ),
    Claim(
        "the left foot and the right hand are neither",
        DIABETES,
        "not fires",
        diabetic(slow("numb-foot", "left", "a"), slow("numb-hand", "right", "b")),
    ),
    Claim(
        "one foot is not both",
        DIABETES,
        "not fires",
        diabetic(slow("numb-foot", "left", "a")),
    ),
    Claim(
        "feet without a side are not known to be both",
        DIABETES,
        "not fires",
        diabetic(condition("numb-foot", id="a", began=OLD)),
    ),
    Claim(
        "one foot for 200 days and one for two hours are not comparable",
        DIABETES,
        "not fires",
        diabetic(
            slow("numb-foot", "left", "a"),
            condition("numb-foot", id="b", sites=("right",), began=hours(2)),
        ),
    ),
    Claim(
        "the same numb, blue foot",
        LIMB,
        URGENT,
        (one("numb-foot", "left"), other("cyanosis", "foot", "left")),
    ),
    Claim(
        "a numb foot and blue lips",
        LIMB,
        "not fires",
        (one("numb-foot", "left"), other("cyanosis", "lip")),
    ),
    Claim(
        "a co-finding without a site fits any limb",
        LIMB,
        URGENT,
        (one("numb-foot", "left"), other("cyanosis")),
    ),
    Claim(
        "a pallor without a site fits any limb",
        LIMB,
        URGENT,
        (one("numb-hand", "right"), other("pallor-icd")),
    ),
    Claim(
        "a discoloured skin without a site fits any limb",
        LIMB,
        URGENT,
        (one("numb-foot", "left"), other("discoloured")),
    ),
    Claim(
        "a numb leg and a pale foot of that side",
        LIMB,
        URGENT,
        (one("numb-leg", "left"), other("pallor-icd", "foot", "left")),
    ),
    Claim(
        "the other foot is cold",
        LIMB,
        "not fires",
        (one("numb-foot", "left"), other("cold-limb", "foot", "right")),
    ),
    Claim(
        "a numb hand and a cold foot",
        LIMB,
        "not fires",
        (one("numb-hand", "left"), other("cold-limb", "foot", "left")),
    ),
    Claim(
        "a numb foot without a side and a cold left foot",
        LIMB,
        URGENT,
        (one("numb-foot"), other("cold-limb", "foot", "left")),
    ),
    Claim(
        "a numb left foot and a cold foot without a side",
        LIMB,
        URGENT,
        (one("numb-foot", "left"), other("cold-limb", "foot")),
    ),
    Claim(
        "a numb left foot and a lost pulse on the left",
        LIMB,
        URGENT,
        (one("numb-foot", "left"), other("pulse-lost", "left")),
    ),
    Claim(
        "both legs numb and cold",
        LIMB,
        URGENT,
        (one("numb-leg", "both"), other("cold-limb", "leg", "both")),
    ),
    Claim(
        "a numb face and a cold foot",
        LIMB,
        "not fires",
        (one("numb-face", "left"), other("cold-limb", "foot", "left")),
    ),
    Claim(
        "weakness alone is no colour change",
        LIMB,
        "not fires",
        (one("numb-leg", "left"), other("weak-limb", "leg", "left")),
    ),
    Claim(
        "weakness beside atrial fibrillation",
        LIMB,
        URGENT,
        (
            one("numb-leg", "left"),
            other("weak-limb", "leg", "left"),
            condition("fibrillation", id="c3", began=days(800)),
        ),
    ),
    Claim(
        "weakness beside peripheral arterial disease",
        LIMB,
        URGENT,
        (
            one("numb-leg", "left"),
            other("weak-limb", "leg", "left"),
            condition("arterial-disease", id="c3", began=days(800)),
        ),
    ),
    Claim(
        "a pulse that is there does not cancel a cold limb",
        LIMB,
        URGENT,
        (
            one("numb-leg", "left"),
            other("cold-limb", "leg", "left"),
            observation("pulse-lost", value="absent", recorded=hours(1)),
        ),
    ),
    Claim(
        "a numb limb alone asks for the colour",
        LIMB,
        "asks",
        (one("numb-leg", "left"),),
    ),
    Claim(
        "a limb numb for five years and cold now",
        LIMB,
        "quiet",
        (one("numb-leg", "left", began=days(1800)), other("cold-limb", "leg", "left")),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_place_decides(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
