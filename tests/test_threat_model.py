"""`docs/threat-model.md` names what exists, and leaves no threat without a hold."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "docs" / "threat-model.md").read_text(encoding="utf-8")
KINDS = {"spoofing", "tampering", "repudiation", "disclosure", "denial", "elevation"}

THREATS = re.findall(r"^\| (T-\d\d) \| (B\d) \| (\w+) \| ([^|]+) \|$", TEXT, re.M)
IDS = [id for id, *_ in THREATS]
BOUNDARIES = re.findall(r"^\| (B\d) \| ", TEXT, re.M)
HELD = re.findall(r"^\| (T-\d\d) \| `(\S+)::(\w+)` \|$", TEXT, re.M)


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef)
    )


def test_threats_are_numbered_without_a_gap_and_of_every_kind() -> None:
    assert [f"T-{number:02}" for number in range(1, len(IDS) + 1)] == IDS
    assert {kind for _, _, kind, _ in THREATS} == KINDS
    assert {boundary for _, boundary, _, _ in THREATS} == set(BOUNDARIES)


@pytest.mark.parametrize("id", IDS)
def test_a_threat_says_what_holds_it_back_and_what_remains(id: str) -> None:
    said = TEXT.partition(f"**{id}**\n")[2].partition("\n\n")[0].splitlines()

    assert [line.partition(":")[0] for line in said] == ["- Mitigated", "- Remains"]


@pytest.mark.parametrize("id", IDS)
def test_a_threat_has_a_test_that_exists(id: str) -> None:
    held = [(file, name) for threat, file, name in HELD if threat == id]

    assert held
    assert [name for file, name in held if name not in functions(file)] == []


def test_every_package_is_pinned_with_its_hashes() -> None:
    lines = (PROJECT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if re.match(r"[a-z0-9]", line)]

    assert len(pinned) > 50
    assert [line for line in pinned if not re.fullmatch(r"\S+==\S+ \\", line)] == []
    after = {one: lines[lines.index(one) + 1].strip() for one in pinned}
    assert [one for one, hash in after.items() if "--hash=sha256:" not in hash] == []
