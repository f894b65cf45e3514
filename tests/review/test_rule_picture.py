"""The picture of a rule: every clause in a box, no box over another."""

from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest
from made_up import shipped

from engine.decide.tree import leaves
from engine.review.picture import picture_height, rule_picture
from engine.review.picture_layout import (
    NARROW,
    WIDE,
    Branch,
    Sheet,
    placed,
    wrapped,
)
from engine.rulebook.rule import Rule

SVG = "{http://www.w3.org/2000/svg}"


def drawn(rule: Rule, sheet: Sheet = WIDE) -> Xml.Element:
    return Xml.fromstring(rule_picture(rule, shipped().vocabulary, sheet))


def texts(drawing: Xml.Element) -> list[str]:
    return [text.text or "" for text in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("rule", shipped().rules, ids=lambda rule: rule.rule)
@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_clause_stands_in_the_picture_and_no_box_covers_another(
    rule: Rule, sheet: Sheet
) -> None:
    drawing = drawn(rule, sheet)

    names = {c.id for n in (rule.when, *rule.unless) for c in leaves(n) if c.id}
    assert names <= set(texts(drawing))
    boxes = [b for b in drawing.iter(f"{SVG}rect") if b.get("stroke")]
    spans = [(int(b.get("y", 0)), int(b.get("height", 0))) for b in boxes]
    for (y, height), (below, _) in pairwise(spans):
        assert y + height < below
    assert all(int(b.get("x", 0)) + int(b.get("width", 0)) < sheet.width for b in boxes)
    assert drawing.get("height") == str(
        picture_height(rule, shipped().vocabulary, sheet)
    )


def test_any_and_all_are_said_in_words() -> None:
    rule = next(r for r in shipped().rules if r.rule == "urgent/sudden-face-numbness")

    told = texts(drawn(rule))

    for words in ("At least one of these is true", "All of these are true"):
        assert words in told
    assert {"or", "and"} <= set(told)
    assert "Alert, as a critical card, when" in told


def test_it_has_a_title_and_a_description_for_those_who_do_not_see_it() -> None:
    drawing = drawn(shipped().rules[0])

    assert drawing.findtext(f"{SVG}title") == shipped().rules[0].title
    assert "tree of clauses" in (drawing.findtext(f"{SVG}desc") or "")


def test_markup_in_a_rule_stays_text() -> None:
    hostile = '</text><script>alert(1)</script> & "more"'
    rule = shipped().rules[0].model_copy(update={"title": hostile})

    picture = rule_picture(rule, shipped().vocabulary)

    assert "<script" not in picture
    assert drawn(rule).findtext(f"{SVG}title") == hostile


def test_nothing_in_it_needs_a_style_a_script_or_another_file() -> None:
    picture = rule_picture(shipped().rules[0], shipped().vocabulary)

    for word in ("<style", " style=", "<script", "href", "url("):
        assert word not in picture


def test_a_long_text_is_broken_and_a_word_too_long_is_cut() -> None:
    lines = wrapped("numb " * 40 + "x" * 400, 300)

    assert len(lines) > 10
    assert max(map(len, lines)) < 60
    assert "".join(lines).replace(" ", "") == "numb" * 40 + "x" * 400


def test_an_item_stands_below_and_to_the_right_of_what_it_belongs_to() -> None:
    tree = Branch("join", "any", items=(Branch("clause", "a"), Branch("clause", "b")))

    parent, first, second = placed([tree], 0)

    assert parent.bottom < first.y < first.bottom < second.y
    assert first.x == second.x > parent.x
