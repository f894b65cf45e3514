"""An export with known answers, from files to tables."""

import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_exports import BAD_LINES, Made, patients, write_export
from replayed import KEYED, answers, evaluations, fired, ran, replay, written

from engine.population.schema import answers_schema, evaluations_schema

NUMBER = 80


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    bad = [line for line, _ in BAD_LINES]
    write_export(folder, patients(NUMBER), bad, lines_a_file=50)
    return folder


@pytest.fixture(scope="module")
def out(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("answered") / "out"
    replay(export, out=where)
    return where


def expected(made: list[Made]) -> dict[tuple[str, datetime], set[str]]:
    return {
        (KEYED.of_patient(one.id), time): set(rules)
        for one in made
        for time, rules in one.fires.items()
    }


def test_each_patient_is_answered_at_each_encounter_as_the_story_says(
    out: Path,
) -> None:
    made = list(patients(NUMBER))

    assert fired(out) == expected(made)
    assert sum(map(bool, fired(out).values())) == 7


def test_files_have_the_columns_of_the_schema(out: Path) -> None:
    assert pq.read_schema(out / "evaluations.parquet").equals(evaluations_schema())
    assert pq.read_schema(out / "answers.parquet").equals(answers_schema())


def test_rows_stand_in_the_order_of_their_key(out: Path) -> None:
    keys = [(one["patient"], one["time"]) for one in evaluations(out)]
    rules = [(one["patient"], one["time"], one["rule"]) for one in answers(out)]

    assert keys == sorted(set(keys))
    assert rules == sorted(set(rules))


def test_an_evaluation_says_who_and_where(out: Path) -> None:
    rows = evaluations(out)

    assert {one["site"] for one in rows} == {"Site 0", "Site 1", "Site 2"}
    assert {one["sex"] for one in rows} == {"female", "male"}
    assert {one["age_band"] for one in rows} <= {"16-39", "40-64", "65-79", "80+"}
    assert len({one["encounter"] for one in rows}) == 3 * NUMBER


def test_an_answer_says_on_what_it_rests_and_what_it_asks(out: Path) -> None:
    rows = answers(out)
    face = next(
        one
        for one in rows
        if one["patient"] == KEYED.of_patient("p0")
        and one["rule"] == "urgent/sudden-face-numbness"
    )
    asking = [one for one in rows if one["outcome"] == "asks"]

    assert (face["indicator"], face["shown"], face["status"]) == (
        "critical",
        True,
        "active",
    )
    assert face["evidence"] == [f"Observation/{KEYED.of('Observation/p0-symptom')}"]
    assert asking
    assert all(one["missing"] for one in asking)


def test_cards_are_those_a_clinician_would_have_been_shown(out: Path) -> None:
    critical = {
        (one["patient"], one["time"])
        for one in answers(out)
        if one["indicator"] == "critical" and one["shown"]
    }
    with_card = {
        (one["patient"], one["time"])
        for one in evaluations(out)
        if one["cards_critical"]
    }

    assert critical == with_card != set()


def test_what_was_read_is_counted(out: Path) -> None:
    counts = ran(out)["counts"]

    assert counts["patients"] == NUMBER
    assert counts["patients_not_sent"] == 0
    assert counts["evaluations"] == 3 * NUMBER
    assert counts["encounters"] == {"evaluated": 3 * NUMBER}
    assert counts["resources"]["Claim"] == 3 * NUMBER
    assert counts["resources"]["Practitioner"] == 1


def test_a_bad_line_is_kept_aside_with_place_and_reason(out: Path) -> None:
    reasons = Counter(reason for _, reason in BAD_LINES)
    lines = written(out)["rejected.ndjson"].splitlines()

    assert ran(out)["counts"]["rejected"] == reasons
    assert len(lines) == len(BAD_LINES)
    assert all(b'"line":' in line and b'"content"' not in line for line in lines)


def test_a_bad_line_is_kept_whole_if_that_is_wished(tmp_path: Path) -> None:
    write_export(tmp_path / "in", [], [line for line, _ in BAD_LINES])
    replay(tmp_path / "in", out=tmp_path / "out", keeps_content=True)

    kept = written(tmp_path / "out")["rejected.ndjson"]
    assert b'"content":"{\\"id\\":\\"no type at all\\"}"' in kept


def test_no_identifier_of_a_patient_is_in_the_output(out: Path) -> None:
    told = repr((evaluations(out), answers(out), ran(out)))

    assert not any(f"p{one}-" in told for one in range(0, NUMBER, 10))
    assert not any(f"'p{one}'" in told for one in range(NUMBER))
    assert "Made-up" not in told


def test_nothing_of_the_records_is_left_behind(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        "run.json",
        "evaluations.parquet",
        "answers.parquet",
        "rejected.ndjson",
    }


def test_at_given_dates_every_patient_alive_is_answered(
    export: Path, tmp_path: Path
) -> None:
    times = (datetime(1960, 1, 1, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC))
    replay(export, out=tmp_path / "out", times=times)

    rows = evaluations(tmp_path / "out")
    found = fired(tmp_path / "out")
    assert sum(one["time"] == times[1] for one in rows) == NUMBER
    assert 0 < sum(one["time"] == times[0] for one in rows) < NUMBER
    assert {one["encounter"] for one in rows} == {""}
    assert {one for rules in found.values() for one in rules} == {
        "chronic/symmetric-neuropathy-diabetes",
        "chronic/drug-related-neuropathy",
        "chronic/persistent-unexplained-numbness",
    }
    assert not any(rules for (_, time), rules in found.items() if time == times[0])


def test_a_compressed_file_cut_short_is_said_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    write_export(folder, patients(20))
    whole = gzip.compress(b'{"resourceType":"Practitioner","id":"1"}\n' * 1000)
    (folder / "Practitioner.ndjson.gz").write_bytes(whole[:-40])
    replay(folder, out=tmp_path / "out")

    counts = ran(tmp_path / "out")["counts"]
    assert counts["rejected"] == {"file-damaged": 1}
    assert counts["evaluations"] == 60
