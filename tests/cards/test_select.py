"""Merging by question, hiding, the homes of asks, and the cap."""

from itertools import combinations, permutations

import pytest
from made_up_decisions import asked, fired, quiet

from engine.cards.select import MOST_BESIDE_CRITICAL, Selection, Topic, select
from engine.decide.outcome import Decision


def names(topic: Topic) -> tuple[list[str], list[str]]:
    return [d.rule.rule for d in topic.fired], [d.rule.rule for d in topic.asks]


def cards(*decisions: Decision) -> list[tuple[list[str], list[str]]]:
    return [names(topic) for topic in select(decisions).topics]


def test_no_decision_and_only_quiet_ones_make_no_card() -> None:
    assert select([]) == Selection((), ())
    assert cards(quiet("urgent/a")) == []


def test_rules_of_one_question_merge_into_one_card_the_most_urgent_leading() -> None:
    mild = fired("urgent/a", "same-day", question="stroke")
    grave = fired("urgent/b", "emergency", question="stroke")

    (topic,) = select([mild, grave]).topics

    assert names(topic) == (["urgent/b", "urgent/a"], [])
    assert topic.leader == grave


def test_rules_of_two_questions_are_two_cards_the_critical_one_first() -> None:
    mild = fired("urgent/a", "same-day", question="stroke")
    grave = fired("urgent/b", "emergency", question="spinal-cord")

    assert cards(mild, grave) == [(["urgent/b"], []), (["urgent/a"], [])]


def test_the_order_of_decisions_changes_nothing() -> None:
    decisions = [
        fired("urgent/a", "same-day", question="stroke"),
        fired("urgent/b", question="spinal-cord"),
        asked("urgent/c", question="stroke"),
        asked("urgent/d", "two-weeks", question="metabolic-toxic"),
    ]

    selections = {str(select(order)) for order in permutations(decisions)}

    assert len(selections) == 1


def test_at_equal_urgency_the_first_id_leads() -> None:
    assert cards(fired("urgent/b"), fired("urgent/a")) == [
        (["urgent/a", "urgent/b"], [])
    ]


@pytest.mark.parametrize("status", ["draft", "shadow", "retired"])
def test_a_rule_that_is_not_active_makes_no_card(status: str) -> None:
    assert (
        cards(fired("urgent/a", status=status), asked("urgent/b", status=status)) == []
    )


@pytest.mark.parametrize("pressing", ["emergency", "same-day"])
@pytest.mark.parametrize("hidden", ["routine", "self-care"])
def test_routine_and_self_care_hide_beside_a_pressing_rule_that_fires(
    pressing: str, hidden: str
) -> None:
    grave = fired("urgent/a", pressing, question="stroke")
    mild = fired("chronic/b", hidden, question="neuropathy-work-up")
    mild_ask = asked("chronic/c", "routine", question="neuropathy-work-up")

    assert cards(grave, mild, mild_ask) == [(["urgent/a"], [])]


def test_routine_is_shown_beside_two_weeks_and_beside_an_ask() -> None:
    routine = fired("chronic/a", "routine", question="neuropathy-work-up")
    two_weeks = fired("urgent/b", "two-weeks", question="spinal-cord")
    ask = asked("urgent/c", question="stroke")

    assert cards(routine, two_weeks) == [(["urgent/b"], []), (["chronic/a"], [])]
    assert cards(routine, ask) == [([], ["urgent/c"]), (["chronic/a"], [])]


def test_an_unexplained_rule_hides_beside_any_other_that_fires_but_em_21() -> None:
    vague = fired("urgent/a", "same-day", question="unexplained", covers=["W2-09"])
    climbing = fired("urgent/b", question="unexplained", covers=["EM-21"])
    routine = fired("chronic/c", "routine", question="neuropathy-work-up")

    assert cards(vague) == [(["urgent/a"], [])]
    assert cards(vague, fired("urgent/x", question="stroke")) == [(["urgent/x"], [])]
    assert cards(climbing, fired("urgent/x", question="stroke")) == [
        (["urgent/x"], []),
        (["urgent/b"], []),
    ]
    assert cards(vague, routine) == [(["urgent/a"], [])]


def test_all_asks_of_one_call_are_one_card() -> None:
    asks = [
        asked("urgent/a", question="stroke"),
        asked("urgent/b", question="spinal-cord"),
        asked("chronic/c", "routine", question="neuropathy-work-up"),
    ]

    assert cards(*asks) == [([], ["urgent/a", "urgent/b", "chronic/c"])]


def test_an_ask_stands_on_the_card_of_its_question_if_that_is_as_urgent() -> None:
    same = fired("urgent/a", "same-day", question="stroke")
    ask = asked("urgent/b", "emergency", question="stroke")

    assert cards(same, ask) == [(["urgent/a"], ["urgent/b"])]


def test_an_ask_more_urgent_than_the_card_of_its_question_has_its_own() -> None:
    info = fired("urgent/a", "same-day", question="stroke", indicator="info")
    ask = asked("urgent/b", "emergency", question="stroke")

    assert cards(info, ask) == [([], ["urgent/b"]), (["urgent/a"], [])]


def test_an_ask_of_another_question_has_its_own_card() -> None:
    fires = fired("urgent/a", "same-day", question="stroke")
    ask = asked("urgent/b", "two-weeks", question="spinal-cord")

    assert cards(fires, ask) == [(["urgent/a"], []), ([], ["urgent/b"])]


def test_beside_a_critical_card_every_ask_stands_on_it() -> None:
    grave = fired("urgent/a", question="stroke")
    mild = fired("urgent/b", "same-day", question="spinal-cord")
    lost = asked("urgent/c", question="limb-circulation")
    home = asked("urgent/d", "two-weeks", question="spinal-cord")

    assert cards(grave, mild, lost, home) == [
        (["urgent/a"], ["urgent/c"]),
        (["urgent/b"], ["urgent/d"]),
    ]


QUESTIONS = (
    "stroke",
    "spinal-cord",
    "progressive-neuropathy",
    "limb-circulation",
    "metabolic-toxic",
)


def test_at_most_three_cards_that_are_not_critical_and_the_rest_is_left_out() -> None:
    many = [
        fired(f"urgent/{question}", "same-day", question=question)
        for question in QUESTIONS
    ]

    selection = select(many)

    assert len(selection.topics) == MOST_BESIDE_CRITICAL == 3
    assert len(selection.left_out) == 2
    assert {d.rule.rule for d in selection.left_out}.isdisjoint(
        d.rule.rule for topic in selection.topics for d in topic.fired
    )


def test_the_cap_never_drops_a_critical_card() -> None:
    critical = [fired(f"urgent/{q}", question=q) for q in QUESTIONS]
    milder = fired("urgent/z", "same-day", question="pregnancy")

    selection = select([milder, *critical])

    assert [t.leader.indicator for t in selection.topics] == ["critical"] * 5 + [
        "warning"
    ]
    assert selection.left_out == ()


def test_the_asking_card_counts_in_the_cap() -> None:
    mild = [
        fired(f"urgent/{q}", "two-weeks", question=q, indicator="info")
        for q in QUESTIONS[:3]
    ]
    ask = asked("urgent/z", question="pregnancy")

    selection = select([*mild, ask])

    assert names(selection.topics[0]) == ([], ["urgent/z"])
    assert len(selection.topics) == 3
    assert [d.rule.rule for d in selection.left_out] == ["urgent/stroke"]


def test_rules_that_hide_others_never_hide_each_other() -> None:
    kinds = [
        fired("urgent/a", "same-day", question="unexplained"),
        fired("urgent/b", question="unexplained", covers=["EM-21"]),
        fired("urgent/c", question="stroke"),
        fired("urgent/d", "same-day", question="stroke"),
        fired("chronic/e", "routine", question="neuropathy-work-up"),
        fired("chronic/f", "self-care", question="self-care"),
        fired("chronic/g", "routine", question="unexplained"),
        asked("urgent/h", question="spinal-cord"),
        asked("chronic/i", "routine", question="pregnancy"),
    ]

    for count in range(1, len(kinds) + 1):
        for chosen in combinations(kinds, count):
            selection = select(chosen)
            shown = [d for t in selection.topics for d in (*t.fired, *t.asks)]
            grave = [d for d in chosen if d.indicator == "critical"]

            assert selection.topics
            assert all(decision in shown for decision in grave)


def test_a_same_day_rule_that_was_lowered_gives_way_to_the_rule_about_the_reason():
    lowered = fired("urgent/a", "same-day", indicator="info", question="stroke")
    posture = fired("chronic/b", "self-care", question="self-care")

    chosen = select([lowered, posture])

    assert [topic.leader.rule.rule for topic in chosen.topics] == ["chronic/b"]
    assert [decision.rule.rule for decision in chosen.left_out] == ["urgent/a"]
    assert cards(lowered) == [(["urgent/a"], [])]


def test_a_limb_without_blood_goes_before_an_equally_urgent_stroke():
    stroke = fired("urgent/a", question="stroke", covers=["EM-04"])
    limb = fired("urgent/b", question="limb-circulation", covers=["EM-13"])
    lowered = fired(
        "urgent/c", question="limb-circulation", covers=["EM-13"], indicator="warning"
    )

    assert cards(stroke, limb) == [(["urgent/b"], []), (["urgent/a"], [])]
    assert cards(stroke, lowered) == [(["urgent/a"], []), (["urgent/c"], [])]
