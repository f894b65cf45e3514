"""Which resources the rules can use: the cheap first look.

A code, a value code, a component code or a text that the rules use makes a
resource relevant; all others are counted and never built. A look costs a few
dictionary accesses: what was looked up once is remembered.
"""

from engine.fhir.fields import Element, words
from engine.terminology.index import CodeIndex

_SAYING = frozenset(
    {
        "component",
        "valueCodeableConcept",
        "valueCoding",
        "valueString",
        "note",
        "notes",
        "comment",
        "comments",
        "reason",
        "reasonCode",
        "onsetString",
        "description",  # of an Appointment
    }
)
_INNER = frozenset(
    {
        "code",
        "coding",
        "component",
        "concept",
        "display",
        "text",
        "value",
        "valueCodeableConcept",
        "valueCoding",
        "valueString",
    }
)
# The only elements of a medication record that are read.
_DRUG = ("medicationCodeableConcept", "medication")
_CODING_AND_TEXT = 2
_NOT_BY_THEMSELVES = frozenset({"qualifier", "site", "drug"})


class Relevance:
    """The first look, by the codes and words of one index."""

    def __init__(self, index: CodeIndex) -> None:
        self._index = index
        self._texts = index.known_texts
        self._codes = index.known_codes

    def of(self, resource: Element) -> bool | None:
        """Whether any rule could use this resource.

        None where none can, and only a closer look tells whether it was read:
        its code is not of the usual shape, or it says more than its code.
        """
        code = resource.get("code")
        found = self._plain(code)
        if found or (found is None and self._says(code, is_value=False)):
            return True
        if _SAYING.isdisjoint(resource):
            return found
        names = resource.keys() & _SAYING
        says = any(self._says(resource[name], name[:5] == "value") for name in names)
        return says or None

    def _plain(self, concept: object) -> bool | None:
        """The answer for a CodeableConcept of the usual shape, None for another.

        Nearly every resource has one, and the general walk costs four times it.
        """
        codes, texts = self._codes, self._texts
        try:
            for coding in (codings := concept["coding"]):  # type: ignore[index]
                if codes[coding["code"]] or texts[coding["display"]]:
                    return True
            members = len(concept)  # type: ignore[arg-type]
            if members == 1:
                return False if codings else None
            if texts[concept["text"]]:  # type: ignore[index]
                return True
            return False if members == _CODING_AND_TEXT else None
        except (KeyError, TypeError):
            return None

    def of_drug(self, resource: Element) -> bool | None:
        """Whether a medication record names a drug that a rule asks for, or None."""
        return any(self._names_drug(resource.get(name)) for name in _DRUG) or None

    def _names_drug(self, part: object) -> bool:
        if isinstance(part, dict):
            code = part.get("code")
            return (isinstance(code, str) and self._index.knows(code)) or any(
                self._names_drug(inner)
                for name, inner in part.items()
                if name in _INNER and name != "code"
            )
        if isinstance(part, list):
            return any(map(self._names_drug, part))
        return isinstance(part, str) and self._index.drugs.search(part) is not None

    def _says(self, part: object, is_value: bool) -> bool:
        if isinstance(part, dict):
            return self._element(part, is_value)
        if isinstance(part, list):
            for item in part:
                if self._says(item, is_value):
                    return True
        return isinstance(part, str) and self._text(part)

    def _element(self, element: Element, is_value: bool) -> bool:
        for name, part in element.items():
            if name not in _INNER:
                continue
            if name == "code" and not isinstance(part, dict | list):
                found = self._code(part, element, is_value)
            elif isinstance(part, str):
                found = self._text(part)
            else:
                found = self._says(part, is_value or name[:5] == "value")
            if found:
                return True
        return False

    def _text(self, text: str) -> bool:
        return bool(text) and self._texts[text]

    def _code(self, code: object, coding: Element, is_value: bool) -> bool:
        text = code if isinstance(code, str) else str(code)
        return (
            bool(text)
            and self._codes[text]
            and not (is_value and self._only_qualifies(text, coding))
        )

    def _only_qualifies(self, code: str, coding: Element) -> bool:
        """Whether a value says no more than "absent", "left" or "foot".

        Such a value is used together with a code that the rules know, and
        would by itself make every negative test relevant.
        """
        meanings = self._index.meanings(words(coding.get("system")), code)
        axes = {meaning.axis for meaning in meanings}
        return bool(axes) and axes <= _NOT_BY_THEMSELVES
