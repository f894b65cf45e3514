"""The shapes that must be read right (`fhir-reading.md`)."""

import pytest
from clinic_codes import ICD, LOCAL, SNOMED
from fhir_builders import (
    DIABETES,
    DIZZY,
    FACE,
    LIMB,
    Claim,
    Json,
    coded,
    concept,
    condition,
    days,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"
COLD = condition("cold-limb", id="cold", began=hours(2))
HAND = condition("numb-hand", id="hand", sites=("left",), began=hours(2))


def said(code: str, value: str | bool | Json | None = None, **more: str) -> Json:
    """An Observation written an hour ago."""
    return observation(code, value=value, **({"recorded": hours(1)} | more))


def at(*sites: str | Json) -> Json:
    """Numbness for two hours at the body sites of a Condition."""
    return condition("numb", sites=sites, began=hours(2))


def part(name: Json, value: str) -> Json:
    """A component."""
    return {"code": name, "valueCodeableConcept": concept(value)}


def parted(*parts: Json) -> Json:
    """A symptom with components."""
    return observation("symptom", value="numb", began=hours(2), component=list(parts))


def foot(code: Json) -> tuple[Json, Json]:
    """A diabetes code beside long numbness of both feet."""
    return (
        condition(code, id="dm", began=days(3000)),
        condition("numb-foot", id="feet", sites=("both",), began=days(200)),
    )


ABSENT = observation("dizzy", id="d1", recorded=hours(1))
UNASKED = ABSENT | {"dataAbsentReason": {"coding": [{"code": "asked-unknown"}]}}

CLAIMS = [
    Claim("a symptom by its value", FACE, URGENT, (said("symptom", "numb-face"),)),
    Claim("a symptom as the code", FACE, URGENT, (said("numb-face"),)),
    Claim("present", FACE, URGENT, (said("numb-face", "present"),)),
    Claim("true", FACE, URGENT, (said("numb-face", True),)),
    Claim("false", FACE, "quiet", (said("numb-face", False),)),
    Claim("absent", FACE, "quiet", (said("numb-face", "absent"),)),
    Claim("known absent", FACE, "quiet", (said("numb-face", "known-absent"),)),
    Claim("negative", FACE, "quiet", (said("numb-face", "negative"),)),
    Claim("the word no", FACE, "quiet", (said("numb-face") | {"valueString": "no"},)),
    Claim(
        "the word negative",
        FACE,
        "quiet",
        (said("numb-face") | {"valueString": "Negative"},),
    ),
    Claim(
        "symptom absent, LOINC 111551-8",
        FACE,
        "quiet",
        (said("symptom-absent", "numb-face"),),
    ),
    Claim(
        "symptom absent does not deny another site",
        FACE,
        URGENT,
        (
            said("symptom-absent", "numb-foot", id="o1"),
            said("symptom", "numb-face", id="o2"),
        ),
    ),
    Claim(
        "a data absent reason is no numbness",
        FACE,
        "quiet",
        (said("numb-face") | {"dataAbsentReason": {"coding": [{"code": "unknown"}]}},),
    ),
    Claim("dizziness not asked is unknown", DIZZY, "asks", (HAND, UNASKED)),
    Claim(
        "numbness of the left leg in one code",
        LIMB,
        URGENT,
        (
            condition("tingling-left-leg", began=hours(2)),
            condition("cold-limb", id="c2", sites=("leg", "left"), began=hours(2)),
        ),
    ),
    Claim(
        "that code is not the right leg",
        LIMB,
        "not fires",
        (
            condition("tingling-left-leg", began=hours(2)),
            condition("cold-limb", id="c2", sites=("leg", "right"), began=hours(2)),
        ),
    ),
    Claim(
        "numbness of the left arm in one code",
        LIMB,
        URGENT,
        (
            condition("tingling-left-arm", began=hours(2)),
            condition("pallor-icd", id="c2", sites=("hand", "left"), began=hours(2)),
        ),
    ),
    Claim("a body site", FACE, URGENT, (at("face"),)),
    Claim("a body site and a side of its own", FACE, URGENT, (at("face", "left"),)),
    Claim("a body site in words", FACE, URGENT, (at({"text": "left side of face"}),)),
    Claim("a body site elsewhere", FACE, "quiet", (at("foot", "left"),)),
    Claim("the lips belong to the face", FACE, URGENT, (at("lip", "left"),)),
    Claim(
        "a side as a body site of its own is the side",
        LIMB,
        "not fires",
        (
            at("leg", "left"),
            condition("cold-limb", id="c2", sites=("leg", "right"), began=hours(2)),
        ),
    ),
    Claim(
        "a side in the display",
        LIMB,
        "not fires",
        (
            at(coded(LOCAL, "L1", "Structure of left lower limb")),
            condition("cold-limb", id="c2", sites=("leg", "right"), began=hours(2)),
        ),
    ),
    Claim(
        "a component with the site, by its value",
        FACE,
        URGENT,
        (parted(part({"text": "Location"}, "face")),),
    ),
    Claim(
        "a component with a site elsewhere",
        FACE,
        "quiet",
        (parted(part({"text": "Location"}, "foot")),),
    ),
    Claim(
        "components with site and side",
        LIMB,
        "not fires",
        (
            parted(part({"text": "Location"}, "leg"), part({"text": "Side"}, "left")),
            condition("cold-limb", id="c2", sites=("leg", "right"), began=hours(2)),
        ),
    ),
    Claim(
        "a component with a gradual speed",
        FACE,
        "fires warning",
        (
            parted(
                part({"text": "Location"}, "face"), part(concept("speed"), "gradual")
            ),
        ),
    ),
    Claim(
        "a finding as a component value",
        FACE,
        URGENT,
        (
            observation(
                {"text": "Neurological review"},
                began=hours(2),
                component=[part({"text": "Complaint"}, "numb-face")],
            ),
        ),
    ),
    Claim(
        "a local code by its display",
        FACE,
        URGENT,
        (condition(coded(LOCAL, "N-17", "Numbness of face"), began=hours(2)),),
    ),
    Claim(
        "a local code is never matched by its number",
        FACE,
        "quiet",
        (condition(coded(LOCAL, "309557009", "Fracture of wrist"), began=hours(2)),),
    ),
    Claim(
        "a code with a blank before it",
        FACE,
        URGENT,
        (condition(coded(SNOMED, " 309557009"), began=hours(2)),),
    ),
    Claim(
        "a code without a display",
        FACE,
        URGENT,
        (condition(coded(SNOMED, "309557009"), began=hours(2)),),
    ),
    Claim(
        "dotted ICD-10-CM",
        DIZZY,
        URGENT,
        (
            condition("numb-skin-icd", id="a", began=hours(2)),
            condition("dizzy-icd", id="b", began=hours(2)),
        ),
    ),
    Claim(
        "undotted ICD-10-CM",
        DIZZY,
        URGENT,
        (
            condition(coded(ICD, "R202"), id="a", began=hours(2)),
            condition(coded(ICD, "R42"), id="b", began=hours(2)),
        ),
    ),
    Claim(
        "a child of a category",
        DIABETES,
        "fires info",
        foot(concept("diabetes-polyneuropathy-icd")),
    ),
    Claim("an undotted child", DIABETES, "fires info", foot(coded(ICD, "E1142"))),
    Claim("the category itself", DIABETES, "fires info", foot(coded(ICD, "E11"))),
    Claim("type 1 diabetes", DIABETES, "fires info", foot(coded(ICD, "E10.9"))),
    Claim(
        "diabetes in words", DIABETES, "fires info", foot({"text": "Type 2 diabetes"})
    ),
    Claim(
        "a lost pulse by palpation",
        LIMB,
        URGENT,
        (
            condition("numb-leg", sites=("left",), began=hours(2)),
            observation("pulse", value="absent", site="left", recorded=hours(1)),
        ),
    ),
    Claim(
        "a pulse that is present is no sign",
        LIMB,
        "not fires",
        (
            condition("numb-leg", sites=("left",), began=hours(2)),
            observation("pulse", value="present", site="left", recorded=hours(1)),
        ),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_shape_is_read_right(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer
