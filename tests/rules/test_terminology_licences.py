"""The page of licences names every SNOMED CT code that needs one."""

import pytest
from terminology_licences import PAGE, TABLE, page


@pytest.mark.skipif(not TABLE.exists(), reason="the shared table is not here")
def test_the_page_of_licences_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
