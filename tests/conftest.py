"""Puts `tests/` on the path: `made_up` serves the tests of several folders."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What reading rules leaves behind, under a folder that goes with the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(
            os.environ, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache"))
        )
        yield
