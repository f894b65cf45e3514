"""At which instants a patient is evaluated."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.fhir.found import Found
from engine.population.visits import Visit, at_dates, at_encounters, instant_of

Json = dict[str, Any]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def encounter(id: str, status: str = "finished", **more: Any) -> Found:
    resource = {"resourceType": "Encounter", "id": id, "status": status, **more}
    return Found("", "Encounter", "", resource)


@pytest.mark.parametrize(
    ("period", "instant"),
    [
        ({"start": "2026-05-04T10:00:00Z", "end": "2026-05-04T10:30:00Z"}, "10:30"),
        ({"start": "2026-05-04T10:00:00Z", "end": "2026-05-12T10:30:00Z"}, "14:00"),
        ({"start": "2026-05-04T10:00:00Z"}, "14:00"),
        ({"end": "2026-05-04T10:30:00Z"}, "10:30"),
        ({"start": "2026-05-04T10:00:00Z", "end": "2026-05-03T00:00:00Z"}, "14:00"),
        ({"start": "2026-05-04", "end": "2026-05-04"}, "23:59:59.999999"),
        ({"start": "2026-05-04", "end": "2026-05-09"}, "23:59:59.999999"),
    ],
)
def test_an_encounter_is_answered_at_its_end_or_four_hours_into_a_stay(
    period: Json, instant: str
) -> None:
    assert instant_of({"period": period}) == at(f"2026-05-04T{instant}")


def test_what_became_of_each_encounter_is_told() -> None:
    period = {"start": "2026-05-04T10:00:00Z", "end": "2026-05-04T10:30:00Z"}
    told = at_encounters(
        [
            encounter("a", period=period),
            encounter("b", period=period),
            encounter("c"),
            encounter("d", "cancelled", period=period),
            encounter("e", "planned", period=period),
        ]
    )

    assert told.visits == (Visit(at("2026-05-04T10:30"), "Encounter/a", ""),)
    assert told.became == ("evaluated", "same-time", "no-time", "not-held", "not-held")


@pytest.mark.parametrize(
    ("where", "site"),
    [
        ({"serviceProvider": {"display": "West"}}, "West"),
        ({"serviceProvider": {"reference": "http://ehr/Organization/1"}}, "East"),
        ({"serviceProvider": {"reference": "Organization/2"}}, "Organization/2"),
        ({"location": [{"location": {"display": "Ward 3"}}]}, "Ward 3"),
        ({}, ""),
    ],
)
def test_a_site_is_named_as_well_as_it_is_known(where: Json, site: str) -> None:
    east = {"resourceType": "Organization", "id": "1", "name": "East"}
    period = {"start": "2026-05-04T10:00:00Z"}
    found = [
        Found("", "Organization", "", east),
        encounter("a", period=period, **where),
    ]

    assert [one.site for one in at_encounters(found).visits] == [site]


def test_at_a_date_only_the_living_are_answered() -> None:
    person = {"birthDate": "1950-02-03", "deceasedDateTime": "2020-01-01"}
    found = [Found("", "Patient", "", person)]
    times = (at("1949-01-01"), at("2019-01-01"), at("2021-01-01"))

    assert at_dates(found, times).visits == (Visit(times[1]),)
    assert len(at_dates([], times).visits) == 3
