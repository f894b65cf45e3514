"""What an appointment is for is read like the reason of an encounter."""

from typing import Any

import pytest

BOOKED = {
    "resourceType": "Appointment",
    "id": "1",
    "status": "proposed",
    "participant": [
        {"actor": {"reference": "Practitioner/9"}},
        {"actor": {"reference": "Patient/1"}},
    ],
}


@pytest.mark.parametrize(
    "reason",
    [
        {"reasonCode": [{"text": "numb left face"}]},
        {"reason": [{"concept": {"text": "numb left face"}}]},
        {"description": "numb left face"},
    ],
)
def test_the_reason_of_an_appointment_is_a_complaint(
    reading: Any, reason: dict[str, Any]
) -> None:
    (record,) = reading(BOOKED | reason, patient="1").records

    assert (record.kind, record.reference) == ("Encounter", "Appointment/1")
    assert [one.text for one in record.reasons] == ["numb left face"]


def test_an_appointment_of_somebody_else_is_foreign(reading: Any) -> None:
    other = [{"actor": {"reference": "Patient/2"}}]

    read = reading(BOOKED | {"description": "numb", "participant": other}, patient="1")

    assert (read.records, read.foreign) == ((), ("Appointment/1",))


@pytest.mark.parametrize(
    ("more", "written"),
    [
        ({"created": "2026-01-30"}, "2026-01-30"),
        ({"start": "2026-02-20"}, None),
        ({"status": "fulfilled", "start": "2026-01-02"}, "2026-01-02"),
    ],
)
def test_a_day_to_come_is_not_when_the_reason_was_written(
    reading: Any, more: dict[str, Any], written: str | None
) -> None:
    (record,) = reading(BOOKED | {"description": "numb"} | more, patient="1").records

    began = record.written.start.date().isoformat() if record.written else None
    assert began == written
