"""Records as `engine/fhir` makes them, and what is gathered from them."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from engine.fhir.record import Coding, Component, Concept, Onset, Reading, Record
from engine.findings.gather import gather
from engine.findings.glossary import Glossary
from engine.findings.text.reader import TextReader
from engine.terminology.lexicon import lexicon
from engine.terminology.vocabulary import load_vocabulary
from engine.when import Interval

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SYSTEMS = {
    "snomed": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "icd": "http://hl7.org/fhir/sid/icd-10-cm",
}


@cache
def vocabulary():
    words, faults = load_vocabulary(Path(__file__).parents[2] / "rules")
    assert not faults
    return words


@cache
def glossary():
    return Glossary.of(vocabulary())


@cache
def reader():
    words = vocabulary()
    return TextReader(
        lexicon(
            words.findings.values(), words.sites.values(), words.qualifiers.values()
        )
    )


def ago(**length):
    return Interval.at(NOW - timedelta(**length))


def coded(code, display="", system="snomed", text=""):
    return Concept((Coding(SYSTEMS[system], code, display),), text)


def local(display, text=""):
    return Concept((Coding("urn:local", "X1", display),), text)


def text(words):
    return Concept(text=words)


AN_HOUR_AGO = ago(hours=1)
NOT_GIVEN = Concept()
NUMBNESS = coded("44077006", "Numbness (finding)")
FACE_NUMBNESS = coded("309557009", "Numbness of face (finding)")
LEFT_LEG_NUMBNESS = coded("15634841000119109", "Paresthesia of left lower limb")
DIZZINESS = coded("404640003", "Dizziness (finding)")
STROKE = coded("230690007", "Cerebrovascular accident (disorder)")
DIABETES = coded("73211009", "Diabetes mellitus (disorder)")
SYMPTOM = coded("75325-1", "Symptom", "loinc")
SYMPTOM_ABSENT = coded("111551-8", "Symptom absent", "loinc")
COMPLAINT = coded("8661-1", "Chief complaint - Reported", "loinc")
PULSE = coded("44974-4", "Pulse intensity Palpation", "loinc")
HBA1C = coded("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "loinc")
SPEED = coded("99495-4", "Speed of condition onset", "loinc")
COURSE = coded("89261-2", "Clinical course", "loinc")
TREND = coded("89253-9", "Trend", "loinc")
SEVERITY = coded("64750-3", "Severity of symptoms", "loinc")
LATERALITY = coded("272741003", "Laterality (attribute)")
SUDDEN = coded("385315009", "Sudden onset (qualifier value)")
GRADUAL = coded("61751001", "Gradual onset (qualifier value)")
ASCENDING = coded("79458005", "Ascending (qualifier value)")
WORSENING = coded("230993007", "Worsening (qualifier value)")
SEVERE = coded("24484000", "Severe (severity modifier) (qualifier value)")
CHRONIC = coded("90734009", "Chronic (qualifier value)")
PRESENT = coded("52101004", "Present (qualifier value)")
ABSENT = coded("2667000", "Absent (qualifier value)")
UNKNOWN = coded("261665006", "Unknown (qualifier value)")
SUSPECTED = coded("415684004", "Suspected (qualifier value)")
LEFT = coded("7771000", "Left (qualifier value)")
RIGHT = coded("24028007", "Right (qualifier value)")
BOTH = coded("51440002", "Right and left (qualifier value)")
ONE_SIDE = coded("66459002", "Unilateral (qualifier value)")
FOOT = coded("56459004", "Foot structure (body structure)")
HAND = coded("85562004", "Hand structure (body structure)")
FACE = coded("89545001", "Face structure (body structure)")
LEFT_THIGH = coded("61396006", "Structure of left thigh")


def observation(code, value=None, *, number=1, written=AN_HOUR_AGO, **fields):
    return Record(
        "Observation",
        f"Observation/{number}",
        f"entry[{number}].resource",
        code=code,
        value=value,
        written=written,
        **fields,
    )


def condition(code, *, number=1, written=AN_HOUR_AGO, **fields):
    return Record(
        "Condition",
        f"Condition/{number}",
        f"entry[{number}].resource",
        code=code,
        written=written,
        **fields,
    )


def part(code, value=None, reason=NOT_GIVEN):
    return Component(code, value, reason)


def began(**length):
    return Onset(ago(**length))


def gathered(*records, now=NOW):
    reading = Reading(tuple(records))
    return gather(reading, vocabulary(), now, reader(), glossary=glossary())


def findings(*records, now=NOW):
    return gathered(*records, now=now).findings


def only(*records, now=NOW):
    (finding,) = findings(*records, now=now)
    return finding


def codes_of_problems(*records):
    return [(one.code, one.blocking) for one in gathered(*records).problems]


def said(*records):
    """What, whether, state, where and side of every finding."""
    return [
        (one.what, one.presence, one.state, tuple(sorted(one.sites)), one.side)
        for one in findings(*records)
    ]


def numb(presence="present", sites=(), side=None, state="ongoing"):
    return ("numbness", presence, state, sites, side)
