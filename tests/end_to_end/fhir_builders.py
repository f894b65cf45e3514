"""Small FHIR records by hand, and the questions the claims put to the engine.

Written from the specification (`rule-format.md`, `fhir-reading.md`,
`clinical/knowledge.md`), not from the engine: a claim that fails here is a
difference between the two. Codes are rows of `clinical/terminology.csv` with
verified=yes; `test_spec_codes.py` holds them to the letter.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from engine.evaluation import Engine, Evaluation, Question
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

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
LOCAL = "http://hospital.example/codes"

CODES: dict[str, tuple[str, str, str]] = {
    "numb": (SNOMED, "44077006", "Numbness (finding)"),
    "numb-skin-icd": (ICD, "R20.0", "Anesthesia of skin"),
    "tingling-icd": (ICD, "R20.2", "Paresthesia of skin"),
    "pins-and-needles": (SNOMED, "62507009", "Pins and needles (finding)"),
    "numb-face": (SNOMED, "309557009", "Numbness of face (finding)"),
    "numb-perioral": (SNOMED, "102601005", "Perioral numbness"),
    "numb-hand": (SNOMED, "309521004", "Numbness of hand (finding)"),
    "numb-foot": (SNOMED, "309538000", "Numbness of foot (finding)"),
    "numb-toe": (SNOMED, "309539008", "Numbness of toe"),
    "numb-leg": (SNOMED, "309537005", "Numbness of lower limb (finding)"),
    "numb-arm": (SNOMED, "298753001", "Numbness of upper limb"),
    "numb-saddle": (SNOMED, "449813001", "Numbness of saddle area (finding)"),
    "stocking": (SNOMED, "66085007", "Stocking anesthesia"),
    "tingling-left-leg": (
        SNOMED,
        "15634841000119109",
        "Paresthesia of left lower limb",
    ),
    "tingling-left-arm": (
        SNOMED,
        "15973661000119106",
        "Paresthesia of left upper limb",
    ),
    "dizzy": (SNOMED, "404640003", "Dizziness (finding)"),
    "dizzy-icd": (ICD, "R42", "Dizziness and giddiness"),
    "vertigo": (SNOMED, "399153001", "Vertigo (finding)"),
    "ataxia": (SNOMED, "20262006", "Ataxia (finding)"),
    "unsteady": (SNOMED, "394616008", "Unsteady gait (finding)"),
    "cyanosis": (SNOMED, "3415004", "Cyanosis (finding)"),
    "pallor-icd": (ICD, "R23.1", "Pallor"),
    "cold-limb": (SNOMED, "771542000", "Cold extremity (finding)"),
    "discoloured": (SNOMED, "3253007", "Discoloration of skin (finding)"),
    "pulse-lost": (SNOMED, "414617007", "Loss of distal pulse (finding)"),
    "weak-limb": (SNOMED, "713514005", "Muscle weakness of limb (finding)"),
    "weak-face": (SNOMED, "95666008", "Weakness of face muscles"),
    "hemiparesis": (SNOMED, "20022000", "Hemiparesis (disorder)"),
    "slurred": (SNOMED, "289195008", "Slurred speech (finding)"),
    "diplopia": (SNOMED, "24982008", "Diplopia (disorder)"),
    "confusion": (SNOMED, "130987000", "Acute confusion (finding)"),
    "wernicke-icd": (ICD, "E51.2", "Wernicke's encephalopathy"),
    "diabetes": (SNOMED, "73211009", "Diabetes mellitus (disorder)"),
    "diabetes-2": (SNOMED, "44054006", "Diabetes mellitus type 2 (disorder)"),
    "diabetes-icd": (ICD, "E11.9", "Type 2 diabetes mellitus without complications"),
    "diabetes-polyneuropathy-icd": (
        ICD,
        "E11.42",
        "Type 2 diabetes mellitus with diabetic polyneuropathy",
    ),
    "prediabetes": (SNOMED, "714628002", "Prediabetes (finding)"),
    "prediabetes-old": (SNOMED, "15777000", "Prediabetes (finding)"),
    "prediabetes-icd": (ICD, "R73.03", "Prediabetes"),
    "alcohol": (SNOMED, "66590003", "Alcohol dependence (disorder)"),
    "alcohol-abuse": (SNOMED, "15167005", "Alcohol abuse (disorder)"),
    "alcohol-icd": (ICD, "F10.20", "Alcohol dependence, uncomplicated"),
    "fibrillation": (SNOMED, "49436004", "Atrial fibrillation (disorder)"),
    "arterial-disease": (
        SNOMED,
        "399957001",
        "Peripheral arterial occlusive disease (disorder)",
    ),
    "arterial-embolism": (SNOMED, "54687002", "Arterial embolism (disorder)"),
    "stroke": (SNOMED, "230690007", "Cerebrovascular accident (disorder)"),
    "stroke-icd": (ICD, "I63.9", "Cerebral infarction, unspecified"),
    "stroke-history": (
        SNOMED,
        "275526006",
        "History of cerebrovascular accident (situation)",
    ),
    "symptom": (LOINC, "75325-1", "Symptom"),
    "symptom-absent": (LOINC, "111551-8", "Symptom absent"),
    "speed": (LOINC, "99495-4", "Speed of condition onset"),
    "course": (LOINC, "89261-2", "Clinical course"),
    "complaint": (LOINC, "8661-1", "Chief complaint - Reported"),
    "complaint-narrative": (
        LOINC,
        "10154-3",
        "Chief complaint Narrative - Reported",
    ),
    "visit-reason": (LOINC, "29299-5", "REASON FOR VISIT"),
    "present-illness": (LOINC, "10164-2", "HISTORY OF PRESENT ILLNESS"),
    "pulse": (LOINC, "44974-4", "Pulse intensity Palpation"),
    "hba1c": (LOINC, "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"),
    "hba1c-ifcc": (
        LOINC,
        "59261-8",
        "Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol",
    ),
    "audit-c": (LOINC, "75626-2", "Total score [AUDIT-C]"),
    "sudden": (SNOMED, "385315009", "Sudden onset (qualifier value)"),
    "acute": (SNOMED, "373933003", "Acute onset (qualifier value)"),
    "gradual": (SNOMED, "61751001", "Gradual onset (qualifier value)"),
    "chronic": (SNOMED, "90734009", "Chronic (qualifier value)"),
    "ascending": (SNOMED, "79458005", "Ascending (qualifier value)"),
    "left": (SNOMED, "7771000", "Left (qualifier value)"),
    "right": (SNOMED, "24028007", "Right (qualifier value)"),
    "both": (SNOMED, "51440002", "Right and left (qualifier value)"),
    "absent": (SNOMED, "2667000", "Absent (qualifier value)"),
    "known-absent": (SNOMED, "410516002", "Known absent (qualifier value)"),
    "negative": (SNOMED, "260385009", "Negative (qualifier value)"),
    "present": (SNOMED, "52101004", "Present (qualifier value)"),
    "face": (SNOMED, "89545001", "Face structure (body structure)"),
    "lip": (SNOMED, "48477009", "Lip structure (body structure)"),
    "trunk": (SNOMED, "22943007", "Trunk structure (body structure)"),
    "arm": (SNOMED, "53120007", "Upper limb structure (body structure)"),
    "hand": (SNOMED, "85562004", "Hand structure (body structure)"),
    "leg": (SNOMED, "61685007", "Lower limb structure (body structure)"),
    "foot": (SNOMED, "56459004", "Foot structure (body structure)"),
}


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


def observation(  # noqa: PLR0913 -- one keyword for each field of the resource
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


def condition(  # noqa: PLR0913 -- one keyword for each field of the resource
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
