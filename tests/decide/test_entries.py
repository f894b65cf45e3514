"""A finding or group clause against small sets of entries."""

from typing import Any

import pytest
from made_up import chart, entry

from engine.decide.clauses.entries import fits, truth_of, words
from engine.decide.clauses.lines import Asked, Fit
from engine.findings.finding import Finding
from engine.rulebook.clauses import FindingClause, GroupClause
from engine.truth import NO, UNKNOWN, YES, Truth

ANCHOR = entry(onset="3 days")


def clause(**lines: Any) -> FindingClause | GroupClause:
    given = {name.replace("_", "-"): value for name, value in lines.items()}
    if "group" in given:
        return GroupClause.model_validate(given)
    return FindingClause.model_validate({"finding": "numbness", **given})


def truth(
    asked: FindingClause | GroupClause,
    *entries: Finding,
    anchors: tuple[Finding, ...] = (),
    tied: tuple[Fit, ...] = (),
    slow_start: Truth = NO,
) -> Truth:
    about = Asked(chart(*entries), slow_start, anchors, tied)
    return truth_of(asked, fits(asked, about), about)


def test_no_entry_is_unknown_never_no() -> None:
    assert truth(clause()) is UNKNOWN
    assert truth(clause(site="face")) is UNKNOWN


def test_one_entry_that_fits_is_yes_whatever_the_others_are() -> None:
    face, foot = entry(sites=["face"]), entry(sites=["feet"])

    assert truth(clause(site="face"), face) is YES
    assert truth(clause(site="face"), foot, face) is YES


def test_entries_that_all_contradict_are_no() -> None:
    assert truth(clause(site="face"), entry(sites=["feet"])) is NO


def test_an_entry_that_lacks_a_line_is_unknown_beside_one_that_contradicts() -> None:
    assert truth(clause(site="face"), entry(sites=["feet"]), entry()) is UNKNOWN


def test_site_and_onset_have_to_be_those_of_one_entry() -> None:
    asked = clause(site="face", onset={"within": "24 hours"})
    old_face = entry(sites=["face"], onset="3 days")
    new_foot = entry(sites=["feet"], onset="2 hours")

    assert truth(asked, old_face, new_foot) is NO
    assert truth(asked, old_face, new_foot, entry(sites=["face"], onset="2 hours")) is (
        YES
    )


@pytest.mark.parametrize(
    ("line", "fitting", "contradicting", "lacking"),
    [
        ({}, {}, {"state": "resolved"}, None),
        ({"state": "resolved"}, {"state": "resolved"}, {}, None),
        ({"site": "face"}, {"sites": ["face"]}, {"sites": ["feet"]}, {}),
        ({"side": "left"}, {"side": "left"}, {"side": "right"}, {}),
        ({"symmetric": "yes"}, {"symmetric": True}, {"side": "left"}, {}),
        (
            {"onset": {"within": "1 days"}},
            {"onset": "1 hours"},
            {"onset": "2 days"},
            {},
        ),
        (
            {"lasting": {"at-least": "4 weeks"}},
            {"onset": "5 weeks"},
            {"onset": "3 weeks"},
            {},
        ),
        (
            {"lasted": {"at-least": "1 hours"}, "state": "resolved"},
            {"lasted": 3600, "state": "resolved"},
            {"lasted": 60, "state": "resolved"},
            {"state": "resolved"},
        ),
        (
            {"ended": {"within": "1 days"}, "state": "resolved"},
            {"ended": "1 hours", "state": "resolved"},
            {"ended": "2 days", "state": "resolved"},
            {"first": None, "state": "resolved"},
        ),
        (
            {"course": "spreading"},
            {"courses": ["ascending"]},
            {"courses": ["stable"]},
            {},
        ),
        ({"severity": "severe"}, {"severity": "severe"}, {"severity": "mild"}, {}),
    ],
)
def test_each_line_can_make_a_clause_yes_no_and_unknown(
    line: dict[str, Any],
    fitting: dict[str, Any],
    contradicting: dict[str, Any],
    lacking: dict[str, Any] | None,
) -> None:
    assert truth(clause(**line), entry(**fitting)) is YES
    assert truth(clause(**line), entry(**contradicting)) is NO
    if lacking is not None:
        assert truth(clause(**line), entry(**lacking)) is UNKNOWN


def test_a_provisional_entry_counts_and_one_no_longer_current_does_not() -> None:
    assert truth(clause(), entry(presence="provisional")) is YES
    assert truth(clause(), entry(current=False)) is UNKNOWN


def test_any_member_of_a_group_will_do() -> None:
    dizzy = clause(group="dizziness-or-imbalance", onset={"within": "14 days"})

    assert truth(dizzy, entry("vertigo", onset="1 days")) is YES
    assert truth(dizzy, entry("vertigo", onset="15 days")) is UNKNOWN
    assert truth(dizzy, entry("numbness", onset="1 days")) is UNKNOWN


def test_a_group_is_no_if_each_member_is_contradicted_or_denied() -> None:
    dizzy = clause(group="dizziness-or-imbalance", onset={"within": "14 days"})
    members = chart().vocabulary.groups["dizziness-or-imbalance"].members
    denied = [entry(word, presence="absent") for word in members if word != "vertigo"]

    assert truth(dizzy, *denied, entry("vertigo", onset="15 days")) is NO
    assert truth(dizzy, *denied, entry("vertigo")) is UNKNOWN


def test_the_words_of_a_clause() -> None:
    group = chart().vocabulary.groups["dizziness-or-imbalance"]

    assert words(clause(), chart()) == ("numbness",)
    assert words(clause(group=group.group), chart()) == group.members


def test_a_slow_start_counts_only_where_it_is_asked_to() -> None:
    gradual = entry(speed="gradual", onset="2 hours")
    asked = clause(onset={"speed": "sudden", "within": "24 hours"})

    assert truth(asked, gradual) is NO
    assert truth(asked, gradual, slow_start=YES) is YES


def test_a_diagnosis_without_a_date_counts_beside_a_current_symptom_only() -> None:
    line = {"within": "14 days", "or": ["not-recorded"]}
    asked = clause(finding="stroke", onset=line)
    stroke = entry("stroke", first=None)

    assert truth(asked, stroke) is UNKNOWN
    assert truth(asked, stroke, entry()) is YES
    assert truth(asked, stroke, entry(state="resolved")) is UNKNOWN
    assert truth(asked, stroke, entry(presence="absent")) is UNKNOWN


def test_a_symptom_without_a_date_does_not_count_beside_another() -> None:
    line = {"within": "14 days", "or": ["not-recorded"]}
    asked = clause(finding="dizziness", onset=line)

    assert truth(asked, entry("dizziness", first=None), entry()) is UNKNOWN


def held(truth: Truth, **lines: Any) -> Fit:
    return Fit.of(entry(**lines), {"site": truth})


COLD = {"finding": "cold-limb", "same_place_as": "numb"}


@pytest.mark.parametrize(
    ("tied", "expected"),
    [
        ((), UNKNOWN),
        ((held(YES, sites=["leg"], side="left"),), YES),
        ((held(UNKNOWN, sites=["leg"], side="left"),), YES),  # it says so itself
        ((held(NO, sites=["leg"], side="left"),), NO),
        ((held(YES, sites=["leg"], side="right"),), NO),
        ((held(YES, sites=["face"], side="left"),), NO),
        ((held(YES),), YES),
        ((held(YES, sites=["arm"]), held(UNKNOWN, sites=["leg"])), UNKNOWN),
        ((held(NO, sites=["leg"]), held(YES, sites=["feet"])), YES),
    ],
)
def test_same_place_is_that_of_the_entries_that_fit_or_else_may_fit(
    tied: tuple[Fit, ...], expected: Truth
) -> None:
    foot = entry("cold-limb", sites=["feet"], side="left")

    assert truth(clause(**COLD), foot, tied=tied) is expected


@pytest.mark.parametrize(
    ("written", "anchors", "expected"),
    [
        ("1 hours", (), NO),
        ("24 hours", (), NO),
        ("25 hours", (), UNKNOWN),
        ("3 days", (ANCHOR,), NO),
        ("2 days", (ANCHOR,), NO),
        ("73 hours", (ANCHOR,), UNKNOWN),
        (None, (ANCHOR,), UNKNOWN),
        ("2 days", (entry(first="3 days"),), NO),
        ("4 days", (entry(first="3 days"),), UNKNOWN),
        ("2 days", (entry(first=None),), UNKNOWN),
        ("2 days", (ANCHOR, entry(onset="1 days")), UNKNOWN),
        ("2026-11-18", (entry(onset="2026-11-18"),), UNKNOWN),
        ("2026-11-18", (entry(onset="2026-11-17"),), NO),
        ("2026-11-19", (), UNKNOWN),
    ],
)
def test_absent_counts_if_it_is_not_older_than_what_the_rule_is_about_or_a_day_old(
    written: str | None, anchors: tuple[Finding, ...], expected: Truth
) -> None:
    denied = entry("dizziness", presence="absent", written=written)

    assert truth(clause(finding="dizziness"), denied, anchors=anchors) is expected


@pytest.mark.parametrize(
    ("absent", "asked", "expected"),
    [
        ({}, {}, NO),
        ({}, {"site": "face", "side": "left"}, NO),
        ({"sites": ["hands"]}, {}, UNKNOWN),
        ({"sites": ["hands"]}, {"site": "hands"}, NO),
        ({"sites": ["hands"]}, {"site": "fingers"}, NO),
        ({"sites": ["hands"]}, {"site": "arm"}, UNKNOWN),
        ({"sites": ["hands"]}, {"site": ["hands", "feet"]}, UNKNOWN),
        ({"sites": ["hands", "leg"]}, {"site": ["hands", "feet"]}, NO),
        ({"sites": ["hands"]}, {"site": ["hands", "not-recorded"]}, NO),
        ({"side": "left"}, {}, UNKNOWN),
        ({"side": "left"}, {"side": "left"}, NO),
        ({"side": "left"}, {"side": ["left", "not-recorded"]}, NO),
        ({"side": "left"}, {"side": "right"}, UNKNOWN),
        ({"side": "left"}, {"side": ["left", "right"]}, UNKNOWN),
        ({"side": "both"}, {"side": ["left", "right", "not-recorded"]}, NO),
        ({"side": "both"}, {}, NO),
        ({"side": "one"}, {"side": ["left", "right"]}, UNKNOWN),
    ],
)
def test_absent_covers_only_the_sites_and_sides_it_names(
    absent: dict[str, Any], asked: dict[str, Any], expected: Truth
) -> None:
    denied = entry(presence="absent", **absent)

    assert truth(clause(**asked), denied) is expected


def test_no_numbness_on_the_left_and_none_on_the_right_cover_both_sides() -> None:
    left = entry(presence="absent", side="left", reference="Observation/1")
    right = entry(presence="absent", side="right", reference="Observation/2")

    assert truth(clause(side=["left", "right"]), left, right) is NO
    assert truth(clause(side=["left", "right"]), left) is UNKNOWN


def test_a_group_is_absent_only_if_every_member_is() -> None:
    members = chart().vocabulary.groups["dizziness-or-imbalance"].members
    denied = [entry(word, presence="absent") for word in members]
    asked = clause(group="dizziness-or-imbalance")

    assert truth(asked, *denied) is NO
    assert truth(asked, *denied[1:]) is UNKNOWN


def test_present_somewhere_else_decides_over_absent() -> None:
    denied = entry(presence="absent")

    assert truth(clause(site="face"), denied, entry(sites=["feet"])) is NO
    assert truth(clause(site="face"), denied, entry()) is UNKNOWN


def test_a_fit_names_its_lines_in_the_order_of_the_clause() -> None:
    fit = Fit.of(entry(), {"state": YES, "site": UNKNOWN, "side": NO, "onset": UNKNOWN})

    assert fit.truth is NO
    assert fit.named(UNKNOWN) == ("site", "onset")
    assert fit.named(NO) == ("side",)


def test_a_denial_at_the_site_that_its_word_implies_denies_it_all():
    denied = entry("facial-weakness", presence="absent", sites=["face"])
    asked = FindingClause.model_validate({"finding": "facial-weakness"})

    assert truth(asked, denied) is NO
