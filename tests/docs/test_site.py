"""The documentation builds as a site without a warning, and loads nothing foreign."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import PROJECT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LOADED = re.compile(r'<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)="(https?:)?//')
PAGES = sorted(
    page
    for page in PROJECT.rglob("*.md")
    if not {".venv", "node_modules", "build"} & set(page.parts)
)


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going"]
    built = subprocess.run(
        [*command, "-d", tmp_path / "trees", PROJECT / "docs", tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (built.returncode, built.stderr) == (0, "")
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 20
    foreign = [page.name for page in pages if LOADED.search(page.read_text("utf-8"))]
    assert foreign == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_what_a_page_links_is_there(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        target = link.partition("#")[0]
        if target and "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / target).exists(), link
