"""The lines `course` and `severity`."""

from typing import Any

import pytest
from made_up import entry

from engine.decide.clauses.course import course_truth, severity_truth
from engine.truth import NO, UNKNOWN, YES, Truth


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        (["spreading"], ["spreading"], YES),
        (["ascending"], ["spreading"], YES),
        (["spreading"], ["ascending"], UNKNOWN),
        (["worsening"], ["spreading"], UNKNOWN),
        (["worsening"], ["spreading", "worsening"], YES),
        (["fluctuating"], ["fluctuating"], YES),
        (["stable"], ["spreading"], NO),
        (["improving"], ["worsening"], NO),
        (["stable", "spreading"], ["spreading"], YES),
        (["stable", "worsening"], ["spreading"], NO),
        ([], ["spreading"], UNKNOWN),
        ([], ["spreading", "not-recorded"], YES),
        (["worsening"], ["spreading", "not-recorded"], UNKNOWN),
        (["stable"], ["spreading", "not-recorded"], NO),
    ],
)
def test_course(recorded: Any, asked: list[str], expected: Truth) -> None:
    assert course_truth(entry(courses=recorded), asked) is expected


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        ("severe", ["severe"], YES),
        ("severe", ["moderate", "severe"], YES),
        ("mild", ["severe"], NO),
        ("", ["severe"], UNKNOWN),
    ],
)
def test_severity(recorded: str, asked: list[str], expected: Truth) -> None:
    assert severity_truth(entry(severity=recorded), asked) is expected
