"""Seeded faults: each is caught alone, with its code, at its line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.errors import RuleError
from engine.rulebook.diagnostics import CODES
from engine.rulebook.load import load_rulebook

URGENT = "urgent/sudden-face-numbness.yaml"
CHRONIC = "chronic/diabetic-neuropathy.yaml"
SYMPTOMS = "findings/symptoms.yaml"
SITES = "findings/sites.yaml"
VALUES = "value-sets/numbness.yaml"


@dataclass(frozen=True)
class Seed:
    """A change of one file, and the line on which `at` then stands."""

    code: str
    file: str
    old: str
    new: str
    at: str


SEEDS = [
    # RF1xx: the file
    Seed("RF100", URGENT, "purpose: >-", "purpose: [>-", "purpose"),
    Seed("RF101", URGENT, "version: 1  ", "rule: x\nversion: 1  ", "rule: x"),
    Seed("RF101", SITES, "says: face,", "says: face, says: face,", "site: face"),
    Seed("RF102", URGENT, "      site: face\n", "      sites: face\n", "sites:"),
    Seed("RF102", URGENT, "speed: sudden,", "sped: sudden,", "sped:"),
    Seed(
        "RF102",
        CHRONIC,
        "latest-within: 24 months",
        "latest-within: 24 months, within: 2 days",
        "within: 2 days",
    ),
    Seed("RF102", CHRONIC, "taken: 3 months ago", "began: 3 months ago", "began: 3 m"),
    Seed("RF103", URGENT, "urgency: emergency\n", "", "rule: urgent"),
    Seed("RF103", CHRONIC, ", latest-within: 24 months", "", "measure: hba1c, at"),
    Seed("RF104", VALUES, '"44077006"', "44077006", "44077006"),
    Seed("RF104", VALUES, '"R20.0"', "R20.0", "R20.0"),
    Seed("RF105", URGENT, "rule: urgent/sudden", "rule: urgent/suden", "rule:"),
    Seed("RF106", URGENT, "rule: urgent/", "rule: stroke/", "rule:"),
    Seed("RF107", URGENT, "Assess now.", "Assess now." + " now" * 40, "summary:"),
    Seed("RF107", URGENT, "was it sudden?", "was it sudden?" * 9, "ask-summary:"),
    Seed("RF108", URGENT, "{one-sided.side}", "{one-side.side}", "detail:"),
    Seed("RF108", URGENT, "{one-sided.side}", "{one-sided.speed}", "detail:"),
    Seed("RF108", URGENT, "{not-excluded}", "{not-excluded", "detail:"),
    Seed(
        "RF108",
        URGENT,
        "summary: Sudden face",
        "summary: Sudden {dental-block.side}",
        "  summary:",
    ),
    Seed("RF109", URGENT, "urgency: emergency", "urgency: urgent", "urgency:"),
    Seed("RF109", URGENT, "within: 12 hours", "within: 12 hrs", "12 hrs"),
    Seed("RF109", URGENT, "within: 12 hours", "within: 12", "within: 12}"),
    Seed("RF109", CHRONIC, "locale hba1c-diabetic", "seven %", "seven %"),
    Seed("RF109", URGENT, "side: [left, right,", "side: [left, rihgt,", "rihgt"),
    Seed("RF109", URGENT, "id: any-side", "id: Any Side", "id: Any"),
    Seed(
        "RF109",
        URGENT,
        "    finding: dental-anaesthetic",
        "    medicine: dental",
        "id: dental-block",
    ),
    Seed(
        "RF109",
        URGENT,
        "  only-when: {finding: numbness, site: face}",
        "  only-when: numbness",
        "only-when",
    ),
    Seed("RF110", URGENT, "why: Face", "why: &face Face", "why:"),
    Seed("RF111", URGENT, "version: 1  ", "version: !int 1  ", "version: !int"),
    Seed("RF112", URGENT, "card:\n", "card:\n  <<: {detail: x}\n", "<<"),
    Seed("RF113", URGENT, "card:\n", "card:\n\t\n", "\t"),
    Seed("RF114", URGENT, "cases:\n", "---\ncases:\n", "---"),
    Seed(
        "RF116", URGENT, "title: Sudden numbness involving the face", "title:", "title:"
    ),
    Seed(
        "RF116",
        URGENT,
        "title: Sudden numbness involving the face",
        "title: null",
        "title:",
    ),
    Seed(
        "RF118", URGENT, "id: any-side", "id: one-sided", "- id: one-sided\n          "
    ),
    Seed(
        "RF119",
        CHRONIC,
        "same-place-as: distal-both",
        "same-place-as: distal",
        "same-place-as",
    ),
    Seed(
        "RF119",
        CHRONIC,
        "same-place-as: distal-both",
        "same-place-as: new-deficit",
        "same-place-as",
    ),
    Seed("RF120", URGENT, "question: stroke", "question: strokes", "question:"),
    Seed("RF123", URGENT, "[action-completed,", "[action-complete,", "may-override:"),
    # RF2xx: the words
    Seed(
        "RF201",
        URGENT,
        "    finding: dental-anaesthetic",
        "    finding: dental-anesthetic",
        "dental-anesthetic",
    ),
    Seed(
        "RF201",
        URGENT,
        "given: [{finding: numbness, is",
        "given: [{finding: numness, is",
        "numness",
    ),
    Seed("RF202", URGENT, "group: focal-neuro-sign", "group: focal-sign", "group:"),
    Seed(
        "RF203",
        URGENT,
        "      site: face\n",
        "      site: [face,\n        facee]\n",
        "facee",
    ),
    Seed(
        "RF203",
        SITES,
        "within: [half-body], limb: lower",
        "within: [body-half], limb: lower",
        "body-half",
    ),
    Seed(
        "RF203",
        SYMPTOMS,
        "implied-site: feet",
        "implied-site: foot",
        "implied-site: foot",
    ),
    Seed("RF204", CHRONIC, "{measure: hba1c, value", "{measure: hba1, value", "hba1,"),
    Seed(
        "RF205",
        SYMPTOMS,
        "{use: vs/numbness-face,",
        "{use: vs/numbnes-face,",
        "numbnes-face",
    ),
    Seed("RF205", SYMPTOMS, "codes: vs/hba1c", "codes: vs/a1c", "vs/a1c"),
    Seed("RF206", URGENT, "order: blood-glucose}", "order: blod-glucose}", "blod"),
    Seed("RF207", CHRONIC, "locale hba1c-diabetic", "locale hba1c", "locale hba1c"),
    Seed(
        "RF209",
        SYMPTOMS,
        "- finding: foot-drop",
        "- {finding: dental-anaesthetic, says: x, look-in: Condition}\n"
        "- finding: foot-drop",
        "dental-anaesthetic",
    ),
    Seed(
        "RF210",
        VALUES,
        "Anesthesia of skin}",
        "Anesthesia of skin}\n"
        '  - {system: icd-10-cm, code: "R29.810", display: Facial palsy}',
        "palsy",
    ),
    Seed(
        "RF211",
        SYMPTOMS,
        "[facial-weakness, foot-drop]",
        "[facial-weakness, foot-dop]",
        "members:",
    ),
    Seed("RF212", VALUES, "value-set: vs/numbness", "value-set: vs/numb", "value-set:"),
    Seed(
        "RF213",
        SITES,
        "says: half of the body",
        "says: half of the body, within: [half-body]",
        "half of",
    ),
    Seed(
        "RF215",
        VALUES,
        "codes:\n",
        'codes:\n  - {system: snomed, code: "44077006", display: Numbness (finding)}\n',
        '44077006", display: Numbness (finding)}\n  - {system: icd',
    ),
    Seed(
        "RF217",
        SITES,
        "- {site: face, says: face,",
        "- {says: face, site: face,",
        "says: face, site",
    ),
    Seed(
        "RF220",
        CHRONIC,
        "- {finding: diabetes}",
        "- {drug: metformn, active: yes}",
        "metformn",
    ),
    Seed("RF219", CHRONIC, "locale hba1c-diabetic", "7 mg/dL", "mg/dL"),
    Seed("RF219", CHRONIC, "value: 7.5 %", "value: 7.5", "value: 7.5"),
    Seed(
        "RF216",
        "findings/dental-anaesthetic.yaml",
        "text:",
        "lay: [jab]\ntext:",
        "lay:",
    ),
    Seed(
        "RF218",
        "findings/qualifiers.yaml",
        "{qualifier: speed/gradual",
        "{qualifier: sped/gradual",
        "sped/",
    ),
    Seed(
        "RF218",
        "findings/qualifiers.yaml",
        "{qualifier: chronic/chronic, text: [chronic]",
        "{qualifier: absent",
        "qualifier: absent",
    ),
    # RF3xx to RF6xx: what needs no enumeration
    Seed(
        "RF331",
        CHRONIC,
        "        - {measure: hba1c, at-least: locale hba1c-diabetic, "
        "latest-within: 24 months}\n",
        "",
        "any-of:",
    ),
    Seed("RF331", CHRONIC, "    - none:", "    - any:", "- any:"),
    Seed(
        "RF332",
        CHRONIC,
        "        - {id: new-deficit,",
        "        - all: [{all: [{finding: foot-drop}]}]\n        - {id: new-deficit,",
        "all: [{all",
    ),
    Seed(
        "RF333",
        CHRONIC,
        "        - {id: new-deficit,",
        f"        - {{at-least: 2, of: [{', '.join(['{sex: male}'] * 7)}]}}\n"
        "        - {id: new-deficit,",
        "at-least: 2",
    ),
    Seed(
        "RF334",
        CHRONIC,
        "        - {id: new-deficit,",
        "        - {at-least: 2, of: [{sex: male}]}\n        - {id: new-deficit,",
        "at-least: 2",
    ),
    Seed("RF401", CHRONIC, "urgency: routine", "urgency: emergency", "ask: false"),
    Seed("RF501", URGENT, "evidence: [E02, E06]", "evidence: [E02, E08]", "E08"),
    Seed(
        "RF502",
        CHRONIC,
        "{id: E15, cite",
        "{id: E99, cite: x, confirmed: true}\n  - {id: E15, cite",
        "E99",
    ),
    Seed(
        "RF504",
        CHRONIC,
        "{id: E15, cite",
        "{id: E15, cite: x, confirmed: true}\n  - {id: E15, cite",
        "ADA",
    ),
    Seed("RF601", CHRONIC, "expect: fires", "expect: quiet", "cases:"),
    Seed("RF602", CHRONIC, "expect: quiet", "expect: fires", "cases:"),
    Seed("RF603", CHRONIC, "ask: false", "ask: true", "cases:"),
    Seed(
        "RF604",
        CHRONIC,
        "name: nothing recorded is quiet",
        "name: numb feet for two months with diabetes",
        "name: numb feet for two months with diabetes\n    given: []",
    ),
]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code} {seed.new[:40]}")
def test_a_seeded_fault_is_reported_alone_at_its_line(rules: Path, seed: Seed) -> None:
    path = rules / seed.file
    before = path.read_text()
    assert seed.old in before
    after = before.replace(seed.old, seed.new, 1)
    path.write_text(after)
    line = after[: after.index(seed.at)].count("\n") + 1

    with pytest.raises(RuleError) as caught:
        load_rulebook(rules)

    found = [(str(d.file), d.line, d.code) for d in caught.value.diagnostics]
    assert found == [(seed.file, line, seed.code)]


FILES = [
    ("RF115", "urgent/empty.yaml", ""),
    ("RF115", "findings/empty.yaml", "# only a comment"),
    ("RF121", "urgent/fever.yml", "rule: urgent/fever"),
    ("RF121", "urgant/fever.yaml", "rule: urgant/fever"),
    ("RF121", "order.yaml", "[]"),
    ("RF121", "findings/more/pain.yaml", "finding: pain"),
    (
        "RF208",
        "value-sets/pain.yaml",
        "value-set: vs/pain\ntitle: P\nversion: x\ncodes: []",
    ),
    ("RF217", "locale/fr.yaml", "[fr]"),
    ("RF122", "findings/deep.yaml", "[" * 60 + "]" * 60),
]


@pytest.mark.parametrize(("code", "name", "text"), FILES)
def test_a_file_out_of_place_is_reported(
    rules: Path, code: str, name: str, text: str
) -> None:
    (rules / name).parent.mkdir(exist_ok=True)
    (rules / name).write_text(text)

    with pytest.raises(RuleError) as caught:
        load_rulebook(rules)

    found = [(str(d.file), d.code) for d in caught.value.diagnostics]
    assert found == [(name, code)]


def test_faults_of_all_files_come_at_once_and_sorted(rules: Path) -> None:
    for name, old, new in (
        (URGENT, "question: stroke", "question: head"),
        (URGENT, "group: focal-neuro-sign", "group: sign"),
        (CHRONIC, "urgency: routine", "urgency: later"),
        (VALUES, '"R20.0"', "R20.0"),
    ):
        path = rules / name
        path.write_text(path.read_text().replace(old, new, 1))

    with pytest.raises(RuleError) as caught:
        load_rulebook(rules)

    found = [(str(d.file), d.code) for d in caught.value.diagnostics]
    assert found == [
        (CHRONIC, "RF109"),
        (URGENT, "RF120"),
        (URGENT, "RF202"),
        (VALUES, "RF104"),
    ]


def test_an_unknown_locale_names_the_nearest(rules: Path) -> None:
    with pytest.raises(RuleError, match="Did you mean 'uk'") as caught:
        load_rulebook(rules, locale="ukk")

    assert [d.code for d in caught.value.diagnostics] == ["RF207"]


def test_a_word_that_every_evaluation_uses_has_to_be_there(rules: Path) -> None:
    path = rules / SYMPTOMS
    text = path.read_text()
    path.write_text(text[: text.index("- group: numbness-or-weakness")])

    with pytest.raises(RuleError, match="'numbness-or-weakness' is not defined"):
        load_rulebook(rules)


def test_a_missing_directory_is_a_fault_and_no_empty_rulebook(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rulebook(tmp_path / "nowhere")

    assert {d.code for d in caught.value.diagnostics} == {
        "RF121",
        "RF201",
        "RF202",
        "RF207",
    }


def test_a_directory_without_rules_is_a_fault(rules: Path) -> None:
    (rules / URGENT).unlink()
    (rules / CHRONIC).unlink()

    with pytest.raises(RuleError) as caught:
        load_rulebook(rules)

    assert [d.code for d in caught.value.diagnostics] == ["RF121"]


def test_an_unknown_key_offers_the_nearest_one(rules: Path) -> None:
    path = rules / URGENT
    path.write_text(
        path.read_text().replace("      site: face\n", "      sit: face\n", 1)
    )

    with pytest.raises(RuleError) as caught:
        load_rulebook(rules)

    assert [d.fix for d in caught.value.diagnostics] == ["Did you mean 'site'?"]


def test_every_diagnostic_code_is_listed_once() -> None:
    codes = [kind.code for kind in CODES]

    assert codes == sorted(set(codes))


def test_every_listed_code_has_a_seeded_fault() -> None:
    seeded = {seed.code for seed in SEEDS} | {code for code, _, _ in FILES}

    assert {kind.code for kind in CODES} == seeded
