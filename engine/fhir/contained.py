"""Resources with those that stand inside them, in `contained`."""

from engine.fhir.fields import objects, words
from engine.fhir.found import Found
from engine.fhir.problems import below, problem
from engine.fhir.record import Problem


def opened(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    """Each resource and its parts; a part without a type is a problem."""
    if not any("contained" in item.resource for item in found):
        return found, []
    everything = [part for item in found for part in _with_parts(item)]
    typed = [item for item in everything if item.kind]
    untyped = [
        problem("not-fhir", place=item.place, blocking=True)
        for item in everything
        if not item.kind
    ]
    return typed, untyped


def _with_parts(item: Found) -> list[Found]:
    parts = enumerate(objects(item.resource.get("contained")))
    at = below(item.place, "contained")
    inside = (
        Found(f"{at}[{number}]", words(part.get("resourceType")), "", part, item)
        for number, part in parts
    )
    return [item, *inside]
