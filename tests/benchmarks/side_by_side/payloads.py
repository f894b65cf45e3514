"""The requests that every contestant answers: patient-view with a prefetch.

Each holds the patient, 50 Conditions and 5 to 2,000 Observations of the shape
that was measured in real records (`a_prefetch`): vital signs and laboratory
values of a few years, a problem list, a few symptoms among them.

- ``quiet``: nothing of it is new, as for most patients whose chart is opened;
- ``coded``: the face went numb two hours ago, beside diabetes and numb feet;
- ``text``: the same, and every 25th Observation is a complaint in words, as is
  every fifth Condition; in the other forms no text names a finding.

The same seed, `now` and form give the same bytes. `now` is an argument, because
a hook is answered as of the server's clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

import orjson
from a_prefetch import LOINC, SNOMED, bundle, condition, observation

Form = Literal["quiet", "coded", "text"]
Resource = dict[str, Any]

FORMS: tuple[Form, ...] = ("quiet", "coded", "text")
SIZES = (5, 50, 500, 2000)
CONDITIONS = 50
PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "gender": "female",
    "birthDate": "1961-04-05",
}
_SEED = 9
# Codes and displays as in `rules/value-sets`; a test compares them.
CODES = {
    "symptom": (LOINC, "75325-1", "Symptom"),
    "complaint": (LOINC, "8661-1", "Chief complaint - Reported"),
    "numb": (SNOMED, "44077006", "Numbness (finding)"),
    "numb-face": (SNOMED, "309557009", "Numbness of face (finding)"),
    "numb-feet": (SNOMED, "309538000", "Numbness of foot (finding)"),
    "tingling-hand": (SNOMED, "309086004", "Paresthesia of hand (finding)"),
    "dizzy": (SNOMED, "404640003", "Dizziness (finding)"),
    "both-sides": (SNOMED, "51440002", "Right and left (qualifier value)"),
    "diabetes": (SNOMED, "73211009", "Diabetes mellitus (disorder)"),
    "hypertension": (
        "http://hl7.org/fhir/sid/icd-10-cm",
        "I10",
        "Essential (primary) hypertension",
    ),
}
_SYMPTOMS = ("numb", "tingling-hand", "dizzy")
_WHERE = ("left hand", "right foot", "left side of the face", "both feet", "right arm")
_SAID = (
    "Numbness of the {where} since {n} days, no weakness.",
    "C/o tingling in the {where} for {n} weeks, worse at night.",
    "Denies numbness of the {where}; cough for {n} days.",
    "Pins and needles {where}, came and went {n} times, now gone.",
    "Fell {n} days ago. No loss of feeling in the {where}.",
)


@dataclass(frozen=True, slots=True)
class Payload:
    """One request, by its form and how many Observations it has."""

    form: Form
    observations: int
    body: bytes

    @property
    def name(self) -> str:
        """What a table calls it: "coded, 500"."""
        return f"{self.form}, {self.observations}"


def payload(form: Form, observations: int, now: datetime) -> Payload:
    """The request of this form and size, the same bytes for the same `now`."""
    body = orjson.dumps(request(*records(form, observations, now)))
    return Payload(form, observations, body)


def request(conditions: list[Resource], observations: list[Resource]) -> Resource:
    """A patient-view call with these resources as its prefetch."""
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/d1", "patientId": PATIENT["id"]},
        "prefetch": {
            "patient": PATIENT,
            "conditions": bundle(conditions),
            "observations": bundle(observations),
        },
    }


def records(
    form: Form, observations: int, now: datetime
) -> tuple[list[Resource], list[Resource]]:
    """The Conditions and the Observations of a request."""
    seen = [_observation(form, n, _random(n)) for n in range(observations)]
    problems = [_condition(form, n, _random(-n)) for n in range(CONDITIONS)]
    if form != "quiet":
        problems[:3] = _of_today(now)
    return problems, seen


def coding(name: str) -> Resource:
    """A coding of `CODES`."""
    system, code, display = CODES[name]
    return {"system": system, "code": code, "display": display}


def concept(*names: str) -> Resource:
    """A CodeableConcept of codes of `CODES`."""
    return {"coding": [coding(name) for name in names]}


def _observation(form: Form, number: int, random: Random) -> Resource:
    made = observation(number)
    if form == "text" and number % 25 == 3:
        made["code"] = concept("complaint")
        del made["valueQuantity"]
        made["valueString"] = _complaint(random)
    elif number % 40 == 4:
        made["code"] = concept("symptom")
        del made["valueQuantity"]
        made["valueCodeableConcept"] = concept(random.choice(_SYMPTOMS))
    return made


def _condition(form: Form, number: int, random: Random) -> Resource:
    made = condition(number)
    if form != "text":
        return coded(made)
    if number % 5 == 4:
        made["code"] = {"text": _complaint(random)}
    return made


def coded(problem: Resource) -> Resource:
    """A problem of `a_prefetch`, without text where the text names a finding."""
    if problem["code"]["text"] == "Essential hypertension":
        problem["code"] = concept("hypertension")
    return problem


def _random(number: int) -> Random:
    """Chance of one record: a longer request has the records of a shorter one."""
    return Random(_SEED * 100_000 + number)


def _complaint(random: Random) -> str:
    text = random.choice(_SAID)
    return text.format(where=random.choice(_WHERE), n=random.randint(2, 90))


def _of_today(now: datetime) -> Iterator[Resource]:
    began = (now - timedelta(hours=2)).isoformat()
    yield condition(0) | {
        "code": concept("numb-face"),
        "onsetDateTime": began,
        "recordedDate": (now - timedelta(hours=1)).isoformat(),
    }
    yield condition(1) | {
        "code": concept("diabetes"),
        "onsetDateTime": "2014-05-01",
    }
    yield condition(2) | {
        "code": concept("numb-feet"),
        "bodySite": [concept("both-sides")],
        "onsetDateTime": (now - timedelta(days=240)).date().isoformat(),
        "recordedDate": (now - timedelta(days=200)).isoformat(),
    }
