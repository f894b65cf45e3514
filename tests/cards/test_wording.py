"""Phrases of a card: placeholders, onset, amounts, records."""

from typing import Any

import pytest
from made_up import ago, decide, entry, measured, rule, words
from made_up_decisions import fired, result

from engine.cards.wording import (
    amount,
    fact,
    facts,
    filled,
    listed,
    not_excluded,
    onset,
    records,
    sentence,
    sites,
)
from engine.findings.finding import Finding, Measurement, Source
from engine.truth import UNKNOWN


def fill(text: str, *results: Any, **lines: Any) -> str:
    return filled(text, fired("urgent/a", clauses=results, **lines), words())


FACE = entry(
    sites=["face", "arm"],
    side="left",
    onset="2026-11-20T14:30:00Z",
    severity="severe",
    written="2026-11-19",
)


@pytest.mark.parametrize(
    ("placeholder", "expected"),
    [
        ("{numb.side}", "left"),
        ("{numb.site}", "arm and face"),
        ("{numb.onset}", "20 Nov 2026 14:30 UTC"),
        ("{numb.date}", "19 Nov 2026"),
        ("{numb.value}", "severe"),
        ("{numb.unheard}", "not recorded"),
    ],
)
def test_a_placeholder_becomes_what_was_found(placeholder: str, expected: str) -> None:
    assert fill(f"It is {placeholder}.", result(FACE)) == f"It is {expected}."


@pytest.mark.parametrize("field", ["side", "site", "date", "value"])
def test_what_was_not_recorded_is_said(field: str) -> None:
    bare = entry(first=None, written=None)

    assert fill(f"{{numb.{field}}}", result(bare)) == "not recorded"


def test_a_placeholder_of_a_clause_that_is_not_yes_says_nothing_of_its_entries() -> (
    None
):
    text = "Side {numb.side}, {other.side}."

    assert fill(text, result(FACE, truth=UNKNOWN), result(FACE, id="other")) == (
        "Side not recorded, left."
    )
    assert fill("{numb.side}", result()) == "not recorded"


def test_a_sentence_about_clauses_that_do_not_hold_is_left_out() -> None:
    text = "Call now. Numb: {numb.side}. Sugar {sugar.value} at 3.5; seen {numb.date}."

    assert fill(text, result(FACE)) == "Call now. Numb: left. seen 19 Nov 2026."
    assert fill(text, result(FACE, truth=UNKNOWN)) == "Call now."


@pytest.mark.parametrize(
    ("side", "shown"), [("both", "both sides"), ("one", "one side")]
)
def test_sides_in_words(side: Any, shown: str) -> None:
    assert fill("{numb.side}", result(entry(side=side))) == shown


def test_a_measured_value_and_its_date_fill_a_placeholder() -> None:
    value = result(measured("hba1c", "7.0", "2026-11-19"), id="sugar")
    undated = result(measured("hba1c", "7.0", None), id="sugar")

    assert fill("{sugar.value} on {sugar.date}", value) == "7 on 19 Nov 2026"
    assert fill("{sugar.date}", undated) == "not recorded"
    assert fill("{sugar.side}", value) == "not recorded"


def test_what_is_not_excluded_is_listed_or_said_to_be_nothing() -> None:
    open_ = (result(name="a dental block"), result(name="a fall"))

    assert fill("{not-excluded}", not_excluded=open_) == "a dental block or a fall"
    assert fill("{not-excluded}") == "nothing that is asked for"
    assert not_excluded(fired("urgent/a")) == ""


def test_what_is_not_excluded_says_of_age_and_of_what_is_known_what_matters() -> None:
    numb = result(name="numbness")
    young = "a patient who is at most 49 years old"
    old = result(name="age", wanted=young, is_of_person=True)
    moved = result(name="numbness", wanted="numbness is spreading")
    told = fill("{not-excluded}", reasons=(numb,), not_excluded=(old, moved))

    assert told == "a patient who is at most 49 years old or numbness is spreading"


def test_what_is_not_excluded_names_the_age_of_a_rule_that_was_decided() -> None:
    age = {"id": "age", "age": {"at-least": 50}}
    made = rule({"all": [{"finding": "numbness"}]}, unless=[age])

    assert not_excluded(decide(made, entry())) == (
        "a patient who is at least 50 years old"
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"onset": "2026-11-19"}, "19 Nov 2026"),
        ({"onset": "2026-11-19", "speed": "sudden"}, "sudden, 19 Nov 2026"),
        ({"first": "2026-11-19"}, "not recorded (first written down 19 Nov 2026)"),
        (
            {"first": "2026-11-19", "speed": "gradual"},
            "gradual, not recorded (first written down 19 Nov 2026)",
        ),
        ({"first": None}, "not recorded"),
    ],
)
def test_an_onset_is_told_as_far_as_it_is_recorded(
    lines: dict[str, Any], expected: str
) -> None:
    assert onset(entry(**lines)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("7", "7", "7"),
        ("7.50", "7.50", "7.5"),
        ("100", "100", "100"),
        ("20", None, "above 20"),
        (None, "4", "below 4"),
        ("4", "6", "4-6"),
    ],
)
def test_a_value_with_what_is_known_of_its_bounds(
    low: str | None, high: str | None, expected: str
) -> None:
    assert amount(measured("hba1c", None, low=low, high=high)) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "a"], "a and b"),
    ],
)
def test_words_as_a_list_each_once(items: list[str], expected: str) -> None:
    assert listed(items) == expected


def test_a_list_may_end_in_or() -> None:
    assert listed(["a", "b", "c"], last="or") == "a, b or c"


def test_sites_are_named_in_words_in_a_fixed_order() -> None:
    assert sites(FACE, words()) == "arm and face"
    assert sites(entry(), words()) == ""


def test_an_entry_is_told_as_what_where_which_side_and_since_when() -> None:
    assert fact(FACE, words()) == (
        "numbness or tingling: arm and face, left, onset 20 Nov 2026 14:30 UTC"
    )
    assert fact(measured("hba1c", "7"), words()) == "HbA1c 7 %"


def test_each_entry_is_a_fact_once_with_its_records() -> None:
    lines = facts([result(FACE), result(FACE), result(measured("hba1c", "7"))], words())

    assert lines[0].startswith("- Numbness or tingling: arm and face")
    assert lines[0].endswith("(Observation/numbness, written 19 Nov 2026)")
    assert len(lines) == 2


def with_sources(*sources: Source, **lines: Any) -> Finding:
    return entry(sources=sources, **lines)


def source(number: int, **lines: Any) -> Source:
    return Source(f"Observation/{number}", "Observation", None, **lines)


def test_at_most_four_records_are_named_and_the_rest_counted() -> None:
    many = with_sources(*(source(number) for number in range(6)))

    assert records(many) == (
        " (Observation/0; Observation/1; Observation/2; Observation/3; 2 more)"
    )


def test_a_record_is_named_once() -> None:
    assert records(with_sources(source(1), source(1))) == " (Observation/1)"


def test_free_text_and_possible_are_marked() -> None:
    told = with_sources(source(1, from_text=True), presence="provisional")

    assert records(told) == (
        " (Observation/1; read from free text; recorded as possible)"
    )


def test_a_reference_cannot_smuggle_markup() -> None:
    hostile = with_sources(Source("<b>[x](javascript:1)", "Observation", None))

    assert "<" not in records(hostile)
    assert "[" not in records(hostile)


def test_the_record_of_a_value_is_named_with_its_date() -> None:
    value = Measurement(
        "hba1c", None, None, None, Source("Observation/9", "Observation", ago("1 days"))
    )

    assert records(value) == " (Observation/9, written 19 Nov 2026 15:30 UTC)"


@pytest.mark.parametrize(
    ("text", "expected"), [("a b", "A b"), ("", ""), ("HbA", "HbA")]
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert sentence(text) == expected
