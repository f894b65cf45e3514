"""The one way through: bytes in, cards, decisions and problems out."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from made_up import NOW, shipped

from engine.cards.detail import UNDER_16
from engine.decide.formula import Is
from engine.decide.network import Network
from engine.errors import BundleError
from engine.evaluation import Engine, Evaluation, engine_of
from engine.reading import Question, body_digest
from engine.truth import YES

QUESTION = Question(NOW, "hook-1")
FACE: dict[str, Any] = {
    "resourceType": "Condition",
    "id": "c1",
    "subject": {"reference": "Patient/7"},
    "code": {"text": "Numbness of the left face"},
    "onsetDateTime": "2026-11-20T13:30:00Z",
}
DIZZY = {**FACE, "id": "c2", "code": {"text": "Dizziness"}}
SUGAR = {
    "resourceType": "Observation",
    "id": "o1",
    "status": "final",
    "subject": {"reference": "Patient/7"},
    "code": {"coding": [{"system": "http://loinc.org", "code": "4548-4"}]},
    "valueQuantity": {
        "value": 8,
        "unit": "%",
        "system": "http://unitsofmeasure.org",
        "code": "%",
    },
    "effectiveDateTime": "2026-11-01",
}
FEET = {
    **FACE,
    "id": "c3",
    "code": {"text": "Numbness of both feet"},
    "onsetDateTime": "2020",
}


@cache
def engine() -> Engine:
    return engine_of(shipped())


def bundle(*resources: object, **more: Any) -> bytes:
    entries = [{"resource": resource} for resource in resources]
    made = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps({**made, **more}).encode()


def evaluated(*resources: object, question: Question = QUESTION) -> Evaluation:
    return engine().evaluate_body(bundle(*resources), question)


def outcomes(evaluation: Evaluation) -> dict[str, str]:
    return {one["rule"]: one["outcome"] for one in evaluation.outcomes}


def person(**lines: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": "7", **lines}


def test_records_become_cards_outcomes_and_problems() -> None:
    evaluation = evaluated(FACE)

    assert [card.indicator for card in evaluation.cards] == ["critical"]
    assert outcomes(evaluation)["urgent/sudden-face-numbness"] == "fires"
    assert not evaluation.all_foreign
    assert evaluation.missing == ()


def test_the_same_body_gives_the_same_bytes() -> None:
    first, second = (
        json.dumps([card.as_json() for card in evaluated(FACE, DIZZY).cards])
        for _ in range(2)
    )

    assert first == second


def test_the_order_of_records_changes_nothing() -> None:
    resources = [FACE, DIZZY, SUGAR, FEET, person(birthDate="1960")]
    expected = [card.as_json() for card in evaluated(*resources).cards]

    for seed in range(10):
        mixed = Random(seed).sample(resources, len(resources))
        shown = [card.as_json() for card in evaluated(*mixed).cards]

        assert shown == expected


def test_now_is_an_argument_that_changes_the_answer() -> None:
    later = replace(QUESTION, now=NOW + timedelta(days=3))

    assert outcomes(evaluated(FACE, question=later))["urgent/sudden-face-numbness"] == (
        "quiet"
    )


@pytest.mark.parametrize(
    ("born", "noted"),
    [("2010-11-21", True), ("2010-11-20", False), ("2010", False), ("2011", True)],
)
def test_under_16_is_noted_on_the_card_only_if_it_is_certain(
    born: str, noted: bool
) -> None:
    (card,) = evaluated(FACE, person(birthDate=born)).cards

    assert (UNDER_16 in card.detail) is noted


def subjects(evaluation: Evaluation) -> set[str]:
    return {
        action.resource["subject"]["reference"]
        for card in evaluation.cards
        for suggestion in card.suggestions
        for action in suggestion.actions
    }


@pytest.mark.parametrize("named", [None, "7", "Patient/7"])
def test_an_order_is_for_the_patient_of_the_records(named: str | None) -> None:
    question = replace(QUESTION, patient=named)

    found = evaluated(FACE, person(), question=question)

    assert subjects(found) == {"Patient/7"}


def test_no_order_for_a_patient_who_has_no_id_on_any_server() -> None:
    urn = "urn:uuid:11111111-1111-4111-8111-111111111111"
    face = {**FACE, "subject": {"reference": urn}}
    entries = [
        {"fullUrl": urn, "resource": {"resourceType": "Patient"}},
        {"resource": face},
    ]

    found = engine().evaluate_body(bundle(entry=entries), QUESTION)

    assert [card.indicator for card in found.cards] == ["critical"]
    assert subjects(found) == set()


def test_a_body_that_is_no_fhir_raises() -> None:
    with pytest.raises(BundleError):
        engine().evaluate_body(b"{", QUESTION)


def test_what_the_prefetch_lacks_is_told() -> None:
    prefetch = {"conditions": json.loads(bundle(FACE, type="searchset"))}
    required = {"conditions": "Condition", "observations": "Observation"}
    question = replace(QUESTION, patient="7")

    found = engine().evaluate_prefetch(prefetch, required, question)

    assert found.missing == ("observations",)
    assert [card.indicator for card in found.cards] == ["critical"]


def test_records_of_somebody_else_only_are_told() -> None:
    prefetch = {"conditions": json.loads(bundle(FACE, type="searchset"))}
    question = replace(QUESTION, patient="8")

    found = engine().evaluate_prefetch(prefetch, {}, question)

    assert found.all_foreign
    assert "fires" not in outcomes(found).values()


def test_a_network_that_fails_takes_no_card_away() -> None:
    broken = Engine(shipped())
    broken.decider._network.close()
    broken.decider._network = Network({"x": Is("nobody", frozenset({YES}))})

    found = broken.evaluate_body(bundle(FACE), QUESTION)

    assert found.decisions.network_failed
    assert [card.indicator for card in found.cards] == ["critical"]


def test_a_clause_that_fails_is_a_blocking_problem_on_the_card() -> None:
    words = shipped("us").locale.values
    cut = words["audit-c-positive"].model_copy(update={"by_sex": {}})
    locale = shipped("us").locale.model_copy(
        update={"values": {**words, "audit-c-positive": cut}}
    )
    audit = {
        **SUGAR,
        "code": {"coding": [{"system": "http://loinc.org", "code": "75626-2"}]},
        "valueInteger": 9,
    }
    del audit["valueQuantity"]
    broken = Engine(replace(shipped(), locale=locale))

    found = broken.evaluate_body(bundle(FACE, audit, person(gender="male")), QUESTION)

    assert "clause-failed" in {problem.code for problem in found.problems}
    assert "A rule could not be asked" in found.cards[0].detail
    assert found.cards[0].indicator == "critical"


def test_the_engine_of_a_rulebook_is_made_once() -> None:
    assert engine_of(shipped()) is engine_of(shipped())


def test_a_digest_names_a_body_and_carries_nothing_of_it() -> None:
    assert body_digest(b"a") == body_digest(b"a") != body_digest(b"b")
    assert len(body_digest(b"Mrs Secret")) == 64
