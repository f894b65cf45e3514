"""Where each box of a rule's picture stands: an indented tree, top to bottom.

Nothing is measured: widths are estimated on the safe side for the fonts that
a browser or a printer puts in, so that no text leaves its box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

MARGIN: Final = 20
FONT: Final = 15
LINE: Final = 20
PAD_X: Final = 12
PAD_Y: Final = 9
GAP: Final = 10
LINKED_GAP: Final = 26
SECTION_GAP: Final = 26

Kind = Literal["outcome", "join", "clause"]

# Shares of the font size, between Helvetica and the wider DejaVu Sans.
_NARROW, _WIDE, _CAPITAL, _PLAIN, _BOLD = 0.34, 0.92, 0.74, 0.58, 1.08


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture is drawn on: its width, and how far a level moves right."""

    width: int
    indent: int


WIDE: Final = Sheet(840, 46)
# For a telephone held upright, where the wide one is too small to read.
NARROW: Final = Sheet(440, 30)


@dataclass(frozen=True, slots=True)
class Branch:
    """A text with what hangs below it, and the word between its items."""

    kind: Kind
    text: str
    name: str = ""
    link: str = ""
    items: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A branch in its place, below ``parent``.

    ``link`` is the word on the line from the item before it, "" for a first;
    ``line_from`` is where that line starts, so that no piece is drawn twice.
    """

    branch: Branch
    lines: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int
    parent: "Box | None" = None
    link: str = ""
    line_from: int = 0

    @property
    def bottom(self) -> int:
        """Where the box ends."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """Where a line from the box above it arrives."""
        return self.y + self.height // 2


def placed(branches: Iterable[Branch], top: int, sheet: Sheet = WIDE) -> list[Box]:
    """Every box of some trees, one below the other."""
    boxes: list[Box] = []
    for branch in branches:
        start = boxes[-1].bottom + SECTION_GAP if boxes else top
        _place(branch, None, "", start, boxes, sheet)
    return boxes


def _place(  # noqa: PLR0913, PLR0917 - a branch, its place and what is above
    branch: Branch,
    parent: Box | None,
    link: str,
    y: int,
    boxes: list[Box],
    sheet: Sheet,
    line_from: int = 0,
) -> Box:
    x = MARGIN if parent is None else parent.x + sheet.indent
    width = sheet.width - MARGIN - x
    lines = wrapped(branch.text, width - 2 * PAD_X, is_bold=branch.kind == "outcome")
    rows = len(lines) + (1 if branch.name else 0)
    height = rows * LINE + 2 * PAD_Y
    box = Box(branch, lines, x, y, width, height, parent, link, line_from)
    boxes.append(box)
    start = box.bottom
    for number, item in enumerate(branch.items):
        word = branch.link if number else ""
        gap = LINKED_GAP if word else GAP
        below = boxes[-1].bottom + gap
        start = _place(item, box, word, below, boxes, sheet, start).middle
    return box


def wrapped(
    text: str, width: int, *, size: int = FONT, is_bold: bool = False
) -> tuple[str, ...]:
    """A text in lines that fit; a single word that does not is cut."""
    room = width / size / (_BOLD if is_bold else 1)
    lines = [""]
    for word in text.split():
        for part in _cut(word, room):
            longer = f"{lines[-1]} {part}".strip()
            if lines[-1] and _length(longer) > room:
                lines.append(part)
            else:
                lines[-1] = longer
    return tuple(lines)


def _cut(word: str, room: float) -> Sequence[str]:
    most = max(1, int(room / _WIDE))
    if _length(word) <= room:
        return (word,)
    return [word[start : start + most] for start in range(0, len(word), most)]


def _length(text: str) -> float:
    return sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in "iljtfrI.,:;'|()[]! /-":
        return _NARROW
    if letter in "mwMW@%" or not letter.isascii():
        return _WIDE
    return _CAPITAL if letter.isupper() else _PLAIN
