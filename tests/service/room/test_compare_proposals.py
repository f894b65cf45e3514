"""Compare, over HTTP: checks, a comparison with its examples, a replay's counts."""

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import made_up
import pytest

from engine.evaluation import engine_of
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.room.last_replay import last_replay
from engine.service.settings import Settings

OURS = {"Origin": "http://testserver"}
DIABETES = "chronic/symmetric-neuropathy-diabetes"


def text_of(rule: str) -> str:
    return (made_up.RULES / f"{rule}.yaml").read_text(encoding="utf-8")


FIVE_WEEKS = text_of(DIABETES).replace("at-least: 4 weeks", "at-least: 5 weeks", 1)


@pytest.fixture
def room(settings: Settings, client: Any) -> Iterator[Any]:
    book = made_up.shipped()
    answering = Answering(engine_of(book), settings.base_url)
    # The first text that is read loads the lexicon: slow where others work too.
    patient = settings.model_copy(update={"call_seconds": 120})
    app = create_app(patient, book, answering)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


def post(room: Any, at: str, *texts: str, **more: Any) -> Any:
    files = [{"name": f"{n}.yaml", "text": text} for n, text in enumerate(texts)]
    return room.post(at, json={"files": files, **more}, headers=OURS)


def finished(room: Any, name: str) -> str:
    """The comparison when its thread has ended; it is asked for all the while."""
    for thread in threading.enumerate():
        while thread.name == "pinprick-compare" and thread.is_alive():
            thread.join(timeout=1)
            room.get(f"/compare/{name}")
    text: str = room.get(f"/compare/{name}").text
    assert 'data-done="true"' in text
    return text


def test_a_rule_that_runs_can_be_taken_to_start_from(room: Any) -> None:
    page = room.get("/compare", params={"rule": DIABETES})

    assert page.status_code == 200
    assert f"rule: {DIABETES}" in page.text
    assert room.get("/compare?rule=../../etc/passwd").status_code == 404


def test_a_proposal_is_checked_with_code_line_fix_and_page(room: Any) -> None:
    wrong = FIVE_WEEKS.replace("question: ", "question: my-", 1)
    checked = post(room, "/compare/check", wrong)

    assert checked.status_code == 200
    assert '<a href="/checks/RF120">RF120</a>' in checked.text
    assert "line 4" in checked.text or "line 5" in checked.text
    assert "loads" in post(room, "/compare/check", FIVE_WEEKS).text
    assert "RF120" in room.get("/checks/RF120").text
    assert room.get("/checks/RF999").status_code == 404


def test_a_changed_limit_is_shown_with_words_examples_and_cases(room: Any) -> None:
    name = post(room, "/compare/start", FIVE_WEEKS).json()["comparison"]

    found = finished(room, name)

    assert "<del>4</del>" in found
    assert "<ins>5</ins>" in found
    assert "fires (info) &rarr; " in found
    example = "feet numbness, both sides, symmetric, 4 weeks ago + diabetes"
    assert example in found
    assert "Changed: its conditions." in found
    assert "The version number was not raised" in found
    others = len(made_up.shipped().rules) - 1
    assert f"The other {others} rules are the same in both" in found
    assert "decided by" not in found
    assert "of its own cases fail" in found
    assert "No replay is set" in found


def test_a_rule_that_is_new_and_one_that_is_gone_are_told(room: Any) -> None:
    other = "chronic/diabetes-of-ours"
    new = text_of(DIABETES).replace(f"rule: {DIABETES}", f"rule: {other}", 1)
    name = post(room, "/compare/start", new).json()["comparison"]

    found = finished(room, name)

    assert f"<code>{other}</code>" in found
    assert ">added</span>" in found


def test_what_says_what_runs_already_is_no_difference(room: Any) -> None:
    name = post(room, "/compare/start", text_of(DIABETES)).json()["comparison"]

    assert "No difference" in finished(room, name)


def test_a_proposal_that_does_not_load_says_why(room: Any) -> None:
    name = post(room, "/compare/start", "rule: urgent/x\n").json()["comparison"]

    assert "It does not load" in finished(room, name)


def test_a_comparison_that_was_stopped_says_so_and_keeps_what_it_has(
    room: Any,
) -> None:
    name = post(room, "/compare/start", FIVE_WEEKS).json()["comparison"]
    assert room.post(f"/compare/{name}/cancel", headers=OURS).status_code == 204

    assert "Stopped" in finished(room, name)
    assert room.get("/compare/nobody-knows-this").status_code == 404


def facts_of(page: str) -> str:
    """What the Sign page says of how a proposal stands, without its markup."""
    return re.sub(r"<[^>]+>|\s+", " ", page.partition('id="stands"')[2])


def asked_about(room: Any, name: str) -> str:
    page = room.get(f"/rules/{DIABETES}/sign?comparison={name}")
    assert page.status_code == 200
    return " ".join(facts_of(page.text).split())


def test_who_approves_a_proposal_sees_the_alerts_that_it_loses(room: Any) -> None:
    none = re.sub(r"(known-false-alarms: )\[.*\]", r"\1[]", FIVE_WEEKS)
    name = post(room, "/compare/start", none).json()["comparison"]
    finished(room, name)

    facts = asked_about(room, name)

    assert re.search(
        r"Alerts are lost or lowered\. [\d,]+ kinds? of patient (is|are) answered "
        r"otherwise; (all|[\d,]+) of them lower\.",
        facts,
    )
    assert "Not compared to the end" not in facts
    assert "1 of its own cases was not run: it rests on a file of records" in facts
    assert "of its own cases fail" in facts
    assert "They found 1 thing in the whole proposal" in facts
    assert "RF702" in facts


def test_who_approves_a_proposal_sees_that_no_answer_changes(room: Any) -> None:
    reworded = text_of(DIABETES).replace("title: ", "title: Another ", 1)
    name = post(room, "/compare/start", reworded).json()["comparison"]
    finished(room, name)

    facts = asked_about(room, name)

    assert "No patient is answered otherwise" in facts
    assert "of its own cases that were run pass" in facts
    assert "lost" not in facts


def test_a_stopped_comparison_never_passes_for_a_whole_one(room: Any) -> None:
    other = room.app.state.running.room.comparisons
    name = post(room, "/compare/start", FIVE_WEEKS).json()["comparison"]
    while not other.of(name).rules:
        time.sleep(0.01)
    room.post(f"/compare/{name}/cancel", headers=OURS)
    finished(room, name)

    assert "Not compared to the end" in asked_about(room, name)
    assert room.post(f"/compare/{name}/again", headers=OURS).status_code == 200


def test_the_files_of_a_finished_comparison_are_let_go(room: Any) -> None:
    """What is known of it stays, so that somebody can ask for a signature."""
    name = post(room, "/compare/start", FIVE_WEEKS).json()["comparison"]
    finished(room, name)

    assert room.get(f"/rules/{DIABETES}/sign?comparison={name}").status_code == 200
    assert room.post(f"/compare/{name}/again", headers=OURS).status_code == 404


def test_markup_in_a_proposal_is_text(room: Any) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = FIVE_WEEKS.replace("title: ", f"title: {hostile} ", 1)

    checked = post(room, "/compare/check", text + f"\n{hostile}: x\n").text
    found = finished(room, post(room, "/compare/start", text).json()["comparison"])

    for shown in (checked, found):
        assert "&lt;script&gt;" in shown
        assert "<script" not in shown
        assert "<img" not in shown


@pytest.mark.parametrize(
    "body",
    [
        {"files": []},
        {"files": [{"name": "a.yaml"}], "more": 1},
        {"files": [{"name": "../a.yaml", "text": "rule: urgent/a"}]},
        {"files": [{"name": "a.zip", "base64": "no!"}]},
        {"files": [{"name": "a.zip", "base64": base64.b64encode(b"PK\3\4").decode()}]},
        [],
    ],
)
def test_what_is_no_proposal_is_refused_in_words(room: Any, body: Any) -> None:
    refused = room.post("/compare/check", json=body, headers=OURS)

    assert refused.status_code == 400
    assert refused.json()["issue"][0]["details"]["text"]


def test_nobody_else_may_send_a_proposal(room: Any) -> None:
    for at in ("/compare/check", "/compare/start", "/compare/x/cancel"):
        assert room.post(at, json={"files": []}).status_code == 403


def replayed(folder: Path) -> Path:
    """A replay of four evaluations, of which one fired and two asked."""
    rows = ", ".join(f"('{DIABETES}', '{word}')" for word in ("fires", "asks", "asks"))
    table = f"SELECT * FROM (VALUES {rows}) AS answers(rule, outcome)"
    with duckdb.connect() as memory:
        memory.execute(f"COPY ({table}) TO '{folder}/answers.parquet'")
    run = {
        "rules_digest": "sha256:old",
        "rules": [{"rule": DIABETES, "version": 1}, {"rule": "urgent/x", "version": 2}],
        "counts": {"patients": 3, "evaluations": 4},
    }
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def test_the_counts_of_a_replay_are_for_a_thousand_evaluations(tmp_path: Path) -> None:
    found = last_replay(replayed(tmp_path))

    often = found.rules[DIABETES]
    assert (found.fault, found.evaluations, found.patients) == ("", 4, 3)
    assert (often.fires, often.asks, often.version) == (250, 500, 1)
    assert (found.rules["urgent/x"].fires, found.rules["urgent/x"].asks) == (0, 0)


def test_without_a_replay_or_with_a_broken_one_that_is_said(tmp_path: Path) -> None:
    assert "PINPRICK_REPLAY_DIR" in last_replay(None).fault
    assert "lacks" in last_replay(tmp_path).fault
    (replayed(tmp_path) / "run.json").write_text("{}", encoding="utf-8")
    assert "cannot be read" in last_replay(tmp_path).fault
