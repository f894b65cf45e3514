"""A small vocabulary, and the one way from JSON to a Reading."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
import pytest

from engine.fhir.parse import parse
from engine.fhir.read import Asking, read
from engine.fhir.record import Reading, Record
from engine.fhir.unwrap import unwrap
from engine.terminology.index import CodeIndex, Meaning, normalised

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
_MEANINGS = {
    (SNOMED, "44077006"): Meaning("finding", "numbness"),
    (SNOMED, "2667000"): Meaning("qualifier", "context/absent"),
    (LOINC, "8661-1"): Meaning("qualifier", "context/complaint"),
    (LOINC, "4548-4"): Meaning("measure", "hba1c"),
    (ICD, "R20.0"): Meaning("finding", "numbness"),
    (ICD, "R29.810"): Meaning("finding", "facial-weakness"),
    (ICD, "E11"): Meaning("finding", "diabetes"),
}
NUMB = {
    "coding": [{"system": SNOMED, "code": "44077006", "display": "Numbness (finding)"}]
}


@pytest.fixture(scope="session")
def index() -> CodeIndex:
    by_code = {
        (system, normalised(code)): (meaning,)
        for (system, code), meaning in _MEANINGS.items()
    }
    words = re.compile(r"\b(?:numb(?:ness)?|tingling|pins and needles)\b", re.I)
    return CodeIndex(by_code, frozenset(code for _, code in by_code), words)


@pytest.fixture
def reading(index: CodeIndex) -> Callable[..., Reading]:
    def read_json(*resources: Any, **asking: Any) -> Reading:
        data = parse(orjson.dumps(list(resources)))
        return read(unwrap(data), index, Asking(**asking))

    return read_json


@pytest.fixture
def observed(reading: Callable[..., Reading]) -> Callable[..., Record]:
    """The record of a numbness Observation with the given elements."""

    def record(**elements: Any) -> Record:
        base = {"resourceType": "Observation", "id": "o1", "code": NUMB}
        return only(reading({**base, **elements}))

    return record


@pytest.fixture
def diagnosed(reading: Callable[..., Reading]) -> Callable[..., Record]:
    """The record of a numbness Condition with the given elements."""

    def record(**elements: Any) -> Record:
        patient = {"resourceType": "Patient", "id": "p", "birthDate": "1970-05-01"}
        base = {"resourceType": "Condition", "id": "c1", "code": NUMB}
        return only(reading(patient, {**base, **elements}))

    return record


def only(reading: Reading) -> Record:
    (record,) = reading.records
    return record


@pytest.fixture
def codes() -> Callable[[Reading], list[tuple[str, bool]]]:
    """The problems of a reading: code, and whether it blocks."""
    return lambda reading: [(one.code, one.blocking) for one in reading.problems]


@pytest.fixture
def instant() -> Callable[[str], datetime]:
    return datetime.fromisoformat
