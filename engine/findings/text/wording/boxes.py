"""Boxes of a form: "Weakness [ ] Numbness [x]", "[x] yes [ ] no".

A box stands before its label or behind it, and the line shows which: one that
begins with a box has them before, one that ends with a box behind (`passed`). Where
a line shows neither, a box that is not ticked says nothing at all, for to lose what
is ticked is worse.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.wording.word_set import word_set

TICKED = "positive"
UNTICKED = "unticked"
# Behind its label; the trigger of that name takes back what stands before it.
UNMARKED = "boxunmarked"
_NO = "answeredno"
_BREAK = ";"
_STOP = "."
_BOXES = frozenset({TICKED, UNTICKED})
_MARKS = word_set(", ; : / . |")
_YES = word_set("yes y")
_NOT = word_set("no n")
_OPTIONS = 4


def with_boxes(words: Sequence[str]) -> list[str]:
    """The words with each box as what it says of its label, in as many words."""
    read = list(words)
    if UNTICKED not in read:
        return read
    for start, end in _lines(read):
        if UNTICKED in read[start:end]:
            read[start:end] = _read(read[start:end])
    return read


def _lines(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, word in enumerate(words):
        if word == _STOP:
            yield start, at
            start = at + 1
    yield start, len(words)


def _read(line: list[str]) -> list[str]:
    line = _with_options(line)
    boxes = [i for i, word in enumerate(line) if word in _BOXES]
    if not boxes or UNTICKED not in line:
        return line
    leads = boxes[0] == 0 or line[boxes[0] - 1] in _MARKS
    closes = _MARKS.issuperset(line[boxes[-1] + 1 :])
    if closes and boxes[0] != 0:
        return line  # `passed` asks what stands before each box
    # "Red flags [ ] numbness [ ] retention": of these none is ticked.
    if leads or TICKED not in line:
        return line
    return [_BREAK if word == UNTICKED else word for word in line]


def _with_options(line: list[str]) -> list[str]:
    """ "[x] yes [ ] no" and "yes [x] no [ ]" as the answer that they are."""
    at = 0
    while at + _OPTIONS <= len(line):
        answer = _answer(line[at : at + _OPTIONS])
        if answer:
            line[at : at + _OPTIONS] = [answer, *[_BREAK] * (_OPTIONS - 1)]
        at += _OPTIONS if answer else 1
    return line


def _answer(said: Sequence[str]) -> str:
    for boxes, labels in ((said[::2], said[1::2]), (said[1::2], said[::2])):
        if not _BOXES.issuperset(boxes) or boxes[0] == boxes[1] == TICKED:
            continue
        for yes, no in ((0, 1), (1, 0)):
            if labels[yes] in _YES and labels[no] in _NOT:
                return _BREAK if boxes[yes] == TICKED else _of_no(boxes[no])
    return ""


def _of_no(box: str) -> str:
    return _NO if box == TICKED else UNMARKED
