"""Two texts beside each other, with the words that differ."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")
_MARKUP: Final = re.compile(r"[*\\]|^#+ |^> ?|^- ", re.M)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are in one of the two texts only."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the old text beside that of the new; () for none."""

    kind: Literal["same", "changed", "added", "removed"]
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def side_by_side(old: str, new: str) -> tuple[Row, ...]:
    """The paragraphs of two Markdown texts, as plain text, in pairs."""
    return tuple(_rows(_paragraphs(old), _paragraphs(new)))


def _paragraphs(text: str) -> list[str]:
    lines = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )", text)
    return [
        plain for line in lines if (plain := " ".join(_MARKUP.sub("", line).split()))
    ]


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for text in old[i1:i2]:
                piece = (Piece(text, False),)
                yield Row("same", piece, piece)
            continue
        paired = min(i2 - i1, j2 - j1)
        for before, after in zip(
            old[i1 : i1 + paired], new[j1 : j1 + paired], strict=True
        ):
            yield _changed(before, after)
        for text in old[i1 + paired : i2]:
            yield Row("removed", (Piece(text, True),), ())
        for text in new[j1 + paired : j2]:
            yield Row("added", (), (Piece(text, True),))


def _changed(old: str, new: str) -> Row:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for pieces, words in ((left, before[i1:i2]), (right, after[j1:j2])):
            if words:
                pieces.append(Piece("".join(words), tag != "equal"))
    return Row("changed", tuple(left), tuple(right))
