"""docs/cds-hooks-conformance.md says what the tests say."""

import pytest
from conformance_page import PAGE, TESTS, claims_by_row, page
from conformance_rows import ROWS, SECTIONS, Row


def test_the_page_is_current() -> None:
    """If not: python tests/conformance/conformance_page.py"""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_row_stands_once() -> None:
    assert len(ROWS) == sum(len(rows) for rows in SECTIONS.values())


def test_every_test_carries_a_row_that_there_is() -> None:
    assert claims_by_row().keys() <= ROWS.keys()


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_that_is_held_has_a_test_that_names_it(row: Row) -> None:
    """T11 alone is read elsewhere: its token is printed in one file only."""
    binds_us = row.stands.startswith("held") and row.id != "T11"

    assert not binds_us or claims_by_row().get(row.id)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_file_that_a_row_names_is_there(row: Row) -> None:
    assert all((TESTS / one).is_file() for one in row.elsewhere)
