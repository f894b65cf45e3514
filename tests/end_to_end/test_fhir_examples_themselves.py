"""The examples are FHIR, carry verified codes only, and say what they show."""

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from example_files import BUNDLES, EXAMPLES, HOOKS, ROOT, Example, each
from fhir.resources.R4B import get_fhir_model_class

TERMINOLOGY = ROOT.parent / "shared" / "clinical" / "terminology.csv"
CODE_SYSTEMS = {
    "http://snomed.info/sct": "SNOMED CT",
    "http://loinc.org": "LOINC",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
}
BROKEN_ON_PURPOSE = "bundles/vendor-quirks.json"
CARRIES_NOTHING = "hooks/no-patient-id.json"


@each([one for one in (*BUNDLES, *HOOKS) if one.name != BROKEN_ON_PURPOSE])
def test_every_resource_of_an_example_is_valid_r4b(example: Example) -> None:
    resources = [*_resources(_documents(example))]

    for resource in resources:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)

    assert bool(resources) == (example.name != CARRIES_NOTHING)


@each([*BUNDLES, *HOOKS])
def test_an_expected_answer_says_why_in_one_sentence(example: Example) -> None:
    why = example.expected["why"]

    assert why.endswith(".")
    assert why.count(". ") == 0


def test_the_readme_lists_every_example() -> None:
    readme = (EXAMPLES / "README.md").read_text()

    missing = [one.name for one in (*BUNDLES, *HOOKS) if f"({one.name})" not in readme]

    assert missing == []


@pytest.mark.skipif(not TERMINOLOGY.exists(), reason="the shared table is not here")
@each([*BUNDLES, *HOOKS])
def test_every_clinical_code_is_a_verified_row_of_the_table(example: Example) -> None:
    verified = _verified()

    wrong = [
        coding
        for coding in _codings(_documents(example))
        if _as_row(coding) not in verified
    ]

    assert wrong == []


def _documents(example: Example) -> list[Any]:
    if example.file.suffix == ".ndjson":
        return [json.loads(line) for line in example.body.splitlines()]
    return [json.loads(example.body)]


def _resources(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "resourceType" in value:
            yield value
            return
        value = [*value.values()]
    if isinstance(value, list):
        for member in value:
            yield from _resources(member)


def _verified() -> set[tuple[str, str, str]]:
    with TERMINOLOGY.open(newline="") as table:
        return {
            (row["system"], row["code"].replace(".", ""), row["display"])
            for row in csv.DictReader(table)
            if row["verified"] == "yes"
        }


def _as_row(coding: Mapping[str, str]) -> tuple[str, str, str]:
    # vendor-quirks.json holds an undotted code and one with a blank in front.
    code = coding["code"].strip().replace(".", "")
    return CODE_SYSTEMS[coding["system"]], code, coding.get("display", "")


def _codings(value: object) -> Iterator[Mapping[str, str]]:
    if isinstance(value, dict):
        if value.get("system") in CODE_SYSTEMS and "code" in value:
            yield value
        for member in value.values():
            yield from _codings(member)
    elif isinstance(value, list):
        for member in value:
            yield from _codings(member)
