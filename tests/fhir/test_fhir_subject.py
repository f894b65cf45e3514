"""Whose record it is: matching a subject to the patient."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BundleError
from engine.fhir.read import Asking, read
from engine.fhir.record import Person, Reading
from engine.fhir.unwrap import unwrap
from engine.terminology.index import CodeIndex
from engine.when import read_time

Reader = Callable[..., Reading]


def observation(identity: str = "1", **elements: Any) -> dict[str, Any]:
    code = {"text": "numb foot"}
    return {"resourceType": "Observation", "id": identity, "code": code, **elements}


def patient(identity: str = "1", **elements: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": identity, **elements}


OWN = [
    {"reference": "Patient/1"},
    {"reference": "Patient/1/_history/3"},
    {"reference": "https://ehr/fhir/Patient/1"},
    {"reference": "urn:uuid:1"},
    {"reference": "#pat"},
    {"reference": "Patient?identifier=x|1"},
    {"identifier": {"value": "123"}},
    {"display": "somebody"},
    {"reference": "1"},
    "Patient/1",
    [{"reference": "Patient/1"}],
    None,
]


@pytest.mark.parametrize("subject", OWN)
@pytest.mark.parametrize("named", ["Patient/1", "1", "https://ehr/fhir/Patient/1"])
def test_a_subject_is_matched_in_every_form(
    reading: Reader, subject: object, named: str
) -> None:
    for name in ("subject", "patient"):
        result = reading(observation(**{name: subject}), patient=named)

        assert len(result.records) == 1
        assert result.problems == ()


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/2"},
        {"reference": "https://ehr/fhir/Patient/2"},
        {"reference": "Group/1"},
        {"type": "Group", "identifier": {"value": "1"}},
    ],
)
@pytest.mark.parametrize("blocks", [True, False])
def test_a_record_of_somebody_else_is_excluded_and_listed(
    reading: Reader, subject: object, blocks: bool
) -> None:
    result = reading(observation(subject=subject), patient="1", foreign_blocks=blocks)

    assert (result.records, result.foreign) == ((), ("Observation/1",))
    assert [(one.code, one.blocking) for one in result.problems] == [
        ("foreign-record", blocks)
    ]
    assert result.all_foreign


def test_one_own_record_is_enough_not_to_be_all_foreign(reading: Reader) -> None:
    other = observation("2", subject={"reference": "Patient/2"})

    assert not reading(other, observation(), patient="1").all_foreign
    assert not reading(patient="1").all_foreign


def test_a_subject_is_matched_by_the_full_url_of_the_patient(
    index: CodeIndex,
) -> None:
    entries = [
        {"fullUrl": "urn:uuid:aa", "resource": patient("1")},
        {"fullUrl": "urn:uuid:bb", "resource": patient("2")},
        {"resource": observation("1", subject={"reference": "urn:uuid:aa"})},
        {"resource": observation("2", subject={"reference": "urn:uuid:bb"})},
        {"resource": observation("3", subject={"reference": "urn:uuid:cc"})},
    ]

    unwrapped = unwrap({"resourceType": "Bundle", "entry": entries})
    result = read(unwrapped, index, Asking(patient="Patient/1"))

    assert [record.reference for record in result.records] == [
        "Observation/1",
        "Observation/3",
    ]
    assert [(one.code, one.reference) for one in result.problems] == [
        ("foreign-record", "Observation/2"),
        ("subject-unresolved", "Observation/3"),
    ]


def test_the_only_patient_is_taken_when_nobody_is_named(reading: Reader) -> None:
    born = patient("1", birthDate="1970-05", gender="Female")

    result = reading(born, observation(subject={"reference": "Patient/1"}))

    born_in = read_time("1970-05")
    assert born_in is not None
    assert result.patient == Person("Patient/1", born_in.interval, "female")
    assert len(result.records) == 1


@pytest.mark.parametrize(
    "resources",
    [
        [patient("1"), patient("2")],
        [
            observation("1", subject={"reference": "Patient/1"}),
            observation("2", subject={"reference": "Patient/2"}),
        ],
    ],
)
def test_several_patients_and_nobody_named_is_refused(
    reading: Reader, resources: list[dict[str, Any]]
) -> None:
    with pytest.raises(BundleError, match="several patients"):
        reading(*resources)


def test_records_of_somebody_else_beside_the_only_patient_are_foreign(
    reading: Reader,
) -> None:
    result = reading(patient("1"), observation(subject={"reference": "Patient/2"}))

    assert (result.all_foreign, result.records) == (True, ())


def test_records_alone_name_their_patient(reading: Reader) -> None:
    result = reading(observation(subject={"reference": "Patient/7"}))

    assert (len(result.records), result.patient) == (1, None)


def test_a_lone_patient_without_an_id_is_the_one_spoken_of(reading: Reader) -> None:
    nameless = {"resourceType": "Patient", "gender": "male"}

    result = reading(nameless, observation(subject={"reference": "Patient/7"}))

    assert (len(result.records), result.patient) == (1, Person("[0]", None, "male"))


def test_a_patient_who_is_not_the_one_named_is_not_taken(reading: Reader) -> None:
    assert reading(patient("2", gender="male"), patient="1").patient is None
