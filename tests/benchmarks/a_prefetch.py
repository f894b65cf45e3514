"""A made-up CDS Hooks prefetch of the shape that was measured in real ones.

153 Observations and Conditions in 141 KB (`fhir-reading.md`): vital signs and
laboratory values of a few years, a problem list, a few symptoms.
"""

from typing import Any

import orjson

SNOMED, LOINC = "http://snomed.info/sct", "http://loinc.org"
_VALUES = (
    ("8867-4", "Heart rate", "/min"),
    ("9279-1", "Respiratory rate", "/min"),
    ("8310-5", "Body temperature", "Cel"),
    ("29463-7", "Body weight", "kg"),
    ("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L"),
    ("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL"),
    ("6690-2", "Leukocytes [#/volume] in Blood by Automated count", "10*3/uL"),
    ("777-3", "Platelets [#/volume] in Blood by Automated count", "10*3/uL"),
    ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL"),
    ("3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "mg/dL"),
)
# Displays under local codes; the rules know hypertension, which is read as text.
_PROBLEMS = (
    "Essential hypertension",
    "Hyperlipidemia",
    "Osteoarthritis of knee",
    "Seasonal allergic rhinitis",
    "Gastroesophageal reflux disease",
    "Chronic sinusitis",
)
_SYMPTOM = ("44077006", "Numbness (finding)")


def prefetch() -> bytes:
    """The prefetch object as JSON, the same bytes each time."""
    observations = [observation(number) for number in range(123)]
    conditions = [condition(number) for number in range(30)]
    observations[60:63] = [_symptom(number) for number in range(60, 63)]
    return orjson.dumps(
        {
            "patient": {"resourceType": "Patient", "id": "p1", "gender": "female"},
            "observations": bundle(observations),
            "conditions": bundle(conditions),
        }
    )


def bundle(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """A searchset of resources."""
    entries = [
        {
            "fullUrl": f"https://ehr.example.org/fhir/{r['resourceType']}/{r['id']}",
            "resource": r,
            "search": {"mode": "match"},
        }
        for r in resources
    ]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries}


def _common(kind: str, number: int) -> dict[str, Any]:
    return {
        "resourceType": kind,
        "id": f"{kind[:3].lower()}-{number:08d}-6f1c-4f7e-9a53-0c1d2e3f4a5b",
        "meta": {"versionId": "1", "lastUpdated": "2026-03-04T10:11:12.000+00:00"},
        "subject": {"reference": "Patient/p1", "display": "A made-up person"},
        "encounter": {"reference": f"Encounter/e-{number // 6:08d}-6f1c-4f7e"},
    }


def observation(number: int) -> dict[str, Any]:
    """A vital sign or a laboratory value; every tenth is one that rules use."""
    code, display, unit = _VALUES[number % len(_VALUES)]
    category = "vital-signs" if number % len(_VALUES) < 4 else "laboratory"
    system = "http://terminology.hl7.org/CodeSystem/observation-category"
    day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}T09:30:00+01:00"
    return {
        **_common("Observation", number),
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": system, "code": category, "display": category.title()}
                ]
            }
        ],
        "code": {
            "coding": [{"system": LOINC, "code": code, "display": display}],
            "text": display,
        },
        "effectiveDateTime": day,
        "issued": day,
        "valueQuantity": {
            "value": round(4.2 + number * 0.37, 2),
            "unit": unit,
            "system": "http://unitsofmeasure.org",
            "code": unit,
        },
    }


def _symptom(number: int) -> dict[str, Any]:
    made = observation(number)
    code, display = _SYMPTOM
    made["code"] = {
        "coding": [{"system": SNOMED, "code": code, "display": display}],
    }
    made["valueBoolean"] = made.pop("valueQuantity") is not None
    return made


def condition(number: int) -> dict[str, Any]:
    """A problem that no rule uses."""
    display = _PROBLEMS[number % len(_PROBLEMS)]
    base = "http://terminology.hl7.org/CodeSystem/condition-"
    return {
        **_common("Condition", number),
        "clinicalStatus": {"coding": [{"system": f"{base}clinical", "code": "active"}]},
        "verificationStatus": {
            "coding": [{"system": f"{base}ver-status", "code": "confirmed"}]
        },
        "category": [
            {"coding": [{"system": f"{base}category", "code": "problem-list-item"}]}
        ],
        "code": {
            "coding": [
                {
                    "system": "urn:oid:1.2.840.114350.1.13.0.1.7.2.696871",
                    "code": f"LOCAL{number % len(_PROBLEMS):05d}",
                    "display": display,
                }
            ],
            "text": display,
        },
        "onsetDateTime": f"20{10 + number % 15}-05-01",
        "recordedDate": f"20{10 + number % 15}-06-01T12:00:00Z",
    }
