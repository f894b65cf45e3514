"""A rule's decision as a picture: a tree of clauses, for the eye and print.

SVG in black, white and grey, of boxes and words only. No style sheet: the
pages forbid inline styles, and a file on a desk has none to refer to.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as Xml

from engine.review.picture_layout import (
    FONT,
    GAP,
    LINE,
    MARGIN,
    PAD_X,
    PAD_Y,
    WIDE,
    Box,
    Branch,
    Sheet,
    placed,
    wrapped,
)
from engine.rulebook.clauses import All, AtLeast, Common, Node, NoneNode
from engine.rulebook.english import (
    EXCEPTION,
    asks,
    clause_english,
    heading,
    named_nodes,
)
from engine.rulebook.rule import ASKS_AS, FIRES_AS, Rule
from engine.rulebook.walk import inner_nodes
from engine.terminology.vocabulary import Vocabulary

_FONTS: Final = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"
_TITLE: Final = 21
_SMALL: Final = 12
_SPINE: Final = 20
_FILL: Final = {"outcome": "#1c1c1c", "join": "#e9e9e9", "clause": "#ffffff"}
_INK: Final = {"outcome": "#ffffff", "join": "#000000", "clause": "#000000"}
_WEIGHT: Final = {"outcome": "bold", "join": "bold", "clause": "normal"}
_CORNER: Final = {"outcome": 3, "join": 14, "clause": 3}


def rule_picture(rule: Rule, vocabulary: Vocabulary, sheet: Sheet = WIDE) -> str:
    """A whole rule as an SVG document; its words are those of the English."""
    drawing = _drawn(rule, vocabulary, sheet)
    return Xml.tostring(drawing, encoding="unicode") + "\n"


def picture_height(rule: Rule, vocabulary: Vocabulary, sheet: Sheet = WIDE) -> int:
    """How high a picture is, in units of which its sheet is so many wide."""
    return int(_drawn(rule, vocabulary, sheet).get("height", "0"))


def _drawn(rule: Rule, vocabulary: Vocabulary, sheet: Sheet) -> Xml.Element:
    title = wrapped(rule.title, sheet.width - 2 * MARGIN, size=_TITLE, is_bold=True)
    top = MARGIN + len(title) * (_TITLE + 6) + LINE + 12
    boxes = placed(_branches(rule, vocabulary), top, sheet)
    drawing = _canvas(rule, sheet.width, boxes[-1].bottom + MARGIN)
    _write_title(drawing, rule, title)
    for box in boxes:
        _draw_line(drawing, box)
    for box in boxes:
        _draw_box(drawing, box)
        _write_link(drawing, box)
    return drawing


def _branches(rule: Rule, vocabulary: Vocabulary) -> Iterator[Branch]:
    def tree(node: Node) -> Branch:
        return _branch(node, rule, vocabulary)

    fires = FIRES_AS[rule.urgency]
    yield _outcome(f"Alert, as a {fires} card, when", tree(rule.when))
    if rule.unless:
        opening = EXCEPTION[rule.urgency].replace("*", "")
        one = (
            " at least one of these is known to be true"
            if rule.unless[1:]
            else (" this is known to be true")
        )
        yield Branch(
            "outcome", opening + one, link="or", items=tuple(map(tree, rule.unless))
        )
    yield _question(rule, vocabulary)
    yield Branch("outcome", "In every other case: no card")


def _question(rule: Rule, vocabulary: Vocabulary) -> Branch:
    if not asks(rule):
        return Branch("outcome", "If data is missing: no card")
    opening = f"If data is missing: ask, as a {ASKS_AS[rule.urgency]} card, but only"
    anchor = rule.if_unknown.only_when
    if anchor is None:
        told = f"{opening} when numbness or the like is recorded at a fitting site"
        return Branch("outcome", told)
    return _outcome(f"{opening} when", _branch(anchor, rule, vocabulary))


def _outcome(text: str, below: Branch) -> Branch:
    return Branch("outcome", text, items=(below,))


def _branch(node: Node, rule: Rule, vocabulary: Vocabulary) -> Branch:
    _, items = inner_nodes(node)
    if len(items) == 1 and not isinstance(node, NoneNode):
        return _branch(items[0], rule, vocabulary)
    name = (node.id or "") if isinstance(node, Common) else ""
    if not items:
        said = clause_english(node, vocabulary, named_nodes(rule))
        return Branch("clause", _capital(said), name)
    below = tuple(_branch(item, rule, vocabulary) for item in items)
    return Branch("join", _capital(heading(node)), name, _link(node), below)


def _link(node: Node) -> str:
    """The word between two items; "at least 2 of these" has none that is true."""
    if isinstance(node, AtLeast):
        return ""
    return "and" if isinstance(node, All | NoneNode) else "or"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _canvas(rule: Rule, width: int, height: int) -> Xml.Element:
    drawing = Xml.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(width),
            "height": str(height),
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": _FONTS,
            "font-size": str(FONT),
        },
    )
    Xml.SubElement(drawing, "title", {"id": "title"}).text = rule.title
    Xml.SubElement(drawing, "desc", {"id": "desc"}).text = (
        f"The decision of rule {rule.rule}, version {rule.version}, as a tree of "
        "clauses. Below each outcome stands what has to be true for it."
    )
    whole = {"width": str(width), "height": str(height), "fill": "#ffffff"}
    Xml.SubElement(drawing, "rect", whole)
    return drawing


def _write_title(drawing: Xml.Element, rule: Rule, title: tuple[str, ...]) -> None:
    y = MARGIN
    for line in title:
        y += _TITLE + 6
        _write(drawing, line, MARGIN, y - 8, {"font-size": str(_TITLE)}, "bold")
    said = f"{rule.rule}   ·   version {rule.version}   ·   {rule.urgency}"
    _write(drawing, said, MARGIN, y + LINE - 4, {"fill": "#404040"})


def _draw_line(drawing: Xml.Element, box: Box) -> None:
    if box.parent is None:
        return
    x = box.parent.x + _SPINE
    path = f"M {x} {box.line_from} V {box.middle} H {box.x}"
    Xml.SubElement(
        drawing,
        "path",
        {"d": path, "fill": "none", "stroke": "#000000", "stroke-width": "1.5"},
    )


def _draw_box(drawing: Xml.Element, box: Box) -> None:
    kind = box.branch.kind
    Xml.SubElement(
        drawing,
        "rect",
        {
            "x": str(box.x),
            "y": str(box.y),
            "width": str(box.width),
            "height": str(box.height),
            "rx": str(_CORNER[kind]),
            "fill": _FILL[kind],
            "stroke": "#000000",
            "stroke-width": "1.5",
        },
    )
    x, y = box.x + PAD_X, box.y + PAD_Y + FONT
    if box.branch.name:
        quiet = {"font-size": str(_SMALL), "fill": "#404040"}
        _write(drawing, box.branch.name, x, y - 1, quiet)
        y += LINE
    for line in box.lines:
        _write(drawing, line, x, y, {"fill": _INK[kind]}, _WEIGHT[kind])
        y += LINE


def _write_link(drawing: Xml.Element, box: Box) -> None:
    """The word that joins a box to the one before it, on the line between."""
    if not box.link or box.parent is None:
        return
    x, y = box.parent.x + _SPINE, box.y - GAP - 3
    back = {"x": str(x - 16), "y": str(y - 9), "width": "32", "height": "18"}
    Xml.SubElement(drawing, "rect", {**back, "fill": "#ffffff"})
    middle = {"text-anchor": "middle", "font-style": "italic"}
    _write(drawing, box.link, x, y + 5, middle, "bold")


def _write(  # noqa: PLR0913, PLR0917 - a text, its place and its look
    drawing: Xml.Element,
    text: str,
    x: int,
    y: int,
    look: dict[str, str],
    weight: str = "normal",
) -> None:
    place = {"x": str(x), "y": str(y), "font-weight": weight}
    Xml.SubElement(drawing, "text", {**place, **look}).text = text
