"""AuditEvents: what was shown, valid FHIR, no patient, and never in the way."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.auditevent import AuditEvent
from watched import CALL, NOW, hook_call, numb_face, served

from engine.evaluation import Engine
from engine.service.observe.audit import AuditDirError, audit_of
from engine.service.observe.audit_event import Shown, audit_event
from engine.store.shown import CardShown

CARD = CardShown(
    uuid="11111111-1111-5111-8111-111111111111",
    service="numbness-red-flags",
    topic="urgent/face",
    rules=({"rule": "urgent/face", "version": 3, "digest": "sha256:d"},),
    rules_digest="sha256:all",
    patient_key="keyed",
    shown_at=NOW,
)
SHOWN = Shown(
    "request-1", "https://ehr.example", CARD.service, NOW, "keyed", (CARD,), "1"
)


def events_in(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("audit-*.ndjson"))
    return [
        json.loads(line) for file in files for line in file.read_text().splitlines()
    ]


def details(event: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["type"], one["valueString"])
        for entity in event["entity"]
        for one in entity.get("detail", ())
    ]


def test_a_call_with_cards_leaves_one_valid_event(
    tmp_path: Path, engine: Engine
) -> None:
    with served(tmp_path, engine, audit_dir=tmp_path) as client:
        answer = client.post(CALL, json=hook_call(numb_face()))
        client.post(CALL, json=hook_call())
        digest = client.get("/health").json()["rules"]["digest"]

    (event,) = events_in(tmp_path)
    AuditEvent.model_validate(event)
    cards = [card["uuid"] for card in answer.json()["cards"]]
    told = [entity["what"]["identifier"]["value"] for entity in event["entity"]]
    assert told[1:] == [f"urn:uuid:{uuid}" for uuid in cards]
    assert ("rule", "urgent/sudden-face-numbness") in details(event)
    assert ("rules-digest", digest) in details(event)
    assert event["recorded"] == NOW.isoformat()


@pytest.mark.parametrize("references", [True, False])
def test_patient_and_user_are_named_only_where_a_setting_allows(
    tmp_path: Path, engine: Engine, references: bool
) -> None:
    given = {"audit_dir": tmp_path, "audit_references": references}
    with served(tmp_path, engine, **given) as client:
        client.post(CALL, json=hook_call(numb_face()))

    (event,) = events_in(tmp_path)
    AuditEvent.model_validate(event)
    text = json.dumps(event)
    assert ("Patient/1" in text, "Practitioner/1" in text) == (references, references)
    assert len(event["entity"][0]["what"]["identifier"]["value"]) == 64


def test_the_client_is_named_by_its_token() -> None:
    named, anybody = audit_event(SHOWN), audit_event(replace(SHOWN, client=""))

    assert named["agent"][0]["who"]["identifier"]["value"] == "https://ehr.example"
    assert anybody["agent"][0]["who"] == {"display": "not authenticated"}
    AuditEvent.model_validate(anybody)


def test_a_day_and_a_full_file_begin_another(tmp_path: Path) -> None:
    audit = audit_of(tmp_path, 2500, references=False)
    assert audit is not None

    for hours in (0, 1, 2, 24):
        audit.keep(replace(SHOWN, at=NOW + timedelta(hours=hours)))
    audit.close()

    files = sorted(tmp_path.iterdir())
    assert len(events_in(tmp_path)) == 4
    assert len(files) == 3
    assert {file.name[6:16] for file in files} == {"2026-01-31", "2026-02-01"}
    assert all(file.stat().st_size <= 2500 for file in files)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_an_event_that_cannot_be_written_takes_no_card_away_and_is_said(
    tmp_path: Path,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def is_full(*_: Any) -> None:
        raise OSError(28, "No space left on device", "place-of-a-person")

    with served(tmp_path, engine, audit_dir=tmp_path) as client:
        with monkeypatch.context() as patch:
            patch.setattr("engine.service.observe.audit.Audit.keep", is_full)
            answer = client.post(CALL, json=hook_call(numb_face()))
        ready, numbers = client.get("/ready"), client.get("/metrics").text
        client.post(CALL, json=hook_call(numb_face()))
        again = client.get("/ready")

    assert answer.json()["cards"][0]["indicator"] == "critical"
    assert ready.json() == {
        "status": "ready",
        "notes": ["an AuditEvent could not be written"],
    }
    assert 'pinprick_faults_total{fault="audit"} 1.0' in numbers
    assert "No space left on device" in caplog.text
    assert "place-of-a-person" not in caplog.text
    assert again.json() == {"status": "ready"}


def test_a_directory_that_cannot_be_written_to_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(AuditDirError, match="PINPRICK_AUDIT_DIR"):
        audit_of(tmp_path / "nothing", 2000, references=False)


def test_without_the_setting_there_is_none() -> None:
    assert audit_of(None, 2000, references=False) is None
