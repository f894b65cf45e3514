"""`docs/reading.md` says what the code says."""

from collections import Counter

import pytest
from corpus_report import CORPUS, PAGE, Report, corpus_pages, problem_pages, report

from engine.fhir.problems import MEANINGS


def test_the_problem_codes_of_the_page_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page.startswith(problem_pages())
    assert all(f"| `{code}` |" in page for code in MEANINGS)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")
def test_every_well_formed_file_is_read_and_counted() -> None:
    counts = report()

    page = PAGE.read_text(encoding="utf-8")
    assert counts.files["cdshooks: not well-formed"] == 22
    assert sum(counts.files.values()) == len(list(CORPUS.rglob("*/*.json*")))
    assert counts.kinds["Observation"] > 4000
    assert counts.problems["not-projected"] == counts.problems["record-not-read"] == 0
    for kind, number in counts.kinds.items():
        assert f"| {kind} | {number:,} |" in page


def test_a_table_has_a_row_for_each_thing_that_was_counted() -> None:
    counts = Report(kinds=Counter({"Observation": 1200}))

    assert "| Observation | 1,200 |" in corpus_pages(counts)
