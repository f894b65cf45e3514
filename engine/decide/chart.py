"""One patient as the clauses see them: findings by word, rules' words, now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from engine.fhir.record import Person
from engine.findings.finding import DrugUse, Finding, Findings, Measurement
from engine.rulebook.uses import CURRENT_SYMPTOM
from engine.terminology.models import Locale
from engine.terminology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Chart:
    """What is known about one patient at one instant.

    ``present`` and ``absent`` hold the statements by finding word, provisional
    ones among the present; a symptom that is no longer current is in neither.
    ``has_symptom``: some numbness or weakness is there now, beside which a
    diagnosis without any date counts (`rule-format.md` section 2.12).
    """

    vocabulary: Vocabulary
    locale: Locale
    now: datetime
    present: Mapping[str, tuple[Finding, ...]]
    absent: Mapping[str, tuple[Finding, ...]]
    measured: Mapping[str, tuple[Measurement, ...]]
    taken: Mapping[str, tuple[DrugUse, ...]]
    patient: Person | None
    has_symptom: bool

    @classmethod
    def of(
        cls, findings: Findings, vocabulary: Vocabulary, locale: Locale, now: datetime
    ) -> Self:
        """Sort a patient's findings by word."""
        present: dict[str, list[Finding]] = defaultdict(list)
        absent: dict[str, list[Finding]] = defaultdict(list)
        measured: dict[str, list[Measurement]] = defaultdict(list)
        taken: dict[str, list[DrugUse]] = defaultdict(list)
        for finding in findings.findings:
            if finding.current:
                of = absent if finding.presence == "absent" else present
                of[finding.what].append(finding)
        for measurement in findings.measurements:
            measured[measurement.what].append(measurement)
        for use in findings.drugs:
            taken[use.what].append(use)
        return cls(
            vocabulary,
            locale,
            now,
            {word: tuple(entries) for word, entries in present.items()},
            {word: tuple(entries) for word, entries in absent.items()},
            {word: tuple(values) for word, values in measured.items()},
            {word: tuple(uses) for word, uses in taken.items()},
            findings.patient,
            any(
                entry.state == "ongoing"
                for word in vocabulary.groups[CURRENT_SYMPTOM].members
                for entry in present.get(word, ())
            ),
        )
