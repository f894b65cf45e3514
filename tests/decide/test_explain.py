"""What carried an outcome, what is missing, what came near."""

from collections.abc import Iterable
from typing import Any

import pytest
from made_up import decide, entry, measured, rule

from engine.decide.outcome import ClauseResult, Decision
from engine.truth import NO, UNKNOWN, YES

FACE = {"id": "face", "finding": "numbness", "site": "face"}
FOOT = {"id": "foot", "finding": "numbness", "site": "feet"}
DIZZY = {"id": "dizzy", "finding": "dizziness", "onset": {"within": "14 days"}}
HBA1C = {
    "id": "sugar",
    "measure": "hba1c",
    "at-least": "6.5 %",
    "latest-within": "12 months",
}
NUMB = {"finding": "numbness"}


def ids(results: Iterable[ClauseResult]) -> list[str]:
    return [result.id for result in results]


def asked(when: dict[str, Any], *entries: Any, **more: Any) -> Decision:
    return decide(rule(when, only_when=NUMB, **more), *entries)


def face(**lines: Any) -> Any:
    return entry(sites=["face"], reference="Observation/face", **lines)


def test_the_reasons_are_the_clauses_that_are_yes_on_the_branches_that_are_yes() -> (
    None
):
    when = {"any": [{"all": [FACE, DIZZY]}, {"any": [FACE, FOOT]}]}

    decision = asked(when, face())

    assert decision.outcome == "fires"
    assert ids(decision.reasons) == ["face"]
    assert decision.reasons[0].entries == (face(),)
    assert decision.missing == ()


def test_every_clause_is_told_in_the_order_of_the_file() -> None:
    decision = asked({"any": [FOOT, {"all": [DIZZY, FACE]}]}, face())

    assert ids(decision.clauses) == ["foot", "dizzy", "face"]
    assert [result.truth for result in decision.clauses] == [NO, UNKNOWN, YES]


def test_what_is_missing_are_the_unknown_clauses_that_keep_the_rule_open() -> None:
    when = {"any": [{"all": [FACE, DIZZY]}, {"all": [FOOT, HBA1C]}]}

    decision = asked(when, face())

    assert decision.outcome == "asks"
    assert ids(decision.missing) == ["dizzy"]  # the foot is no: its value is not asked


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        ({"ask": "Dizzy?"}, ["Dizzy?"]),
        ({}, ["dizziness or lightheadedness began within the last 14 days"]),
    ],
)
def test_a_clause_is_asked_in_its_own_words_or_in_english(
    ask: dict[str, Any], expected: list[str]
) -> None:
    decision = asked({"all": [FACE, {**DIZZY, **ask}]}, face())

    assert decision.outcome == "asks"
    assert [result.ask for result in decision.missing] == expected


def test_an_unknown_clause_nobody_is_asked_about_is_no_reason_to_ask() -> None:
    unasked = {**DIZZY, "ask": False}

    assert asked({"all": [FACE, unasked]}, face()).outcome == "quiet"
    assert asked({"any": [DIZZY, unasked]}, face()).outcome == "asks"


def test_under_none_a_clause_carries_by_being_no() -> None:
    when = {"all": [FACE, {"none": [{**DIZZY}]}]}
    old = entry("dizziness", onset="15 days")

    fires = asked(when, face(), old)
    asks = asked(when, face())

    assert fires.outcome == "fires"
    assert ids(fires.reasons) == ["face"]
    assert asks.outcome == "asks"
    assert ids(asks.missing) == ["dizzy"]


def test_what_came_near_are_clauses_with_an_entry_that_did_not_fit() -> None:
    decision = asked({"all": [FACE, DIZZY]}, entry(sites=["feet"]))

    assert decision.outcome == "quiet"
    assert ids(decision.near) == ["face"]  # nothing at all is written of dizziness
    assert decision.near[0].why == "site contradicted"


@pytest.mark.parametrize(
    ("when", "entries", "why"),
    [
        (FACE, [face()], ""),
        (FACE, [entry()], "site not known"),
        (FACE, [entry(sites=["feet"])], "site contradicted"),
        (
            {**FACE, "side": "left"},
            [entry(sites=["feet"], side="right")],
            "site and side contradicted",
        ),
        (
            {**FACE, "side": "left"},
            [entry(sites=["feet"], side="right"), entry(sites=["feet"], side="left")],
            "site contradicted",
        ),
        (DIZZY, [entry()], "nothing recorded"),
        (
            DIZZY,
            [entry(), entry("dizziness", presence="absent")],
            "documented as absent",
        ),
        (HBA1C, [entry(), measured("hba1c", "5")], "the value is beyond the limit"),
        (
            HBA1C,
            [entry(), measured("hba1c", None, low="6", high="7")],
            "not certain",
        ),
        (HBA1C, [entry(), measured("hba1c", "7")], ""),
    ],
)
def test_why_a_clause_was_not_yes(
    when: dict[str, Any], entries: list[Any], why: str
) -> None:
    (result,) = asked(when, *entries).clauses

    assert result.why == why


def test_of_several_entries_those_with_the_fewest_gaps_are_shown() -> None:
    near = entry(sites=["feet"], side="left", reference="Observation/near")
    as_near = entry(sites=["face"], side="right", reference="Observation/as-near")
    far = entry(sites=["feet"], side="right", reference="Observation/far")

    (result,) = asked({**FACE, "side": "left"}, far, near, as_near).clauses

    assert result.entries == (near, as_near)


def test_all_the_entries_that_fit_are_shown_of_a_clause_that_is_yes() -> None:
    one, two = face(), face(side="left")

    (result,) = asked(FACE, one, entry(sites=["feet"]), two).clauses

    assert (result.truth, result.entries) == (YES, (one, two))


def test_a_measured_value_is_what_its_clause_rests_on() -> None:
    value = measured("hba1c", "5")

    (result,) = asked(HBA1C, entry(), value).clauses

    assert result.entries == (value,)


BLOCK = {
    "id": "block",
    "finding": "dental-anaesthetic",
    "onset": {"within": "12 hours"},
}
DRUNK = {"id": "drunk", "finding": "harmful-alcohol-use"}


def test_a_known_exception_is_named_with_its_record_and_an_unknown_one_is_listed() -> (
    None
):
    given = entry("dental-anaesthetic", onset="3 hours")

    decision = asked(FACE, face(), given, unless=(BLOCK, DRUNK))

    assert (decision.outcome, decision.indicator) == ("fires", "warning")
    assert ids(decision.lowered_by) == ["block"]
    assert decision.lowered_by[0].entries == (given,)
    assert ids(decision.not_excluded) == ["drunk"]


def test_an_exception_that_is_contradicted_is_neither() -> None:
    decision = asked(
        FACE, face(), entry("dental-anaesthetic", onset="13 hours"), unless=(BLOCK,)
    )

    assert decision.indicator == "critical"
    assert decision.lowered_by == decision.not_excluded == ()


def test_of_an_exception_with_parts_what_one_would_look_for_is_listed() -> None:
    """Not the age, nor the finding that the rule is about, unless alone."""
    aura = {"id": "aura", "finding": "migraine-aura"}
    young = {"id": "young", "age": {"at-most": 49}}
    slow = {"id": "slow", "finding": "numbness", "severity": "mild"}

    whole = asked(FACE, face(), unless=({"all": [aura, young, slow]},))
    alone = asked(FACE, face(), unless=(young,))

    assert ids(whole.not_excluded) == ["aura"]
    assert ids(alone.not_excluded) == ["young"]


def test_of_an_exception_with_parts_only_the_unknown_parts_are_listed() -> None:
    given = entry("dental-anaesthetic", onset="3 hours")

    decision = asked(FACE, face(), given, unless=({"all": [BLOCK, DRUNK]},))

    assert ids(decision.not_excluded) == ["drunk"]
    assert decision.indicator == "critical"


@pytest.mark.parametrize(
    ("lines", "says", "wanted", "is_of_person"),
    [
        (
            {"age": {"at-least": 50}},
            "the patient is at least 50 years old",
            "a patient who is at least 50 years old",
            True,
        ),
        (
            {"sex": "female"},
            "the patient is recorded as female",
            "a patient who is recorded as female",
            True,
        ),
        (
            {"pregnancy": "yes"},
            "the patient is pregnant",
            "a patient who is pregnant",
            True,
        ),
        (
            {"finding": "diabetes"},
            "diabetes is recorded",
            "diabetes",
            False,
        ),
        (
            {"finding": "clumsy-hands"},
            "clumsy hands are recorded",
            "clumsy hands",
            False,
        ),
        (
            {"finding": "numbness", "course": "spreading"},
            "numbness or tingling is spreading",
            "numbness or tingling is spreading",
            False,
        ),
    ],
    ids=str,
)
def test_what_a_clause_looks_for_is_told_as_a_thing(
    lines: dict[str, Any], says: str, wanted: str, is_of_person: bool
) -> None:
    (result,) = asked({"all": [lines]}).clauses

    assert (result.says, result.wanted) == (says, wanted)
    assert result.is_of_person is is_of_person
