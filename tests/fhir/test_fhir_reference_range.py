"""The normal range of a measured value."""

from decimal import Decimal
from typing import Any

import pytest

from engine.fhir.record import Quantity
from engine.fhir.reference_range import normal_range


def end(value: object, unit: str = "ng/L") -> dict[str, Any]:
    return {"value": value, "unit": unit}


def kind(code: str) -> dict[str, Any]:
    return {"type": {"coding": [{"code": code}]}}


def test_a_plain_range_is_the_normal_one():
    resource = {"referenceRange": [{"low": end(200), "high": end(900.5)}]}

    assert normal_range(resource) == Quantity(
        None, "ng/L", low=Decimal(200), high=Decimal("900.5")
    )


def test_one_end_is_enough():
    resource = {"referenceRange": [{"low": end(200)}]}

    assert normal_range(resource) == Quantity(None, "ng/L", low=Decimal(200))


def test_the_normal_range_is_told_from_the_others():
    ranges = [{**kind("therapeutic"), "low": end(1)}, {**kind("normal"), "low": end(2)}]

    found = normal_range({"referenceRange": ranges})

    assert found is not None
    assert found.low == Decimal(2)


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        [{"text": "200 to 900"}],
        [{"low": end(200), "high": end(900, "pmol/L")}],
        [{"low": end("200")}],
        [{"low": end(True)}],
        [{"low": end(200)}, {"low": end(300)}],
        [{"low": end(200), "appliesTo": [{"text": "Pregnant"}]}],
        [{"low": end(200), "age": {"high": end(12, "a")}}],
        "200-900",
    ],
)
def test_what_is_no_plain_range_of_this_patient_is_none(ranges: object) -> None:
    assert normal_range({"referenceRange": ranges}) is None
