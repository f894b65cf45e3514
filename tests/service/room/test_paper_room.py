"""Cases on paper: as many as the rest of the rule leaves room for."""

import pytest

from engine.rulebook.rule import Case
from engine.service.room.paper import _shortened
from engine.service.room.paper_room import english_height, fitting, height
from engine.service.room.reviews import CaseRow

SHORT, LONG = "a case: fires (critical)", "a case of many words " * 5


@pytest.mark.parametrize(
    ("cases", "room", "expected"),
    [
        ([SHORT] * 10, 500, 10),
        ([SHORT] * 10, 20, 4),
        ([LONG] * 10, 20, 1),
        ([SHORT] * 10, 0, 0),
        ([SHORT] * 10, -50, 0),
        ([], 100, 0),
    ],
)
def test_so_many_cases_fit(cases: list[str], room: float, expected: int) -> None:
    assert fitting(cases, room) == expected


def test_more_text_is_higher() -> None:
    assert height(["x" * 200], 100) > height(["x" * 100], 100)
    assert english_height("**Alert** when:\n\n1. one\n2. two") > english_height("one")


def test_failing_cases_are_printed_first_and_what_is_left_out_is_counted() -> None:
    def row(number: int, *, passed: bool) -> CaseRow:
        told = {"name": f"case {number}", "given": [], "expect": "quiet"}
        return CaseRow(Case.model_validate(told), "quiet", passed, ran=True)

    rows = [row(n, passed=n != 7) for n in range(10)]

    roomy, tight, none = (_shortened(rows, room) for room in (500, 20, 0))

    assert roomy.rows[0].case.name == "case 7"
    assert (roomy.left_out, tight.left_out, none.left_out) == (0, 6, 10)
    assert (tight.failing_left_out, none.failing_left_out) == (0, 1)
