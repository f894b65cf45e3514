"""Resources with those that stand inside them, in `contained`."""

from engine.fhir.fields import listed, words
from engine.fhir.found import Found
from engine.fhir.kinds import is_misspelt
from engine.fhir.problems import below, problem
from engine.fhir.record import Problem


def opened(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    """Each resource and its parts; a part that is no resource is a problem."""
    if not any("contained" in item.resource for item in found):
        return found, []
    everything = [part for item in found for part in _with_parts(item)]
    typed = [item for item in everything if item.kind]
    untyped = [
        problem("not-fhir", place=item.place, blocking=True)
        for item in everything
        if not item.kind
    ]
    misspelt = [
        problem("unknown-type", place=item.place, blocking=True)
        for item in typed
        if is_misspelt(item.kind)
    ]
    return typed, [*untyped, *misspelt]


def _with_parts(item: Found) -> list[Found]:
    given = item.resource.get("contained")
    parts = enumerate(given if isinstance(given, list) else listed(given))
    at = below(item.place, "contained")
    return [item, *(_part(f"{at}[{number}]", part, item) for number, part in parts)]


def _part(place: str, part: object, whole: Found) -> Found:
    resource = part if isinstance(part, dict) else {}
    return Found(place, words(resource.get("resourceType")), "", resource, whole)
