"""What came under each key of a CDS Hooks prefetch.

The states of a key are told apart (CDS Hooks 2.0.1, "Prefetch Template"): a
key that is absent was not fetched, null is no data, an OperationOutcome is a
failure that must not be taken for "nothing recorded", and a Bundle with a next
page is a part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from types import MappingProxyType
from typing import Literal

from engine.fhir.found import Unwrapped
from engine.fhir.problems import below
from engine.fhir.unwrap import Walked, gather, walk

KeyState = Literal[
    "absent", "no-data", "empty", "delivered", "partial", "failed", "not-fhir"
]


@dataclass(frozen=True, slots=True)
class Prefetched:
    """The resources of a prefetch, and how each key came.

    ``missing`` and ``failed`` name required keys only: what was not sent, and
    what was sent as an error or as no FHIR. ``states`` has every key.
    """

    unwrapped: Unwrapped
    states: Mapping[str, KeyState]
    missing: tuple[str, ...]
    failed: tuple[str, ...]


def read_prefetch(
    prefetch: object,
    required: Mapping[str, str],
    zone: tzinfo = UTC,
    context: Mapping[str, object] = MappingProxyType({}),
) -> Prefetched:
    """The resources under every key, those not asked for included.

    `required` maps a key to the resource kind it is to bring. A prefetch that
    is missing or no object has no key. `context` has the resources that a hook
    brings besides, by the member they stand in: they satisfy no key.
    """
    given = prefetch if isinstance(prefetch, dict) else {}
    walks = {
        key: _weighed(walk(value, below("prefetch", key), zone), value, key in required)
        for key, value in given.items()
    }
    states: dict[str, KeyState] = dict.fromkeys(required, "absent")
    states |= {key: _state(given[key], walked) for key, walked in walks.items()}
    return Prefetched(
        # A resource under two keys counts once, so they are gathered together.
        gather([*walks.values(), *_of_context(context, zone)]),
        states,
        _required(states, required, "absent"),
        _required(states, required, "failed", "not-fhir"),
    )


def _of_context(context: Mapping[str, object], zone: tzinfo) -> Iterator[Walked]:
    for name, value in context.items():
        yield walk(value, below("context", name), zone)


def _weighed(walked: Walked, value: object, is_required: bool) -> Walked:
    """The problems of a key with the weight they have for this key."""
    if not walked.problems:
        return walked
    # An outcome in place of data is a failure even if it only warns.
    blocking = {"not-fhir": is_required}
    if _is_outcome(value):
        blocking["operation-outcome"] = True
    problems = tuple(
        replace(one, blocking=blocking.get(one.code, one.blocking))
        for one in walked.problems
    )
    return replace(walked, problems=problems)


def _is_outcome(value: object) -> bool:
    return isinstance(value, dict) and value.get("resourceType") == "OperationOutcome"


def _state(value: object, walked: Walked) -> KeyState:
    failures = {"operation-outcome", "failed-part"}
    if value is None:
        return "no-data"
    if walked.found or walked.pages:
        return "partial" if walked.pages else "delivered"
    if any(one.code in failures and one.blocking for one in walked.problems):
        return "failed"
    return "empty" if walked.has_fhir or not walked.problems else "not-fhir"


def _required(
    states: Mapping[str, KeyState], required: Mapping[str, str], *wanted: KeyState
) -> tuple[str, ...]:
    return tuple(key for key in required if states[key] in wanted)
