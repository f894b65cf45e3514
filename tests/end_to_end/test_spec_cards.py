"""Merging, hiding, caps, uuids and escaping (`rule-format.md` 2.14, `design.md`)."""

import re

import pytest
from fhir_builders import (
    ALCOHOL,
    DIABETES,
    DIZZY,
    FACE,
    LIMB,
    SPREAD_TODAY,
    WERNICKE,
    Json,
    answer,
    bundle,
    cards,
    condition,
    days,
    evaluate,
    hours,
    observation,
    topics,
)

SECRET = "Zanzibar-Quux"
MARKUP = "<img src=x onerror=alert(1)>"
FACE_NOW = condition("numb-face", id="face", sites=("left",), began=hours(2))
DIZZY_NOW = condition("dizzy", id="dizzy", began=hours(1))
LEG_NOW = condition("numb-leg", id="leg", sites=("left",), began=hours(2))
COLD_NOW = condition("cold-limb", id="cold", began=hours(2))
FEET = condition("numb-foot", id="feet", sites=("both",), began=days(200))
SUGAR = condition("diabetes-2", id="dm", began=days(3000))
DRINK = condition("alcohol", id="al", began=days(3000))


def rules_of(card: Json) -> dict[str, str]:
    """The rules of a card and their outcomes."""
    rows = card["extension"]["org.pinprick.rules"]
    return {row["rule"]: row["outcome"] for row in rows}


def test_rules_of_one_question_share_a_card() -> None:
    got = evaluate(bundle(FACE_NOW, DIZZY_NOW))

    stroke = [card for card in cards(got) if FACE in rules_of(card)]
    assert [(card["indicator"], DIZZY in rules_of(card)) for card in stroke] == [
        ("critical", True)
    ]


def test_the_most_urgent_rule_of_a_question_leads() -> None:
    slow = observation("numb-face", id="f", began=hours(2)) | {
        "component": [
            {
                "code": {"coding": [{"system": "http://loinc.org", "code": "99495-4"}]},
                "valueCodeableConcept": {
                    "coding": [{"system": "http://snomed.info/sct", "code": "61751001"}]
                },
            }
        ]
    }
    hand = condition("numb-hand", id="hand", sites=("left",), began=hours(2))

    got = evaluate(bundle(slow, hand, DIZZY_NOW))

    assert (answer(got, FACE), answer(got, DIZZY)) == (
        "fires warning",
        "fires critical",
    )
    led_by = "urgent/sudden-numbness-focal-sign"  # EM-01 goes before EM-02
    assert (topics(got)[0], cards(got)[0]["indicator"]) == (led_by, "critical")


def test_two_questions_are_two_critical_cards() -> None:
    got = evaluate(bundle(FACE_NOW, LEG_NOW, COLD_NOW))

    critical = {
        card.source.topic.code for card in got.cards if card.indicator == "critical"
    }
    assert critical == {FACE, LIMB}


def test_a_routine_card_is_hidden_beside_an_emergency() -> None:
    got = evaluate(bundle(FACE_NOW, FEET, SUGAR))

    assert (DIABETES in topics(got), topics(got)[0]) == (False, FACE)


def test_a_routine_card_is_hidden_beside_a_same_day_rule() -> None:
    spreading = condition(
        {"text": "spreading numbness of the left arm"}, id="arm", began=days(2)
    )

    got = evaluate(bundle(spreading, FEET, SUGAR))

    assert (answer(got, SPREAD_TODAY), DIABETES in topics(got)) == (
        "fires warning",
        False,
    )


def test_a_routine_card_is_shown_alone() -> None:
    got = evaluate(bundle(FEET, SUGAR))

    shown = {rule for card in cards(got) for rule in rules_of(card)}
    assert DIABETES in shown


def test_two_routine_rules_of_one_question_share_a_card() -> None:
    got = evaluate(bundle(FEET, SUGAR, DRINK))

    outcomes = [answer(got, DIABETES), answer(got, ALCOHOL)]
    firing = [
        card
        for card in cards(got)
        if "fires" in rules_of(card).values() and card["indicator"] == "info"
    ]
    assert len(firing) <= 1 and "fires info" in outcomes


def test_all_that_is_asked_stands_on_one_card() -> None:
    got = evaluate(bundle(condition("numb-hand")))

    asking = [card for card in cards(got) if set(rules_of(card).values()) == {"asks"}]
    assert len(asking) == 1


def test_a_critical_card_is_never_dropped_by_the_cap() -> None:
    confused = condition("confusion", id="x", began=hours(3))
    spreading = condition(
        {"text": "spreading numbness of trunk"}, id="trunk", began=days(2)
    )
    body = bundle(FACE_NOW, DIZZY_NOW, LEG_NOW, COLD_NOW, DRINK, confused, spreading)

    got = evaluate(body)

    fired = {row["rule"] for row in got.outcomes if row["indicator"] == "critical"}
    shown = {
        rule
        for card in cards(got)
        if card["indicator"] == "critical"
        for rule in rules_of(card)
    }
    assert fired >= {FACE, DIZZY, LIMB, WERNICKE, "urgent/spreading-numbness"}
    assert fired - shown == set()


def test_nothing_recorded_brings_no_card() -> None:
    assert evaluate(bundle()).cards == ()


@pytest.mark.parametrize("word", ["dizzy", "cold-limb", "cyanosis", "confusion"])
def test_no_card_without_numbness(word: str) -> None:
    assert evaluate(bundle(condition(word, began=hours(1)))).cards == ()


def test_every_card_says_it_is_not_clinically_signed() -> None:
    got = cards(evaluate(bundle(FACE_NOW, LEG_NOW, COLD_NOW)))

    assert ["Not clinically signed" in card["detail"] for card in got] == [True] * len(
        got
    )


def test_every_card_names_rule_version_digest_and_record() -> None:
    card = cards(evaluate(bundle(FACE_NOW)))[0]

    (row,) = (
        row for row in card["extension"]["org.pinprick.rules"] if row["rule"] == FACE
    )
    assert isinstance(row["version"], int)
    assert re.fullmatch(r"[0-9a-f]{64}", row["digest"])
    assert "Condition/face" in card["detail"]


def test_same_input_same_bytes() -> None:
    body = bundle(FACE_NOW, DIZZY_NOW)

    assert cards(evaluate(body)) == cards(evaluate(body))


def test_another_call_has_other_uuids_and_the_same_rest() -> None:
    one, two = (
        cards(evaluate(bundle(FACE_NOW), instance=name)) for name in ("one", "two")
    )

    uuids = [card.pop("uuid") for card in (*one, *two)]
    assert len(set(uuids)) == len(uuids)
    assert [card["summary"] for card in one] == [card["summary"] for card in two]


def test_other_evidence_has_another_uuid() -> None:
    other = FACE_NOW | {"id": "face-2"}

    first, second = (cards(evaluate(bundle(one)))[0] for one in (FACE_NOW, other))

    assert first["uuid"] != second["uuid"]


def test_a_record_that_no_rule_uses_changes_no_uuid() -> None:
    fracture = condition({"text": "Fracture of wrist"}, id="w", began=days(900))

    alone, beside = (
        cards(evaluate(bundle(*records)))
        for records in ((FACE_NOW,), (fracture, FACE_NOW))
    )

    assert [card["uuid"] for card in alone] == [card["uuid"] for card in beside]
