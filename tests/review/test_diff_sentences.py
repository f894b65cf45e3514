"""A behaviour diff in sentences: numbers that add up, no word of the rule file."""

import made_up
import pytest

from engine.decide.conclude import Conclusion
from engine.review.cases import CASE_NOW
from engine.review.diff import Change, RuleChange, rule_change
from engine.review.diff_sentences import how_many, how_tried, what_differs
from engine.review.diff_ways import Version
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook

INJURY = "urgent/spinal-injury"
FIRES, ASKS = Conclusion("fires", "critical"), Conclusion("asks", "warning")
QUIET = Conclusion("quiet", None)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return made_up.shipped()


def injury(rulebook: Rulebook) -> Rule:
    return next(rule for rule in rulebook.rules if rule.rule == INJURY)


def shortened(rule: Rule) -> Rule:
    """The rule with every 24 hours made 5."""
    text = rule.model_dump_json(by_alias=True, exclude_none=True)
    a_day = '"within":{"amount":24,"unit":"hours"}'
    changed = text.replace(a_day, a_day.replace("24", "5"))
    assert changed != text
    return Rule.model_validate_json(changed)


@pytest.fixture(scope="module")
def change(rulebook: Rulebook) -> RuleChange:
    rule = injury(rulebook)
    pair = Version(rule, rulebook), Version(shortened(rule), rulebook)
    return rule_change(*pair, CASE_NOW)


def test_the_counts_add_up_to_the_whole(change: RuleChange) -> None:
    told = sum(one.kinds for one in change.changes)

    assert f"{told:,} kinds of patient are answered otherwise" in how_many(change)
    assert change.kinds >= told > change.changes[0].kinds
    assert f"{change.kinds:,} kinds" in how_tried(change)


def test_what_decides_is_said_in_english(change: RuleChange) -> None:
    assert {one.clause for one in change.changes} == {"recorded-today"}
    assert all("5 hours" in one.says for one in change.changes)


def test_the_smallest_example_is_the_same_both_ways(
    rulebook: Rulebook, change: RuleChange
) -> None:
    rule = injury(rulebook)
    back = Version(shortened(rule), rulebook), Version(rule, rulebook)

    turned = rule_change(*back, CASE_NOW)

    examples = {(one.was, one.now): one.example for one in change.changes}
    assert examples == {(one.now, one.was): one.example for one in turned.changes}


def changed(rule: Rule, *kinds: int, parts: tuple[str, ...] = ("when",)) -> RuleChange:
    answers = (FIRES, QUIET), (ASKS, FIRES)
    told = (
        Change(*pair, "c", number, "x")
        for pair, number in zip(answers, kinds, strict=False)
    )
    return RuleChange(rule, parts, tuple(told), kinds=sum(kinds))


def test_each_count_is_a_sentence(rulebook: Rulebook) -> None:
    rule = injury(rulebook)

    said = [how_many(changed(rule, *kinds)) for kinds in ((1,), (2, 1), (2,))]

    assert said == [
        "1 kind of patient is answered otherwise; all of them lower.",
        "3 kinds of patient are answered otherwise; 2 of them lower.",
        "2 kinds of patient are answered otherwise; all of them lower.",
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("when",), "Changed: its conditions."),
        (("when", "if-unknown"), "Changed: its conditions and when it asks."),
        (
            ("urgency", "unless", "cases"),
            "Changed: its urgency, its exceptions and its cases.",
        ),
        ((), "Changed: words that it rests on."),
        (("cases",), "Changed: its cases and words that it rests on."),
    ],
)
def test_what_differs_is_a_sentence(
    rulebook: Rulebook, parts: tuple[str, ...], said: str
) -> None:
    assert what_differs(changed(injury(rulebook), 1, parts=parts)) == said
