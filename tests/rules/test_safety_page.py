"""`docs/safety.md` names what exists, and leaves no hazard without a hold."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from engine.service.settings import PREFIX, Settings

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "safety.md"
TEXT = PAGE.read_text(encoding="utf-8")
ABOUT_TESTS = "## 9."
PITFALLS = 16  # of knowledge.md section 6
PARTS = ("- Mitigated: ", "- Remains: ")

HAZARDS = re.findall(r"^\| (H-\d\d) \| ([^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
IDS = [id for id, _, _ in HAZARDS]
HELD = re.findall(r"^\| (H-\d\d) \| `(\S+)::(\w+)` \|$", TEXT, re.MULTILINE)
NAMES = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))


def blocks() -> dict[str, str]:
    """What is said of each hazard below its table."""
    found: dict[str, str] = {}
    before, _, _ = TEXT.partition(ABOUT_TESTS)
    for part in re.split(r"^(?=\*\*H-|## )", before, flags=re.MULTILINE):
        if match := re.match(r"\*\*(H-\d\d)\*\* ", part):
            assert match[1] not in found
            found[match[1]] = part
    return found


def sayings(block: str) -> list[str]:
    """The items of a block, each with its label, a line each."""
    joined = re.sub(r"\n +", " ", block)
    return [line for line in joined.splitlines() if line.startswith("- ")]


def mitigation(id: str) -> str:
    """What holds a hazard back, in a line."""
    return sayings(blocks()[id])[0]


def starting(prefixes: tuple[str, ...]) -> list[str]:
    return [name for name in NAMES if name.startswith(prefixes) and "::" not in name]


@cache
def functions(file: str) -> frozenset[str]:
    """The tests of a file."""
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def test_hazards_are_numbered_without_a_gap_and_once() -> None:
    assert [f"H-{number:02}" for number in range(1, len(IDS) + 1)] == IDS
    assert len(IDS) > 30


def test_every_hazard_is_said_once_below_its_table_and_no_other() -> None:
    assert list(blocks()) == IDS


@pytest.mark.parametrize("id", IDS)
def test_a_hazard_says_what_holds_it_back_and_what_remains(id: str) -> None:
    said = sayings(blocks()[id])

    assert [line[: len(part)] for line, part in zip(said, PARTS, strict=True)] == [
        *PARTS
    ]
    assert all(len(line) > 40 for line in said)


@pytest.mark.parametrize("id", IDS)
def test_a_mitigation_says_where_it_is(id: str) -> None:
    places = re.findall(
        r"`(?:engine|rules|urgent|chronic)/[^`]+`|`RF\d+`|\]\(", mitigation(id)
    )

    assert places != []


@pytest.mark.parametrize("id", IDS)
def test_a_hazard_has_a_test(id: str) -> None:
    assert id in {hazard for hazard, _, _ in HELD}


def test_no_test_holds_a_hazard_that_is_none_or_twice() -> None:
    assert {hazard for hazard, _, _ in HELD} <= set(IDS)
    assert len(set(HELD)) == len(HELD)


def test_every_row_of_the_tests_is_understood() -> None:
    _, _, table = TEXT.partition(ABOUT_TESTS)

    assert len(HELD) == sum(line.startswith("| H-") for line in table.splitlines())


@pytest.mark.parametrize("file", sorted({file for _, file, _ in HELD}))
def test_every_test_that_is_named_exists(file: str) -> None:
    named = {name for _, of, name in HELD if of == file}

    assert named - functions(file) == set()
    assert all(name.startswith("test_") for name in named)


@pytest.mark.parametrize("name", starting(("engine/", "rules/", "tests/", "docs/")))
def test_every_file_that_is_named_exists(name: str) -> None:
    assert (PROJECT / name).exists()


@pytest.mark.parametrize("rule", starting(("urgent/", "chronic/")))
def test_every_rule_that_is_named_exists(rule: str) -> None:
    assert (PROJECT / "rules" / f"{rule}.yaml").is_file()


@pytest.mark.parametrize("code", starting(("RF",)))
def test_every_check_that_is_named_has_its_page(code: str) -> None:
    assert (PROJECT / "docs" / "rule-checks" / f"{code}.md").is_file()


@pytest.mark.parametrize("name", starting((PREFIX,)))
def test_every_setting_that_is_named_exists(name: str) -> None:
    assert name.removeprefix(PREFIX).lower() in Settings.model_fields


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", TEXT))))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (PAGE.parent / link).is_file()


def test_every_decision_that_is_named_exists() -> None:
    decisions = (PROJECT / "DECISIONS.md").read_text(encoding="utf-8")
    entries = set(re.findall(r"^## (\d+)\.", decisions, re.MULTILINE))

    assert set(re.findall(r"\bD(\d+)\b", TEXT)) - entries == set()


def test_every_pitfall_of_the_knowledge_is_some_hazards_cause() -> None:
    causes: dict[int, set[str]] = defaultdict(set)
    for id, _, cause in HAZARDS:
        for number in re.findall(r"\bP(\d+)\b", cause):
            causes[int(number)].add(id)

    assert sorted(causes) == list(range(1, PITFALLS + 1))


def test_what_is_not_claimed_is_said_before_anything_else() -> None:
    opening, _, _ = TEXT.partition("## 1.")

    for words in ("No clinician has signed", "Not validated", "Not certified"):
        assert words in opening
    assert "UNCONFIRMED" in opening


def test_no_line_is_longer_than_140_characters() -> None:
    assert [line for line in TEXT.splitlines() if len(line) > 140] == []
