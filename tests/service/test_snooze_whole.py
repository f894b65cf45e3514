"""The snooze with the real engine and rules: what is shown again, and when."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from made_up_clinic import Clinic, neuropathy, resources, spreading, stroke, summaries
from pydantic import SecretStr

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings
from engine.service.state import Running
from engine.store.database import Store, open_store
from engine.store.models import ShownCard
from engine.store.snooze import all_snoozed

START = datetime.fromisoformat("2026-11-20T15:00:00Z")
HOUR = timedelta(hours=1)


@pytest.fixture
def keyed(settings: Settings) -> Settings:
    secret = SecretStr("a key of the tests, of 16 and more")
    return settings.model_copy(update={"patient_key_secret": secret})


@pytest.fixture
def make_clinic(engine: Engine, client: Any) -> Iterator[Callable[[Settings], Clinic]]:
    opened: list[Any] = []

    def make(settings: Settings) -> Clinic:
        clock = [START]
        answering = Answering(engine, "https://rules.example")
        app = create_app(settings, engine.rulebook, answering, lambda: clock[0])
        running = type(client)(app, raise_server_exceptions=False).__enter__()
        opened.append(running)
        return Clinic(running, clock)

    yield make
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def clinic(keyed: Settings, make_clinic: Callable[[Settings], Clinic]) -> Clinic:
    return make_clinic(keyed)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database_url.get_secret_value())
    yield opened
    opened.close()


def test_an_overridden_card_is_not_shown_again(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    clinic.wait(HOUR)

    assert clinic.open_chart(neuropathy()) == []


def test_it_is_shown_again_when_the_time_is_over(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    clinic.wait(24 * HOUR)

    assert summaries(clinic.open_chart(neuropathy())) == [card["summary"]]


def test_a_card_that_was_only_shown_is_shown_again(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())

    assert summaries(clinic.open_chart(neuropathy())) == [card["summary"]]


def test_the_time_is_a_setting(
    keyed: Settings, make_clinic: Callable[[Settings], Clinic]
) -> None:
    clinic = make_clinic(keyed.model_copy(update={"snooze_hours": 2}))
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)

    clinic.wait(HOUR)
    after_one = clinic.open_chart(neuropathy())
    clinic.wait(HOUR)
    after_two = clinic.open_chart(neuropathy())

    assert (after_one, len(after_two)) == ([], 1)


@pytest.mark.parametrize(
    "change", [{"snooze_hours": 0}, {"patient_key_secret": None}], ids=str
)
def test_it_can_be_off_and_is_without_a_key(
    keyed: Settings, make_clinic: Callable[[Settings], Clinic], change: dict[str, Any]
) -> None:
    clinic = make_clinic(keyed.model_copy(update=change))
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)

    shown = clinic.open_chart(neuropathy())
    status = clinic.client.get("/health").json()["snooze"]["status"]

    assert summaries(shown) == [card["summary"]]
    assert status.startswith("off: ")


def test_a_critical_card_is_always_shown(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(stroke())
    clinic.say(card)

    assert summaries(clinic.open_chart(stroke())) == [card["summary"]]


def test_another_value_in_a_record_is_new(clinic: Clinic) -> None:
    request = neuropathy()
    (card,) = clinic.open_chart(request)
    clinic.say(card)
    changed = deepcopy(request)
    (feet,) = (r for r in resources(changed, "conditions") if r["id"] == "hana-feet")
    feet["onsetDateTime"] = "2026-01-10"

    assert len(clinic.open_chart(changed)) == 1


def test_a_further_record_is_new(clinic: Clinic) -> None:
    request = neuropathy()
    (card,) = clinic.open_chart(request)
    clinic.say(card)
    changed = deepcopy(request)
    (feet,) = (r for r in resources(changed, "conditions") if r["id"] == "hana-feet")
    again = feet | {"id": "hana-feet-again", "onsetDateTime": "2026-02-20"}
    changed["prefetch"]["conditions"]["entry"].append({"resource": again})

    assert len(clinic.open_chart(changed)) == 1


def test_records_in_another_order_are_not_new(clinic: Clinic) -> None:
    request = neuropathy()
    (card,) = clinic.open_chart(request)
    clinic.say(card)
    turned = deepcopy(request)
    turned["prefetch"]["conditions"]["entry"].reverse()

    assert clinic.open_chart(turned) == []


def test_another_patient_with_the_same_words_is_shown(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    other = json.loads(json.dumps(neuropathy()).replace('"hana"', '"hanna"'))
    other = json.loads(json.dumps(other).replace("Patient/hana", "Patient/hanna"))

    assert len(clinic.open_chart(other)) == 1


def test_the_same_id_on_another_server_is_another_patient(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)

    other = neuropathy() | {"fhirServer": "https://other.example/fhir"}

    assert len(clinic.open_chart(other)) == 1


def test_an_accepted_card_is_shown_again(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    chosen = [{"id": card["suggestions"][0]["uuid"]}]
    clinic.say(card, outcome="accepted", acceptedSuggestions=chosen)

    assert len(clinic.open_chart(neuropathy())) == 1


def test_a_card_for_somebody_else_is_shown_to_them(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    system = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"
    reason = {"reason": {"code": "inappropriate-recipient", "system": system}}
    clinic.say(card, overrideReason=reason)

    assert len(clinic.open_chart(neuropathy())) == 1


def test_of_two_cards_the_other_says_what_was_set_aside(clinic: Clinic) -> None:
    first, second, *_ = clinic.open_chart(spreading())
    clinic.say(first)
    clinic.wait(HOUR)

    left, *others = clinic.open_chart(spreading())

    title = first["source"]["topic"]["display"]
    line = f"Set aside earlier, not shown until: {title} (2026-11-21 15:00 UTC)."
    assert left["summary"] == second["summary"]
    assert line in [left, *others][-1]["detail"]
    assert line not in second["detail"]


def test_what_could_not_be_read_is_said_although_its_card_is_gone(
    clinic: Clinic,
) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    broken = neuropathy()
    failed = {"severity": "error", "code": "exception"}
    outcome = {"resourceType": "OperationOutcome", "issue": [failed]}
    broken["prefetch"]["medications"] = outcome
    broken["prefetch"]["conditions"]["entry"].append({"resource": outcome})

    (problem,) = clinic.open_chart(broken)

    assert problem["source"]["topic"]["code"] == "data-problem"
    assert "Set aside earlier" in problem["detail"]


def test_a_card_kept_back_is_a_row_and_counted_by_rule(
    clinic: Clinic, store: Store
) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    clinic.wait(HOUR)
    clinic.open_chart(neuropathy())

    rule = "chronic/symmetric-neuropathy-diabetes"
    (kept,) = all_snoozed(store)
    assert clinic.client.get("/health").json()["snooze"] == {
        "status": "on",
        "hours": 24.0,
        "cardsNotShown": {rule: 1},
    }
    assert (kept.topic, kept.snoozed_at, kept.until) == (
        rule,
        START + HOUR,
        START + 24 * HOUR,
    )


def test_a_card_kept_back_is_not_among_those_shown(
    clinic: Clinic, store: Store
) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    clinic.open_chart(neuropathy())

    with store.reading() as session:
        shown = [one.uuid for one in session.query(ShownCard)]
    assert shown == [card["uuid"]]


def test_neither_patient_nor_evidence_stands_in_the_database(
    clinic: Clinic, tmp_path: Path
) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    clinic.open_chart(neuropathy())

    files = [file.read_bytes() for file in tmp_path.glob("service.sqlite*")]

    assert files
    assert not [one for one in files for word in (b"hana", b"8.4") if word in one]


def test_a_restart_forgets_nothing(
    keyed: Settings, make_clinic: Callable[[Settings], Clinic]
) -> None:
    (card,) = (before := make_clinic(keyed)).open_chart(neuropathy())
    before.say(card)
    after = make_clinic(keyed)
    after.calls = iter(range(500, 600))

    assert after.open_chart(neuropathy()) == []


def test_a_store_that_fails_hides_no_card(clinic: Clinic) -> None:
    (card,) = clinic.open_chart(neuropathy())
    clinic.say(card)
    app: FastAPI = clinic.client.app
    running: Running = app.state.running
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("DROP TABLE shown_evidence")

    shown = clinic.open_chart(neuropathy())

    assert summaries(shown) == [card["summary"]]
    assert clinic.client.get("/ready").status_code == 503
