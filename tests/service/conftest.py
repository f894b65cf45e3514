"""A running service around a tiny engine, for claims about HTTP alone."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import made_up
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from engine.errors import BundleError
from engine.evaluation import Engine, engine_of
from engine.fhir.parse import parse
from engine.fhir.record import Problem
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.signoff import SignOff, unsigned
from engine.service.app import create_app
from engine.service.hook_request import HookRequest
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SECRET = "Mrs Secret-Name"
CARD = {
    "uuid": "11111111-1111-5111-8111-111111111111",
    "summary": "Sudden numbness of the face: stroke?",
    "indicator": "critical",
    "detail": "…",
    "source": {
        "label": "Pinprick",
        "topic": {"system": "urn:pinprick:rules", "code": "urgent/face"},
    },
    "extension": {
        "org.pinprick.rules": [
            {"rule": "urgent/face", "version": 1, "digest": "d", "outcome": "fires"}
        ]
    },
}
PROBLEM = Problem("shape", "entry[0].resource.code", "Condition/1", "Not read.", True)


@dataclass(frozen=True)
class TinyRulebook:
    """No rules, with a digest."""

    rules: tuple[()] = ()
    digest: str = "sha256:tiny"
    vocabulary: None = None

    def digest_of(self, rule_id: str) -> str:
        return f"sha256:{rule_id}"

    def signoff_of(self, rule: Rule) -> SignOff:
        return unsigned(rule)


@dataclass(frozen=True)
class TinyAnswer:
    """An answer with the members the contract names."""

    cards: tuple[Mapping[str, Any], ...] = ()
    outcomes: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    all_foreign: bool = False
    faults: tuple[str, ...] = ()

    @property
    def evidence(self) -> Mapping[str, str]:
        return {one["rule"]: f"evidence of {one['rule']}" for one in self.outcomes}

    def without(self, rules: Mapping[str, datetime]) -> "TinyAnswer":
        return replace(self, cards=())


def outcome(word: str, **more: object) -> dict[str, object]:
    lists: dict[str, object] = {"reasons": [], "missing": [], "near": []}
    identity = {"rule": "urgent/face", "version": 1, "urgency": "emergency"}
    shown = {"indicator": None if word == "quiet" else "warning", "status": "active"}
    return {**identity, "outcome": word, **shown, **lists, **more}


FIRES = TinyAnswer(cards=(CARD,), outcomes=(outcome("fires"),))


class TinyEngine:
    """Answers by what stands under `prefetch.say` or by the resource's id."""

    def answer_hook(self, request: HookRequest, now: datetime) -> TinyAnswer:
        prefetch = request.prefetch
        sent = {key for key, value in prefetch.items() if value != "failed"}
        missing = tuple(k for k in ("conditions", "observations") if k not in sent)
        said = self._say(prefetch.get("say", "quiet"), now)
        return replace(said, missing=missing)

    def answer_bundle(
        self, body: bytes, now: datetime, patient: str | None
    ) -> TinyAnswer:
        resource = parse(body)
        if not isinstance(resource, dict) or "resourceType" not in resource:
            raise BundleError("This is no FHIR", place="resourceType")
        if resource.get("id") == "several" and patient is None:
            raise BundleError("Several Patients", next_step="Name one with patient")
        return self._say(str(resource.get("id", "quiet")), now, patient)

    def _say(self, word: str, now: datetime, patient: str | None = None) -> TinyAnswer:
        match word:
            case "fires":
                return FIRES
            case "asks" | "quiet":
                return TinyAnswer(outcomes=(outcome(word),))
            case "foreign":
                return TinyAnswer(all_foreign=True)
            case "problem":
                return TinyAnswer(problems=(PROBLEM,))
            case "disagrees":
                faults = ("the evaluators differ on urgent/face",)
                return TinyAnswer(outcomes=(outcome("fires"),), faults=faults)
            case "breaks":
                raise ValueError(f"cannot read {SECRET}")
            case "nested":
                raise RecursionError(SECRET)
        return TinyAnswer(
            outcomes=(outcome("quiet", near=[now.isoformat(), str(patient)]),)
        )


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules that ship."""
    return made_up.shipped()


@pytest.fixture(scope="session")
def engine(rulebook: Rulebook) -> Engine:
    """The real engine, made once: preparing its reader of texts takes seconds."""
    return engine_of(rulebook)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    url = SecretStr(f"sqlite:///{tmp_path / 'service.sqlite'}")
    return Settings(database_url=url, max_body_bytes=1024 * 1024)


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings, TinyRulebook(), TinyEngine(), lambda: NOW)


@pytest.fixture
def make_app() -> Callable[..., FastAPI]:
    """Makes a service around the tiny engine, with settings and a clock."""

    def make(settings: Settings, clock: Callable[[], datetime]) -> FastAPI:
        return create_app(settings, TinyRulebook(), TinyEngine(), clock)

    return make


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def hook_request() -> Callable[..., dict[str, Any]]:
    """Makes a request of the right form; ``say`` tells the engine its answer."""

    def make(say: str = "quiet") -> dict[str, Any]:
        return {
            "hook": "patient-view",
            "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context": {"userId": "Practitioner/1", "patientId": "1"},
            "prefetch": {"conditions": None, "observations": None, "say": say},
        }

    return make
