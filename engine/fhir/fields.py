"""Reading one element of FHIR JSON, whatever dialect it came in.

Lists and single objects are read alike (STU3 and DSTU2 differ in that), texts
are stripped, and what has no known shape is noted, not dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TypeGuard

from engine.fhir.problems import problem
from engine.fhir.record import Coding, Concept, Problem
from engine.terminology.seen import Seen
from engine.when import Interval, read_time

Element = Mapping[str, object]
_NO_CONCEPT = Concept()
# What a concept or a coding can have; an object with none of it is neither.
CONCEPT_MEMBERS = frozenset(
    {"code", "coding", "concept", "display", "extension", "reference", "system", "text"}
)

_CODING_MEMBERS = frozenset({"code", "display", "extension", "system"})


class NotReadable(Exception):
    """A record that cannot be projected at all: the code of its problem."""

    def __init__(self, code: str, at: str) -> None:
        super().__init__(code)
        self.code = code
        self.at = at


@dataclass(slots=True)
class Origin:
    """The record being read: what it is called, where it stood, what was odd.

    ``zone`` is for times that carry none, ``born`` for ages. ``problems``
    grows while the record is read and belongs to this one reading.
    """

    place: str
    reference: str
    zone: tzinfo
    born: Interval | None = None
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, at: str, *, blocking: bool) -> None:
        """Add a problem at a place below this record."""
        self.problems.append(
            problem(
                code,
                place=f"{self.place}.{at}" if self.place else at,
                reference=self.reference,
                blocking=blocking,
            )
        )


def listed(value: object) -> list[object]:
    """A list as it is, one thing as a list of one; nulls left out."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item or item == 0]  # 0 and false are values


def objects(value: object) -> list[Element]:
    """The JSON objects among one or more things."""
    return [item for item in listed(value) if isinstance(item, dict)]


def words(value: object) -> str:
    """A text without the blanks around it, "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def concepts(value: object, origin: Origin, at: str) -> tuple[Concept, ...]:
    """One or more CodeableConcepts, empty ones left out."""
    if value is None:
        return ()
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        usual = _usual(value[0])
        if usual:
            return (usual,)
    items = listed(value)
    if isinstance(value, list) and len(items) < len(value):
        # An empty thing in a list stands where something was.
        origin.note("shape", at, blocking=True)
    read = [_one_concept(item, origin, at) for item in items]
    return tuple(concept for concept in read if concept)


def concept(value: object, origin: Origin, at: str) -> Concept:
    """One CodeableConcept; several in its place are read as one."""
    if value is None:
        return _NO_CONCEPT
    if isinstance(value, dict) and (usual := _usual(value)):
        return usual
    found = concepts(value, origin, at)
    if len(found) < 2:
        return found[0] if found else _NO_CONCEPT
    codings = tuple(coding for one in found for coding in one.codings)
    return Concept(codings, " / ".join(one.text for one in found if one.text))


def _usual(value: Element) -> Concept | None:
    """A CodeableConcept of codes and texts alone, None for any other.

    Nearly every one is so, and asking after each shape takes twice the time.
    """
    if "coding" not in value or "concept" in value:
        return None
    try:
        said = [value.get("text", "")]
        for coding in value["coding"]:  # type: ignore[attr-defined]
            said += coding.get("system", ""), coding["code"], coding.get("display", "")
        return _CONCEPTS[tuple(said)]  # type: ignore[arg-type]
    except (KeyError, TypeError, AttributeError):
        return None


def _of_plain_texts(said: tuple[str, ...]) -> Concept | None:
    """The concept of a text and, for each coding, its system, code and display.

    None if a coding has no code. AttributeError for what is no text.
    """
    text, *parts = [one.strip() for one in said]
    codings = [Coding(*parts[at : at + 3]) for at in range(0, len(parts), 3)]
    has_codes = all([coding.code for coding in codings])
    return Concept(tuple(codings), text) if has_codes else None


# A hospital's codes, categories and statuses come again and again.
_CONCEPTS: Seen[tuple[str, ...], Concept | None] = Seen(_of_plain_texts)


def _one_concept(value: object, origin: Origin, at: str) -> Concept:
    if isinstance(value, str):
        return Concept(text=value.strip())
    if not isinstance(value, dict):
        origin.note("shape", at, blocking=True)
        return Concept()
    usual = _usual(value)
    if usual is not None:
        return usual
    if value and CONCEPT_MEMBERS.isdisjoint(value):
        origin.note("shape", at, blocking=True)
    if "concept" in value:  # R5 CodeableReference
        return concept(value["concept"], origin, f"{at}.concept")
    if "coding" not in value and ("code" in value or "display" in value):
        return Concept(_codings(value, origin, at), words(value.get("text")))
    codings = _codings(value.get("coding"), origin, f"{at}.coding")
    text = value.get("text")
    if text is not None and not isinstance(text, str):
        origin.note("shape", f"{at}.text", blocking=True)
    return Concept(codings, words(text))


def _codings(value: object, origin: Origin, at: str) -> tuple[Coding, ...]:
    items = listed(value)
    read = [_coding(item, origin, at) for item in items if _is_coding(item)]
    if len(read) < len(items):
        origin.note("shape", at, blocking=True)
    return tuple(coding for coding in read if coding.code or coding.display)


def _is_coding(item: object) -> TypeGuard[Element]:
    return isinstance(item, dict) and not _CODING_MEMBERS.isdisjoint(item)


def _coding(value: Element, origin: Origin, at: str) -> Coding:
    code = value.get("code")
    if isinstance(code, int) and not isinstance(code, bool):
        origin.note("code-not-text", f"{at}.code", blocking=False)
        code = str(code)
    elif code is not None and not isinstance(code, str):
        origin.note("shape", f"{at}.code", blocking=True)
    for name in ("system", "display"):
        if not isinstance(value.get(name, ""), str | None):
            origin.note("shape", f"{at}.{name}", blocking=True)
    display = words(value.get("display"))
    return Coding(words(value.get("system")), words(code), display)


def time(value: object, origin: Origin, at: str) -> Interval | None:
    """A FHIR date, dateTime or instant; what cannot be read is noted."""
    if value is None or value in ("", [], {}):
        return None
    read = read_time(value, origin.zone) if isinstance(value, str) else None
    if read is None:
        origin.note("time-not-read", at, blocking=True)
        return None
    if read.zone_assumed:
        origin.note("zone-assumed", at, blocking=False)
    return read.interval
