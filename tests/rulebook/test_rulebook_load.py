from datetime import date
from pathlib import Path
from pickle import dumps, loads
from random import Random

import pytest

from engine.errors import RuleError
from engine.rulebook.load import load_rulebook
from engine.rulebook.override_reasons import OVERRIDE_REASONS
from engine.when import Duration

URGENT = "urgent/sudden-face-numbness.yaml"


def test_rules_are_sorted_by_id(rules: Path) -> None:
    rulebook = load_rulebook(rules)

    ids = [rule.rule for rule in rulebook.rules]
    assert ids == ["chronic/diabetic-neuropathy", "urgent/sudden-face-numbness"]


def test_the_worked_example_of_the_rule_format_loads(rules: Path) -> None:
    rule = load_rulebook(rules).rules[1]

    assert rule.governance.review_by == date(2027, 11, 1)
    assert rule.unless[0].onset.within == Duration(12, "hours")
    assert rule.cases[0].given[0].side == "left"


def test_the_locale_is_the_one_asked_for(rules: Path) -> None:
    values = load_rulebook(rules, locale="us").locale.values

    assert str(values["hba1c-diabetic"].value) == "6.5"


def test_the_widest_window_is_the_longest_of_any_rule(rules: Path) -> None:
    assert load_rulebook(rules).widest_window == Duration(24, "months")


def test_the_widest_window_is_never_below_that_of_symptoms(rules: Path) -> None:
    (rules / "chronic/diabetic-neuropathy.yaml").unlink()

    assert load_rulebook(rules).widest_window == Duration(7, "days")


def test_the_resource_kinds_are_those_the_rules_look_in(rules: Path) -> None:
    kinds = load_rulebook(rules).resource_kinds

    assert kinds == {"Observation", "Condition", "Procedure"}


def test_a_rulebook_can_be_sent_to_another_process(rules: Path) -> None:
    rulebook = load_rulebook(rules)

    sent = loads(dumps(rulebook))
    assert sent.digests == rulebook.digests
    assert (sent.rules, sent.vocabulary) == (rulebook.rules, rulebook.vocabulary)


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_done_to_a_file_is_loaded_or_reported(
    rules: Path, seed: int
) -> None:
    """Lines are dropped, doubled, indented or cut: no other error comes out."""
    random = Random(seed)
    path = random.choice(sorted(rules.rglob("*.yaml")))
    lines = path.read_text().splitlines(keepends=True)
    for _ in range(random.randint(1, 3)):
        number = random.randrange(len(lines))
        line = lines[number]
        lines[number] = random.choice(
            ["", line * 2, f"  {line}", line.lstrip(), line[: len(line) // 2] + "\n"]
        )
    path.write_text("".join(lines))

    try:
        answer = load_rulebook(rules).digest
    except RuleError as error:
        answer = error.diagnostics
    assert answer


def test_the_override_reasons_are_those_of_the_checklist() -> None:
    checklist = Path(__file__).parents[2] / "../shared/cds-hooks-checklist.md"
    if not checklist.exists():
        pytest.skip("../shared is not there")
    text = checklist.read_text().partition("## 8 ")[2]
    pairs = [pair.split(" | ") for pair in text.split("card:\n")[1].split(";")]

    assert {code.strip(): said.strip() for code, said in pairs} == OVERRIDE_REASONS
