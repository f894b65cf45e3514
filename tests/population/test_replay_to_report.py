"""From files to the report: what it counts is what the stories hold."""

from collections import Counter

import pytest
from made_exports import BAD_LINES, Made, patients, write_export
from replayed import replay

from engine.population.report.build import report_of
from engine.population.report.page import page
from engine.population.report.report import Report
from engine.population.report.run import opened

NUMBER = 60


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return list(patients(NUMBER))


@pytest.fixture(scope="module")
def report(made: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("whole")
    bad = [line for line, _ in BAD_LINES]
    write_export(folder / "export", iter(made), bad, lines_a_file=50)
    replay(folder / "export", out=folder / "out")
    with opened(folder / "out") as run:
        return report_of(run, smallest_cell=1)


def test_each_rule_fires_in_the_report_as_often_as_in_the_stories(
    made: list[Made], report: Report
) -> None:
    told = Counter(
        rule for one in made for rules in one.fires.values() for rule in rules
    )
    counted = {one.rule: one.fires.count for one in report.rules if one.fires.count}

    assert counted == told
    assert told


def test_the_report_counts_every_patient_and_encounter(
    made: list[Made], report: Report
) -> None:
    assert report.about.patients == NUMBER
    assert report.about.evaluations == sum(len(one.fires) for one in made)


def test_the_page_is_made_of_it(report: Report) -> None:
    html = page(report)

    for one in report.rules:
        if one.fires.count:
            assert one.title in html
