"""Counts become figures: by day or week, by version, with what they are of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.rulebook.override_reasons import SYSTEM
from engine.service.room.numbers.csv_files import cards_csv, safe
from engine.service.room.numbers.figures import (
    NO_REASON,
    OTHER_REASON,
    Problems,
    Reason,
    by_period,
    by_version,
    interval,
    problems_of,
    reasons_of,
)
from engine.service.room.numbers.query import NumbersQuery, read_query
from engine.store.counts import HourCount, Kind, Loaded
from engine.store.numbers import RuleCounts
from engine.store.rules_on_cards import OnCards, Overrides
from engine.store.span import Span

MONDAY = date(2026, 1, 5)
TODAY = date(2026, 1, 31)
A, B = "urgent/a", "urgent/b"
OLD, NEW = "sha256:old", "sha256:new"
LOADED = (
    Loaded(OLD, A, 1, datetime(2026, 1, 1, tzinfo=UTC)),
    Loaded(NEW, A, 2, datetime(2026, 1, 6, tzinfo=UTC)),
    Loaded(OLD, B, 1, datetime(2026, 1, 1, tzinfo=UTC)),
    Loaded(NEW, B, 1, datetime(2026, 1, 6, tzinfo=UTC)),
)


def count(  # noqa: PLR0917
    kind: Kind,
    name: str,
    amount: int,
    days: int = 0,
    digest: str = NEW,
    version: int = 0,
) -> HourCount:
    hour = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=days)
    return HourCount(hour, kind, name, version, digest, amount)


def query(**more: object) -> NumbersQuery:
    given = {"span": Span(MONDAY, MONDAY + timedelta(days=7)), "by": "day", **more}
    return NumbersQuery(**given)  # type: ignore[arg-type]


def test_every_day_has_its_figures_those_without_any_too() -> None:
    counts = [
        count("calls", "card", 3),
        count("calls", "none", 7),
        count("fires", A, 2),
    ]
    cards = [OnCards(MONDAY, A, 1, fires=2, accepted=1)]

    first, second, *rest = by_period(query(), counts, cards)

    assert (first.begins, first.calls.answered, first.fires) == (MONDAY, 10, 2)
    assert (first.cards.accepted, first.no_reply) == (1, 1)
    assert (second.calls.answered, len(rest)) == (0, 6)


def test_weeks_begin_on_monday() -> None:
    counts = [count("calls", "none", 1, days) for days in (0, 6, 7)]

    weeks = by_period(query(by="week"), counts, [])

    assert [(w.begins, w.calls.answered) for w in weeks] == [
        (MONDAY, 2),
        (MONDAY + timedelta(days=7), 1),
    ]


def test_one_rule_and_one_version_can_be_asked_for() -> None:
    counts = [
        count("fires", A, 2, version=1),
        count("fires", A, 3, version=2),
        count("fires", B, 5, version=1),
    ]
    cards = [OnCards(MONDAY, A, 1, fires=2), OnCards(MONDAY, A, 2, fires=3)]

    first, *_ = by_period(query(rule=A, version=2), counts, cards)

    assert (first.fires, first.cards.fires) == (3, 3)


def test_a_version_was_asked_at_the_calls_of_the_rules_it_came_with() -> None:
    counts = [
        count("calls", "none", 100, digest=OLD),
        count("calls", "card", 20, digest=NEW),
        count("fires", A, 4, digest=OLD, version=1),
        count("fires", A, 2, digest=NEW, version=2),
        count("asks", B, 1, digest=NEW, version=1),
    ]

    rules = by_version(query(), counts, [], LOADED)

    assert [(one.rule, one.version, one.asked_at, one.fires) for one in rules] == [
        (A, 1, 100, 4),
        (A, 2, 20, 2),
        (B, 1, 120, 0),
    ]


def test_cards_from_before_calls_were_counted_still_count() -> None:
    cards = [OnCards(MONDAY, A, 1, fires=2, overridden=1)]

    (rule,) = by_version(query(), [], cards, ())

    assert (rule.asked_at, rule.shown, rule.no_reply) == (0, 2, 1)
    assert rule.cards == RuleCounts(fires=2, overridden=1)


def test_times_are_those_within_which_a_share_was_answered() -> None:
    counts = [
        count("time", "5", 90),
        count("time", "50", 10),
        count("milliseconds", "", 800),
    ]

    calls = by_period(query(), counts, [])[0].calls

    assert (calls.median, calls.slow, calls.mean) == (5, 50, 8.0)


def test_problems_are_listed_the_most_frequent_first() -> None:
    counts = [
        count("problem", "shape", 2),
        count("problem", "no-code", 5),
        count("blocking", "shape", 1),
    ]

    assert problems_of(counts) == (Problems("no-code", 5, 0), Problems("shape", 2, 1))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # Wilson's interval, worked out by hand.
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (10, 10, (0.7225, 1.0)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_a_share_of_few_has_a_wide_interval(
    part: int, whole: int, expected: tuple[float, float]
) -> None:
    assert interval(part, whole) == pytest.approx(expected, abs=0.0005)


def test_the_usual_question_is_the_last_thirty_days() -> None:
    asked = read_query({}, TODAY)

    assert (asked.span, asked.by) == (Span(date(2026, 1, 2), TODAY), "day")
    assert asked.faults == ()


def test_many_days_are_shown_by_week_unless_days_are_asked_for() -> None:
    sent = {"first": "2025-06-01", "last": "2026-01-31"}

    assert read_query(sent, TODAY).by == "week"
    assert read_query({**sent, "by": "day"}, TODAY).by == "day"


@pytest.mark.parametrize(
    "sent",
    [
        {"first": "31/01/2026"},
        {"last": "0001-01-01"},
        {"first": "2026-02-01", "last": "2026-01-01"},
        {"first": "2000-01-01"},
        {"rule": A, "version": "two"},
        {"rule": A, "version": "\u0663"},
    ],
    ids=str,
)
def test_what_is_no_question_is_said_and_answered_with_the_usual(
    sent: dict[str, str],
) -> None:
    asked = read_query(sent, TODAY)

    assert len(asked.faults) == 1
    assert asked.version == 0
    assert asked.span.days == 30


def test_a_question_is_its_address() -> None:
    asked = read_query({"rule": A, "version": "2", "first": "2026-01-20"}, TODAY)
    sent = dict(
        part.split("=") for part in asked.address().partition("?")[2].split("&")
    )

    again = read_query({**sent, "rule": A}, TODAY)

    assert again == asked


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", '=HYPERLINK("x")']
)
def test_no_text_of_a_csv_is_a_formula(value: str) -> None:
    assert safe(value) == f"'{value}"


@pytest.mark.parametrize("value", [-1, 3.5, None, "urgent/a", "", "a=b"])
def test_numbers_and_other_texts_of_a_csv_stay(value: object) -> None:
    assert safe(value) == value  # type: ignore[arg-type]


def test_a_rule_whose_name_is_a_formula_is_text_in_the_csv() -> None:
    hostile = "=HYPERLINK(1)"

    text = cards_csv(query(), [OnCards(MONDAY, hostile, 1, fires=1)])

    assert text.splitlines()[1] == "2026-01-05,'=HYPERLINK(1),1,1,0,0,0,1,0"


def test_only_reasons_that_cards_offer_are_shown_in_words() -> None:
    found = [
        Overrides(A, 1, SYSTEM, "limited-time", 2),
        Overrides(A, 2, SYSTEM, "limited-time", 1),
        Overrides(A, 1, SYSTEM, "Mrs Example, born 1950", 4),
        Overrides(A, 1, "http://made.up", "limited-time", 1),
        Overrides(A, 1, "", "", 1),
    ]

    assert reasons_of(query(), found) == (
        Reason(OTHER_REASON, 5),
        Reason("Could not address recommended action due to limited time", 3),
        Reason(NO_REASON, 1),
    )
    assert reasons_of(query(rule=A, version=2), found) == (
        Reason("Could not address recommended action due to limited time", 1),
    )
