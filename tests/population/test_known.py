"""A record as it was at an earlier time."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.fhir.found import Found
from engine.fhir.lineage import lineage
from engine.population.known import at_time, dated

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
BEFORE, AFTER = "2026-05-04T11:00:00Z", "2026-05-04T13:00:00Z"
RESOLVED = {"coding": [{"code": "resolved"}]}
Json = dict[str, Any]


def then(*resources: Json) -> list[Json]:
    items = [Found("", one["resourceType"], "", one) for one in resources]
    tree = lineage(items)
    seen = at_time([dated(item, tree, None) for item in items], NOW)
    return [dict(item.resource) for item in seen]


@pytest.mark.parametrize(
    "dates",
    [
        {"resourceType": "Observation", "effectiveDateTime": AFTER},
        {"resourceType": "Observation", "effectiveDateTime": BEFORE, "issued": AFTER},
        {"resourceType": "Observation", "effectivePeriod": {"start": AFTER}},
        {"resourceType": "Condition", "recordedDate": AFTER, "onsetDateTime": BEFORE},
        {"resourceType": "Condition", "onsetDateTime": AFTER},
        {"resourceType": "Procedure", "performedDateTime": AFTER},
        {"resourceType": "Encounter", "period": {"start": AFTER}},
        {"resourceType": "Appointment", "created": AFTER, "start": AFTER},
        {"resourceType": "MedicationRequest", "authoredOn": AFTER},
        {"resourceType": "MedicationStatement", "dateAsserted": AFTER},
        {"resourceType": "MedicationAdministration", "effectiveDateTime": AFTER},
        {"resourceType": "Observation", "effectiveDateTime": "2026-05-05"},
    ],
)
def test_what_was_written_later_is_not_there(dates: Json) -> None:
    assert then({**dates, "id": "1", "code": {"text": "numb"}}) == []


@pytest.mark.parametrize(
    "dates",
    [
        {"resourceType": "Observation", "effectiveDateTime": BEFORE},
        {"resourceType": "Observation", "effectiveDateTime": "2026-05-04"},
        {"resourceType": "Observation"},
        {"resourceType": "Condition", "recordedDate": BEFORE, "onsetDateTime": BEFORE},
        {"resourceType": "Appointment", "created": BEFORE, "start": AFTER},
        {"resourceType": "Patient", "birthDate": "2027-01-01"},
        {"resourceType": "Medication", "code": {"text": "vincristine"}},
    ],
)
def test_what_was_there_is_as_it_was_sent(dates: Json) -> None:
    record = {**dates, "id": "1", "code": {"text": "numb"}}

    assert then(record) == [record]


def test_a_condition_that_ended_later_was_active() -> None:
    condition = {
        "resourceType": "Condition",
        "recordedDate": BEFORE,
        "clinicalStatus": RESOLVED,
        "abatementDateTime": AFTER,
    }

    assert then(condition) == [{"resourceType": "Condition", "recordedDate": BEFORE}]


def test_a_condition_that_ended_before_stays_over() -> None:
    condition = {
        "resourceType": "Condition",
        "recordedDate": "2026-05-01",
        "clinicalStatus": RESOLVED,
        "abatementDateTime": BEFORE,
    }

    assert then(condition) == [condition]


def test_a_drug_that_was_stopped_later_was_taken() -> None:
    statement = {
        "resourceType": "MedicationStatement",
        "status": "completed",
        "effectivePeriod": {"start": BEFORE, "end": AFTER},
    }

    assert then(statement) == [
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "effectivePeriod": {"start": BEFORE},
        }
    ]


def test_a_note_of_a_later_time_is_not_there() -> None:
    notes = [{"text": "old", "time": BEFORE}, {"text": "new", "time": AFTER}]
    record = {"resourceType": "Observation", "effectiveDateTime": BEFORE}

    assert then({**record, "note": notes}) == [{**record, "note": notes[:1]}]


def test_a_contained_record_of_a_later_time_is_not_there() -> None:
    parts = [
        {"resourceType": "Observation", "id": "a", "effectiveDateTime": BEFORE},
        {"resourceType": "Observation", "id": "b", "effectiveDateTime": AFTER},
    ]
    report = {"resourceType": "DiagnosticReport", "effectiveDateTime": BEFORE}

    assert then({**report, "contained": parts}) == [{**report, "contained": parts[:1]}]


def test_an_undated_member_of_a_later_panel_is_not_there() -> None:
    member = {"resourceType": "Observation", "id": "1", "code": {"text": "numb"}}
    panel = {
        "resourceType": "Observation",
        "id": "panel",
        "code": {"text": "neuro"},
        "effectiveDateTime": AFTER,
        "hasMember": [{"reference": "Observation/1"}],
    }

    assert then(member, panel) == []
    assert then(member) == [member]
