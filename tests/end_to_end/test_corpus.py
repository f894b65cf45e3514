"""Third-party records through the whole engine: read, answered, nothing lost.

The corpus is not part of the project; without it these tests are skipped.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine import BundleError, load_rulebook
from engine.evaluation import Engine, Evaluation
from engine.reading import Question
from engine.service.prefetch import REQUIRED
from engine.when import read_time

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus beside the checkout is not there"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulebook(ROOT / "rules"))


def files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (CORPUS / folder).rglob("*.json*"))


def content(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def is_sound(evaluation: Evaluation) -> bool:
    decisions = evaluation.decisions
    return not (decisions.differing or decisions.failed or decisions.network_failed)


@pytest.mark.parametrize("folder", ["ips", "resources", "synthea"])
def test_every_well_formed_file_is_answered(engine: Engine, folder: str) -> None:
    unsound, refused = [], []
    for path in files(folder):
        try:
            evaluation = engine.evaluate_body(content(path), Question(NOW, path.name))
        except BundleError as error:
            refused.append((path.name, error.what))
            continue
        if not is_sound(evaluation):
            unsound.append(path.name)

    assert unsound == []
    # ten Patients in one document, and nobody named
    assert len(refused) <= (1 if folder == "ips" else 0), refused


def test_a_problem_names_where_it_is(engine: Engine) -> None:
    nameless = [
        (path.name, problem.code)
        for path in files("ips", "resources")
        for problem in problems_of(engine, path)
        if not (problem.place or problem.reference)
    ]

    assert nameless == []


def problems_of(engine: Engine, path: Path) -> Any:
    try:
        return engine.evaluate_body(content(path), Question(NOW, path.name)).problems
    except BundleError:
        return ()


def test_published_hook_requests_are_answered_or_refused_with_a_place(
    engine: Engine,
) -> None:
    malformed = 0
    for path in files("cdshooks"):
        try:
            request = json.loads(content(path))
        except ValueError:
            malformed += 1
            continue
        patient = request.get("context", {}).get("patientId")
        evaluation = engine.evaluate_prefetch(
            request.get("prefetch"), dict(REQUIRED), Question(NOW, "x", patient)
        )
        # None of them sends what the rules need, so none may look like an answer.
        assert evaluation.missing or evaluation.cards
        assert is_sound(evaluation)

    assert malformed == 22


def test_synthetic_patients_get_no_critical_card_a_day_after_their_last_record(
    engine: Engine,
) -> None:
    critical = [
        (path.name, card.summary)
        for path in files("synthea")
        for card in day_after(engine, content(path)).cards
        if card.indicator == "critical"
    ]

    assert critical == []


def day_after(engine: Engine, body: bytes) -> Evaluation:
    resources = [entry["resource"] for entry in json.loads(body)["entry"]]
    written = [
        time.interval.end
        for resource in resources
        for name in ("effectiveDateTime", "recordedDate", "issued")
        if (time := read_time(resource.get(name, "")))
    ]
    return engine.evaluate_body(body, Question(max(written) + timedelta(days=1), "x"))
