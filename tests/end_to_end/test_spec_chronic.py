"""RT-01, RT-03 and Wernicke: measures, words, windows (`knowledge.md` 2d)."""

from typing import Any

import pytest
from fhir_builders import (
    ALCOHOL,
    DIABETES,
    WERNICKE,
    Claim,
    Json,
    answer,
    bundle,
    condition,
    days,
    evaluate,
    hours,
    measured,
    observation,
    patient,
    verdict,
)

URGENT = "fires critical"
FIRES = "fires info"
FEET = condition("numb-foot", id="feet", sites=("both",), began=days(200))
NUMB = condition("numb-foot", id="feet", sites=("both",), began=days(10))


def feet(began: str, **words: Any) -> Json:
    """Numbness of both feet."""
    return condition("numb-foot", id="feet", sites=("both",), began=began, **words)


def dm(code: str | Json = "diabetes-2", **words: Any) -> Json:
    """Diabetes for years."""
    return condition(code, id="dm", **({"began": days(3000)} | words))


def drink(code: str = "alcohol", **words: Any) -> Json:
    """Harmful use of alcohol for years."""
    return condition(code, id="al", **({"began": days(3000)} | words))


def sugar(value: float, unit: str | None = "%", when: float = 30, **more: Any) -> Json:
    """An HbA1c."""
    return measured("hba1c", value, unit, days(when), **more)


def score(value: float, when: float = 30, unit: str | None = "{score}") -> Json:
    """An AUDIT-C total."""
    return measured("audit-c", value, unit, days(when))


CLAIMS = [
    Claim("both feet for 200 days and diabetes", DIABETES, FIRES, (dm(), FEET)),
    Claim("both hands count", DIABETES, FIRES, (
        dm(), condition("numb-hand", sites=("both",), began=days(90)))),
    Claim("both toes count", DIABETES, FIRES, (
        dm(), condition("numb-toe", sites=("both",), began=days(90)))),
    Claim("exactly 4 weeks", DIABETES, FIRES, (dm(), feet(days(28)))),
    Claim("three weeks are not 4", DIABETES, "not fires", (dm(), feet(days(21)))),
    Claim("last year alone is long enough", DIABETES, FIRES, (dm(), feet("2025"))),
    Claim("this month alone is not known to be", DIABETES, "not fires", (
        dm(), feet("2026-11"))),
    Claim("both faces are not distal", DIABETES, "not fires", (
        dm(), condition("numb-face", sites=("both",), began=days(90)))),
    Claim("numbness that has gone", DIABETES, "not fires", (
        dm(), feet(days(90), clinical="resolved"))),
    Claim("no numbness", DIABETES, "quiet", (dm(),)),
    Claim("a new deficit is another question", DIABETES, "quiet", (
        dm(), FEET, condition("slurred", id="s", began=days(3)))),
    Claim("an old deficit is not new", DIABETES, FIRES, (
        dm(), FEET, condition("slurred", id="s", began=days(900)))),
    Claim("no diabetes recorded", DIABETES, "not fires", (FEET,)),
    Claim("refuted diabetes", DIABETES, "not fires", (
        dm(verification="refuted"), FEET)),
    Claim("diabetes entered in error", DIABETES, "not fires", (
        dm(verification="entered-in-error"), FEET)),
    Claim("diabetes with no status", DIABETES, FIRES, (
        dm(clinical=None, verification=None), FEET)),
    Claim("diabetes with no date", DIABETES, FIRES, (dm(began=None), FEET)),
    Claim("prediabetes is not diabetes", DIABETES, "not fires", (
        dm("prediabetes"), FEET)),
    Claim("prediabetes, older code, is not diabetes", DIABETES, "not fires", (
        dm("prediabetes-old"), FEET)),
    Claim("prediabetes, ICD, is not diabetes", DIABETES, "not fires", (
        dm("prediabetes-icd"), FEET)),
    Claim("prediabetes in words is not diabetes", DIABETES, "not fires", (
        dm({"text": "Prediabetes"}), FEET)),
    Claim("pre-diabetes in words is not diabetes", DIABETES, "not fires", (
        dm({"text": "Pre-diabetes mellitus"}), FEET)),
    Claim("HbA1c 6.5 %", DIABETES, FIRES, (sugar(6.5), FEET)),
    Claim("HbA1c 6.4 %", DIABETES, "not fires", (sugar(6.4), FEET)),
    Claim("HbA1c 48 mmol/mol", DIABETES, FIRES, (sugar(48, "mmol/mol"), FEET)),
    Claim("HbA1c 47 mmol/mol", DIABETES, "not fires", (sugar(47, "mmol/mol"), FEET)),
    Claim("HbA1c 75 mmol/mol, IFCC code", DIABETES, FIRES, (
        measured("hba1c-ifcc", 75, "mmol/mol", days(30)), FEET)),
    Claim("HbA1c 7 mmol/mol is not 7 %", DIABETES, "not fires", (
        sugar(7, "mmol/mol"), FEET)),
    Claim("an unknown unit is never compared", DIABETES, "not fires", (
        sugar(60, "furlong"), FEET)),
    Claim("no unit is never compared", DIABETES, "not fires", (sugar(60, None), FEET)),
    Claim("above 14 %", DIABETES, FIRES, (sugar(14, comparator=">"), FEET)),
    Claim("at least 6.5 %", DIABETES, FIRES, (sugar(6.5, comparator=">="), FEET)),
    Claim("below 7 % is unknown", DIABETES, "not fires", (
        sugar(7, comparator="<"), FEET)),
    Claim("above 6 % is unknown", DIABETES, "not fires", (
        sugar(6, comparator=">"), FEET)),
    Claim("below 4 % is known", DIABETES, "not fires", (
        sugar(4, comparator="<"), FEET)),
    Claim("a bogus comparator is never compared", DIABETES, "not fires", (
        sugar(9, comparator="~"), FEET)),
    Claim("the latest value counts, now lower", DIABETES, "not fires", (
        sugar(7, when=300, id="m1"), sugar(6, when=30, id="m2"), FEET)),
    Claim("the latest value counts, now higher", DIABETES, FIRES, (
        sugar(6, when=300, id="m1"), sugar(7, when=30, id="m2"), FEET)),
    Claim("23 months ago", DIABETES, FIRES, (sugar(7, when=690), FEET)),
    Claim("25 months ago", DIABETES, "not fires", (sugar(7, when=765), FEET)),
    Claim("exactly 24 months ago", DIABETES, FIRES, (
        measured("hba1c", 7, "%", "2024-11-20T12:00:00Z"), FEET)),
    Claim("an HbA1c in error", DIABETES, "not fires", (
        sugar(9, status="entered-in-error"), FEET)),
    Claim("a cancelled HbA1c", DIABETES, "not fires", (
        sugar(9, status="cancelled"), FEET)),
    Claim("an HbA1c that was not measured", DIABETES, "not fires", (
        observation("hba1c", recorded=days(30)), FEET)),
    Claim("alcohol dependence", ALCOHOL, FIRES, (drink(), FEET)),
    Claim("alcohol abuse", ALCOHOL, FIRES, (drink("alcohol-abuse"), FEET)),
    Claim("alcohol dependence, ICD", ALCOHOL, FIRES, (drink("alcohol-icd"), FEET)),
    Claim("AUDIT-C 5 in the UK", ALCOHOL, FIRES, (score(5), FEET)),
    Claim("AUDIT-C 4 in the UK", ALCOHOL, "not fires", (score(4), FEET)),
    Claim("AUDIT-C 4 of a man in the US", ALCOHOL, FIRES, (
        patient(gender="male"), score(4), FEET), options={"locale": "us"}),
    Claim("AUDIT-C 3 of a man in the US", ALCOHOL, "not fires", (
        patient(gender="male"), score(3), FEET), options={"locale": "us"}),
    Claim("AUDIT-C 3 of a woman in the US", ALCOHOL, FIRES, (
        patient(gender="female"), score(3), FEET), options={"locale": "us"}),
    Claim("AUDIT-C 2 of a woman in the US", ALCOHOL, "not fires", (
        patient(gender="female"), score(2), FEET), options={"locale": "us"}),
    Claim("AUDIT-C 3 in the US, sex unknown", ALCOHOL, "not fires", (
        patient(), score(3), FEET), options={"locale": "us"}),
    Claim("AUDIT-C 4 in the US, sex unknown, fits both", ALCOHOL, FIRES, (
        patient(), score(4), FEET), options={"locale": "us"}),
    Claim("alcohol refuted", ALCOHOL, "not fires", (
        drink(verification="refuted"), FEET)),
    Claim("alcohol and one foot", ALCOHOL, "not fires", (
        drink(), condition("numb-foot", sites=("left",), began=days(90)))),
    Claim("alcohol, numbness and confusion today", WERNICKE, URGENT, (
        drink(), NUMB, condition("confusion", id="x", began=hours(5)))),
    Claim("alcohol, numbness and new ataxia", WERNICKE, URGENT, (
        drink(), NUMB, condition("ataxia", id="x", began=days(2)))),
    Claim("alcohol, numbness and double vision", WERNICKE, URGENT, (
        drink(), NUMB, condition("diplopia", id="x", began=days(2)))),
    Claim("a high AUDIT-C stands for alcohol", WERNICKE, URGENT, (
        score(9), NUMB, condition("confusion", id="x", began=hours(5)))),
    Claim("chronic feet do not hide Wernicke", WERNICKE, URGENT, (
        drink(), FEET, condition("confusion", id="x", began=hours(5)))),
    Claim("diabetes does not mute Wernicke", WERNICKE, URGENT, (
        dm(), drink(), FEET, condition("confusion", id="x", began=hours(5)))),
    Claim("an old confusion is not new", WERNICKE, "not fires", (
        drink(), NUMB, condition("confusion", id="x", began=days(800)))),
    Claim("confusion without alcohol", WERNICKE, "not fires", (
        NUMB, condition("confusion", id="x", began=hours(5)))),
    Claim("alcohol refuted is no Wernicke", WERNICKE, "not fires", (
        drink(verification="refuted"),
        NUMB,
        condition("confusion", id="x", began=hours(5)))),
    Claim("alcohol and numbness, confusion unknown", WERNICKE, "not fires", (
        drink(), NUMB)),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_chronic_rows_hold(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer


@pytest.mark.parametrize("unit", ["furlong", None])
def test_a_value_in_an_unknown_unit_is_a_problem(unit: str | None) -> None:
    got = evaluate(bundle(sugar(60, unit), FEET))

    assert any(problem.reference == "Observation/m1" for problem in got.problems)


def test_a_bogus_comparator_is_a_problem() -> None:
    got = evaluate(bundle(sugar(9, comparator="~"), FEET))

    assert any(problem.reference == "Observation/m1" for problem in got.problems)


def test_without_diabetes_the_routine_rule_asks_or_is_quiet_but_never_warns() -> None:
    got = evaluate(bundle(FEET))

    rows = [row for row in got.outcomes if row["rule"] == DIABETES]
    assert [row["indicator"] for row in rows if row["indicator"] != "info"] in (
        [],
        [None],
    )


def test_diabetes_alone_brings_no_card() -> None:
    got = evaluate(bundle(dm(), sugar(11)))

    assert got.cards == ()


def test_alcohol_and_confusion_without_numbness_bring_no_card() -> None:
    got = evaluate(bundle(drink(), condition("confusion", id="x", began=hours(5))))

    assert (got.cards, answer(got, WERNICKE)) == ((), "quiet")
