"""`pinprick rules`, and what every command says of a bad rules directory."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from made_up import RULES, shipped
from typer.testing import CliRunner

from engine.cli import app

FACE = {
    "resourceType": "Condition",
    "id": "c1",
    "subject": {"reference": "Patient/7"},
    "code": {"text": "Numbness of the left face"},
    "onsetDateTime": "2026-11-20T13:30:00Z",
    "recordedDate": "2026-11-20T14:00:00Z",
}


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in which no line of a card is broken."""
    monkeypatch.setenv("COLUMNS", "300")


def run(*arguments: object, body: object = None) -> Result:
    sent = json.dumps(body) if body is not None else None
    return CliRunner().invoke(app, [str(one) for one in arguments], input=sent)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


FACE_RULE = "urgent/sudden-face-numbness.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["evaluate", "-"],
        ["rules", "test"],
        ["rules", "show", "urgent/sudden-face-numbness"],
    ],
)
def test_a_bad_rules_directory_is_told_with_every_fault_in_its_place(
    command: list[str], rules: Path
) -> None:
    change(rules / FACE_RULE, "finding: numbness", "finding: numbnes")
    change(rules / "urgent/spreading-numbness.yaml", "urgency: emergency", "urgency: x")

    result = run(*command, "--rules", rules, body=FACE)

    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert any(line.startswith(f"{rules}/{FACE_RULE}:") for line in lines)
    assert any(
        f"{rules}/urgent/spreading-numbness.yaml:4: RF" in line for line in lines
    )
    assert all(": RF" in line and " Fix: " in line for line in lines[:-1])
    assert lines[-1] == (
        f"pinprick: {len(lines) - 1} faults in {rules}; nothing was run."
    )
    assert result.stdout == ""


def test_a_directory_without_rules_is_told(tmp_path: Path) -> None:
    result = run("rules", "test", "--rules", tmp_path)

    assert result.exit_code == 2
    assert "RF" in result.stderr


@pytest.mark.usefixtures("wide")
def test_rules_test_counts_the_cases_of_every_rule() -> None:
    result = run("rules", "test")

    total = sum(len(rule.cases) for rule in shipped().rules)
    assert result.exit_code == 0
    assert f"{total} of {total} cases passed" in result.output
    assert "Not clinically signed" in result.output
    assert result.output.count("✓") == len(shipped().rules)


@pytest.mark.usefixtures("wide")
def test_rules_test_exits_1_and_shows_what_failed(rules: Path) -> None:
    change(rules / FACE_RULE, "    as: critical", "    as: info")

    result = run("rules", "test", "--rules", rules)

    assert result.exit_code == 1
    assert "✗ urgent/sudden-face-numbness" in result.output
    assert "expected fires as info, got fires as critical" in result.output


@pytest.mark.usefixtures("wide")
def test_a_failure_names_the_clauses_that_came_near(rules: Path) -> None:
    change(rules / FACE_RULE, "    expect: quiet", "    expect: fires")

    result = run("rules", "test", "--rules", rules)

    assert result.exit_code == 1
    assert "expected fires, got quiet" in result.output
    assert "contradicted" in result.output


@pytest.mark.usefixtures("wide")
def test_rules_show_prints_a_rule_in_english_with_its_digest() -> None:
    result = run("rules", "show", "urgent/sudden-face-numbness")

    assert result.exit_code == 0
    assert "Sudden numbness involving the face" in result.output
    assert shipped().digest_of("urgent/sudden-face-numbness") in result.output


def test_rules_show_of_a_rule_that_is_none_names_those_there_are() -> None:
    result = run("rules", "show", "urgent/nothing")

    assert result.exit_code == 2
    assert "there is no rule 'urgent/nothing'" in result.stderr
    assert all(rule.rule in result.stderr for rule in shipped().rules)


@pytest.mark.parametrize("arguments", [[], ["rules"]])
def test_without_a_command_the_help_is_shown(arguments: list[str]) -> None:
    result = run(*arguments)

    assert "Usage" in result.output
