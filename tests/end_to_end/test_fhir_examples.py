"""Every file of fhir_examples/ gets the answer that stands beside it.

The expected answers were decided from the clinical specification, not copied
from the engine; the reason stands in each under `why`.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import pytest
from example_files import BUNDLES, HOOKS, ROOT, Example, each
from fastapi import FastAPI
from fhir.resources.R4B.servicerequest import ServiceRequest
from pydantic import SecretStr
from typer.testing import CliRunner

from engine.cli import app as command_line
from engine.errors import BundleError
from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook
from engine.service.answering import Answer, Answering
from engine.service.answers import hook_response
from engine.service.app import create_app
from engine.service.discovery import service_id
from engine.service.hook_contexts import HOOKS as KNOWN_HOOKS
from engine.service.hook_contexts import PATIENT_VIEW, Hook
from engine.service.hook_request import checked_request
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

# The command loads the rules anew each time; it answers by the same function.
BY_COMMAND = [example for example in BUNDLES if example.is_answered][::12]
ANSWERED = [example for example in (*BUNDLES, *HOOKS) if example.is_answered]
BASE_URL = "http://127.0.0.1:8080"
REFUSED_BY_COMMAND = 2


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules", "uk")


@pytest.fixture(scope="module")
def answering(rulebook: Rulebook) -> Answering:
    return Answering(Engine(rulebook), BASE_URL)


@pytest.fixture(scope="module")
def service(
    rulebook: Rulebook, answering: Answering, tmp_path_factory: pytest.TempPathFactory
) -> FastAPI:
    store = tmp_path_factory.mktemp("store") / "examples.sqlite"
    settings = Settings(database_url=SecretStr(f"sqlite:///{store}"))
    now = HOOKS[0].now
    return create_app(settings, rulebook, answering, lambda: now)


@pytest.fixture(scope="module")
def client(service: FastAPI) -> Iterator[TestClient]:
    with TestClient(service, raise_server_exceptions=False) as running:
        yield running


def hook(example: Example) -> Hook:
    """The hook of a request; one that nobody serves is sent to patient-view."""
    return KNOWN_HOOKS.get(json.loads(example.body)["hook"], PATIENT_VIEW)


def service_address(example: Example) -> str:
    return f"/cds-services/{service_id(hook(example))}"


def answer(answering: Answering, example: Example) -> Answer:
    if example in HOOKS:
        request = checked_request(json.loads(example.body), hook(example))
        return answering.answer_hook(request, example.now)
    patient = example.expected.get("patient")
    return answering.answer_bundle(example.body, example.now, patient)


def command(example: Example) -> tuple[int, bytes]:
    """What `pinprick evaluate --format cards` prints, and its exit status."""
    words = ["evaluate", str(example.file), "--now", example.expected["now"]]
    patient = example.expected.get("patient")
    named = ["--patient", patient] if patient else []
    result = CliRunner().invoke(command_line, [*words, *named, "--format", "cards"])
    return result.exit_code, result.stdout_bytes


def brief(cards: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [
        {
            "indicator": card["indicator"],
            "summary": card["summary"],
            "rule": card["source"]["topic"]["code"],
        }
        for card in cards
    ]


def codes(problems: list[dict[str, Any]]) -> list[str]:
    return sorted({problem["code"] for problem in problems})


def outcomes(answer: Answer, wanted: Mapping[str, str]) -> dict[str, str]:
    said = {one["rule"]: one["outcome"] for one in answer.outcomes}
    return {rule: said[rule] for rule in wanted}


def compact(printed: bytes) -> bytes:
    return orjson.dumps(orjson.loads(printed))


@each([example for example in BUNDLES if example.is_answered])
def test_a_bundle_gets_the_answer_beside_it(
    answering: Answering, example: Example
) -> None:
    expected = example.expected

    got = answer(answering, example)

    assert brief([*got.cards]) == expected["cards"]
    assert outcomes(got, expected["outcomes"]) == expected["outcomes"]
    assert sorted({one.code for one in got.problems}) == sorted(expected["problems"])


@each([example for example in HOOKS if example.is_answered])
def test_the_rules_answer_a_hook_as_its_expected_answer_says(
    answering: Answering, example: Example
) -> None:
    wanted = example.expected["outcomes"]

    got = answer(answering, example)

    assert outcomes(got, wanted) == wanted


@each(HOOKS)
def test_a_hook_call_over_http_gets_the_answer_beside_it(
    client: TestClient, example: Example
) -> None:
    headers = {"Content-Type": "application/json"}

    address = service_address(example)
    response = client.post(address, content=example.body, headers=headers)

    assert response.status_code == example.expected["status"]
    body = response.json()
    if example.is_answered:
        problems = body.get("extension", {}).get("org.pinprick.problems", [])
        assert brief(body["cards"]) == example.expected["cards"]
        assert codes(problems) == sorted(example.expected["problems"])
    else:
        assert body["resourceType"] == "OperationOutcome"


@each(BUNDLES)
def test_a_bundle_over_http_gets_the_answer_beside_it(
    client: TestClient, example: Example
) -> None:
    kind = "fhir+ndjson" if example.file.suffix == ".ndjson" else "fhir+json"
    query = {
        key: example.expected[key]
        for key in ("now", "patient")
        if key in example.expected
    }
    headers = {"Content-Type": f"application/{kind}"}

    response = client.post(
        "/evaluate", params=query, content=example.body, headers=headers
    )

    assert response.status_code == example.expected["status"]
    if example.is_answered:
        body = response.json()
        assert brief(body["cards"]) == example.expected["cards"]
        assert codes(body["problems"]) == sorted(example.expected["problems"])


@each(BY_COMMAND)
def test_the_command_prints_the_cds_hooks_response_of_a_bundle(
    answering: Answering, example: Example
) -> None:
    expected = orjson.dumps(hook_response(answer(answering, example)))

    status, printed = command(example)

    assert (status, compact(printed)) == (0, expected)


@each([example for example in HOOKS if example.is_answered])
def test_the_command_prints_what_http_answers_to_a_hook(
    client: TestClient, example: Example
) -> None:
    headers = {"Content-Type": "application/json"}
    address = service_address(example)
    expected = client.post(address, content=example.body, headers=headers).content

    status, printed = command(example)

    assert (status, compact(printed)) == (0, expected)


def test_the_examples_have_a_request_of_every_hook() -> None:
    assert {hook(example).name for example in HOOKS} == KNOWN_HOOKS.keys()


@each([example for example in (*BUNDLES, *HOOKS) if not example.is_answered])
def test_the_command_refuses_what_http_refuses(example: Example) -> None:
    status, printed = command(example)

    assert (status, printed) == (REFUSED_BY_COMMAND, b"")


def test_a_bundle_about_two_patients_is_refused_until_one_is_named(
    answering: Answering,
) -> None:
    named, unnamed = (
        next(one for one in BUNDLES if one.file.stem == stem)
        for stem in ("two-patients-foreign-record", "two-patients-nobody-named")
    )

    assert json.loads(named.body) == json.loads(unnamed.body)
    with pytest.raises(BundleError):
        answer(answering, unnamed)


@pytest.fixture(scope="module")
def backwards(rulebook: Rulebook) -> Mapping[str, bytes]:
    """What another engine answers that is asked all of it in the other order."""
    another = Answering(Engine(rulebook), BASE_URL)
    return {
        str(example.file): orjson.dumps(hook_response(answer(another, example)))
        for example in reversed(ANSWERED)
    }


@each(ANSWERED)
def test_the_same_input_gives_the_same_bytes(
    answering: Answering, backwards: Mapping[str, bytes], example: Example
) -> None:
    got = orjson.dumps(hook_response(answer(answering, example)))

    assert got == backwards[str(example.file)]


@each(ANSWERED)
def test_every_suggested_order_is_a_valid_service_request(
    answering: Answering, example: Example
) -> None:
    cards = answer(answering, example).cards

    orders = [
        action["resource"]
        for card in cards
        for suggestion in card.get("suggestions", ())
        for action in suggestion["actions"]
    ]

    for order in orders:
        ServiceRequest.model_validate(order)
    fires = "fires" in example.expected["outcomes"].values()
    assert bool(orders) == fires


@each(ANSWERED)
def test_every_summary_is_shorter_than_140_characters(
    answering: Answering, example: Example
) -> None:
    too_long = [
        card["summary"]
        for card in answer(answering, example).cards
        if len(card["summary"]) >= 140
    ]

    assert too_long == []
