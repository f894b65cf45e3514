"""Orders, data problems and notes on the cards of one call."""

import json

from made_up import entry, rulebook, shipped
from made_up_cards import (
    FACE_TODAY,
    GLUCOSE,
    OCCASION,
    SUGGESTING,
    built,
    one,
    shipped_cards,
)
from made_up_decisions import asked, fired, problem

from engine.cards.build import cards
from engine.cards.detail import NOT_SIGNED, UNDER_16


def test_a_card_that_only_asks_suggests_no_order() -> None:
    assert "suggestions" not in one(asked("urgent/a", **SUGGESTING))


def test_without_a_patient_no_order_is_suggested() -> None:
    made = one(fired("urgent/a", **SUGGESTING), patient_id=None)

    assert "suggestions" not in made
    assert "selectionBehavior" not in made


def test_an_order_of_two_rules_is_suggested_once_in_the_words_of_the_first() -> None:
    other = {"card": {"suggestions": [{**GLUCOSE, "label": "Other"}]}}

    made = one(fired("urgent/a", **SUGGESTING), fired("urgent/b", **other))

    assert [s["label"] for s in made["suggestions"]] == ["Refer", "Check glucose"]


def test_a_card_has_at_most_six_suggestions_the_first_ones() -> None:
    every = [{"label": f"Order {o}", "order": o} for o in shipped().vocabulary.orders]

    made = one(fired("urgent/a", card={"suggestions": every}))

    assert [s["label"] for s in made["suggestions"]] == [s["label"] for s in every[:6]]


def test_blocking_problems_alone_are_one_info_card() -> None:
    made = one(problems=(problem(), problem(code="x", blocking=False)))

    assert made["indicator"] == "info"
    assert made["source"]["topic"]["code"] == "data-problem"
    assert "Condition/1: Not read." in made["detail"]
    assert NOT_SIGNED in made["detail"]
    assert "links" not in made


def test_problems_that_change_nothing_are_no_card() -> None:
    assert built(problems=(problem(blocking=False),)) == ()


def test_blocking_problems_stand_on_the_first_card_where_there_is_one() -> None:
    first, second = built(
        fired("urgent/a", question="stroke"),
        fired("urgent/b", question="spinal-cord"),
        problems=(problem(),),
    )

    assert "Not read, and it may matter" in first.detail
    assert "Not read, and it may matter" not in second.detail


def test_the_problem_card_is_another_for_other_problems_and_another_call() -> None:
    uuids = {
        one(problems=(problem(),))["uuid"],
        one(problems=(problem(place="entry[1]"),))["uuid"],
        one(problems=(problem(),), instance="hook-2")["uuid"],
    }

    assert len(uuids) == 3
    assert one(problems=(problem(),))["uuid"] in uuids


def test_what_the_cap_left_out_is_named_on_the_last_card() -> None:
    questions = ("stroke", "spinal-cord", "limb-circulation", "metabolic-toxic")
    shown = built(*(fired(f"urgent/{q}", "same-day", question=q) for q in questions))

    assert "Not shown for brevity: Title of urgent/stroke." in shown[-1].detail
    assert not any("Not shown" in card.detail for card in shown[:-1])


def test_a_note_such_as_under_16_stands_on_every_card() -> None:
    shown = built(
        fired("urgent/a", question="stroke"),
        fired("urgent/b", question="spinal-cord"),
        notes=(UNDER_16,),
    )
    alone = one(problems=(problem(),), notes=(UNDER_16,))

    assert all(UNDER_16 in card.detail for card in shown)
    assert UNDER_16 in alone["detail"]


def test_the_same_decisions_give_the_same_bytes() -> None:
    first, second = (json.dumps(shipped_cards(FACE_TODAY)) for _ in range(2))

    assert first == second


def test_a_spreading_limb_is_answered_beside_a_chronic_neuropathy_with_diabetes() -> (
    None
):
    # The same-day rule hides routine ones, and "unexplained" hides beside others.
    shown = shipped_cards(
        entry(sites=["feet"], side="both", symmetric=True, onset="2 years"),
        entry("diabetes", onset="10 years"),
        entry(sites=["hands"], side="left", courses=["spreading"], onset="5 days"),
    )

    assert shown[0]["source"]["topic"]["code"] == "urgent/spreading-numbness-same-day"
    assert shown[0]["indicator"] == "warning"


def test_a_card_of_another_rulebook_needs_no_shipped_rule() -> None:
    decision = fired("urgent/a", **SUGGESTING)

    (card,) = cards([decision], (), rulebook(decision.rule), OCCASION)

    assert card.indicator == "critical"
