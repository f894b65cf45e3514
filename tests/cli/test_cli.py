"""The command `pinprick`, inside this process."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from made_up import shipped
from typer.testing import CliRunner

from engine.cli import app

ROOT = Path(__file__).parents[2]
NOW = "2026-11-20T15:30:00Z"
FACE = {
    "resourceType": "Condition",
    "id": "c1",
    "subject": {"reference": "Patient/7"},
    "code": {"text": "Numbness of the left face"},
    "onsetDateTime": "2026-11-20T13:30:00Z",
    "recordedDate": "2026-11-20T14:00:00Z",
}
OTHER = {**FACE, "id": "c2", "subject": {"reference": "Patient/8"}}
HOOK: dict[str, Any] = {
    "hook": "patient-view",
    "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    "context": {"userId": "Practitioner/1", "patientId": "7"},
}


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in which no line of a card is broken."""
    monkeypatch.setenv("COLUMNS", "300")


def run(*arguments: object, body: object = None) -> Result:
    sent = json.dumps(body) if body is not None else None
    return CliRunner().invoke(app, [str(one) for one in arguments], input=sent)


def evaluate(body: object, *more: object) -> Result:
    return run("evaluate", "-", "--now", NOW, *more, body=body)


def in_json(body: object, *more: object) -> Any:
    result = evaluate(body, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.usefixtures("wide")
def test_evaluate_prints_the_cards_the_outcomes_and_why() -> None:
    result = evaluate(FACE, "--patient", "7")

    assert result.exit_code == 0
    assert "CRITICAL" in result.output
    assert "Sudden face numbness" in result.output
    assert "urgent/sudden-face-numbness" in result.output
    assert "Condition/c1" in result.output
    assert "[ Refer to the stroke service ]" in result.output


def test_text_for_people_explains_no_quiet_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Explaining every rule takes longer than deciding, and only JSON shows it."""

    def explained(decisions: object) -> Any:
        raise AssertionError("every rule was explained")

    monkeypatch.setattr("engine.evaluation.outcomes", explained)

    assert evaluate(FACE, "--patient", "7").exit_code == 0
    in_full = evaluate(FACE, "--patient", "7", "--format", "json")
    assert "every rule was explained" in str(in_full.exception)


@pytest.mark.usefixtures("wide")
def test_evaluate_says_so_when_there_is_no_card() -> None:
    result = evaluate({"resourceType": "Bundle", "type": "collection", "entry": []})

    assert result.exit_code == 0
    assert result.output.startswith("No card.")


@pytest.mark.usefixtures("wide")
def test_evaluate_prints_the_problems_of_the_data_without_the_data() -> None:
    bad = {**FACE, "onsetDateTime": "Mrs Secret"}

    result = evaluate(bad)

    assert "Condition/c1" in result.output
    assert "could not be read" in result.output
    assert "Secret" not in result.output


def test_evaluate_as_cards_is_a_cds_hooks_response() -> None:
    result = evaluate(FACE, "--format", "cards")

    body = json.loads(result.stdout)
    assert [card["indicator"] for card in body["cards"]] == ["critical"]
    assert set(body) <= {"cards", "extension"}


def test_evaluate_as_json_has_every_outcome() -> None:
    body = in_json(FACE)

    assert set(body) == {"cards", "outcomes", "problems"}
    assert [one["rule"] for one in body["outcomes"]] == [
        rule.rule for rule in shipped().rules
    ]


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (evaluate(FACE, "--format", "json").stdout for _ in range(2))

    assert first == second


def test_evaluate_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "face.json"
    file.write_text(json.dumps(FACE))

    result = run("evaluate", file, "--now", NOW, "--format", "cards")

    assert json.loads(result.stdout)["cards"]


def test_evaluate_at_another_time_answers_otherwise() -> None:
    later = run("evaluate", "-", "--now", "2026-11-23", "--format", "json", body=FACE)

    outcomes = {o["rule"]: o["outcome"] for o in json.loads(later.stdout)["outcomes"]}
    assert outcomes["urgent/sudden-face-numbness"] == "quiet"


def test_evaluate_without_a_time_is_evaluated_now() -> None:
    result = run("evaluate", "-", "--format", "json", body=FACE)

    assert result.exit_code == 0


def test_evaluate_answers_a_whole_cds_hooks_request() -> None:
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": []}
    prefetch = {
        "patient": {"resourceType": "Patient", "id": "7"},
        "conditions": {**bundle, "entry": [{"resource": FACE}]},
        "observations": bundle,
    }

    body = in_json({**HOOK, "prefetch": prefetch})

    assert [card["indicator"] for card in body["cards"]] == ["critical"]


@pytest.mark.usefixtures("wide")
def test_evaluate_prints_the_answer_to_a_request_and_why() -> None:
    example = ROOT / "fhir_examples/hooks/diabetic-neuropathy.json"

    result = run("evaluate", example, "--now", NOW)

    assert result.exit_code == 0, result.output
    assert "HbA1c (Observation/hana-hba1c)" in result.output
    assert "asks: Is there alcohol dependence" in result.output


def test_a_request_that_cannot_be_answered_is_said_with_its_place() -> None:
    result = evaluate({**HOOK, "prefetch": {}})

    assert result.exit_code == 2
    assert "prefetch.conditions" in result.stderr
    assert result.stdout == ""


def test_a_request_of_any_hook_is_held_against_its_own_context() -> None:
    result = evaluate({**HOOK, "hook": "order-sign"})

    assert result.exit_code == 2
    assert "context.draftOrders" in result.stderr


@pytest.mark.parametrize(
    "hook", ["medication-prescribe", "", None, 7, ["patient-view"]]
)
def test_a_hook_that_nobody_answers_is_refused_with_those_that_are(
    hook: object,
) -> None:
    result = evaluate({**HOOK, "hook": hook})

    assert result.exit_code == 2
    assert "patient-view" in result.stderr
    assert "order-sign" in result.stderr


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{", "JSON"),
        ("", ""),
        ("[1, 2]", ""),
        ('"text"', ""),
        ('{"a": 1}', ""),
    ],
)
def test_what_is_no_fhir_is_refused_without_a_traceback(body: str, said: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", "-", "--now", NOW], input=body)

    assert result.exit_code == 2
    assert result.stderr.startswith("pinprick: ")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_several_patients_need_one_to_be_named() -> None:
    nobody = evaluate([FACE, OTHER])

    named = in_json([FACE, OTHER], "--patient", "7")

    assert nobody.exit_code == 2
    assert "patient" in nobody.stderr
    assert [card["indicator"] for card in named["cards"]] == ["critical"]
    references = {
        record["reference"]
        for outcome in named["outcomes"]
        for reason in outcome["reasons"]
        for record in reason["records"]
    }
    assert references == {"Condition/c1"}


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "nothing.json")

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", ""])
def test_a_time_that_is_none_is_said_with_how_to_write_one(text: str) -> None:
    result = run("evaluate", "-", "--now", text, body=FACE)

    assert result.exit_code == 2
    assert "write 2026-11-20T15:00:00Z" in result.stderr


def test_a_form_that_is_none_is_refused() -> None:
    assert evaluate(FACE, "--format", "xml").exit_code == 2


def test_a_locale_that_is_none_is_a_fault_with_a_code() -> None:
    result = evaluate(FACE, "--locale", "fr")

    assert result.exit_code == 2
    assert "RF207" in result.stderr
