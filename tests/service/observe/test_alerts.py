"""Dashboard and alerts ask for numbers that the service has; each alert has a page."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from watched import CALL, hook_call, numb_face, served

from engine.evaluation import Engine
from engine.service import fault_words

ROOT = Path(__file__).parents[3]
ALERTS = ROOT / "deploy/prometheus/alerts.yaml"
DASHBOARD = json.loads((ROOT / "deploy/grafana/pinprick.json").read_text("utf-8"))
RULES = [
    rule
    for group in yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
NAMES = r"\b(?:pinprick|process|python)_[a-z_]+\b"
# What Prometheus adds to every series, and its own measure of a scrape.
ITS_OWN = {"instance", "job", "le"}
HEADINGS = [
    "What it means",
    "What a patient could miss",
    "What to do",
    "How to be sure it is over",
]


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in RULES)
    yield from (target["expr"] for panel in PANELS for target in panel["targets"])


@pytest.fixture(scope="module")
def exported(
    tmp_path_factory: pytest.TempPathFactory, engine: Engine
) -> dict[str, set[str]]:
    """The labels of every series of a service to which everything has happened."""
    odd = numb_face(id="odd", code=12)
    with served(tmp_path_factory.mktemp("exported"), engine) as client:
        client.post(CALL, json=hook_call(numb_face(), odd))
        client.post(CALL, json={})
        parts = client.app.state.running
        for fault in (f"{fault_words.EVALUATORS_DIFFER}r", "keys", "no store"):
            parts.readiness.degrade(fault)
        parts.readiness.count(f"{fault_words.KEYS_NOT_FETCHED}r")
        parts.snooze.count("urgent/face")
        text = client.get("/metrics").text
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels.setdefault(sample.name, set()).update(sample.labels)
    # No FHIR server was asked: the histogram stands there without a series.
    assert "pinprick_fhir_fetch_seconds" in text
    for part in ("count", "bucket"):
        labels.setdefault(f"pinprick_fhir_fetch_seconds_{part}", {"outcome", "le"})
    return labels


def test_every_number_that_is_asked_for_is_exported(
    exported: dict[str, set[str]],
) -> None:
    asked = {name for text in expressions() for name in re.findall(NAMES, text)}

    assert len(asked) > 20
    assert asked <= set(exported)


def test_every_label_that_is_asked_for_is_on_the_number(
    exported: dict[str, set[str]],
) -> None:
    for text in expressions():
        for name, matchers in re.findall(rf"({NAMES})\{{([^}}]*)\}}", text):
            asked = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers))
            assert asked <= exported[name] | ITS_OWN, (name, text)
        known = set().union(*(exported[name] for name in re.findall(NAMES, text)))
        for grouped in re.findall(r"\b(?:by|on) \(([^)]+)\)", text):
            assert set(re.split(r",\s*", grouped)) <= known | ITS_OWN, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_has_a_page_that_says_what_to_do(rule: dict[str, Any]) -> None:
    page = (ROOT / rule["annotations"]["runbook_url"]).read_text("utf-8")

    assert page.startswith(f"# {rule['alert']}\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == HEADINGS
    assert rule["labels"]["severity"] in {"page", "ticket"}


def test_every_page_is_of_an_alert_and_its_links_lead_somewhere() -> None:
    pages = set((ROOT / "docs/runbooks").glob("*.md"))

    assert pages == {ROOT / rule["annotations"]["runbook_url"] for rule in RULES}
    for page in pages:
        for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def test_pages_name_numbers_and_settings_that_there_are(
    exported: dict[str, set[str]],
) -> None:
    known = (ROOT / "docs/settings.md").read_text("utf-8")
    for page in [*(ROOT / "docs/runbooks").glob("*.md"), ROOT / "docs/operations.md"]:
        text = page.read_text("utf-8")
        names = set(re.findall(r"\bpinprick_[a-z_]+", text))
        both = set(exported) | {name.removesuffix("_count") for name in exported}
        both |= {"pinprick_fhir_fetch_seconds"}
        assert names <= both, page.name
        for setting in re.findall(r"\bPINPRICK_[A-Z_]+", text):
            assert f"`{setting}`" in known, (page.name, setting)


def promtool(*arguments: str) -> None:
    done = subprocess.run(
        ["promtool", *arguments],
        cwd=ALERTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_alerts_fire_when_they_should_and_not_before() -> None:
    promtool("check", "rules", ALERTS.name)
    promtool("test", "rules", "alerts_test.yaml")


def test_every_alert_is_among_those_tests() -> None:
    tests = yaml.safe_load((ALERTS.parent / "alerts_test.yaml").read_text("utf-8"))

    fired = {
        one["alertname"]
        for case in tests["tests"]
        for one in case["alert_rule_test"]
        if one.get("exp_alerts")
    }
    assert fired == {rule["alert"] for rule in RULES}


def test_every_expression_of_the_dashboard_is_promql(tmp_path: Path) -> None:
    """Checked as recording rules; Grafana's variables stand for a span."""
    texts = [target["expr"] for panel in PANELS for target in panel["targets"]]
    rules = [
        {"record": f"dashboard:{number}", "expr": one.replace("$__rate_interval", "5m")}
        for number, one in enumerate(texts)
    ]
    file = tmp_path / "dashboard.yaml"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))

    promtool("check", "rules", str(file))


def test_the_dashboard_has_the_form_that_grafana_reads() -> None:
    panels = DASHBOARD["panels"]
    ids = [panel["id"] for panel in panels]
    variables = {one["name"] for one in DASHBOARD["templating"]["list"]}

    assert DASHBOARD["uid"] == "pinprick" and DASHBOARD["schemaVersion"] >= 36
    assert len(set(ids)) == len(ids)
    for panel in PANELS:
        assert panel["type"] in {"timeseries", "stat", "table"} and panel["title"]
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        references = [target["refId"] for target in panel["targets"]]
        assert len(set(references)) == len(references) > 0
        for target in panel["targets"]:
            used = set(re.findall(r"\$(\w+)", target["expr"]))
            assert used <= variables | {"__rate_interval"}
    for runbook in re.findall(r"docs/runbooks/[a-z-]+\.md", json.dumps(DASHBOARD)):
        assert (ROOT / runbook).is_file()


def test_no_two_panels_of_the_dashboard_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
