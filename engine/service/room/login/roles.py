"""What somebody who signed in may do, by what the provider says of them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, get_args

import orjson

# A reader may read where reading needs a login, a reviewer may ask for a sign-off,
# an operator sees response times and data problems and may download numbers.
Role = Literal["reader", "reviewer", "operator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
ROLE_SAYS: Final[Mapping[Role, str]] = {
    "reader": "may read",
    "reviewer": "clinician: may approve a rule or ask for changes",
    "operator": "sees how the service runs",
}


def roles_of(
    claims: Mapping[str, Any], claim: str, names: Mapping[str, Role]
) -> tuple[Role, ...]:
    """The roles in a claim, in our words; what is not named gives none.

    ``claim`` is the name of a claim, or names separated by dots for one inside
    another. Its value is a list, or words separated by blanks or commas.
    """
    said = {names[word] for word in _words(_value(claims, claim)) if word in names}
    return tuple(role for role in ROLES if role in said)


def _value(claims: Mapping[str, Any], claim: str) -> object:
    if claim in claims:  # a claim may be named by an address, dots and all
        return claims[claim]
    value: object = claims
    for part in claim.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _words(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return value.replace(",", " ").split()
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)]
    return ()


def role_names_from_json(value: object) -> object:
    """The value of the setting, read from JSON when it is text."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise ValueError(
            'must be a JSON object such as {"neurology-consultants": "reviewer"}'
        ) from None


def own_names() -> dict[str, Role]:
    """Our own words for the roles, where the provider uses them too."""
    return {role: role for role in ROLES}


def with_openid(scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes, if they ask for an ID token at all."""
    if "openid" not in scopes:
        raise ValueError("must have openid among them")
    return scopes
