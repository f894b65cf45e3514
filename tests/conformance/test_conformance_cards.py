"""Rows C, S, X, L, Y, E: every card that the examples of the project get."""

import re
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from conformance_calls import SERVICE, blanks, call, fires
from fhir.resources.R4B.servicerequest import ServiceRequest

from engine.rulebook.override_reasons import OVERRIDE_REASONS, SYSTEM

Cards = list[dict[str, Any]]
KNOWN = {
    "uuid",
    "summary",
    "detail",
    "indicator",
    "source",
    "suggestions",
    "selectionBehavior",
    "overrideReasons",
    "links",
    "extension",
}


def all_of(cards: Cards, name: str) -> list[dict[str, Any]]:
    return list(chain.from_iterable(card.get(name, ()) for card in cards))


def actions(cards: Cards) -> list[dict[str, Any]]:
    return all_of(all_of(cards, "suggestions"), "actions")


def test_c0_no_guidance_is_an_empty_array(client: Any) -> None:
    response = client.post(SERVICE, json=call())

    assert (response.status_code, response.json()) == (200, {"cards": []})


def test_c0_y1_an_answer_has_cards_and_no_system_actions(client: Any) -> None:
    body = client.post(SERVICE, json=fires()).json()

    assert set(body) == {"cards"}


def test_c1_n1_a_summary_is_one_line_of_at_most_139_characters(cards: Cards) -> None:
    assert max(len(card["summary"]) for card in cards) <= 139
    assert not any("\n" in card["summary"] for card in cards)


def test_c2_n6_an_indicator_is_of_the_value_set(cards: Cards) -> None:
    assert {card["indicator"] for card in cards} == {"info", "warning", "critical"}


def test_c3_a_source_has_a_label_and_a_coding_as_topic(cards: Cards) -> None:
    assert all(card["source"]["label"] for card in cards)
    assert {frozenset(card["source"]["topic"]) for card in cards} == {
        frozenset({"system", "code", "display"})
    }


def test_c4_a_card_has_a_uuid(cards: Cards) -> None:
    assert all(str(UUID(card["uuid"])) == card["uuid"] for card in cards)


def test_c5_what_a_record_says_never_becomes_html(client: Any) -> None:
    body = fires()
    (entry,) = body["prefetch"]["conditions"]["entry"]
    text = "Sudden numbness of left face <img src=x onerror=alert(1)> [a](javascript:b)"
    entry["resource"] = entry["resource"] | {"code": {"text": text}}

    card = client.post(SERVICE, json=body).json()["cards"][0]

    assert not re.search(r"(?<!\\)<[a-zA-Z]", card["detail"])
    assert "](javascript" not in card["detail"]


def test_c6_c7_suggestions_and_their_behaviour_come_together(cards: Cards) -> None:
    with_suggestions = [card for card in cards if "suggestions" in card]

    assert with_suggestions
    assert all(card["selectionBehavior"] == "any" for card in with_suggestions)
    assert not any(
        "selectionBehavior" in card for card in cards if "suggestions" not in card
    )


def test_c8_o1_an_override_reason_is_a_whole_coding_of_the_list(cards: Cards) -> None:
    reasons = all_of(cards, "overrideReasons")

    assert reasons
    assert all(
        (one["system"], one["display"]) == (SYSTEM, OVERRIDE_REASONS[one["code"]])
        for one in reasons
    )


def test_c9_l1_l2_l3_a_link_goes_to_a_page_and_launches_nothing(cards: Cards) -> None:
    links = all_of(cards, "links")

    assert links
    assert {frozenset(link) for link in links} == {frozenset({"label", "url", "type"})}
    assert {link["type"] for link in links} == {"absolute"}


def test_s1_s2_s3_a_suggestion_has_label_uuid_and_actions(cards: Cards) -> None:
    suggestions = all_of(cards, "suggestions")

    assert {frozenset(one) for one in suggestions} == {
        frozenset({"label", "uuid", "actions"})
    }
    assert all(one["label"] and UUID(one["uuid"]) for one in suggestions)
    assert all(one["actions"] for one in suggestions)


def test_x1_x3_n2_an_action_creates_and_says_so(cards: Cards) -> None:
    assert {one["type"] for one in actions(cards)} == {"create"}
    assert all(one["description"] for one in actions(cards))


def test_x2_j5_what_is_created_is_a_whole_resource(cards: Cards) -> None:
    for one in actions(cards):
        ServiceRequest.model_validate(one["resource"])
        assert "id" not in one["resource"]


def test_e1_an_extension_is_an_object_under_a_reversed_domain(cards: Cards) -> None:
    names = {name for card in cards for name in card.get("extension", {})}

    assert names == {"org.pinprick.rules"}


def test_e1_an_extension_names_rule_version_and_digest(cards: Cards) -> None:
    rules = all_of([card.get("extension", {}) for card in cards], "org.pinprick.rules")

    assert rules
    assert all({"rule", "version", "digest"} <= set(one) for one in rules)


def test_c0_a_card_has_no_member_that_the_specification_has_not(cards: Cards) -> None:
    assert set().union(*cards) <= KNOWN


@pytest.mark.parametrize("make", [call, fires])
def test_j2_j3_j4_nothing_in_an_answer_is_empty(client: Any, make: Any) -> None:
    assert [*blanks(client.post(SERVICE, json=make()).json())] == []


def test_j2_j3_j4_nothing_in_a_card_is_empty(cards: Cards) -> None:
    assert [place for card in cards for place in blanks(card)] == []
