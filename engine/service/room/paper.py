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
from engine.rulebook.rule import ASKS_AS, FIRES_AS, Rule
from engine.service.room.page import as_html, page
from engine.service.room.paper_room import (
    PAGES,
    WHOLE,
    beside_height,
    english_height,
    fitting,
    height,
)
from engine.service.room.reviews import CaseRow
from engine.service.room.rule_lookup import rule_of
from engine.service.room.rule_words import WordsOfRule, rule_words
from engine.service.state import Parts, Running

# The head with its three lines of facts, beside the purpose; the room to sign.
_HEAD, _SIGN, _A_SIGNATURE = 20.0, 22.0, 9.0
# A picture is drawn at 70 % of the width of the paper: so many mm a pixel.
_A_PIXEL: Final = 0.153
# The highest picture that fits beside all the rest of its rule.
_HIGHEST: Final = 900
_BLANK: Final = re.compile(r"\{(?:[^{}.]+\.)?([^{}.]+)\}")
router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Shortened:
    """The cases that are printed, and how many are left out."""

    rows: tuple[CaseRow, ...]
    left_out: int
    failing_left_out: int


@router.get("/rules/{rule_id:path}/print", summary="One rule, for paper")
def paper(rule_id: str, request: Request, parts: Parts) -> Response:
    """What a committee needs to judge a rule, with room for its signatures."""
    book = parts.rulebook
    rule = rule_of(book, rule_id)
    ran = parts.room.reviews.cases(rule)
    english = decision_english(rule, book.vocabulary)
    words = rule_words(rule, book.vocabulary)
    room = PAGES - _rest(rule, english, words, parts)
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
        words=words,
        ran=ran,
        cases=_shortened(ran.rows, room),
        printed=parts.clock(),
        address=f"{parts.settings.base_url}/rules/{rule.rule}",
    )


def _blanks(detail: str) -> tuple[str, ...]:
    """The card's text a line each; what a record fills in stands in brackets."""
    lines = (line.strip() for line in detail.splitlines())
    return tuple(_BLANK.sub(_blank, line) for line in lines if line)


def _blank(found: re.Match[str]) -> str:
    return f"[{found[1].replace('-', ' ')}]"


def _rest(rule: Rule, english: str, words: WordsOfRule, parts: Running) -> float:
    """How high all but the cases is, in millimetres."""
    vocabulary = parts.rulebook.vocabulary
    drawn = picture_height(rule, vocabulary)
    terms = rule.governance
    card = (
        rule.card.summary,
        *_blanks(rule.card.detail),
        rule.card.ask_summary or "",
        "; ".join(one.label for one in rule.card.suggestions),
    )
    evidence = (
        *(f"{one.id}: {one.cite} (unconfirmed)" for one in rule.evidence),
        f"If missed: {terms.harm_if_missed} False alarm: {terms.harm_if_false}",
        "Known false alarms: " + "; ".join(terms.known_false_alarms),
    )
    named = (*words.findings, *words.measures, *words.drugs)
    dense = "; ".join(f"{row.says} ({row.size})" for row in named)
    return (
        _HEAD
        + height([rule.purpose], WHOLE - 8)
        + english_height(english)
        + (drawn * _A_PIXEL + 10 if drawn <= _HIGHEST else 0)
        + beside_height(card, evidence)
        + 8
        + height([dense], WHOLE)
        + _SIGN
        + _A_SIGNATURE * terms.sign_off_needs.clinicians
    )


def _shortened(rows: Iterable[CaseRow], room: float) -> Shortened:
    """Those that do not pass first; the rest in their order, as far as they fit."""
    ordered = sorted(rows, key=lambda row: row.passed)
    most = fitting([_case(row) for row in ordered], room)
    rest = ordered[most:]
    failing = sum(not row.passed for row in rest)
    return Shortened(tuple(ordered[:most]), len(rest), failing)


def _case(row: CaseRow) -> str:
    failed = "" if row.passed else "not run: "
    return f"00. {failed}{row.case.name}: {row.case.expect} ({row.case.as_ or ''})"
