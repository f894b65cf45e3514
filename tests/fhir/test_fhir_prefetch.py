"""What came under each key of a prefetch."""

from typing import Any

import pytest

from engine.fhir.prefetch import read_prefetch

OBSERVATION = {"resourceType": "Observation", "id": "1"}
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error"}]}
EMPTY = {"resourceType": "Bundle", "type": "searchset"}
NEXT = [{"relation": "next", "url": "https://ehr.example/2"}]
ENTRY = {"resource": OBSERVATION}
REQUIRED = {"observations": "Observation"}


@pytest.mark.parametrize(
    ("value", "state", "problems"),
    [
        (None, "no-data", []),
        (EMPTY, "empty", []),
        ([], "empty", []),
        ({**EMPTY, "link": NEXT}, "partial", []),
        ({**EMPTY, "link": NEXT, "entry": [ENTRY]}, "partial", []),
        ([OBSERVATION], "delivered", []),
        (OBSERVATION, "delivered", []),
        ({"response": {"status": "200 OK"}, "resource": OBSERVATION}, "delivered", []),
        (
            {"response": {"status": "404 Not Found"}, "resource": None},
            "failed",
            [("failed-part", True), ("entry-without-resource", False)],
        ),
        (OUTCOME, "failed", [("operation-outcome", True)]),
        ({**OUTCOME, "issue": []}, "failed", [("operation-outcome", True)]),
        (
            {**OUTCOME, "issue": [{"severity": "warning"}]},
            "failed",
            [("operation-outcome", True)],
        ),
        ("Observation?patient=1", "not-fhir", [("not-fhir", True)]),
        (7, "not-fhir", [("not-fhir", True)]),
        ({"a": 1}, "not-fhir", [("not-fhir", True)]),
    ],
)
def test_the_states_of_a_required_key_are_told_apart(
    value: Any, state: str, problems: list[tuple[str, bool]]
) -> None:
    read = read_prefetch({"observations": value}, REQUIRED)

    assert read.states["observations"] == state
    assert [(one.code, one.blocking) for one in read.unwrapped.problems] == problems
    assert bool(read.failed) == (state in ("failed", "not-fhir"))
    assert read.missing == ()


@pytest.mark.parametrize("prefetch", [None, {}, [], "text", {"other": OBSERVATION}])
def test_a_required_key_that_is_absent_is_missing(prefetch: Any) -> None:
    read = read_prefetch(prefetch, REQUIRED)

    assert read.missing == ("observations",)


def test_keys_not_asked_for_are_read_and_block_only_by_failing() -> None:
    read = read_prefetch({"mine": OBSERVATION, "x": "text", "y": OUTCOME}, {})

    assert [item.place for item in read.unwrapped.found] == ["prefetch.mine"]
    assert [(one.place, one.blocking) for one in read.unwrapped.problems] == [
        ("prefetch.x", False),
        ("prefetch.y", True),
    ]


def test_a_resource_under_two_keys_counts_once() -> None:
    read = read_prefetch({"a": OBSERVATION, "b": [OBSERVATION]}, {})

    assert len(read.unwrapped.found) == 1


def test_a_key_that_may_be_anything_is_not_quoted() -> None:
    read = read_prefetch({"Jane Doe, born 1970": 1}, {})

    assert [one.place for one in read.unwrapped.problems] == ["prefetch.?"]
