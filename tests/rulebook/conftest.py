import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small sound rules directory, free to be changed by the test."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "rules"))
