"""Small FHIR records by hand, and the questions the claims put to the engine.

Written from the specification (`rule-format.md`, `fhir-reading.md`,
`clinical/knowledge.md`), not from the engine: a claim that fails here is a
difference between the two. Codes stand in `clinic_codes.py`.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from clinic_codes import CODES

from engine.evaluation import Engine, Evaluation
from engine.reading import Question
from engine.rulebook.load import load_rulebook

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

FACE = "urgent/sudden-face-numbness"
DIZZY = "urgent/sudden-numbness-dizziness"
LIMB = "urgent/numbness-limb-colour-change"
SPREAD = "urgent/spreading-numbness"
SPREAD_TODAY = "urgent/spreading-numbness-same-day"
WERNICKE = "urgent/alcohol-numbness-wernicke"
DIABETES = "chronic/symmetric-neuropathy-diabetes"
ALCOHOL = "chronic/symmetric-neuropathy-alcohol"
RULES = (FACE, DIZZY, LIMB, SPREAD, SPREAD_TODAY, WERNICKE, DIABETES, ALCOHOL)


def concept(word: str) -> Json:
    """A coded concept by its word; any other text is a concept of text only."""
    if word not in CODES:
        return {"text": word}
    system, code, display = CODES[word]
    return {"coding": [{"system": system, "code": code, "display": display}]}


def coded(system: str, code: str, display: str = "") -> Json:
    """A coded concept as sent, for dialects."""
    coding = {"system": system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def ago(after: datetime = NOW, **length: float) -> str:
    """A FHIR instant so long before now."""
    return (after - timedelta(**length)).isoformat().replace("+00:00", "Z")


def hours(number: float) -> str:
    """A FHIR instant so many hours before now."""
    return ago(hours=number)


def days(number: float) -> str:
    """A FHIR instant so many days before now."""
    return ago(days=number)


def _code(code: str | Json) -> Json:
    return code if isinstance(code, dict) else concept(code)


def observation(
    code: str | Json,
    *,
    id: str = "o1",
    value: str | bool | Json | None = None,
    text: str | None = None,
    began: str | None = None,
    until: str | None = None,
    recorded: str | None = None,
    site: str | Json | None = None,
    parts: dict[str, str] | None = None,
    **more: Any,
) -> Json:
    """An Observation. `began` is effectivePeriod.start, `recorded` a single time."""
    resource: Json = {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "subject": {"reference": "Patient/p1"},
        "code": _code(code),
    }
    if isinstance(value, bool):
        resource["valueBoolean"] = value
    elif value is not None:
        resource["valueCodeableConcept"] = _code(value)
    if text is not None:
        resource["valueString"] = text
    if began is not None:
        resource["effectivePeriod"] = {"start": began}
        if until is not None:
            resource["effectivePeriod"]["end"] = until
    elif recorded is not None:
        resource["effectiveDateTime"] = recorded
    if site is not None:
        resource["bodySite"] = _code(site)
    if parts:
        resource["component"] = [
            {"code": concept(name), "valueCodeableConcept": concept(word)}
            for name, word in parts.items()
        ]
    return resource | more


def condition(
    code: str | Json,
    *,
    id: str = "c1",
    sites: tuple[str | Json, ...] = (),
    began: str | None = None,
    recorded: str | None = None,
    clinical: str | None = "active",
    verification: str | None = "confirmed",
    **more: Any,
) -> Json:
    """A Condition. `began` is onsetDateTime, `recorded` the recordedDate."""
    resource: Json = {
        "resourceType": "Condition",
        "id": id,
        "subject": {"reference": "Patient/p1"},
        "code": _code(code),
    }
    system = "http://terminology.hl7.org/CodeSystem/condition-"
    if clinical is not None:
        resource["clinicalStatus"] = coded(f"{system}clinical", clinical)
    if verification is not None:
        resource["verificationStatus"] = coded(f"{system}ver-status", verification)
    if sites:
        resource["bodySite"] = [_code(site) for site in sites]
    if began is not None:
        resource["onsetDateTime"] = began
    if recorded is not None:
        resource["recordedDate"] = recorded
    return resource | more


def procedure(
    text: str, *, id: str = "x1", done: str | None = None, status: str = "completed"
) -> Json:
    """A Procedure by its text."""
    resource: Json = {
        "resourceType": "Procedure",
        "id": id,
        "status": status,
        "subject": {"reference": "Patient/p1"},
        "code": {"text": text},
    }
    return resource | ({"performedDateTime": done} if done else {})


def measured(
    code: str,
    value: float,
    unit: str | None,
    taken: str,
    *,
    id: str = "m1",
    comparator: str | None = None,
    status: str = "final",
) -> Json:
    """An Observation with a quantity; `unit` None sends none."""
    quantity: Json = {"value": value}
    if unit is not None:
        uri = "http://unitsofmeasure.org"
        quantity |= {"unit": unit, "system": uri, "code": unit}
    if comparator is not None:
        quantity["comparator"] = comparator
    resource = observation(code, id=id, recorded=taken, status=status)
    return resource | {"valueQuantity": quantity}


def complaint(text: str, *, recorded: str | None = None, id: str = "t1") -> Json:
    """A chief complaint in free text, written at `recorded` (now by default)."""
    return observation("complaint", id=id, text=text, recorded=recorded or hours(0))


def patient(id: str = "p1", **more: Any) -> Json:
    """A Patient."""
    return {"resourceType": "Patient", "id": id} | more


def bundle(*resources: Json) -> Json:
    """A collection Bundle."""
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


@cache
def engine(locale: str = "uk") -> Engine:
    """The engine over the shipped rules, built once a locale."""
    return Engine(load_rulebook(ROOT / "rules", locale))


def evaluate(
    body: Json | list[Any],
    *,
    now: datetime = NOW,
    instance: str = "instance-1",
    about: str | None = None,
    zone: tzinfo = UTC,
    locale: str = "uk",
) -> Evaluation:
    """What the engine answers to a body."""
    question = Question(now, instance, about, zone=zone)
    return engine(locale).evaluate_body(json.dumps(body).encode(), question)


def answer(evaluation: Evaluation, rule: str) -> str:
    """The outcome of one rule: "quiet", "asks", "fires critical", ..."""
    (row,) = (row for row in evaluation.outcomes if row["rule"] == rule)
    word = str(row["outcome"])
    return f"fires {row['indicator']}" if word == "fires" else word


def cards(evaluation: Evaluation) -> list[Json]:
    """The cards as JSON."""
    return [json.loads(card.model_dump_json()) for card in evaluation.cards]


def topics(evaluation: Evaluation) -> list[str]:
    """The leading rule of each card."""
    return [card.source.topic.code for card in evaluation.cards]


@dataclass(frozen=True)
class Claim:
    """Records, a rule, and what the specification says it answers.

    ``answer`` is an `answer()`, or "not fires" or "not quiet" where the
    specification leaves the rest open.
    """

    name: str
    rule: str
    answer: str
    records: tuple[Json, ...]
    section: str = ""
    options: Json = field(default_factory=dict)


def holds(claim: Claim, got: str) -> bool:
    """Whether an answer is what the claim says."""
    if claim.answer.startswith("not "):
        return not got.startswith(claim.answer.removeprefix("not "))
    return got == claim.answer


def verdict(claim: Claim) -> str:
    """The claim's own answer if it holds, else what the engine said."""
    got = answer(evaluate(bundle(*claim.records), **claim.options), claim.rule)
    return claim.answer if holds(claim, got) else got
