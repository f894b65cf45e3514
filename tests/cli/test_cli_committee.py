"""`pinprick rules show | diff | sign`, and every command of their pages."""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import Result
from made_up import RULES, shipped
from typer.testing import CliRunner

from engine.cli import app

ROOT = Path(__file__).parents[2]
FACE = "urgent/sudden-face-numbness"
PAGES = ("docs/sign-off.md", "docs/behaviour-diff.md")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["rules", *map(str, arguments)])


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


@pytest.fixture
def longer(rules: Path) -> Path:
    """The rules with 48 hours where one clause had 24."""
    file = rules / f"{FACE}.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("within: 24 hours", "within: 48 hours", 1), "utf-8")
    return rules


def make_key(folder: Path) -> Path:
    key = folder / "my-key"
    arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(["ssh-keygen", *arguments], check=True)
    return key


def list_key(rules: Path, key: Path) -> None:
    public = key.with_suffix(".pub").read_text()
    (rules / "signoffs").mkdir(exist_ok=True)
    allowed = rules / "signoffs" / "allowed_signers"
    allowed.write_text(f'dr.a@clinic.example namespaces="pinprick-rule" {public}')


def test_show_prints_the_english_and_the_digest() -> None:
    result = run("show", FACE)

    assert result.exit_code == 0
    assert "Sudden numbness involving the face" in result.output
    assert shipped().digest_of(FACE) in result.output


def test_show_draws_the_decision_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "face.svg"

    result = run("show", FACE, "--svg", file)

    assert (result.exit_code, result.output) == (0, "")
    assert file.read_text("utf-8").startswith("<svg ")


def test_show_tells_programs_the_state_of_the_signatures() -> None:
    told = json.loads(run("show", FACE, "--json").stdout)

    assert told["signoff"] == {
        "state": "unsigned",
        "approvals": 0,
        "needed": 2,
        "signatures": [],
    }


def test_diff_shows_who_is_answered_otherwise_and_exits_1(longer: Path) -> None:
    result = run("diff", RULES, longer)

    assert result.exit_code == 1
    assert "kinds of patient: was quiet, now fires (critical)" in result.output
    assert "Smallest example: face numbness, sudden, 25 hours ago." in result.output


def test_diff_of_the_same_rules_exits_0() -> None:
    result = run("diff", RULES, RULES)

    assert (result.exit_code, "No behavioural change." in result.output) == (0, True)


def test_diff_writes_json_and_a_page(longer: Path, tmp_path: Path) -> None:
    page = tmp_path / "diff.html"

    result = run("diff", RULES, longer, "--json", "--html", page)

    assert json.loads(result.stdout)["changesBehaviour"] is True
    assert "25 hours ago" in page.read_text("utf-8")


def test_diff_of_what_is_not_there_exits_2(tmp_path: Path) -> None:
    result = run("diff", RULES, tmp_path / "nothing")

    assert result.exit_code == 2
    assert "neither a directory nor a revision" in result.output


def test_a_request_prints_what_is_to_be_signed_and_writes_nothing(rules: Path) -> None:
    result = run("sign", FACE, "--request", "--rules", rules)

    assert result.exit_code == 0
    assert shipped().digest_of(FACE) in result.output
    assert not (rules / "signoffs").exists()


def test_sign_writes_a_signature_that_counts(rules: Path, tmp_path: Path) -> None:
    key = make_key(tmp_path)
    list_key(rules, key)

    result = run(
        "sign", FACE, "--rules", rules, "--key", key, "--role", "a made-up role"
    )

    assert result.exit_code == 0, result.output
    assert "1 of 2 signatures" in result.output
    assert len([*(rules / "signoffs" / FACE).glob("*.json.sig")]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say your role"),
        (("--role", "r", "--verdict", "maybe"), "approve or changes"),
        (("--role", "r", "--verdict", "changes"), "say what should change"),
        (("--role", "r"), "not listed"),
    ],
)
def test_sign_says_what_is_missing_and_writes_nothing(
    rules: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    key = make_key(tmp_path)

    result = run("sign", FACE, "--rules", rules, "--key", key, *arguments)

    assert (result.exit_code, said in result.output) == (2, True)
    assert not (rules / "signoffs").exists()


def test_sign_without_a_key_says_what_to_give(rules: Path) -> None:
    result = run("sign", FACE, "--rules", rules)

    assert (result.exit_code, "--key" in result.output) == (2, True)


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_runs(
    page: str, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example"]
    for step in (["init", "-q"], ["add", "rules"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *step], check=True)

    told = [_ran(shlex.split(line), rules) for line in commands(page)]

    assert told
    assert [status for status in told if status != 0] == []


def _ran(words: list[str], rules: Path) -> int:
    """A command as the page has it, on a copy of the rules."""
    if words[0] == "ssh-keygen":
        done = subprocess.run([*words, "-q", "-N", ""], check=False, env=os.environ)
        list_key(rules, rules.parent / "my-key")
        return done.returncode
    assert words[:2] == ["pinprick", "rules"]
    own = [] if words[2] == "diff" else ["--rules", str(rules)]
    return run(*words[2:], *own).exit_code
