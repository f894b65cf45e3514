"""The header `traceparent` of W3C Trace Context, version 00."""

import re
from dataclasses import dataclass
from typing import Final

# https://www.w3.org/TR/trace-context/#traceparent-header
_FORM: Final = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?P<trace>(?!0{32})[0-9a-f]{32})"
    r"-(?P<span>(?!0{16})[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)


@dataclass(frozen=True, slots=True)
class Parent:
    """The span of the caller."""

    trace_id: str
    span_id: str
    is_sampled: bool


def parent_of(header: str) -> Parent | None:
    """The caller's span; None for a header of another form, which says nothing."""
    found = _FORM.fullmatch(header)
    # Version 00 has four fields and no more.
    if not found or (header.startswith("00") and found["more"]):
        return None
    return Parent(found["trace"], found["span"], bool(int(found["flags"], 16) & 1))
