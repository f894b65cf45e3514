"""Every setting on one page: `docs/settings.md`, which a test holds to this."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from engine.service.configuration.reading import Group
from engine.service.configuration.secret_files import SECRETS, variable

_HEAD: Final = """\
# Settings

Made by `pinprick settings --markdown`; a test holds this page to it. Every setting is a
variable of the environment; an unknown one is refused, and so is one that is wrong, by
name and without its value. `pinprick doctor` says what an installation still lacks.

A secret stands in its variable, in a file that its `…_FILE` names, or in a directory of
secrets: `PINPRICK_SECRETS_DIR`, or `$CREDENTIALS_DIRECTORY`, which systemd sets. A file
there has the name of the variable in lower case, such as `pinprick_database_url`. The
variable outranks the directory; a secret and its file together are refused.
"""
_TABLE: Final = (
    "| setting | type | default | meaning | example |\n|---|---|---|---|---|"
)
_TYPES: Final = {bool: "yes or no", int: "whole number", float: "number", str: "text"}
_COMMAS: Final = "texts, separated by commas"


def settings_page(groups: tuple[type[Group], ...]) -> str:
    """The page of these groups, in Markdown."""
    return "\n".join([_HEAD, *(_section(group) for group in groups)])


def _section(group: Any) -> str:
    meaning = inspect.getdoc(group) or ""
    rows = [_row(name, field) for name, field in group.model_fields.items()]
    return "\n".join([f"## {group.title}\n", f"{meaning}\n", _TABLE, *rows, ""])


def _row(name: str, field: FieldInfo) -> str:
    (example,) = field.examples or ("",)
    cells = (
        f"`{variable(name)}`",
        "secret" if name in SECRETS else type_of(field.annotation),
        _default(field),
        " ".join((field.description or "").split()),
        f"`{example}`",
    )
    return f"| {' | '.join(map(_in_cell, cells))} |"


def _in_cell(text: str) -> str:
    return text.replace("|", r"\|")


def type_of(annotation: Any) -> str:
    """A type in words."""
    inner = _bare(annotation)
    if get_origin(inner) is Literal:
        return " or ".join(f"`{word}`" for word in get_args(inner))
    if get_origin(inner) is tuple:
        return _COMMAS
    if get_origin(inner) is dict:
        return "JSON object"
    if inner is Path:
        return "path"
    return _TYPES.get(inner, "text")


def _bare(annotation: Any) -> Any:
    """A type without None beside it."""
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not type(None))
        return _bare(inner)
    return annotation


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True, validated_data={})
    return ", ".join(f"`{word}`" for word in _words(default)) or "none"


def _words(value: Any) -> Iterator[str]:
    match value:
        case None | "" | ():
            return
        case bool():
            yield "true" if value else "false"
        case SecretStr():
            yield value.get_secret_value()
        case Path():
            yield "rules" if value.name == "rules" else str(value)
        case re.Pattern():
            yield value.pattern
        case tuple():
            yield ",".join(map(str, value))
        case dict():
            yield from (f"{key}: {_plain(one)}" for key, one in value.items())
        case _:
            yield _plain(value)


def _plain(value: Any) -> str:
    assert value is not PydanticUndefined
    return str(value.value if isinstance(value, Enum) else value)
