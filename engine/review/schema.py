"""The JSON Schemas of the files under `rules/`, made from their models.

For editors, which complete and check while one types; what loads is decided
by the models themselves.
"""

import json
from typing import Any, ClassVar

from pydantic import BaseModel
from pydantic.json_schema import (
    GenerateJsonSchema,
    JsonSchemaValue,
    models_json_schema,
)
from pydantic_core import core_schema

from engine.rulebook.rule import Rule
from engine.terminology.models import Locale, Order, ValueSet
from engine.terminology.words import IN_FINDINGS, KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsWritten(GenerateJsonSchema):
    """Values as an author writes them: "24 hours", one site or a list.

    Told by the name of the function that reads the value, because a schema of
    pydantic holds nothing else of it.
    """

    _TEXTS: ClassVar[dict[str, str]] = {
        "_duration": r"^\d{1,4} (minute|hour|day|week|month|year)s?$",
        "_quantity": r"^(-?\d{1,9}(\.\d{1,9})?|locale) .+$",
    }

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """What stands before a model reads it."""
        name = schema["function"]["function"].__name__
        if name in self._TEXTS:
            return {"type": "string", "pattern": self._TEXTS[name]}
        inner = self.generate_inner(schema["schema"])
        if name == "_listed":
            return {"anyOf": [inner["items"], inner]}
        if name == "_binding":
            return {"anyOf": [{"type": "string"}, inner]}
        return inner

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """What a model checks once more after reading it."""
        name = getattr(schema["function"]["function"], "__name__", "")
        inner = self.generate_inner(schema["schema"])
        return {**inner, "pattern": self._TEXTS[name]} if name in self._TEXTS else inner


def schemas() -> dict[str, str]:
    """Every schema as the text of its file, by the name of the file."""
    definitions = tuple(KINDS[kind] for kind in IN_FINDINGS)
    return {
        "rule.schema.json": _text("A rule of Pinprick", (Rule,), listed=False),
        "findings.schema.json": _text("Words of rules/findings/", definitions),
        "value-set.schema.json": _text("A value set", (ValueSet,), listed=False),
        "orders.schema.json": _text("What a card may suggest", (Order,)),
        "locale.schema.json": _text("Thresholds of a country", (Locale,), listed=False),
    }


def _text(
    title: str, models: tuple[type[BaseModel], ...], *, listed: bool = True
) -> str:
    named, defined = models_json_schema(
        [(model, "validation") for model in models], schema_generator=_AsWritten
    )
    one: dict[str, Any] = {"oneOf": [named[model, "validation"] for model in models]}
    many = [one, {"type": "array", "items": one}]
    made = {
        "$schema": DIALECT,
        "$comment": "Generated: pinprick rules schema",
        "title": title,
        **({"anyOf": many} if listed else one),
        "$defs": _plain(defined["$defs"]),
    }
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def _plain(definitions: dict[str, Any]) -> dict[str, Any]:
    """An editor's YAML reads the version 2026.11 as a number."""
    if "ValueSet" in definitions:
        properties = definitions["ValueSet"]["properties"]
        properties["version"] = {"type": ["string", "number"]}
    return definitions
