"""Which resources the rules can use: the cheap first look.

A code, a value code, a component code or a text that the rules use makes a
resource relevant; all others are counted and never built. A look costs a few
dictionary accesses; what was looked up once is remembered for this reading.
"""

from engine.fhir.fields import Element, words
from engine.terminology.index import CodeIndex

_SAYING = frozenset(
    {
        "code",
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
_NOT_BY_THEMSELVES = frozenset({"qualifier", "site"})


class Relevance:
    """The first look, for one reading."""

    def __init__(self, index: CodeIndex) -> None:
        self._index = index
        self._texts: dict[str, bool] = {}
        self._codes: dict[str, bool] = {}

    def of(self, resource: Element) -> bool:
        """Whether any rule could use this resource."""
        for name, part in resource.items():
            if name in _SAYING and self._says(part, name[:5] == "value"):
                return True
        return False

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
        known = self._texts.get(text)
        if known is None:
            known = self._index.words.search(text) is not None
            self._texts[text] = known
        return known

    def _code(self, code: object, coding: Element, is_value: bool) -> bool:
        text = code if isinstance(code, str) else str(code)
        known = self._codes.get(text)
        if known is None:
            known = self._index.knows(text)
            self._codes[text] = known
        return known and not (is_value and self._only_qualifies(text, coding))

    def _only_qualifies(self, code: str, coding: Element) -> bool:
        """Whether a value says no more than "absent", "left" or "foot".

        Such a value is used together with a code that the rules know, and
        would by itself make every negative test relevant.
        """
        meanings = self._index.meanings(words(coding.get("system")), code)
        axes = {meaning.axis for meaning in meanings}
        return bool(axes) and axes <= _NOT_BY_THEMSELVES
