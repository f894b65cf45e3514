"""From a live call to a page: a rule in shadow, recorded, counted, reported."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_up_run import day, stay, write_run
from pydantic import SecretStr
from typer.testing import CliRunner

from engine.cli import app as command_line
from engine.evaluation import Engine
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook, in_service
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

FACE = "urgent/sudden-face-numbness"
NUMB_FACE = {
    "resourceType": "Condition",
    "id": "c1",
    "code": {"text": "Sudden numbness of the left face"},
    "onsetDateTime": "2026-01-31T10:00:00Z",
    "recordedDate": "2026-01-31T11:00:00Z",
}


@pytest.fixture
def in_shadow(rulebook: Rulebook) -> Rulebook:
    """The shipped rules, the one of the face in shadow."""

    def turned(rule: Rule) -> Rule:
        terms = rule.governance.model_copy(update={"status": "shadow"})
        is_it = rule.rule == FACE
        return rule.model_copy(update={"governance": terms}) if is_it else rule

    return replace(rulebook, rules=tuple(map(turned, rulebook.rules)))


@pytest.fixture
def database(tmp_path: Path, client: Any, engine: Engine, in_shadow: Rulebook) -> str:
    """The URL of the store of a service that was called for three patients."""
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    settings = Settings(
        database_url=SecretStr(url),
        patient_key_secret=SecretStr("sixteen characters"),
        call_seconds=60,
    )
    own = Engine(in_service(in_shadow))
    # The words are the same, and preparing to read them takes two seconds.
    object.__setattr__(own, "reader", engine.reader)
    answering = Answering(own, settings.base_url)
    served = create_app(settings, in_shadow, answering, client.app.state.running.clock)
    with type(client)(served) as service:
        for call, patient, is_numb in ((1, "a", True), (2, "a", True), (3, "b", False)):
            cards = _call(service, call, patient, is_numb)
            assert FACE not in json.dumps(cards)
    return url


def _call(service: Any, call: int, patient: str, is_numb: bool) -> Any:
    numb = {**NUMB_FACE, "subject": {"reference": f"Patient/{patient}"}}
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": numb}] if is_numb else [],
    }
    request = {
        "hook": "patient-view",
        "hookInstance": f"d1577c69-dfbe-44ad-ba6d-3e05e953b2e{call}",
        "context": {"userId": "Practitioner/1", "patientId": patient},
        "prefetch": {"conditions": bundle, "observations": None},
    }
    response = service.post("/cds-services/numbness-red-flags", json=request)
    assert response.status_code == 200, response.text
    return response.json()


def _run_of(folder: Path, book: Rulebook) -> Path:
    face = next(rule for rule in book.rules if rule.rule == FACE)
    rule = {
        "rule": FACE,
        "title": face.title,
        "version": face.version,
        "digest": book.digest_of(FACE),
        "urgency": face.urgency,
        "question": face.question,
        "status": "shadow",
    }
    return write_run(folder, [stay("p", day(1))], (), [rule])


def test_what_a_rule_in_shadow_said_to_live_calls_is_in_the_report(
    tmp_path: Path, database: str, in_shadow: Rulebook
) -> None:
    run, out = _run_of(tmp_path / "run", in_shadow), tmp_path / "report.json"
    asked = ["report", str(run), "--json", str(out), "--shadow-from", database]

    done = CliRunner().invoke(command_line, asked)

    assert done.exit_code == 0, done.output
    (live,) = json.loads(out.read_bytes())["live"]
    assert (live["rule"], live["in_this_run"], live["patients"]) == (FACE, True, 2)
    assert (live["fires"]["count"], live["fires"]["of"]) == (2, 3)
    assert (live["critical"], live["asks"]["count"]) == (2, 0)
    assert f"in shadow, live: {FACE}" in done.output.replace("\n", " ")


def test_a_database_that_is_not_there_is_said_so_and_not_made(
    tmp_path: Path, in_shadow: Rulebook
) -> None:
    run, file = _run_of(tmp_path / "run", in_shadow), tmp_path / "none.sqlite"

    done = CliRunner().invoke(
        command_line, ["report", str(run), "--shadow-from", f"sqlite:///{file}"]
    )

    assert done.exit_code == 2
    assert "no database file" in done.stderr
    assert not file.exists()


def test_a_database_without_tables_is_left_without_them(
    tmp_path: Path, in_shadow: Rulebook
) -> None:
    run, file = _run_of(tmp_path / "run", in_shadow), tmp_path / "empty.sqlite"
    file.touch()

    done = CliRunner().invoke(
        command_line, ["report", str(run), "--shadow-from", f"sqlite:///{file}"]
    )

    assert done.exit_code == 2
    assert "pinprick database upgrade" in done.stderr
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT * FROM sqlite_master").fetchall() == []


def test_a_url_with_a_password_is_never_printed(
    tmp_path: Path, in_shadow: Rulebook
) -> None:
    run = _run_of(tmp_path / "run", in_shadow)
    url = "postgresql+psycopg://user:pass-word@127.0.0.1:1/none"

    done = CliRunner().invoke(command_line, ["report", str(run), "--shadow-from", url])

    assert done.exit_code == 2
    assert "does not answer" in done.stderr
    assert "pass-word" not in done.output + done.stderr
