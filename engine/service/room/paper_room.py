"""How many cases fit on the two pages of a rule on paper.

Lines are counted, not measured: the paper is laid out by the reader's browser.
The widths are those of a wide typeface, so that a narrower one only leaves a
little room.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil
from typing import Final

# Millimetres: two pages of A4 without their margins, less what breaking costs.
PAGES: Final = 2 * 269 - 10
_LINE: Final = 4.13
_GAP: Final = 1.2
_HEADING: Final = 8.5
# Letters in a line of the whole width, of the card, beside it, of a column of cases.
WHOLE: Final = 102
_CARD, _BESIDE = 58, 36
_COLUMN: Final = 47
_MARK: Final = re.compile(r"[*`_]")


def height(texts: Iterable[str], width: int, gap: float = _GAP) -> float:
    """How high some paragraphs are, in millimetres."""
    return sum(_lines(text, width) * _LINE + gap for text in texts)


def english_height(markdown: str) -> float:
    """How high the generated English is; a list costs no more than its lines."""
    lines = [_MARK.sub("", line) for line in markdown.splitlines() if line.strip()]
    return _HEADING + sum(
        height([line.strip()], WHOLE - 3 * _depth(line), 0.6) for line in lines
    )


def beside_height(card: Sequence[str], evidence: Sequence[str]) -> float:
    """How high the card and what stands beside it are: the higher of both."""
    return _HEADING + max(height(card, _CARD), height(evidence, _BESIDE))


def fitting(cases: Sequence[str], room: float) -> int:
    """How many cases fit into a room, in two columns."""
    lines = int((room - _HEADING) / _LINE) * 2
    for number, used in enumerate(accumulate(_lines(one, _COLUMN) for one in cases)):
        if used > lines:
            return number
    return len(cases)


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 3 + line.lstrip()[:1].isdigit()


def _lines(text: str, width: int) -> int:
    return max(1, ceil(len(text) / width))
