"""A card's text in two parts: what to do and to ask, and why it is there.

Every word that is sent is in one of them, in its order: records, sources and
digests only stand after the rest, where they are not in the way.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from markupsafe import Markup

from engine.service.room.page import as_html

# As `cards.detail` begins what a card rests on.
_RESTS_ON: Final = ("**Why:**", "**Recorded so far:**", "Evidence: ", "Rules: ")
_HEADED: Final = _RESTS_ON[:2]


class CardParts(NamedTuple):
    """The two parts of a detail as HTML; ``why`` may be empty."""

    to_do: Markup
    why: Markup


def parted(detail: str) -> CardParts:
    """The parts of a card's Markdown."""
    blocks = tuple(_blocks(detail))
    to_do = (block for block, rests in blocks if not rests)
    why = (block for block, rests in blocks if rests)
    return CardParts(as_html("\n\n".join(to_do)), as_html("\n\n".join(why)))


def _blocks(detail: str) -> Iterator[tuple[str, bool]]:
    """Each paragraph, and whether it says what the card rests on.

    A heading's list is a paragraph of its own, and goes with it.
    """
    is_list_of = False
    for block in detail.split("\n\n"):
        rests = block.startswith(_RESTS_ON) or (is_list_of and block.startswith("- "))
        yield block, rests
        is_list_of = block.startswith(_HEADED)
