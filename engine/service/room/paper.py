"""A rule on paper, for a committee: two pages at most, in black and white."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.picture import picture_height
from engine.rulebook.english import decision_english
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import ASKS_AS, FIRES_AS
from engine.service.room.page import as_html, page
from engine.service.room.reviews import CaseRow
from engine.service.room.rule_lookup import rule_of
from engine.service.room.rule_words import rule_words
from engine.service.state import Parts

# Letters of English beside which so many cases still fit on the second page.
_ROOMY: Final = 2500
# The highest picture that fits beside all the rest of its rule.
_HIGHEST: Final = 900
_BLANK: Final = re.compile(r"\{(?:[^{}.]+\.)?([^{}.]+)\}")
_SHOWN_BESIDE: Final[tuple[int, int]] = (48, 24)
router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Shortened:
    """The cases that are printed, and how many more there are."""

    rows: tuple[CaseRow, ...]
    left_out: int


@router.get("/rules/{rule_id:path}/print", summary="One rule, for paper")
def paper(rule_id: str, request: Request, parts: Parts) -> Response:
    """What a committee needs to judge a rule, with room for its signatures."""
    book = parts.rulebook
    rule = rule_of(book, rule_id)
    ran = parts.room.reviews.cases(rule)
    english = decision_english(rule, book.vocabulary)
    most = _SHOWN_BESIDE[len(english) > _ROOMY]
    return page(
        request,
        parts,
        "paper.html",
        rule=rule,
        question=QUESTIONS.get(rule.question, rule.question),
        digest=book.digest_of(rule.rule),
        signoff=book.signoff_of(rule),
        fires_as=FIRES_AS[rule.urgency],
        asks_as=ASKS_AS[rule.urgency] if rule.if_unknown.ask else None,
        english=as_html(english),
        has_picture=picture_height(rule, book.vocabulary) <= _HIGHEST,
        detail=_blanks(rule.card.detail),
        words=rule_words(rule, book.vocabulary),
        ran=ran,
        cases=_shortened(ran.rows, most),
        printed=parts.clock(),
        address=f"{parts.settings.base_url}/rules/{rule.rule}",
    )


def _blanks(detail: str) -> tuple[str, ...]:
    """The card's text a line each; what a record fills in stands in brackets."""
    lines = (line.strip() for line in detail.splitlines())
    return tuple(_BLANK.sub(_blank, line) for line in lines if line)


def _blank(found: re.Match[str]) -> str:
    return f"[{found[1].replace('-', ' ')}]"


def _shortened(rows: Iterable[CaseRow], most: int) -> Shortened:
    """Those that do not pass first; the rest in their order, as far as they fit."""
    ordered = sorted(rows, key=lambda row: row.passed)
    return Shortened(tuple(ordered[:most]), max(0, len(ordered) - most))
