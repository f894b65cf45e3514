"""Envelopes, subjects, components and encounters (`fhir-reading.md`)."""

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    Json,
    answer,
    bundle,
    concept,
    condition,
    evaluate,
    hours,
    observation,
    patient,
)

URGENT = "fires critical"


def review(*parts: Json) -> Json:
    """A review of systems: findings as components."""
    text = {"text": "Review of systems"}
    return observation(text, recorded=hours(1), component=list(parts))


FACE_FALSE = {"code": concept("numb-face"), "valueBoolean": False}
FACE_TRUE = {"code": concept("numb-face"), "valueBoolean": True}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (FACE_TRUE, URGENT),
        (FACE_FALSE, "quiet"),
        (
            {
                "code": concept("numb-face"),
                "valueCodeableConcept": concept("absent"),
            },
            "quiet",
        ),
        (
            {
                "code": concept("numb-face"),
                "dataAbsentReason": {"coding": [{"code": "unknown"}]},
            },
            "quiet",
        ),
    ],
    ids=["true", "false", "absent", "not known"],
)
def test_a_finding_as_a_component_keeps_its_answer(part: Json, expected: str) -> None:
    got = evaluate(bundle(review(part)))

    assert answer(got, FACE) == expected


def test_one_component_does_not_lend_its_answer_to_another() -> None:
    dizzy = {"code": concept("dizzy"), "valueBoolean": True}
    hand = {"code": concept("numb-hand"), "valueBoolean": True}

    got = evaluate(bundle(review(FACE_FALSE, dizzy, hand)))

    assert (answer(got, FACE), answer(got, DIZZY)) == ("quiet", URGENT)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("in-progress", URGENT),
        ("triaged", URGENT),
        ("finished", URGENT),
        ("cancelled", "quiet"),
        ("entered-in-error", "quiet"),
    ],
)
def test_the_status_of_an_encounter_counts(status: str, expected: str) -> None:
    visit = {
        "resourceType": "Encounter",
        "id": "e1",
        "status": status,
        "class": {"code": "EMER"},
        "subject": {"reference": "Patient/p1"},
        "period": {"start": hours(1)},
        "reasonCode": [{"text": "left facial numbness"}],
    }

    got = evaluate(bundle(visit))

    assert answer(got, FACE) == expected


def test_an_encounter_that_is_planned_to_end_later_counts() -> None:
    visit = {
        "resourceType": "Encounter",
        "id": "e1",
        "status": "in-progress",
        "class": {"code": "EMER"},
        "subject": {"reference": "Patient/p1"},
        "period": {"start": hours(1), "end": hours(-4)},
        "reasonCode": [{"text": "left facial numbness"}],
    }

    got = evaluate(bundle(visit))

    assert answer(got, FACE) == URGENT


def wrapped() -> dict[str, Json | list[Json]]:
    """One face gone numb, sent in several envelopes."""
    record = condition("numb-face", began=hours(2))
    entry = [{"resource": record}]
    return {
        "single resource": record,
        "array": [record],
        "searchset": {"resourceType": "Bundle", "type": "searchset", "entry": entry},
        "no type": {"resourceType": "Bundle", "entry": entry},
        "twice": bundle(record, record),
        "beside its patient": bundle(patient(), record),
    }


@pytest.mark.parametrize("name", list(wrapped()))
def test_an_envelope_does_not_hide_a_record(name: str) -> None:
    got = evaluate(wrapped()[name])

    assert answer(got, FACE) == URGENT


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/p1"},
        {"reference": "https://ehr.example/fhir/Patient/p1"},
        {"identifier": {"system": "urn:x", "value": "1"}},
        None,
    ],
    ids=["relative", "absolute", "identifier only", "missing"],
)
@pytest.mark.parametrize("about", ["p1", "Patient/p1", None])
def test_the_records_of_the_patient_count(subject: Json | None, about: str) -> None:
    record = condition("numb-face", began=hours(2)) | {"subject": subject}
    sent = {name: value for name, value in record.items() if value is not None}

    got = evaluate(bundle(patient(), sent), about=about)

    assert answer(got, FACE) == URGENT


@pytest.mark.parametrize("about", ["p1", None])
def test_the_records_of_another_patient_are_excluded_and_listed(about: str) -> None:
    record = condition("numb-face", began=hours(2))
    foreign = record | {"subject": {"reference": "Patient/p2"}}

    got = evaluate(bundle(patient(), foreign), about=about)

    listed = any(problem.reference == "Condition/c1" for problem in got.problems)
    assert (answer(got, FACE), got.cards == (), listed) == ("quiet", True, True)


def test_a_subject_by_full_url_is_the_patient() -> None:
    url = "urn:uuid:6f2b8f9e-1111-4222-8333-444455556666"
    record = condition("numb-face", began=hours(2)) | {"subject": {"reference": url}}
    body = bundle(patient(), record)
    body["entry"][0]["fullUrl"] = url

    got = evaluate(body)

    assert answer(got, FACE) == URGENT


def test_a_modifier_extension_is_never_ignored_in_silence() -> None:
    record = condition("numb-face", began=hours(2))
    record |= {
        "modifierExtension": [{"url": "http://x.example/not", "valueBoolean": True}]
    }

    got = evaluate(bundle(record))

    assert any(problem.reference == "Condition/c1" for problem in got.problems)
