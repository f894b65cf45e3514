"""What Prometheus reads: numbers with bounded labels, for those who may."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError
from watched import CALL, hook_call, numb_face, served

from engine.evaluation import Engine
from engine.service.fault_words import AUDIT_NOT_KEPT, STORE_FAILED

ROOT = Path(__file__).parents[3]


def numbers(client: Any) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_a_call_is_counted_by_service_rule_card_and_problem(
    tmp_path: Path, engine: Engine
) -> None:
    odd = numb_face(id="odd", code=12)
    with served(tmp_path, engine) as client:
        client.post(CALL, json=hook_call(numb_face(), odd))
        client.post(CALL, json={})
        found = numbers(client)

    service = ("service", "numbness-red-flags")
    for name, *labels in (
        ("pinprick_request_seconds_count", service, ("status", "2xx")),
        ("pinprick_request_seconds_count", service, ("status", "4xx")),
        ("pinprick_refusals_total", ("code", "required"), service),
        ("pinprick_cards_total", ("indicator", "critical")),
        ("pinprick_blocked_calls_total", service),
        (
            "pinprick_rule_outcomes_total",
            ("outcome", "fires"),
            ("rule", "urgent/sudden-face-numbness"),
            ("status", "active"),
        ),
    ):
        assert found[name, tuple(labels)] == 1, name
    blocking = {
        labels for name, labels in found if name == "pinprick_data_problems_total"
    }
    assert any(("blocking", "yes") in labels for labels in blocking)


def test_how_it_stands_is_said(tmp_path: Path, engine: Engine) -> None:
    with served(tmp_path, engine) as client:
        parts = client.app.state.running
        parts.readiness.degrade(STORE_FAILED)
        parts.readiness.degrade("the evaluators differ on urgent/face")
        parts.readiness.count("signing keys from auth_clients[0].jku[0]")
        parts.readiness.count(AUDIT_NOT_KEPT)
        found = numbers(client)

    assert found["pinprick_ready", ()] == 0
    assert found["pinprick_not_ready", (("reason", "store"),)] == 1
    assert found["pinprick_faults_total", (("fault", "store"),)] == 1
    assert found["pinprick_faults_total", (("fault", "audit"),)] == 1
    differing = (("rule", "urgent/face"),)
    assert found["pinprick_evaluator_disagreements_total", differing] == 1
    source = (("source", "auth_clients[0].jku[0]"),)
    assert found["pinprick_jwks_failures_total", source] == 1
    unsigned = (("state", "unsigned"), ("urgency", "emergency"))
    assert found["pinprick_signatures", unsigned] > 10
    assert found["pinprick_calls", ()] == 0
    (info,) = (dict(labels) for name, labels in found if "service_info" in name)
    assert info["digest"] == parts.rulebook.digest and info["mode"] == "evaluation"


def test_a_store_that_does_not_answer_is_not_ready(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise OperationalError("", {}, Exception())

    with served(tmp_path, engine) as client:
        monkeypatch.setattr(client.app.state.running.store, "check", fails)
        found = numbers(client)

    assert found["pinprick_not_ready", (("reason", "no-store"),)] == 1


@pytest.mark.parametrize(
    ("readers", "host", "headers", "status"),
    [
        ("off", "127.0.0.1", {}, 404),
        ("loopback", "127.0.0.1", {}, 200),
        ("loopback", "::1", {}, 200),
        ("loopback", "10.0.0.7", {}, 404),
        ("loopback", "127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 404),
        ("loopback", "127.0.0.1", {"Forwarded": "for=10.0.0.7"}, 404),
        ("on", "10.0.0.7", {}, 200),
    ],
)
def test_who_may_read_the_numbers(  # noqa: PLR0917 - one argument a column
    tmp_path: Path,
    engine: Engine,
    readers: str,
    host: str,
    headers: dict[str, str],
    status: int,
) -> None:
    with served(tmp_path, engine, metrics=readers) as client:
        other = type(client)(client.app, client=(host, 5000))
        answer = other.get("/metrics", headers=headers)

    assert answer.status_code == status
    assert ("pinprick_" in answer.text) is (status == 200)


def test_labels_grow_with_the_rules_and_not_with_what_is_sent(
    tmp_path: Path, engine: Engine
) -> None:
    with served(tmp_path, engine) as client:
        client.post("/cds-services/first", json={})
        client.get("/rules/first")
        before = len(numbers(client))
        for number in range(20):
            client.post(f"/cds-services/other-{number}", json={})
            client.get(f"/other-{number}", headers={"X-Other": "1"})
            client.request(f"OTHER{number}", "/health")
        after = len(numbers(client))

    assert after - before < 60  # the series of three further routes


WORKERS = """
import os
from prometheus_client import CollectorRegistry
from engine.service.observe.meters import Meters
from engine.service.observe.seen import Seen
meters = Meters()
if os.fork() == 0:
    meters.request(Seen(cards=("critical",)), "one", 200, 0.01)
    os._exit(0)
os.wait()
meters.request(Seen(cards=("critical",)), "one", 200, 0.01)
print(meters.text(CollectorRegistry()).decode())
"""


def test_with_a_shared_directory_the_counters_are_those_of_all_workers(
    tmp_path: Path,
) -> None:
    shared = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", WORKERS],
        env=shared | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert 'pinprick_cards_total{indicator="critical"} 2.0' in done.stdout
