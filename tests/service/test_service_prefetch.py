"""The prefetch of discovery: made from the rules, small, and nothing fancy."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine.rulebook.clauses import DrugClause
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.uses import words_used
from engine.service.app import create_app
from engine.service.prefetch import LONGEST, prefetch_of
from engine.service.settings import Settings
from engine.terminology.models import Code, ValueSet

PATIENT = r"\{\{context\.patientId\}\}"
# CDS Hooks 2.0.1: read, search by type, token and date by equality or prefix.
RECOMMENDED = re.compile(
    rf"Patient/{PATIENT}"
    rf"|[A-Z][A-Za-z]+\?patient={PATIENT}"
    r"(&(code|category)=[^&\s]+)*(&_sort=-?[a-z]+)?(&_count=\d+)?"
)


@pytest.fixture(scope="module")
def whole(rulebook: Rulebook) -> Mapping[str, str]:
    return prefetch_of(rulebook.rules, rulebook.vocabulary)


def test_every_query_keeps_to_the_recommended_subset(whole: Mapping[str, str]) -> None:
    odd = [query for query in whole.values() if not RECOMMENDED.fullmatch(query)]

    assert odd == []


def test_every_query_is_short_enough_for_an_address(whole: Mapping[str, str]) -> None:
    assert max(map(len, whole.values())) < LONGEST


def test_conditions_and_observations_are_not_narrowed_to_codes(
    whole: Mapping[str, str],
) -> None:
    """A complaint in words has no code, and must not be left out for that."""
    assert "code=" not in whole["conditions"] + whole["observations"]


def test_observations_come_newest_first(whole: Mapping[str, str]) -> None:
    assert "&_sort=-date&_count=" in whole["observations"]


def test_measures_are_asked_for_by_every_code_that_the_rules_read(
    rulebook: Rulebook, whole: Mapping[str, str]
) -> None:
    words = rulebook.vocabulary
    names = {n for rule in rulebook.rules for n in words_used(rule, words).measures}
    sets = {name for measure in names for name in words.measures[measure].codes}
    codes = {code.code for name in sets for code in words.value_sets[name].codes}

    asked = set(re.findall(r"http://loinc\.org\|([0-9-]+)", whole["measures"]))

    assert codes and codes <= asked


def test_without_a_rule_only_what_is_required_is_asked_for(rulebook: Rulebook) -> None:
    assert set(prefetch_of((), rulebook.vocabulary)) == {
        "patient",
        "conditions",
        "observations",
    }


def rule_of(rulebook: Rulebook, name: str) -> Rule:
    return next(rule for rule in rulebook.rules if rule.rule == name)


def test_a_rule_without_a_measure_asks_for_none(rulebook: Rulebook) -> None:
    rule = rule_of(rulebook, "urgent/sudden-face-numbness")

    asked = prefetch_of([rule], rulebook.vocabulary)

    assert "measures" not in asked


def test_medication_is_asked_for_only_where_a_rule_names_a_drug(
    rulebook: Rulebook,
) -> None:
    rule, words = rulebook.rules[0], rulebook.vocabulary
    takes = DrugClause(id="takes", drug=min(words.drugs), active="yes")
    without = prefetch_of([rule], words)

    asked = prefetch_of([rule.model_copy(update={"unless": (takes,)})], words)

    new = {key: asked[key].split("?")[0] for key in asked.keys() - without.keys()}
    assert new == {
        "medications": "MedicationRequest",
        "statements": "MedicationStatement",
        "administrations": "MedicationAdministration",
    }


def test_codes_that_do_not_fit_give_way_to_categories(rulebook: Rulebook) -> None:
    words = rulebook.vocabulary
    many = tuple(
        Code(system="loinc", code=f"{n}-1", display="made up") for n in range(200)
    )
    sets = {
        name: ValueSet(value_set=name, title="made up", version="1", codes=many)
        for name in words.value_sets
    }
    crowded = replace(words, value_sets=sets)

    asked = prefetch_of(rulebook.rules, crowded)["measures"]

    assert RECOMMENDED.fullmatch(asked)
    assert len(asked) < LONGEST
    assert "category=laboratory" in asked


def test_a_setting_narrows_the_observations_to_categories(
    settings: Settings, client: Any
) -> None:
    parts = client.app.state.running
    given = settings.model_copy(update={"observation_categories": ("exam", "survey")})
    app = create_app(given, parts.rulebook, parts.engine)

    with type(client)(app) as running:
        service = running.get("/cds-services").json()["services"][0]

    assert "&category=exam,survey&" in service["prefetch"]["observations"]


def test_the_same_rules_give_the_same_discovery(rulebook: Rulebook) -> None:
    once = prefetch_of(rulebook.rules, rulebook.vocabulary)
    again = prefetch_of(rulebook.rules, rulebook.vocabulary)

    assert list(once.items()) == list(again.items())
