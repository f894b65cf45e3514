"""When something began, ended and was written, in all of FHIR's forms."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.fhir.record import Onset, Reading, Record
from engine.when import Interval, read_time

Made = Callable[..., Record]


def at(text: str) -> Interval:
    read = read_time(text)
    assert read is not None
    return read.interval


def over(start: str, end: str) -> Interval:
    return Interval(at(start).start, at(end).end)


@pytest.mark.parametrize(
    ("onset", "expected"),
    [
        ({"onsetDateTime": "2020-01-02"}, Onset(at("2020-01-02"))),
        ({"onsetDateTime": "2020"}, Onset(at("2020"))),
        (
            {"onsetPeriod": {"start": "2020-01-02", "end": "2021"}},
            Onset(at("2020-01-02")),
        ),
        ({"onsetPeriod": {"end": "2021"}}, Onset()),
        ({"onsetString": "after surgery"}, Onset(text="after surgery")),
        (
            {"onsetAge": {"value": 50, "code": "a"}},
            Onset(over("2020-05-01", "2021-04-30")),
        ),
        (
            {"onsetAge": {"value": 50, "unit": "years"}},
            Onset(over("2020-05-01", "2021-04-30")),
        ),
        (
            {"onsetAge": {"value": 2, "code": "mo"}},
            Onset(over("1970-07-01", "1970-07-31")),
        ),
        (
            {
                "onsetRange": {
                    "low": {"value": 40, "code": "a"},
                    "high": {"value": 50, "code": "a"},
                }
            },
            Onset(over("2010-05-01", "2021-04-30")),
        ),
        ({}, Onset()),
    ],
)
def test_an_onset_is_read_in_its_five_forms(
    diagnosed: Made, onset: dict[str, Any], expected: Onset
) -> None:
    assert diagnosed(**onset).began == expected


@pytest.mark.parametrize(
    ("abatement", "expected"),
    [
        ({"abatementDateTime": "2020-01-02"}, Onset(at("2020-01-02"))),
        (
            {"abatementPeriod": {"start": "2020-01", "end": "2020-03"}},
            Onset(over("2020-01", "2020-03")),
        ),
        ({"abatementPeriod": {"start": "2020-01"}}, Onset(at("2020-01"))),
        ({"abatementString": "last week"}, Onset(text="last week")),
        (
            {"abatementAge": {"value": 50, "code": "a"}},
            Onset(over("2020-05-01", "2021-04-30")),
        ),
        ({"abatementBoolean": True}, True),
        ({"abatementBoolean": False}, None),
        ({}, None),
    ],
)
def test_an_abatement_is_read_in_all_its_forms(
    diagnosed: Made, abatement: dict[str, Any], expected: object
) -> None:
    assert diagnosed(**abatement).ended == expected


@pytest.mark.parametrize(
    "onset",
    [
        {"onsetAge": {"value": 50, "unit": "moons"}},
        {"onsetAge": {"value": 50, "code": "a", "comparator": "<"}},
        {"onsetAge": {"value": 99999, "code": "a"}},
        {"onsetRange": {"low": {"value": 40, "code": "a"}}},
    ],
)
def test_an_age_that_cannot_be_counted_blocks(
    reading: Callable[..., Reading], onset: dict[str, Any]
) -> None:
    patient = {"resourceType": "Patient", "id": "p", "birthDate": "1970-05-01"}
    condition = {"resourceType": "Condition", "code": {"text": "numb"}, **onset}

    result = reading(patient, condition)

    assert [(one.code, one.blocking) for one in result.problems] == [
        ("age-not-counted", True)
    ]
    assert result.records[0].began == Onset()


def test_an_age_without_a_birth_date_blocks(reading: Callable[..., Reading]) -> None:
    age = {"value": 50, "code": "a"}

    result = reading(
        {"resourceType": "Condition", "code": {"text": "numb"}, "onsetAge": age}
    )

    assert [one.code for one in result.problems] == ["age-not-counted"]


@pytest.mark.parametrize(
    ("elements", "began", "ended", "written"),
    [
        ({"effectiveDateTime": "2026-01-02"}, None, None, "2026-01-02"),
        (
            {"effectiveInstant": "2026-01-02T00:00:00Z"},
            None,
            None,
            "2026-01-02T00:00:00Z",
        ),
        ({"issued": "2026-01-03T00:00:00Z"}, None, None, "2026-01-03T00:00:00Z"),
        (
            {"effectiveDateTime": "2026-01-02", "issued": "2026-01-03T00:00:00Z"},
            None,
            None,
            "2026-01-02",
        ),
        ({"effectivePeriod": {"start": "2026-01-01"}}, "2026-01-01", None, None),
        (
            {"effectiveTiming": {"event": ["2026-01-01", "2026-01-04"]}},
            None,
            None,
            "2026-01-04",
        ),
    ],
)
def test_a_period_starts_at_an_onset_and_a_single_time_is_when_it_was_written(
    observed: Made,
    elements: dict[str, Any],
    began: str | None,
    ended: str | None,
    written: str | None,
) -> None:
    record = observed(**elements)

    assert record.began == Onset(at(began) if began else None)
    assert record.ended == (Onset(at(ended)) if ended else None)
    assert record.written == (at(written) if written else None)


def test_what_lasted_for_a_period_was_written_at_some_time_of_it(
    observed: Made,
) -> None:
    start, end = at("2026-01-01"), at("2026-01-02")

    record = observed(effectivePeriod={"start": "2026-01-01", "end": "2026-01-02"})

    assert (record.began, record.ended) == (Onset(start), Onset(end))
    assert record.written == Interval(start.start, end.end)


@pytest.mark.parametrize("name", ["recordedDate", "dateRecorded", "assertedDate"])
def test_a_condition_is_written_on_the_date_of_its_version(
    diagnosed: Made, name: str
) -> None:
    record = diagnosed(**{name: "2026-01-02"})

    assert (record.written, record.began) == (at("2026-01-02"), Onset())


@pytest.mark.parametrize("stem", ["performed", "occurrence"])
def test_a_procedure_begins_when_it_is_performed(
    reading: Callable[..., Reading], stem: str
) -> None:
    base = {"resourceType": "Procedure", "code": {"text": "numb"}}
    period = {"start": "2026-01-01", "end": "2026-01-02"}

    (single,) = reading({**base, f"{stem}DateTime": "2026-01-01"}).records
    (spanned,) = reading({**base, f"{stem}Period": period}).records

    assert (single.began, single.written) == (Onset(at("2026-01-01")), at("2026-01-01"))
    start, end = at("2026-01-01"), at("2026-01-02")
    assert (spanned.began, spanned.ended) == (Onset(start), Onset(end))
    assert spanned.written == Interval(start.start, end.end)


@pytest.mark.parametrize("name", ["period", "actualPeriod"])
def test_an_encounter_is_written_at_its_start_and_is_no_onset(
    reading: Callable[..., Reading], name: str
) -> None:
    period = {"start": "2026-01-01", "end": "2026-01-09"}

    (record,) = reading(
        {"resourceType": "Encounter", "reasonCode": {"text": "numb"}, name: period}
    ).records

    assert (record.written, record.began) == (at("2026-01-01"), Onset())


def test_a_time_without_a_zone_is_read_in_the_zone_of_the_request(
    reading: Callable[..., Reading],
) -> None:
    observation = {
        "resourceType": "Observation",
        "code": {"text": "numb"},
        "effectiveDateTime": "2026-07-01T10:00:00",
    }

    (record,) = reading(observation, zone=ZoneInfo("Europe/Berlin")).records

    assert record.written == at("2026-07-01T08:00:00Z")
