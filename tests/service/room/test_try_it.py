"""Try it, over HTTP: the answer of a body, kept by nobody, refused with a place."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import made_up
import pytest

from engine.evaluation import engine_of
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
OURS = {"Origin": "http://testserver"}
FACE = "urgent/sudden-face-numbness"
NUMB_FACE = {
    "finding": "numbness",
    "site": "face",
    "side": "left",
    "began": "2 hours ago",
}
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture
def room(settings: Settings, client: Any) -> Iterator[Any]:
    book = made_up.shipped()
    answering = Answering(engine_of(book), settings.base_url)
    # The first text that is read loads the lexicon: slow where others work too.
    patient = settings.model_copy(update={"call_seconds": 120})
    app = create_app(patient, book, answering, lambda: NOW)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


def example(name: str) -> str:
    return (ROOT / "fhir_examples" / name).read_text(encoding="utf-8")


def ask(room: Any, at: str = "/try/answer", **body: Any) -> Any:
    return room.post(at, json=body, headers=OURS)


def test_the_page_is_there_with_its_form_and_its_box(room: Any) -> None:
    page = room.get("/try", params={"rule": FACE})

    assert page.status_code == 200
    assert f'value="{FACE}" selected' in page.text
    assert 'name="records"' in page.text


def test_a_statement_is_answered_with_its_card_and_every_rule(room: Any) -> None:
    answer = ask(room, given=[NUMB_FACE])

    assert answer.status_code == 200
    assert "Sudden face numbness - possible stroke or TIA. Assess now." in answer.text
    assert answer.text.count("data-rule=") == len(made_up.shipped().rules)
    assert "Statement 1" in answer.text


def test_what_was_tried_comes_back_as_a_case_of_the_rule(room: Any) -> None:
    answer = ask(room, given=[NUMB_FACE], rule=FACE)

    line = "- {finding: numbness, site: face, side: left, began: 2 hours ago}"
    assert line in answer.text
    assert "expect: fires" in answer.text
    assert "as: critical" in answer.text


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("bundles/sudden-face-numbness.json", "2026-11-20T15:00:00Z"),
        ("hooks/sudden-face-numbness.json", "2026-11-20T15:00:00Z"),
    ],
)
def test_records_are_answered_as_the_service_answers_them(
    room: Any, name: str, now: str
) -> None:
    text = example(name)
    answer = ask(room, records=text, now=now)

    if name.startswith("bundles"):
        sent = {"content": text, "headers": {"Content-Type": "application/json"}}
        cards = room.post(f"/evaluate?now={now}", **sent).json()["cards"]
    else:
        call = "/cds-services/numbness-red-flags"
        cards = room.post(call, json=json.loads(text)).json()["cards"]
    assert answer.status_code == 200
    assert cards
    for card in cards:
        assert card["summary"] in answer.text
    assert "entry[" in answer.text


def test_a_hook_that_would_be_refused_says_so_beside_the_rules(room: Any) -> None:
    answer = ask(room, records=example("hooks/observations-missing.json"))

    assert answer.status_code == 200
    assert "An EHR would get no cards but an error" in answer.text


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"given": [{"finding": "numness"}]}, "given[0].finding"),
        ({"records": "{"}, "line 1, column 2"),
        ({"records": '{"hook": "patient-view"}'}, "hookInstance"),
        ({"given": [], "now": "soon"}, "now"),
        ({"given": [], "records": "{}"}, ""),
        ({}, ""),
        ({"given": [], "elsewhere": 1}, "elsewhere"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_place(
    room: Any, body: dict[str, Any], place: str
) -> None:
    refused = room.post("/try/answer", json=body, headers=OURS)

    assert refused.status_code == 400
    issues = refused.json()["issue"]
    places = [issue.get("expression", [""])[0] for issue in issues]
    assert place in places


def test_markup_of_a_record_is_text_in_the_answer(room: Any) -> None:
    condition = {
        "resourceType": "Condition",
        "id": "1",
        "subject": {"reference": "Patient/1"},
        "code": {"text": f"Sudden numbness of the left face {HOSTILE}"},
        "recordedDate": "2026-11-20T14:00:00Z",
        "note": [{"text": HOSTILE}],
    }
    answer = ask(room, records=json.dumps(condition))

    assert answer.status_code == 200
    assert "&lt;img" in answer.text
    assert "<img" not in answer.text
    assert "<script" not in answer.text


def test_what_would_change_the_answer_can_be_put_into_the_form(room: Any) -> None:
    changes = ask(room, "/try/changes", given=[NUMB_FACE], rule=FACE)

    assert changes.status_code == 200
    assert "more than 24 hours ago (tried: 25 hours)" in changes.text
    assert "&#34;began&#34;: &#34;25 hours ago&#34;" in changes.text


def test_that_no_single_change_is_enough_is_said(room: Any) -> None:
    forearm = NUMB_FACE | {"site": "forearm"}
    two = ask(room, "/try/changes", given=[NUMB_FACE, forearm, {"finding": "diabetes"}])
    one = ask(room, "/try/changes", given=[NUMB_FACE])

    sentence = "No single change that was tried takes the critical answer away"
    assert sentence in two.text
    assert sentence not in one.text
    assert one.text.index("Leaves nothing critical") < one.text.index("Raises an")


def test_of_records_a_change_is_told_and_no_form_is_offered(room: Any) -> None:
    text = example("bundles/sudden-face-numbness.json")
    now = "2026-11-20T15:00:00Z"
    changes = ask(room, "/try/changes", records=text, now=now, rule=FACE)

    assert "had begun more than 24 hours ago" in changes.text
    assert "not in the JSON" in changes.text
    assert "data-given" not in changes.text


@pytest.mark.parametrize("at", ["/try", "/try/answer", "/try/changes"])
@pytest.mark.parametrize("sent", [{}, {"Origin": "https://elsewhere.example"}])
def test_nobody_else_may_send_here(room: Any, at: str, sent: dict[str, str]) -> None:
    assert room.post(at, json={"given": []}, headers=sent).status_code == 403


def test_nothing_is_kept_of_a_patient_who_was_tried(
    room: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "Mrs Secret-Name"
    text = example("bundles/sudden-face-numbness.json").replace("Patient/", secret)

    with caplog.at_level(logging.INFO):
        ask(room, given=[NUMB_FACE])
        ask(room, records=text)
        ask(room, records=f'{{"resourceType": "{secret}"}}')

    assert secret not in caplog.text
    room.app.state.running.room.close()
    file = settings.database_url.get_secret_value().removeprefix("sqlite:///")
    with sqlite3.connect(file) as database:
        for table in ("shown_card", "shown_evidence", "snoozed_card", "shadow_outcome"):
            (rows,) = database.execute(f"select count(*) from {table}").fetchone()
            assert rows == 0


def test_without_scripts_the_box_is_a_form(room: Any) -> None:
    form = {
        "records": example("bundles/sudden-face-numbness.json"),
        "now": "2026-11-20T15:00",
        "patient": "",
        "rule": "",
    }
    page = room.post("/try", data=form, headers=OURS)

    assert page.status_code == 200
    assert "possible stroke or TIA. Assess now." in page.text
    wrong = room.post("/try", data=form | {"records": "{"}, headers=OURS)
    assert wrong.status_code == 400
    assert "This cannot be answered" in wrong.text


def test_the_form_has_every_word_and_a_rule_its_cases(room: Any) -> None:
    words = room.get("/try/words").json()
    cases = room.get(f"/try/cases/{FACE}").json()

    assert {one["word"] for one in words["findings"]} == set(made_up.words().findings)
    assert words["common"][0] == "numbness"
    assert cases[0]["given"][0]["finding"] == "numbness"
    assert room.get("/try/cases/urgent/nobody").status_code == 404
