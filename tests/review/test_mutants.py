"""Every small mistake in a rule is made, and cases have to notice it."""

from pathlib import Path
from typing import Any

import pytest
from made_up import RULES, rule, rulebook, shipped, words

from engine.review.cases import Patients
from engine.review.limits import moved
from engine.review.mutants import mutants_of
from engine.review.mutate import Trial, trials_of
from engine.when import Duration

FACE = {"id": "face", "finding": "numbness", "site": "face"}
DIZZY = {"id": "dizzy", "finding": "vertigo"}


def says(when: dict[str, Any], **lines: Any) -> list[str]:
    return [mutant.says for mutant in mutants_of(rule(when, **lines), words())]


def survivors(when: dict[str, Any], *cases: dict[str, Any]) -> list[Trial]:
    made = rule(when, cases=[{"name": str(n), **c} for n, c in enumerate(cases)])
    tried = trials_of(made, Patients(rulebook(made)))
    return [trial for trial in tried if trial.verdict == "survived"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"onset": {"within": "24 hours"}}, "'face' with 25 hours instead of 24 hours"),
        ({"onset": {"within": "24 hours"}}, "'face' with 23 hours instead of 24 hours"),
        (
            {"onset": {"within": "24 hours", "speed": "sudden"}},
            "'face' without speed in onset",
        ),
        (
            {"lasting": {"at-least": "4 weeks"}},
            "'face' with 5 weeks instead of 4 weeks",
        ),
        ({}, "'face' with site 'head' instead of 'face'"),
        ({}, "'face' without the line site"),
        ({}, "'face' with state: resolved instead of ongoing"),
        ({}, "'face' turned round (known not to be so)"),
        ({"side": ["left", "right"]}, "'face' without 'right' in side"),
        ({"side": "left"}, "'face' with side 'right' instead of 'left'"),
        ({"symmetric": "yes"}, "'face' without the line symmetric"),
    ],
)
def test_each_line_is_changed(lines: dict[str, Any], expected: str) -> None:
    assert expected in says({**FACE, **lines})


@pytest.mark.parametrize("gap", ["not-recorded", "possibly", "undated"])
def test_each_gap_is_dropped(gap: str) -> None:
    found = says({**FACE, "onset": {"within": "24 hours", "or": [gap]}})

    assert any(text.startswith(f"'face' without `or: {gap}`") for text in found)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"any": [FACE, DIZZY]}, "any of 'face', 'dizzy' where all are needed"),
        ({"all": [FACE, DIZZY]}, "all of 'face', 'dizzy' where one is enough"),
        ({"all": [FACE, DIZZY]}, "'dizzy' left out"),
        (
            {"at-least": 1, "of": [FACE, DIZZY]},
            "of of 'face', 'dizzy' at least 2 times",
        ),
        (
            {"all": [FACE, {**DIZZY, "same-place-as": "face"}]},
            "'dizzy' without the line same-place-as",
        ),
    ],
)
def test_each_node_is_regrouped(node: dict[str, Any], expected: str) -> None:
    assert expected in says(node)


def test_unless_and_only_when_are_mutated_too() -> None:
    found = says(FACE, unless=[DIZZY], only_when=FACE)

    assert "'dizzy' (unless) left out" in found
    assert "'face' (only-when) without the line site" in found


def test_no_mutant_has_the_logic_of_the_rule_or_of_another() -> None:
    for made in shipped().rules:
        logics = [
            repr(m.rule.when) + repr(m.rule.unless) + repr(m.rule.if_unknown)
            for m in mutants_of(made, words())
        ]

        assert len(logics) == len(set(logics))


def test_a_clause_that_others_are_tied_to_can_be_left_out() -> None:
    tied = {"all": [FACE, {**DIZZY, "same-place-as": "face"}]}

    assert "'face' left out" in says(tied)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Duration(24, "hours"), [Duration(23, "hours"), Duration(25, "hours")]),
        (Duration(0, "days"), [Duration(1, "days")]),
        (65, [64, 66]),
        ("6.5 %", ["6.4 %", "6.6 %"]),
        ("5 {score}", ["4 {score}", "6 {score}"]),
        ("locale audit-c-positive", []),
        (True, []),
    ],
)
def test_a_limit_moves_by_one_unit(limit: object, expected: list[object]) -> None:
    assert list(moved(limit)) == expected


def test_a_limit_without_cases_on_both_sides_survives() -> None:
    when = {**FACE, "onset": {"within": "24 hours"}}
    two_hours = {"finding": "numbness", "site": "face", "began": "2 hours ago"}
    found = survivors(when, {"given": [two_hours], "expect": "fires"})

    assert {"RF606"} == {t.code for t in found if "24 hours" in t.mutant.says}


def test_a_case_that_the_rule_does_not_pass_notices_nothing() -> None:
    wrong = {"given": [], "expect": "fires"}

    assert survivors(FACE, wrong)


def test_every_shipped_rule_notices_all_its_mutants() -> None:
    patients = Patients(shipped(), RULES.parent)

    tried = [trial for made in shipped().rules for trial in trials_of(made, patients)]

    assert [t.mutant.says for t in tried if t.verdict == "survived"] == []
    assert len(tried) > 500


def test_without_the_files_of_records_the_mutants_are_still_noticed(
    tmp_path: Path,
) -> None:
    patients = Patients(shipped(), tmp_path)
    made = next(r for r in shipped().rules if r.rule.endswith("face-numbness"))

    assert all(t.verdict != "survived" for t in trials_of(made, patients))


def test_the_gap_of_a_measure_is_dropped() -> None:
    found = says(
        {
            "id": "sugar",
            "measure": "glucose",
            "below": "3.9 mmol/L",
            "latest-within": "1 hours",
            "or": "not-recorded",
        }
    )

    assert any(text.startswith("'sugar' without `or: not-recorded`") for text in found)
