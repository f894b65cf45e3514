"""A few small patients, and which of the six rules are true of each.

A contestant's times count only after it has answered these right.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from a_prefetch import LOINC, SNOMED, condition, observation

from side_by_side.payloads import Resource

FACE = "urgent/sudden-face-numbness"
DIZZY = "urgent/sudden-numbness-dizziness"
SPREADING = "urgent/spreading-numbness"
COLOUR = "urgent/numbness-limb-colour-change"
DIABETES = "chronic/symmetric-neuropathy-diabetes"
ALCOHOL = "chronic/symmetric-neuropathy-alcohol"
SIX = (FACE, DIZZY, SPREADING, COLOUR, DIABETES, ALCOHOL)

# As in `rules/value-sets`; a test compares them.
CODES = {
    "symptom": (LOINC, "75325-1", "Symptom"),
    "laterality": (SNOMED, "272741003", "Laterality (attribute)"),
    "course": (LOINC, "89261-2", "Clinical course"),
    "hba1c": (LOINC, "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"),
    "audit-c": (LOINC, "75626-2", "Total score [AUDIT-C]"),
    "numb": (SNOMED, "44077006", "Numbness (finding)"),
    "numb-face": (SNOMED, "309557009", "Numbness of face (finding)"),
    "numb-arm": (SNOMED, "298753001", "Numbness of upper limb"),
    "numb-leg": (SNOMED, "309537005", "Numbness of lower limb (finding)"),
    "numb-feet": (SNOMED, "309538000", "Numbness of foot (finding)"),
    "dizzy": (SNOMED, "404640003", "Dizziness (finding)"),
    "cold-limb": (SNOMED, "771542000", "Cold extremity (finding)"),
    "weak-limb": (SNOMED, "26544005", "Muscle weakness (finding)"),
    "diabetes": (SNOMED, "73211009", "Diabetes mellitus (disorder)"),
    "alcohol": (SNOMED, "7200002", "Alcoholism (disorder)"),
    "leg": (SNOMED, "61685007", "Lower limb structure (body structure)"),
    "left": (SNOMED, "7771000", "Left (qualifier value)"),
    "right": (SNOMED, "24028007", "Right (qualifier value)"),
    "both": (SNOMED, "51440002", "Right and left (qualifier value)"),
    "ascending": (SNOMED, "79458005", "Ascending (qualifier value)"),
}
HOUR, DAY = 1, 24
NUMB = "face numb for two hours"


@dataclass(frozen=True, slots=True)
class Known:
    """A patient whose right answer is known, by the words of the rules."""

    name: str
    conditions: tuple[Resource, ...]
    observations: tuple[Resource, ...]
    fires: frozenset[str]


def known_patients(now: datetime) -> tuple[Known, ...]:
    """The patients as they are at `now`, a whole hour."""
    made = _At(now)
    both_feet = made.problem("numb-feet", 240 * DAY, "both")
    diabetes = made.problem("diabetes", 4000 * DAY)
    return (
        _known("nothing but vital signs", [], [observation(0), observation(1)]),
        _known(NUMB, [made.problem("numb-face", 2)], [], FACE),
        _known("face numb for 30 hours", [made.problem("numb-face", 30)], []),
        _known("face numb, refuted", [_refuted(made.problem("numb-face", 2))], []),
        _known("face numb, on both sides", [made.problem("numb-face", 2, "both")], []),
        _known(
            "face and dizzy, as symptoms of a survey",
            [],
            [made.symptom("numb-face", 2), made.symptom("dizzy", 3)],
            FACE,
            DIZZY,
        ),
        _known(
            "arm numb for two hours, dizzy since yesterday",
            [made.problem("numb-arm", 2, "left"), made.problem("dizzy", 20)],
            [],
            DIZZY,
        ),
        _known(
            "dizzy today, arm numb for a year",
            [made.problem("numb-arm", 365 * DAY, "left"), made.problem("dizzy", 2)],
            [],
        ),
        _known(
            "both feet, ascending for three days",
            [],
            [made.symptom("numb-feet", 3 * DAY, side="both", course="ascending")],
            SPREADING,
        ),
        _known(
            "both feet, ascending for three weeks",
            [made.problem("dizzy", 300 * DAY)],
            [made.symptom("numb-feet", 21 * DAY, side="both", course="ascending")],
        ),
        _known(
            "left leg numb and cold for five days",
            [],
            [
                made.symptom("numb-leg", 5 * DAY, side="left"),
                made.symptom("cold-limb", 5 * DAY, side="left", site="leg"),
            ],
            COLOUR,
        ),
        _known(
            "left leg numb, right leg cold",
            [],
            [
                made.symptom("numb-leg", 5 * DAY, side="left"),
                made.symptom("cold-limb", 5 * DAY, side="right", site="leg"),
            ],
        ),
        _known(
            "both feet for eight months, diabetes", [both_feet, diabetes], [], DIABETES
        ),
        _known(
            "both feet for eight months, HbA1c of 7.9 %",
            [both_feet],
            [made.measured("hba1c", 7.9, "%", 60 * DAY)],
            DIABETES,
        ),
        _known(
            "both feet for eight months, HbA1c of 5.4 %",
            [both_feet],
            [made.measured("hba1c", 5.4, "%", 60 * DAY)],
        ),
        _known(
            "both feet for eight months, diabetes, a limb weak for a week",
            [both_feet, diabetes, made.problem("weak-limb", 7 * DAY)],
            [],
        ),
        _known(
            "left foot for eight months, diabetes",
            [made.problem("numb-feet", 240 * DAY, "left"), diabetes],
            [],
        ),
        _known(
            "both feet for eight months, alcoholism",
            [both_feet, made.problem("alcohol", 900 * DAY)],
            [],
            ALCOHOL,
        ),
        _known(
            "both feet for eight months, AUDIT-C of 9",
            [both_feet],
            [made.measured("audit-c", 9, "{score}", 60 * DAY)],
            ALCOHOL,
        ),
    )


def _known(
    name: str, conditions: list[Resource], observations: list[Resource], *fires: str
) -> Known:
    def numbered(resources: list[Resource], letter: str) -> tuple[Resource, ...]:
        return tuple(one | {"id": f"{letter}{n}"} for n, one in enumerate(resources))

    return Known(
        name, numbered(conditions, "c"), numbered(observations, "o"), frozenset(fires)
    )


def _refuted(made: Resource) -> Resource:
    base = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    return made | {
        "verificationStatus": {"coding": [{"system": base, "code": "refuted"}]}
    }


def _concept(name: str) -> Resource:
    system, code, display = CODES[name]
    return {"coding": [{"system": system, "code": code, "display": display}]}


@dataclass(frozen=True, slots=True)
class _At:
    """Makes records that began so many hours before `now`."""

    now: datetime

    def problem(self, name: str, hours: int, side: str = "") -> Resource:
        """A Condition that began so many hours ago and was written an hour later."""
        sites = {"bodySite": [_concept(side)]} if side else {}
        return (
            condition(0)
            | sites
            | {
                "code": _concept(name),
                "onsetDateTime": self._ago(hours),
                "recordedDate": self._ago(hours - HOUR),
            }
        )

    def symptom(
        self, name: str, hours: int, *, side: str = "", course: str = "", site: str = ""
    ) -> Resource:
        """An answer to "Symptom" of an hour ago, begun so many hours ago."""
        beside = [
            {"code": _concept(kind), "valueCodeableConcept": _concept(value)}
            for kind, value in (("laterality", side), ("course", course))
            if value
        ]
        return {
            **_without(observation(0), "valueQuantity", "effectiveDateTime"),
            **({"bodySite": _concept(site)} if site else {}),
            **({"component": beside} if beside else {}),
            "code": _concept("symptom"),
            "valueCodeableConcept": _concept(name),
            "effectivePeriod": {"start": self._ago(hours)},
            "issued": self._ago(HOUR),
        }

    def measured(self, name: str, value: float, unit: str, hours: int) -> Resource:
        """A measurement of so many hours ago."""
        system = "http://unitsofmeasure.org"
        quantity: Resource = {"value": value, "unit": unit, "code": unit}
        return observation(0) | {
            "code": _concept(name),
            "effectiveDateTime": self._ago(hours),
            "issued": self._ago(hours),
            "valueQuantity": quantity | {"system": system},
        }

    def _ago(self, hours: int) -> str:
        return (self.now - timedelta(hours=hours)).isoformat()


def _without(made: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in made.items() if name not in names}
