"""What no rule could use only because it cannot be read.

A code that is no code, a text that is a number: the record may be about anything,
so it is never passed over. Empty members say nothing and hide nothing.
"""

from collections.abc import Iterator

from engine.fhir.fields import CONCEPT_MEMBERS, Element

# The members by which the first look finds a record (`engine.fhir.relevance`).
_TEXTS = frozenset({"comment", "comments", "description", "onsetString", "valueString"})
_CONCEPTS = frozenset(
    {
        "code",
        "component",
        "medication",
        "medicationCodeableConcept",
        "reason",
        "reasonCode",
        "valueCodeableConcept",
        "valueCoding",
    }
)
_NOTES = frozenset({"note", "notes"})
_SPEAKING = _TEXTS | _CONCEPTS | _NOTES
_INNER_TEXTS = _TEXTS | {"display", "text"}
_INNER_CONCEPTS = _CONCEPTS | {"coding", "concept", "value"}
_CODINGS = frozenset({"coding", "valueCoding"})
_KNOWN = _INNER_TEXTS | _INNER_CONCEPTS | CONCEPT_MEMBERS | {"dataAbsentReason"}


def unread(resource: Element) -> tuple[str, bool] | None:
    """The first speaking member that is not as FHIR has it, None if all are.

    With it, whether something in it could not be read at all; else a bare text
    stood in the place of an object, and was read as words.
    """
    odd: tuple[str, bool] | None = None
    for name in resource.keys() & _SPEAKING:
        if faults := set(_faults(name, resource[name])):
            odd = min(filter(None, (odd, (name, True in faults))), key=_weight)
    return odd


def _weight(fault: tuple[str, bool]) -> tuple[bool, str]:
    # The order of a set changes from run to run: what is lost first, then by name.
    return not fault[1], fault[0]


def says_nothing(concept: object) -> bool:
    """Whether a code has neither code nor words: what it is about is unknown."""
    if isinstance(concept, dict):
        given = (concept.get(name) for name in ("coding", "code", "display", "text"))
        return all(map(says_nothing, given))
    if isinstance(concept, list):
        return all(map(says_nothing, concept))
    return not concept and concept != 0


def _faults(name: str, value: object) -> Iterator[bool]:
    """One for each thing of a wrong shape: whether nothing of it can be read."""
    if isinstance(value, list):
        for item in value:
            # An empty thing in a list stands where something was.
            yield from _faults(name, item) if item else (True,)
    elif isinstance(value, dict):
        yield from _of_element(name, value)
    elif isinstance(value, str):
        if value and name in _INNER_CONCEPTS:
            yield False
    elif value is not None:
        yield True


def _of_element(name: str, element: Element) -> Iterator[bool]:
    if name in _TEXTS or (element and _KNOWN.isdisjoint(element)):
        yield True
    if name == "component" and says_nothing(element.get("code")):
        yield False
    for inner, part in element.items():
        if inner in _INNER_TEXTS:
            if not isinstance(part, str | None):
                yield True
        elif inner == "code" and (name in _CODINGS or "system" in element):
            yield from _of_code(part)
        elif inner in _INNER_CONCEPTS:
            yield from _faults(inner, part)


def _of_code(code: object) -> Iterator[bool]:
    if not isinstance(code, str | None):
        # Some send a code as a number: it is read as its digits.
        yield not isinstance(code, int) or isinstance(code, bool)
