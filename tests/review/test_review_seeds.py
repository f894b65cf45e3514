"""Seeded faults of a library: each is caught with its code, at its line."""

# ruff: noqa: E501 - a seed or a claim is one line of a rule file

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from engine.review.check import check_rules
from engine.review.examples import EXAMPLES
from engine.review.faults import ALL_CODES, REVIEW_FAULTS
from engine.review.pages import pages

EXAMPLE = Path(__file__).parents[1] / "rulebook" / "example"
PAGES = Path(__file__).parents[2] / "docs" / "rule-checks"
TODAY = date(2026, 11, 21)
URGENT, ROUTINE = "urgent/face.yaml", "chronic/legs.yaml"

FACE = """\
rule: urgent/face
version: 1
urgency: emergency
question: stroke
covers: [EM-03]
title: Sudden numbness of the face
purpose: A stroke.
when:
  all:
    - id: face
      finding: numbness
      site: face
      side: [left, right, not-recorded]
      onset: {within: 24 hours, or: [not-recorded]}
      evidence: [E02]
    - id: sign
      group: focal-neuro-sign
      evidence: [E02]
unless:
  - id: dental
    finding: dental-anaesthetic
    onset: {within: 24 hours}
if-unknown: {ask: true}
card:
  summary: Sudden face numbness.
  detail: Look for a stroke.
  ask-summary: Since when?
  suggestions:
    - {label: Stroke service, order: referral-stroke-service}
evidence:
  - {id: E02, cite: NICE NG127, confirmed: true}
governance:
  status: draft
  review-by: 2027-11-01
  sign-off-needs: {clinicians: 2}
  harm-if-missed: Stroke.
  harm-if-false: Alarm.
  known-false-alarms: [Migraine]
  changes:
    - {version: 1, on: 2026-11-20, what: First version}
cases:
  - {name: one, given: [], expect: fires}
  - {name: two, given: [], expect: asks}
  - {name: three, given: [], expect: quiet}
"""
LEGS = (
    FACE.replace("urgent/face", "chronic/legs")
    .replace("emergency", "routine")
    .replace("site: face", "site: leg")
    .replace(
        "onset: {within: 24 hours, or: [not-recorded]}", "lasting: {at-least: 4 weeks}"
    )
    .replace("question: stroke", "question: neuropathy-work-up")
    .replace("referral-stroke-service", "blood-glucose")
)


@dataclass(frozen=True)
class Seed:
    """A change of the emergency rule, and the line on which `at` then stands.

    ``legs`` are changes of the routine rule beside it.
    """

    code: str
    old: str
    new: str
    at: str
    legs: tuple[tuple[str, str], ...] = field(default=())


WHEN = FACE[FACE.index("when:") : FACE.index("unless:")]
ONSET = "onset: {within: 24 hours, or: [not-recorded]}"
A_FACE = "{finding: numbness, site: face, evidence: [E02]}"
TWIN = (
    ("question: neuropathy-work-up", "question: stroke"),
    ("urgency: routine", "urgency: emergency"),
    ("lasting: {at-least: 4 weeks}", ONSET),
)


def when(text: str) -> str:
    return f"when:\n{text}\n"


SEEDS = [
    # RF301: lines that contradict each other
    Seed(
        "RF301",
        ONSET,
        "onset: {within: 24 hours, more-than: 2 days, or: [not-recorded]}",
        "- id: face",
    ),
    Seed(
        "RF301", ONSET, f"{ONSET}\n      lasting: {{at-least: 4 weeks}}", "- id: face"
    ),
    Seed(
        "RF301",
        ONSET,
        f"{ONSET}\n      lasting: {{at-least: 4 hours, at-most: 1 hours}}",
        "- id: face",
    ),
    Seed("RF301", ONSET, f"{ONSET}\n      lasted: {{at-most: 1 hours}}", "- id: face"),
    Seed(
        "RF301",
        ONSET,
        f"{ONSET}\n      state: resolved\n      lasting: {{at-least: 1 hours}}",
        "- id: face",
    ),
    Seed("RF301", "site: face\n", "site: tail\n", "- id: face"),
    Seed(
        "RF301",
        "    - id: sign\n",
        "    - {age: {at-least: 65, at-most: 16}, evidence: [E02]}\n    - id: sign\n",
        "- {age",
    ),
    Seed(
        "RF301",
        "    - id: sign\n",
        "    - {measure: hba1c, at-least: 7 %, below: 6 %, latest-within: 1 years, evidence: [E02]}\n    - id: sign\n",
        "- {measure",
    ),
    Seed(
        "RF301",
        "    - id: sign\n",
        "    - {measure: hba1c, above: 7 %, at-most: 7 %, latest-within: 1 years, evidence: [E02]}\n    - id: sign\n",
        "- {measure",
    ),
    # RF302 and RF303: over all valuations
    Seed(
        "RF302",
        "    - id: sign\n",
        "    - {sex: female, evidence: [E02]}\n    - {sex: male, evidence: [E02]}\n    - id: sign\n",
        "when:",
    ),
    Seed(
        "RF302",
        "    - id: sign\n",
        "    - {age: {at-least: 65}, evidence: [E02]}\n    - {age: {at-most: 16}, evidence: [E02]}\n    - id: sign\n",
        "when:",
    ),
    Seed(
        "RF302",
        "    - id: sign\n",
        f"    - {A_FACE}\n    - none: [{A_FACE}]\n    - id: sign\n",
        "when:",
    ),
    Seed(
        "RF303", WHEN, when(f"  any:\n    - {A_FACE}\n    - none: [{A_FACE}]"), "when:"
    ),
    # RF304: a clause that makes no difference
    Seed(
        "RF304", "    - id: sign\n", f"    - {A_FACE}\n    - id: sign\n", f"- {A_FACE}"
    ),
    Seed(
        "RF304",
        "    - id: sign\n",
        "    - {finding: numbness, site: face, onset: {within: 3 days, or: [not-recorded]}, evidence: [E02]}\n    - id: sign\n",
        "- {finding: numbness, site",
    ),
    Seed(
        "RF304",
        WHEN,
        when(
            f"  any:\n    - {A_FACE}\n    - {{finding: facial-weakness, evidence: [E02]}}\n    - {{group: focal-neuro-sign, evidence: [E02]}}"
        ),
        "- {finding: facial",
    ),
    # RF305 and RF306: two rules
    Seed(
        "RF305",
        "",
        "",
        "when:",
        (
            *TWIN,
            ("site: leg", "site: face"),
            ("[left, right, not-recorded]", "[left, right, both, not-recorded]"),
        ),
    ),
    Seed("RF305", "", "", "when:", (*TWIN, ("      site: leg\n", ""))),
    Seed(
        "RF306",
        "",
        "",
        "- {label",
        (
            ("urgency: routine", "urgency: emergency"),
            ("order: blood-glucose", "order: bed-rest"),
            (
                "lasting:",
                "onset: {within: 14 days, or: [not-recorded]}\n      lasting:",
            ),
            ("at-least: 4 weeks", "at-least: 1 hours"),
        ),
    ),
    # RF307: one side only
    Seed(
        "RF307",
        "side: [left, right, not-recorded]",
        "side: [left, not-recorded]",
        "side:",
    ),
    Seed(
        "RF307",
        "side: [left, right, not-recorded]",
        "side: [right, not-recorded]",
        "side:",
    ),
    # RF308: a gap between two windows of one question
    Seed(
        "RF308",
        "",
        "",
        "- id: face",
        (
            ("question: neuropathy-work-up", "question: stroke"),
            ("site: leg", "site: face"),
        ),
    ),
    Seed(
        "RF308",
        "",
        "",
        "- id: face",
        (
            ("question: neuropathy-work-up", "question: stroke"),
            ("site: leg", "site: face"),
            ("lasting: {at-least: 4 weeks}", "onset: {more-than: 25 hours}"),
        ),
    ),
    # RF402 and RF403: what could hide an emergency
    Seed(
        "RF402",
        "finding: dental-anaesthetic\n    onset: {within: 24 hours}",
        "finding: numbness",
        "unless:",
    ),
    Seed(
        "RF402",
        "finding: dental-anaesthetic\n    onset: {within: 24 hours}",
        "finding: numbness\n    onset: {within: 3 days, or: [not-recorded]}",
        "unless:",
    ),
    Seed("RF403", "[left, right, not-recorded]", "[left, right]", "side:"),
    Seed("RF403", ONSET, "onset: {within: 24 hours}", "onset:"),
    Seed("RF403", ONSET, "onset: {within: 24 hours, or: [possibly]}", "onset:"),
    # RF404: lay advice that the pattern table forbids
    Seed("RF404", "Look for a stroke.", "A warm foot bath may help.", "detail:"),
    Seed("RF404", "Sudden face numbness.", "Numb face - massage it.", "summary:"),
    # RF505 to RF507: evidence
    Seed(
        "RF505", "      evidence: [E02]\n    - id: sign", "    - id: sign", "- id: face"
    ),
    Seed(
        "RF505",
        "      group: focal-neuro-sign\n      evidence: [E02]\n",
        "      group: focal-neuro-sign\n",
        "- id: sign",
    ),
    Seed(
        "RF506",
        "confirmed: true}",
        "confirmed: true, checked: 2025-11-20}",
        "- {id: E02",
    ),
    Seed("RF507", "cite: NICE NG127", "cite: https://example.com/ng127", "- {id: E02"),
    Seed(
        "RF507", "Look for a stroke.", "See www.nice.org.uk.example.com now.", "detail:"
    ),
    Seed("RF507", "Look for a stroke.", "See http://notnice.org.uk/x now.", "detail:"),
    # RF7xx: facts about people
    Seed("RF701", "2027-11-01", "2026-11-20", "review-by"),
    Seed("RF702", "[Migraine]", "[]", "known-false-alarms"),
    Seed("RF704", "status: draft", "status: active", "status:"),
    Seed(
        "RF703",
        "    - {version: 1, on: 2026-11-20, what: First version}",
        "    - {version: 1, on: 2026-11-20, what: First version, status: shadow}",
        "sign-off-needs",
    ),
]
BED_REST = """\
- order: bed-rest
  says: bed rest
  coding: {system: snomed, code: "306802002", display: Referral to stroke service (procedure)}
  priority: routine
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The words of a small library, with two rules that have no fault."""
    rules = Path(shutil.copytree(EXAMPLE, tmp_path / "rules"))
    for folder in ("urgent", "chronic"):
        shutil.rmtree(rules / folder)
        (rules / folder).mkdir()
    (rules / URGENT).write_text(FACE)
    (rules / ROUTINE).write_text(LEGS)
    (rules / "findings/tail.yaml").write_text("- {site: tail, says: tail}\n")
    orders = rules / "orders.yaml"
    orders.write_text(orders.read_text().replace("  code: {", "  coding: {") + BED_REST)
    return rules


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def codes(library: Path) -> list[tuple[str, int, str]]:
    review = check_rules(library, "uk", TODAY)
    found = (*review.faults, *review.people)
    return [(str(one.file), one.line, one.code) for one in found]


def test_the_library_without_a_seed_has_no_fault(library: Path) -> None:
    assert codes(library) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code} {seed.at}")
def test_a_seeded_fault_is_caught_at_its_line(library: Path, seed: Seed) -> None:
    face = FACE.replace(seed.old, seed.new, 1) if seed.old else FACE
    if seed.code == "RF703":
        face = face.replace("status: draft", "status: active")
    (library / URGENT).write_text(face)
    (library / ROUTINE).write_text(changed(LEGS, seed.legs))
    line = face[: face.index(seed.at)].count("\n") + 1

    assert (URGENT, line, seed.code) in codes(library)


def test_enough_faults_are_seeded() -> None:
    assert len(SEEDS) >= 30
    by_cases = {"RF605", "RF606", "RF607"}
    assert {s.code for s in SEEDS} | by_cases == {k.code for k in REVIEW_FAULTS}


def test_facts_about_people_are_no_faults(library: Path) -> None:
    (library / URGENT).write_text(FACE.replace("status: draft", "status: active"))

    review = check_rules(library, "uk", TODAY)

    assert review.faults == ()
    assert [one.code for one in review.people] == ["RF704", "RF703"]


def test_windows_that_meet_leave_no_gap(library: Path) -> None:
    meeting = (
        ("question: neuropathy-work-up", "question: stroke"),
        ("site: leg", "site: face"),
        ("lasting: {at-least: 4 weeks}", "onset: {more-than: 24 hours}"),
    )
    (library / ROUTINE).write_text(changed(LEGS, meeting))

    assert codes(library) == []


def test_every_code_has_an_example_and_no_other() -> None:
    assert sorted(EXAMPLES) == [kind.code for kind in ALL_CODES]


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_of_a_code_is_current(name: str) -> None:
    assert (PAGES / name).read_text() == pages()[name], "run `pinprick rules pages`"
