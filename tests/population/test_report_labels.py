"""Gold labels: read whole or refused, matched or listed, met or missed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_up_run import CORD, FACE, FEET, KEY_TEXT, answer, day, stay, write_run

from engine.population.keyed import KeyedHash
from engine.population.report.beside import Accuracy, Gold, Miss
from engine.population.report.errors import ReportError
from engine.population.report.gold import gold
from engine.population.report.labels import Label, read_labels
from engine.population.report.run import key_of, opened

HASHED = KeyedHash(KEY_TEXT.encode())
NOON = day(1)
SECRET = "Mrs-Secret-Name"


def judged(folder: Path, labels: list[tuple[str, datetime, str]]) -> Gold:
    with opened(folder) as run:
        rows = [Label(at, *one) for at, one in enumerate(labels, 1)]
        return gold(run, rows, key_of(run, None))


def at(found: Gold, urgency: str, by: str = "cards") -> Accuracy:
    (one,) = (a for a in found.overall if (a.urgency, a.by) == (urgency, by))
    return one


def counts(one: Accuracy) -> dict[str, tuple[int, int]]:
    names = ("sensitivity", "specificity", "ppv", "npv")
    return {name: (getattr(one, name).count, getattr(one, name).of) for name in names}


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    """Ten patients: 0-3 a critical card, 4 a question of an emergency, 5-9 none."""
    stays = [stay(f"p{n}", NOON) for n in range(10)]
    answers = [answer(f"p{n}", NOON, FACE) for n in range(4)]
    asks = answer("p4", NOON, CORD, "asks", "warning")
    return write_run(tmp_path / "ten", stays, [*answers, asks])


def test_the_four_figures_by_hand(ten: Path) -> None:
    """Emergencies are 0, 1, 2, 4, 5: cards met three of five; card 3 was for none.
    Of the five that are none, four had no critical card."""
    emergencies = {0, 1, 2, 4, 5}
    labels = [
        (f"p{n}", NOON, "emergency" if n in emergencies else "none") for n in range(10)
    ]

    found = judged(ten, labels)

    assert counts(at(found, "emergency")) == {
        "sensitivity": (3, 5),
        "specificity": (4, 5),
        "ppv": (3, 4),
        "npv": (4, 6),
    }
    # Ten patients seen once, so Wilson's interval on 5 / (5/4 patients' variance).
    assert at(found, "emergency").sensitivity.share == 0.6


def test_a_question_of_an_emergency_is_a_same_day_card(ten: Path) -> None:
    found = judged(ten, [("p4", NOON, "same-day"), ("p5", NOON, "none")])

    assert counts(at(found, "same-day"))["sensitivity"] == (1, 1)
    assert counts(at(found, "same-day", "alerts"))["sensitivity"] == (0, 1)
    assert found.misses == ()


@pytest.mark.parametrize(
    ("indicator", "rule", "meets"),
    [
        ("critical", FACE, ("emergency", "same-day", "two-weeks", "routine")),
        ("warning", FACE, ("same-day", "two-weeks", "routine")),
        ("info", FACE, ("routine",)),
        ("info", FEET, ("routine",)),
    ],
)
def test_a_card_meets_labels_up_to_its_own_urgency(
    tmp_path: Path, indicator: str, rule: str, meets: tuple[str, ...]
) -> None:
    write_run(
        tmp_path, [stay("p", NOON)], [answer("p", NOON, rule, "fires", indicator)]
    )

    met = [
        urgency
        for urgency in ("emergency", "same-day", "two-weeks", "routine")
        if not judged(tmp_path, [("p", NOON, urgency)]).misses
    ]
    assert tuple(met) == meets


def test_what_stands_on_no_card_meets_nothing(tmp_path: Path) -> None:
    hidden = [
        answer("p", NOON, FACE, shown=False),
        answer("p", NOON, CORD, shown=False, status="shadow"),
    ]
    write_run(tmp_path, [stay("p", NOON)], hidden)

    found = judged(tmp_path, [("p", NOON, "emergency")])

    assert found.misses == (
        Miss(
            "p",
            NOON.replace(tzinfo=None),
            "emergency",
            (
                f"{CORD}: fires critical, shadow",
                f"{FACE}: fires critical, on no card",
            ),
        ),
    )


def test_a_miss_where_every_rule_was_quiet_is_listed_too(ten: Path) -> None:
    (miss,) = judged(ten, [("p9", NOON, "self-care")]).misses

    assert (miss.patient, miss.label, miss.answered) == ("p9", "self-care", ())


def test_one_rule_against_labels_of_its_own_urgency(ten: Path) -> None:
    labels = [("p0", NOON, "emergency"), ("p1", NOON, "routine"), ("p9", NOON, "none")]

    found = judged(ten, labels)

    (face,) = found.by_rule
    assert (face.rule, face.urgency, face.by) == (FACE, "emergency", "alerts")
    assert counts(face) == {
        "sensitivity": (1, 1),
        "specificity": (1, 2),
        "ppv": (1, 2),
        "npv": (1, 1),
    }
    assert found.never_fired == 2


def test_nothing_to_judge_is_said_and_not_a_zero(ten: Path) -> None:
    found = judged(ten, [("p9", NOON, "none")])

    assert at(found, "emergency").sensitivity.share is None


def test_ids_of_the_export_are_hashed_with_the_key_of_the_run(tmp_path: Path) -> None:
    write_run(tmp_path, [stay(HASHED.of_patient("pat-1"), NOON)])
    ids = ["pat-1", "Patient/pat-1", HASHED.of_patient("pat-1")]

    matched = [judged(tmp_path, [(one, NOON, "none")]).matched for one in ids]
    assert matched == [1, 1, 1]


def test_labels_that_match_nothing_are_listed_with_the_reason(tmp_path: Path) -> None:
    write_run(tmp_path, [stay("p", NOON)])
    later = NOON + timedelta(microseconds=1)

    found = judged(tmp_path, [("p", later, "none"), (SECRET, NOON, "routine")])

    assert (found.labels, found.matched) == (2, 0)
    assert [(one.row, one.patient, one.why) for one in found.unmatched] == [
        (1, "p", "the patient was not evaluated at that time"),
        (2, HASHED.of_patient(SECRET), "no such patient in the run"),
    ]


def test_without_the_key_an_id_is_never_shown(tmp_path: Path) -> None:
    write_run(tmp_path, [stay("p", NOON)], key=None)

    found = judged(tmp_path, [(SECRET, NOON, "none"), ("Mr-X", NOON, "emergency")])

    assert len(found.unmatched) == 2
    assert {(one.patient, one.why) for one in found.unmatched} == {
        ("", "an id, and the run's key is not there to hash it")
    }


def test_the_key_of_another_run_is_refused(tmp_path: Path) -> None:
    write_run(tmp_path, [stay("p", NOON)], key="another key, 16 bytes and more")

    with opened(tmp_path) as run, pytest.raises(ReportError, match="not the key"):
        key_of(run, None)


def test_the_same_label_twice_counts_once(ten: Path) -> None:
    found = judged(ten, [("p0", NOON, "emergency")] * 2)

    assert (found.labels, found.repeated, found.matched) == (2, 1, 1)


def test_two_labels_that_differ_are_refused(ten: Path) -> None:
    with pytest.raises(ReportError, match="Rows 1 and 2"):
        judged(ten, [("p0", NOON, "emergency"), ("p0", NOON, "none")])


def test_labels_come_as_csv_ndjson_and_parquet(tmp_path: Path) -> None:
    row = {"patient": "p", "time": "2026-01-01T13:00:00+01:00", "urgency": "none"}
    csv, lines = tmp_path / "l.csv", tmp_path / "l.ndjson"
    csv.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    lines.write_text(f"{json.dumps(row)}\n\n", encoding="utf-8")
    table = pa.table({"patient": ["p"], "time": [NOON], "urgency": ["none"]})
    pq.write_table(table, tmp_path / "l.parquet")

    expected = (Label(1, "p", datetime(2026, 1, 1, 12, tzinfo=UTC), "none"),)
    for name in ("l.csv", "l.ndjson", "l.parquet"):
        assert read_labels(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"{SECRET},yesterday,none", r"row 2 \(time\)"),
        (f"{SECRET},2026-01-01T12:00:00Z,urgent", r"row 2 \(urgency\)"),
        (",2026-01-01T12:00:00Z,none", r"row 2 \(patient\)"),
        (f"{SECRET},2026-01-01T12:00:00Z", r"row 2 \(urgency\)"),
    ],
)
def test_a_label_that_cannot_be_read_is_named_by_its_row_alone(
    tmp_path: Path, line: str, fault: str
) -> None:
    file = tmp_path / "labels.csv"
    good = "p,2026-01-01T12:00:00Z,none"
    file.write_text(f"patient,time,urgency\n{good}\n{line}\n", encoding="utf-8")

    with pytest.raises(ReportError, match=fault) as raised:
        read_labels(file)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("labels.xlsx", b"", "not '.xlsx'"),
        ("labels.ndjson", b"{", "is not the ndjson"),
        ("labels.parquet", b"no", "no Parquet"),
        ("labels.csv", b"\xff\xfe\x00", "is not the csv"),
    ],
)
def test_a_file_of_something_else_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ReportError, match=reason):
        read_labels(tmp_path / name)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="No such file"):
        read_labels(tmp_path / "labels.csv")
