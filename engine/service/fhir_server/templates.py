"""Prefetch template and context -> the query to send (CDS Hooks 2.0.1)."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from engine.fhir.fields import Element
from engine.service.fhir_server.not_fetched import NotOffered

_TOKEN = re.compile(r"\{\{\s*([A-Za-z.]+)\s*\}\}")
# The id of FHIR, but for "." and "..", which would climb out of the path.
_ID = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9.-]{1,64}"
_BARE = re.compile(_ID)
_REFERENCE = re.compile(rf"(?:[A-Z][A-Za-z]{{1,63}}/)?{_ID}")

# Fields that mean an id; a reference in their place is common, and understood.
_ID_FIELDS: Mapping[str, str] = MappingProxyType(
    {"patientId": "Patient", "encounterId": "Encounter"}
)
_USERS: Mapping[str, str] = MappingProxyType(
    {
        "userPractitionerId": "Practitioner",
        "userPractitionerRoleId": "PractitionerRole",
        "userPatientId": "Patient",
        "userRelatedPersonId": "RelatedPerson",
    }
)


def resolved(template: str, context: Element) -> str:
    """The query with every placeholder filled from the context.

    Placeholders are `{{context.<field>}}` and the family of
    `{{userPractitionerId}}`. Raises `NotOffered` for a placeholder that is
    unknown, or whose value is missing or no FHIR id.
    """
    query = _TOKEN.sub(lambda found: _value(found[1], context), template)
    if "{{" in query or "}}" in query:
        raise NotOffered("the prefetch template has a placeholder that is not known")
    return query


def _value(token: str, context: Element) -> str:
    head, _, field = token.partition(".")
    if token in _USERS:
        value = _id_of(context.get("userId"), _USERS[token], typed=True)
    elif head == "context" and field in _ID_FIELDS:
        value = _id_of(context.get(field), _ID_FIELDS[field], typed=False)
    elif head == "context":
        value = _matching(_REFERENCE, context.get(field))
    else:
        raise NotOffered(f"the placeholder {token} is not known")
    if value is None:
        raise NotOffered(f"{token} is missing or no FHIR id")
    return quote(value, safe="/")


def _id_of(value: object, kind: str, *, typed: bool) -> str | None:
    if not isinstance(value, str):
        return None
    before, slash, identity = value.rpartition("/")
    is_kind = before == kind or before.endswith(f"/{kind}")
    if (slash and not is_kind) or (typed and not slash):
        return None
    return _matching(_BARE, identity)


def _matching(pattern: re.Pattern[str], value: object) -> str | None:
    if isinstance(value, str) and pattern.fullmatch(value):
        return value
    return None
