"""When Python looks for garbage."""

import gc
from collections.abc import Iterator

import pytest

from engine.garbage import garbage_waiting, keep_all_so_far


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The collector of the other tests, as it was."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_there_is_is_not_looked_through_again() -> None:
    kept = [{} for _ in range(1000)]

    keep_all_so_far()

    assert not any(one is kept for one in gc.get_objects())
    assert gc.get_freeze_count() > len(kept)


def test_garbage_is_still_found_but_seldom() -> None:
    before = gc.get_threshold()

    keep_all_so_far()

    first, *later = gc.get_threshold()
    assert gc.isenabled()
    assert 700 < first < 100_000
    assert later == list(before[1:])


def test_loading_does_not_look_for_garbage() -> None:
    with garbage_waiting():
        assert not gc.isenabled()
    assert gc.isenabled()
