"""Each fault, made on purpose: no wrong answer, and nothing acknowledged is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from failure_scenarios import SCENARIOS, Row


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_the_service_survives(scenario: Callable[[Path], Row], tmp_path: Path) -> None:
    """The claims stand in each scenario; its row is printed by table.py."""
    row = scenario(tmp_path)

    assert all((row.fault, row.happened, row.saw, row.lost, row.recovery))
