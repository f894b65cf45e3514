"""Findings that a trigger does not take away: "denies trauma to the numb arm"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.findings.text.certainty.in_fact import is_in_fact
from engine.findings.text.certainty.present import is_of_place
from engine.findings.text.persons.callers import is_caller
from engine.findings.text.persons.deeds import is_beside_deed
from engine.findings.text.persons.given import (
    has_come_true,
    is_at_school_now,
    is_foreseen,
    is_given,
    is_like_no_other,
    is_news,
    is_own_part,
    is_shared,
)
from engine.findings.text.persons.relatives import is_patient_again
from engine.findings.text.phrases.marks import Mark

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge


def is_real(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a finding is there, and the patient's, whatever the trigger says."""
    at = edge.start
    match edge.category:
        case "NEGATED" | "UNLIKELY":
            unlike = is_like_no_other(words[at], finding, words)
            return unlike or is_given(finding, words, marks)
        case "FAMILY":
            return _is_patients(at, finding, words, marks)
        case "HISTORICAL":
            at_school = is_at_school_now(at, finding, words, marks)
            return at_school or is_of_place(edge, finding, words, marks)
        case "HYPOTHETICAL":
            if is_in_fact(edge, finding, words, marks):
                return True
            return has_come_true(finding, words) or is_foreseen(at, words)
        case _:
            return False


def _is_patients(
    at: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether the person that is named is the patient, or only tells."""
    return (
        (at < finding.start and is_patient_again(at, finding, words))
        or is_caller(at, finding, words, marks)
        or is_own_part(at, finding, words, marks)
        or is_news(at, finding, words, marks)
        or is_beside_deed(at, finding, words, marks)
        or is_shared(finding, words)
    )
