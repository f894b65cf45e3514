"""Whose each resource is, and what is nobody's."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.population.inputs import fingerprint, portions, sources
from engine.population.keyed import KeyedHash
from engine.population.rows import Row
from engine.population.scan import Scanner

Json = dict[str, Any]


def rows(folder: Path, *documents: object) -> list[Row]:
    lines = b"\n".join(map(orjson.dumps, documents))
    (folder / "all.ndjson").write_bytes(lines)
    prints = [fingerprint(one, 1 << 20) for one in sources([folder])]
    scanner = Scanner(KeyedHash(b"k" * 16))
    return [row for task in portions(prints, 1 << 20) for row in scanner.rows(task)]


def owners(found: list[Row]) -> list[str]:
    return [row.owner for row in found if row.role == "record"]


def observation(subject: object = None, **more: Any) -> Json:
    made = {"resourceType": "Observation", "code": {"text": "numb"}, **more}
    return made if subject is None else {**made, "subject": subject}


def bundle(*entries: Json) -> Json:
    return {"resourceType": "Bundle", "type": "collection", "entry": list(entries)}


@pytest.mark.parametrize(
    ("reference", "owner"),
    [
        ("Patient/1", "1"),
        ("http://ehr.example/fhir/Patient/1", "1"),
        ("Patient/1/_history/2", "1"),
        ("urn:uuid:1", "1"),
    ],
)
def test_a_line_belongs_to_the_patient_it_names(
    reference: str, owner: str, tmp_path: Path
) -> None:
    assert owners(rows(tmp_path, observation({"reference": reference}))) == [owner]


@pytest.mark.parametrize(
    "subject",
    [
        None,
        {"reference": "Group/1"},
        {"reference": "Patient?identifier=1"},
        {"identifier": {"value": "1"}},
        {"reference": "#patient"},
    ],
)
def test_a_clinical_line_that_names_no_patient_is_kept_aside(
    subject: object, tmp_path: Path
) -> None:
    found = rows(tmp_path, observation(subject))

    assert [row.name for row in found if row.role == "rejected"] == ["no-patient"]
    assert owners(found) == []


def test_a_bundle_of_one_patient_owns_what_names_nobody_else(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        bundle(
            {
                "fullUrl": "urn:uuid:a",
                "resource": {"resourceType": "Patient", "id": "1"},
            },
            {"resource": observation()},
            {"resource": observation({"reference": "urn:uuid:a"})},
            {"resource": observation({"reference": "Patient/2"})},
            {"resource": observation({"reference": "Group/2"})},
        ),
    )

    assert owners(found) == ["1", "1", "1", "2"]
    assert [row.name for row in found if row.role == "rejected"] == ["no-patient"]


def test_a_bundle_of_several_patients_gives_each_their_own(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        bundle(
            {"fullUrl": "urn:uuid:a", "resource": {"resourceType": "Patient"}},
            {
                "fullUrl": "urn:uuid:b",
                "resource": {"resourceType": "Patient", "id": "2"},
            },
            {"resource": observation({"reference": "urn:uuid:b"})},
            {"resource": observation()},
        ),
    )

    assert owners(found) == ["a", "2", "2"]
    assert [row.name for row in found if row.role == "rejected"] == ["no-patient"]


def test_what_a_rule_never_reads_is_counted_and_not_kept(tmp_path: Path) -> None:
    claim = {"resourceType": "Claim", "patient": {"reference": "Patient/1"}}
    found = rows(tmp_path, claim, claim, {"resourceType": "Practitioner"})

    assert {row.name: row.number for row in found} == {"Claim": 2, "Practitioner": 1}


def test_a_report_with_a_record_inside_is_kept(tmp_path: Path) -> None:
    report = {
        "resourceType": "DiagnosticReport",
        "subject": {"reference": "Patient/1"},
        "contained": [observation()],
    }

    assert owners(rows(tmp_path, report)) == ["1"]


def test_a_page_that_was_not_received_is_kept_aside(tmp_path: Path) -> None:
    page = {**bundle(), "link": [{"relation": "next", "url": "http://ehr.example"}]}

    found = rows(tmp_path, page)
    assert [row.name for row in found] == ["page-not-followed"]
