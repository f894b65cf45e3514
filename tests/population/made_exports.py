"""Exports of any size with known answers: made-up patients, a story each.

Seeded: patient 17 of seed 1 is the same in every export. A story says which
rules fire at which encounter, by construction. Codes are those of the claims in
`tests/end_to_end/clinic_codes.py`, and of `rules/value-sets`.
"""

import gzip
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

import orjson

Json = dict[str, Any]
SNOMED: Final = "http://snomed.info/sct"
LOINC: Final = "http://loinc.org"
LOCAL: Final = "http://hospital.example/codes"
RXNORM: Final = "http://www.nlm.nih.gov/research/umls/rxnorm"
_UNEXPLAINED: Final = "chronic/persistent-unexplained-numbness"
FACE: Final = ("urgent/sudden-face-numbness", "urgent/sudden-one-sided-numbness")
DIABETES: Final = ("chronic/symmetric-neuropathy-diabetes", _UNEXPLAINED)
DRUG: Final = ("chronic/drug-related-neuropathy", _UNEXPLAINED)
BEGIN: Final = datetime(2025, 3, 1, 8, tzinfo=UTC)
LINES_A_FILE: Final = 200_000


@dataclass(frozen=True)
class Made:
    """A patient: resources, and the rules that fire at the end of each visit."""

    id: str
    resources: tuple[Json, ...]
    fires: dict[datetime, frozenset[str]]


def patients(number: int, seed: int = 1, first: int = 0) -> Iterator[Made]:
    """So many patients; one of ten has a story with numbness, each in turn."""
    for one in range(first, first + number):
        dice = random.Random(f"{seed}:{one}")
        has_story = one % 10 == 0
        story = _STORIES[one // 10 % len(_STORIES)] if has_story else quiet
        yield story(Chart.of(f"p{one}", dice))


@dataclass(frozen=True)
class Chart:
    """What every patient has: a Patient, three visits, and everyday records."""

    id: str
    visits: tuple[datetime, ...]
    resources: tuple[Json, ...]

    @classmethod
    def of(cls, name: str, dice: random.Random) -> "Chart":
        days = (
            dice.randrange(0, 60),
            dice.randrange(120, 160),
            dice.randrange(240, 300),
        )
        visits = tuple(
            BEGIN + timedelta(days=day, minutes=dice.randrange(0, 480)) for day in days
        )
        born = datetime(dice.randrange(1935, 2000), 1 + dice.randrange(12), 15)
        person = {
            "resourceType": "Patient",
            "id": name,
            "gender": dice.choice(["female", "male"]),
            "birthDate": born.date().isoformat(),
            "name": [{"family": f"Made-up {name}", "given": ["No", "Body"]}],
        }
        made = cls(name, visits, (person,))
        everyday = [
            part
            for number, visit in enumerate(visits)
            for part in made.everyday(number, visit, dice)
        ]
        return cls(name, visits, (person, *everyday))

    def everyday(
        self, number: int, visit: datetime, dice: random.Random
    ) -> Iterator[Json]:
        """A visit with a few measurements and a bill."""
        site = f"Organization/site-{dice.randrange(3)}"
        yield {
            "resourceType": "Encounter",
            "id": f"{self.id}-e{number}",
            "status": "finished",
            "subject": self.subject,
            "period": {"start": text(visit), "end": text(end_of(visit))},
            "serviceProvider": {"reference": site},
        }
        for name, unit in _MEASURED.items():
            yield {
                "resourceType": "Observation",
                "id": f"{self.id}-{name}{number}",
                "meta": {"versionId": "1", "lastUpdated": text(end_of(visit))},
                "status": "final",
                "category": [{"coding": [_LABORATORY], "text": "Laboratory"}],
                "subject": {**self.subject, "display": f"Made-up {self.id}"},
                "encounter": {"reference": f"Encounter/{self.id}-e{number}"},
                "performer": [{"reference": "Practitioner/nobody"}],
                "code": {"coding": [{"system": LOCAL, "code": name}], "text": name},
                "effectiveDateTime": text(visit + timedelta(minutes=5)),
                "issued": text(visit + timedelta(minutes=20)),
                "valueQuantity": {
                    "value": dice.randrange(100, 170),
                    "unit": unit,
                    "system": "http://unitsofmeasure.org",
                    "code": unit,
                },
                "referenceRange": [{"text": "as the laboratory says"}],
            }
        yield {
            "resourceType": "Claim",
            "id": f"{self.id}-b{number}",
            "status": "active",
            "patient": self.subject,
            "created": text(end_of(visit)),
            "total": {"value": dice.randrange(20, 900), "currency": "GBP"},
        }

    @property
    def subject(self) -> Json:
        return {"reference": f"Patient/{self.id}"}

    def with_records(self, *fires: Iterable[str], records: Iterable[Json]) -> Made:
        """The patient with a story; ``fires`` for each visit in turn."""
        expected = {
            end_of(visit): frozenset(fired)
            for visit, fired in zip(self.visits, fires, strict=True)
        }
        return Made(self.id, (*self.resources, *records), expected)

    def symptom(self, visit: int, began: timedelta, **more: Any) -> Json:
        """Numbness of the left face, written 10 minutes into a visit."""
        at = self.visits[visit]
        return {
            "resourceType": "Observation",
            "id": f"{self.id}-symptom",
            "status": "final",
            "subject": self.subject,
            "code": coded(LOINC, "75325-1", "Symptom"),
            "effectivePeriod": {"start": text(at - began)},
            "issued": text(at + timedelta(minutes=10)),
            "valueCodeableConcept": _NUMB_FACE,
            "component": [_LEFT, _SUDDEN],
            **more,
        }

    def condition(self, name: str, code: Json, began: datetime, **more: Any) -> Json:
        """A Condition, written when it began unless it says otherwise."""
        return {
            "resourceType": "Condition",
            "id": f"{self.id}-{name}",
            "subject": self.subject,
            "clinicalStatus": _status("clinical", "active"),
            "verificationStatus": _status("ver-status", "confirmed"),
            "code": code,
            "onsetDateTime": text(began),
            "recordedDate": text(began),
            **more,
        }


def quiet(chart: Chart) -> Made:
    """Nothing to do with numbness."""
    return chart.with_records((), (), (), records=())


def sudden(chart: Chart) -> Made:
    """Sudden numbness of the left face two hours before the second visit."""
    symptom = chart.symptom(1, timedelta(hours=2))
    return chart.with_records((), FACE, (), records=[symptom])


def told(chart: Chart) -> Made:
    """The same in the words of the reason for the second visit."""
    records = [
        {**one, "reasonCode": [{"text": "Sudden numbness of the left face"}]}
        if one["id"] == f"{chart.id}-e1"
        else one
        for one in chart.resources
    ]
    whole = Chart(chart.id, chart.visits, tuple(records))
    return whole.with_records((), FACE, (), records=())


def denied(chart: Chart) -> Made:
    """Asked at the second visit, and absent."""
    symptom = chart.symptom(1, timedelta(hours=2))
    symptom["code"] = coded(SNOMED, "309557009", "Numbness of face (finding)")
    symptom["valueCodeableConcept"] = coded(
        SNOMED, "2667000", "Absent (qualifier value)"
    )
    return chart.with_records((), (), (), records=[symptom])


def in_error(chart: Chart) -> Made:
    """Written of the wrong patient, and marked so."""
    symptom = chart.symptom(1, timedelta(hours=2), status="entered-in-error")
    return chart.with_records((), (), (), records=[symptom])


def diabetic(chart: Chart) -> Made:
    """Diabetes for years; both feet numb for months when the second visit comes."""
    diabetes = coded(SNOMED, "44054006", "Diabetes mellitus type 2 (disorder)")
    feet = coded(SNOMED, "309538000", "Numbness of foot (finding)")
    return chart.with_records(
        (),
        DIABETES,
        DIABETES,
        records=[
            chart.condition("dm", diabetes, BEGIN - timedelta(days=4000)),
            chart.condition(
                "feet",
                feet,
                chart.visits[1] - timedelta(days=200),
                bodySite=[
                    coded(SNOMED, "56459004", "Foot structure (body structure)"),
                    coded(SNOMED, "51440002", "Right and left (qualifier value)"),
                ],
                recordedDate=text(chart.visits[1] + timedelta(minutes=20)),
            ),
        ],
    )


def resolved(chart: Chart) -> Made:
    """A numb face at the second visit, over the same day: today it is resolved."""
    at = chart.visits[1]
    face = chart.condition(
        "face",
        {**_NUMB_FACE, "text": "Sudden numbness of left face"},
        at - timedelta(hours=2),
        bodySite=[coded(SNOMED, "7771000", "Left (qualifier value)")],
        recordedDate=text(at + timedelta(minutes=10)),
        clinicalStatus=_status("clinical", "resolved"),
        abatementDateTime=text(at + timedelta(hours=9)),
    )
    return chart.with_records((), FACE, (), records=[face])


def on_a_drug(chart: Chart) -> Made:
    """Numb hand for months on a drug that a shared Medication names."""
    begun = chart.visits[0] - timedelta(days=400)
    order = {
        "resourceType": "MedicationRequest",
        "id": f"{chart.id}-drug",
        "status": "active",
        "intent": "order",
        "subject": chart.subject,
        "medicationReference": {"reference": "Medication/vincristine"},
        "authoredOn": text(begun),
    }
    hand = coded(SNOMED, "309521004", "Numbness of hand (finding)")
    written = text(chart.visits[0] + timedelta(days=20))
    onset = chart.visits[0] - timedelta(days=100)
    numb = chart.condition("hand", hand, onset, recordedDate=written)
    return chart.with_records((), DRUG, DRUG, records=[order, numb])


def to_come(chart: Chart) -> Made:
    """A numb face written a month after the last visit."""
    at = chart.visits[2] + timedelta(days=30)
    symptom = chart.symptom(
        1,
        timedelta(),
        effectivePeriod={"start": text(at)},
        issued=text(at + timedelta(hours=1)),
    )
    return chart.with_records((), (), (), records=[symptom])


_STORIES: Final[tuple[Callable[[Chart], Made], ...]] = (
    sudden,
    diabetic,
    told,
    denied,
    resolved,
    on_a_drug,
    in_error,
    to_come,
)


def text(at: datetime) -> str:
    """A FHIR instant."""
    return at.isoformat().replace("+00:00", "Z")


def end_of(visit: datetime) -> datetime:
    """When a visit ends: half an hour after it began."""
    return visit + timedelta(minutes=30)


def coded(system: str, code: str, display: str) -> Json:
    """A CodeableConcept of one coding."""
    return {"coding": [{"system": system, "code": code, "display": display}]}


def _status(kind: str, code: str) -> Json:
    system = f"http://terminology.hl7.org/CodeSystem/condition-{kind}"
    return {"coding": [{"system": system, "code": code}]}


_MEASURED: Final = {"pressure": "mm[Hg]", "pulse-rate": "/min", "weight": "kg"}
_LABORATORY: Final = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "laboratory",
    "display": "Laboratory",
}
_NUMB_FACE: Final = coded(SNOMED, "309557009", "Numbness of face (finding)")
_LEFT: Final = {
    "code": coded(SNOMED, "272741003", "Laterality (attribute)"),
    "valueCodeableConcept": coded(SNOMED, "7771000", "Left (qualifier value)"),
}
_SUDDEN: Final = {
    "code": coded(LOINC, "99495-4", "Speed of condition onset"),
    "valueCodeableConcept": coded(
        SNOMED, "385315009", "Sudden onset (qualifier value)"
    ),
}
SHARED: Final[tuple[Json, ...]] = (
    {
        "resourceType": "Medication",
        "id": "vincristine",
        "code": coded(RXNORM, "11202", "vincristine"),
    },
    *(
        {"resourceType": "Organization", "id": f"site-{one}", "name": f"Site {one}"}
        for one in range(3)
    ),
    {"resourceType": "Practitioner", "id": "nobody", "name": [{"family": "Made-up"}]},
)
# Each with the reason it is kept aside under.
BAD_LINES: Final[tuple[tuple[bytes, str], ...]] = (
    (b'{"resourceType":"Observation","id":"cut', "line-not-json"),
    (b'{"resourceType":"Condition","id":"a","id":"b"}', "line-not-json"),
    (b"\xff\xfe no text", "line-not-json"),
    (b'{"resourceType":"Observatoin","id":"misspelt"}', "unknown-type"),
    (b'{"id":"no type at all"}', "not-fhir"),
    (b"null", "not-fhir"),
    (
        b'{"resourceType":"Condition","id":"nobody","code":{"text":"numb"}}',
        "no-patient",
    ),
)


def write_export(
    folder: Path,
    made: Iterable[Made],
    bad: Iterable[bytes] = (),
    lines_a_file: int = LINES_A_FILE,
    zipped: str = "Claim",
) -> dict[str, dict[datetime, frozenset[str]]]:
    """Write a Bulk Data export; what fires when, by patient.

    Files by type, several of a type; those of the type ``zipped`` as gzip.
    """
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    with ExitStack() as stack:
        files = _Files(folder, lines_a_file, zipped, stack)
        for one in SHARED:
            files.write(one["resourceType"], orjson.dumps(one))
        for patient in made:
            expected[patient.id] = patient.fires
            for one in patient.resources:
                files.write(one["resourceType"], orjson.dumps(one))
        for line in bad:
            files.write("Observation", line)
    return expected


class _Files:
    """The open files of an export, by type."""

    def __init__(self, folder: Path, most: int, zipped: str, stack: ExitStack) -> None:
        self._folder, self._most, self._zipped = folder, most, zipped
        self._stack = stack
        self._open: dict[str, IO[bytes]] = {}
        self._lines: dict[str, int] = {}

    def write(self, kind: str, line: bytes) -> None:
        count = self._lines.get(kind, 0)
        if count % self._most == 0:
            self._open[kind] = self._begin(kind, count // self._most)
        self._lines[kind] = count + 1
        self._open[kind].write(line + b"\n")

    def _begin(self, kind: str, number: int) -> IO[bytes]:
        if kind in self._open:
            self._open[kind].close()
        name = f"{kind}.{number:04}.ndjson"
        if kind != self._zipped:
            return self._stack.enter_context((self._folder / name).open("wb"))
        path = self._folder / f"{name}.gz"
        return self._stack.enter_context(gzip.GzipFile(path, "wb", 1, mtime=0))
