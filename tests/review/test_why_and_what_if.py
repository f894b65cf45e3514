"""Why a rule answers as it does, and which single change would alter it."""

from datetime import UTC, datetime
from typing import Any

import made_up
import pytest

from engine.review.bedside import Bedside, bedside_of
from engine.review.changes import changed, changed_given
from engine.review.given import read_given
from engine.review.patient import stated_by
from engine.review.possible import Possible
from engine.review.turning import Case, Turning, turning_of_all, turning_of_rule
from engine.review.why import Line, why
from engine.rulebook.rule import Given, GivenFinding

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
FACE = "urgent/sudden-face-numbness"
NUMB_FACE = {"finding": "numbness", "site": "face", "side": "left"}

NUMB_FEET = {
    "finding": "numbness",
    "site": "feet",
    "side": "both",
    "symmetric": "yes",
    "began": "2 months ago",
}


def bedside() -> Bedside:
    return bedside_of(made_up.shipped())


def given(*sent: dict[str, Any]) -> tuple[Given, ...]:
    return read_given(list(sent), made_up.words(), NOW)


def case(*sent: dict[str, Any]) -> Case:
    return Case(bedside(), stated_by(given(*sent), made_up.words(), NOW), NOW)


def told(turning: Turning) -> dict[str, str]:
    """What is answered after each change, by the change."""
    return {
        turn.change.says: f"{effect.now.outcome} {effect.now.indicator}"
        for turn in turning.turns
        for effect in turn.effects[:1]
    }


def lines(line: Line) -> list[Line]:
    return [line, *(inner for item in line.items for inner in lines(item))]


def of(rule: str, *sent: dict[str, Any]) -> Any:
    one = case(*sent)
    found = one.bedside.answers(one.bedside.chart(one.stated, NOW))
    return why(one.bedside, found, rule)


def always() -> bool:
    return True


def test_a_rule_that_fires_says_what_is_true_and_on_which_statement() -> None:
    found = of(FACE, NUMB_FACE | {"began": "2 hours ago"})

    assert found.conclusion.outcome == "fires"
    assert found.because.startswith("True: numbness or tingling")
    clause = next(line for line in lines(found.when) if line.entries)
    assert clause.word == "yes"
    assert [s.reference for e in clause.entries for s in e.sources] == ["Case/1"]


def test_a_quiet_rule_says_which_line_stands_against_it() -> None:
    found = of(FACE, NUMB_FACE | {"began": "30 hours ago"})

    assert found.conclusion.outcome == "quiet"
    assert "onset contradicted" in found.because


def test_a_rule_that_could_be_true_says_what_is_not_known() -> None:
    found = of("urgent/sudden-numbness-dizziness", NUMB_FACE | {"began": "2 hours ago"})

    assert found.conclusion.outcome == "asks"
    assert "Not known: " in found.because


def test_a_known_exception_is_named() -> None:
    block = {"finding": "dental-anaesthetic", "began": "3 hours ago"}

    found = of(FACE, NUMB_FACE | {"began": "2 hours ago"}, block)

    assert found.conclusion.indicator == "warning"
    assert "Exception: a local, dental or regional anaesthetic" in found.because
    assert "yes" in {line.word for one in found.exceptions for line in lines(one)}


def test_the_truth_of_a_tree_is_that_of_the_conclusion() -> None:
    """For every rule and some patients: fires exactly where the tree is yes."""
    patients = (
        [NUMB_FACE | {"began": "2 hours ago"}],
        [{"finding": "numbness", "site": "saddle"}, {"finding": "low-back-pain"}],
        [],
    )
    for sent in patients:
        one = case(*sent)
        found = one.bedside.answers(one.bedside.chart(one.stated, NOW))
        for rule in one.bedside.rules:
            shown = why(one.bedside, found, rule)
            excepted = any(line.word == "yes" for line in shown.exceptions)
            fires = shown.conclusion.outcome == "fires"
            assert fires <= (shown.when.word == "yes"), rule
            assert (shown.when.word == "yes" and not excepted) <= fires, rule


def test_a_later_onset_silences_a_sudden_numb_face() -> None:
    found = turning_of_rule(case(NUMB_FACE | {"began": "2 hours ago"}), FACE, always)

    name = "numbness or tingling of the face (left)"
    onset = f"{name} had begun more than 24 hours ago (tried: 25 hours)"
    assert told(found)[onset] == "quiet None"
    assert told(found)[f"{name} had begun gradually"] == "fires warning"
    assert found.is_complete


def test_an_earlier_edge_is_crossed_from_the_other_side() -> None:
    found = turning_of_rule(case(NUMB_FACE | {"began": "30 hours ago"}), FACE, always)

    name = "numbness or tingling of the face (left)"
    assert told(found)[f"{name} had begun 24 hours ago"] == "fires critical"


def test_what_a_rule_asks_for_is_added() -> None:
    sent = [NUMB_FACE | {"began": "2 hours ago"}]
    found = turning_of_rule(case(*sent), "urgent/sudden-numbness-dizziness", always)

    added = [says for says in told(found) if "recorded too" in says]
    assert "fires critical" in {told(found)[says] for says in added}


def test_a_value_is_moved_across_its_limit() -> None:
    sugar = {"measure": "hba1c", "value": "7.0 %"}
    rule = "chronic/symmetric-neuropathy-diabetes"

    found = turning_of_rule(case(NUMB_FEET, sugar), rule, always)

    assert told(found)["HbA1c were 6.4 %"] == "asks info"


def test_for_all_rules_the_most_urgent_change_comes_first() -> None:
    found = turning_of_all(case(NUMB_FACE | {"began": "2 hours ago"}), always)

    first = found.turns[0].effects[0]
    assert "critical" in {first.was.indicator, first.now.indicator}


def test_without_time_nothing_is_tried_and_that_is_said() -> None:
    found = turning_of_all(case(NUMB_FACE), lambda: False)

    assert (found.turns, found.tried, found.is_complete) == ((), 0, False)


@pytest.mark.parametrize("rule", [FACE, "chronic/symmetric-neuropathy-diabetes"])
def test_a_change_of_the_form_states_what_the_search_tried(rule: str) -> None:
    """What "Try this" puts into the form is answered as was promised."""
    sent = given(
        NUMB_FACE | {"began": "2 hours ago"},
        NUMB_FEET,
        {"measure": "hba1c", "value": "7.0 %"},
        {"drug": "metformin", "started": "2 years ago"},
        {"age": 50},
    )
    words = made_up.words()
    one = Case(bedside(), stated_by(sent, words, NOW), NOW)

    found = turning_of_rule(one, rule, always)

    assert found.turns
    for turn in found.turns:
        after = changed_given(sent, turn.change)
        tried = changed(one.stated, turn.change, words, NOW)
        promised = one.conclusions(tried, [rule])
        assert one.conclusions(stated_by(after, words, NOW), [rule]) == promised


def says(turning: Turning, *kinds: str) -> list[str]:
    return [turn.change.says for turn in turning.turns if turn.kind in kinds]


def test_a_block_of_the_leg_is_never_put_into_the_face() -> None:
    """A change names what it records, and records it where it makes sense."""
    found = turning_of_rule(case(NUMB_FACE | {"began": "2 hours ago"}), FACE, always)

    offered = " ".join(says(found, "clears", "lowers", "raises", "other"))
    assert "dental anaesthetic (left) were recorded too, since 1 hour" in offered
    assert "nerve block" not in offered


@pytest.mark.parametrize("site", ["face", "feet", "forearm", "saddle"])
def test_an_added_finding_says_all_that_it_records(site: str) -> None:
    """Place, side, time, speed and course of what "Try this" would put down."""
    words = made_up.words()
    sent = {"finding": "numbness", "site": site, "side": "left"}
    found = turning_of_all(case(sent | {"began": "2 hours ago"}), always)

    added = [t.change for t in found.turns if isinstance(t.change.added, GivenFinding)]
    assert added
    for change in added:
        told = change.added
        assert isinstance(told, GivenFinding)
        named = [words.sites[one].says for one in told.site or ()]
        recorded = [told.side, told.speed, *named, *(told.course or ())]
        assert all(one is None or one in change.says for one in recorded)
        assert told.began == "unknown" or told.began[:-4] in change.says
        assert told.site is None or words.findings[told.finding].implied_site is None


def test_what_takes_the_highest_card_away_comes_first_then_what_raises() -> None:
    found = turning_of_all(case(NUMB_FACE | {"began": "2 hours ago"}), always)

    kinds = [turn.kind for turn in found.turns]
    order = ["clears", "lowers", "raises", "other"]
    assert kinds == sorted(kinds, key=order.index)
    assert found.top == "critical"
    assert found.is_cleared
    assert "clears" in kinds
    for turn in found.turns:
        remains = {effect.now.indicator for effect in turn.effects}
        assert turn.kind != "clears" or "critical" not in remains
        assert turn.kind != "raises" or any(
            effect.now.urgency > effect.was.urgency for effect in turn.effects
        )


def test_a_value_that_would_cross_a_limit_is_offered() -> None:
    """A glucose that is not low silences its rule; a low one would be told."""
    sent = NUMB_FACE | {"began": "2 hours ago"}
    diabetic = turning_of_all(case(sent, {"finding": "diabetes"}), always)
    other = turning_of_all(case(sent), always)

    assert "blood glucose were 3.9 mmol/L, taken now" in says(diabetic, "lowers")
    assert "blood glucose were 3.8 mmol/L, taken now" in says(other, "raises")


def test_that_no_single_change_takes_the_card_away_is_known() -> None:
    forearm = NUMB_FACE | {"site": "forearm", "began": "2 hours ago"}
    two = case(NUMB_FACE | {"began": "2 hours ago"}, forearm, {"finding": "diabetes"})

    found = turning_of_all(two, always)

    assert not found.is_cleared
    assert says(found, "lowers")


def test_diabetes_is_never_said_to_have_gone() -> None:
    diabetic = case({"finding": "diabetes"}, {"finding": "guillain-barre"})
    rules = tuple(diabetic.bedside.rules.values())
    possible = Possible(diabetic.stated, diabetic.bedside.rulebook, rules, NOW)

    edits = {change.says for change in possible.edits()}
    assert "diabetes were documented as absent" in edits
    assert "diabetes had gone by now" not in edits
    assert "diabetes had begun suddenly" not in edits
    assert any(one.endswith("had gone by now") for one in edits)
