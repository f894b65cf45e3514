"""What a clinician set aside leaves the cards, and what stays."""

from datetime import UTC, datetime, timedelta

from made_up_cards import built
from made_up_decisions import asked, fired, problem

from engine.cards.select import MOST_BESIDE_CRITICAL, select
from engine.decide.outcome import Decision

UNTIL = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def warned(name: str, question: str) -> Decision:
    return fired(name, "same-day", question=question)


def leaders(decisions: list[Decision], *rules: str) -> list[str]:
    return [one.leader.rule.rule for one in select(decisions, rules).topics]


def test_a_card_goes_when_all_its_rules_were_set_aside() -> None:
    decisions = [warned("urgent/a", "one"), warned("urgent/b", "two")]

    assert leaders(decisions, "urgent/a") == ["urgent/b"]


def test_a_card_stays_when_one_of_its_rules_is_new() -> None:
    decisions = [warned("urgent/a", "one"), warned("urgent/b", "one")]

    assert leaders(decisions, "urgent/a") == ["urgent/a"]


def test_a_card_stays_when_it_asks_something_new() -> None:
    decisions = [
        warned("urgent/a", "one"),
        asked("urgent/b", "same-day", question="one"),
    ]

    assert leaders(decisions, "urgent/a") == ["urgent/a"]


def test_a_critical_card_stays() -> None:
    assert leaders([fired("urgent/a")], "urgent/a") == ["urgent/a"]


def test_a_card_that_goes_makes_room_for_one_that_was_left_out() -> None:
    many = [
        warned(f"urgent/r{n}", f"question-{n}") for n in range(MOST_BESIDE_CRITICAL + 1)
    ]
    (left_out,) = select(many).left_out
    gone = select(many).topics[0].leader.rule.rule

    assert left_out.rule.rule in leaders(many, gone)


def test_the_last_card_that_remains_names_what_was_set_aside() -> None:
    title = warned("urgent/a", "one").rule.title

    critical, last = built(
        fired("urgent/c", question="three"),
        warned("urgent/a", "one"),
        warned("urgent/b", "two"),
        set_aside={"urgent/a": UNTIL},
    )

    line = f"Set aside earlier, not shown until: {title} (2026-01-02 03:04 UTC)."
    assert line in last.detail
    assert line not in critical.detail


def test_a_card_of_two_rules_is_back_with_the_first() -> None:
    decisions = (
        warned("urgent/a", "one"),
        warned("urgent/b", "one"),
        warned("urgent/c", "two"),
    )
    later = UNTIL + timedelta(days=1)

    (card,) = built(*decisions, set_aside={"urgent/a": later, "urgent/b": UNTIL})

    assert "(2026-01-02 03:04 UTC)" in card.detail


def test_where_all_was_set_aside_there_is_no_card() -> None:
    assert built(warned("urgent/a", "one"), set_aside={"urgent/a": UNTIL}) == ()


def test_what_was_not_read_is_still_said() -> None:
    (card,) = built(
        warned("urgent/a", "one"), problems=[problem()], set_aside={"urgent/a": UNTIL}
    )

    assert card.source.topic.code == "data-problem"
    assert "Set aside earlier" in card.detail
