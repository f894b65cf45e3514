"""Cards of one call, item by item of the CDS Hooks checklist."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.servicerequest import ServiceRequest
from made_up import entry, shipped
from made_up_cards import FACE_TODAY, SUGGESTING, built, one, shipped_cards
from made_up_decisions import asked, fired, quiet, result

from engine.cards.build import EXTENSION, LABEL
from engine.cards.detail import NOT_SIGNED
from engine.rulebook.override_reasons import OVERRIDE_REASONS, SYSTEM


def members(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from members(inner)
    if isinstance(value, list):
        for inner in value:
            yield from members(inner)


EVERY_KIND = [
    [],
    [FACE_TODAY],
    [entry()],
    [FACE_TODAY, entry("dizziness"), entry("dental-anaesthetic", onset="1 hours")],
    [entry(sites=["feet"], side="both", symmetric=True, onset="60 days")],
    [entry(sites=["leg"], side="left", onset="1 days"), entry("cold-limb")],
]


@pytest.mark.parametrize("entries", EVERY_KIND)
def test_j3_no_value_is_null_an_empty_string_array_or_object(entries: Any) -> None:
    shown = shipped_cards(*entries)

    for card in shown:
        assert all(value not in (None, "", [], {}) for value in members(card))


def test_c0_no_guidance_is_no_card() -> None:
    assert built() == built(quiet("urgent/a")) == ()


def test_c1_the_summary_is_of_the_leading_rule_and_below_140_characters() -> None:
    grave, mild = fired("urgent/b"), fired("urgent/a", "same-day")

    assert one(grave, mild)["summary"] == "Summary of urgent/b."
    assert one(asked("urgent/c"))["summary"] == "Question of urgent/c?"
    for made in shipped().rules:
        assert len(made.card.summary) < 140
        assert len(made.card.ask_summary) < 140


def test_c2_the_indicator_is_of_the_leading_rule() -> None:
    assert one(fired("urgent/a"), fired("urgent/b", "same-day"))["indicator"] == (
        "critical"
    )
    assert one(asked("urgent/a"))["indicator"] == "warning"
    assert one(fired("chronic/a", "routine"))["indicator"] == "info"


def test_c3_the_source_says_who_and_which_rule_and_that_it_is_not_signed() -> None:
    source = one(fired("urgent/a"))["source"]

    assert source["label"] == LABEL
    assert "not clinically signed" in source["label"]
    assert source["topic"] == {
        "system": "urn:pinprick:rules",
        "code": "urgent/a",
        "display": "Title of urgent/a",
    }


def test_c4_the_uuid_is_stable_and_another_for_another_call() -> None:
    decision = fired("urgent/a", reasons=(result(FACE_TODAY),))
    uuid = one(decision)["uuid"]

    assert UUID(uuid).version == 5
    assert one(decision)["uuid"] == uuid
    assert one(decision, instance="hook-2")["uuid"] != uuid


@pytest.mark.parametrize(
    "changed",
    [
        {"digests": {"urgent/a": "sha256:other"}},
        {"indicator": "warning"},
        {"reasons": (result(entry(reference="Condition/2")),)},
        {"missing": (result(entry(reference="Condition/3")),)},
    ],
)
def test_c4_the_uuid_is_another_for_another_rule_outcome_or_evidence(
    changed: dict[str, Any],
) -> None:
    decision = fired("urgent/a", reasons=(result(FACE_TODAY),))

    assert one(replace(decision, **changed))["uuid"] != one(decision)["uuid"]


def test_c4_the_uuids_of_one_response_are_all_different() -> None:
    shown = built(
        fired("urgent/a", question="stroke", **SUGGESTING),
        fired("urgent/b", question="spinal-cord", **SUGGESTING),
    )
    uuids = [card.uuid for card in shown]
    uuids += [s.uuid for card in shown for s in card.suggestions]

    assert len(set(uuids)) == len(uuids) == 6


def test_c5_the_detail_is_markdown_that_says_it_is_not_signed() -> None:
    assert NOT_SIGNED in one(fired("urgent/a"))["detail"]
    assert NOT_SIGNED in one(asked("urgent/a"))["detail"]


def test_c6_suggestions_come_with_a_selection_behaviour_and_none_without() -> None:
    with_orders = one(fired("urgent/a", **SUGGESTING))
    without = one(fired("urgent/a"))

    assert with_orders["selectionBehavior"] == "any"
    assert "selectionBehavior" not in without
    assert "suggestions" not in without


def test_c7_the_selection_behaviour_is_a_word_of_the_specification() -> None:
    for card in shipped_cards(FACE_TODAY):
        assert card.get("selectionBehavior", "any") in {"any", "at-most-one"}


def test_c8_override_reasons_are_codings_of_the_code_system_each_once() -> None:
    reasons = {"card": {"may-override": ["need-more-info", "action-completed"]}}
    more = {"card": {"may-override": ["need-more-info"]}}

    made = one(fired("urgent/a", **reasons), fired("urgent/b", **more))

    assert made["overrideReasons"] == [
        {"system": SYSTEM, "code": code, "display": OVERRIDE_REASONS[code]}
        for code in ("need-more-info", "action-completed")
    ]
    assert "overrideReasons" not in one(fired("urgent/a"))


def test_c9_and_l1_every_rule_on_the_card_has_an_absolute_link_to_its_page() -> None:
    made = one(fired("urgent/a"), asked("urgent/b"))

    assert made["links"] == [
        {
            "label": f"Rule: Title of {name}",
            "url": f"https://example.org/rules/{name}",
            "type": "absolute",
        }
        for name in ("urgent/a", "urgent/b")
    ]


def test_s1_a_suggestion_has_the_label_of_the_rule() -> None:
    labels = [s["label"] for s in one(fired("urgent/a", **SUGGESTING))["suggestions"]]

    assert labels == ["Refer", "Check glucose"]


def test_s2_a_suggestion_has_a_stable_uuid_and_at_least_one_action() -> None:
    decision = fired("urgent/a", **SUGGESTING)
    first, second = (one(decision)["suggestions"] for _ in range(2))

    assert first == second
    assert all(UUID(each["uuid"]).version == 5 and each["actions"] for each in first)


def test_x1_and_x2_an_action_creates_a_described_valid_new_resource() -> None:
    suggestions = one(fired("urgent/a", **SUGGESTING))["suggestions"]

    for (action,) in (suggestion["actions"] for suggestion in suggestions):
        assert action["type"] == "create"
        assert action["description"]
        assert ServiceRequest.model_validate(action["resource"])
        assert "id" not in action["resource"]
        assert action["resource"]["reasonCode"] == [{"text": "Title of urgent/a"}]


def test_e1_the_extension_is_an_object_with_a_reverse_dns_name() -> None:
    extension = one(fired("urgent/a"), asked("urgent/b"))["extension"]

    assert list(extension) == [EXTENSION]
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)+", EXTENSION)
    assert extension[EXTENSION] == [
        {
            "rule": name,
            "version": 1,
            "digest": f"sha256:{name}",
            "outcome": outcome,
        }
        for name, outcome in (("urgent/a", "fires"), ("urgent/b", "asks"))
    ]
