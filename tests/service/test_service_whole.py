"""The service with the real engine and the real rules."""

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.prefetch import REQUIRED, prefetch_of
from engine.service.settings import Settings
from engine.store.database import open_store
from engine.store.feedback import all_feedback

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "../shared/corpus"
CALL = "/cds-services/numbness-red-flags"
JSON = {"Content-Type": "application/json"}
NOW = datetime.fromisoformat("2026-01-31T12:00:00Z")
EMPTY = {"resourceType": "Bundle", "type": "searchset"}


def numb_face(patient: str = "1") -> dict[str, Any]:
    began = (NOW - timedelta(hours=2)).isoformat()
    return {
        "resourceType": "Condition",
        "id": "numb-face",
        "subject": {"reference": f"Patient/{patient}"},
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": began,
        "recordedDate": began,
    }


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return EMPTY | {"entry": [{"resource": one} for one in resources]}


def request(**prefetch: Any) -> dict[str, Any]:
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "prefetch": prefetch,
    }


@pytest.fixture
def whole(settings: Settings, engine: Engine, client: Any) -> Iterator[Any]:
    answering = Answering(engine, "https://rules.example")
    roomy = settings.model_copy(update={"max_body_bytes": 16 * 1024 * 1024})
    app = create_app(roomy, engine.rulebook, answering, lambda: NOW)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


def test_sudden_face_numbness_is_a_critical_card_that_names_stroke(whole: Any) -> None:
    body = request(conditions=bundle(numb_face()), observations=EMPTY)

    response = whole.post(CALL, json=body)

    (card,) = [c for c in response.json()["cards"] if c["indicator"] == "critical"]
    assert "stroke" in card["summary"].lower()
    assert card["links"][0]["url"].startswith("https://rules.example/rules/urgent/")


def test_a_card_links_to_a_page_that_exists(whole: Any) -> None:
    body = request(conditions=bundle(numb_face()), observations=EMPTY)
    cards = whole.post(CALL, json=body).json()["cards"]
    links = [link["url"] for card in cards for link in card["links"]]

    statuses = {whole.get(url.removeprefix("https://rules.example")) for url in links}

    assert {page.status_code for page in statuses} == {200}


def test_the_same_call_is_answered_with_the_same_bytes(whole: Any) -> None:
    body = request(conditions=bundle(numb_face()), observations=EMPTY)

    answers = {whole.post(CALL, json=body).content for _ in range(2)}

    assert len(answers) == 1


def test_feedback_on_its_card_is_known(whole: Any, settings: Settings) -> None:
    body = request(conditions=bundle(numb_face()), observations=EMPTY)
    card = whole.post(CALL, json=body).json()["cards"][0]
    entry = {
        "card": card["uuid"],
        "outcome": "overridden",
        "outcomeTimestamp": "2026-01-31T12:01:00Z",
    }

    whole.post(f"{CALL}/feedback", json={"feedback": [entry]})

    store = open_store(settings.database_url.get_secret_value())
    (kept,) = all_feedback(store)
    store.close()
    assert kept.is_known_card


def test_nothing_recorded_is_an_empty_list(whole: Any) -> None:
    response = whole.post(CALL, json=request(conditions=EMPTY, observations=None))

    assert (response.status_code, response.json()["cards"]) == (200, [])


FAILED = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "exception"}],
}


@pytest.mark.parametrize(
    "prefetch",
    [
        {},
        {"conditions": EMPTY},
        {"observations": EMPTY},
        {"conditions": FAILED, "observations": EMPTY},
        {"conditions": EMPTY, "observations": "text"},
        {"conditions": EMPTY, "observations": bundle(FAILED)},
    ],
)
def test_missing_or_failed_data_is_412_and_never_an_empty_list(
    whole: Any, prefetch: dict[str, Any]
) -> None:
    response = whole.post(CALL, json=request(**prefetch))

    assert response.status_code == 412
    assert response.json()["issue"][0]["expression"][0].startswith("prefetch.")


def test_no_prefetch_at_all_is_412(whole: Any) -> None:
    body = request()
    del body["prefetch"]

    assert whole.post(CALL, json=body).status_code == 412


def test_a_rule_that_fires_outweighs_a_failed_key(whole: Any) -> None:
    body = request(conditions=bundle(numb_face()), observations=FAILED)

    response = whole.post(CALL, json=body)

    assert response.status_code == 200
    assert response.json()["cards"][0]["indicator"] == "critical"


def test_an_unfollowed_page_is_never_an_empty_list(whole: Any) -> None:
    page = EMPTY | {"link": [{"relation": "next", "url": "https://ehr.example/2"}]}

    response = whole.post(CALL, json=request(conditions=page, observations=EMPTY))

    assert response.status_code == 412 or response.json()["cards"] != []


def test_only_another_patients_records_are_412(whole: Any) -> None:
    body = request(conditions=bundle(numb_face("2")), observations=EMPTY)

    assert whole.post(CALL, json=body).status_code == 412


def test_discovery_asks_for_what_the_engine_requires(engine: Engine) -> None:
    prefetch = prefetch_of(engine.rulebook.rules, engine.rulebook.vocabulary)

    asked = {key: query.split("?")[0] for key, query in prefetch.items()}

    assert dict(REQUIRED).items() <= asked.items()


def test_evaluate_takes_a_bundle_an_array_and_one_resource(whole: Any) -> None:
    bodies = [bundle(numb_face()), [numb_face()], numb_face()]

    answers = [
        whole.post("/evaluate?now=2026-01-31T12:00:00Z", json=body).json()
        for body in bodies
    ]

    said = [{o["rule"]: o["outcome"] for o in a["outcomes"]} for a in answers]
    assert said[0]["urgent/sudden-face-numbness"] == "fires"
    assert said[0] == said[1] == said[2]


def test_evaluate_at_another_time_answers_another_thing(whole: Any) -> None:
    answer = whole.post("/evaluate?now=2027-01-31T12:00:00Z", json=numb_face()).json()

    outcomes = {one["rule"]: one["outcome"] for one in answer["outcomes"]}
    assert outcomes["urgent/sudden-face-numbness"] == "quiet"


def test_several_patients_need_a_name(whole: Any) -> None:
    people = [{"resourceType": "Patient", "id": name} for name in ("1", "2")]
    body = bundle(*people, numb_face("1"))

    unnamed = whole.post("/evaluate", json=body)
    named = whole.post("/evaluate?patient=1", json=body)

    assert (unnamed.status_code, named.status_code) == (400, 200)
    assert "patient" in unnamed.json()["issue"][0]["diagnostics"]


def test_evaluate_never_answers_412(whole: Any) -> None:
    foreign = whole.post("/evaluate?patient=1", json=bundle(numb_face("2")))

    assert (foreign.status_code, foreign.json()["cards"]) == (200, [])
    assert foreign.json()["problems"][0]["code"] == "foreign-record"


BAD = {
    "no JSON": b"Mrs Secret-Name",
    "NaN": b'{"resourceType": "Bundle", "id": NaN}',
    "doubled key": b'{"resourceType": "Bundle", "id": "1", "id": "2"}',
    "nested": b"[" * 10_000 + b"]" * 10_000,
    "nested as deep as JSON is read": b'{"a":' * 253 + b"1" + b"}" * 253,
    "no FHIR": b'{"hello": "Secret-Name"}',
    "a number": b"12",
    "an array of numbers": b"[1, 2]",
    "null": b"null",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("address", ["/evaluate", CALL])
def test_bad_input_is_400_with_a_reason(whole: Any, address: str, name: str) -> None:
    response = whole.post(address, content=BAD[name], headers=JSON)

    assert response.status_code == 400
    assert response.json()["issue"][0]["details"]["text"]
    assert "Secret" not in response.text
    assert whole.get("/ready").status_code == 200


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside us")
def test_every_published_hook_request_is_answered_or_refused(whole: Any) -> None:
    files = sorted((CORPUS / "cdshooks").glob("*.json"))

    statuses = {
        file.name: whole.post(CALL, content=file.read_bytes(), headers=JSON).status_code
        for file in files
    }

    assert len(files) > 20
    assert set(statuses.values()) <= {200, 400, 412}
    assert whole.get("/ready").status_code == 200


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside us")
def test_every_published_bundle_is_evaluated_unless_it_is_about_several(
    whole: Any,
) -> None:
    files = sorted((CORPUS / "ips").glob("*.json"))
    packed = sorted((CORPUS / "synthea").glob("*.json.gz"))[:5]
    bodies = {file.name: file.read_bytes() for file in files} | {
        file.name: gzip.decompress(file.read_bytes()) for file in packed
    }

    answers = [
        whole.post("/evaluate", content=body, headers=JSON) for body in bodies.values()
    ]

    refused = [answer.text for answer in answers if answer.status_code != 200]
    assert len(answers) > 20
    assert len(refused) < 5
    assert all("several patients" in text for text in refused)
