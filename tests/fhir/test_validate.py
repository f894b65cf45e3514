"""The report of what is not valid R4B: places and fields, never values."""

import gzip
import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from engine.cli import app
from engine.fhir.validate import Invalid, validated

CORPUS = (Path(__file__).parents[2] / "../shared/corpus").resolve()
GOOD = {"resourceType": "Patient", "id": "p", "birthDate": "1970-01-01"}
BAD = {
    "resourceType": "Observation",
    "id": "o",
    "status": ["final"],
    "code": {"text": "numb"},
    "secretName": "Jane Doe",
}
EXPECTED = Invalid("Observation/o", "entry[1].resource", ("secretName", "status"))


def body(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": one} for one in resources]
    return orjson.dumps({"resourceType": "Bundle", "entry": entries})


def found(sent: bytes) -> list[Invalid]:
    return [
        Invalid(one.reference, one.place, tuple(sorted(one.fields)))
        for one in validated(sent)
    ]


def test_each_invalid_resource_is_named_with_its_fields() -> None:
    assert found(body(GOOD, BAD)) == [EXPECTED]


def test_what_is_valid_is_not_listed() -> None:
    assert found(body(GOOD)) == []


def test_no_value_is_quoted() -> None:
    assert "Jane" not in str(validated(body(BAD)))


def test_a_hook_request_is_validated_by_its_prefetch() -> None:
    request = {"hook": "patient-view", "prefetch": {"patient": GOOD, "x": BAD}}

    (one,) = validated(orjson.dumps(request))

    assert (one.reference, one.place) == ("Observation/o", "prefetch.x")


def test_an_unknown_type_inside_contained_stops_nothing() -> None:
    odd = {**GOOD, "contained": [{"resourceType": "NoSuchThing"}]}

    (one,) = validated(body(odd))

    assert one.reference == "Patient/p"


def test_the_command_line_lists_it_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "bundle.json"
    path.write_bytes(body(GOOD, BAD))
    arguments = ["evaluate", str(path), "--format", "json"]

    plain = CliRunner().invoke(app, arguments)
    asked = CliRunner().invoke(app, [*arguments, "--validate"])

    assert "invalid" not in json.loads(plain.stdout)
    (one,) = json.loads(asked.stdout)["invalid"]
    assert one["reference"] == "Observation/o"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")
def test_vendors_documents_are_validated_to_the_end() -> None:
    paths = sorted((CORPUS / "ips").rglob("*.json*"))[:5]
    bodies = [
        gzip.decompress(raw) if path.suffix == ".gz" else raw
        for path in paths
        for raw in [path.read_bytes()]
    ]

    reports = [validated(sent) for sent in bodies]

    assert len(reports) == 5
    assert all(one.fields for report in reports for one in report)
