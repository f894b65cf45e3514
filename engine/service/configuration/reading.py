"""What every group of settings is made of."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_settings import NoDecode


class Group(BaseModel):
    """Settings of one subject; ``title`` heads them on the page of settings."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


def set_to(default: Any, example: str, **limits: Any) -> Any:
    """A field with its default and one example, as the variable is written."""
    return Field(default=default, examples=[example], **limits)


def _separated(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


SEPARATED_BY_COMMAS = (NoDecode, BeforeValidator(_separated))
Texts = Annotated[tuple[str, ...], *SEPARATED_BY_COMMAS]
