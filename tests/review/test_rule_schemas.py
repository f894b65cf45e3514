"""The JSON Schemas that editors use: current, and true of what ships."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made_up import RULES

from engine.review.schema import schemas
from engine.terminology.strict_yaml import read_file

FOLDERS = {
    "urgent": "rule",
    "chronic": "rule",
    "findings": "findings",
    "value-sets": "value-set",
    "locale": "locale",
}
FILES = [
    (path, schema)
    for folder, schema in FOLDERS.items()
    for path in sorted((RULES / folder).glob("*.yaml"))
] + [(RULES / "orders.yaml", "orders")]
RULE = RULES / "urgent/sudden-face-numbness.yaml"


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schemas()[f"{name}.schema.json"]))


def data(path: Path) -> Any:
    document, faults = read_file(path, path)
    assert document is not None, faults
    return document.data


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_that_is_checked_in_is_current(name: str) -> None:
    written = (RULES / "schema" / name).read_text()

    assert written == schemas()[name], "run `pinprick rules schema`"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schemas()[name]))


def test_every_shipped_file_is_valid_by_its_schema() -> None:
    validators = {name: validator(name) for name in {schema for _, schema in FILES}}

    wrong = [
        (path.name, error.message[:200])
        for path, schema in FILES
        for error in validators[schema].iter_errors(data(path))
    ]

    assert wrong == []
    assert len(FILES) > 100


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("version", "one"),
        ("urgency", "urgent"),
        ("when", {"finding": "numbness", "sites": "face"}),
        ("when", {"finding": "numbness", "onset": {"within": "24 hrs"}}),
        ("when", {"measure": "hba1c", "at-least": "6.5", "latest-within": "2 years"}),
        ("when", {"symptom": "numbness"}),
        ("colour", "red"),
    ],
)
def test_what_the_models_refuse_the_schema_refuses(line: str, value: object) -> None:
    rule = {**data(RULE), line: value}

    assert not validator("rule").is_valid(rule)


@pytest.mark.parametrize("site", ["face", ["face"], ["face", "trunk"]])
def test_one_word_and_a_list_of_words_are_both_valid(site: object) -> None:
    rule = {**data(RULE), "when": {"finding": "numbness", "site": site}}

    assert validator("rule").is_valid(rule)
