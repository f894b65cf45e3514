"""`pinprick rules check | test | mutate | schema | pages`, with exit status."""

import json
import re
import shutil
from pathlib import Path

import pytest
from made_up import RULES
from typer.testing import CliRunner, Result

from engine.cli import app

FACE = "urgent/sudden-face-numbness"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["rules", *words])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The shipped rules with one clause that no case and no register holds."""
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    file = rules / f"{FACE}.yaml"
    text = re.sub(r" +evidence: \[E02, E06\]\n", "", file.read_text(), count=1)
    file.write_text(text.replace("began: 25 hours ago", "began: 30 hours ago"))
    return rules


def test_the_shipped_rules_have_no_finding_and_say_they_are_unsigned() -> None:
    answer = run("check")

    assert answer.exit_code == 0
    assert "0 findings of RF1xx to RF6xx" in answer.output
    assert "RF703" in answer.output


def test_a_finding_is_exit_status_1_with_code_and_line(faulty: Path) -> None:
    answer = run("check", "--json", "--rules", str(faulty))

    assert answer.exit_code == 1
    (fault,) = json.loads(answer.stdout)["faults"]
    assert (fault["code"], fault["file"]) == ("RF505", f"{FACE}.yaml")


def test_what_the_loader_refuses_is_a_finding_too(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    (rules / "urgent" / "x.yaml").write_text("rule: urgent/y\n")

    answer = run("check", "--rules", str(rules))

    assert answer.exit_code == 1
    assert "RF105" in answer.output


def test_a_directory_that_is_not_there_is_exit_status_2(tmp_path: Path) -> None:
    assert run("check", "--rules", str(tmp_path / "none")).exit_code == 2


def test_a_mistake_that_no_case_notices_is_named(faulty: Path) -> None:
    answer = run("mutate", FACE, "--rules", str(faulty))

    assert answer.exit_code == 1
    assert "RF606" in answer.output
    assert "no case notices 'one-sided' with 25 hours instead of 24 hours" in (
        answer.output
    )


def test_mutants_as_json_say_which_case_noticed_them() -> None:
    answer = run("mutate", FACE, "--json")

    rows = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert {row["verdict"] for row in rows} <= {"killed", "equivalent"}
    assert all(row["by"] for row in rows)


def test_cases_as_json_say_what_was_answered() -> None:
    answer = run("test", "--json")

    rows = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert all(row["passed"] for row in rows)
    assert {row["outcome"] for row in rows} == {"fires", "asks", "quiet"}


def test_schemas_and_pages_are_written(tmp_path: Path) -> None:
    schemas = run("schema", "--rules", str(tmp_path))
    pages = run("pages", "--docs", str(tmp_path / "docs"))

    assert (schemas.exit_code, pages.exit_code) == (0, 0)
    assert (tmp_path / "schema" / "rule.schema.json").is_file()
    assert (tmp_path / "docs" / "RF301.md").is_file()
