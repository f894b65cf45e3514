"""Sign: what is shown, who may ask, and a request that ends in a signature."""

import json
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from made_up import RULES
from pydantic import SecretStr
from typer.testing import CliRunner

from engine.cli import app as commands
from engine.evaluation import Engine
from engine.rulebook.rulebook import Rulebook
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
FACE = "urgent/sudden-face-numbness"
PAGE = f"/rules/{FACE}/sign"
FILE = f"{PAGE}/request.json"
OURS = {"Sec-Fetch-Site": "same-origin"}
HOSTILE = '<img src=x onerror=alert(1)> "quoted" & [red]bold[/]'


@dataclass
class Desk:
    """A browser on the Sign page, and what it knows of its session."""

    client: TestClient
    rulebook: Rulebook

    def sign_in(self, *roles: str) -> None:
        page = self.client.get("/login").text
        fields = {"csrf": _token(page), "name": "Made Up", "role": list(roles)}
        self.client.post("/login/development", data=fields, headers=OURS)

    def fields(self, **more: str) -> dict[str, str]:
        usual = {
            "csrf": _token(self.client.get(PAGE).text),
            "digest": self.rulebook.digest_of(FACE),
            "verdict": "approve",
            "role": "a made-up role",
            "remark": "",
        }
        return {**usual, **more}

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Any:
        return self.client.post(path, data=fields, headers=OURS | headers)


def _token(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.fixture(scope="module")
def signing_room(
    tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook, engine: Engine
) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("room")
    url = SecretStr(f"sqlite:///{folder / 'room.sqlite'}")
    settings = Settings(database_url=url, development_login=True)
    answering = Answering(engine, settings.base_url)
    app = create_app(settings, rulebook, answering, lambda: NOW)
    base, here = settings.base_url, ("127.0.0.1", 50_000)
    with TestClient(app, base_url=base, client=here) as client:
        yield client


@pytest.fixture
def desk(signing_room: TestClient, rulebook: Rulebook) -> Iterator[Desk]:
    yield Desk(signing_room, rulebook)
    signing_room.cookies.clear()


@pytest.fixture
def reviewer(desk: Desk) -> Desk:
    desk.sign_in("reviewer")
    return desk


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


@pytest.fixture
def key(rules: Path, tmp_path: Path) -> Path:
    """A key that the rules list under a made-up name."""
    made = tmp_path / "key"
    arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(made)]
    subprocess.run(["ssh-keygen", *arguments], check=True)
    (rules / "signoffs").mkdir()
    public = made.with_suffix(".pub").read_text()
    line = f'dr.a@clinic.example namespaces="pinprick-rule" {public}'
    (rules / "signoffs" / "allowed_signers").write_text(line)
    return made


def run(*arguments: object, said: str = "") -> Result:
    words = ["rules", *map(str, arguments)]
    return CliRunner().invoke(commands, words, input=said, env={"COLUMNS": "300"})


def downloaded(desk: Desk, folder: Path, **more: str) -> Path:
    answer = desk.post(FILE, desk.fields(**more))
    assert answer.status_code == 200, answer.text
    name = answer.headers["content-disposition"].split('"')[1]
    file = folder / name
    file.write_bytes(answer.content)
    return file


def test_the_page_shows_what_is_signed_to_everybody(desk: Desk) -> None:
    page = desk.client.get(PAGE)

    assert page.status_code == 200
    assert desk.rulebook.digest_of(FACE) in page.text
    assert "Sudden numbness involving the face" in page.text
    assert "No clinician has signed this rule" in page.text
    assert f'href="/login?next={"%2F".join(PAGE.split("/"))}"' in page.text


def test_a_reviewer_is_shown_what_will_be_signed_and_the_command(
    reviewer: Desk,
) -> None:
    page = reviewer.post(PAGE, reviewer.fields())

    assert page.status_code == 200
    assert "Nothing has been sent, and nothing is signed." in page.text
    assert "pinprick rules sign --request" in page.text
    name = "sign-urgent-sudden-face-numbness-v"
    assert f"pinprick rules sign --request {name}" in page.text


def test_a_request_ends_in_a_signature_that_counts(
    reviewer: Desk, rules: Path, key: Path, tmp_path: Path
) -> None:
    file = downloaded(reviewer, tmp_path)

    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="y\n")

    assert made.exit_code == 0, made.output
    assert "Asked by" in made.output or "asked by" in made.output
    told = json.loads(run("show", FACE, "--json", "--rules", rules).stdout)
    assert (told["signoff"]["state"], told["signoff"]["approvals"]) == (
        "partly-signed",
        1,
    )
    (statement,) = (rules / "signoffs" / FACE).glob("*.json")
    said = json.loads(statement.read_bytes())
    assert (said["signer"], said["role"]) == ("dr.a@clinic.example", "a made-up role")


def test_a_wish_for_changes_stops_the_rule_and_keeps_its_words(
    reviewer: Desk, rules: Path, key: Path, tmp_path: Path
) -> None:
    file = downloaded(reviewer, tmp_path, verdict="changes", remark=HOSTILE)

    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="y\n")

    assert HOSTILE in made.output
    told = json.loads(run("show", FACE, "--json", "--rules", rules).stdout)
    assert told["signoff"]["state"] == "changes-requested"


def test_without_a_yes_nothing_is_signed(
    reviewer: Desk, rules: Path, key: Path, tmp_path: Path
) -> None:
    file = downloaded(reviewer, tmp_path)

    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="n\n")

    assert made.exit_code == 1
    assert not (rules / "signoffs" / FACE).exists()


def test_a_rule_that_changed_since_is_not_signed(
    reviewer: Desk, rules: Path, key: Path, tmp_path: Path
) -> None:
    file = downloaded(reviewer, tmp_path)
    text = (rules / f"{FACE}.yaml").read_text("utf-8")
    longer = text.replace("within: 24 hours", "within: 48 hours", 1)
    (rules / f"{FACE}.yaml").write_text(longer, "utf-8")

    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="y\n")

    assert (made.exit_code, "another here than what was read" in made.output) == (
        2,
        True,
    )
    assert not (rules / "signoffs" / FACE).exists()


def test_a_request_without_a_key_is_shown_and_not_signed(
    reviewer: Desk, rules: Path, tmp_path: Path
) -> None:
    file = downloaded(reviewer, tmp_path)

    shown = run("sign", "--request", file, "--rules", rules)

    assert (shown.exit_code, "I approve this rule" in shown.output) == (0, True)
    assert not (rules / "signoffs").exists()


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        ("digest", "0" * 64, "another here"),
        ("version", 999, "another here"),
        ("rule", "urgent/nothing", "no rule urgent/nothing"),
        ("verdict", "maybe", "verdict"),
        ("role", "", "role"),
        ("remark", "\u001b[2Jgone", "cannot be seen"),
        ("remark", "\u202egnp.exe", "cannot be seen"),
        ("kind", "another", "kind"),
        ("signer", "dr.b@clinic.example", "signer"),
    ],
)
def test_a_request_that_was_changed_by_hand_is_refused(  # noqa: PLR0917
    reviewer: Desk,
    rules: Path,
    key: Path,
    tmp_path: Path,
    member: str,
    value: object,
    said: str,
) -> None:
    file = downloaded(reviewer, tmp_path)
    asked = json.loads(file.read_bytes()) | {member: value}
    file.write_text(json.dumps(asked))

    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="y\n")

    assert (made.exit_code, said in made.output) == (2, True), made.output
    assert not (rules / "signoffs" / FACE).exists()


def test_a_file_that_is_no_request_is_one_line(rules: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("[]")

    made = run("sign", "--request", file, "--rules", rules)

    assert (made.exit_code, "is no sign-off request" in made.output) == (2, True)


def test_a_request_says_all_there_is_to_say(reviewer: Desk, tmp_path: Path) -> None:
    file = downloaded(reviewer, tmp_path)

    made = run("sign", "--request", file, "--role", "another role")

    assert (made.exit_code, "leave these options out" in made.output) == (2, True)


def test_who_signed_in_is_named_and_that_nobody_checked_it(
    reviewer: Desk, tmp_path: Path
) -> None:
    asked = json.loads(downloaded(reviewer, tmp_path).read_bytes())

    assert asked["requested_by"] == "Made Up (development login, not checked)"
    assert "signer" not in asked


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"role": ""}, "Say your role"),
        ({"role": "two\nlines"}, "Say your role"),
        ({"verdict": ""}, "Choose whether"),
        ({"verdict": "changes"}, "Say what should change"),
        ({"remark": "x" * 2001}, "The remark may have"),
        ({"digest": "0" * 64}, "has changed since this page was opened"),
    ],
    ids=str,
)
def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(
    reviewer: Desk, more: dict[str, str], said: str
) -> None:
    page = reviewer.post(PAGE, reviewer.fields(**more))

    assert (page.status_code, said in page.text) == (400, True)
    assert "a made-up role" in page.text or "role" in more


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_nobody_who_is_not_signed_in_may_ask(desk: Desk, path: str) -> None:
    assert desk.post(path, desk.fields()).status_code == 401


@pytest.mark.parametrize("path", [PAGE, FILE])
@pytest.mark.parametrize("role", ["reader", "operator"])
def test_another_role_may_not_ask(desk: Desk, path: str, role: str) -> None:
    desk.sign_in(role)

    assert desk.post(path, desk.fields()).status_code == 403
    assert "Only a reviewer may approve" in desk.client.get(PAGE).text


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_csrf_a_request_needs_the_token_of_the_session(
    reviewer: Desk, path: str
) -> None:
    answer = reviewer.post(path, reviewer.fields(csrf="another"))

    assert answer.status_code == 403


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_csrf_a_foreign_page_makes_no_request(reviewer: Desk, path: str) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}

    assert reviewer.post(path, reviewer.fields(), **foreign).status_code == 403


def test_what_is_written_in_a_remark_is_text_on_the_page(reviewer: Desk) -> None:
    page = reviewer.post(PAGE, reviewer.fields(remark=HOSTILE)).text

    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_rule_that_there_is_not_cannot_be_signed(reviewer: Desk) -> None:
    assert reviewer.client.get("/rules/urgent/nothing/sign").status_code == 404
