"""The codes of the claims are verified rows of the terminology table."""

import csv

import pytest
from clinic_codes import CODES, ICD, LOINC, SNOMED
from fhir_builders import SHARED

NAMES = {SNOMED: "SNOMED CT", LOINC: "LOINC", ICD: "ICD-10-CM"}
TABLE = SHARED / "clinical" / "terminology.csv"


@pytest.mark.skipif(not TABLE.exists(), reason="the shared table is not here")
def test_every_code_is_a_verified_row_to_the_letter() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = {
            (row["system"], row["code"], row["display"])
            for row in csv.DictReader(lines)
            if row["verified"] == "yes"
        }

    used = {(NAMES[system], code, show) for system, code, show in CODES.values()}
    assert used - rows == set()
