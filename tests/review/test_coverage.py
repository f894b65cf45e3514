"""docs/coverage.md: nothing that the sources say goes without an answer."""

import re
from pathlib import Path

import pytest
from made_up import RULES, shipped

from engine.errors import RuleError
from engine.review.coverage import FILE, Covered, coverage_of, page

SEED = RULES.parent.parent / "shared" / "clinical" / "seed_coverage.md"
KNOWLEDGE = SEED.with_name("knowledge.md")
ROW = re.compile(r"(?:EM|SD|W2|RT|SC)-\d\d")
WANTED = """
rows:
  EM-03: "face"
  EM-04: "half of the body"
sources:
  - source: "Article"
    statements:
      - {says: "numb face", rows: [EM-03]}
      - {says: "a | b", rows: [EM-99]}
      - {says: "forgotten"}
      - {says: "ice", conflict: "ice on a numb limb"}
"""


@pytest.fixture
def made_up(tmp_path: Path) -> Covered:
    (tmp_path / FILE).write_text(WANTED, encoding="utf-8")
    return coverage_of(tmp_path, shipped("uk"))


def test_a_row_without_a_rule_and_a_statement_without_a_row_are_gaps(
    made_up: Covered,
) -> None:
    gaps = made_up.gaps()

    assert "'a | b' names EM-99, which is no row" in gaps
    assert "'forgotten' has no row" in gaps
    assert not any("ice" in gap or "EM-03" in gap for gap in gaps)


def test_a_rule_that_covers_an_unknown_row_is_a_gap(made_up: Covered) -> None:
    assert "urgent/sudden-numbness-dizziness covers EM-02, which is no row" in (
        made_up.gaps()
    )


def test_the_page_names_statement_row_rule_and_conflict(made_up: Covered) -> None:
    text = page(made_up)

    assert "| numb face | EM-03 | urgent/sudden-face-numbness |" in text
    assert "a \\| b" in text
    assert "never repeated: ice on a numb limb" in text


def test_a_file_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("rows: nothing\n", encoding="utf-8")

    with pytest.raises(RuleError, match="coverage"):
        coverage_of(tmp_path, shipped("uk"))


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not there")
def test_every_statement_of_the_sources_is_listed_with_its_rows() -> None:
    wanted = coverage_of(RULES, shipped("uk")).wanted
    listed = [s for article in wanted.sources for s in article.statements]
    lines = [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in SEED.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| statement", "|---"))
    ]
    rows = {says: set(ROW.findall(ids.split("conflict")[0])) for says, ids in lines}

    assert {one.says: set(one.rows) for one in listed if one.says in rows} == rows
    assert {s.says for s in listed if s.conflict} == {
        says for says, ids in lines if "conflict" in ids
    }


@pytest.mark.skipif(not KNOWLEDGE.exists(), reason="../shared is not there")
def test_every_row_of_the_pattern_table_is_listed() -> None:
    wanted = coverage_of(RULES, shipped("uk")).wanted
    text = KNOWLEDGE.read_text(encoding="utf-8")
    rows = re.findall(rf"^\| ({ROW.pattern}) ", text, re.MULTILINE)

    assert set(wanted.rows) == set(rows)
    assert len(wanted.rows) == 76
