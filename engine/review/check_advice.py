"""RF404: lay advice that the pattern table forbids (`knowledge.md` 6.16).

Heat on a numb foot burns, massage of a calf may move a clot, manipulation of
a spine may harm its cord: a card may only warn of them.
"""

import re
from collections.abc import Iterator

from engine.errors import Diagnostic
from engine.review.library import Library, at
from engine.rulebook.rule import CardText

_FORBIDDEN = re.compile(
    r"\b(heat|heating|heated|hot|foot\s?baths?|warm\s(?:baths?|water|compress\w*)"
    r"|ice|icing|ice[- ]packs?|(?:cold|hot)\s(?:packs?|compress\w*)"
    r"|massag\w+|manipulat\w+|chiropract\w+)\b",
    re.IGNORECASE,
)
_WARNS = re.compile(r"\b(no|not|never|nor|avoid|without|against)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?;:]+")


def forbidden_advice(library: Library) -> Iterator[Diagnostic]:
    """RF404: a card that recommends heat, ice, massage or manipulation."""
    for file in library.files:
        for place, text in _texts(file.rule.card):
            for word in recommended(text):
                says = f"The card speaks of {word!r} and does not warn of it."
                yield at(file, ("card", *place), "RF404", says)


def recommended(text: str) -> list[str]:
    """The forbidden words of those sentences that do not warn."""
    return [
        match[0].lower()
        for sentence in _SENTENCE.findall(text)
        if not _WARNS.search(sentence)
        for match in _FORBIDDEN.finditer(sentence)
    ]


def _texts(card: CardText) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("summary",), card.summary
    yield ("detail",), card.detail
    yield ("ask-summary",), card.ask_summary
    for suggestion in card.suggestions:
        yield ("suggestions",), suggestion.label
