"""Two rule directories over one export: what changes, and what is refused."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from made_up_run import CORD, FACE, FEET, RULES, answer, day, rule, stay, write_run

from engine.population.report.against import compare, write_changes
from engine.population.report.beside import ChangeKind, Comparison, RuleChange
from engine.population.report.errors import ReportError
from engine.population.report.run import opened

STAYS = [stay("ann", day(1), (1, 0, 0)), stay("bob", day(1)), stay("bob", day(2))]
BEFORE = [
    answer("ann", day(1), FACE),
    answer("bob", day(1), CORD, "asks", "warning"),
    answer("bob", day(2), CORD, "asks", "warning"),
]
AFTER = [
    answer("ann", day(1), FACE, shown=False),
    answer("bob", day(1), CORD),
    answer("bob", day(2), CORD),
    answer("bob", day(2), "urgent/new"),
]
NEW_RULES = (
    rule(FACE),
    rule(CORD, question="spinal cord", version=2, digest="d2"),
    rule("urgent/new"),
)


def compared(
    folder: Path,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Comparison:
    old = {"stays": STAYS, "answers": BEFORE, "rules": RULES, **(before or {})}
    new = {"stays": STAYS, "answers": AFTER, "rules": NEW_RULES, **(after or {})}
    write_run(folder / "before", **old)
    write_run(folder / "after", **new)
    with opened(folder / "after") as run:
        made = compare(run, folder / "before")
        write_changes(run, folder / "changes.csv")
        write_changes(run, folder / "changes.parquet")
        return made


def test_which_answers_change_and_the_earliest_of_each_kind(tmp_path: Path) -> None:
    change = compared(tmp_path)
    noon, next_noon = day(1).replace(tzinfo=None), day(2).replace(tzinfo=None)

    assert (change.answers, change.evaluations, change.patients) == (4, 3, 2)
    asks, fires = "asks warning", "fires critical"
    assert change.kinds == (
        ChangeKind(CORD, asks, fires, 2, 1, "bob", noon),
        ChangeKind(FACE, fires, f"{fires}, on no card", 1, 1, "ann", noon),
        ChangeKind("urgent/new", "no such rule", fires, 1, 1, "bob", next_noon),
    )


def test_a_rule_that_falls_silent_was_something_and_is_quiet(tmp_path: Path) -> None:
    change = compared(tmp_path, after={"answers": AFTER[1:]})

    kinds = [(one.rule, one.was, one.now) for one in change.kinds]
    assert (FACE, "fires critical", "quiet") in kinds


def test_a_rule_that_leaves_shadow_changes_though_it_says_the_same(
    tmp_path: Path,
) -> None:
    hidden = answer("ann", day(1), FACE, status="shadow", shown=False)
    was = {"answers": [hidden], "rules": [rule(FACE, status="shadow")]}
    now = {"answers": BEFORE[:1], "rules": [rule(FACE)]}

    change = compared(tmp_path, was, now)

    (kind,) = change.kinds
    assert (kind.was, kind.now) == ("fires critical, shadow", "fires critical")
    (changed,) = change.changed
    assert changed.what == "status shadow -> active"


def test_rules_gained_lost_and_changed(tmp_path: Path) -> None:
    change = compared(tmp_path)

    gained = RuleChange("urgent/new", "Title of urgent/new", "emergency, active")
    assert change.gained == (gained,)
    assert [one.rule for one in change.lost] == [FEET]
    assert [(one.rule, one.what) for one in change.changed] == [
        (CORD, "version 1 -> 2, the rule or its words")
    ]


def test_cards_before_and_where_their_number_changes(tmp_path: Path) -> None:
    later = [stay("ann", day(1)), stay("bob", day(1), (0, 1, 0)), STAYS[2]]

    change = compared(tmp_path, after={"stays": later})

    assert change.overall.critical.count == 1
    assert change.cards_changed == 2


def test_the_same_rules_change_nothing(tmp_path: Path) -> None:
    change = compared(tmp_path, after={"answers": BEFORE, "rules": RULES})

    assert (change.answers, change.kinds) == (0, ())
    assert not (change.gained or change.lost or change.changed)


def test_the_whole_list_is_written_in_order(tmp_path: Path) -> None:
    compared(tmp_path)

    assert (tmp_path / "changes.csv").read_text(encoding="utf-8").splitlines() == [
        "patient,time,rule,was,now",
        f'ann,2026-01-01T12:00:00.000000Z,{FACE},fires critical,"fires critical, '
        'on no card"',
        f"bob,2026-01-01T12:00:00.000000Z,{CORD},asks warning,fires critical",
        f"bob,2026-01-02T12:00:00.000000Z,{CORD},asks warning,fires critical",
        "bob,2026-01-02T12:00:00.000000Z,urgent/new,no such rule,fires critical",
    ]
    rows = pq.read_table(tmp_path / "changes.parquet").to_pylist()
    assert [(row["patient"], row["time"], row["now"]) for row in rows[1:3]] == [
        ("bob", day(1), "fires critical"),
        ("bob", day(2), "fires critical"),
    ]


def test_changes_are_written_as_parquet_or_csv_only(tmp_path: Path) -> None:
    write_run(tmp_path, STAYS, BEFORE)

    with opened(tmp_path) as run, pytest.raises(ReportError, match="parquet or"):
        write_changes(run, tmp_path / "changes.xlsx")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"inputs": [{"name": "x", "bytes": 10, "sha256": "cd"}]}, "same files"),
        ({"times": ["2026-01-01T00:00:00Z"]}, "other times"),
        ({"key_check": "another"}, "other keys"),
        ({"stays": STAYS[:2]}, "1 evaluations stand in one run only"),
    ],
)
def test_what_is_not_the_same_export_is_refused(
    tmp_path: Path, other: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ReportError, match=reason):
        compared(tmp_path, before=other)


def test_another_engine_or_locale_is_named_beside_the_changes(tmp_path: Path) -> None:
    change = compared(tmp_path, before={"engine": "0.0.9", "locale": "us"})

    assert change.notes == (
        "The version of the engine was 0.0.9 and is 0.1.0.",
        "The locale was us and is uk.",
    )
