"""Units of measured values: the table, the UCUM library, and what is refused."""

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from finding_records import ago, coded, gathered, observation, vocabulary

from engine.fhir.record import Quantity
from engine.findings.units import by_library, conversion_of

MEASURES = vocabulary().measures
BY_LIBRARY = [
    (word.measure, unit)
    for word in MEASURES.values()
    if not word.table_only
    for unit in word.units
    if "eq" not in unit
]
CALCIUM = coded("17861-6", "Calcium SerPl-mCnc", "loinc")
IONISED = coded("1995-0", "", "loinc")
ALBUMIN = coded("1751-7", "", "loinc")


def test_the_table_covers_every_measure_the_rules_may_ask_for() -> None:
    assert set(MEASURES) == {
        *("hba1c", "glucose", "audit-c", "nihss", "egfr", "vitamin-b12", "folate"),
        *("potassium", "magnesium", "calcium-total", "calcium-ionised"),
        *("calcium-adjusted", "albumin", "systolic-bp", "diastolic-bp"),
        *("crp", "esr", "ferritin", "haemoglobin", "tsh", "free-t4"),
    }


@pytest.mark.parametrize(("measure", "unit"), BY_LIBRARY)
def test_the_table_and_the_library_agree(measure: str, unit: str) -> None:
    word = MEASURES[measure]

    factor = by_library(unit, word.unit, word.molar_mass)

    assert float(factor or 0) == pytest.approx(float(word.units[unit][0]), rel=1e-4)
    assert word.units[unit][1] == 0


@pytest.mark.parametrize(
    ("measure", "unit", "factor"),
    [
        ("glucose", "umol/L", "0.001"),
        ("glucose", "g/L", "5.55062"),
        ("glucose", "mg%", None),
        ("vitamin-b12", "ng/dL", "10"),
        ("vitamin-b12", "nmol/L", "1355.37"),
        ("albumin", "mg/dL", "0.01"),
        ("calcium-ionised", "mg/L", "0.0249513"),
        ("potassium", "meq/dL", None),
        ("glucose", "mmol/kg", None),
        ("glucose", "furlong", None),
        ("glucose", "", None),
        ("glucose", "10*999999999", None),
        ("glucose", "mmol/L" * 9, None),
        ("hba1c", "mol/mol", None),
        ("egfr", "mL/s", None),
        ("nihss", "mmol/L", None),
        ("potassium", "mmol/l", "1"),
        ("glucose", "mg/dl", "0.0555062"),
        ("egfr", "ml/min", "1"),
        ("glucose", "MG/DL", None),
        ("hba1c", "MMOL/MOL", None),
    ],
)
def test_a_unit_is_converted_or_unknown(
    measure: str, unit: str, factor: str | None
) -> None:
    conversion = conversion_of(MEASURES[measure], unit)

    read = None if conversion is None else float(conversion[0])
    assert read == (None if factor is None else pytest.approx(float(factor), rel=1e-4))


def test_the_library_is_not_imported_for_a_unit_of_the_table() -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from engine.terminology.vocabulary import load_vocabulary\n"
        "from engine.findings.units import conversion_of\n"
        "words, _ = load_vocabulary(Path('rules'))\n"
        "assert conversion_of(words.measures['glucose'], 'mg/dL')\n"
        "print('pint' in sys.modules)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "False\n"


def measured(*records: Any) -> dict[str, Decimal | None]:
    return {one.what: one.low for one in gathered(*records).measurements}


def amount(value: str, unit: str) -> Quantity:
    return Quantity(Decimal(value), unit)


def test_calcium_is_adjusted_where_albumin_was_taken_with_it() -> None:
    found = gathered(
        observation(CALCIUM, amount("8.0", "mg/dL"), number=1),
        observation(ALBUMIN, amount("2.0", "g/dL"), number=2),
    )

    (adjusted,) = [m for m in found.measurements if m.what == "calcium-adjusted"]
    assert adjusted.low == Decimal("8.0") * Decimal("0.249513") + Decimal("0.02") * 20
    assert [source.reference for source in adjusted.sources] == [
        "Observation/1",
        "Observation/2",
    ]


@pytest.mark.parametrize(
    "other",
    [
        observation(ALBUMIN, amount("20", "g/L"), number=2, written=ago(days=3)),
        observation(ALBUMIN, amount("20", "g/L"), number=2, written=None),
        observation(ALBUMIN, Quantity(Decimal(20), "g/L", "<"), number=2),
        observation(ALBUMIN, amount("20", "furlong"), number=2),
        observation(IONISED, amount("1.1", "mmol/L"), number=2),
    ],
    ids=["three days before", "undated", "a bound", "no unit", "ionised"],
)
def test_calcium_is_not_adjusted_without_a_plain_albumin_near_it(other: Any) -> None:
    total = observation(CALCIUM, amount("2.0", "mmol/L"), number=1)

    assert "calcium-adjusted" not in measured(total, other)


def test_ionised_calcium_is_a_measure_of_its_own() -> None:
    assert measured(observation(IONISED, amount("1.1", "mmol/L"))) == {
        "calcium-ionised": Decimal("1.1")
    }


def test_an_unknown_unit_is_a_problem_and_is_never_compared() -> None:
    found = gathered(observation(CALCIUM, amount("2.0", "furlong")))

    assert [one.code for one in found.problems] == ["unknown-unit"]
    assert found.measurements == ()
