"""Which way two versions are read: only what is known to be older is older."""

from pathlib import Path

import pytest

from engine.service.room.history import in_order
from engine.service.room.standing import differs, standing
from engine.service.room.versions import Version

RULE, OTHER = "urgent/a.yaml", "chronic/b.yaml"
RELEASES = "20260101T000000Z-000000000000", "20260201T000000Z-000000000000"


def rules(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / {"a": RULE, "b": OTHER}[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ({"a": "version: 1\n", "b": "version: 3\n"}, "before"),
        ({"a": "version: 3\n", "b": "version: 2\n"}, "proposed"),
        ({"a": "version: 2\nx: 1\n", "b": "version: 3\n"}, "proposed"),
        ({"a": "version: 2\n", "b": "version: 2\n"}, "before"),
        ({"a": "version: 2\n", "b": "version: 3\n"}, "proposed"),
        ({"a": "version: 2\n", "b": "version: 4\n"}, "proposed"),
        ({"b": "version: 2\n"}, "proposed"),
    ],
)
def test_a_directory_is_past_only_where_a_number_says_so(
    tmp_path: Path, theirs: dict[str, str], expected: str
) -> None:
    running = rules(tmp_path / "running", a="version: 2\n", b="version: 3\n")
    other = rules(tmp_path / "other", **theirs)

    assert standing(other, running, RULE) == expected
    assert differs(other, running, RULE) == (theirs.get("a") != "version: 2\n")


def test_a_directory_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    running = rules(tmp_path / "running", a="version: 2\n")

    assert not differs(tmp_path / "nowhere", running, RULE)


@pytest.mark.parametrize(("running", "expected"), [(1, "before"), (0, "proposed")])
@pytest.mark.parametrize(
    "earlier",
    [
        {"a": "version: 1\n"},
        {"b": "version: 1\n"},
        {"a": "version: 1\nx: 1\n"},
        {"a": "version: 2\n"},
    ],
    ids=["the same", "without the rule", "not raised", "lower since"],
)
def test_of_two_releases_the_times_tell(
    tmp_path: Path, running: int, expected: str, earlier: dict[str, str]
) -> None:
    contents = earlier, {"a": "version: 1\n"}
    made = [
        rules(tmp_path / name / "rules", **files)
        for name, files in zip(RELEASES, contents, strict=True)
    ]

    assert standing(made[1 - running], made[running], RULE) == expected


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        (("now", "new"), ("now", "new")),
        (("new", "now"), ("now", "new")),
        (("new", "past"), ("past", "new")),
        (("past", "now"), ("past", "now")),
        (("now", "past"), ("now", "past")),
    ],
)
def test_a_proposal_is_always_read_last(
    asked: tuple[str, str], read: tuple[str, str]
) -> None:
    known = (
        Version("now", "", "running"),
        Version("past", "", "before"),
        Version("new", "", "proposed"),
    )

    pair = in_order(known, *asked)

    assert pair.keys == read
    assert pair.is_proposal == (read[1] == "new")


def test_of_two_proposals_the_second_is_one_too() -> None:
    known = (Version("one", "", "proposed"), Version("two", "", "proposed"))

    pair = in_order(known, "one", "two")

    assert (pair.keys, pair.is_proposal) == (("one", "two"), True)
    assert pair.names == ("Proposed (first)", "Proposed (second)")
